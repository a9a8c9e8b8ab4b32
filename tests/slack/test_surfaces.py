"""The three ways to ask, each over HTTP and over Socket Mode."""

from __future__ import annotations

from tests.slack import payloads
from tests.slack.conftest import Bot
from tests.slack.workspace import CHANNEL, DIRECT, message_problems


def test_a_slash_command_is_answered_privately_and_at_once(either: Bot) -> None:
    before = either.workspace.sent()
    reply = either.deliver("slash_commands", payloads.command("what is this?"))
    assert reply.body["response_type"] == "ephemeral"
    assert "You asked what is this?" in reply.body["text"]
    assert "You asked what is this?" in reply.body["blocks"][0]["text"]["text"]
    assert message_problems(reply.body) == []
    assert either.workspace.sent() == before


def test_a_direct_message_is_answered_in_place(either: Bot) -> None:
    either.deliver("events_api", payloads.direct_message("what is this?"))
    sent = either.workspace.sent()[-1]
    assert sent["channel"] == DIRECT
    assert "thread_ts" not in sent
    assert "You asked what is this?" in sent["text"]


def test_a_mention_is_answered_in_its_thread(either: Bot) -> None:
    body = payloads.mention("what is this?")
    either.deliver("events_api", body)
    sent = either.workspace.sent()[-1]
    assert (sent["channel"], sent["thread_ts"]) == (CHANNEL, body["event"]["ts"])
    assert "You asked what is this?" in sent["text"]


def test_a_button_asks_its_question(either: Bot) -> None:
    private = either.deliver("slash_commands", payloads.command("first")).body
    either.deliver("interactive", payloads.click(private, "ask:1", either.workspace.response_url()))
    [answer] = either.workspace.responses
    assert "You asked who recommends her?" in answer["text"]
