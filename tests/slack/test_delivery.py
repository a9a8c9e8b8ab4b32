"""Exactly one reply, signatures, and a Slack that fails."""

from __future__ import annotations

import json
import threading
import time

import pytest

from bot.slack import messages
from tests.slack import payloads
from tests.slack.conftest import HttpBot, logged
from tests.slack.workspace import CHANNEL, Failure, Workspace, send, signed


def test_the_same_event_again_gets_no_second_reply(bot: HttpBot, workspace: Workspace) -> None:
    body = payloads.direct_message("hi")
    assert [bot.deliver("events_api", body, retry=retry).status for retry in range(4)] == [200] * 4
    assert len(workspace.sent()) == 1


def test_an_event_first_seen_as_a_retry_is_answered(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("events_api", payloads.direct_message("hi"), retry=1)
    assert len(workspace.sent()) == 1


def test_the_same_event_while_the_first_is_being_answered_is_to_be_delivered_again(
    bot: HttpBot, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    body = payloads.direct_message("hi")
    with workspace.holding("chat.postMessage") as reached:
        first = threading.Thread(target=bot.deliver, args=("events_api", body))
        first.start()
        assert reached.wait(60)
        assert bot.deliver("events_api", body, retry=1).status == 503
    first.join()
    assert bot.deliver("events_api", body, retry=2).status == 200
    assert len(workspace.sent()) == 1
    assert logged(caplog) == []


def test_who_clicked_is_told_what_could_not_be_sent_and_may_click_again(bot: HttpBot, workspace: Workspace) -> None:
    bot.deliver("events_api", payloads.mention("first"))
    [first] = workspace.sent()
    click = payloads.click({**first, "ts": "1700.5"}, "ask:0", workspace.response_url())
    workspace.fail("chat.postMessage", Failure(error="internal_error"))
    assert bot.deliver("interactive", click).status == 200
    [told] = workspace.responses
    assert (told["text"], told["replace_original"]) == (messages.TRY_AGAIN, False)
    assert bot.deliver("interactive", click).status == 200
    assert len(workspace.sent()) == 2


def test_a_bug_is_a_sentence_for_the_person_and_a_traceback_for_the_log(
    bot: HttpBot, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    private = bot.deliver("slash_commands", payloads.command("first")).body
    click = payloads.click(private, "share", workspace.response_url())
    click["actions"][0]["value"] = "nothing that we ever made"
    assert bot.deliver("interactive", click).status == 200
    assert [told["text"] for told in workspace.responses] == [messages.SORRY]
    assert "Traceback" in caplog.text
    assert "Traceback" not in messages.SORRY


@pytest.mark.parametrize("mention_first", [True, False])
def test_a_message_and_its_mention_twin_get_one_reply(bot: HttpBot, workspace: Workspace, mention_first: bool) -> None:
    mention = payloads.mention("hi", channel="D0ALICE")
    message = payloads.direct_message(mention["event"]["text"], ts=mention["event"]["ts"])
    for body in (mention, message) if mention_first else (message, mention):
        bot.deliver("events_api", body)
    [sent] = workspace.sent()
    assert "thread_ts" not in sent


def test_rate_limits_and_server_errors_are_waited_out(bot: HttpBot, workspace: Workspace) -> None:
    workspace.fail("chat.postMessage", Failure(429, "ratelimited", {"Retry-After": "1"}), Failure(500))
    started = time.monotonic()
    assert bot.deliver("events_api", payloads.direct_message("hi")).status == 200
    assert time.monotonic() - started >= 1
    assert len(workspace.sent()) == 1


def test_what_could_not_be_sent_is_answered_when_slack_delivers_it_again(bot: HttpBot, workspace: Workspace) -> None:
    body = payloads.direct_message("hi")
    workspace.fail("chat.postMessage", Failure(error="internal_error"))
    assert bot.deliver("events_api", body).status == 500
    assert bot.deliver("events_api", body, retry=1).status == 200
    assert len(workspace.sent()) == 1


def test_what_slack_will_never_take_is_logged_once_and_not_tried_again(
    bot: HttpBot, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    body = payloads.mention("hi", channel="C0GONE")
    for retry in range(3):
        assert bot.deliver("events_api", body, retry=retry).status == 200
    assert workspace.refused.pop() == "chat.postMessage: channel_not_found"
    assert logged(caplog) == ["Slack takes no message for channel C0GONE: channel_not_found"]


COMMAND = b"command=%2Frohit&text=hi&team_id=T0TEAM&channel_id=C0GENERAL&user_id=U0ALICE&trigger_id=t"
GOOD = signed(COMMAND)
FORGED = {
    "stale": (COMMAND, signed(COMMAND, age=360)),
    "from the future": (COMMAND, signed(COMMAND, age=-360)),
    "another secret": (COMMAND, signed(COMMAND, secret="somebody else's")),
    "another body": (COMMAND + b"!", GOOD),
    "no signature": (COMMAND, {"X-Slack-Request-Timestamp": GOOD["X-Slack-Request-Timestamp"]}),
    "no timestamp": (COMMAND, {"X-Slack-Signature": GOOD["X-Slack-Signature"]}),
    "nothing": (COMMAND, {}),
    "a timestamp that is no number": (COMMAND, {**GOOD, "X-Slack-Request-Timestamp": "now"}),
    "a signature that is no text": (COMMAND, {**GOOD, "X-Slack-Signature": "v0=é"}),
    "broken JSON": (b'{"type": ', {**GOOD, "Content-Type": "application/json"}),
    "no UTF-8": (b"\xff\xfe", GOOD),
    "an empty body": (b"", GOOD),
}


@pytest.mark.parametrize(("body", "headers"), FORGED.values(), ids=FORGED)
def test_what_slack_did_not_sign_just_now_is_refused(
    bot: HttpBot, workspace: Workspace, body: bytes, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    assert send(f"{bot.url}/slack/events", body, headers)[0] == 401
    assert logged(caplog) == []


def test_slacks_questions_about_the_address_are_answered(bot: HttpBot) -> None:
    challenge = json.dumps({"type": "url_verification", "token": "t", "challenge": "abc123"}).encode()
    status, text = send(f"{bot.url}/slack/events", challenge, {**signed(challenge), "Content-Type": "application/json"})
    assert (status, json.loads(text)) == (200, {"challenge": "abc123"})


def test_other_paths(bot: HttpBot) -> None:
    assert send(f"{bot.url}/", None)[0] == 404
    assert send(f"{bot.url}/slack/events/more", b"x")[0] == 404


def test_two_hundred_messages_at_once_are_answered_once_each(bot: HttpBot, workspace: Workspace) -> None:
    bodies = [payloads.mention(f"number {n}.", channel=CHANNEL) for n in range(200)]
    threads = [threading.Thread(target=bot.deliver, args=("events_api", body)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = sorted(sent["thread_ts"] for sent in workspace.sent())
    assert asked == sorted(body["event"]["ts"] for body in bodies)
