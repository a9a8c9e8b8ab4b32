"""Which entries a Query is about: the *select ... where ... when ... order* of it, without the facet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from bot.answer.anchors import RANK, Anchors
from bot.answer.links import links
from bot.answer.timeline import Timeline
from bot.answer.wording import SECTION_NAMES
from bot.index import Found, bits
from bot.language import singular
from bot.relations import Span
from bot.text import fold, has_number, phrase, says, words
from bot.understand.query import Query, Thing

_LASTING = ("employers", "work", "volunteer", "education", "projects", "initiatives")
DROPPABLE = frozenset(("employers", "projects", "publications", "skills", "work"))


@dataclass(frozen=True, slots=True)
class Selector(Anchors):
    """Finds entries in one index. Every method takes and gives bit sets of entries."""

    timeline: Timeline

    def matching(self, query: Query) -> int:
        """The entries that satisfy all things (any of them, for alternatives), within the scope of a follow-up.

        In the question's own words if any entry but the person's summary does, else by their synonyms.
        """
        exact = self._matching(query, exactly=True)
        studied = query.select == ("education",) and self.sections(query)
        return exact if exact & (studied or ~self.index.section("basics")) else self._matching(query, exactly=False)

    def _matching(self, query: Query, exactly: bool) -> int:
        mask = self.everything()
        if query.scope:
            scope = self.of_keys(query.scope)
            near = query.select or (query.things and query.pronoun == "there")
            mask = self.index.reach(scope) if near and not scope & self.sections(query) else scope
        found = [self.satisfying(thing, exactly) for thing in query.things]
        mask &= reduce(or_ if query.alternatives else and_, found) if found else mask
        mask &= ~self.of_keys(query.others)
        for thing in query.without if "skills" not in query.select else ():
            mask &= ~self.satisfying(thing)
        return mask

    def sections(self, query: Query) -> int:
        """The entries of the sections asked for."""
        return self.index.section(*query.select)

    def within(self, query: Query, mask: int) -> int:
        """Of these entries, or of what they belong to, those in the sections asked for."""
        chosen = 0 if query.via else self.narrowed(query, mask & self.sections(query))
        if chosen and query.things and not query.scope and set(query.select) == {"employers"}:
            return chosen | self._lifted(query, self.saying(query.things))
        if chosen or not (query.things or query.scope):
            return chosen
        if query.via:
            mask = mask & self.index.section(query.via) or mask
        if query.weak and not set(query.select) <= {"employers", "work"} and set(query.select) <= DROPPABLE:
            return mask
        return self._lifted(query, mask)

    def saying(self, things: Iterable[Thing]) -> int:
        """The entries with statements that say each of the things."""
        mask = self.everything()
        for thing in things:
            mask &= self.index.holders(thing.found.statements)
        return mask

    def _lifted(self, query: Query, mask: int) -> int:
        lifted = 0
        for p in bits(mask & ~self.index.section("skills")):
            lifted |= self.lift(p) & self.sections(query)
        return lifted

    def narrowed(self, query: Query, mask: int) -> int:
        """Those called what the question calls them: of education the colleges, when it asks for a college."""
        found = {noun: self.index.find(phrase(noun)) for noun in query.narrow}
        kinds = [self._calling(each.statements if self._is_general(n) else each.exactly) for n, each in found.items()]
        kinds = kinds if any(kinds) else [self._calling(each.statements) for each in found.values()]
        each_is = reduce(and_, kinds, mask)
        narrowed = each_is or mask & reduce(or_, kinds, 0)
        general = all(self._is_general(noun) for noun in query.narrow)
        held = any(thing.found.titled & self.index.section("work") for thing in query.things)
        return narrowed or (mask if general or held else 0)

    def of_kind(self, text: str, beside: int = 0) -> int:
        """The entries of a kind: by the type they state, else those of a section that have it in their titles.

        Of a kind that is named `beside` others, those in their sections go first.
        """
        noun = phrase(text)
        found = self.index.find(noun).statements
        held = self.index.section("basics", "skills", "employers", "work", "references", "interests")
        called = {p: self._calls(text, p) for p in bits(self.index.holders(found, "title") & ~held)}
        titled = [p for p, sure in called.items() if sure]
        near = {self.index.entries[p].section for p in bits(beside)}
        mask = sum(1 << p for p in titled if self.index.entries[p].section in near)
        if mask := mask or self.typed(found):
            return mask
        sections = [self.index.entries[p].section for p in titled]
        sure = {self.index.entries[p].section for p in titled if called[p] > 1}
        several = sure & {section for section in sections if sections.count(section) > 1}
        return sum(1 << p for p in titled if self.index.entries[p].section in several)

    def _calls(self, noun: str, p: int) -> int:
        """How surely an entry's title calls it a noun: 2 as its head or a heading of the résumé's own, 1 in the title,
        0 where it only says another form of the word ("nursing" is no nurse)."""
        entry, key = self.index.entries[p], phrase(noun)
        found = [word for word in words(entry.title) if word.stem == key]
        if not found:
            return 0 if entry.section.isalpha() and entry.section.islower() else 2
        if any(singular(word.folded) != singular(fold(noun)) for word in found):
            return 0
        return 2 if any(not entry.title[word.end :].strip()[:1].islower() for word in found) else 1

    def _is_general(self, noun: str) -> bool:
        """Whether a noun names the whole section too: any school will do for "school", not any for "conservatory"."""
        return any(sense.kind == "section" for sense in self.index.language.meanings(noun))

    def lift(self, p: int) -> int:
        """What an entry belongs to, by statement or by date: its employer and the positions it was made in."""
        relations = self.index.relations
        employer = relations.employer[p]
        return relations.positions[p] | (1 << employer if employer >= 0 else 0) | relations.reach[p]

    def subjects(self, query: Query, mask: int) -> int:
        """Of the entries that match, those the question is about: named first, then titled with most of its words."""
        if len(query.things) == 1 and not query.things[0].found.named and not query.give:
            return mask
        best, chosen = 0, 0
        for p in bits(mask):
            score = sum(self.closeness(p, thing) for thing in query.things) * 16 - RANK.get(
                self.index.entries[p].section, 9
            )
            if not chosen or score > best:
                best, chosen = score, 1 << p
            elif score == best:
                chosen |= 1 << p
        return chosen if query.things and best > 0 else mask

    def pool(self, query: Query) -> int:
        """The entries that the query is about, before time and order."""
        mask = self.matching(query)
        pool = self.within(query, mask) if query.select else mask
        if query.weak and not query.things:
            pool = self._told_by(query, pool)
        if query.select == ("education",):
            pool = self.titled(query, pool)
        if query.own:
            relations = self.index.relations
            pool = sum(1 << p for p in bits(pool) if relations.employer[p] < 0 or not relations.stated[p]) or pool
        if query.joined:
            pool &= self.index.reach(self.index.section(query.joined))
        if query.linked.startswith("no "):
            kind = query.linked.removeprefix("no ")
            return sum(1 << p for p in bits(pool) if not links(self.index.entries[p], kind))
        if query.linked:
            return sum(1 << p for p in bits(pool) if links(self.index.entries[p], query.linked))
        return pool

    def _told_by(self, query: Query, pool: int) -> int:
        """Of these entries those called by the verb that asked for them: "get accredited" for an accreditation."""
        called = sum(1 << p for p in bits(pool) if any(thing.found.titled >> p & 1 for thing in query.soft))
        return called or pool

    def timed(self, query: Query, pool: int, span: Span | None) -> int:
        """Of these entries, those in the time that the query speaks of."""
        if not query.select and not query.things and not query.scope:
            pool &= self.index.section(
                "work", "projects", "talks", "awards", "education", "volunteer", "certificates", "publications"
            ) | (self.index.section("interests") if query.between else 0)
            pool = pool & self.index.section("work") if query.now and not span else pool
        if (query.now or query.past) and not query.during:
            pool = self._present(query, pool)
        if span is None:
            return pool
        if query.during and not query.when:
            if set(query.select) <= {"employers", "work"} and (held := self._held_at_studies(query, pool)):
                return held
            itself = 0 if query.give == "about" else self.index.section(*_LASTING)
            named = self.meant(query.anchors, strictly=True) & itself
            named |= self.index.reach(named & self.index.section("employers")) if query.beyond else 0
            says_so = sum(1 << p for p in bits(self.saying(query.anchors) & pool & ~named) if not self.index.spans[p])
            others = self.timeline.beside(pool & ~named, span) | says_so
            return others or self.timeline.beside(pool, span)
        return self.timeline.at(pool, span, query.edge)

    def _held_at_studies(self, query: Query, pool: int) -> int:
        """Of these jobs those held mostly during the studies that the query names, if it names only studies."""
        studies = self.meant(query.anchors)
        if not studies or studies & ~self.index.section("education"):
            return 0
        jobs = [(p, mine) for p in bits(pool) if (mine := self.index.spans[p])]
        for span in (self.anchor(query.anchors), *(self.index.spans[p] for p in bits(studies))):
            if held := sum(1 << p for p, mine in jobs if span and mine.overlap(span) * 2 >= mine.days):
                return held
        return 0

    def of_one_statement(self, query: Query) -> Query:
        """The kind of firm or school that is asked for as a thing, where one statement says it with all the others."""
        nouns = [Thing(noun, phrase(noun), self.index.find(phrase(noun))) for noun in query.narrow]
        mask = reduce(and_, (thing.found.statements for thing in (*query.things, *nouns)))
        elsewhere = mask and not self.index.holders(mask) & self.sections(query)
        return replace(query, select=(), narrow=(), things=(*query.things, *nouns)) if elsewhere else query

    def titled(self, query: Query, mask: int) -> int:
        """Of these entries those whose titles say the things, if any: a first teaching job is called so."""
        titles = sum(1 << n for n, s in enumerate(self.index.statements) if s.kind == "title")
        for thing in query.things if query.select in (("work",), ("education",)) else ():
            mask = mask & self.index.holders(thing.found.statements & titles) or mask
        return mask

    def loose(self) -> int:
        """The undated entries of sections that only this résumé has: what it says besides, under "Other"."""
        entries = self.index.entries
        own = sum(1 << p for p, e in enumerate(entries) if e.section not in SECTION_NAMES and not e.period)
        return own & ~self.index.section("basics")

    def breaks(self) -> int:
        """The entries among the posts that are breaks between them."""
        posts = bits(self.index.section("work"))
        entries = self.index.entries
        return sum(1 << p for p in posts if "type" in entries[p].fields and not entries[p].organization)

    def at_work(self, query: Query) -> Query:
        """ "Which school does she run now?" of one whose employers are schools: no studies are meant then."""
        firms = self.index.section("employers")
        nouns = [self.index.find(phrase(noun)).exactly for noun in query.narrow]
        schools = all(firms & self.index.holders(mask) for mask in nouns)
        study = self.timed(query, self.pool(query), self.time(query))
        studying = self.timeline.current(study) if query.now else study
        narrow = () if query.now else query.narrow
        return query if studying or not schools else replace(query, select=("employers",), narrow=narrow, weak=False)

    def of_itself(self, query: Query) -> Query:
        """ "How long was his stint at X" asks about X, as does "how did X help the firm": the noun only repeats it."""
        skills, posts = self.index.section("skills"), self.index.section("work", "employers")
        each = [thing.found.named for thing in query.things]
        named = reduce(or_, each, 0) & ~skills
        if query.give == "role" and "employers" in query.select and (firms := self._firms_of_people(query)):
            return replace(query, things=firms, select=("work",), weak=False)
        asked = [self.index.entries[p].fields for p in bits(self.of_keys(query.scope) | named & ~posts)]
        stated = any(fields.get("position") or fields.get("role") for fields in asked)
        unpaid = named & self.index.section("volunteer") and query.select == ("work",)
        if query.give == "role" and (stated or unpaid):
            return replace(query, select=())
        lasted = query.give in ("duration", "when", "start", "end")
        jobs = named and query.select and set(query.select) <= {"employers", "work"}
        if jobs and (lasted or (query.how and not query.headed and not query.give)):
            return replace(query, select=())
        if query.give == "technologies" and query.things and all(self._keyword(t) for t in query.things):
            return replace(query, give="")
        if query.order and not query.select and sum(bool(mask & ~skills) for mask in each) > 1:
            return replace(query, alternatives=True)
        grouped = query.things and all(mask and not mask & ~skills for mask in each)
        if query.give == "amount" and grouped and not self._is_figured(query.things):
            return replace(query, give="count", select=("skills",))
        if query.order and not query.select and not query.give and named & self.index.section("employers"):
            return replace(query, select=("work",), weak=False)
        if named & posts and query.weak and query.select == ("projects",) and lasted:
            return replace(query, select=())
        if (named or query.scope) and query.select == ("skills",) and query.give == "technologies":
            return replace(query, select=())
        if query.select == ("languages",) and (query.things or query.scope or not self.index.section("languages")):
            if named or query.scope:
                return replace(query, select=(), give="technologies", narrow=("language",))
            if self.index.find(phrase("language")).titled & skills:
                return replace(query, select=("skills",), narrow=("language",))
        return query

    def _firms_of_people(self, query: Query) -> tuple[Thing, ...]:
        """The things with the employer of each person among them in that person's place; () when nobody is."""
        people = self.index.section("references")
        things = []
        for thing in query.things:
            firms = {self.index.relations.employer[p] for p in bits(thing.found.named & people)} - {-1}
            found = Found(named=sum(1 << p for p in firms))
            things.append(replace(thing, found=found) if firms else thing)
        return tuple(things) if any(thing.found.named & people for thing in query.things) else ()

    def _present(self, query: Query, pool: int) -> int:
        """What goes on, or what is over: by the periods of entries, of skills by the level they are given."""
        if pool & self.index.section("skills") == pool:
            keys = [phrase(word) for word in self.index.language.phrases["time"]["now" if query.now else "past"]]
            called = ((p, self.index.entries[p]) for p in bits(pool))
            levels = ((p, f"{entry.title} {entry.fields.get('level', '')}") for p, entry in called)
            return sum(1 << p for p, level in levels if says(level, *keys)) or pool
        if pool and not pool & ~self.index.section("references"):
            here = self.timeline.current(self.index.section("employers"))
            return sum(1 << p for p in bits(pool) if self.lift(p) & here) or pool
        undated = sum(1 << p for p in bits(pool) if not self.index.entries[p].period)
        return (
            (self.timeline.current(pool) or undated or pool * bool(query.scope))
            if query.now
            else self.timeline.ended(pool)
        )

    def _is_figured(self, things: Iterable[Thing]) -> bool:
        """Whether a clause that says one of these things gives a figure."""
        said = (s for thing in things for s in self.index.stated(thing.found.statements, "clause"))
        return any(has_number(s.text) for s in said)

    def _keyword(self, thing: Thing) -> bool:
        """Whether a thing is a technology itself: a keyword of some entry, and the name of none."""
        return bool(self.index.holders(thing.found.statements, "keyword")) and not thing.found.named
