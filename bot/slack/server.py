"""How deliveries reach the app: over HTTP, or through a Socket Mode connection that we open."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import threading
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from bot.settings import Settings
from bot.slack import web

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

THREADS = 16
GRACE = 10  # seconds to finish what is in hand when told to stop
BODY_LIMIT = 1 << 20


def serve(app: App, settings: Settings) -> None:
    """Take deliveries until SIGTERM or SIGINT, then finish what is in hand."""
    if settings.socket_mode:
        run_socket_mode(open_socket(app, settings))
    else:
        run_http(http_server(app, settings))


def http_server(app: App, settings: Settings) -> MultiSocketServer | BaseWSGIServer:
    """A waitress server, bound to the port and not yet running."""
    verifier = SignatureVerifier(settings.signing_secret.reveal())
    return create_server(
        routes({"/slack/events": signed(SlackRequestHandler(app), verifier), "/healthz": healthz}),
        host="0.0.0.0",
        port=settings.port,
        threads=THREADS,
        max_request_body_size=BODY_LIMIT,
        ident=None,
    )


def run_http(server: MultiSocketServer | BaseWSGIServer) -> None:
    signal.signal(signal.SIGTERM, _leave)
    server.print_listen("listening on {}:{}")
    server.run()  # ends with waitress's own five seconds for what is in hand
    server.task_dispatcher.shutdown(timeout=GRACE - 5)


def run_socket_mode(handler: SocketModeHandler) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log.info("connected by Socket Mode")
    stop.wait()
    close_socket(handler)


def open_socket(app: App, settings: Settings) -> SocketModeHandler:
    """A connection to Slack, taking deliveries; raises SettingsError when Slack refuses the token."""
    token = settings.app_token.reveal()
    with web.checked("SLACK_APP_TOKEN", settings):
        url = app.client.apps_connections_open(app_token=token)["url"]
    handler = SocketModeHandler(app, token)
    handler.client.wss_uri = url
    handler.client.connect()
    return handler


def close_socket(handler: SocketModeHandler) -> None:
    """Take no more envelopes (Slack gives them to another connection), finish those in hand, disconnect."""
    handler.client.socket_mode_request_listeners.clear()
    finish = threading.Thread(target=handler.client.message_workers.shutdown, daemon=True)
    finish.start()
    finish.join(GRACE)
    if finish.is_alive():
        log.warning("stopped with work in hand after %s seconds", GRACE)
        logging.shutdown()
        os._exit(0)  # the interpreter would wait for the pool's threads
    handler.client.close()


def routes(table: dict[str, WSGIApplication]) -> WSGIApplication:
    """One WSGI application of several, chosen by the exact path; 404 for any other path."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return table.get(environ.get("PATH_INFO", ""), not_found)(environ, start_response)

    return application


def signed(application: WSGIApplication, verifier: SignatureVerifier) -> WSGIApplication:
    """Let through only what Slack signed in the last five minutes; 401 for the rest, before anything is parsed."""

    def application_behind(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if not _is_valid(verifier, body, environ):
            return _answer(start_response, HTTPStatus.UNAUTHORIZED, "not signed by Slack")
        return application({**environ, "wsgi.input": io.BytesIO(body)}, start_response)

    return application_behind


def healthz(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    return _answer(start_response, HTTPStatus.OK, "ok")


def not_found(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    return _answer(start_response, HTTPStatus.NOT_FOUND, "not found")


def _is_valid(verifier: SignatureVerifier, body: bytes, environ: WSGIEnvironment) -> bool:
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
    try:
        return verifier.is_valid(body, timestamp, signature)
    except (ValueError, TypeError):  # a timestamp that is no number, a body or signature that is no text
        return False


def _answer(start_response: StartResponse, status: HTTPStatus, state: str) -> Iterable[bytes]:
    body = json.dumps({"status": state}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]


def _leave(*_: object) -> None:
    raise SystemExit(0)
