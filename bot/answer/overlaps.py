"""What was held at the same time, and from when to when."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import clip, dated, joined, length, months, period, section_name
from bot.index import Index, bits
from bot.profile import Period
from bot.relations import Span
from bot.understand.query import Query

_TOUCHING = 31


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Compares the periods of one index's entries."""

    index: Index
    selector: Selector

    def reply(self, query: Query) -> Reply:
        """The pairs of jobs (or what else was asked for) that share more than a month: all, or those with a name."""
        sections = tuple(s for s in query.select if s != "employers") or ("work",)
        mask = self.index.section(*sections)
        others = self.index.section("education", "volunteer", "projects")
        firms = self.index.section("employers")
        asked = {thing.text: self.selector.satisfying(thing) for thing in (*query.things, *query.anchors)}
        unknown = [text for text, each in asked.items() if not each & (mask | others | firms)]
        named = [each for text, each in asked.items() if text not in unknown]
        named = [each | self.index.reach(each & firms) for each in named]
        for each in named:
            mask |= 0 if each & mask else each & others
        dated_ones = [p for p in bits(mask) if self.index.spans[p]]
        pairs = [pair for pair in itertools.combinations(dated_ones, 2) if self._shared(*pair)]
        pairs = [(p, q) for p, q in pairs if all((each >> p | each >> q) & 1 for each in named)]
        if unknown and not (named and pairs):
            return no(f"The résumé dates nothing called {joined(unknown)}.")
        if not pairs:
            lead = "No: the" if query.yesno else "The"
            return Reply(f"{lead} résumé lists no two {section_name(sections)} at the same time there.")
        said = (f"{self._both(*pair)}: {period(self._period(*pair))}, {self._length(*pair)}." for pair in pairs)
        chosen = dict.fromkeys(p for pair in pairs for p in pair)
        return Reply(clip(f"{'Yes. ' if query.yesno else ''}{' '.join(said)}"), tuple(chosen))

    def _shared(self, p: int, q: int) -> bool:
        mine, theirs = self.index.spans[p], self.index.spans[q]
        return bool(mine and theirs and mine.overlap(theirs) > _TOUCHING)

    def _length(self, p: int, q: int) -> str:
        mine, theirs = self.index.spans[p], self.index.spans[q]
        assert mine
        assert theirs
        return length(months(Span(max(mine.start, theirs.start), min(mine.end, theirs.end))))

    def _both(self, p: int, q: int) -> str:
        return f"{dated(self.index.entries[p])} and {dated(self.index.entries[q])}"

    def _period(self, p: int, q: int) -> Period:
        """The time that two entries share."""
        spans = {each: span for each in (p, q) if (span := self.index.spans[each])}
        later = self.index.entries[max(spans, key=lambda each: spans[each].start)].period or Period()
        sooner = self.index.entries[min(spans, key=lambda each: spans[each].end)].period or Period()
        return Period(later.start, sooner.end, sooner.ongoing)
