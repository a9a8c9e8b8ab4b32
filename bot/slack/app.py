"""The Slack app: listeners as wiring only. What was asked: incoming; what is said: desk; how it goes out: web."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from sqlalchemy import Engine

from bot.batao import Batao
from bot.render.blocks import ASK, PRIVATE
from bot.settings import Settings
from bot.slack import incoming, install, messages, web
from bot.slack.claims import Claims, InHandError, MemoryClaims, claimed
from bot.slack.desk import SHARE, Desk, Message
from bot.slack.threads import MemoryThreads, Threads

log = logging.getLogger(__name__)

Payload = dict[str, Any]
Ack = Callable[..., Any]

_ANYTHING = re.compile("")


def build(
    settings: Settings,
    batao: Batao,
    threads: Threads | None = None,
    claims: Claims | None = None,
    desk: Desk | None = None,
    engine: Engine | None = None,
) -> App:
    """The Bolt app, its token checked with Slack; raises SettingsError when Slack refuses it or cannot be reached.
    When several workspaces may install it there is no token yet, and `engine` is where theirs are kept.

    `process_before_response`: an answer takes microseconds and goes out before the acknowledgement, so that Slack sends
    again what was not answered; it also spares each request Bolt's polling loop. Signatures are the server's to check,
    before anything is parsed.
    """
    with web.checked("SLACK_BOT_TOKEN", settings):
        app = App(
            name="batao",
            client=web.web_client(settings),
            oauth_settings=install.oauth(settings, engine) if engine and settings.several_workspaces else None,
            request_verification_enabled=False,
            process_before_response=True,
        )
    desk = desk or Desk(batao, threads or MemoryThreads(), settings.command)
    Listeners(desk, claims or MemoryClaims()).add_to(app)
    return app


class Listeners:
    """One method for each thing that Slack delivers."""

    def __init__(self, desk: Desk, claims: Claims) -> None:
        self._desk = desk
        self._claims = claims

    def add_to(self, app: App) -> None:
        """The command is matched whatever its name: a workspace may rename it. What is not ours is let pass in
        silence, for Bolt would print it, text and all."""
        app.command(_ANYTHING)(self.on_command)
        app.event("message")(self.on_event)
        app.event("app_mention")(self.on_event)
        app.event(_ANYTHING)(self.on_other)
        app.action(re.compile(f"^{ASK}"))(self.on_ask)
        app.action(SHARE)(self.on_share)
        app.action(_ANYTHING)(self.on_other)
        app.error(self.on_error)

    def on_command(self, body: Payload) -> BoltResponse:
        """Answered in the acknowledgement itself: no Web API call."""
        answer = self._desk.answer_privately(incoming.from_command(body)).response
        return BoltResponse(status=HTTPStatus.OK, body=answer, headers={"content-type": "application/json"})

    def on_event(self, body: Payload, client: WebClient) -> None:
        """A direct message is answered in place, a mention in its thread."""
        question = incoming.from_event(body)
        if question is None:
            return
        with claimed(self._claims, question.keys) as mine:
            if mine:
                self._say(client, question, self._desk.answer(question))

    def on_ask(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """A suggestion is asked where its button stands: privately under a private answer, else for all to see."""
        ack()
        question = incoming.from_click(body)
        with claimed(self._claims, question.keys) as mine:
            if mine and incoming.block_id(body) == PRIVATE:
                private = self._desk.answer_privately(question)
                web.respond(client, body["response_url"], private.body, replace_original=False)
            elif mine:
                self._say(client, question, self._desk.answer(question, asked=True))

    def on_share(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """Post the answer for all, then take the button away; a second click does nothing."""
        ack()
        with claimed(self._claims, incoming.share_keys(body)) as mine:
            if mine:
                public, private = self._desk.shared(incoming.value(body), body["user"]["id"])
                url = body["response_url"]
                web.respond(client, url, public.body, response_type="in_channel", replace_original=False)
                web.respond(client, url, private.body, replace_original=True)

    def on_other(self, ack: Ack) -> None:
        ack()

    def on_error(self, error: Exception, body: Payload, client: WebClient) -> BoltResponse:
        """Tell the person where there is a way; else do not acknowledge, so that Slack delivers it again."""
        if isinstance(error, InHandError):
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        passing = web.is_passing(error)
        if passing:
            log.error("Slack took no answer, after all retries: %s", passing)
        else:
            log.error("a delivery could not be handled", exc_info=error)
        told = {"text": messages.TRY_AGAIN if passing else messages.SORRY}
        if "response_url" in body and web.could_respond(client, body["response_url"], told):
            return BoltResponse(status=HTTPStatus.OK)
        return BoltResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    def _say(self, client: WebClient, question: incoming.Question, message: Message) -> None:
        ts = web.post(client, question.channel, question.thread, message.body)
        if ts and not question.thread:
            self._desk.remember(question.thread_under(ts), message.context)
