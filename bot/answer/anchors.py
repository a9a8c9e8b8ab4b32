"""What the things of a question stand for: the entries that say them, and those that they bound a time by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from bot.index import Index, bits
from bot.relations import Span
from bot.understand.query import Query, Thing

RANK = {name: rank for rank, name in enumerate(("employers", "work", "projects", "education", "talks", "volunteer"))}


@dataclass(frozen=True, slots=True)
class Anchors:
    """Finds the entries of one index that things mean. Sets of entries are bit sets."""

    index: Index

    def everything(self) -> int:
        return (1 << len(self.index.entries)) - 1

    def of_keys(self, keys: Iterable[str]) -> int:
        """The entries with these keys, as far as the profile still has them."""
        wanted = set(keys)
        return sum(1 << p for p, key in enumerate(self.index.keys) if key in wanted)

    def satisfying(self, thing: Thing, exactly: bool = False) -> int:
        """The entries that say a thing (with `exactly`, in its own words), or belong to one that is called so."""
        index = self.index
        source = thing.found.named & ~index.section("skills")
        return (
            index.holders((exactly and thing.found.exactly) or thing.found.statements)
            | index.reach(source)
            | index.headings.get(thing.key, 0)
            | thing.found.named
        )

    def placed(self, thing: Thing) -> int:
        """The entries that were in the place that a thing names."""
        return self.index.holders(thing.found.statements, "place") & ~self.index.section("basics")

    def closeness(self, p: int, thing: Thing) -> int:
        """How nearly a thing names an entry: 4 by its name, 3 by a word of its title, 2 by its place, 1 by its firm."""
        if thing.found.named >> p & 1:
            return 4
        if thing.found.titled >> p & 1:
            return 3
        if self.placed(thing) >> p & 1:
            return 2
        employer = self.index.relations.employer[p]
        return 1 if employer >= 0 and (thing.found.named or thing.found.titled) >> employer & 1 else 0

    def meant(self, things: Sequence[Thing], scope: Sequence[str] = (), strictly: bool = False) -> int:
        """The entries that most of the things speak of, and of these the ones they come nearest to naming.

        With `strictly` only those that a thing names by a word of their title or firm.
        """
        if not things:
            return self.of_keys(scope)
        (_, _, nearest), mask = self._best(things, scope)
        return 0 if strictly and nearest < 4 else mask

    def is_one(self, things: Sequence[Thing]) -> bool:
        """Whether all the things speak of one entry: "a signaller at Rannoch Brae"."""
        return self._best(things)[0][0] == len(things)

    def _best(self, things: Sequence[Thing], scope: Sequence[str] = ()) -> tuple[tuple[int, int, int], int]:
        """How many things speak of the entries that they mean, how nearly in all, the nearest; and these entries."""
        levels = [self._levels(thing) for thing in things]
        scores: dict[int, tuple[int, int, int]] = {}
        for p in bits(self.of_keys(scope) or self.everything() & ~self.index.section("basics", "skills", "languages")):
            if found := [level[p] for level in levels if p in level]:
                scores[p] = len(found), sum(found), max(found)
        best = max(scores.values(), default=(0, 0, 0))
        return best, sum(1 << p for p, score in scores.items() if score == best)

    def _levels(self, thing: Thing) -> dict[int, int]:
        """How nearly a thing names each entry that says it."""
        found = thing.found
        titled = found.titled | self._calling(found.exactly)
        if len(thing.text) > 4:
            titled = reduce(or_, (mask for key, mask in self.index.titles.items() if key.startswith(thing.key)), titled)
        placed, exactly = self.placed(thing), self.index.holders(found.exactly)
        called = self._calling(found.statements)
        if not (found.named or titled or placed):
            called |= self._called(thing)
        ranked = (found.named, titled, called, placed, exactly)
        said = bits(self.satisfying(thing) | titled | called)
        return {p: 6 - next((n for n, mask in enumerate(ranked) if mask >> p & 1), 5) for p in said}

    def typed(self, statements: int) -> int:
        """The entries whose type these statements state."""
        return reduce(or_, (1 << s.entry for s in self.index.stated(statements, "field") if s.label == "type"), 0)

    def _calling(self, statements: int) -> int:
        """The entries that these statements call something: by a name, a field or a clause of a word or two."""
        clauses = self.index.stated(statements, "clause")
        short = reduce(or_, (1 << s.entry for s in clauses if s.key.count(" ") <= 3), 0)
        return self.index.holders(statements, "title", "organization", "field") | short

    def anchor(self, things: Sequence[Thing], scope: Sequence[str] = (), sections: Sequence[str] = ()) -> Span | None:
        """The time of the entry that the things mean; of several, one of these sections, else the most telling one."""
        mask = self.meant(things, scope)
        return self._span(mask & self.index.section(*sections) or mask)

    def _span(self, mask: int) -> Span | None:
        """The time of the most telling one of these entries; of studies all that follow one another."""
        found = sorted(bits(mask), key=lambda p: RANK.get(self.index.entries[p].section, 9))
        spans = [self._taught(p, span) for p in found if (span := self.index.spans[p])]
        if mask & ~self.index.section("education") == 0 and len(spans) > 1:
            return _in_a_row(spans)
        return spans[0] if spans else None

    def time(self, query: Query) -> Span | None:
        """The stretch of time that the query bounds its entries by."""
        if query.when:
            return query.when.span
        if query.between:
            return self._amid(query.anchors)
        span = self.anchor(query.anchors, query.scope) if query.during else None
        if span and query.window:
            early, late = Span(span.start - 365, span.start - 1), Span(span.end + 1, span.end + 365)
            return early if query.window == "before" else late
        if span and query.bound:
            day = span.start if query.bound == "start" else span.end
            return Span(day, day)
        return span

    def _amid(self, things: Sequence[Thing]) -> Span | None:
        """The time between two of the things, each called by a word or more."""
        parted = [(things[:n], things[n:]) for n in range(1, len(things))]
        first, last = max(parted, key=lambda parts: sum(map(self._worth, parts)))
        known = self.meant(first)
        other = self.meant(last)
        spans = self._span(known), self._span(other & ~self.index.reach(known) or other)
        if not spans[0] or not spans[1]:
            return None
        early, late = sorted((spans[0], spans[1]))
        return Span(early.end + 1, late.start - 1) if early.end < late.start else Span(early.start, late.end)

    def _worth(self, things: Sequence[Thing]) -> int:
        """How many of the things speak of the entries that they mean together, and how nearly."""
        count, levels, _ = self._best(things)[0]
        return count * 100 + levels

    def _called(self, thing: Thing) -> int:
        """The dated entries whose title or organization has a word of a phrase: "the cruise ship" of a cruise line."""
        if " " not in thing.key:
            return 0
        said = reduce(or_, (self.index.find(word).exactly for word in thing.key.split()))
        called = self.index.holders(said, "title", "organization")
        return sum(1 << p for p in bits(called) if self.index.spans[p])

    def _taught(self, p: int, span: Span) -> Span:
        """A span, but studies that end in a year end with its academic year, in June."""
        period = self.index.entries[p].period
        if self.index.entries[p].section != "education" or not period or not period.end or period.end.month:
            return span
        return Span(span.start, max(span.start, date(period.end.year, 6, 30).toordinal()))


def together(things: Iterable[Thing]) -> int:
    """The statements that say all of these things."""
    found = [thing.found.statements for thing in things]
    return reduce(and_, found) if found else 0


def _in_a_row(spans: Sequence[Span]) -> Span:
    """The first of several studies with those that followed without a year between."""
    whole, *later = sorted(spans)
    for span in later:
        whole = Span(whole.start, max(whole.end, span.end)) if span.start <= whole.end + 365 else whole
    return whole
