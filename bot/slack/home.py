"""The home tab: who this is about, a question box, what to ask, what to browse, and how old it all is."""

from __future__ import annotations

import datetime
import json
import logging
import re
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.batao import Batao
from bot.render import blocks
from bot.slack import incoming, messages, web
from bot.slack.asked import Asked
from bot.slack.claims import Claims, claimed
from bot.slack.desk import Desk, Message, headed

log = logging.getLogger(__name__)

BOX, OPEN, CLOSE = "home:box", "open:", "home:close"
VIEWERS = 1000

Payload = dict[str, Any]
Ack = Callable[..., Any]


class Home:
    """Publishes each person's own home tab: a click or a question there changes it for that person only."""

    def __init__(self, desk: Desk, claims: Claims) -> None:
        self._desk = desk
        self._claims = claims
        self._viewers: OrderedDict[str, WebClient] = OrderedDict()
        self._lock = threading.Lock()
        desk.watch(self.republish)

    def add_to(self, app: App) -> None:
        app.event("app_home_opened")(self.on_opened)
        app.action(BOX)(self.on_question)
        app.action(re.compile(f"^{OPEN}"))(self.on_open)
        app.action(CLOSE)(self.on_open)

    def on_opened(self, event: Payload, client: WebClient) -> None:
        """The home tab is published; above the messages go prompts. A tab that is as it should be is left alone, with
        what the person has open in it."""
        if event.get("tab") == "messages":
            web.prompt(client, event["channel"], messages.PROMPTS, self._desk.batao.examples())
        elif event.get("tab") == "home":
            now = view(self._desk.batao)["private_metadata"]
            if (event.get("view") or {}).get("private_metadata") != now:
                self._publish(client, event["user"])

    def on_question(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """Enter was pressed in the question box."""
        ack()
        with claimed(self._claims, incoming.click_keys(body)) as mine:
            if mine:
                self.answer(body, client, body["actions"][0].get("value") or "")

    def on_open(self, body: Payload, ack: Ack, client: WebClient) -> None:
        """A section, or another page of it, is opened in place, or what is open is closed."""
        ack()
        with claimed(self._claims, incoming.click_keys(body)) as mine:
            if mine:
                name, page = json.loads(incoming.value(body))
                self._publish(client, body["user"]["id"], opened(self._desk.batao, name, page))

    def answer(self, body: Payload, client: WebClient, text: str) -> None:
        """Answer a question asked in the tab, there."""
        self._show(body, client, text, self._desk.answer_in_view(incoming.from_view(body, text)))

    def turn(self, body: Payload, client: WebClient, asked: Asked) -> None:
        """Show another page of an answer."""
        self._show(body, client, asked.text, self._desk.again(asked, "view"))

    def republish(self) -> None:
        """Show everybody who has looked at the tab lately what the résumé says now."""
        with self._lock:
            viewers = list(self._viewers.items())
        for user, client in viewers:
            try:
                self._publish(client, user)
            except Exception:
                log.exception("a home tab was not refreshed")

    def _show(self, body: Payload, client: WebClient, text: str, message: Message) -> None:
        self._publish(client, body["user"]["id"], headed(text, message).blocks)

    def _publish(self, client: WebClient, user: str, panel: Sequence[blocks.Block] = ()) -> None:
        with self._lock:
            self._viewers[user] = client
            self._viewers.move_to_end(user)
            if len(self._viewers) > VIEWERS:
                self._viewers.popitem(last=False)
        web.publish(client, user, view(self._desk.batao, panel))


def view(about: Batao, panel: Sequence[blocks.Block] = ()) -> blocks.Block:
    """The home tab, with `panel` open in it: an answer or a section. Its metadata tells what it shows beside that."""
    examples = about.examples()
    close = [blocks.actions([blocks.button(messages.CLOSE, CLOSE, '["", 0]', messages.CLOSE_SAID)])] if panel else []
    browse = [
        blocks.button(f"{name.capitalize()} ({len(keys)})", f"{OPEN}{n}", json.dumps([name, 0]), messages.browse(name))
        for n, (name, keys) in enumerate(about.sections().items())
    ]
    above = _who(about)
    below = [
        *_row(messages.TRY, blocks.asks(((text, text) for text in examples), "example:")),
        *_row(messages.BROWSE, browse[:25]),
        blocks.DIVIDER,
        blocks.context(messages.HOW_ELSE),
    ]
    box = blocks.box(messages.ask_about(about.profile.name), BOX, (*examples, "")[0], len(str(panel)))
    return {
        "type": "home",
        "private_metadata": str(zlib.crc32(repr((above, below)).encode())),
        "blocks": [*above, box, *panel, *close, blocks.DIVIDER, *below],
    }


def opened(about: Batao, name: str, page: int) -> list[blocks.Block]:
    """A page of a section's entries, with buttons that turn it; nothing for a section that is not there (any more)."""
    keys = about.sections().get(name, ())
    shown = keys[page * blocks.CARDS_SHOWN : (page + 1) * blocks.CARDS_SHOWN]
    if not shown:
        return []
    turns = [
        blocks.button(label, f"{OPEN}page:{to}", json.dumps([name, to]), messages.turned(to * blocks.CARDS_SHOWN + 1))
        for label, to in blocks.turns(page, len(keys))
    ]
    return [
        blocks.header(name.capitalize()),
        blocks.context(blocks.span(page, len(keys))),
        *(blocks.card(card) for key in shown if (card := about.card(key))),
        *([blocks.actions(turns)] if turns else []),
    ]


def _who(about: Batao) -> list[blocks.Block]:
    person = about.person()
    roles = messages.held(person.updated, "; ".join(person.roles)) if person.roles else ""
    lines = [blocks.fit(line, 900) for line in (person.headline, roles) if line]
    if linked := blocks.links(person.links, 1000):
        lines.append(linked)
    return [
        blocks.header(person.name or messages.SOMEBODY),
        *([blocks.section("\n".join(lines))] if lines else []),
        blocks.context(messages.updated(person.updated, about.profile.updated.last, datetime.date.today())),
    ]


def _row(title: str, buttons: list[blocks.Block]) -> list[blocks.Block]:
    return [blocks.section(f"*{title}*"), blocks.actions(buttons)] if buttons else []
