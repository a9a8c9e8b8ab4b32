"""The Slack app: listeners as wiring only. What was asked: incoming; what is said: desk; how it goes out: web."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from sqlalchemy import Engine

from bot.batao import Batao
from bot.render.blocks import ASK
from bot.settings import Settings
from bot.slack import commands, incoming, install, messages, web
from bot.slack.asked import Asked
from bot.slack.claims import Claims, InHandError, MemoryClaims, claimed
from bot.slack.desk import PAGE, SHARE, Desk, Message, plainly
from bot.slack.digest import Digest
from bot.slack.feedback import Feedback
from bot.slack.home import Home
from bot.slack.modal import Modal
from bot.slack.refresh import Padho
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
    claims = claims or MemoryClaims()
    owners = settings.owners
    Listeners(desk, claims, Padho(desk, settings.profile, owners), Digest(desk.notes, owners)).add_to(app)
    return app


class Listeners:
    """One method for each thing that Slack delivers."""

    def __init__(self, desk: Desk, claims: Claims, padho: Padho, digest: Digest) -> None:
        self._desk = desk
        self._claims = claims
        self._padho = padho
        self._digest = digest
        self._views: Mapping[str, Home | Modal] = {"home": Home(desk, claims), "modal": Modal(desk)}

    def add_to(self, app: App) -> None:
        """The command is matched whatever its name: a workspace may rename it. What is not ours is let pass in
        silence, for Bolt would print it, text and all. Bolt tries one after the other: the most asked come first."""
        app.command(_ANYTHING)(self.on_command)
        app.event("message")(self.on_event)
        app.event("app_mention")(self.on_event)
        for surface in (*self._views.values(), Feedback(self._desk, self._claims)):
            surface.add_to(app)
        app.event(_ANYTHING)(self.on_other)
        app.shortcut(_ANYTHING)(self.on_other)
        app.view(_ANYTHING)(self.on_other)
        app.action(re.compile(f"^{ASK}"))(self.on_ask)
        app.action(re.compile(f"^{PAGE}"))(self.on_page)
        app.action(SHARE)(self.on_share)
        app.action(_ANYTHING)(self.on_other)
        app.error(self.on_error)

    def on_command(self, body: Payload, client: WebClient) -> BoltResponse:
        """Answered in the acknowledgement itself: no Web API call."""
        question = incoming.from_command(body)
        if commands.says("padho", question.text):
            url = body["response_url"]
            said = self._padho.told(question.user, lambda text: web.respond(client, url, plainly(text).body))
            answer = plainly(said).response
        elif commands.says("digest", question.text):
            answer = self._digest.told(question.user).response
        elif text := commands.to_share(question.text):
            shared = self._desk.answer(replace(question, text=text), asked=True)
            answer = json.dumps({**shared.body, "response_type": "in_channel"})
        else:
            answer = self._desk.answer_privately(question).response
        return BoltResponse(status=HTTPStatus.OK, body=answer, headers={"content-type": "application/json"})

    def on_event(self, body: Payload, client: WebClient) -> None:
        """A direct message is answered in place, a mention in its thread, and so is what surely follows up on it."""
        question = incoming.from_event(body)
        if question is None or (question.overheard and not self._desk.is_for_us(question)):
            return
        with claimed(self._claims, question.keys) as mine:
            if mine and commands.says("padho", question.text):
                place = client, question.channel, question.thread
                said = self._padho.told(question.user, lambda text: web.post(*place, plainly(text).body))
                web.post(*place, plainly(said).body)
            elif mine:
                self._say(client, question, self._desk.answer(question))

    def on_ask(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """A question is asked where its button stands: in the same view, privately under a private answer, else for
        all to see."""
        ack()
        with claimed(self._claims, incoming.click_keys(body)) as mine:
            if mine and (view := self._views.get(incoming.view_type(body))):
                view.answer(body, client, incoming.value(body))
            elif mine:
                question = incoming.from_click(body)
                said = not incoming.is_private(body) and self._say(
                    client, question, self._desk.answer(question, asked=True)
                )
                if not said:
                    private = self._desk.answer_privately(question)
                    web.respond(client, body["response_url"], private.body, **web.PRIVATELY)

    def on_page(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """More of a long answer, in the place of what is shown."""
        ack()
        asked = Asked.of(incoming.value(body))
        with claimed(self._claims, incoming.click_keys(body)) as mine:
            if mine and (view := self._views.get(incoming.view_type(body))):
                view.turn(body, client, asked)
            elif mine:
                page = self._desk.again(asked, "private" if incoming.is_private(body) else "public")
                web.respond(client, body["response_url"], page.body, replace_original=True)

    def on_share(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """Post the answer for all, then take the button away; a second click does nothing."""
        ack()
        with claimed(self._claims, incoming.share_keys(body)) as mine:
            if mine:
                public, private = self._desk.shared(Asked.of(incoming.value(body)), body["user"]["id"])
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

    def _say(self, client: WebClient, question: incoming.Question, message: Message) -> bool:
        """Whether Slack took it."""
        ts = web.post(client, question.channel, question.thread, message.body)
        if ts and not question.thread:
            self._desk.remember(question.thread_under(ts), message.context)
        return bool(ts)
