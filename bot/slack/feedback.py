"""What people think of an answer: Slack's own feedback buttons, kept with the question and the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack import incoming, messages, web
from bot.slack.asked import Asked
from bot.slack.claims import Claims, claimed
from bot.slack.desk import FEEDBACK, Desk, plainly


class Feedback:
    """Keeps each person's last word on an answer, and thanks for the first."""

    def __init__(self, desk: Desk, claims: Claims) -> None:
        self._desk = desk
        self._claims = claims

    def add_to(self, app: App) -> None:
        app.action(FEEDBACK)(self.on_click)

    def on_click(self, body: dict[str, Any], ack: Callable[..., Any], client: WebClient) -> None:
        ack()
        user, place, value = body["user"]["id"], incoming.place(body), incoming.value(body)
        self._desk.rated(user, value.startswith(messages.GOOD), Asked.of(value[value.index("[") :]), place)
        with claimed(self._claims, (f"feedback:{place}:{user}",)) as first:
            if first:
                thanks = plainly(messages.THANKS).body
                web.respond(client, body["response_url"], thanks, **web.PRIVATELY)
