"""What Slack delivers, as what was asked, where, and where the answer goes. Pure functions over payloads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.render.blocks import PRIVATE

Payload = Mapping[str, Any]

_PERSONS_OWN = {None, "file_share", "thread_broadcast"}
_MENTION = re.compile(r"<@[^<>]*>")
_TO_SOMEBODY = re.compile("<[@!]")


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person asked, and where.

    text          as Slack delivers it, without mentions; the core takes the rest of Slack's wrapping off
    thread        the thread to answer in, "" for the channel itself
    conversation  whose context a follow-up continues
    overheard     written in a channel's thread, to nobody by name
    keys          what names it for claims
    command       the slash command it was asked with, as this workspace calls it
    surface       the way it was asked, for counting
    """

    text: str
    user: str
    team: str
    channel: str
    thread: str
    conversation: str
    keys: tuple[str, ...] = ()
    command: str = ""
    overheard: bool = False
    surface: str = "other"

    def thread_under(self, ts: str) -> str:
        """The conversation of a thread that starts at this message of the same channel."""
        return conversation(self.team, self.channel, ts)


def from_event(body: Payload) -> Question | None:
    """The question in a `message` or `app_mention` delivery, or None when it is not for us.

    Not for us: what bots say, edits, deletions, joins and other subtypes, files without a word, and whatever is
    written in a channel without a mention, unless it is overheard in a thread. A mention's twin, a `message` with the
    mention in it, is not for us either, nor is what mentions anybody else alone.
    """
    event = body["event"]
    direct = event.get("channel_type") == "im" or event.get("channel", "").startswith("D")
    named = event["type"] == "app_mention"
    overheard = not (direct or named) and "thread_ts" in event and not _TO_SOMEBODY.search(event.get("text") or "")
    if not (_by_person(event) and (direct or named or overheard)):
        return None
    text = _words(event)
    if not text and (event.get("files") or overheard):
        return None
    team, channel, ts = body.get("team_id", ""), event["channel"], event["ts"]
    thread = event.get("thread_ts") or ("" if direct else ts)
    talk, keys = conversation(team, channel, thread), (body["event_id"], f"{team}:{channel}:{ts}")
    surface = "overheard" if overheard else event["type"]
    return Question(text, event["user"], team, channel, thread, talk, keys, overheard=overheard, surface=surface)


def from_command(body: Payload) -> Question:
    """The question typed after the slash command; one person's commands in a channel are one conversation."""
    team, channel, user = body.get("team_id", ""), body["channel_id"], body["user_id"]
    text = _words(body)
    place = conversation(team, channel, user)
    return Question(text, user, team, channel, "", place, command=body["command"], surface="command")


def from_click(body: Payload) -> Question:
    """The question a suggestion button asks: in a channel its answer goes to the message's thread."""
    message, channel, user = body.get("message") or {}, body["channel"]["id"], body["user"]["id"]
    team, private, direct = _team(body), is_private(body), channel.startswith("D")
    thread = "" if private else message.get("thread_ts") or ("" if direct else message["ts"])
    talk = conversation(team, channel, user if private else thread)
    return Question(value(body), user, team, channel, thread, talk, click_keys(body), surface="button")


def from_view(body: Payload, text: str) -> Question:
    """The question asked in a view: in the home tab the conversation is the person's, in a modal the modal's own."""
    team, user = _team(body), body["user"]["id"]
    own = user if view_type(body) == "home" else body["view"]["root_view_id"]
    return Question(text, user, team, "", "", conversation(team, view_type(body), own), surface=view_type(body))


def from_shortcut(body: Payload) -> Question:
    """What a message says, as a question of the person who looks it up: in the same conversation as commands."""
    team, channel, user = _team(body), body["channel"]["id"], body["user"]["id"]
    text, talk = _words(body["message"]), conversation(team, channel, user)
    return Question(text, user, team, channel, "", talk, surface="shortcut")


def typed(body: Payload) -> str:
    """The one thing typed into a submitted view."""
    values = body["view"]["state"]["values"].values()
    return next((str(field.get("value") or "") for fields in values for field in fields.values()), "")


def view_type(body: Payload) -> str:
    """ "home" or "modal" for a click or submission in a view, "" for one in a message."""
    if body.get("view"):
        return str(body["view"]["type"])
    return "" if (body.get("channel") or {}).get("id") else "home"


def click_keys(body: Payload) -> tuple[str, ...]:
    """A click is answered once, however often it is delivered."""
    return (f"click:{body['trigger_id']}",)


def share_keys(body: Payload) -> tuple[str, ...]:
    """A private answer is shared once, however often its button is clicked."""
    return (f"share:{place(body)}",)


def place(body: Payload) -> str:
    """Where the message with the clicked button stands."""
    container = body["container"]
    return conversation(_team(body), container["channel_id"], container["message_ts"])


def is_private(body: Payload) -> bool:
    """Whether the clicked button stands under an answer that one person sees."""
    return bool(body["actions"][0].get("block_id") == PRIVATE)


def value(body: Payload) -> str:
    """What the clicked button carries; Slack may give it back escaped."""
    carried = str(body["actions"][0]["value"])
    return carried.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def conversation(team: str, channel: str, thread: str) -> str:
    return f"{team}:{channel}:{thread}"


def _team(body: Payload) -> str:
    return str((body.get("team") or {}).get("id") or body["user"].get("team_id", ""))


def _words(message: Payload) -> str:
    return _MENTION.sub(" ", message.get("text") or "").strip()


def _by_person(event: Payload) -> bool:
    if event.get("bot_id") or event.get("hidden") or "edited" in event:
        return False
    return event.get("subtype") in _PERSONS_OWN and event.get("user") not in (None, "USLACKBOT")
