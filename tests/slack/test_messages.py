"""What is answered, what is not, and what an answer looks like in Slack."""

from __future__ import annotations

import logging

import pytest

from bot.slack import messages
from tests.slack import payloads
from tests.slack.conftest import HttpBot, logged
from tests.slack.payloads import Json
from tests.slack.workspace import BOT, BOT_USER, CHANNEL, DIRECT, Failure, Workspace, message_problems

NOT_FOR_US = {
    "its own message": payloads.direct_message("hi", user=BOT_USER),
    "its own, by bot id": payloads.direct_message("hi", bot_id=BOT),
    "another bot": payloads.direct_message("hi", user="U0OTHER", bot_id="B0OTHER"),
    "a bot_message": payloads.direct_message("hi", subtype="bot_message", bot_id="B0OTHER"),
    "slackbot": payloads.direct_message("hi", user="USLACKBOT"),
    "an edit": payloads.direct_message("", subtype="message_changed", message={"text": "hi", "user": "U0ALICE"}),
    "a deletion": payloads.direct_message("", subtype="message_deleted", hidden=True, deleted_ts="1.1"),
    "a join": payloads.direct_message("<@U0ALICE> has joined", subtype="channel_join"),
    "a file without a word": payloads.direct_message("", subtype="file_share", files=[{"id": "F1"}]),
    "a mention edited in": payloads.mention("hi", edited={"user": "U0ALICE", "ts": "1.1"}),
    "a channel message": payloads.direct_message("hi", channel_type="channel", channel=CHANNEL),
    "another event": payloads.event({"type": "reaction_added", "reaction": "eyes", "item": {}}),
}


@pytest.mark.parametrize("body", NOT_FOR_US.values(), ids=NOT_FOR_US)
def test_what_is_not_a_question_is_acknowledged_and_stays_unanswered(
    bot: HttpBot, workspace: Workspace, body: Json, caplog: pytest.LogCaptureFixture
) -> None:
    assert bot.deliver("events_api", body).status == 200
    assert workspace.sent() == []
    assert logged(caplog) == []


def test_a_file_with_words_is_a_question(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("events_api", payloads.direct_message("is she on this?", subtype="file_share", files=[{"id": "F1"}]))
    assert "You asked is she on this?" in workspace.sent()[0]["text"]


def test_a_question_in_a_thread_is_answered_in_that_thread(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("events_api", payloads.direct_message("hi", thread_ts="1500.1"))
    bot.deliver("events_api", payloads.mention("hi", thread_ts="1500.2"))
    assert [sent["thread_ts"] for sent in workspace.sent()] == ["1500.1", "1500.2"]


@pytest.mark.parametrize("text", ["", "   ", "help", "Help!", f"<@{BOT_USER}>"])
def test_nothing_or_help_shows_how_to_ask(bot: HttpBot, workspace: Workspace, text: str) -> None:
    bot.deliver("events_api", payloads.direct_message(text))
    [sent] = workspace.sent()
    assert "Ada Example" in sent["text"]
    assert "/rohit" in sent["text"]
    assert sent["blocks"][-1]["elements"][0]["value"] == "where did she work in 2014?"


def test_a_renamed_command_works_and_help_calls_it_by_its_name(bot: HttpBot) -> None:
    assert "You asked hi" in bot.deliver("slash_commands", payloads.command("hi", name="/cv")).body["text"]
    assert "Type /cv and" in bot.deliver("slash_commands", payloads.command("help", name="/cv")).body["text"]


@pytest.mark.parametrize(
    "text", ["x" * 2000, "word " * 8000, "?!...", "\x00\x07", "مرحبا \u202e abc", "🙂" * 300, "& < > " * 300]
)
def test_any_text_gets_a_message_that_slack_takes(bot: HttpBot, workspace: Workspace, text: str) -> None:
    assert message_problems(bot.deliver("slash_commands", payloads.command(text)).body) == []
    bot.deliver("events_api", payloads.direct_message(text))
    assert len(workspace.sent()) == 1


def test_nothing_in_a_question_pings_links_or_formats(bot: HttpBot, workspace: Workspace) -> None:
    text = "&lt;!channel&gt; <!here> <@U0BOB> <#C1|general> *bold* _it_ ~no~ `code` :tada: &lt;https://x.y|z&gt;"
    bot.deliver("events_api", payloads.direct_message(text))
    [sent] = workspace.sent()
    for shown in (sent["text"], sent["blocks"][0]["text"]["text"]):
        assert "&lt;!channel&gt;" in shown
        assert not any(part in shown for part in ("<!", "<@", "*bold*", "_it_", "~no~", "`", ":tada:", "|z>"))


def test_slacks_wrapping_does_not_reach_the_question(bot: HttpBot, workspace: Workspace) -> None:
    text = "what about <https://a.b/c|a.b/c> &amp; <mailto:x@y.z|x@y.z>, <#C1|general>?"
    bot.deliver("events_api", payloads.mention(text))
    assert "You asked what about a.b/c &amp; x@y.z , #general ?" in workspace.sent()[0]["text"]


def test_a_bug_gives_the_person_a_sentence_and_the_log_the_traceback(
    bot: HttpBot, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    bot.deliver("events_api", payloads.direct_message("boom"))
    assert workspace.sent()[0]["text"] == messages.SORRY
    assert bot.deliver("slash_commands", payloads.command("boom")).body["text"] == messages.SORRY
    assert caplog.text.count("RuntimeError: a bug") == 2


def test_a_follow_up_knows_its_own_thread_and_no_other(bot: HttpBot, workspace: Workspace) -> None:
    for text, thread in (("one", "1500.1"), ("two", "1500.2"), ("three", "1500.1")):
        bot.deliver("events_api", payloads.mention(text, thread_ts=thread))
    bot.deliver("events_api", payloads.direct_message("four"))
    bot.deliver("events_api", payloads.direct_message("five"))
    after = [sent["text"].splitlines()[0] for sent in workspace.sent()]
    assert after == [
        "You asked one after nothing.",
        "You asked two after nothing.",
        "You asked three after one.",
        "You asked four after nothing.",
        "You asked five after four.",
    ]


def test_a_thread_begun_under_an_answer_follows_up_on_it(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("events_api", payloads.direct_message("one"))
    bot.deliver("events_api", payloads.direct_message("two"))
    answer_to_one = workspace.posted_ts()[0]
    bot.deliver("events_api", payloads.direct_message("three", thread_ts=answer_to_one))
    assert "You asked three after one." in workspace.sent()[-1]["text"]


def test_a_private_follow_up_is_its_askers_own(bot: HttpBot) -> None:
    bot.deliver("slash_commands", payloads.command("secret"))
    assert "after nothing" in bot.deliver("slash_commands", payloads.command("hi", user="U0BOB")).body["text"]
    assert "after nothing" in bot.deliver("slash_commands", payloads.command("hi", channel=DIRECT)).body["text"]
    assert "after secret" in bot.deliver("slash_commands", payloads.command("hi")).body["text"]


def test_the_log_holds_nothing_people_said(
    bot: HttpBot, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    workspace.fail("chat.postMessage", Failure(error="is_archived"))
    with caplog.at_level(logging.INFO):
        bot.deliver("events_api", payloads.direct_message("a secret question"))
        bot.deliver("interactive", {"type": "view_closed", "user": {"id": "U0ALICE"}, "view": {}})
    assert "is_archived" in caplog.text
    assert "secret" not in caplog.text
