"""The Query: what a question asks, as a small value that prints."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.index import Found
from bot.understand.when import When

LINKS = frozenset(("link", "repository", "video", "blog", "website", "profile"))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something the question names: `text` as typed, `key` its stems, `found` where the résumé says it."""

    text: str
    key: str
    found: Found


@dataclass(frozen=True, slots=True)
class Query:
    """*Select* sections, *where* entries match things, a time, an order; *and give* a facet of them.

    select    section names; `weak` when only a verb hints at them, `headed` when they are what the question opens with
    things    what the entries have to mention or belong to (with `alternatives` any of it);  `without` what not
    kinds     those of the things that are asked for themselves, as a kind of entries ("which patents")
    counted   the words right behind "how many", light ones too
    soft      words understood as language that the résumé says as well: they only help to choose a statement
    when      the time named;  `during` when an entry's own period is meant ("while at ..."), `between` that amid two;
              `now`, `past`
    edge      "start" or "end": the date is that of beginning or leaving;  `bound` that of the anchors, when it bounds
    window    "before" or "after": the year next to the anchors
    order     "first", "last", "longest", "shortest" (the `number` first ones);  `sort` "ascending" or "descending": how
              to list them
    relative  "before", "after", "next", "previous": of the anchors
    anchors   things that only bound the time ("before that firm", "while a travel nurse", "between X and Y")
    give      the facet: "when", "who", "count", "link"...; "" for the entries themselves;
              `how` when asked how, `more` when it goes on from the last question ("and ...?"), `beyond` for
              what that left out ("who else?": not the `others`),
              `bare` when it is hardly more than "which company?", `plural` when it asks for several,
              `asks` when it opens with what, which or how
    yesno     asked for yes or no;  `state` "going" or "ended" when it is about being still in use, or "either"
    compare   ("least" or "most", months);  `units` the unit of time that is counted ("how many days")
    attribute something asked about that résumés often lack ("salary"), and the stems that asked for it
    narrow    the kinds of a section's entries, when the nouns name them ("college" of education)
    linked    the kind of link that the entries must have;  `own` those that the résumé ties to no employer
    at        the key of a thing that the question puts the person at ("when did he join X?")
    made      the key of a thing that the question says the person made
    deed      what somebody is asked to have done ("who illustrated it?")
    joined    a second section that the entries have to be connected with ("which project won an award")
    via       the section that leads to the one asked for ("his golang projects were at which company?")
    works     a verb of working says what the person did there
    mode      the terms of a post that it claims ("full-time");  `level` how well it says something is known
    judged    asked which is best or biggest, which only the résumé's own words could tell
    act       asked to do something ("book me a cab"), not to tell
    scope     keys of the entries a follow-up is about
    left      words that nothing accounts for;  `loose` those that are plain English and no names;  `aside` when what is
              asked for is none of the loose ones
    used      (text, meaning) of every word that was understood, for --explain
    """

    text: str = ""
    select: tuple[str, ...] = ()
    weak: bool = False
    headed: bool = False
    things: tuple[Thing, ...] = ()
    anchors: tuple[Thing, ...] = ()
    without: tuple[Thing, ...] = ()
    kinds: tuple[Thing, ...] = ()
    counted: tuple[Thing, ...] = ()
    soft: tuple[Thing, ...] = ()
    when: When | None = None
    during: bool = False
    now: bool = False
    past: bool = False
    edge: str = ""
    bound: str = ""
    window: str = ""
    order: str = ""
    sort: str = ""
    number: int = 1
    relative: str = ""
    give: str = ""
    how: bool = False
    more: bool = False
    beyond: bool = False
    others: tuple[str, ...] = ()
    bare: bool = False
    asks: bool = False
    plural: bool = False
    yesno: bool = False
    state: str = ""
    compare: tuple[str, int] | None = None
    units: str = ""
    attribute: str = ""
    attribute_text: str = ""
    narrow: tuple[str, ...] = ()
    linked: str = ""
    joined: str = ""
    deed: tuple[Thing, ...] = ()
    at: str = ""
    made: str = ""
    via: str = ""
    judged: bool = False
    own: bool = False
    works: bool = False
    mode: str = ""
    level: str = ""
    act: bool = False
    pronoun: str = ""
    alternatives: bool = False
    between: bool = False
    scope: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    aside: bool = False
    used: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def is_unbounded(self) -> bool:
        """Whether it names nothing and no time."""
        return not (self.things or self.select or self.scope or self.when or self.anchors)

    def __str__(self) -> str:
        parts = [f"select {' '.join(self.select) or 'anything'}{' (hinted)' if self.weak else ''}"]
        if self.things:
            parts.append(
                "where " + (" or " if self.alternatives else " and ").join(thing.text for thing in self.things)
            )
        if self.anchors:
            parts.append("by the time of " + " and ".join(thing.text for thing in self.anchors))
        if self.scope:
            parts.append(f"among {', '.join(self.scope)}")
        if self.when:
            parts.append(f"when {self.when.text}")
        flags = [("during", self.during), ("now", self.now), ("past", self.past), ("yes or no", self.yesno)]
        flags += [("but for the last answer's", self.beyond), ("setting aside what is left", self.aside)]
        parts += [name for name, on in flags if on]
        named = [
            ("edge", self.edge),
            ("window", self.window),
            ("order", self.order),
            ("sorted", self.sort),
            ("relative", self.relative),
            ("state", self.state),
            ("attribute", self.attribute),
            ("mode", self.mode),
            ("level", self.level),
        ]
        parts += [f"{name} {value}" for name, value in named if value]
        if self.compare:
            parts.append(f"compare at {self.compare[0]} {self.compare[1]} months")
        return ", ".join([*parts, f"give {self.give or 'entries'}"])


@dataclass(frozen=True, slots=True)
class Context:
    """What a thread remembers: the keys of the entries last answered with, and the last question's parts."""

    keys: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    give: str = ""
    things: tuple[str, ...] = ()
    weak: bool = True
    when: tuple[int, int, str] | None = None

    @property
    def year(self) -> int:
        """The year last talked of, 0 for none: a month alone means that year's."""
        return date.fromordinal(self.when[0]).year if self.when and self.when[0] > 1 else 0

    def dump(self) -> str:
        """A short string to store."""
        return json.dumps(
            [self.keys, self.select, self.give, self.things, self.weak, self.when],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def load(cls, text: str) -> Context:
        """The context from its string; an empty one when the string is not a context."""
        try:
            keys, select, give, things, weak, when = json.loads(text)
            span = (int(when[0]), int(when[1]), str(when[2])) if when else None
            if span and not all(0 < day <= date.max.toordinal() for day in span[:2]):
                return cls()
            return cls(_strings(keys), _strings(select), str(give), _strings(things), bool(weak), span)
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
            return cls()


def _strings(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
