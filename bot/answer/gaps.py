"""Time without a job: between two of them, and the breaks and leave that the résumé tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from bot.answer.facts import Facts
from bot.answer.figures import YEAR
from bot.answer.reply import Reply
from bot.answer.select import Selector
from bot.answer.wording import clip, dated, joined, length, months, sentence
from bot.index import Index, Statement, bits
from bot.relations import Span
from bot.text import phrase
from bot.understand.query import Query


@dataclass(frozen=True, slots=True)
class Gaps:
    """Finds the time off work in one index."""

    index: Index
    selector: Selector
    facts: Facts

    def reply(self, query: Query) -> Reply:
        """The breaks and leave that are told of, and the stretches between jobs, in the time or at the firm named."""
        within, at = self._time(query), self._named(query)
        breaks, told = self._breaks(query, within, at), self._told(query, within, at)
        gaps = [] if at or (query.soft and (told or breaks)) else self._between(within)
        if within:
            gaps = [(text, found) for text, found in gaps if not any(breaks >> p & 1 for p in found)]
        apart = [p for p in bits(breaks) if not any(p in found for _, found in gaps)]
        texts = [self._break(p) for p in apart] + [self.facts.say(statement) for statement in told]
        chosen = dict.fromkeys([*apart, *(s.entry for s in told), *(p for _, found in gaps for p in found)])
        if gaps:
            texts.append(f"The résumé lists {'; '.join(text for text, _ in gaps)}.")
        if not texts:
            return Reply(f"{'No: the' if query.yesno else 'The'} résumé lists no gap between jobs there.")
        return Reply(clip(f"{'Yes. ' if query.yesno else ''}{' '.join(texts)}"), tuple(chosen))

    def _time(self, query: Query) -> Span | None:
        """The time that bounds the gaps, also that right before or after something."""
        span = self.selector.anchor(query.anchors) if query.relative else None
        if span is None:
            return self.selector.time(query)
        day = span.end + 1 if query.relative == "after" else span.start - 1
        return Span(day, day)

    def _named(self, query: Query) -> int:
        """The jobs that the question names, and what belongs to a firm of that name."""
        meant = self.selector.meant(query.things, query.scope)
        firms = self.index.section("employers")
        return (meant | self.index.reach(meant & firms)) & self.index.section("work")

    def _breaks(self, query: Query, within: Span | None, at: int) -> int:
        """The entries that are breaks, in a time, or while at these jobs; of the kind asked for."""
        spans = [within] if within else [span for p in bits(at) if (span := self.index.spans[p])]
        breaks = self.selector.breaks()
        for thing in query.soft:
            breaks &= self.index.holders(thing.found.statements) or -1
        if not spans:
            return 0 if at else breaks
        return sum(1 << p for p in bits(breaks) if any(self._shares(p, span) for span in spans))

    def _shares(self, p: int, span: Span) -> bool:
        mine = self.index.spans[p]
        return bool(mine and mine.overlap(span))

    def _break(self, p: int) -> str:
        """A break with its length and what is told of it."""
        entry, span = self.index.entries[p], self.index.spans[p]
        body = " ".join(map(sentence, (*entry.clauses, *(v for k, v in entry.fields.items() if k != "type"))))
        return f"{dated(entry)}{f', {length(months(span))}' if span else ''}. {body}".strip()

    def _told(self, query: Query, within: Span | None, at: int) -> list[Statement]:
        """The statements of jobs that tell of leave: of the kind asked for, in the time asked for."""
        index, leave = self.index, self.index.language.phrases["leave"]
        said = reduce(or_, (index.find(phrase(text)).exactly for text in (*leave["named"], *leave["told"])))
        for thing in query.soft:
            said &= thing.found.statements or -1
        jobs = (at or index.section("work")) & ~self.selector.breaks()
        return [s for s in index.stated(said, "clause", of=jobs) if self._is_in(s, within)]

    def _is_in(self, statement: Statement, within: Span | None) -> bool:
        """Whether a statement is of a time: by the years that it gives, else by those of its entry."""
        years = [int(year) for year in YEAR.findall(statement.text)]
        if within is None or not years:
            return within is None or self._shares(statement.entry, within)
        first, last = (date.fromordinal(max(1, day)).year for day in within)
        return any(first <= year <= last for year in years)

    def _between(self, within: Span | None) -> list[tuple[str, Sequence[int]]]:
        """The stretches of at least a month between jobs, from the first to the last."""
        work = self.index.section("work") & ~self.selector.breaks()
        jobs = sorted((span, p) for p in bits(work) if (span := self.index.spans[p]))
        found: list[tuple[str, Sequence[int]]] = []
        reached, last = 0, -1
        for span, p in jobs:
            gap = Span(reached + 1, span.start - 1)
            if reached and gap.days >= 28 and (within is None or gap.overlap(within)):
                meanwhile = self._meanwhile(gap)
                also = f", but meanwhile {joined([dated(self.index.entries[q]) for q in meanwhile])}" * bool(meanwhile)
                ends = f"{dated(self.index.entries[last])} and {dated(self.index.entries[p])}"
                text = f"no job for {length(max(1, months(gap)))} between {ends}{also}"
                found.append((text, [last, p, *meanwhile]))
            if span.end > reached:
                reached, last = span.end, p
        return found

    def _meanwhile(self, gap: Span) -> list[int]:
        """What is listed between two jobs: breaks, unpaid posts, projects and studies that lie mostly in it."""
        others = self.index.section("volunteer", "projects", "education", "initiatives") | self.selector.breaks()
        found = [p for p in bits(others) if (span := self.index.spans[p]) and span.overlap(gap) * 2 > span.days]
        return found[:4]
