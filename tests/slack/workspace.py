"""A stand-in of Slack on loopback: the Web API, response URLs and Socket Mode, as strict as Slack where it matters.

It checks tokens, scopes and blocks, records what the bot does, and fails when told to. It delivers only what the
manifest subscribes to.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import queue
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.slack import blockkit

Json = dict[str, Any]

TEAM, APP, BOT_USER, BOT, PERSON = "T0TEAM", "A0APP", "U0BOT", "B0BOT", "U0ALICE"
CHANNEL, DIRECT = "C0GENERAL", "D0ALICE"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-1-good", "xapp-1-good", "8f742231b10e8888abcd99yyyzzz85a5"
SCOPES = {"chat.postMessage": "chat:write", "assistant.threads.setSuggestedPrompts": "assistant:write"}
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
}
FREE = {"auth.test", "views.open", "views.push", "views.update", "views.publish"}
CODE = "given after consent"
MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yaml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Failure:
    """How a Web API call fails, once."""

    status: int = 200
    error: str = "internal_error"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    args: Json


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot answered a delivery with."""

    status: int
    body: Json


class Workspace:
    """One workspace, one app installed; `calls` and `responses` are what the bot did, `refused` what it did wrong."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.responses: list[Json] = []
        self.refused: list[str] = []
        self.revoked: set[str] = set()
        self.channels = {CHANNEL, DIRECT}
        self._failures: dict[str, deque[Failure]] = defaultdict(deque)
        self._gates: dict[str, tuple[threading.Event, threading.Event]] = {}
        self._posted: list[str] = []
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._connections: queue.SimpleQueue[ServerConnection] = queue.SimpleQueue()
        self._acks: dict[str, queue.SimpleQueue[Json]] = defaultdict(queue.SimpleQueue)
        self._http = _http_server(self)
        self._sockets: Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def new_id(self) -> int:
        with self._lock:
            return next(self._ids)

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        if self._sockets:
            self._sockets.shutdown()

    # What happens to the bot

    def fail(self, method: str, *failures: Failure) -> None:
        """The next calls of this method fail so, one each."""
        self._failures[method].extend(failures)

    @contextmanager
    def holding(self, method: str) -> Iterator[threading.Event]:
        """Calls of this method wait until the block ends; the event is set when one has come in."""
        reached, go = self._gates[method] = (threading.Event(), threading.Event())
        try:
            yield reached
        finally:
            go.set()
            del self._gates[method]

    # What the bot did

    def sent(self, method: str = "chat.postMessage") -> list[Json]:
        """The arguments of the successful calls of a method."""
        return [call.args for call in self.calls if call.method == method]

    def posted_ts(self) -> list[str]:
        """The ts of each message sent, in order."""
        return list(self._posted)

    # The Web API

    def call(self, method: str, token: str, args: Json) -> tuple[int, Json, dict[str, str]]:
        """Status, body and headers of the answer to one Web API call."""
        with self._lock:
            failures = self._failures[method]
            failure = failures.popleft() if failures else None
        if gate := self._gates.get(method):
            gate[0].set()
            gate[1].wait(60)
        if failure:
            return failure.status, {"ok": False, "error": failure.error}, failure.headers
        error = self._error(method, token, args)
        if error:
            self.refused.append(f"{method}: {error}")
            return 200, {"ok": False, "error": error}, {}
        return 200, {"ok": True, **self._perform(method, args)}, {"x-oauth-scopes": ",".join(bot_scopes())}

    def _error(self, method: str, token: str, args: Json) -> str:
        if token in self.revoked:
            return "token_revoked"
        if method == "oauth.v2.access":
            return "" if args.get("code") == CODE else "invalid_code"
        if token != (APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN):
            return "invalid_auth"
        if method not in FREE | SCOPES.keys() | {"apps.connections.open"}:
            return "unknown_method"
        if method in SCOPES and SCOPES[method] not in bot_scopes():
            return "missing_scope"
        if method.startswith("views."):
            return "; ".join(view_problems(args.get("view")))
        if method == "assistant.threads.setSuggestedPrompts":
            return prompt_problems(args)
        return self._message_error(args) if method.startswith("chat.") else ""

    def _message_error(self, args: Json) -> str:
        if args.get("channel") not in self.channels:
            return "channel_not_found"
        return "; ".join(message_problems(args))

    def _perform(self, method: str, args: Json) -> Json:
        self.calls.append(Call(method, args))
        if method == "auth.test":
            return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "team": "T", "user": "batao", "url": self.url}
        if method == "apps.connections.open":
            return {"url": self._socket_url()}
        if method == "oauth.v2.access":
            installed = {"access_token": BOT_TOKEN, "bot_user_id": BOT_USER, "scope": ",".join(bot_scopes())}
            return {**installed, "app_id": APP, "team": {"id": TEAM, "name": "T"}, "authed_user": {"id": PERSON}}
        if method.startswith("chat."):
            self._posted.append(f"1700000000.{self.new_id():06d}")
            return {"channel": args["channel"], "ts": self._posted[-1], "message": args}
        return {}

    # Response URLs

    def response_url(self, expired: bool = False) -> str:
        return f"{self.url}/{'expired' if expired else 'response'}/{self.new_id()}"

    def respond(self, body: Json) -> tuple[int, str]:
        found = [] if body.get("delete_original") else message_problems(body)
        if found:
            self.refused.append("response_url: " + "; ".join(found))
            return 404, "invalid_blocks"
        self.responses.append(body)
        return 200, "ok"

    # Deliveries

    def deliver_http(self, url: str, kind: str, body: Json, **how: Any) -> Reply:
        """One signed request, as Slack sends it. See `signed` for what can be wrong with it."""
        if kind == "events_api":
            data, content_type = json.dumps(body).encode(), "application/json"
        else:
            form = body if kind == "slash_commands" else {"payload": json.dumps(body)}
            data, content_type = urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"
        status, text = send(url, data, {"Content-Type": content_type, **signed(data, **how)})
        return Reply(status, json.loads(text) if text.startswith("{") else {})

    def deliver_socket(self, kind: str, body: Json) -> Reply:
        """One envelope through one connection after another, answered when the bot acknowledges it."""
        connection = self._connections.get(timeout=60)
        self._connections.put(connection)
        envelope = f"envelope-{self.new_id()}"
        connection.send(json.dumps({"type": kind, "envelope_id": envelope, "payload": body}))
        return Reply(200, self._acks[envelope].get(timeout=60).get("payload") or {})

    def hang_up(self) -> None:
        """The connection is closed; the bot is given another when it asks."""
        self._connections.get(timeout=60).close()

    def _socket_url(self) -> str:
        if self._sockets is None:
            self._sockets = serve(self._connected, "127.0.0.1", 0)
            threading.Thread(target=self._sockets.serve_forever, daemon=True).start()
        return f"ws://127.0.0.1:{self._sockets.socket.getsockname()[1]}/link"

    def _connected(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        self._connections.put(connection)
        try:
            for text in connection:
                ack = json.loads(text)
                self._acks[ack["envelope_id"]].put(ack)
        except ConnectionClosed:
            pass


def message_problems(message: Json) -> list[str]:
    """What Slack, or a person reading it, would hold against a message; [] when it is good."""
    text, blocks = message.get("text", ""), message.get("blocks")
    found = [] if blocks is None else blockkit.problems(blocks)
    if not text.strip() or len(text) > 4000:
        found.append(f"fallback text of {len(text)} characters")
    marked = [text, *(item["text"] for item in blockkit.texts(blocks))]
    return found + [f"markup {part!r}" for item in marked for part in blockkit.markup_problems(item)]


def view_problems(view: Any) -> list[str]:
    """What Slack would hold against a home tab or a modal; [] when it is good."""
    marked = [item["text"] for item in blockkit.texts(view)]
    return blockkit.view_problems(view) + [f"markup {p!r}" for item in marked for p in blockkit.markup_problems(item)]


def prompt_problems(args: Json) -> str:
    """What Slack would hold against suggested prompts: for an agent they are few, whole, and in no thread."""
    prompts = args.get("prompts", [])
    whole = all(prompt.keys() == {"title", "message"} and all(prompt.values()) for prompt in prompts)
    return "" if 1 <= len(prompts) <= 4 and whole and "thread_ts" not in args else "invalid_arguments"


def bot_scopes() -> list[str]:
    return list(MANIFEST["oauth_config"]["scopes"]["bot"])


def signed(data: bytes, secret: str = SIGNING_SECRET, age: int = 0, retry: int = 0) -> dict[str, str]:
    """The headers that Slack signs a request of this body with, `age` seconds ago, for the `retry`th time again."""
    timestamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + data, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
    return {**headers, **({"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {})}


def send(url: str, data: bytes | None, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and text of one HTTP request; GET when there is no data."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers or {}), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def _http_server(workspace: Workspace) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            if self.path.startswith("/expired/"):
                self._answer(404, b"expired_url", {})
                return
            if self.path.startswith("/response/"):
                status, text = workspace.respond(json.loads(data))
                self._answer(status, text.encode(), {})
                return
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            status, body, headers = workspace.call(self.path.removeprefix("/api/"), token, self._args(data))
            self._answer(status, json.dumps(body).encode(), {"Content-Type": "application/json", **headers})

        def _args(self, data: str) -> Json:
            if self.headers.get("Content-Type", "").startswith("application/json"):
                return dict(json.loads(data or "{}"))
            return dict(urllib.parse.parse_qsl(data))

        def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
