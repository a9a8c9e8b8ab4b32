"""Figures: the statements that give a number of what a question counts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_
from typing import NamedTuple

from bot import language
from bot.answer.select import Selector
from bot.index import Index, Statement
from bot.text import NUMBERS, fold, phrase, root, words
from bot.understand.query import Query, Thing

_SCALES = ("dozens?", "hundreds?", "thousands?", "millions?", "billions?")
_WORDS = "|".join((*(word for word, number in NUMBERS.items() if number > 1), *_SCALES))
NUMBER = re.compile(rf"\d|\b(?:{_WORDS})\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_COUNT = re.compile(rf"{YEAR.pattern}|\b\d+(?:st|nd|rd|th)\b")
_ENDS = re.compile(r"[.;!?]\s")
_NAMES = ("organization", "place", "link")


class _Count(NamedTuple):
    """What is counted: the stems of its noun, the other things to be told of it, those of leading people if they are
    what is counted, the years that are named, and whether the noun means a section of the résumé."""

    keys: set[str]
    phrases: list[str]
    rest: list[Thing]
    leading: set[str]
    team: set[str]
    years: list[str]
    section: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Finds figures in one index."""

    index: Index
    selector: Selector

    def counted(self, query: Query) -> list[Statement]:
        """The statements that give a number of what is counted and are about all else that the question names."""
        count = self._count(query)
        if count is None:
            return []
        within = self.index.reach(self.selector.of_keys(query.scope)) or self.selector.everything()
        ranked = [
            (rank, statement)
            for position, statement in enumerate(self.index.statements)
            if within >> statement.entry & 1 and (rank := self._rank(query, count, position))
        ]
        top = max((rank for rank, _ in ranked), default=None)
        return [statement for rank, statement in ranked if rank == top] or self._only(query)

    def counts(self, query: Query, statement: Statement) -> bool:
        """Whether a statement may answer a question for a number: it is no name, and says the noun, if there is one."""
        if self._is_name(statement) or not NUMBER.search(_NO_COUNT.sub("", statement.text)):
            return False
        noun = next(iter(query.counted), None)
        if noun is not None and noun.key in self._listed("team"):
            does = {key for thing in query.things for key in self._spellings(thing)}
            return numbered(statement.text, self._listed("team") | self._listed("person") | does) > 0
        if noun is None or not noun.text.endswith("s") or not noun.found.statements or noun.found.titled:
            return True
        if noun.key in self._listed("times"):
            return True
        return not self._spellings(noun).isdisjoint(statement.key.split())

    def _count(self, query: Query) -> _Count | None:
        """What a question counts; None when it counts people of no kind that it says, but of a section."""
        team, person, leading = (self._listed(role) for role in ("team", "person", "leading"))
        unnamed = all(thing.key in leading | team for thing in query.counted)
        if unnamed and query.select:
            return None
        led = unnamed and any(thing.key in leading for thing in (*query.counted, *query.things))
        nouns = {key for thing in query.counted for key in self._spellings(thing)}
        keys = team | person if led else nouns | (team | person if team & nouns else set())
        said = {word.key for word in query.counted} | (leading if led else set())
        rest = [t for t in (*query.things, *query.anchors) if t.key not in said and not set(t.key.split()) <= said]
        years = re.findall(r"\d{4}", query.when.text) if query.when else []
        senses = {s for thing in query.counted for s in self.index.language.meanings(fold(thing.text))}
        section = not query.weak and any(sense.value in query.select for sense in senses)
        return _Count(keys, [key for key in keys if " " in key], rest, leading if led else set(), team, years, section)

    def _rank(self, query: Query, count: _Count, position: int) -> tuple[int, ...]:
        """How well a statement gives the number; () when it does not."""
        statement = self.index.statements[position]
        said = set(statement.key.split()) | {key for key in count.phrases if f" {key} " in statement.key}
        if count.keys.isdisjoint(said) or self._is_name(statement):
            return ()
        sure = numbered(statement.text, {key.split()[-1] for key in count.keys & said})
        leads = not count.leading or bool(count.leading & said)
        if sure < (2 if query.select and not query.weak else 1) or not (leads or numbered(statement.text, count.team)):
            return ()
        missing = sum(not (count.leading or self._tells(thing, position)) for thing in query.counted)
        told = all(self._tells(thing, position) for thing in count.rest)
        if not told or (missing and not (count.rest or query.scope)):
            return ()
        dated = bool(count.years) and all(year in statement.text for year in count.years)
        near = sum(self._nearness(thing, position) for thing in count.rest)
        own = sum(thing.key in said for thing in query.counted)
        if count.section and not (own or count.rest):
            return ()
        summary = self.index.section("basics") >> statement.entry & 1
        return (-missing, dated, near, 1 - summary, leads, sure, own)

    def _only(self, query: Query) -> list[Statement]:
        """The one figure of the entry that is named, where no noun says of what: "how many has she mentored?"."""
        if any(thing.text.endswith("s") for thing in query.counted):
            return []
        named = [thing.found.named | thing.found.titled for thing in (*query.counted, *query.things)]
        mask = reduce(and_, named) if named else 0
        clauses = [s for s in self.index.statements if mask >> s.entry & 1 and s.kind == "clause"]
        figured = [s for s in clauses if NUMBER.search(YEAR.sub("", s.text))]
        return figured if len(figured) == 1 and not query.select else []

    def _listed(self, role: str) -> set[str]:
        """The stems of the words that the language data lists for a part in counting people."""
        known = self.index.language
        return {key for text in known.phrases["grammar"][role] for key in known.alike(phrase(text))}

    def _is_name(self, statement: Statement) -> bool:
        """Whether a statement is a name, or the title of a work: these count nothing."""
        work = self.index.section("talks", "publications", "projects", "education")
        return statement.kind in _NAMES or (statement.kind == "title" and bool(work >> statement.entry & 1))

    def _spellings(self, thing: Thing) -> set[str]:
        """The stems that say a word: itself, its synonyms, its kinds and its family."""
        return self.index.language.alike(thing.key) | set(self.index.families.get(root(fold(thing.text)), ()))

    def _nearness(self, thing: Thing, position: int) -> int:
        """How near a statement, and the entry that makes it, is to a thing."""
        owner = self.index.owners[position]
        said = self.index.holders(thing.found.exactly) >> owner & 1
        return 2 * self.selector.closeness(owner, thing) + said + (thing.found.exactly >> position & 1)

    def _tells(self, thing: Thing, position: int) -> bool:
        """Whether a statement, or the entry that makes it, says a thing."""
        owner = self.index.owners[position]
        return bool(thing.found.statements >> position & 1 or self.selector.satisfying(thing) >> owner & 1)


@cache
def _apart() -> re.Pattern[str]:
    """What parts a number from a noun behind it: the end of a sentence, or a preposition."""
    return re.compile(rf"[.;!?]\s|\b(?:{'|'.join(language.load().phrases['grammar']['apart'])})\b")


def numbered(text: str, keys: Collection[str]) -> int:
    """How surely a text gives a number of one of these stems: 2 at most three words before it, 1 behind it, else 0."""
    folded, found = fold(text), words(text)
    sure = 0
    for n, word in enumerate(found):
        if word.stem in keys:
            before = _apart().split(_NO_COUNT.sub("", folded[found[max(0, n - 3)].start : word.start]))[-1]
            behind = _ENDS.split(_NO_COUNT.sub("", folded[word.end : found[min(len(found) - 1, n + 2)].end]))[0]
            sure = max(sure, 2 if NUMBER.search(before) else 1 if NUMBER.search(behind) else 0)
    return sure
