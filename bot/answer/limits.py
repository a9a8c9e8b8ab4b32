"""What a statement reverses, limits or leaves behind: a figure that went the other way, not all, no longer in force."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.validity import Validity
from bot.answer.wording import clip
from bot.index import Index, Statement, bits
from bot.text import fold, phrase, says, words
from bot.understand.query import Query

_MISSED = ("nominated", "not_won")
_PARTS = re.compile(r"[;,.]\s+")


@dataclass(frozen=True, slots=True)
class Limits:
    """Checks what one index says against which way, how much and until when a yes/no question asks."""

    index: Index
    facts: Facts
    validity: Validity

    def reversed(self, query: Query, mask: int) -> Reply | None:
        """That a figure went the other way, or none that the résumé gives went any: "did footfall go down?"."""
        asked = fold(query.text)
        if query.select or not self._has(asked, "moving"):
            return None
        told = [s for s in self._evidence(query, mask) if s.kind in ("clause", "field")]
        ways = {way for way in ("up", "down") if self._has(asked, way)}
        for s in told:
            parts = [part for part in _PARTS.split(s.text) if self._says(query, part)] or [s.text]
            said = {way for part in parts for way in self._ways(part)}
            if said & ways:
                return None
            if said:
                return Reply(clip(f"No. {self.facts.say(s)}"), (s.entry,))
        return no(clip(f"The résumé does not say so; it mentions: {self.facts.say(told[0])}")) if told else None

    def _evidence(self, query: Query, mask: int) -> list[Statement]:
        """The statements that mention a thing, those that mention most of them first."""
        each = [self.facts.mentions([thing], mask) for thing in query.things]
        return sorted(self.facts.mentions(query.things, mask), key=lambda s: -sum(s in found for found in each))

    def _says(self, query: Query, text: str) -> bool:
        return says(text, *(thing.key for thing in query.things))

    def _has(self, text: str, way: str) -> bool:
        return any(re.search(rf"\b{word}\b", text) for word in self.index.language.phrases["direction"][way])

    def _ways(self, text: str) -> set[str]:
        """Which ways a text says that a figure went."""
        said = [w.stem for w in words(text)]
        between = said[said.index("from") + 1 :] if "from" in said else []
        numbers = [float(n) for n in between if n.replace(".", "", 1).isdigit()][:2]
        if len(numbers) == 2 and "to" in between:
            return {"up" if numbers[0] < numbers[1] else "down"}
        return {way for way in ("up", "down") if self._has(fold(text), way)}

    def has_lapsed(self, query: Query, chosen: int) -> bool:
        """Whether all that bears something out is certificates that hold no longer, where they are to hold."""
        opening = words(query.text)[0].folded
        present = opening in self.index.language.phrases["tense"]["present"]
        if not present or not chosen or chosen & ~self.index.section("certificates", "education"):
            return False
        renewed = self.index.language.phrases["negation"]["renewed"]
        over = (
            s
            for s in self.validity.states(chosen)[0]
            if not any(f" {word} " in f" {fold(s.text)} " for word in renewed)
        )
        return {s.entry for s in over} == set(bits(chosen))

    def qualified(self, query: Query, reply: Reply, verdict: str) -> Reply:
        """A reply with its verdict; without a yes where it would have to be true of all, or of nothing else."""
        word = self._unsaid_of_all(query, reply.text)
        if not reply.answered or verdict.startswith("No") or not word:
            return reply.led(verdict) if reply.answered else reply
        return reply.led(f"The résumé does not say “{word}”, but:")

    def _unsaid_of_all(self, query: Query, text: str) -> str:
        """The word of a question that claims all, or nothing else, and that the text does not say."""
        quantity, asked = self.index.language.phrases["quantity"], f" {' '.join(w.folded for w in words(query.text))} "
        for idiom in quantity["but"]:
            asked = asked.replace(f" {idiom} ", " ")
        said = {w.folded for w in words(text)}
        return next((word for word in quantity["whole"] if f" {word} " in asked and word not in said), "")

    def won(self, query: Query, mask: int) -> int:
        """Of these awards those that were won, where just that is asked: a nomination is none."""
        won = {"win", "won"} & {w.folded for w in words(query.text)}
        return mask & ~self.missed(mask, ("nominated",)) or mask if won and query.select == ("awards",) else mask

    def missed(self, mask: int, how: tuple[str, ...] = _MISSED) -> int:
        """Of these entries those that tell of a prize that one did not get."""
        entries = ((p, self.index.entries[p]) for p in bits(mask))
        return sum(1 << p for p, entry in entries if self.is_missed(" ".join((entry.title, *entry.clauses)), how))

    def is_missed(self, text: str, how: tuple[str, ...] = _MISSED) -> bool:
        """Whether a text says so."""
        negation = self.index.language.phrases["negation"]
        return says(text, *(phrase(short) for kind in how for short in negation[kind]))
