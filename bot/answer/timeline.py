"""The order of things in time: which entries of an index fall into a span, come first, or stand next to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answer.wording import months
from bot.index import Index, bits
from bot.relations import Span, close
from bot.understand.query import Query

_NTH = {"second": 1, "third": 2, "fourth": 3}


@dataclass(frozen=True, slots=True)
class Timeline:
    """Orders the entries of one index. Methods take and give bit sets of entries, unless they say otherwise."""

    index: Index

    def at(self, mask: int, span: Span, edge: str = "") -> int:
        """Those whose period shares a day with the span; with an edge, those that start or end in it."""

        def fits(mine: Span) -> bool:
            if edge:
                return span.start <= (mine.start if edge == "start" else mine.end) <= span.end
            return mine.overlap(span) > 0

        found = self._where(self.ended(mask) if edge == "end" else mask, fits)
        return sum(1 << p for p in bits(found) if edge or self._held(p, fits))

    def _held(self, p: int, fits: Callable[[Span], bool]) -> bool:
        """Whether one of the positions at an employer fits, too: there may be years between them."""
        if self.index.entries[p].section != "employers":
            return True
        jobs = list(bits(self.index.relations.reach[p] & self.index.section("work")))
        return any((mine := self.index.spans[job]) is None or fits(mine) for job in jobs) or not jobs

    def beside(self, mask: int, span: Span) -> int:
        """Those whose period shares half of the shorter with the span; failing that, any day."""
        return self._where(mask, lambda mine: close(mine, span)) or self.at(mask, span)

    def current(self, mask: int) -> int:
        """Those that go on at the résumé's own date: with no end, or with one that is expected."""
        return sum(1 << p for p in bits(mask) if self._goes_on(p))

    def ended(self, mask: int) -> int:
        """Those with a period that is over."""
        return sum(1 << p for p in bits(mask) if self.index.entries[p].period and not self._goes_on(p))

    def _goes_on(self, p: int) -> bool:
        period, span = self.index.entries[p].period, self.index.spans[p]
        return bool(period and span and (period.ongoing or span.start <= self.index.now < span.end))

    def _where(self, mask: int, fits: Callable[[Span], bool]) -> int:
        return sum(1 << p for p in bits(mask) if (mine := self.index.spans[p]) and fits(mine))

    def ordered(self, mask: int, order: str, edge: str = "") -> int:
        """The one entry that is first, last, longest or shortest; ties all stay; 0 when none has a date."""
        spans = self.index.spans
        keys: dict[str, Callable[[Span], int]] = {
            "first": lambda s: s.end if edge == "end" else s.start,
            "last": lambda s: -(s.end if edge == "end" else s.start),
            "longest": lambda s: -months(s),
            "shortest": months,
        }
        if order in _NTH:
            listed, nth = list(bits(mask)), _NTH[order]
            starts = sorted({span.start for p in listed if (span := spans[p])})
            if not starts and len(listed) > nth:
                return 1 << listed[nth]
            wanted = starts[nth] if len(starts) > nth else 0
            return sum(1 << p for p in bits(mask) if (span := spans[p]) and span.start == wanted)
        dated = [(keys[order](span), p) for p in bits(mask) if (span := spans[p])]
        if not dated and order in ("first", "last"):
            dated = [(p if order == "first" else -p, p) for p in bits(mask)]
        best = min(dated, default=(0, 0))[0]
        return sum(1 << p for value, p in dated if value == best)

    def sorted(self, mask: int, sort: str) -> list[int]:
        """The entries in the order asked for, by their start; as the résumé has them when none is."""
        if not sort:
            return list(bits(mask))
        dated = [(span.start, p) for p in bits(mask) if (span := self.index.spans[p])]
        undated = [p for p in bits(mask) if self.index.spans[p] is None]
        return [*(p for _, p in sorted(dated, reverse=sort == "descending")), *undated]

    def several(self, mask: int, query: Query) -> int:
        """The first, last, longest or shortest so many."""
        chosen = 0
        for _ in range(query.number):
            chosen |= self.ordered(mask & ~chosen, query.order, query.edge)
        return chosen

    def neighbours(self, mask: int, span: Span, relative: str) -> list[int]:
        """Entries wholly or mostly before or after a span, the nearest first."""
        dated = [(found, p) for p in bits(mask) if (found := self.index.spans[p]) and found != span]
        if relative in ("before", "previous"):
            return [
                p
                for s, p in sorted(dated, key=lambda item: (-item[0].end, -item[0].start))
                if s.start < span.start and 2 * s.overlap(span) <= s.days
            ]
        return [
            p
            for s, p in sorted(dated, key=lambda item: (item[0].start, item[0].end))
            if s.end > span.end and 2 * s.overlap(span) <= span.days
        ]
