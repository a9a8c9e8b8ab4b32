"""Speed on this machine, each figure beside what it is measured against, all from one run."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz import fuzz, process  # noqa: E402
from slack_bolt import App, BoltRequest  # noqa: E402
from slack_sdk.signature import SignatureVerifier  # noqa: E402

from bot import settings  # noqa: E402
from bot.batao import Batao  # noqa: E402
from bot.profile import Entry, Profile  # noqa: E402
from bot.render import blocks  # noqa: E402
from bot.slack import app, web  # noqa: E402

SECRET = "benchmark"
QUESTIONS = 40
STARTS = 9
ABOUT_ENTRIES = (
    "what is {}?",
    "{}",
    "when was {}?",
    "tell me about {}",
    "which technologies did {} use?",
    "link to {}",
)
ABOUT_ANYTHING = (
    "where did he work in 2014?",
    "how many years of experience does he have?",
    "longest job",
    "what did he do before 2012?",
    "what is his salary?",
    "does he know rust?",
    "wehre did he wrok?",
    "educaton",
    "write me a poem about the sea",
    "asdf qwer zxcv",
)
# Each pass asks in another way and of a fresh index, so that no text is asked twice and no cache helps.
PASSES: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda question: f"hi, {question}",
    lambda question: f"{question} please",
    lambda question: question.rstrip("?").lower(),
)


def main() -> None:
    door = Batao.open()
    asked = questions(door)
    ours, naive = answering(asked, resume_lines(door.profile))
    print(f"{'':34}{'Batao':>10}{'other':>10}{'ratio':>8}   other is")
    print(
        row("question to blocks, median", statistics.median(ours), statistics.median(naive)), "rapidfuzz over all lines"
    )
    print(row("question to blocks, 99 %", percentile(ours), percentile(naive)), "the same")
    new, again, echo = dispatching(door, asked)
    print(row("signed slash command, median", new, echo), "an echo command, same app set-up")
    print(row("the same command again, median", again, echo), "the same")
    print(row("start-up to first answer", starting(asked[0]), 0.8), "the bar")


def row(name: str, ours: float, other: float) -> str:
    return f"{name:34}{ours * 1e3:7.2f} ms{other * 1e3:7.2f} ms{ours / other:8.2f}  "


def percentile(times: Iterable[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def questions(door: Batao) -> list[str]:
    """Answerable ones made from the profile, then some that hold for anybody, with typos and without an answer."""
    titles = list(dict.fromkeys(entry.title for entry in door.profile.entries))
    made = [*door.examples(10)]
    for number in range(QUESTIONS - len(made) - len(ABOUT_ANYTHING)):
        template = ABOUT_ENTRIES[number % len(ABOUT_ENTRIES)]
        made.append(template.format(titles[number * 7 % len(titles)]))
    return [*made, *ABOUT_ANYTHING]


def resume_lines(profile: Profile) -> list[str]:
    return [line for entry in profile.entries for line in _lines(entry)]


def _lines(entry: Entry) -> Iterator[str]:
    yield " ".join(filter(None, (entry.title, entry.organization)))
    yield from entry.clauses
    if entry.keywords:
        yield ", ".join(entry.keywords)


def answering(asked: list[str], lines: list[str]) -> tuple[list[float], list[float]]:
    """Seconds for each question, by Batao and by one naive pass over the lines, in turns."""
    ours, naive = [], []
    for ask in PASSES:
        door = Batao.open()
        for question in map(ask, asked):
            ours.append(timed(lambda: blocks.render(door.ask(question))))  # noqa: B023
            naive.append(timed(lambda: process.extract(question, lines, scorer=fuzz.WRatio)))  # noqa: B023
    return ours, naive


def dispatching(door: Batao, asked: list[str]) -> tuple[float, float, float]:
    """Median seconds from a signed request to its response: a new question, the same one again, an echo app."""
    with_slack = settings.read(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": stand_in()}, dotenv=None
    )
    ours = app.build(with_slack, door)
    echo = App(client=web.web_client(with_slack), signing_secret=SECRET, process_before_response=True)
    echo.command(re.compile(""))(lambda ack, command: ack(command["text"]))
    times: tuple[list[float], ...] = ([], [], [])
    for question in (ask(question) for ask in PASSES for question in asked):
        for bolt, into in zip((ours, ours, ours, echo), (times[0], [], *times[1:]), strict=True):
            request = signed(question)
            into.append(timed(lambda: respond(bolt, request)))  # noqa: B023
    new, again, echoed = map(statistics.median, times)
    return new, again, echoed


def respond(bolt: App, request: BoltRequest) -> None:
    response = bolt.dispatch(request)
    assert response.status == 200, response.body
    assert response.body


def signed(question: str) -> BoltRequest:
    form = {
        "command": "/ask",
        "text": question,
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "trigger_id": "1",
    }
    body = urllib.parse.urlencode(form | {"response_url": "https://hooks.example.org/1"})
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or ""
    headers: dict[str, str | Sequence[str]] = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-signature": signature,
        "x-slack-request-timestamp": stamp,
    }
    return BoltRequest(body=body, headers=headers)


class AuthTest(BaseHTTPRequestHandler):
    """As much of Slack as Bolt asks for before it serves: who the token belongs to."""

    def do_POST(self) -> None:
        body = b'{"ok": true, "team_id": "T1", "user_id": "U0", "bot_id": "B1", "url": "https://example.org/"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def stand_in() -> str:
    server = HTTPServer(("127.0.0.1", 0), AuthTest)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/api/"


def starting(question: str) -> float:
    """Median seconds of `batao QUESTION`, from the shell's point of view."""
    command = [sys.executable, "-c", "import sys; from bot.cli import batao; sys.exit(batao())", question]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), environ.get("PYTHONPATH"))))
    run = lambda: subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=True)  # noqa: E731
    return statistics.median(timed(run) for _ in range(STARTS))


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
