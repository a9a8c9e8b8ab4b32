"""The manifest, and the other files that Slack or Heroku read, declare what the code uses: all of it and no more."""

from __future__ import annotations

import ast
import json
import re

import yaml

from bot import settings
from tests.slack.conftest import ROOT
from tests.slack.workspace import EVENT_SCOPES, SCOPES

MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text("utf-8"))
SOURCES = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "bot" / "slack").glob("*.py")}
SCOPELESS = {"auth.test", "apps.connections.open", "views.open", "views.publish", "views.update"}


def test_the_scopes_are_those_of_the_calls_events_and_commands_in_use() -> None:
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert _web_api_calls() >= {"chat.postMessage", "apps.connections.open"}
    used = {SCOPES[method] for method in _web_api_calls() - SCOPELESS}
    used |= {EVENT_SCOPES[event] for event in set(events) - {"app_home_opened"}}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == used | {"commands"}


def test_the_events_are_those_listened_to() -> None:
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in events} == _listened_to("event")


def test_the_command_is_the_default_one() -> None:
    default = settings.read({}, None).command
    assert [command["command"] for command in MANIFEST["features"]["slash_commands"]] == [default]
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True
    assert MANIFEST["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_the_shortcuts_are_those_listened_to() -> None:
    assert {shortcut["callback_id"] for shortcut in MANIFEST["features"]["shortcuts"]} == _listened_to("shortcut")
    assert {shortcut["type"] for shortcut in MANIFEST["features"]["shortcuts"]} == {"global", "message"}


def test_the_tabs_are_those_that_are_filled() -> None:
    assert "app_home_opened" in _listened_to("event")
    assert "views.publish" in _web_api_calls()
    assert "assistant.threads.setSuggestedPrompts" in _web_api_calls()
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"] is True
    assert MANIFEST["features"]["app_home"]["messages_tab_enabled"] is True
    assert MANIFEST["features"]["agent_view"].keys() == {"agent_description"}


def test_what_slack_limits_in_a_manifest_is_within_its_limits() -> None:
    display = MANIFEST["display_information"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert all(len(command["description"]) <= 2000 for command in MANIFEST["features"]["slash_commands"])
    assert all(len(shortcut["name"]) <= 24 for shortcut in MANIFEST["features"]["shortcuts"])
    assert all(len(shortcut["description"]) <= 150 for shortcut in MANIFEST["features"]["shortcuts"])
    assert len(MANIFEST["features"]["agent_view"]["agent_description"]) <= 300


def test_heroku_starts_the_bot_and_asks_only_for_settings_that_exist() -> None:
    assert dict(line.split(": ") for line in (ROOT / "Procfile").read_text("utf-8").splitlines()) == {
        "web": "python -m bot",
        "worker": "python -m bot",
    }
    asked = json.loads((ROOT / "app.json").read_text("utf-8"))["env"]
    assert {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"} <= set(asked)
    assert set(asked) <= {variable.name for variable in settings.VARIABLES}


def _web_api_calls() -> set[str]:
    """Web API methods called as client.some_method(...), as "some.method"."""
    return {
        _method(call.func.attr)
        for tree in SOURCES.values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and re.search(r"(^|\.)client$", ast.unparse(call.func.value))
        and "_" in call.func.attr
    }


def _method(name: str) -> str:
    """chat_postMessage is chat.postMessage."""
    return name.replace("_", ".")


def _listened_to(kind: str) -> set[str]:
    """The constants given to app.event(...) and the like."""
    return {
        str(call.args[0].value)
        for tree in SOURCES.values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == f"app.{kind}"
        if call.args and isinstance(call.args[0], ast.Constant)
    }
