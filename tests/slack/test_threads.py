"""What is written in a channel's thread, to nobody by name: answered when it is surely a question for us, else not."""

from __future__ import annotations

import pytest

from tests.slack import payloads
from tests.slack.conftest import HttpBot
from tests.slack.payloads import Json
from tests.slack.workspace import BOT_USER, CHANNEL, Workspace

THREAD = "1500.1"


def reply(text: str, **more: str) -> Json:
    inner = {"type": "message", "channel_type": "channel", "channel": CHANNEL, "thread_ts": THREAD, "text": text}
    return payloads.event({**inner, **more})


@pytest.fixture
def thread(real_bot: HttpBot, workspace: Workspace) -> HttpBot:
    real_bot.deliver("events_api", payloads.mention("where did he work in 2014?", thread_ts=THREAD))
    assert len(workspace.sent()) == 1
    return real_bot


@pytest.mark.parametrize("text", ["and in 2012?", "what did he do at Plivo?"])
def test_a_sure_follow_up_is_answered_there(thread: HttpBot, workspace: Workspace, text: str) -> None:
    thread.deliver("events_api", reply(text))
    assert [sent["thread_ts"] for sent in workspace.sent()] == [THREAD, THREAD]


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "is he coming to the office today?",
        "can you send me his CV?",
        "<@U0BOB> what did he do at Plivo?",
        "what did he do at Plivo? <!here>",
    ],
)
def test_what_people_say_to_each_other_is_left_alone(thread: HttpBot, workspace: Workspace, text: str) -> None:
    assert thread.deliver("events_api", reply(text)).status == 200
    assert len(workspace.sent()) == 1


def test_in_a_thread_where_it_has_said_nothing_it_stays_silent(thread: HttpBot, workspace: Workspace) -> None:
    thread.deliver("events_api", reply("what did he do at Plivo?", thread_ts="1500.2"))
    assert len(workspace.sent()) == 1


def test_a_mention_and_its_twin_in_a_thread_get_one_reply(thread: HttpBot, workspace: Workspace) -> None:
    mention = payloads.mention("and in 2012?", thread_ts=THREAD)
    twin = reply(f"<@{BOT_USER}> and in 2012?", ts=mention["event"]["ts"])
    for body in (twin, mention, twin):
        thread.deliver("events_api", body)
    assert len(workspace.sent()) == 2
