"""From a Query to an Answer: one pass that selects entries, then says the facet asked for, or says what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answer import replies
from bot.answer.facets import Facets, Said
from bot.answer.facts import Facts
from bot.answer.select import DROPPABLE, Selector
from bot.answer.wording import card, clip, dated, joined, length, listing, months, name, period, section_name, sentence
from bot.answer.model import Card
from bot.index import Index, Statement, bits
from bot.relations import Span
from bot.text import phrase
from bot.understand.query import Query, Thing
from bot.understand.reader import LINKS
from bot.understand.when import FOREVER

_STORIES = ("projects", "talks", "awards", "publications", "volunteer", "initiatives", "references", "education")
_FACET_ONLY = frozenset(("amount", "why", "where", "city", "who", "when", "technologies", "duration", "name", "about", "start", "end", ""))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is dressed for a surface: the text, the entries it rests on, and whether the résumé says it."""

    text: str
    chosen: tuple[int, ...] = ()
    answered: bool = True


class Engine:
    """Answers queries over one index. Immutable after construction."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.selector = Selector(index)
        self.facets = Facets(index, self.selector)
        self.facts = Facts(index, self.selector)

    def reply(self, query: Query) -> Reply:
        """The reply to one query; always one, never an exception for any query that the reader can make."""
        if query.act:
            return self._no(replies.acting(self.index))
        if query.left:
            return self._no(replies.missing(query.left))
        if query.attribute:
            return self._attribute(query)
        if query.loose:
            return self.fact(query) or self._story(query) or self._no(replies.missing(query.loose))
        if query.give == "updated":
            return Reply(f"The résumé was last updated in {self.index.profile.updated}.")
        if query.give in ("person", "contact"):
            return self._person(query)
        if query.give == "gap":
            said = self.facets.gaps(self._time(query))
            return Reply(clip(said[0]), tuple(dict.fromkeys(said[1])))
        if query.give == "technologies" and not (query.things or query.select or query.scope or query.anchors):
            query = replace(query, select=("skills",), give="")
        if not (query.things or query.select or query.scope or query.when or query.now or query.anchors or query.give in LINKS or query.order or query.relative or query.compare):
            return self._no(replies.smalltalk(self.index, "noise" if not query.give else "empty"))
        if query.give == "expiry":
            return self._expiry(query)
        if query.give in ("where", "city") and not (query.things or query.select or query.scope or query.when or query.now or query.anchors):
            return self._attribute(replace(query, attribute="residence"))
        if query.relative and (reply := self._relative(query)):
            return reply
        if query.state and not query.yesno:
            query = replace(query, state="", now=query.state == "going", past=query.state == "ended")
        if query.yesno or query.compare:
            return self._yesno(query)
        return self._select(query)

    def cards(self, chosen: Iterable[int]) -> tuple[Card, ...]:
        """The evidence as cards."""
        return tuple(card(self.index.entries[p], self.index.keys[p]) for p in chosen)

    def _no(self, text: str) -> Reply:
        return Reply(text, answered=False)

    def _yes(self, said: Said | None) -> Reply | None:
        return Reply(said[0], tuple(said[1])) if said else None

    def _basics(self) -> list[int]:
        return list(bits(self.index.section("basics")))

    def _person(self, query: Query) -> Reply:
        if not self._basics():
            return self._no(replies.missing(["contact details"]))
        p = self._basics()[0]
        entry = self.index.entries[p]
        if query.give == "contact":
            fields = [f"{label.capitalize()}: {value}" for label, value in entry.fields.items() if label != "label" and value not in {link.url for link in entry.links}]
            found = [*fields, *(f"{link.label}: {link.url}" for link in entry.links)]
            return Reply(clip("; ".join(found)), (p,)) if found else self._no("The résumé gives no way to get in touch.")
        now = self.selector.current(self.index.section("work"))
        role = f" {name(self.index.entries[next(bits(now))])} ({period(self.index.entries[next(bits(now))].period)})." if now else ""
        label = f", {entry.fields['label']}" if entry.fields.get("label") else ""
        return Reply(clip(f"{entry.title}{label}.{role} {' '.join(map(sentence, entry.clauses))}".strip()), (p, *bits(now)))

    def _attribute(self, query: Query) -> Reply:
        """Something that résumés often lack: said where it is stated, else named as missing."""
        language = self.index.language
        attribute = language.attributes[query.attribute]
        if attribute.section and self.index.section(attribute.section):
            return self.reply(replace(query, attribute="", select=(attribute.section,), weak=False, give=""))
        within = self.selector.matching(query)
        said = [self.index.statements[p] for p in bits(self.index.find(query.attribute_text).statements)]
        said += [s for s in self.index.statements if f" {query.attribute_text} " in s.key and s not in said]
        asked = [s for s in said if self._states(s, attribute.field) and within >> s.entry & 1]
        named = [s for s in self.index.statements if attribute.field in (s.label, s.kind) and s.label + s.kind and within >> s.entry & 1]
        if attribute.field == "place":
            named = [s for s in named if self.index.entries[s.entry].section == "basics"]
        if attribute.field and query.select:
            named = [s for s in named if self.selector.sections(query) >> s.entry & 1] or named
        if asked or attribute.field and named:
            return self._state((asked or named)[:4])
        return self._no(f"The résumé does not mention {attribute.label}.")

    def _states(self, statement: Statement, field: str) -> bool:
        section = self.index.entries[statement.entry].section
        return statement.kind == "link" or statement.kind == "field" and not field or statement.kind == "clause" and section in ("basics", "interests")

    def _expiry(self, query: Query) -> Reply:
        """Until when something is valid: only where the résumé speaks of its expiry."""
        pool = self.selector.subjects(query, self._pool(query)) if query.things else self._pool(query)
        said = self._saying(pool, "ended")
        return self._state(said[:4]) if said else self._no("The résumé does not say until when that is valid.")

    def _state(self, statements: Sequence[Statement]) -> Reply:
        if all(statement.kind in ("title", "organization") for statement in statements):
            described = dict.fromkeys(statement.entry for statement in statements)
            return Reply(clip(" ".join(map(self.facets.describe, described))), tuple(described))
        chosen = tuple(dict.fromkeys(statement.entry for statement in statements))
        text = " ".join(dict.fromkeys(map(self.facts.say, statements)))
        return Reply(clip(text), chosen)

    def _pool(self, query: Query) -> int:
        """The entries that the query is about, before time and order."""
        mask = self.selector.matching(query)
        pool = self.selector.within(query, mask) if query.select else mask
        if query.own:
            relations = self.index.relations
            pool = sum(1 << p for p in bits(pool) if relations.employer[p] < 0 or not relations.stated[p]) or pool
        if query.linked:
            return sum(1 << p for p in bits(pool) if self.facets.links(p, query.linked))
        return pool

    def _time(self, query: Query) -> Span | None:
        """The stretch of time that the query bounds its entries by."""
        if query.when:
            return query.when.span
        if query.between:
            spans = [self.selector.anchor([thing]) for thing in query.anchors]
            if spans[0] and spans[1]:
                return self.selector.gap(spans[0], spans[1])
        if query.during:
            return self.selector.anchor(query.anchors, query.scope)
        return None

    def _select(self, query: Query) -> Reply:
        query = self._of_itself(query)
        fact = self.fact(query)
        if fact:
            return fact
        pool = self._pool(query)
        if query.give in LINKS and not (query.things or query.select or query.scope or query.when or query.anchors):
            basics = self.index.section("basics")
            pool = basics if any(self.facets.links(p, query.give) for p in bits(basics)) else pool
            return self._give(query, pool)
        span = self._time(query)
        timed = self._timed(query, pool, span) if span or not query.anchors or query.relative else 0
        if not timed:
            return self._nothing(query, pool, span)
        if query.order:
            timed = self.selector.ended(timed) or timed if query.edge == "end" else timed
            timed = self.selector.subjects(query, timed) if query.alternatives else timed
            timed = self.selector.ordered(timed, query.order, query.edge) or timed
        return self._give(query, timed)

    def _of_itself(self, query: Query) -> Query:
        """ "How long was his stint at X" asks about X, and "how did X help the firm" too: the section noun only repeats it."""
        scope = [self.index.entries[p] for p in bits(self.selector.of_keys(query.scope))]
        if query.give == "role" and any(entry.fields.get("position") or entry.fields.get("role") for entry in scope):
            return replace(query, select=())
        named = any(t.found.named & ~self.index.section("skills") for t in query.things)
        jobs = bool(query.select) and set(query.select) <= {"employers", "work"}
        if named and jobs and (query.give in ("duration", "when", "start", "end") or not query.headed and not query.give and query.how):
            return replace(query, select=())
        if named and query.select == ("skills",) and query.give == "technologies":
            return replace(query, select=())
        if query.select == ("languages",) and (query.things or query.scope or not self.index.section("languages")):
            if named or query.scope:
                return replace(query, select=(), give="technologies")
            if not self.index.section("languages"):
                return replace(query, select=("skills",), narrow=("language",))
        return query

    def _timed(self, query: Query, pool: int, span: Span | None) -> int:
        selector = self.selector
        if not query.select and not query.things and not query.scope:
            pool &= selector.index.section("work", "projects", "talks", "awards", "education", "volunteer", "certificates", "publications")
            pool = pool & selector.index.section("work") if query.now and not span else pool
        if query.now or query.past:
            pool = self._present(query, pool)
        if span is None:
            return pool
        if query.during and not query.when:
            named = self._anchored(query)
            undated = sum(1 << p for p in bits(pool & selector.index.reach(named)) if self.index.spans[p] is None)
            return selector.beside(pool & ~named, span) | (undated if query.select else 0)
        return selector.at(pool, span, query.edge)

    def _present(self, query: Query, pool: int) -> int:
        """What goes on, or what is over: by the periods of entries, of skills by the level they are given."""
        if pool & self.index.section("skills") == pool:
            words = self.index.language.phrases["time"]["now" if query.now else "past"]
            levels = {p: f" {phrase(self.index.entries[p].title + ' ' + self.index.entries[p].fields.get('level', ''))} " for p in bits(pool)}
            return sum(1 << p for p, level in levels.items() if any(f" {phrase(word)} " in level for word in words)) or pool
        current = self.selector.current(pool)
        return (current or pool) if query.now else self.selector.ended(pool)

    def _anchored(self, query: Query) -> int:
        mask = 0
        for thing in query.anchors:
            mask |= thing.found.named
        return mask

    def fact(self, query: Query, strict: bool = False) -> Reply | None:
        """A statement that carries words which no entry's name accounts for."""
        headed = query.select and not query.weak and query.headed and query.give not in ("amount", "why")
        if headed or query.give not in _FACET_ONLY and query.give != "count" or not query.things or query.order:
            return None
        within = self.selector.matching(query)
        if query.weak and query.select and not set(query.select) <= DROPPABLE:
            within = (within or self.selector.everything()) & self.selector.sections(query)
            if not within:
                return None
        if query.select == ("projects",) and within & self.index.section("projects") and all(self._skill(t) for t in query.things):
            return None
        subjects = self.selector.subjects(query, within) if within else 0
        extras = [t for t in query.things if not self._about(t, subjects)]
        if not extras and query.give != "amount":
            return None
        strict = strict or query.yesno or bool(query.select) and not query.weak
        statements = self.facts.best(query, within or self.selector.everything(), strict=strict)
        if query.when:
            years = re.findall(r"\d{4}", query.when.text)
            statements = [s for s in statements if years and s.kind == "clause" and all(year in s.text for year in years)]
        return self._facet_of(query, statements) if statements else None

    def _skill(self, thing: Thing) -> bool:
        """Whether a thing is listed as a skill, or used as one: a keyword of some entry."""
        return any(self.index.statements[p].kind == "keyword" for p in bits(thing.found.statements))

    def _story(self, query: Query) -> Reply | None:
        """All that is said of the one project, talk or award a question names, when it asks what or how in words of its own."""
        named = [thing.found.named & self.index.section(*_STORIES) for thing in query.things]
        mask = next((each for each in named if each), 0)
        others = any(not each and thing.found.named for thing, each in zip(query.things, named, strict=True))
        if mask.bit_count() != 1 or others or query.yesno or query.when or query.give not in ("", "why", "about", "name"):
            return None
        p = next(bits(mask))
        return Reply(f"What the résumé says: {self.facets.describe(p)}", (p,)) if self.index.entries[p].clauses else None

    def _facet_of(self, query: Query, statements: Sequence[Statement]) -> Reply | None:
        """The facet asked for, of the entry that makes the statements; the statements themselves where they tell it."""
        owner = statements[0].entry
        if query.give in ("", "about", "name", "technologies") and all(self.index.entries[s.entry].section == "skills" for s in statements):
            return self._skills(query, sum(1 << p for p in {s.entry for s in statements}))
        if query.give in ("when", "start", "end"):
            dated = [s for s in statements if s.kind == "clause" and re.search(r"\b(?:19|20)\d\d\b", s.text)]
            return self._state(dated) if dated else None
        if query.give in ("technologies", "duration"):
            used = [t for t in self.facets.used_in(owner) if t.lower() in statements[0].text.lower()]
            asked = {word for thing in query.things for word in thing.key.split()}
            fresh = [t for t in used if not asked & set(phrase(t).split())]
            said = None if fresh and query.give == "technologies" else self.facets.say(query, [owner])
            if query.give == "duration":
                return self._yes(said)
            return replace(self._state(statements), text=clip(f"{self._state(statements).text} {said[0] if said else ''}".strip()))
        if query.give == "why" and len(self.index.entries[owner].clauses) < 5:
            return Reply(self.facets.describe(owner), (owner,))
        reply = self._state(statements)
        if query.give == "city":
            placed = next((s.entry for s in statements if self.index.entries[s.entry].place), -1)
            return self._yes(self.facets.where(query, [placed])) if placed >= 0 else reply
        if query.give == "where" and (said := self.facets.where(query, [owner])):
            return replace(reply, text=clip(f"{reply.text} {said[0]}"))
        return reply

    def _about(self, thing: Thing, subjects: int) -> bool:
        """Whether a thing is only the name of the subjects, or of what they belong to."""
        if not subjects:
            return False
        for p in bits(subjects):
            employer = self.index.relations.employer[p]
            near = 1 << p | (1 << employer if employer >= 0 else 0) | self.index.relations.positions[p]
            if not (thing.found.named | thing.found.titled) & near:
                return False
        return True

    def _give(self, query: Query, mask: int) -> Reply:
        if query.order and query.alternatives:
            query = replace(query, give="when" if query.give == "who" else query.give)
        matched = mask
        if not query.select and query.things and query.give != "count":
            mask = self._subject(query, mask)
        if query.select == ("skills",) and query.give in ("", "technologies", "about", "who", "name"):
            return self._skills(query, mask)
        chosen = self._sorted(mask)
        groups = [p for p in chosen if any(t.found.named >> p & 1 for t in query.things)]
        titled = [p for p in bits(matched & self.index.section("skills")) if all(t.found.titled >> p & 1 for t in query.things)]
        if titled and not self._named(query):
            groups = titled
        if query.give in ("", "about", "name", "technologies") and not query.select and groups and all(self.index.entries[p].section == "skills" for p in groups):
            return self._skills(query, sum(1 << p for p in groups))
        if query.give == "" and not query.select and query.things and not self._named(query):
            return self._mentions(query, chosen)
        if query.give == "where" and query.select and set(query.select) <= {"employers", "work"}:
            query = replace(query, give="")
        itself = query.select == ("employers",) and chosen and not query.when and all(any(t.found.named >> p & 1 for t in query.things) for p in chosen)
        if itself and query.give in ("", "about"):
            query = replace(query, select=())
        if query.pronoun and not query.select and query.give in ("", "about"):
            chosen = [p for p in chosen if self.index.entries[p].section != "employers"] or chosen
        if query.select == ("employers",) and query.give in ("", "about", "who", "role"):
            return self._employers(query, chosen)
        if query.give == "role" and not query.select:
            chosen = self._sorted(self.selector.within(replace(query, select=("work",), weak=False), mask)) or chosen
        if query.order in ("longest", "shortest") and not query.give:
            query = replace(query, give="duration", things=query.things or ())
        said = self.facets.say(query, chosen)
        if said is None:
            return self._unsaid(query, chosen)
        many = len(said[1]) > 1 and query.give in ("", "about", "role")
        lead = self._lead(query, said[1]) if many else ""
        return Reply(clip(lead + said[0]), tuple(said[1]))

    def _lead(self, query: Query, chosen: Sequence[int]) -> str:
        sections = query.select or tuple(dict.fromkeys(self.index.entries[p].section for p in chosen))
        dates = any(not self.index.relations.stated[p] for p in chosen) and any(t.found.named & self.index.section("employers") for t in query.things)
        return f"{len(chosen)} {section_name(sections, len(chosen))}{', some going by their dates' if dates else ''}: "

    def _named(self, query: Query) -> bool:
        return any(thing.found.named & ~self.index.section("skills") for thing in query.things)

    def _subject(self, query: Query, mask: int) -> int:
        return self.selector.subjects(query, mask)

    def _sorted(self, mask: int) -> list[int]:
        """Positions with the section's order of the résumé kept."""
        return list(bits(mask))

    def _skills(self, query: Query, mask: int) -> Reply:
        chosen = self._sorted(mask)
        wanted = [t for t in query.things if not any(t.found.named >> p & 1 for p in chosen)]
        texts = []
        for p in chosen:
            entry = self.index.entries[p]
            level = f" ({entry.fields['level']})" if entry.fields.get("level") else ""
            banned = self._keywords(p, query.without)
            kept = self._keywords(p, wanted) if wanted and not query.give else ()
            words = ", ".join(keyword for keyword in kept or entry.keywords if keyword not in banned)
            texts.append(f"{entry.title}{level}: {words}" if words else f"{entry.title}{level}")
        return Reply(clip(". ".join(texts) + "."), tuple(chosen))

    def _keywords(self, p: int, things: Sequence[Thing]) -> list[str]:
        keys = {key for thing in things for key in self._spellings(thing)}
        return [k for k in self.index.entries[p].keywords if any(f" {key} " in f" {phrase(k)} " for key in keys)]

    def _spellings(self, thing: Thing) -> set[str]:
        language = self.index.language
        same = {thing.key, *(member for group in language.groups.get(thing.key, ()) for member in language.members[group])}
        return same | {member for key in same for member in language.kinds.get(key, ())}

    def _mentions(self, query: Query, chosen: Sequence[int]) -> Reply:
        """Where the résumé mentions something that is not an entry of its own."""
        text = joined([thing.text for thing in query.things])
        statements = [s for s in self._evidence(query, chosen)]
        skills = [p for p in chosen if self.index.entries[p].section == "skills"]
        if len(statements) == 1 and not skills:
            return self._state(statements)
        listed = [f"{e.title}{' (' + e.fields['level'] + ')' if e.fields.get('level') else ''}" for p in skills for e in [self.index.entries[p]]]
        others = [p for p in chosen if p not in skills]
        parts = [f"listed under {joined(listed)}"] if listed else []
        parts += [f"mentioned in {'; '.join(dated(self.index.entries[p]) for p in others)}"] if others else []
        return Reply(clip(f"{text}: {', '.join(parts)}."), tuple(chosen))

    def _evidence(self, query: Query, chosen: Sequence[int]) -> list[Statement]:
        mask = 0
        for thing in query.things:
            mask |= thing.found.statements
        return [s for p in bits(mask) if (s := self.index.statements[p]).entry in chosen and s.kind == "clause"]

    def _employers(self, query: Query, chosen: Sequence[int]) -> Reply:
        """Employers with the positions held there, in the time asked for."""
        texts, evidence = [], []
        span = self._time(query)
        for p in chosen:
            jobs = [q for q in bits(self.index.section("work")) if self.index.relations.employer[q] == p]
            if span and not query.edge:
                jobs = [q for q in jobs if self.selector.at(1 << q, span)] or jobs
            if query.now:
                jobs = [q for q in jobs if self.selector.current(1 << q)] or jobs
            roles = "; ".join(f"{e.title} ({period(e.period)})" if e.period else e.title for q in jobs for e in [self.index.entries[q]])
            texts.append(f"{self.index.entries[p].title}{self._aka(p)}{': ' + roles if roles else ''}")
            evidence += [p, *jobs]
        return Reply(clip(". ".join(texts) + "."), tuple(dict.fromkeys(evidence)))

    def _aka(self, p: int) -> str:
        entry = self.index.entries[p]
        alias = next((alias for alias in entry.aliases if entry.title not in alias), "")
        return f" ({alias})" if alias else ""

    def _unsaid(self, query: Query, chosen: Sequence[int]) -> Reply:
        names = joined([self.index.entries[p].title or self.index.entries[p].organization for p in chosen[:3]])
        fact = self.facts.best(query, sum(1 << p for p in chosen), strict=False) if query.things and query.give in ("where", "who", "why", "amount") else []
        if fact:
            return self._state(fact)
        if story := self._story(replace(query, give="")):
            return story
        if query.give in ("who", "where", "why") and len(chosen) == 1 and query.scope:
            return Reply(self.facets.describe(chosen[0]), tuple(chosen))
        what = {"when": "a date", "start": "a start date", "end": "an end date", "duration": "a duration", "where": "a place", "city": "a city", "who": "a person",
                "technologies": "technologies", "amount": "a figure"}.get(query.give, "a link" if query.give in LINKS else "that")  # fmt: skip
        return self._no(f"The résumé gives no {what.removeprefix('a ').removeprefix('an ')} for {names}.")

    def _nothing(self, query: Query, pool: int, span: Span | None) -> Reply:
        """Nothing matches: say which part of the question the résumé does not bear out."""
        if query.select and not self.selector.sections(query):
            return self._no(replies.none(query.select))
        when = query.when.text if query.when else ("in that time" if span else "")
        if pool and span:
            return self._gap(query, pool, span, when)
        if query.things or query.anchors:
            return self._each(query) or self._story(query) or self._unconnected(query)
        return self._no(replies.none(query.select, when or ("for that" if query.scope else "")))

    def _gap(self, query: Query, pool: int, span: Span, when: str) -> Reply:
        """An empty stretch of time, with what lies next to it."""
        sections = query.select or ("work",)
        noun = "job" if set(sections) <= {"work", "employers"} else section_name(sections)
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
            other = self.selector.at(self.index.section("projects", "education", "volunteer"), span)
            also = [p for p in bits(other) if self.index.entries[p].section != "employers"]
            rest = f" It does list {'; '.join(dated(self.index.entries[p]) for p in also)}." * bool(also) + rest
            nearest = [*also, *nearest]
        edge = {"start": " that began", "end": " that ended"}.get(query.edge, "")
        about = f" for {joined([t.text for t in query.things])}" if query.things else ""
        return Reply(f"No: the résumé lists no {noun}{about}{edge} {when}.{rest}" if query.yesno else f"The résumé lists no {noun}{about}{edge} {when}.{rest}", tuple(nearest))

    def _unconnected(self, query: Query) -> Reply:
        """Each thing is in the résumé, but not together."""
        things = [*query.things, *query.anchors]
        if len(things) == 1:
            kind = section_name(query.select) if query.select else "entry"
            where = [p for p in bits(self.selector.satisfying(things[0]))][:3]
            rest = f" It does mention {things[0].text} in {joined([name(self.index.entries[p]) for p in where])}." if where else ""
            return self._no(f"The résumé lists no {kind} for {things[0].text}.{rest}")
        return self._no(f"The résumé does not connect {joined([thing.text for thing in things])}.")

    def _each(self, query: Query) -> Reply | None:
        """Several names in one question, never together in the résumé: each is asked for by itself."""
        named = [thing for thing in query.things if thing.found.named]
        if len(named) < 2 or query.yesno:
            return None
        rest = tuple(thing for thing in query.things if not thing.found.named)
        replies = [self._select(replace(query, things=(*rest, thing))) for thing in named]
        if not all(reply.answered for reply in replies):
            return None
        chosen = dict.fromkeys(p for reply in replies for p in reply.chosen)
        return Reply(clip(" ".join(dict.fromkeys(reply.text for reply in replies))), tuple(chosen))

    def _relative(self, query: Query) -> Reply | None:
        """What came before or after something."""
        anchors = query.anchors or (query.things if not query.select else ())
        things = tuple(t for t in query.things if t not in anchors)
        span = self.selector.anchor(anchors, query.scope if not anchors else (), query.select)
        if span is None and not anchors:
            span = self._now_span(query)
        if span is None:
            return None
        base = replace(query, things=things, anchors=(), relative="", scope=(), yesno=False)
        base = self._same_section(base, query, anchors)
        pool = self.selector.sections(base) & self.selector.matching(base) & ~self._anchored(replace(query, anchors=tuple(anchors)))
        order = self.selector.neighbours(pool, span, query.relative)
        if not order and not any(thing.found.named for thing in things):
            order = self.selector.neighbours(self.selector.sections(base), span, query.relative)
        if not order and query.anchors and (fact := self.fact(replace(query, things=(*things, *anchors), anchors=(), relative="", select=()))):
            return fact
        if not order:
            return Reply(f"The résumé lists no {section_name(base.select)} {'before' if query.relative in ('before', 'previous') else 'after'} that.")
        several = query.relative in ("before", "after") and query.plural
        mask = sum(1 << p for p in (order if several and not query.order else order[:1]))
        if query.order in ("first", "longest", "shortest"):
            mask = self.selector.ordered(sum(1 << p for p in order), query.order)
        return self._give(replace(base, order=""), mask)

    def _now_span(self, query: Query) -> Span | None:
        section = query.select if query.select else ("employers",)
        last = self.selector.ordered(self.index.section(*section), "last")
        return self.index.spans[next(bits(last))] if last else None

    def _same_section(self, base: Query, query: Query, anchors: Sequence[Thing]) -> Query:
        """Without a section, "before X" asks for what X is."""
        if query.select:
            return base
        mask = self.selector.of_keys(query.scope)
        for thing in anchors:
            mask |= thing.found.named
        found = {self.index.entries[p].section for p in bits(mask)}
        section = next((s for s in ("employers", "work", "projects", "education", "talks") if s in found), "employers")
        return replace(base, select=(section,), weak=False)

    def _yesno(self, query: Query) -> Reply:
        plain = replace(query, yesno=False)
        if query.weak and query.things and set(query.select) <= DROPPABLE:
            plain = query = replace(query, select=())
            plain = replace(plain, yesno=False)
        if query.compare:
            return self._compare(query)
        if query.state and (query.things or query.scope) and not query.during and not query.when:
            return self._still(query)
        pool = self._pool(plain)
        span = self._time(query)
        if span and not query.select and self._named(query):
            pool = self.selector.subjects(query, pool)
        timed = self._timed(query, pool, span)
        if query.order and timed:
            return self._select(plain)
        if not timed and query.things and not span and query.select in ((), ("skills",)) and len(query.things) > 1:
            each = [self._timed(query, self._pool(replace(plain, things=(thing,))) & self.index.section("skills"), None) for thing in query.things]
            if all(each):
                timed = each[0] | each[1]
        if not timed:
            return self._deny(query, pool, span)
        fact = self.fact(replace(query, when=None))
        skills = self.index.section("skills")
        if not query.select and query.things and not span and all(self.selector.satisfying(t) & skills for t in query.things) and timed & skills:
            reply = self._mentions(query, self._sorted(timed))
        elif fact is None and not query.select and self._extras(query, timed) and not query.alternatives:
            reply = self._mentions(query, self._sorted(timed))
        elif fact and not span:
            reply = fact
        elif timed & self.index.section("employers") == timed:
            reply = self._employers(query, self._sorted(timed))
        else:
            reply = self._give(replace(plain, give="" if query.give in ("", "about") else query.give), timed)
        return replace(reply, text=clip(f"Yes. {reply.text}")) if reply.answered else reply

    def _extras(self, query: Query, mask: int) -> bool:
        subjects = self.selector.subjects(query, mask)
        return any(not self._about(t, subjects) for t in query.things)

    def _deny(self, query: Query, pool: int, span: Span | None) -> Reply:
        reply = self._nothing(query, pool, span)
        if not reply.answered and query.things and pool == 0 and len(query.things) == 1 and query.select:
            return self._no(f"The résumé does not say so: it lists no {section_name(query.select)} for {query.things[0].text}.")
        return reply

    def _still(self, query: Query) -> Reply:
        """Whether something goes on: by what the résumé says of its end, else by its period."""
        pool = self._pool(replace(query, yesno=False))
        pool = self.selector.subjects(query, pool)
        said = self._saying(pool, "ended")
        wants_end = query.state == "ended"
        going = self._saying(pool, "going")
        if going and not said:
            return replace(self._state(going[:2]), text=clip(f"{'No' if wants_end else 'Yes'}. {self._state(going[:2]).text}"))
        if said:
            return replace(self._state(said[:2]), text=clip(f"{'Yes' if wants_end else 'No'}. {self._state(said[:2]).text}"))
        chosen = [p for p in bits(pool) if self.index.entries[p].period]
        if not chosen:
            return self._no("The résumé does not say.")
        going = [p for p in chosen if (value := self.index.entries[p].period) and value.ongoing]
        verdict = "Yes" if bool(going) != wants_end else "No"
        as_of = f" as of {self.index.profile.updated}" if going else ""
        return Reply(clip(f"{verdict}{as_of}: {listing([self.index.entries[p] for p in (going or chosen)[:3]])}"), tuple((going or chosen)[:3]))

    def _saying(self, pool: int, state: str) -> list[Statement]:
        """The statements of these entries that speak of being in use, or of the end of it."""
        mask = 0
        for text in self.index.language.phrases["state"][state]:
            mask |= self.index.find(phrase(text)).statements
        said = [self.index.statements[p] for p in bits(mask)]
        return [s for s in said if pool >> s.entry & 1 and s.kind in ("clause", "field", "title")]

    def _compare(self, query: Query) -> Reply:
        """Whether something lasted at least, or at most, so many months."""
        assert query.compare is not None
        pool = self._pool(replace(query, select=query.select or (() if query.things or query.scope else ("work",)), yesno=False))
        if query.things:
            pool = self.selector.subjects(query, pool)
            if not pool & self.index.section("employers", "work", "projects", "education", "volunteer"):
                return self._no(f"The résumé does not say for how long: {joined([t.text for t in query.things])}.")
        chosen = [p for p in bits(pool) if self.index.spans[p]]
        if not query.yesno and query.select:
            fits = [p for p in chosen if (s := self.index.spans[p]) and self._holds(months(s), query.compare)]
            return Reply(listing([self.index.entries[p] for p in fits], f"{len(fits)} {section_name(query.select, len(fits))}: "), tuple(fits)) if fits else self._no(replies.none(query.select, "that long"))
        if not chosen:
            return self._no("The résumé does not say for how long.")
        total = self.facets.months_of(chosen)
        said = self.facets.total(chosen)[0] if len(chosen) > 1 else self.facets.duration(query, chosen)
        text = said if isinstance(said, str) else said[0] if said else length(total)
        return Reply(clip(f"{'Yes' if self._holds(total, query.compare) else 'No'}: {text}"), tuple(chosen))

    def _holds(self, count: int, compare: tuple[str, int]) -> bool:
        return count >= compare[1] if compare[0] == "least" else count <= compare[1]
