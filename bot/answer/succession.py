"""What came before and after: of an entry that a question names, or of two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answer.reply import Reply, no
from bot.answer.wording import clip, listing, section_name
from bot.index import bits
from bot.relations import Span
from bot.understand.query import Query, Thing

if TYPE_CHECKING:
    from bot.answer.engine import Engine


@dataclass(frozen=True, slots=True)
class Succession:
    """Answers the questions about order, with what the engine selects and says."""

    engine: Engine

    def reply(self, query: Query) -> Reply | None:
        """What came before or after something."""
        selector = self.engine.selector
        anchors = query.anchors or (query.things if not query.select else ())
        posts = [t for t in anchors if t.found.named & self.engine.index.section("work")]
        if 0 < len(posts) < len(anchors) and not query.select:
            query = replace(query, select=("work",), anchors=anchors)
        things = tuple(t for t in query.things if t not in anchors)
        if query.pronoun == "it" and len(things) == 1 and not (things[0].found.named or query.scope):
            things = ()  # "what hotel was it before X": the noun only says what X is
        plain = replace(query, things=(*things, *anchors), anchors=(), relative="")
        undated = query.anchors and things and not query.select and not any(map(self._is_dated, anchors))
        if undated and (fact := self.engine.facts.reply(plain)) and fact.answered:
            return fact
        span = selector.anchor(anchors, query.scope if not anchors else (), query.select)
        span = self._now_span(query) if span is None and not anchors else span
        if span is None:
            return self.engine.absence.unconnected(query) if anchors and query.select else None
        span = self._bound(query, self._outermost(query, anchors, span))
        base = replace(query, things=things, anchors=(), relative="", scope=(), yesno=False)
        base = self._same_section(base, query, anchors)
        anchored = selector.meant(anchors, strictly=True)
        for thing in anchors:
            anchored |= 0 if thing.found.named else selector.placed(thing)
        back = base.select == ("employers",) and not query.plural
        if back and (post := self._next_post(query, base, anchored, span)):
            return post
        order = self._order(query, base, anchored, span)
        if not order:
            return self._none(query, base, plain, span)
        several = query.relative in ("before", "after") and query.plural
        mask = sum(1 << p for p in (order if several and not query.order else order[:1]))
        if query.order in ("first", "longest", "shortest"):
            mask = selector.timeline.ordered(sum(1 << p for p in order), query.order)
        return self.engine.give(replace(base, order=""), mask)

    def _order(self, query: Query, base: Query, anchored: int, span: Span) -> list[int]:
        """What stands before or after the anchors, the nearest first: what matches, else any of that section."""
        selector, index = self.engine.selector, self.engine.index
        pool = selector.sections(base) & selector.matching(base) & ~anchored
        pool &= ~selector.breaks() if query.select == ("work",) else -1
        pool = selector.narrowed(base, pool) or pool
        spans = (each for each in (span, *(index.spans[p] for p in bits(anchored))) if each)
        orders = [(pool, each) for each in spans]
        orders += [] if any(thing.found.named for thing in base.things) else [(selector.sections(base), span)]
        found = (selector.timeline.neighbours(mask, each, query.relative) for mask, each in orders)
        return next(filter(None, found), [])

    def _none(self, query: Query, base: Query, plain: Query, span: Span) -> Reply:
        """Where nothing came before or after: the statement that says all the words, or else that."""
        if query.anchors and (fact := self.engine.facts.reply(replace(plain, select=()))):
            return fact
        if not query.select and (other := self._otherwise(query, span, base)):
            return other
        side = "before" if query.relative in ("before", "previous") else "after"
        return Reply(f"The résumé lists no {section_name(base.select)} {side} that.")

    def _is_dated(self, thing: Thing) -> bool:
        """Whether a thing is what an entry is called, or where it was, and not only a word in its text."""
        return bool(thing.found.named or thing.found.titled or self.engine.selector.placed(thing))

    def _next_post(self, query: Query, base: Query, anchored: int, span: Span) -> Reply | None:
        """The post next to a time at an employer that one came back to: it was left and joined again meanwhile."""
        index, posts = self.engine.index, replace(base, select=("work",), order="")
        anchored |= self.engine.selector.saying(query.anchors or query.things)
        firms = anchored & index.section("employers")
        pool = index.section("work") & self.engine.selector.matching(posts) & ~anchored & ~index.reach(firms)
        order = self.engine.selector.timeline.neighbours(pool, span, query.relative) if not query.order else []
        whole = index.spans[index.relations.employer[order[0]]] if order else None
        return self.engine.give(posts, 1 << order[0]) if whole and whole.overlap(span) == span.days else None

    def _outermost(self, query: Query, anchors: Sequence[Thing], span: Span) -> Span:
        """Of several posts of that name the first, for what came before, else the last."""
        posts = self.engine.selector.meant(anchors) & self.engine.index.section("work")
        spans = [found for p in bits(posts) if (found := self.engine.index.spans[p])]
        if span not in spans:
            return span
        return min(spans) if query.relative == "before" else max(spans)

    def _bound(self, query: Query, span: Span) -> Span:
        """The part of the anchor's time that "before leaving" or "after joining" means; what goes on only starts."""
        if query.relative == "after" and (query.edge == "start" or span.end >= self.engine.index.now):
            return Span(span.start - 1, span.start - 1)
        if query.relative == "before" and query.edge == "end":
            return Span(span.end, span.end)
        return span

    def _otherwise(self, query: Query, span: Span, base: Query) -> Reply | None:
        """Where no employer came before or after, what did: the nearest projects and studies."""
        rest = self.engine.index.section("projects", "education")
        rest &= ~self.engine.selector.meant(query.anchors, strictly=True)
        near = self.engine.selector.timeline.neighbours(rest, span, query.relative)[:2]
        lead = f"The résumé lists no {section_name(base.select, 1)} {query.relative} that. It lists "
        return Reply(listing([self.engine.index.entries[p] for p in near], lead), tuple(near)) if near else None

    def compared(self, query: Query) -> Reply:
        """ "Was X before or after Y?"."""
        spans = {thing.text: self.engine.selector.anchor([thing]) for thing in (*query.things, *query.anchors)}
        dated = sorted((span, text) for text, span in spans.items() if span)
        if len(dated) < 2:
            return no("The résumé does not say which came first.")
        chosen = [p for t in (*query.things, *query.anchors) for p in bits(t.found.named) if self.engine.index.spans[p]]
        evidence = listing([self.engine.index.entries[p] for p in chosen[:4]])
        holds = (dated[0][1] == query.things[0].text) == (query.relative == "before") if query.things else False
        verdict = "" if query.relative == "either" else "Yes: " if holds else "No: "
        return Reply(clip(f"{verdict}{dated[0][1]} came before {dated[1][1]}: {evidence}"), tuple(chosen[:4]))

    def _now_span(self, query: Query) -> Span | None:
        section = query.select if query.select else ("employers",)
        last = self.engine.selector.timeline.ordered(self.engine.index.section(*section), "last")
        return self.engine.index.spans[next(bits(last))] if last else None

    def _same_section(self, base: Query, query: Query, anchors: Sequence[Thing]) -> Query:
        """Without a section, "before X" asks for what X is."""
        if query.select:
            return base
        mask = self.engine.selector.of_keys(query.scope)
        for thing in anchors:
            mask |= thing.found.named or thing.found.titled & self.engine.index.section("work")
        found = {self.engine.index.entries[p].section for p in bits(mask)}
        section = next((s for s in ("employers", "work", "projects", "education", "talks") if s in found), "employers")
        return replace(base, select=(section,), weak=False)
