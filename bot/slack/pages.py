"""What the server shows to others than Slack: its health, its metrics, and answers at an address."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.answer.model import Answer
from bot.slack import metrics

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

LOOKUP = "/lookup/"
QUESTION_LIMIT = 500
TEXT, JSON = "text/plain; charset=utf-8", "application/json"

Check = Callable[[], bool]


class Pages:
    """WSGI applications over `look_up`, which answers, and two checks: is the database there, is the socket."""

    def __init__(self, look_up: Callable[[str], Answer], store: Check, socket: Check | None = None) -> None:
        self._look_up = look_up
        self._store = store
        self._socket = socket

    def healthz(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """503 when nothing can reach us; without its database the bot answers all the same."""
        store, socket = self._store(), self._socket is None or self._socket()
        state = {"status": "ok" if store and socket else "degraded", "store": "ok" if store else "unavailable"}
        if self._socket:
            state["socket"] = "ok" if socket else "disconnected"
        status = HTTPStatus.OK if socket else HTTPStatus.SERVICE_UNAVAILABLE
        return answer(start_response, status, json.dumps(state))

    def metrics(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        metrics.store_up.set(self._store())
        if self._socket:
            metrics.socket_up.set(self._socket())
        return answer(start_response, HTTPStatus.OK, generate_latest(), CONTENT_TYPE_LATEST)

    def lookup(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The direct answer as text, or all of it as JSON when asked for; 404 when the résumé does not say."""
        question = environ["PATH_INFO"].removeprefix(LOOKUP).encode("latin-1").decode("utf-8", "replace")
        if len(question) > QUESTION_LIMIT:
            return answer(start_response, HTTPStatus.REQUEST_URI_TOO_LONG, "This question is too long.\n", TEXT)
        found = self._look_up(question)
        status = HTTPStatus.OK if found.answered else HTTPStatus.NOT_FOUND
        if JSON in environ.get("HTTP_ACCEPT", ""):
            return answer(start_response, status, json.dumps(found.as_json()))
        return answer(start_response, status, f"{found.text}\n", TEXT)


def answer(
    start_response: StartResponse, status: HTTPStatus, body: str | bytes, content_type: str = JSON
) -> Iterable[bytes]:
    """One whole WSGI response."""
    data = body.encode("utf-8", "replace") if isinstance(body, str) else body
    start_response(
        f"{status.value} {status.phrase}", [("Content-Type", content_type), ("Content-Length", str(len(data)))]
    )
    return [data]
