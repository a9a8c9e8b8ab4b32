"""Several processes on one store, one that dies in the middle, and a store that is not there."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.slack import payloads
from tests.slack.conftest import environment
from tests.slack.payloads import Json
from tests.slack.processes import running
from tests.slack.workspace import SIGNING_SECRET, Failure, Reply, Workspace, send


class Process:
    """One process that serves HTTP; two in one folder share its store."""

    def __init__(self, workspace: Workspace, started: tuple[subprocess.Popen[str], str]) -> None:
        self._workspace = workspace
        self.process, self.url = started

    def deliver(self, kind: str, body: Json, retry: int = 0) -> Reply:
        return self._workspace.deliver_http(f"{self.url}/slack/events", kind, body, retry=retry)

    def health(self) -> Json:
        return dict(json.loads(send(f"{self.url}/healthz", None)[1]))


@pytest.fixture
def pair(workspace: Workspace, tmp_path: Path) -> Iterator[list[Process]]:
    chosen = environment(workspace, SLACK_SIGNING_SECRET=SIGNING_SECRET)
    with ExitStack() as stack:
        yield [Process(workspace, stack.enter_context(running(chosen, tmp_path, "istening on"))) for _ in range(2)]


def test_twenty_events_delivered_four_times_to_two_processes_get_twenty_replies(
    pair: list[Process], workspace: Workspace
) -> None:
    bodies = [payloads.mention(f"number {n}") for n in range(20)]
    left = [(body, retry) for body in bodies for retry in range(4)]
    while left:  # what is not acknowledged is delivered again, as Slack does it
        refused: list[tuple[Json, int]] = []

        def deliver(body: Json, retry: int, refused: list[tuple[Json, int]] = refused) -> None:
            if pair[retry % 2].deliver("events_api", body, retry).status != HTTPStatus.OK:
                refused.append((body, retry + 1))

        threads = [threading.Thread(target=deliver, args=delivery) for delivery in left]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        left = refused
    asked = sorted(sent["thread_ts"] for sent in workspace.sent())
    assert asked == sorted(body["event"]["ts"] for body in bodies)


def test_what_a_killed_process_had_in_hand_is_answered_by_another_when_delivered_again(
    pair: list[Process], workspace: Workspace, tmp_path: Path
) -> None:
    body = payloads.direct_message("where did he work in 2014?")
    doomed, other = pair

    def deliver_in_vain() -> None:
        with suppress(OSError):
            doomed.deliver("events_api", body)

    workspace.fail("chat.postMessage", Failure(500))  # what was under way when it died never arrives
    with workspace.holding("chat.postMessage") as reached:
        first = threading.Thread(target=deliver_in_vain)
        first.start()
        assert reached.wait(60)
        doomed.process.kill()
        first.join()
        assert other.deliver("events_api", body, retry=1).status == HTTPStatus.SERVICE_UNAVAILABLE
    with closing(sqlite3.connect(tmp_path / "batao.sqlite3", timeout=60)) as store, store:
        store.execute("UPDATE claims SET until = 0")  # the time of the lease goes by
    assert [other.deliver("events_api", body, retry).status for retry in (2, 3)] == [HTTPStatus.OK] * 2
    assert len(workspace.sent()) == 1


def test_a_follow_up_that_reaches_another_process_is_understood(pair: list[Process]) -> None:
    one, other = pair
    one.deliver("slash_commands", payloads.command("what did he do at Plivo?"))
    assert "Plivo" in other.deliver("slash_commands", payloads.command("how long was he there?")).body["text"]
    other.deliver("slash_commands", payloads.command("what did he do at Knowlarity?"))
    assert "Knowlarity" in one.deliver("slash_commands", payloads.command("how long was he there?")).body["text"]


def test_a_store_that_is_not_there_keeps_nobody_from_an_answer_and_is_taken_into_use_when_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "later" / "batao.sqlite3"
    chosen = environment(workspace, SLACK_SIGNING_SECRET=SIGNING_SECRET, DATABASE_URL=f"sqlite:///{file}")
    with running(chosen, tmp_path, "istening on") as started:
        bot = Process(workspace, started)
        assert bot.health() == {"status": "degraded", "store": "unavailable"}
        body = payloads.direct_message("where did he work in 2014?")
        assert [bot.deliver("events_api", body, retry).status for retry in range(2)] == [HTTPStatus.OK] * 2
        assert len(workspace.sent()) == 1
        bot.deliver("slash_commands", payloads.command("does he know rust?"))
        file.parent.mkdir()
        while bot.health()["store"] != "ok":
            pass
    with closing(sqlite3.connect(file)) as store:
        assert (body["event_id"],) in store.execute("SELECT key FROM claims WHERE done").fetchall()
        assert store.execute("SELECT question FROM unanswered").fetchall() == [("does he know rust?",)]
