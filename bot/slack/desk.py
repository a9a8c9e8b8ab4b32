"""The front desk: a question comes in, a message goes out, the conversation's context is kept. No input or output."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Literal

from bot.answer.model import Answer
from bot.batao import Batao
from bot.profile import Profile
from bot.render import blocks
from bot.slack import messages, metrics
from bot.slack.asked import Asked
from bot.slack.incoming import Question
from bot.slack.notes import Notes
from bot.slack.threads import Threads
from bot.understand.message import unwrap

log = logging.getLogger(__name__)

SHARE, PAGE, FEEDBACK = "share", "page:", "feedback"
QUESTION_SHOWN = 300
WRITTEN = 1024
Place = Literal["public", "private", "shared", "view"]


@dataclass(frozen=True)
class Message:
    """What goes out: blocks and the fallback text; `context` is what a follow-up to it needs."""

    text: str
    blocks: list[blocks.Block]
    context: str = ""
    outcome: str = metrics.ANSWERED

    @property
    def body(self) -> dict[str, Any]:
        return {"text": self.text, "blocks": self.blocks}

    @cached_property
    def response(self) -> str:
        """The answer to a slash command, as JSON; made once, for the same is asked again."""
        return json.dumps({**self.body, "response_type": "ephemeral"})


def headed(text: str, message: Message) -> Message:
    """The message with the question above it, where it does not stand there anyway."""
    return replace(message, blocks=[*blocks.quoted(unwrap(text)), *message.blocks])


def plainly(text: str) -> Message:
    """A sentence of our own as a message."""
    shown = blocks.fit(text, blocks.SECTION_LIMIT)
    return Message(shown, [blocks.section(shown)])


class Desk:
    """Questions to messages. Whatever goes wrong inside, the person gets a sentence and the log the traceback."""

    def __init__(
        self, batao: Batao, threads: Threads, command: str, notes: Notes | None = None, *, rating: bool = True
    ) -> None:
        """`rating`: whether answers have feedback buttons; an acknowledgement with a block that Slack does not know is
        lost, and we would not hear of it."""
        self._rating = rating
        self._batao = batao
        self._threads = threads
        self._command = command
        self.notes = notes
        self._written = lru_cache(maxsize=WRITTEN)(self._write)
        self._watchers: list[Callable[[], None]] = []

    @property
    def batao(self) -> Batao:
        """What answers now."""
        return self._batao

    @property
    def profile(self) -> Profile:
        """The profile that is answered from."""
        return self._batao.profile

    def serve(self, batao: Batao) -> None:
        """Answer from another profile, or another version of it, from now on."""
        self._batao = batao
        self._written.cache_clear()
        for watcher in self._watchers:
            watcher()

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have `watcher` called whenever another profile is served."""
        self._watchers.append(watcher)

    def answer(self, question: Question, *, asked: bool = False) -> Message:
        """The answer for all to see; `asked` puts who asked what above it."""
        return self._remembered(question, "public", question.user if asked else "")

    def answer_privately(self, question: Question) -> Message:
        """The answer for the person who asked, with a button that shares it."""
        return self._remembered(question, "private")

    def answer_in_view(self, question: Question) -> Message:
        """The answer for a view, which one person sees."""
        return self._remembered(question, "view")

    def again(self, asked: Asked, place: Place) -> Message:
        """An answer once more, at the page that `asked` says; nothing is remembered."""
        return self._guarded(lambda: self._written(asked, "", place))

    def shared(self, asked: Asked, user: str) -> tuple[Message, Message]:
        """What `user` shares: the answer for the channel, and the private one with no such button."""
        private = self.again(asked, "shared")
        public = self.again(replace(asked, user=user), "public")
        return public, replace(private, blocks=[*private.blocks, blocks.context(messages.SHARED)])

    def rated(self, user: str, helpful: bool, asked: Asked, place: str) -> None:
        """Keep what a person thinks of the answer at `place`."""
        if self.notes:
            answer = self._ask(asked.text, asked.before, "").text
            self.notes.feedback(user, helpful, asked.text, answer, place)

    def is_for_us(self, question: Question) -> bool:
        """Whether what was written in a thread, to nobody by name, is surely a question for us: we have answered there
        before, and it goes on from that."""
        before = self._threads.get(question.conversation)
        try:
            return bool(before) and self._batao.sure(question.text, before)
        except Exception:
            log.exception("a message in a thread could not be read")
            return False

    def look_up(self, question: str) -> Answer:
        """The answer to one question that belongs to no conversation."""
        return self._batao.ask(question)

    def remember(self, conversation: str, context: str) -> None:
        """Make `context` what the next question in this conversation follows up on."""
        self._threads.put(conversation, context)

    def _remembered(self, question: Question, place: Place, user: str = "") -> Message:
        with metrics.seconds.time():
            message = self._guarded(lambda: self._answered(question, place, user))
        metrics.questions.labels(question.surface, message.outcome).inc()
        if self.notes and message.outcome == metrics.UNANSWERED:
            self.notes.unanswered(question.text, message.text, question.conversation)
        return message

    def _answered(self, question: Question, place: Place, user: str) -> Message:
        asked = Asked(question.text, self._threads.get(question.conversation), user=user)
        message = self._written(asked, question.command, place)
        self.remember(question.conversation, message.context)
        return message

    def _guarded(self, write: Callable[[], Message]) -> Message:
        try:
            return write()
        except Exception:
            log.exception("a question could not be answered")
            return replace(plainly(messages.SORRY), outcome=metrics.FAILED)

    def _write(self, asked: Asked, command: str, place: Place) -> Message:
        answer = self._ask(asked.text, asked.before, command)
        about_somebody = bool(answer.cards) or not answer.answered
        shown, text = blocks.render(
            answer,
            page=asked.page,
            asked=_asked_by(asked.user, asked.text) if asked.user else "",
            private=place != "public",
            related=self._related(answer),
            buttons=list(_buttons(asked, answer, share=about_somebody and place == "private")),
        )
        if about_somebody and place != "view" and self._rating:
            shown += _feedback(asked)
        outcome = metrics.ANSWERED if answer.answered else metrics.UNANSWERED
        return Message(text, shown, answer.context, outcome)

    def _ask(self, text: str, context: str, command: str) -> Answer:
        if text.strip(" .!?").lower() not in ("", "help"):
            return self._batao.ask(text, context)
        sentence = messages.help_text(self._batao.profile.name, command or self._command)
        return Answer(text, True, sentence, suggestions=self._batao.examples(), context=context)

    def _related(self, answer: Answer) -> tuple[tuple[str, str], ...]:
        """Ways on from what the answer is about; a list is about nothing in particular."""
        sections = [card.section for card in answer.cards]
        alone = len(sections) == 1 or (len(sections) == 2 and sections[0] != sections[1])
        return self._batao.related(answer.cards[0].key) if alone else ()


def _asked_by(user: str, text: str) -> str:
    return messages.asked_by(user, blocks.fit(" ".join(unwrap(text).split()), QUESTION_SHOWN))


def _buttons(asked: Asked, answer: Answer, share: bool) -> Iterator[blocks.Block]:
    """Those that turn the pages and that share; one whose question is too long to travel in it is left out."""
    for label, page in blocks.turns(asked.page, len(answer.cards)):
        value = replace(asked, page=page).value
        if len(value) <= blocks.VALUE_LIMIT:
            yield blocks.button(label, f"{PAGE}{page}", value, messages.turned(page * blocks.CARDS_SHOWN + 1))
    if share and len(asked.value) <= blocks.VALUE_LIMIT:
        yield blocks.button(messages.SHARE, SHARE, asked.value, messages.SHARE_SAID)


def _feedback(asked: Asked) -> list[blocks.Block]:
    good, bad = f"{messages.GOOD} {asked.value}", f"{messages.BAD} {asked.value}"
    if max(len(good), len(bad)) > blocks.VALUE_LIMIT:
        return []
    return [blocks.feedback(FEEDBACK, (messages.GOOD, good), (messages.BAD, bad))]
