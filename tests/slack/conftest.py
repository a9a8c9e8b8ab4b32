"""The bot under test: the real app, behind its server or on a Socket Mode connection, and a stand-in of Slack."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from waitress import wasyncore

from bot import settings
from bot.answer.model import Answer, Card
from bot.batao import Batao
from bot.profile import Link, PartialDate, Profile
from bot.slack import app, server
from bot.slack.desk import Desk
from bot.slack.notes import Notes
from bot.slack.pages import Pages
from bot.slack.threads import MemoryThreads
from bot.understand.message import unwrap
from tests.slack.payloads import Json
from tests.slack.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Reply, Workspace

ROOT = Path(__file__).parents[2]


class Bot(Protocol):
    """The bot, as its workspace reaches it."""

    workspace: Workspace

    def deliver(self, kind: str, body: Json, **how: Any) -> Reply: ...


class HttpBot:
    def __init__(self, workspace: Workspace, url: str) -> None:
        self.url = url
        self.workspace = workspace

    def deliver(self, kind: str, body: Json, **how: Any) -> Reply:
        return self.workspace.deliver_http(f"{self.url}/slack/events", kind, body, **how)


class SocketBot:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def deliver(self, kind: str, body: Json, **how: Any) -> Reply:
        return self.workspace.deliver_socket(kind, body)


class Stub(Batao):
    """Answers with what was asked and, in a follow-up, with what was asked before; "boom" is a bug."""

    def __init__(self) -> None:
        self.profile = Profile("Ada Example", (), PartialDate(2015, 12))

    def ask(self, question: str, context: str = "") -> Answer:
        question = " ".join(unwrap(question).split())
        if question == "boom":
            raise RuntimeError("a bug")
        cards = tuple(
            Card(
                "projects", f"Entry {n}", "Maker", "2014", f"Text of entry {n}.", (Link("Site", "https://e.org/?a&b"),)
            )
            for n in range(7)
        )
        text = f"You asked {question or 'nothing'} after {context or 'nothing'}."[:800]
        return Answer(question, True, text, cards, ("what about 2012?", "who recommends her?"), question[:80])

    def examples(self, count: int = 4) -> tuple[str, ...]:
        return ("where did she work in 2014?", "any talks?")


@pytest.fixture(scope="session")
def batao() -> Batao:
    return Stub()


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """Slack; at the end of the test, nothing that the bot sent may have been refused."""
    with closing(Workspace()) as stand_in:
        yield stand_in
    assert stand_in.refused == []


@pytest.fixture
def bot(workspace: Workspace, batao: Batao) -> Iterator[HttpBot]:
    with over_http(workspace, batao) as running:
        yield running


@pytest.fixture(scope="session")
def real() -> Batao:
    """The shipped résumé."""
    return Batao.open()


@pytest.fixture
def real_bot(workspace: Workspace, real: Batao) -> Iterator[HttpBot]:
    with over_http(workspace, real) as running:
        yield running


@pytest.fixture(scope="module", params=["http", "socket"])
def either(request: pytest.FixtureRequest, batao: Batao) -> Iterator[Bot]:
    """The bot over HTTP, and again over Socket Mode; one for the module, for a connection is slow to close."""
    start = over_http if request.param == "http" else over_socket
    with closing(Workspace()) as stand_in, start(stand_in, batao) as running:
        yield running
    assert stand_in.refused == []


@contextmanager
def over_http(workspace: Workspace, batao: Batao, notes: Notes | None = None, **more: str) -> Iterator[HttpBot]:
    """`notes` are what is kept for the owner, `more` are settings."""
    chosen = settings.read(environment(workspace, SLACK_SIGNING_SECRET=SIGNING_SECRET, **more), None)
    desk = Desk(batao, MemoryThreads(), chosen.command, notes)
    running: Any = server.http_server(app.build(chosen, batao, desk=desk), chosen, Pages(desk.look_up, lambda: True))
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        yield HttpBot(workspace, f"http://127.0.0.1:{running.effective_port}")
    finally:
        running.task_dispatcher.shutdown()
        sockets: dict[int, Any] = {}
        running.trigger.pull_trigger(lambda: (sockets.update(running._map), running._map.clear()))
        thread.join()  # the loop ends when it has nothing left to watch
        wasyncore.close_all(sockets)


@contextmanager
def over_socket(workspace: Workspace, batao: Batao) -> Iterator[SocketBot]:
    chosen = settings.read(environment(workspace, SLACK_APP_TOKEN=APP_TOKEN), None)
    handler = server.open_socket(app.build(chosen, batao), chosen)
    try:
        yield SocketBot(workspace)
    finally:
        server.close_socket(handler)


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the bot logged, at INFO or above; not how busy its server is."""
    return [record.getMessage() for record in caplog.records if not record.name.startswith("waitress")]


def environment(workspace: Workspace, **more: str) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_API_URL": workspace.api_url, "PORT": "0", **more}
