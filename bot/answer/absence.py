"""What the résumé does not bear out, and which part of the question it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import replies
from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import dated, joined, name, section_name
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

    def unconnected(self, query: Query) -> Reply:
        """Each thing is in the résumé, but not together."""
        things = [*query.things, *query.anchors]
        if len(things) == 1:
            kind = section_name(query.select) if query.select else "entry"
            where = list(bits(self.selector.satisfying(things[0])))[:3]
            rest = (
                f" It does mention {things[0].text} in {joined([name(self.index.entries[p]) for p in where])}."
                if where
                else ""
            )
            return no(f"The résumé lists no {kind} for {things[0].text}.{rest}")
        if not things:
            return no(replies.none(query.select, "for that"))
        return no(f"The résumé does not connect {joined([thing.text for thing in things])}.")

    def _gap(self, query: Query, pool: int, span: Span, when: str) -> Reply:
        """An empty stretch of time, with what lies next to it."""
        sections = query.select or ("work",)
        noun = "job" if set(sections) <= {"work", "employers"} else section_name(sections)
        if resting := [p for p in bits(self.selector.breaks()) if (s := self.index.spans[p]) and s.overlap(span)]:
            said = " ".join(map(self.facts.facets.describe, resting))
            return Reply(f"{'No: the' if query.yesno else 'The'} résumé lists no {noun} {when}. {said}", tuple(resting))
        held = self.selector.timeline.at(self.index.section("work") & ~self.selector.breaks(), span)
        if held and query.yesno and query.things and not any(t.found.named for t in query.things):
            then = joined([dated(self.index.entries[p]) for p in bits(held)])
            names = joined([t.text for t in query.things])
            return Reply(f"The résumé does not connect {names} and that time: it lists {then}.", tuple(bits(held)))
        before = [p for p in bits(pool) if (s := self.index.spans[p]) and s.end < span.start]
        after = [p for p in bits(pool) if (s := self.index.spans[p]) and s.start > span.end]
        nearest = []
        if before:
            p = max(before, key=lambda q: self.index.spans[q] or Span(0, 0))
            nearest.append(p)
        if after:
            p = min(after, key=lambda q: self.index.spans[q] or Span(0, 0))
            nearest.append(p)
        rest = f" Nearest: {'; '.join(dated(self.index.entries[p]) for p in nearest)}." if nearest else ""
        if noun == "job" and not query.edge and not query.yesno:
            other = self.selector.timeline.at(self.selector.everything() & ~self.index.section(*_NOT_DONE), span)
            entries = self.index.entries
            also = [p for p in bits(other) if entries[p].section != "work" or "type" in entries[p].fields][:5]
            rest = f" It does list {'; '.join(dated(self.index.entries[p]) for p in also)}." * bool(also) + rest
            nearest = [*also, *nearest]
        edge = {"start": " that began", "end": " that ended"}.get(query.edge, "")
        about = f" for {joined([t.text for t in query.things])}" if query.things else ""
        return Reply(
            f"No: the résumé lists no {noun}{about}{edge} {when}.{rest}"
            if query.yesno
            else f"The résumé lists no {noun}{about}{edge} {when}.{rest}",
            tuple(nearest),
        )

    def unsaid(self, query: Query, chosen: Sequence[int]) -> Reply:
        names = joined([self.index.entries[p].title or self.index.entries[p].organization for p in chosen[:3]])
        fact = (
            self._near(query, chosen)
            if query.things and query.give in ("where", "city", "who", "why") and not query.deed
            else []
        )
        if fact:
            return self.facts.state(fact)
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
            if linked := self.facts.linked(query):
                return self.facts.state(linked)
            return self.unconnected(query) if query.things else no(replies.none(query.select))
        if query.narrow and not pool and not query.things:
            return no(f"The résumé lists no {joined(list(query.narrow), 'or')}.")
        when = query.when.text if query.when else ("in that time" if span else "")
        if pool and span:
            return self._gap(query, pool, span, when)
        if query.things or query.anchors:
            return self.unconnected(query)
        return no(replies.none(query.select, when or ("for that" if query.scope else "")))
