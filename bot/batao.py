"""The one door to the answers: a profile goes in once, questions come in, answers come out.

Every surface (Slack, terminal, HTTP) uses this class and nothing behind it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from bot import language
from bot.answer import replies
from bot.answer.engine import Engine
from bot.answer.model import Answer, Card, Person
from bot.answer.related import Related
from bot.answer.reply import Reply
from bot.answer.wording import SECTION_NAMES, clip, dated
from bot.index import bits, build
from bot.load import load
from bot.profile import Entry, Profile
from bot.text import words
from bot.understand.certain import certain
from bot.understand.followup import carry
from bot.understand.message import Splitter, addresses, quotation, unwrap
from bot.understand.query import Context, Query
from bot.understand.reader import Reader

REMEMBERED = 1024
SUGGESTED = 5
OVERHEARD = 20  # words: whoever writes more to a thread is telling something


class Batao:
    """Answers questions about one profile. Immutable and safe to share between threads."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._language = language.load()
        self._index = build(profile, self._language)
        self._reader = Reader(self._index)
        self._splitter = Splitter(self._language)
        self._engine = Engine(self._index)
        self._related = Related(self._index)
        self._answered = lru_cache(maxsize=REMEMBERED)(self._understood)

    @classmethod
    def open(cls, source: str | Path | None = None) -> Batao:
        """Load a résumé (default: the shipped one) and index it; raises ProfileError."""
        if source:
            return cls(load(source))
        with as_file(files("knowledge") / "rohit.yaml") as shipped:
            return cls(load(shipped))

    def ask(self, question: str, context: str = "") -> Answer:
        """Answer one message. `context` is the `Answer.context` of the thread's previous answer, or "".

        The same question in the same context has the same answer, so the last ones are remembered.
        """
        return self._answered(question, context)

    def _understood(self, question: str, context: str) -> Answer:
        text, memory = self._opened(question, context)
        kind = self._smalltalk(text)
        if kind:
            answered = kind not in ("empty", "noise")
            return Answer(
                question, answered, replies.smalltalk(self._index, kind), suggestions=self.examples(), context=context
            )
        found: list[Reply] = []
        nearest: list[str] = []
        for part in self._splitter.questions(text):
            query, reply = self._reply(part, memory)
            found.append(reply)
            nearest += self._engine.nearest(query)
            if reply.answered:
                memory = carry(query, [self._index.keys[p] for p in reply.chosen], memory)
            elif named := self._engine.spoken_of(query):
                memory = replace(memory, keys=tuple(self._index.keys[p] for p in named))
        return self._answer(question, found, memory, nearest)

    def _reply(self, text: str, memory: Context) -> tuple[Query, Reply]:
        query = self._reader.read(text, memory)
        reply = self._engine.reply(query)
        if not reply.answered and (query.left or query.loose) and (tail := self._splitter.tail(text)):
            again = self._reader.read(tail, memory)
            second = self._engine.reply(again)
            if second.answered:
                return again, second
        return query, reply

    def _opened(self, question: str, context: str) -> tuple[str, Context]:
        """The message's own text, and what it follows up on: the entry it quotes or links to, else the last answer."""
        quoted, own = quotation(question)
        source = self._engine.facts.source(self._reader.read(unwrap(quoted), Context())) if quoted else None
        text = unwrap(own)
        for url in addresses(text):
            if (linked := self._index.linked(url)) is not None:
                source, text = linked, text.replace(url, " this ")
        memory = Context.load(context) if source is None else Context((self._index.keys[source],))
        return text, memory

    def _answer(self, question: str, found: list[Reply], memory: Context, nearest: list[str]) -> Answer:
        answered = [reply for reply in found if reply.answered]
        chosen = dict.fromkeys(p for reply in answered for p in reply.chosen)
        text = clip(" ".join(dict.fromkeys(reply.text for reply in found)))
        return Answer(
            question=question,
            answered=bool(answered),
            text=text,
            cards=self._engine.cards(chosen),
            suggestions=() if answered else tuple(dict.fromkeys([*nearest, *self.examples()]))[:SUGGESTED],
            context=memory.dump(),
        )

    def _smalltalk(self, text: str) -> str:
        found = words(text)
        if not found:
            return "help" if text.strip() == "?" else "noise" if text.strip() else "empty"
        return self._language.smalltalk.get(" ".join(word.folded for word in found), "")

    def sure(self, question: str, context: str) -> bool:
        """Whether a message among several people, addressed to nobody by name, is surely a question about this person.

        It asks one thing, in the form of a question; each of its words is understood; it speaks of the person or of
        what stands in the résumé and not of anybody present; and the résumé answers it.
        """
        text = unwrap(question)
        parts = self._splitter.questions(text)
        if len(parts) != 1 or len(words(text)) > OVERHEARD or self._smalltalk(text):
            return False
        query, reply = self._reply(parts[0], Context.load(context))
        return reply.answered and self._splitter.asks(parts[0]) and certain(query, self._index)

    def explain(self, question: str, context: str = "") -> str:
        """How the question was understood: the Query, the words used and for what, the words left; plain text."""
        text, memory = self._opened(question, context)
        lines: list[str] = []
        for part in self._splitter.questions(text):
            query = self._reader.read(part, memory)
            lines += [f"question: {part}", f"query:    {query}"]
            lines += [f"  used    {text!r}: {meaning}" for text, meaning in query.used]
            lines += [f"  left    {text!r}" for text in (*query.left, *query.loose)]
        return "\n".join(lines)

    def examples(self, count: int = 4) -> tuple[str, ...]:
        """Questions this profile answers, made from its own entries."""
        return replies.examples(self._index)[:count]

    def related(self, key: str) -> tuple[tuple[str, str], ...]:
        """Where to go from the card with this key: (button label, question) pairs, nearest first."""
        position = self._position(key)
        return () if position is None else self._related.of(position)

    def person(self) -> Person:
        """Who this is about."""
        entries, updated = self.profile.entries, self.profile.updated
        basics = next((entry for entry in entries if entry.section == "basics"), Entry("basics", self.profile.name))
        roles = [entry for entry in entries if entry.section == "work" and entry.period and entry.period.ongoing]
        headline = basics.fields.get("label") or next(iter(basics.clauses), "")
        return Person(self.profile.name, headline, tuple(map(dated, roles)), basics.links, str(updated))

    def sections(self) -> dict[str, tuple[str, ...]]:
        """The sections of the résumé, by the names that people use, with the keys of their cards."""
        masks = {name: self._index.section(section) for section, (_, name) in SECTION_NAMES.items()}
        return {name: tuple(self._index.keys[p] for p in bits(mask)) for name, mask in masks.items() if mask}

    def card(self, key: str) -> Card | None:
        """The card with this key, or None when the profile no longer has it."""
        position = self._position(key)
        return None if position is None else self._engine.cards([position])[0]

    def _position(self, key: str) -> int | None:
        return self._index.keys.index(key) if key in self._index.keys else None
