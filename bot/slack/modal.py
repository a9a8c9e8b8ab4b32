"""The modal: asked in from anywhere by the global shortcut, or about a message by its own; the answer is inside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.render import blocks
from bot.slack import incoming, messages, web
from bot.slack.asked import Asked
from bot.slack.desk import Desk, Message, headed, plainly

ASK = "ask"
BOX = "modal:box"

Payload = dict[str, Any]
Ack = Callable[..., Any]


class Modal:
    """Asking in a modal. What is answered there replaces what it showed, so that a second delivery does no harm."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, app: App) -> None:
        app.shortcut("ask")(self.on_shortcut)
        app.shortcut("look_up")(self.on_message)
        app.view("ask")(self.on_submit)

    def on_shortcut(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """Open it, empty."""
        ack()
        web.open_modal(client, body["trigger_id"], self._view())

    def on_message(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """Look up what a message says: answered privately below it, or in the modal where nothing can be written."""
        ack()
        question = incoming.from_shortcut(body)
        if not question.text:
            web.respond(client, body["response_url"], plainly(messages.NO_TEXT).body, **web.PRIVATELY)
            return
        answer = headed(question.text, self._desk.answer_privately(question))
        try:
            web.respond(client, body["response_url"], answer.body, **web.PRIVATELY)
        except OSError:
            web.open_modal(client, body["trigger_id"], self._view(question.text, self._desk.answer_in_view(question)))

    def on_submit(self, body: Payload, ack: Ack) -> None:
        """Answer inside the modal, where one can ask again."""
        text = incoming.typed(body)
        answer = self._desk.answer_in_view(incoming.from_view(body, text))
        ack(response_action="update", view=self._view(text, answer))

    def answer(self, body: Payload, client: WebClient, text: str) -> None:
        """Answer what a button in the modal asks."""
        self._show(body, client, text, self._desk.answer_in_view(incoming.from_view(body, text)))

    def turn(self, body: Payload, client: WebClient, asked: Asked) -> None:
        """Show another page of an answer."""
        self._show(body, client, asked.text, self._desk.again(asked, "view"))

    def _show(self, body: Payload, client: WebClient, text: str, message: Message) -> None:
        web.update_modal(client, body["view"]["id"], self._view(text, message))

    def _view(self, text: str = "", message: Message | None = None) -> blocks.Block:
        about = self._desk.batao
        shown = headed(text, message).blocks if message else []
        return view(about.person().name, (about.examples() or ("",))[0], shown)


def view(name: str, example: str, shown: Sequence[blocks.Block]) -> blocks.Block:
    """The modal about this person: a box to ask in, and below it what is shown."""
    return {
        "type": "modal",
        "callback_id": ASK,
        "title": blocks.plain(messages.MODAL, 24),
        "submit": blocks.plain(messages.SUBMIT, 24),
        "close": blocks.plain(messages.CLOSE, 24),
        "blocks": [blocks.box(messages.ask_about(name), BOX, example, len(str(shown)), dispatch=False), *shown],
    }
