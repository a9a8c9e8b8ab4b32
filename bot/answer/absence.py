"""What the résumé does not bear out: a part of the question, or a premise that it takes for granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from bot.answer import replies
from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import dated, joined, section_name
from bot.index import Index, Statement, bits
from bot.relations import Span
from bot.understand.query import LINKS, Query

_FACETS = {
    "start": "start date", "end": "end date", "when": "date", "duration": "duration", "where": "place", "city": "city",
    "who": "person", "with": "collaborator", "technologies": "technologies", "topic": "topic", "amount": "figure",
}  # fmt: skip
_NOT_DONE = ("employers", "basics", "awards", "certificates", "publications", "talks", "references", "skills")


@dataclass(frozen=True, slots=True)
class Absence:
    """Says what is missing from one index."""

    index: Index
    selector: Selector
    facts: Facts

    def refuted(self, query: Query) -> Reply | None:
        """A false premise: a place or a time that the question takes for the person's; None when there is none."""
        return (self._never_during(query) if query.during else None) or (self._never_at(query) if query.at else None)

    def _never_at(self, query: Query) -> Reply | None:
        """That the résumé only mentions what the question takes for a place that the person was at."""
        thing = next((thing for thing in query.things if thing.key == query.at), None)
        if thing is None or thing.found.named:
            return None
        named = self.index.holders(thing.found.statements, "title", "organization", "place", "field")
        if named & ~self.index.section("certificates", "skills"):
            return None
        person, where = replies.first_name(self.index), self.facts.facets.names(self.selector.satisfying(thing))
        return no(f"The résumé does not say that {person} was at {thing.text}; it only mentions that in {where}.")

    def _never_during(self, query: Query) -> Reply | None:
        """That the time that a question speaks of is that of nothing the résumé has an entry for."""
        if not query.anchors or any(thing.found.named or thing.found.titled for thing in query.anchors):
            return None
        said = reduce(or_, (thing.found.statements for thing in query.anchors))
        if self.index.holders(said) & ~self.index.section("employers"):
            return None
        return self.unconnected(replace(query, things=query.anchors, anchors=(), select=()))

    def unconnected(self, query: Query) -> Reply:
        """Each thing is in the résumé, but not together."""
        things = [*query.things, *query.anchors]
        if len(things) == 1:
            kind = section_name(query.select) if query.select else "entry"
            where = self.facts.facets.names(self.selector.satisfying(things[0]))
            rest = f" It does mention {things[0].text} in {where}." if where else ""
            return no(f"The résumé lists no {kind} for {things[0].text}.{rest}")
        if not things:
            return no(replies.none(query.select, "for that"))
        return no(f"The résumé does not connect {joined([thing.text for thing in things])}.")

    def _gap(self, query: Query, pool: int, span: Span, when: str) -> Reply:
        """An empty stretch of time, with what lies next to it."""
        sections, lead = query.select or ("work",), "No: the" if query.yesno else "The"
        noun = "job" if set(sections) <= {"work", "employers"} else section_name(sections)
        if resting := [p for p in bits(self.selector.breaks()) if (s := self.index.spans[p]) and s.overlap(span)]:
            said = " ".join(map(self.facts.facets.describe, resting))
            return Reply(f"{lead} résumé lists no {noun} {when}. {said}", tuple(resting))
        held = self.selector.timeline.at(self.index.section("work") & ~self.selector.breaks(), span)
        if held and query.yesno and query.things and not any(t.found.named for t in query.things):
            then = joined([dated(self.index.entries[p]) for p in bits(held)])
            names = joined([t.text for t in query.things])
            return Reply(f"The résumé does not connect {names} and that time: it lists {then}.", tuple(bits(held)))
        placed = [(s, p) for p in bits(pool) if (s := self.index.spans[p])]
        before, after = (
            [pair for pair in placed if pair[0].end < span.start],
            [pair for pair in placed if pair[0].start > span.end],
        )
        nearest = [p for _, p in (*sorted(before)[-1:], *sorted(after)[:1])]
        rest = f" Nearest: {'; '.join(dated(self.index.entries[p]) for p in nearest)}." if nearest else ""
        if noun == "job" and not query.edge and not query.yesno:
            other = self.selector.timeline.at(self.selector.everything() & ~self.index.section(*_NOT_DONE), span)
            entries = self.index.entries
            also = [p for p in bits(other) if entries[p].section != "work" or "type" in entries[p].fields][:5]
            rest = f" It does list {'; '.join(dated(self.index.entries[p]) for p in also)}." * bool(also) + rest
            nearest = [*also, *nearest]
        edge = {"start": " that began", "end": " that ended"}.get(query.edge, "")
        about = f" for {joined([t.text for t in query.things])}" if query.things else ""
        return Reply(f"{lead} résumé lists no {noun}{about}{edge} {when}.{rest}", tuple(nearest))

    def unsaid(self, query: Query, chosen: Sequence[int]) -> Reply:
        names = joined([self.index.entries[p].title or self.index.entries[p].organization for p in chosen[:3]])
        told = query.give in ("where", "city", "who", "why") and not query.deed
        if told and (near := self._near(query, chosen)):
            return self.facts.state(near)
        if query.give in ("who", "where", "why") and len(chosen) == 1 and query.scope:
            return Reply(self.facts.facets.describe(chosen[0]), tuple(chosen))
        what = "link" if query.give in LINKS else _FACETS.get(query.give, "answer to that")
        return no(f"The résumé gives no {what} for {names}.")

    def _near(self, query: Query, chosen: Sequence[int]) -> list[Statement]:
        """The statements of these entries that say more of the question than the name of the entry."""
        best = self.facts.best(query, sum(1 << p for p in chosen), strict=False)
        more = [thing.found.statements for thing in (*query.things, *query.soft) if not thing.found.named]
        return [s for s in best if any(mask >> self.index.statements.index(s) & 1 for mask in more)]

    def nothing(self, query: Query, pool: int, span: Span | None) -> Reply:
        """Nothing matches: say which part of the question the résumé does not bear out."""
        if query.select and not self.selector.sections(query):
            return self.unconnected(query) if query.things else no(replies.none(query.select))
        if query.narrow and not pool and not query.things:
            return no(f"The résumé lists no {joined(list(query.narrow), 'or')}.")
        when = query.when.text if query.when else ("in that time" if span else "")
        if pool and span:
            return self._gap(query, pool, span, when)
        if query.things or query.anchors:
            return self.unconnected(query)
        return no(replies.none(query.select, when or ("for that" if query.scope else "")))
