"""Free-text facts: the statement of an entry that carries a question's words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import and_, or_

from bot import language
from bot.answer.anchors import together
from bot.answer.facets import Facets
from bot.answer.figures import NUMBER, YEAR, Figures, numbered
from bot.answer.lengths import MEASURE
from bot.answer.reply import Reply, given, no
from bot.answer.select import DROPPABLE, Selector
from bot.answer.skills import Skills
from bot.answer.wording import clip, name, sentence, stated
from bot.index import Index, Statement, bits
from bot.text import fold, phrase, says, stems, words
from bot.understand.query import LINKS, Query, Thing

_OF_AN_ENTRY = frozenset(("where", "city", "who", "when", "start", "end", "duration"))
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w'’-]*)*"
_GIVEN_BY_TEXT = _OF_AN_ENTRY | {"", "amount", "often", "why", "technologies", "name", "about", "count"}
_WORTH = {"clause": 1.15, "keyword": 0.6, "title": 0.5, "organization": 0.5}


@dataclass(frozen=True, slots=True)
class Facts:
    """Ranks statements of one index against the things a question names."""

    index: Index
    selector: Selector
    facets: Facets
    skills: Skills
    figures: Figures

    def best(self, query: Query, within: int, strict: bool = True) -> list[Statement]:
        """The statements that say most of what the things say, of entries in `within`; [] when none covers them all.

        A thing is covered when the statement says it, or its entry is about it. Unless `strict`, one uncommon gap is
        forgiven when two things are covered.
        """
        scores = ((self._score(query, p, strict), -p) for p in self._candidates(query, within))
        ranked = sorted((pair for pair in scores if pair[0] > 0), reverse=True)
        return [self.index.statements[-p] for score, p in ranked if score >= ranked[0][0] * 0.93][:3]

    def _candidates(self, query: Query, within: int) -> list[int]:
        mask = 0
        for thing in (*query.things, *(query.soft if query.give == "amount" else ())):
            mask |= thing.found.statements
        if query.scope:
            mask = -1
        numeric = query.give in ("amount", "count")
        if query.give in ("when", "start", "end", "duration"):
            within &= ~self.index.section("basics", "interests")
        found = bits(mask) if mask >= 0 else range(len(self.index.statements))
        return [
            p
            for p in found
            if within >> self.index.owners[p] & 1 and (not numeric or NUMBER.search(self.index.statements[p].text))
        ]

    def _score(self, query: Query, position: int, strict: bool) -> float:
        """How well a statement answers: by what it says and what its entry is called; 0 when too much is missing."""
        owner = self.index.owners[position]
        score, missing, extras, about, spread = 0.0, len(query.loose), 0, 0, 0
        for thing in query.things:
            found, weight = thing.found, self.weight(thing)
            if (found.named or found.titled) >> owner & 1:
                score += weight * (1.2 if found.named else 1.0)
                about += 1
            elif found.statements >> position & 1:
                score += weight * (1.0 if found.exactly >> position & 1 else 0.8)
                extras += 1
            elif self.selector.satisfying(thing) >> owner & 1:
                score += weight * 0.4
                spread += not found.named
            else:
                missing += 9 if found.named else 1
        counted = query.give in ("amount", "count") and self._is_counted(query, position)
        extras += counted and bool(extras)
        if (
            (spread and not about and extras < 2)
            or not (extras or about)
            or missing > (0 if strict else self._forgiven(extras, about))
        ):
            return 0.0
        score *= 1.2 if counted else 1
        score += sum(0.4 * self.weight(thing) for thing in query.soft if thing.found.statements >> position & 1)
        own = self.index.section("skills", "employers")
        named = [thing.found.named & ~own for thing in query.things if thing.found.named & ~own]
        if named and not any(mask >> owner & 1 for mask in named):
            score *= 0.5 if query.give != "technologies" else 0
        skill = self.index.entries[owner].section == "skills"
        kind = self.index.statements[position].kind
        titled = kind in ("title", "place") and query.give in _OF_AN_ENTRY and not skill
        worth = 1.3 if titled else 1.0 if skill else _WORTH.get(kind, 1.0)
        return score * worth / (1 + missing / 2)

    def _is_counted(self, query: Query, position: int) -> bool:
        """Whether a statement gives a number of something that the question names."""
        text = self.index.statements[position].text
        return any(numbered(text, {thing.key.split()[-1]}) > 1 for thing in (*query.things, *query.soft))

    def _forgiven(self, extras: int, about: int) -> int:
        """How many words of a question may stay unsaid: fewer than are said, more when the entry is named."""
        return extras if about else max(0, extras - 1)

    def weight(self, thing: Thing) -> float:
        """How telling a thing is: rarer is more."""
        return math.sqrt(1.0 / (1 + thing.found.statements.bit_count()))

    def say(self, statement: Statement) -> str:
        """A statement as a sentence, with what it is about where it does not say so itself."""
        entry = self.index.entries[statement.entry]
        text = statement.text
        if statement.label:
            text = stated(statement.label, text) if statement.kind == "field" else f"{statement.label}: {text}"
        about = name(entry)
        if entry.section in ("basics", "interests", "initiatives") or (
            entry.title and entry.title.lower() in text.lower()
        ):
            return sentence(text)
        return f"{about}: {sentence(text)}"

    def reply(self, query: Query) -> Reply | None:
        """A statement that carries words which no entry's name accounts for."""
        if query.units and query.give == "duration" and not any(thing.found.named for thing in query.things):
            units = Thing(query.units, query.units, self.index.find(query.units))
            said = self.reply(replace(query, give="amount", units="", soft=(*query.soft, units)))
            if said and numbered(said.text, {query.units}) > 1:
                return said
        if query.give in LINKS and (named := self.linked(query)):
            return self.state(named)
        counts = query.give in ("count", "amount") and query.counted and not query.loose
        if counts and (counted := self.figures.counted(query)):
            return self.state(counted[:4])
        if query.edge == "start" and query.give in ("when", "start") and (promoted := self._promoted(query)):
            return self.state(promoted)
        if query.give == "where" and (places := self._places(query)):
            return self.state(places)
        headed = query.select and not query.weak and query.headed and query.give not in ("amount", "why", "who")
        if headed or query.give not in _GIVEN_BY_TEXT or not query.things or query.order:
            return None
        within = self.selector.matching(query)
        if query.weak and query.select and not set(query.select) <= DROPPABLE:
            within = (within or self.selector.everything()) & self.selector.sections(query)
            if not within:
                return None
        asks = query.give == "about" or (query.asks and not query.give)
        figured = self._figured(query.things) if asks and not query.loose else []
        if meant := [s for s in figured if self.figures.is_meant(query, s)]:
            return self.state(meant)
        if query.give != "amount" and self._lists(query, within):
            return None
        subjects = self.selector.subjects(query, within) if within else 0
        extras = [t for t in query.things if not self.is_name(t, subjects)]
        if not extras and query.give != "amount":
            return None
        statements = self._fitting(query, within or self.selector.everything(), bool(extras))
        return self._facet_of(query, statements) if statements else None

    def _fitting(self, query: Query, within: int, extras: bool) -> list[Statement]:
        """The best statements, with the number and the years that are asked for."""
        numeric = query.give in ("amount", "count")
        strict = query.yesno or (bool(query.select) and not query.weak) or (numeric and self.figures.is_many(query))
        statements = self.best(query, within, strict=strict)
        if query.give == "amount":
            nouns = [t for t in (*query.soft, *query.things) if not t.found.named]
            told = statements if extras or query.scope else self.mentions(nouns, -1)
            statements = [s for s in statements if s in told and self.figures.counts(query, s)]
        if query.when:
            years = re.findall(r"\d{4}", query.when.text)
            statements = [s for s in statements if years and all(year in s.text for year in years)]
        return statements

    def _places(self, query: Query) -> list[Statement]:
        """The clause of a post that lists where it, or what it tells, took place: "contracts in A, B and C"."""
        jobs = self.index.section("work")
        posts = jobs if query.things and not query.select and not query.when else 0
        for thing in query.things:
            posts &= 0 if thing.found.named & ~jobs else self.selector.satisfying(thing)
        told = [s for s in self.index.statements if posts >> s.entry & 1 and s.kind == "clause"] if posts else []
        listed = [s for s in told if _places().search(s.text)]
        said = [s for s in listed if s in self.mentions(query.things, posts)]
        return said or (listed if len(listed) == 1 else [])

    def _promoted(self, query: Query) -> list[Statement]:
        """The clauses that say when one rose to what the question names, in the middle of a post."""
        mask = reduce(and_, (thing.found.exactly for thing in query.things)) if query.things else 0
        rose = self.index.language.phrases["leave"]["rose"]
        said = self.index.stated(mask, "clause")
        return [s for s in said if YEAR.search(s.text) and any(text in fold(s.text) for text in rose)]

    def _lists(self, query: Query, within: int) -> bool:
        """Whether entries are asked for, not a statement: those with a skill, or a group of skills."""
        groups, first = self.index.section("skills"), query.things[0]
        used = all(self.skills.is_one(thing) for thing in query.things)
        if used and (
            (query.select == ("projects",) and within & self.index.section("projects"))
            or (query.give in ("where", "who") and within)
        ):
            return True
        if len(query.things) > 1:
            return False
        group = bool(first.found.named & groups) and not first.found.named & ~groups
        return group or (not query.give and not query.soft and bool(self.selector.satisfying(first) & groups))

    def _figured(self, things: Sequence[Thing]) -> list[Statement]:
        """The clauses with the figure of a plain noun that is a skill as well: "what is the budget?"."""
        plain = things[0].text.lower() if len(things) == 1 else ""
        if plain not in self.index.language.english or plain in self.index.language.names:
            return []
        if things[0].found.named & ~self.index.section("skills"):
            return []
        said = self.index.stated(things[0].found.exactly, "clause")
        return [s for s in said if numbered(s.text.replace(", ", "; "), {things[0].key})]

    def source(self, query: Query) -> int | None:
        """The entry with the statement that says most of a quoted one, when that is at least half of it."""
        for thing in (*query.things, *query.anchors):
            if named := thing.found.named & ~self.index.section("skills", "employers"):
                return next(bits(named))
        said = [thing for thing in (*query.things, *query.anchors, *query.soft) if thing.found.statements]
        scores: dict[int, float] = {}
        for thing in said:
            for position in bits(thing.found.statements):
                scores[position] = scores.get(position, 0.0) + self.weight(thing)
        best = max(scores, key=lambda position: (scores[position], -position), default=None)
        if best is None or 2 * scores[best] < sum(map(self.weight, said)):
            return None
        return self.index.owners[best]

    def mentions(self, things: Iterable[Thing], mask: int, *kinds: str) -> list[Statement]:
        """What these entries say of any of the things, in statements of these kinds."""
        found = reduce(or_, (thing.found.statements for thing in things), 0)
        return self.index.stated(found, *kinds, of=mask)

    def is_link(self, thing: Thing) -> bool:
        """Whether a thing is the label or the address of one of the person's own links."""
        return bool(self.mentions([thing], self.index.section("basics"), "link"))

    def _own_links(self) -> list[Statement]:
        """The person's own links."""
        own = self.index.section("basics")
        return [s for s in self.index.statements if s.kind == "link" and own >> s.entry & 1]

    def own_link(self, query: Query) -> list[Statement]:
        """The person's own links that the question calls by their label: "chambers profile link", "portfolio?"."""
        said = words(query.text)
        telling = {word.stem for word in said if word.folded not in self.index.language.light} - self.index.person
        labels = [(s, set(stems(s.label))) for s in self._own_links()]
        named = [(s, label) for s, label in labels if label and label <= {word.stem for word in said}]
        return [s for s, label in named if telling - label <= _link_words()]

    def of_one_entry(self, query: Query, chosen: Sequence[int]) -> Reply | None:
        """What the only entry that says all the things says of them, in several statements."""
        told = [1 << p for p in chosen if (1 << p) & ~self.index.section("skills", "basics", "employers")]
        statements = self.mentions(query.things, told[0], "clause") if len(told) == 1 else []
        return self.state(statements[:3]) if statements else None

    def placed(self, chosen: Sequence[int]) -> list[Statement]:
        """The clauses of these entries that speak of a place: "based in", "headquartered in"."""
        said = self.index.stated(self.index.saying(self.index.language.phrases["small"]["place"]), "clause")
        return [s for s in said if s.entry in chosen]

    def of_kind(self, kind: str, within: int) -> list[Statement]:
        """The clauses of these entries that say something of a kind."""
        return self.index.stated(self.index.saying([kind]), "clause", of=within)

    def linked(self, query: Query) -> list[Statement]:
        """The links that say all the things themselves: "that moving-house post"."""
        called = [s for s in self._own_links() if all(says(s.label, thing.key) for thing in query.things)]
        if query.things and called:
            return called
        told = self.index.stated(together(query.things), "link")
        if own := [s for s in told if self.index.section("basics") >> s.entry & 1]:
            return own
        return [] if len(query.things) < 2 or any(thing.found.named for thing in query.things) else told

    def _facet_of(self, query: Query, statements: Sequence[Statement]) -> Reply | None:
        """The facet asked for, of the entry that makes the statements; the statements themselves where they tell it."""
        owner = statements[0].entry
        owners = reduce(or_, (1 << s.entry for s in statements))
        if query.give in ("", "about", "name", "technologies") and not owners & ~self.index.section("skills"):
            return self.skills.listed(query, owners)
        if self.index.entries[owner].section == "references" and query.give in ("", "who", "about"):
            return Reply(self.facets.describe(owner), (owner,))
        if query.give in ("when", "start", "end"):
            dated = [s for s in statements if s.kind == "clause" and YEAR.search(s.text)]
            return self.state(dated) if dated else None
        if query.give == "duration" and not query.units and (measured := self._measured(query, statements)):
            return self.state(measured[:1])
        if query.give == "duration":
            return given(self.facets.say(query, [owner]))
        if query.give == "why" and (query.edge or self._is_only_named(statements[0])):
            return no("The résumé does not say why.")
        if query.give == "why" and len(self.index.entries[owner].clauses) < 5:
            return Reply(self.facets.describe(owner), (owner,))
        reply = self.state(statements)
        if query.give == "technologies":
            used = [t for t in self.facets.used_in(owner) if t.lower() in statements[0].text.lower()]
            asked = {word for thing in query.things for word in thing.key.split()}
            fresh = any(asked.isdisjoint(phrase(t).split()) for t in used)
            said = None if fresh else self.facets.say(query, [owner])
            return replace(reply, text=clip(f"{reply.text} {said[0]}")) if said else reply
        if query.give == "city":
            placed = next((s.entry for s in statements if self.index.entries[s.entry].place), -1)
            return given(self.facets.where(query, [placed])) if placed >= 0 else reply
        if query.give == "where" and (said := self.facets.where(query, [owner])):
            return replace(reply, text=clip(f"{reply.text} {said[0]}"))
        return reply

    def _measured(self, query: Query, statements: Sequence[Statement]) -> list[Statement]:
        """The clauses with a measure or a date of their own: of these, else of all that say all the things."""
        named = any(thing.found.named for thing in query.things)
        said = [] if named else self.index.stated(together(query.things))
        return [s for s in (*statements[:1], *said) if _is_measured(s)]

    def _is_only_named(self, statement: Statement) -> bool:
        """Whether it is no more than what a post, a firm or a school is called."""
        posts = self.index.section("work", "employers", "education")
        return statement.kind in ("title", "organization") and bool(posts >> statement.entry & 1)

    def is_name(self, thing: Thing, subjects: int) -> bool:
        """Whether a thing is only the name of the subjects, or of what they belong to."""
        if not subjects:
            return False
        for p in bits(subjects):
            employer = self.index.relations.employer[p]
            near = 1 << p | (1 << employer if employer >= 0 else 0) | self.index.relations.positions[p]
            if not (thing.found.named | thing.found.titled) & near:
                return False
        return True

    def state(self, statements: Sequence[Statement]) -> Reply:
        if all(statement.kind in ("title", "organization") for statement in statements):
            described = dict.fromkeys(statement.entry for statement in statements)
            return Reply(clip(" ".join(map(self.facets.describe, described))), tuple(described))
        chosen = tuple(dict.fromkeys(statement.entry for statement in statements))
        text = " ".join(dict.fromkeys(map(self.say, statements)))
        return Reply(clip(text), chosen)


def _is_measured(statement: Statement) -> bool:
    """Whether a clause gives a measure or a date of its own."""
    return statement.kind == "clause" and bool(MEASURE.search(statement.text) or YEAR.search(statement.text))


@cache
def _places() -> re.Pattern[str]:
    """A list of names after a preposition of place, or a colon: "contracts in Fargo, Boise and Anchorage"."""
    before = "|".join(language.load().phrases["grammar"]["of_places"])
    return re.compile(rf"(?:\b(?:{before})|:)\s+(?:[a-z]+\s+)*{_NAME}(?:, {_NAME})*,? and {_NAME}")


@cache
def _link_words() -> frozenset[str]:
    """The stems that ask for a link."""
    gives = language.load().phrases["give"]
    return frozenset(word for kind in ("link", "website") for text in gives[kind] for word in stems(text))
