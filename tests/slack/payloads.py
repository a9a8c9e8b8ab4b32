"""What Slack delivers, in Slack's own shapes."""

from __future__ import annotations

import itertools
from typing import Any

from tests.slack.workspace import APP, BOT_USER, CHANNEL, DIRECT, PERSON, TEAM

Json = dict[str, Any]

_numbers = itertools.count(1)


def command(text: str, *, name: str = "/rohit", channel: str = CHANNEL, user: str = PERSON) -> Json:
    return {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": "team",
        "channel_id": channel,
        "channel_name": "general",
        "user_id": user,
        "user_name": "alice",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "response_url": "http://127.0.0.1:9/unused",
        "trigger_id": f"trigger.{next(_numbers)}",
    }


def direct_message(text: str, **more: Any) -> Json:
    """A message in the person's direct channel with the bot; `more` goes into the event."""
    return event({"type": "message", "channel_type": "im", "channel": DIRECT, "text": text, **more})


def mention(text: str, **more: Any) -> Json:
    """A message in a channel that mentions the bot; `more` goes into the event."""
    return event({"type": "app_mention", "channel": CHANNEL, "text": f"<@{BOT_USER}> {text}", **more})


def event(inner: Json) -> Json:
    number = next(_numbers)
    return {
        "token": "verification",
        "team_id": TEAM,
        "api_app_id": APP,
        "type": "event_callback",
        "event_id": f"Ev{number:06d}",
        "event_time": 1700000000,
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        "event": {"user": PERSON, "ts": f"1600000000.{number:06d}", **inner},
    }


def click(message: Json, action_id: str, response_url: str, *, channel: str = CHANNEL, user: str = PERSON) -> Json:
    """A click on a button of a message the bot sent: `message` is what it sent; with a "ts" it was posted for all."""
    block, button = next(
        (block, element)
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == action_id
    )
    ts = message.get("ts", "1600000001.000001")
    public = {"message": {"type": "message", "user": BOT_USER, **message}} if "ts" in message else {}
    return {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "team"},
        "user": {"id": user, "username": "alice", "name": "alice", "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": not public},
        "trigger_id": f"trigger.{next(_numbers)}",
        "channel": {"id": channel, "name": "general"},
        **public,
        "response_url": response_url,
        "actions": [{**button, "block_id": block.get("block_id", "made-up"), "action_ts": "1600000002.000001"}],
    }
