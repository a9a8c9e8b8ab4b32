"""Figures: the statements that give a number of what a question counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import dataclass
from functools import cache, reduce
from itertools import takewhile
from operator import or_
from typing import NamedTuple

from bot import language
from bot.answer.select import Selector
from bot.answer.years import elsewhen
from bot.index import Index, Statement, bits
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
    what is counted, the years that are named, whether the noun means a section of the résumé, and the noun itself."""

    keys: Set[str]
    phrases: list[str]
    rest: list[Thing]
    leading: Set[str]
    team: Set[str]
    years: list[str]
    section: bool
    noun: Thing | None


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
        said = reduce(or_, (self.index.postings.get(key.split()[0], 0) for key in count.keys), 0)
        ranked = [
            (rank, statement)
            for position in bits(said)
            if within >> (statement := self.index.statements[position]).entry & 1
            and (rank := self._rank(query, count, position))
            and self.is_meant(query, statement)
        ]
        top = max((rank for rank, _ in ranked), default=None)
        return [statement for rank, statement in ranked if rank == top]

    def counts(self, query: Query, statement: Statement) -> bool:
        """Whether a statement may answer a question for a number: it is no name, and says the noun, if there is one."""
        if self._is_name(statement) or not self.is_meant(query, statement):
            return False
        noun = self._head(query)
        if noun is not None and noun.key in _listed("team"):
            does = {key for thing in query.things for key in self._spellings(thing)}
            return numbered(statement.text, _listed("team") | _listed("person") | does) > 0
        if noun is None or not noun.text.endswith("s") or not noun.found.statements:
            return True
        if noun.found.titled >> statement.entry & 1 and noun.key in phrase(self.index.entries[statement.entry].title):
            return bool(self.index.section("projects") >> statement.entry & 1)
        if noun.key in _listed("times"):
            return True
        return numbered(statement.text, {key.split()[-1] for key in self._spellings(noun)}, noun) > 0

    def is_meant(self, query: Query, statement: Statement) -> bool:
        """Whether a statement is of the firm, of the time and of the doing that the question asks a number of."""
        entry, index = statement.entry, self.index
        firms = index.section("employers")
        if not all(self._belongs(entry, t.found.named & firms, t) for t in query.things if t.found.named & firms):
            return False
        if query.now and self.selector.timeline.ended(1 << entry):
            present = (phrase(text) for text in index.language.phrases["time"]["now"])
            if not (index.section("basics") >> entry & 1 or any(f" {key} " in statement.key for key in present)):
                return False
        noun = self._head(query)
        if query.when and elsewhen(statement.text, query.when.span, self._spellings(noun) if noun else set()):
            return False
        verbs = [phrase(text) for text, meaning in query.used if meaning.startswith("verb ")]
        people = _listed("team") & {thing.key for thing in query.counted}
        if (
            not verbs
            or people
            or not query.weak
            or not self.is_many(query)
            or self.selector.sections(query) >> entry & 1
        ):
            return True
        return any(key in statement.key.split() for verb in verbs for key in index.language.alike(verb.split()[0]))

    def _belongs(self, entry: int, firms: int, thing: Thing) -> bool:
        """Whether the résumé itself says that an entry is of a firm, or a statement of it names the firm."""
        relations = self.index.relations
        employer = relations.employer[entry] if relations.stated[entry] else -1
        return bool(thing.found.named >> entry & 1 or (employer >= 0 and firms >> employer & 1))

    def is_many(self, query: Query) -> bool:
        """Whether a plural is counted, not the size of something told."""
        noun = self._head(query)
        return noun is not None and noun.text.endswith("s")

    def _head(self, query: Query) -> Thing | None:
        """The noun that is counted: of "planning applications" the plural, of "devops team" the people."""
        light, team = self.index.language.light, _listed("team")
        people = (thing for thing in query.counted if thing.key in team)
        plural = (t for t in query.counted if t.text.endswith("s") and t.text.lower() not in light)
        telling = (thing for thing in query.counted if thing.text.lower() not in light)
        return next(people, None) or next(plural, None) or next(telling, None)

    def _count(self, query: Query) -> _Count | None:
        """What a question counts; None when it counts people of no kind that it says, but of a section."""
        team, person, leading = (_listed(role) for role in ("team", "person", "leading"))
        unnamed = all(thing.key in leading | team for thing in query.counted)
        if unnamed and query.select:
            return None
        led = unnamed and any(thing.key in leading for thing in (*query.counted, *query.things))
        noun = self._head(query)
        asked = (noun,) if noun and noun.text.endswith("s") else query.counted
        nouns = {key for thing in asked for key in self._spellings(thing)}
        keys = team | person if led else nouns | (team | person if team & nouns else set())
        said = {word.key for word in query.counted} | (leading if led else set())
        rest = [t for t in (*query.things, *query.anchors) if t.key not in said and not set(t.key.split()) <= said]
        years = re.findall(r"\d{4}", query.when.text) if query.when else []
        senses = {s for thing in query.counted for s in self.index.language.meanings(fold(thing.text))}
        section = not query.weak and any(sense.value in query.select for sense in senses)
        plural = None if led else noun
        phrases = [key for key in keys if " " in key]
        return _Count(keys, phrases, rest, leading if led else set(), team, years, section, plural)

    def _rank(self, query: Query, count: _Count, position: int) -> tuple[int, ...]:
        """How well a statement gives the number; () when it does not."""
        statement = self.index.statements[position]
        said = set(statement.key.split()) | {key for key in count.phrases if f" {key} " in statement.key}
        if count.keys.isdisjoint(said) or self._is_name(statement):
            return ()
        sure = numbered(statement.text, {key.split()[-1] for key in count.keys & said}, count.noun)
        leads = not count.leading or bool(count.leading & said)
        if sure < (2 if query.select and not query.weak else 1) or not (leads or numbered(statement.text, count.team)):
            return ()
        missing = sum(not (count.leading or self._tells(thing, position)) for thing in query.counted)
        told = all(self._tells(thing, position) for thing in count.rest)
        kind = takewhile(lambda thing: thing is not count.noun, query.counted if count.noun else ())
        told = told and all(self._tells(thing, position) for thing in kind)
        if not told or (missing and not (count.rest or query.scope)):
            return ()
        dated = bool(count.years) and all(year in statement.text for year in count.years)
        near = sum(self._nearness(thing, position) for thing in count.rest)
        own = sum(thing.key in said for thing in query.counted)
        if count.section and not (own or count.rest):
            return ()
        summary = self.index.section("basics") >> statement.entry & 1
        return (-missing, dated, near, 1 - summary, leads, sure, own)

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
        return bool((thing.found.statements >> position | self.selector.satisfying(thing) >> owner) & 1)


