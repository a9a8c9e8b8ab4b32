"""Speed on this machine, each figure beside what it is measured against, all from one run."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz import fuzz, process  # noqa: E402
from slack_bolt import App, BoltRequest  # noqa: E402
from slack_sdk.signature import SignatureVerifier  # noqa: E402

from bot import settings  # noqa: E402
from bot.__main__ import main as batao_main  # noqa: E402
from bot.answer.model import Answer  # noqa: E402
from bot.batao import Batao  # noqa: E402
from bot.profile import Entry, Profile  # noqa: E402
from bot.render import blocks  # noqa: E402
from bot.slack import app, server, web  # noqa: E402
from bot.slack.pages import Pages  # noqa: E402

SECRET = "benchmark"
QUESTIONS = 40
STARTS = 9
PEOPLE, REQUESTS, ROUNDS, CROWD = 500, 2000, 9, 200
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
    mine, other, seconds = over_http(asked)
    rates = f"{mine:10.0f}{other:10.0f}{mine / other:8.2f}"
    print(f"{'slash commands a second over HTTP':34}{rates}   an echo command, same server; bar 0.80")
    print(f"{CROWD} direct messages at once: each answered once, none lost, in {seconds:.1f} s")
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
        gc.collect()
        gc.freeze()  # as the server does
        door.ask("whose résumé is this?")  # the first of a fresh index brings it into the processor's caches
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
    echo = echo_app(with_slack)
    times: tuple[list[float], ...] = ([], [], [])
    for question in (ask(question) for ask in PASSES for question in asked):
        for bolt, into in zip((ours, ours, ours, echo), (times[0], [], *times[1:]), strict=True):
            request = signed(question)
            into.append(timed(lambda: respond(bolt, request)))  # noqa: B023
    new, again, echoed = map(statistics.median, times)
    return new, again, echoed


def echo_app(chosen: settings.Settings) -> App:
    app = App(client=web.web_client(chosen), signing_secret=SECRET, process_before_response=True)
    app.command(re.compile(""))(lambda ack, command: ack(command["text"]))
    return app


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


class Slack(BaseHTTPRequestHandler):
    """As much of Slack as the bots need: who the token belongs to, and a place to post messages."""

    channels: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        given = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        if self.path.endswith("chat.postMessage"):
            self.channels.append(json.loads(given)["channel"])
        body = b'{"ok": true, "ts": "1.0", "team_id": "T1", "user_id": "U0", "bot_id": "B1", "url": "https://example.org/"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def stand_in() -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slack)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/api/"


def over_http(asked: list[str]) -> tuple[float, float, float]:
    """Commands a second of Batao and of an echo app, each a process with the same server, in turns; then the seconds
    for a crowd of direct messages to Batao, each answered once."""
    with tempfile.TemporaryDirectory() as folder, running(serve, folder) as ours, running(serve_echo, folder) as echo:
        form = [signed_command(asked[n % len(asked)], f"U{n % PEOPLE}") for n in range(REQUESTS)]
        for port in (ours, echo):
            load(port, form)
        rates = [(load(ours, form), load(echo, form)) for _ in range(ROUNDS)]
        mine, other = min(rates, key=lambda pair: abs(pair[0] / pair[1] - statistics.median(m / o for m, o in rates)))
        crowd = [signed_message(asked[n % len(asked)], n) for n in range(CROWD)]
        seconds = CROWD / load(ours, crowd, clients=CROWD)
        assert sorted(Slack.channels) == sorted(f"D{n}" for n in range(CROWD)), "lost, or answered twice"
        return mine, other, seconds


@contextmanager
def running(target: Callable[[str, int, str], None], folder: str) -> Iterator[int]:
    """The port of a process that serves there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    url = stand_in()
    process = multiprocessing.get_context("spawn").Process(target=target, args=(url, port, folder))
    process.start()
    try:
        while process.is_alive():
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.join()


def serve(url: str, port: int, folder: str) -> None:
    """`python -m bot`, as it is deployed."""
    os.chdir(folder)
    os.environ |= environment(url, port)
    sys.exit(batao_main())


def serve_echo(url: str, port: int, _: str) -> None:
    chosen = settings.read(environment(url, port), dotenv=None)
    pages = Pages(lambda question: Answer(question, True, question), lambda: True)
    server.run_http(server.http_server(echo_app(chosen), chosen, pages))


def environment(url: str, port: int) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": url,
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }


def load(port: int, requests: list[bytes], clients: int = 8) -> float:
    """Requests a second, sent by that many clients at once over connections that they keep; all must succeed."""
    answered: list[bool] = []

    def client(share: list[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as stream:
            for request in share:
                connection.sendall(request)
                answered.append(b" 200 " in stream.readline())
                length = 0
                while (header := stream.readline()) != b"\r\n":
                    if header.lower().startswith(b"content-length:"):
                        length = int(header.split(b":")[1])
                stream.read(length)

    threads = [threading.Thread(target=client, args=(requests[n::clients],)) for n in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    assert len(answered) == len(requests)
    assert all(answered)
    return len(requests) / took


def signed_command(question: str, user: str) -> bytes:
    form = {"command": "/ask", "text": question, "team_id": "T1", "user_id": user, "channel_id": "C1"}
    body = urllib.parse.urlencode(form | {"trigger_id": "1", "response_url": "https://hooks.example.org/1"})
    return http_request(body, "application/x-www-form-urlencoded")


def signed_message(question: str, number: int) -> bytes:
    event = {"type": "message", "channel_type": "im", "channel": f"D{number}", "user": "U1", "text": question}
    body = {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": f"Ev{number}",
        "event": event | {"ts": f"1.{number}"},
    }
    return http_request(json.dumps(body), "application/json")


def http_request(body: str, content_type: str) -> bytes:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: {content_type}\r\n"
        f"X-Slack-Signature: {signature}\r\nX-Slack-Request-Timestamp: {stamp}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


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
