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


def home_opened(tab: str = "home", *, view: Json | None = None, user: str = PERSON) -> Json:
    shown = {"view": {**view, "id": "V0HOME"}} if view else {}
    return event({"type": "app_home_opened", "tab": tab, "channel": DIRECT, "user": user, **shown})


def view_click(view: Json, action_id: str, typed: str = "", *, user: str = PERSON) -> Json:
    """A click on a button of a home tab or modal, or Enter in its box with what was `typed`."""
    elements = ((block, each) for block in view["blocks"] for each in block.get("elements", [block.get("element", {})]))
    block, element = next((block, each) for block, each in elements if each.get("action_id") == action_id)
    return {
        **_interaction("block_actions", user),
        "container": {"type": "view", "view_id": "V0VIEW"},
        "view": {**view, "id": "V0VIEW", "root_view_id": "V0VIEW", "state": {"values": {}}},
        "actions": [{**element, "block_id": block.get("block_id", "made-up"), **({"value": typed} if typed else {})}],
    }


def submission(view: Json, typed: str, *, user: str = PERSON) -> Json:
    """A modal is submitted with this typed into its box."""
    box = next(block for block in view["blocks"] if block["type"] == "input")
    field = {box["element"]["action_id"]: {"type": "plain_text_input", "value": typed}}
    state = {"values": {box["block_id"]: field}}
    return {
        **_interaction("view_submission", user),
        "view": {**view, "id": "V0VIEW", "root_view_id": "V0VIEW", "state": state},
    }


def shortcut(callback_id: str, response_url: str = "", text: str = "", *, user: str = PERSON) -> Json:
    """The global shortcut, or with a response_url the one of a message that says `text`."""
    message = {
        "channel": {"id": CHANNEL, "name": "general"},
        "message": {"type": "message", "user": "U0BOB", "text": text, "ts": "1600000003.000001"},
        "message_ts": "1600000003.000001",
        "response_url": response_url,
    }
    kind = "message_action" if response_url else "shortcut"
    return {**_interaction(kind, user), "callback_id": callback_id, **(message if response_url else {})}


def _interaction(kind: str, user: str) -> Json:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "team"},
        "user": {"id": user, "username": "alice", "name": "alice", "team_id": TEAM},
        "api_app_id": APP,
        "token": "verification",
        "trigger_id": f"trigger.{next(_numbers)}",
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
        **_interaction("block_actions", user),
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": not public},
        "channel": {"id": channel, "name": "general"},
        **public,
        "response_url": response_url,
        "actions": [{**button, "block_id": block.get("block_id", "made-up"), "action_ts": "1600000002.000001"}],
    }
