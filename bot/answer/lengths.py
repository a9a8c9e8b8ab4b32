"""How long things lasted: single entries, several together, and the gaps between jobs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.reply import Said
from bot.answer.wording import clip, length, months, name, period, sentence, years_apart
from bot.index import Index
from bot.relations import Span
from bot.text import NUMBERS
from bot.understand.query import Query

MEASURE = re.compile(
    rf"\b(?:\d[\d.,]*|a|{'|'.join(word for word, number in NUMBERS.items() if number > 1)})[ -]"
    r"(?:days?|nights?|weeks?|months?|years?|hours?|minutes?|min|m|km|metres?|meters?|feet|foot|miles?|pages?)\b"
)


@dataclass(frozen=True, slots=True)
class Lengths:
    """Counts the time of one index's entries, given by position."""

    index: Index

    def duration(self, query: Query, chosen: Sequence[int]) -> Said | None:
        skills = self.index.section("skills")
        found = [p for p in chosen if self.lasts(p)]
        if not found and (told := [p for p in chosen if self._told_length(p)]):
            return clip(" ".join(f"{name(self.index.entries[p])}: {self._told_length(p)}" for p in told)), told

        mine = sum(1 << p for p in found)
        used = [t for t in query.things if self.index.holders(t.found.statements) & skills]
        if not found or any(not t.found.named & ~skills and mine & ~t.found.titled for t in used):
            return None
        jobs = query.select and set(query.select) <= {"employers", "work"}
        if len(found) > 1 and jobs and not query.things and not query.plural:
            return self.total(found)
        firms = {self.index.relations.employer[p] for p in found}
        whole = len(found) > 1 and len(firms) == 1 and firms != {-1}
        together = f" Together: {length(self.months_of(found))}." if whole else ""
        return clip(" ".join(self._lasted(p) for p in found) + together), found

    def lasts(self, p: int) -> bool:
        """Whether an entry has a period that lasts: a year alone, or the date of an event, only says when."""
        entry, span = self.index.entries[p], self.index.spans[p]
        held = entry.period
        event = entry.section not in ("work", "employers", "volunteer", "projects", "education", "initiatives")
        single = bool(held and held.start and held.start == held.end and (event or not held.start.month))
        return "duration" in entry.fields or bool(span and span.days > 1 and not single)

    def _told_length(self, p: int) -> str:
        """The clause in which an entry says how long it took."""
        return next((sentence(c) for c in self.index.entries[p].clauses if MEASURE.search(c)), "")

    def length(self, p: int) -> str:
        """How long an entry lasted: as the résumé states it, else counted."""
        span = self.index.spans[p]
        assert span is not None
        entry = self.index.entries[p]
        return entry.fields.get("duration") or length(years_apart(entry.period) or months(span))

    def _lasted(self, p: int) -> str:
        entry = self.index.entries[p]
        until = f", counted to {self.index.profile.updated}" if entry.period and entry.period.ongoing else ""
        return f"{name(entry)}: {self.length(p)} ({period(entry.period)}{until})."

    def total(self, found: Sequence[int]) -> Said:
        """The time covered by all these entries together, gaps left out."""
        count = self.months_of(found)
        first = min(found, key=lambda p: self.index.spans[p] or Span(0, 0))
        start = self.index.entries[first].period
        assert start is not None
        return f"{length(count)} in all, from {start.start} to {self.index.profile.updated}, gaps left out.", list(
            found
        )

    def months_of(self, found: Sequence[int]) -> int:
        """How many different months these entries cover."""
        covered: set[int] = set()
        for p in found:
            span = self.index.spans[p]
            if span:
                first = months(Span(366, span.start))
                covered.update(range(first, first + months(span)))
        return len(covered)
