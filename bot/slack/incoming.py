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


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person asked, and where.

    text          as Slack delivers it, without mentions; the core takes the rest of Slack's wrapping off
    thread        the thread to answer in, "" for the channel itself
    conversation  whose context a follow-up continues
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
    surface: str = "other"

    def thread_under(self, ts: str) -> str:
        """The conversation of a thread that starts at this message of the same channel."""
        return conversation(self.team, self.channel, ts)


def from_event(body: Payload) -> Question | None:
    """The question in a `message` or `app_mention` delivery, or None when it is not for us.

    Not for us: what bots say, edits, deletions, joins and other subtypes, files without a word, and whatever is
    written in a channel without a mention.
    """
    event = body["event"]
    direct = event.get("channel_type") == "im" or event.get("channel", "").startswith("D")
    if not (_by_person(event) and (direct or event["type"] == "app_mention")):
        return None
    text = _words(event)
    if not text and event.get("files"):
        return None
    team, channel, ts = body.get("team_id", ""), event["channel"], event["ts"]
    thread = event.get("thread_ts") or ("" if direct else ts)
    keys = (body["event_id"], f"{team}:{channel}:{ts}")
    return Question(
        text, event["user"], team, channel, thread, conversation(team, channel, thread), keys, surface=event["type"]
    )


def from_command(body: Payload) -> Question:
    """The question typed after the slash command; one person's commands in a channel are one conversation."""
    team, channel, user = body.get("team_id", ""), body["channel_id"], body["user_id"]
    text = _words(body)
    place = conversation(team, channel, user)
    return Question(text, user, team, channel, "", place, command=body["command"], surface="command")


def from_click(body: Payload) -> Question:
    """The question a suggestion button asks: in a channel its answer goes to the message's thread."""
    message, channel, user = body.get("message") or {}, body["channel"]["id"], body["user"]["id"]
    team, private, direct = _team(body), block_id(body) == PRIVATE, channel.startswith("D")
    thread = "" if private else message.get("thread_ts") or ("" if direct else message["ts"])
    place = conversation(team, channel, user if private else thread)
    keys = (f"click:{body['trigger_id']}",)
    return Question(value(body), user, team, channel, thread, place, keys, surface="button")


def share_keys(body: Payload) -> tuple[str, ...]:
    """A private answer is shared once, however often its button is clicked."""
    place = body["container"]
    return (f"share:{_team(body)}:{place['channel_id']}:{place['message_ts']}",)


def block_id(body: Payload) -> str:
    """The name of the block that holds the clicked button."""
    return str(body["actions"][0].get("block_id", ""))


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
