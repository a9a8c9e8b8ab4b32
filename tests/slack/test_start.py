"""`python -m bot` as a process: what it says when it cannot start, and how it stops."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.slack import payloads
from tests.slack.conftest import ROOT, HttpBot, SocketBot, environment
from tests.slack.processes import BASE, running
from tests.slack.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Reply, Workspace, send

HTTP, SOCKET = {"SLACK_SIGNING_SECRET": SIGNING_SECRET}, {"SLACK_APP_TOKEN": APP_TOKEN}

UNUSABLE = {
    "nothing set": ({}, "SLACK_BOT_TOKEN is missing"),
    "an empty token": ({"SLACK_BOT_TOKEN": " "}, "SLACK_BOT_TOKEN is missing"),
    "no way to be reached": ({"SLACK_BOT_TOKEN": BOT_TOKEN}, "SLACK_SIGNING_SECRET is missing"),
    "a person's token": ({"SLACK_BOT_TOKEN": "xoxp-1-tops3cret", **HTTP}, "SLACK_BOT_TOKEN is malformed"),
    "tokens swapped": ({"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": "xoxb-1-tops3cret"}, "SLACK_APP_TOKEN is"),
    "a wrong port": ({"SLACK_BOT_TOKEN": BOT_TOKEN, **HTTP, "PORT": "http"}, "PORT is not a port"),
}


@pytest.mark.parametrize(("chosen", "says"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_setting_is_one_line_and_exit_2(chosen: dict[str, str], says: str, tmp_path: Path) -> None:
    ended = _run(chosen, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith(f"batao: {says}")
    assert "tops3cret" not in ended.stderr


def test_a_dotenv_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={BOT_TOKEN}\nPORT=nonsense\n", "utf-8")
    assert "PORT is not a port" in _run({}, tmp_path).stderr
    assert "SLACK_SIGNING_SECRET is missing" in _run({"PORT": "1"}, tmp_path).stderr


@pytest.mark.parametrize(
    ("more", "token", "says"),
    [
        (HTTP, BOT_TOKEN, "SLACK_BOT_TOKEN is refused by Slack (token_revoked)"),
        (SOCKET, APP_TOKEN, "SLACK_APP_TOKEN is refused by Slack (token_revoked)"),
    ],
)
def test_a_revoked_token_is_one_line_and_exit_2(
    workspace: Workspace, tmp_path: Path, more: dict[str, str], token: str, says: str
) -> None:
    workspace.revoked.add(token)
    ended = _run(environment(workspace, **more), tmp_path)
    workspace.refused.clear()
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert says in ended.stderr
    assert "api.slack.com/apps" in ended.stderr


@pytest.mark.parametrize(("mode", "said"), [(HTTP, "istening on"), (SOCKET, "connected by Socket Mode")])
def test_it_stops_cleanly_after_the_answer_in_hand(
    mode: dict[str, str], said: str, workspace: Workspace, tmp_path: Path
) -> None:
    with running(environment(workspace, **mode), tmp_path, said) as (process, url):
        assert json.loads(send(f"{url}/healthz", None)[1])["status"] == "ok"
        bot = SocketBot(workspace) if mode is SOCKET else HttpBot(workspace, url)
        replies: list[Reply] = []
        with workspace.holding("chat.postMessage") as reached:
            asking = threading.Thread(
                target=lambda: replies.append(bot.deliver("events_api", payloads.direct_message("hello")))
            )
            asking.start()
            assert reached.wait(60)
            process.send_signal(signal.SIGTERM)
        asking.join()
        assert process.wait(60) == 0
    assert [reply.status for reply in replies] == [200]
    assert len(workspace.sent()) == 1


def _run(chosen: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env={**BASE, "PYTHONPATH": str(ROOT), **chosen},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_port_that_is_taken_is_one_line_and_exit_2(workspace: Workspace, tmp_path: Path) -> None:
    with running(environment(workspace, **HTTP), tmp_path, "istening on") as (_, url):
        ended = _run({**environment(workspace, **HTTP), "PORT": url.rpartition(":")[2]}, tmp_path)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert ended.stderr.startswith("batao: PORT cannot be listened on")