@cache
def _listed(role: str) -> frozenset[str]:
    """The stems of the words that the language data lists for a part in counting people."""
    known = language.load()
    return frozenset(key for text in known.phrases["grammar"][role] for key in known.alike(phrase(text)))


@cache
def _apart() -> re.Pattern[str]:
    """What parts a number from a noun behind it: the end of a sentence, or a preposition."""
    return re.compile(rf"[.;!?]\s|\b(?:{'|'.join(language.load().phrases['grammar']['apart'])})\b")


def numbered(text: str, keys: Collection[str], noun: Thing | None = None) -> int:
    """How surely a text gives a number of one of these stems: 2 at most three words before it, 1 behind it, else 0.

    The noun itself counts only as a plural or in "24-bed": neither "trained" nor "420 train crew" counts trains.
    """
    folded, found = fold(text), words(text)
    sure = 0
    for n, word in enumerate(found):
        single = noun and word.stem == noun.key and noun.text.endswith("s") and not word.folded.endswith("s")
        if single and folded[word.start - 1 : word.start] != "-":
            continue
        if word.stem in keys:
            before = _apart().split(_NO_COUNT.sub("", folded[found[max(0, n - 3)].start : word.start]))[-1]
            behind = _ENDS.split(_NO_COUNT.sub("", folded[word.end : found[min(len(found) - 1, n + 2)].end]))[0]
            sure = max(sure, 2 if NUMBER.search(before) else 1 if NUMBER.search(behind) else 0)
    return sure
