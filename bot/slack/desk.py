"""The front desk: a question comes in, a message goes out, the conversation's context is kept. No input or output."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

from bot.answer.model import Answer
from bot.batao import Batao
from bot.profile import Profile
from bot.render import blocks
from bot.slack import messages, metrics
from bot.slack.incoming import Question
from bot.slack.threads import Threads
from bot.understand.message import unwrap

log = logging.getLogger(__name__)

SHARE = "share"
QUESTION_SHOWN = 300
WRITTEN = 1024


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


class Notes(Protocol):
    """Where questions without an answer are kept for the owner; must not make anybody wait."""

    def unanswered(self, question: str, answer: str, place: str) -> None: ...


class Desk:
    """Questions to messages. Whatever goes wrong inside, the person gets a sentence and the log the traceback."""

    def __init__(self, batao: Batao, threads: Threads, command: str, notes: Notes | None = None) -> None:
        self._batao = batao
        self._threads = threads
        self._command = command
        self._notes = notes
        self._written = lru_cache(maxsize=WRITTEN)(self._write)

    @property
    def profile(self) -> Profile:
        """The profile that is answered from."""
        return self._batao.profile

    def serve(self, batao: Batao) -> None:
        """Answer from another profile, or another version of it, from now on."""
        self._batao = batao
        self._written.cache_clear()

    def answer(self, question: Question, *, asked: bool = False) -> Message:
        """The answer for all to see; `asked` puts who asked what above it."""
        return self._guarded(question, asked=asked, private=False)

    def answer_privately(self, question: Question) -> Message:
        """The answer for the person who asked, with a button that shares it."""
        return self._guarded(question, asked=False, private=True)

    def remember(self, conversation: str, context: str) -> None:
        """Make `context` what the next question in this conversation follows up on."""
        self._threads.put(conversation, context)

    def shared(self, value: str, user: str) -> tuple[Message, Message]:
        """For the value of a share button: the answer for the channel, and the private one with no such button."""
        text, context = json.loads(value)
        answer = self._ask(text, context)
        public = _message(answer, asked=_asked(user, text))
        private = _message(answer, private=True)
        private.blocks.append(blocks.context(messages.SHARED))
        return public, private

    def look_up(self, question: str) -> Answer:
        """The answer to one question that belongs to no conversation."""
        return self._batao.ask(question)

    def _guarded(self, question: Question, *, asked: bool, private: bool) -> Message:
        with metrics.seconds.time():
            try:
                message = self._message(question, asked, private)
            except Exception:
                log.exception("a question could not be answered")
                message = Message(messages.SORRY, [blocks.section(messages.SORRY)], outcome=metrics.FAILED)
        metrics.questions.labels(question.surface, message.outcome).inc()
        if self._notes and message.outcome == metrics.UNANSWERED:
            self._notes.unanswered(question.text, message.text, question.conversation)
        return message

    def _message(self, question: Question, asked: bool, private: bool) -> Message:
        before = self._threads.get(question.conversation)
        user = question.user if asked else ""
        message = self._written(question.text, before, question.command, user, private)
        self.remember(question.conversation, message.context)
        return message

    def _write(self, text: str, before: str, command: str, user: str, private: bool) -> Message:
        answer = self._ask(text, before, command)
        asked = _asked(user, text) if user else ""
        share = json.dumps([text, before], ensure_ascii=False) if private else ""
        return _message(answer, asked=asked, private=private, share=share)

    def _ask(self, text: str, context: str, command: str = "") -> Answer:
        if text.strip(" .!?").lower() not in ("", "help"):
            return self._batao.ask(text, context)
        sentence = messages.help_text(self._batao.profile.name, command or self._command)
        return Answer(text, True, sentence, suggestions=self._batao.examples(), context=context)


def _asked(user: str, text: str) -> str:
    return messages.asked_by(user, blocks.fit(" ".join(unwrap(text).split()), QUESTION_SHOWN))


def _message(answer: Answer, *, asked: str = "", private: bool = False, share: str = "") -> Message:
    buttons = [blocks.button(messages.SHARE, SHARE, share)] if 0 < len(share) <= blocks.VALUE_LIMIT else []
    shown, text = blocks.render(answer, asked=asked, private=private, buttons=buttons)
    outcome = metrics.ANSWERED if answer.answered else metrics.UNANSWERED
    return Message(text, shown, answer.context, outcome)
