"""What was held at the same time, and from when to when."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import reduce
from operator import or_

from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import clip, dated, joined, length, months, period, section_name
from bot.index import Index, bits
from bot.profile import Period
from bot.relations import Span
from bot.understand.query import Query, Thing

_TOUCHING = 31
_HELD = ("work", "education", "volunteer", "projects")


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Compares the periods of one index's entries."""

    index: Index
    selector: Selector

    def reply(self, query: Query) -> Reply:
        """The pairs of jobs (or what else was asked for) that share more than a month: all, or those with a name."""
        sections = tuple(s for s in query.select if s != "employers") or ("work",)
        wanted = self.index.section(*sections) & ~self.selector.breaks()
        for groups in self._groups(query):
            asked = {" ".join(t.text for t in things): self._meant(things, wanted) for things in groups}
            unknown = [text for text, each in asked.items() if not each]
            pairs = self._pairs(wanted, [each for each in asked.values() if each])
            if pairs or not unknown:
                break
        kinds = [t for t in query.things if t.text.endswith("s") and not t.found.named]
        if not pairs and len(kinds) == len((*query.things, *query.anchors)):
            asked, pairs = {}, self._pairs(wanted, [])
        if unknown and not (pairs and len(asked) > len(unknown)):
            return no(f"The résumé dates nothing called {joined(unknown)}.")
        if not pairs:
            lead = "No: the" if query.yesno else "The"
            return Reply(f"{lead} résumé lists no two {section_name(sections)} at the same time there.")
        chosen = dict.fromkeys(p for pair in pairs for p in pair)
        said = (self._say(p, q, shared) for (p, q), shared in pairs.items())
        lead = "Yes. " if query.yesno and (asked or not kinds) else ""
        return Reply(clip(f"{lead}{' '.join(said)}"), tuple(chosen))

    def _groups(self, query: Query) -> list[list[list[Thing]]]:
        """How the things can name entries: those that bound the time and the others, then each or all as one."""
        things = [*query.things, *query.anchors]
        each = len(things) > 1 and all(thing.found.named for thing in things)
        parted = [[list(query.things), list(query.anchors)]] if query.things and query.anchors else []
        return [*parted, [[thing] for thing in things] if each else [things] * bool(things)]

    def _meant(self, things: list[Thing], wanted: int) -> int:
        """The entries that things mean: of those that are wanted, at a firm of that name too, else of the others."""
        meant = self.selector.meant(things)
        firms = self.index.reach(meant & self.index.section("employers"))
        said = self.selector.saying(things) & wanted if things else 0
        return (meant | firms) & wanted or said or meant & self.index.section(*_HELD)

    def _pairs(self, wanted: int, named: list[int]) -> dict[tuple[int, int], Span]:
        """The pairs that share a time, one of each at least wanted, that hold an entry of each name."""
        both = itertools.combinations(bits(reduce(or_, named, wanted)), 2)
        pairs = ((p, q) for p, q in both if all((each >> p | each >> q) & 1 for each in (wanted, *named)))
        return {pair: shared for pair in pairs if (shared := self._shared(*pair))}

    def _shared(self, p: int, q: int) -> Span | None:
        """The days that two entries share, if these are more than a month."""
        mine, theirs = self.index.spans[p], self.index.spans[q]
        if not mine or not theirs or mine.overlap(theirs) <= _TOUCHING:
            return None
        return Span(max(mine.start, theirs.start), min(mine.end, theirs.end))

    def _say(self, p: int, q: int, shared: Span) -> str:
        both = f"{dated(self.index.entries[p])} and {dated(self.index.entries[q])}"
        return f"{both}: {period(self._period(p, q))}, {length(months(shared))}."

    def _period(self, p: int, q: int) -> Period:
        """The time that two entries share."""
        spans = {each: span for each in (p, q) if (span := self.index.spans[each])}
        later = self.index.entries[max(spans, key=lambda each: spans[each].start)].period or Period()
        sooner = self.index.entries[min(spans, key=lambda each: spans[each].end)].period or Period()
        return Period(later.start, sooner.end, sooner.ongoing)
