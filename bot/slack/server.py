"""How deliveries reach the app: over HTTP, or through a Socket Mode connection that we open."""

from __future__ import annotations

import io
import logging
import os
import signal
import threading
import time
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from bot.settings import DEFAULT_PORT, Settings, invalid
from bot.slack import install, web
from bot.slack.desk import Desk
from bot.slack.pages import LOOKUP, Pages, answer
from bot.store import Store

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

THREADS = 16
GRACE = 9  # seconds to finish what is in hand when told to stop; gone within ten
BODY_LIMIT = 1 << 20
LISTENING = "listening on {}:{}"
PING = 2  # seconds; a lost connection is noticed, and opened anew, at the next but one
STALE_PINGS = 4  # unanswered, and the client connects anew

Server = MultiSocketServer | BaseWSGIServer


def serve(app: App, settings: Settings, desk: Desk, store: Store) -> None:
    """Take deliveries until SIGTERM or SIGINT, then finish what is in hand."""
    check = lambda: not store.problem  # noqa: E731
    if not settings.socket_mode:
        run_http(http_server(app, settings, Pages(desk.look_up, check)))
        return
    handler = open_socket(app, settings)
    pages = Pages(desk.look_up, check, lambda: is_alive(handler))
    if settings.port is not None:
        server = page_server(settings, pages, installation(app))
        server.print_listen(LISTENING)
        threading.Thread(target=server.run, daemon=True).start()
    run_socket_mode(handler)


def http_server(app: App, settings: Settings, pages: Pages) -> Server:
    """A waitress server, bound to the port and not yet running: Slack's deliveries, and the pages."""
    verifier = SignatureVerifier(settings.signing_secret.reveal())
    events = signed(SlackRequestHandler(app), verifier)
    return page_server(settings, pages, {"/slack/events": events, **installation(app)})


def installation(app: App) -> dict[str, WSGIApplication]:
    """Where a workspace installs the app, by path; nothing when there is only one."""
    return dict.fromkeys(install.PATHS, SlackRequestHandler(app)) if app.oauth_flow else {}


def page_server(settings: Settings, pages: Pages, more: Mapping[str, WSGIApplication] = MappingProxyType({})) -> Server:
    """The pages alone, and `more` by path: all that is served beside a Socket Mode connection."""
    port = DEFAULT_PORT if settings.port is None else settings.port
    try:
        return create_server(
            routes({"/healthz": pages.healthz, "/metrics": pages.metrics, **more}, pages.lookup),
            host="0.0.0.0",
            port=port,
            threads=THREADS,
            max_request_body_size=BODY_LIMIT,
            ident=None,
        )
    except OSError as error:
        raise invalid("PORT", f"cannot be listened on ({port}: {error.strerror})") from error


def run_http(server: Server) -> None:
    signal.signal(signal.SIGTERM, _leave)
    server.print_listen(LISTENING)
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
    handler = SocketModeHandler(app, token, ping_interval=PING)
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


def is_alive(handler: SocketModeHandler) -> bool:
    """Whether Slack answered our last pings: an open connection may be dead, and a silent one well."""
    socket = handler.client
    last = socket.current_session.last_ping_pong_time if socket.current_session else None
    return socket.is_connected() and (last is None or time.time() - last < STALE_PINGS * socket.ping_interval)


def routes(table: Mapping[str, WSGIApplication], lookup: WSGIApplication) -> WSGIApplication:
    """One WSGI application of several, chosen by the exact path, or by its beginning for look-ups; 404 for the rest."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        chosen = lookup if path.startswith(LOOKUP) else table.get(path, not_found)
        return chosen(environ, start_response)

    return application


def signed(application: WSGIApplication, verifier: SignatureVerifier) -> WSGIApplication:
    """Let through only what Slack signed in the last five minutes; 401 for the rest, before anything is parsed."""

    def application_behind(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if not _is_valid(verifier, body, environ):
            return answer(start_response, HTTPStatus.UNAUTHORIZED, '{"status": "not signed by Slack"}')
        return application({**environ, "wsgi.input": io.BytesIO(body)}, start_response)

    return application_behind


def not_found(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    return answer(start_response, HTTPStatus.NOT_FOUND, '{"status": "not found"}')


def _is_valid(verifier: SignatureVerifier, body: bytes, environ: WSGIEnvironment) -> bool:
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
    try:
        return verifier.is_valid(body, timestamp, signature)
    except (ValueError, TypeError):  # a timestamp that is no number, a body or signature that is no text
        return False


def _leave(*_: object) -> None:
    raise SystemExit(0)
