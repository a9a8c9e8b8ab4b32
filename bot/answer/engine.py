"""From a Query to a Reply: one pass that selects entries, then says the facet asked for, or says what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answer import replies
from bot.answer.absence import Absence
from bot.answer.facets import Facets
from bot.answer.facts import Facts
from bot.answer.links import links
from bot.answer.model import Card
from bot.answer.overlaps import Overlaps
from bot.answer.reply import Reply, given, no
from bot.answer.select import Selector
from bot.answer.skills import Skills
from bot.answer.succession import Succession
from bot.answer.verdicts import Verdicts
from bot.answer.wording import card, clip, joined, name, period, section_name, sentence
from bot.index import Index, Statement, bits
from bot.language import Attribute
from bot.relations import Span
from bot.text import phrase
from bot.understand.query import LINKS, Query

_TOLD = ("clause", "field")
_CODE = re.compile(r"\b[A-Z]{0,4}[ -]?\d{4,}\b(?<!\b(?:19|20)\d\d)")


class Engine:
    """Answers queries over one index. Immutable after construction."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.selector = Selector(index)
        self.facets = Facets(index, self.selector)
        self.skills = Skills(index)
        self.facts = Facts(index, self.selector, self.facets, self.skills)
        self.absence = Absence(index, self.selector, self.facts)
        self.verdicts = Verdicts(self)
        self.succession = Succession(self)
        self.overlaps = Overlaps(index, self.selector)

    def reply(self, query: Query) -> Reply:
        """The reply to one query; always one, never an exception for any query that the reader can make."""
        if query.act:
            return no(replies.acting(self.index))
        if query.left:
            return no(replies.missing(query.left))
        if query.attribute:
            return self._attribute(query)
        if query.loose:
            return self.facts.reply(query) or no(replies.missing(query.loose))
        if query.give == "updated":
            return Reply(f"The résumé was last updated in {self.index.profile.updated}.")
        if query.give in ("person", "contact"):
            return self._person(query)
        if query.give == "overlap":
            return self.overlaps.reply(query)
        if query.give == "gap":
            said = self.facets.gaps(self.selector.time(query))
            return Reply(clip(said[0]), tuple(dict.fromkeys(said[1])))
        if query.give in ("where", "city") and not (
            query.things or query.select or query.scope or query.when or query.now or query.anchors
        ):
            return self._attribute(replace(query, attribute="residence"))
        if query.at and (absent := self._never_at(query)):
            return absent
        if query.judged and not query.things:
            return no("The résumé does not say which is best or biggest; it gives dates and facts to judge by.")
        if query.give == "duration" and not (
            query.things or query.select or query.scope or query.anchors or query.when
        ):
            query = replace(query, select=("employers",))
        if query.give == "about" and not (query.things or query.select or query.scope or query.when or query.anchors):
            return self._person(query)
        if query.give == "technologies" and not (query.things or query.select or query.scope or query.anchors):
            query = replace(query, select=("skills",), give="")
        if not (
            query.things
            or query.select
            or query.scope
            or query.when
            or query.now
            or query.anchors
            or query.give in LINKS
            or query.order
            or query.relative
            or query.compare
        ):
            return no(replies.smalltalk(self.index, "noise"))
        if query.give == "expiry" and query.yesno and query.things:
            query = replace(query, give="", state="going")
        if query.give == "expiry":
            return self._expiry(query)
        if query.relative == "either" or (query.yesno and query.relative and query.anchors and self.named(query)):
            return self.succession.compared(query)
        if query.relative and (reply := self.succession.reply(query)):
            return reply
        if query.state and not query.yesno:
            query = replace(query, state="", now=query.state == "going", past=query.state == "ended")
        if (query.yesno and query.give not in LINKS) or query.compare:
            return self.verdicts.reply(query)
        return self.select(query)

    def cards(self, chosen: Iterable[int]) -> tuple[Card, ...]:
        """The evidence as cards."""
        return tuple(card(self.index.entries[p], self.index.keys[p]) for p in chosen)

    def _never_at(self, query: Query) -> Reply | None:
        """A false premise: the résumé only mentions what the question takes for a place that the person was at."""
        thing = next((thing for thing in query.things if thing.key == query.at), None)
        if thing is None or thing.found.named:
            return None
        statements = [self.index.statements[p] for p in bits(thing.found.statements)]
        if any(statement.kind in ("title", "organization", "place", "field") for statement in statements):
            return None
        where = joined([name(self.index.entries[p]) for p in list(bits(self.selector.satisfying(thing)))[:3]])
        person = replies.first_name(self.index)
        return no(f"The résumé does not say that {person} was at {thing.text}; it only mentions that in {where}.")

    def nearest(self, query: Query) -> list[str]:
        """Questions about the entries that a query names, to suggest when it cannot be answered itself."""
        rest = ~self.index.section("skills", "basics", "references")
        named = [p for thing in query.things for p in bits(thing.found.named & rest)]
        return [f"What is {self.index.entries[p].title}?" for p in named[:2]]

    def _basics(self) -> list[int]:
        return list(bits(self.index.section("basics")))

    def _person(self, query: Query) -> Reply:
        if not self._basics():
            return no(replies.missing(["contact details"]))
        p = self._basics()[0]
        entry = self.index.entries[p]
        if query.give == "contact":
            fields = [
                f"{label.capitalize()}: {value}"
                for label, value in entry.fields.items()
                if label != "label" and value not in {link.url for link in entry.links}
            ]
            found = [*fields, *(f"{link.label}: {link.url}" for link in entry.links)]
            return Reply(clip("; ".join(found)), (p,)) if found else no("The résumé gives no way to get in touch.")
        now = self.selector.current(self.index.section("work"))
        role = (
            f" {name(self.index.entries[next(bits(now))])} ({period(self.index.entries[next(bits(now))].period)})."
            if now
            else ""
        )
        label = f", {entry.fields['label']}" if entry.fields.get("label") else ""
        return Reply(
            clip(f"{entry.title}{label}.{role} {' '.join(map(sentence, entry.clauses))}".strip()), (p, *bits(now))
        )

    def _attribute(self, query: Query) -> Reply:
        """Something that résumés often lack: said where it is stated, else named as missing."""
        language = self.index.language
        attribute = language.attributes[query.attribute]
        if attribute.field == "place" and self.named(query):
            return self.reply(replace(query, attribute="", give="where"))
        if attribute.section and self.index.section(attribute.section):
            return self.reply(replace(query, attribute="", select=(attribute.section,), weak=False, give=""))
        if own := self.index.section(query.attribute):
            return given(self.facets.about(query, list(bits(own)))) or no(
                f"The résumé does not mention {attribute.label}."
            )
        within = self.selector.matching(query)
        stated = {attribute.field} - {""}
        called = {phrase(query.attribute.replace("_", " ")), query.attribute_text} - {""}
        said = [self.index.statements[p] for p in bits(self.index.find(query.attribute_text).statements)]
        said += [s for s in self.index.statements if f" {query.attribute_text} " in s.key and s not in said]
        asked = [s for s in said if self._states(s, attribute.field) and within >> s.entry & 1]
        named = [
            s
            for s in self.index.statements
            if within >> s.entry & 1 and (s.label in stated or s.kind in stated or phrase(s.label) in called)
        ]
        if attribute.field == "place" or not (query.things or query.scope or query.select):
            own_facts = [s for s in named if self.index.entries[s.entry].section == "basics"]
            named = own_facts if attribute.field == "place" else own_facts or named
        if attribute.field and query.select:
            named = [s for s in named if self.selector.sections(query) >> s.entry & 1] or named
        if asked or named:
            return self.facts.state((asked or named)[:4])
        if told := self._told(query, attribute, within):
            return self.facts.state(told[:2])
        own_words = [thing for thing in (*query.things, *query.soft) if not thing.found.named]
        best = self.facts.best(replace(query, things=tuple(own_words)), self._personal()) if own_words else []
        said = [s for s in best if s.kind in ("clause", "title")]
        return self.facts.state(said[:1]) if said else no(f"The résumé does not mention {attribute.label}.")

    def _personal(self) -> int:
        """What the person says of themselves, outside of any job."""
        return self.index.section("basics", "interests")

    def _told(self, query: Query, attribute: Attribute, within: int) -> list[Statement]:
        """The statements of an attribute in the résumé's own words, of the person or of the entries asked about."""
        if not query.things and not query.scope:
            within = self._personal() | (self.index.section("certificates") if attribute.code else 0)
        nouns = [query.attribute_text.split()[0]] if attribute.code else [phrase(text) for text in attribute.said]
        said = [s for s in self.index.statements if s.kind in _TOLD and within >> s.entry & 1]
        found = [s for s in said if any(f" {noun} " in s.key for noun in nouns)]
        return [s for s in found if not attribute.code or _CODE.search(s.text)]

    def _states(self, statement: Statement, field: str) -> bool:
        section = self.index.entries[statement.entry].section
        return (
            statement.kind == "link"
            or (statement.kind == "field" and not field)
            or (statement.kind == "clause" and section in ("basics", "interests"))
        )

    def _expiry(self, query: Query) -> Reply:
        """Until when something is valid: only where the résumé speaks of its expiry."""
        pool = self.selector.subjects(query, self.selector.pool(query)) if query.things else self.selector.pool(query)
        said = self.verdicts.saying(pool, "ended")
        return self.facts.state(said[:4]) if said else no("The résumé does not say until when that is valid.")

    def select(self, query: Query) -> Reply:
        query = self.selector.of_itself(query)
        if query.give in ("when", "start", "end") and not query.select and self._only_alike(query):
            return self.absence.unconnected(query)
        fact = self.facts.reply(query)
        if fact:
            return fact
        pool = self.selector.pool(query)
        if query.give in LINKS and not (query.things or query.select or query.scope or query.when or query.anchors):
            basics = self.index.section("basics")
            pool = basics if any(links(self.index.entries[p], query.give) for p in bits(basics)) else pool
            return self.give(query, pool)
        span = self.selector.time(query)
        timed = self.selector.timed(query, pool, span) if span or not query.anchors or query.relative else 0
        if not timed:
            return self.nothing(query, pool, span)
        if query.order:
            timed = self.selector.ended(timed) or timed if query.edge == "end" else timed
            timed = self.selector.subjects(query, timed) if query.alternatives else timed
            timed = self.selector.several(timed, query) or timed
        return self.give(query, timed)

    def _only_alike(self, query: Query) -> bool:
        """Whether some word stands in the résumé only as a synonym: too little to date something by."""
        mask = self.selector.everything()
        for thing in query.things:
            own_words = replace(thing, found=thing.found._replace(statements=thing.found.exactly))
            mask &= self.selector.satisfying(own_words) | thing.found.titled
        return not mask

    def give(self, query: Query, mask: int) -> Reply:
        if query.order and query.alternatives:
            query = replace(query, give="" if query.give in ("who", "where") else query.give)
        if query.order in ("longest", "shortest") and not query.give:
            query = replace(query, give="duration")
        matched = mask
        if not query.select and query.things and query.give != "count":
            mask = self.selector.subjects(query, mask)
        if query.select == ("skills",) and query.give in ("", "technologies", "about", "who", "name"):
            return self.skills.listed(query, mask)
        chosen = list(bits(mask))
        groups = [p for p in chosen if any(t.found.named >> p & 1 for t in query.things)]
        titled = [
            p
            for p in bits(matched & self.index.section("skills"))
            if all(t.found.titled >> p & 1 for t in query.things)
        ]
        if titled and not self.named(query):
            groups = titled
        if (
            query.give in ("", "about", "name", "technologies")
            and not query.select
            and groups
            and all(self.index.entries[p].section == "skills" for p in groups)
        ):
            return self.skills.listed(query, sum(1 << p for p in groups))
        if query.give in ("", "about") and not query.select and query.things and not self._called(query, chosen):
            together = len(query.things) == 1 or query.alternatives or self.skills.together(query.things)
            return self.mentions(query, chosen) if together else self.absence.unconnected(query)
        if query.give == "where" and query.select and set(query.select) <= {"employers", "work"}:
            query = replace(query, give="")
        itself = (
            query.select == ("employers",)
            and chosen
            and not query.when
            and all(any(t.found.named >> p & 1 for t in query.things) for p in chosen)
        )
        if itself and query.give in ("", "about"):
            query = replace(query, select=())
        if query.pronoun and not query.select and query.give in ("", "about"):
            chosen = [p for p in chosen if self.index.entries[p].section != "employers"] or chosen
        if query.select == ("employers",) and query.give in ("", "about", "who", "role"):
            return self.employers(query, chosen)
        if query.give == "role" and not query.select:
            chosen = list(bits(self.selector.within(replace(query, select=("work",), weak=False), mask))) or chosen
        said = self.facets.say(query, chosen)
        if said is None:
            return self.absence.unsaid(query, chosen)
        many = len(said[1]) > 1 and query.give in ("", "about", "role")
        lead = self._lead(query, said[1]) if many else ""
        return Reply(clip(lead + said[0]), tuple(said[1]))

    def _lead(self, query: Query, chosen: Sequence[int]) -> str:
        sections = query.select or tuple(dict.fromkeys(self.index.entries[p].section for p in chosen))
        dates = any(not self.index.relations.stated[p] for p in chosen) and any(
            t.found.named & self.index.section("employers") for t in query.things
        )
        return f"{len(chosen)} {section_name(sections, len(chosen))}{', some going by their dates' if dates else ''}: "

    def _called(self, query: Query, chosen: Sequence[int]) -> bool:
        """Whether the entries are what the things name, and not only say them."""
        skills = self.index.section("skills")
        return self.named(query) or all((t.found.titled & ~skills) >> p & 1 for t in query.things for p in chosen)

    def named(self, query: Query) -> bool:
        return any(thing.found.named & ~self.index.section("skills") for thing in query.things)

    def employers(self, query: Query, chosen: Sequence[int]) -> Reply:
        """Employers with the positions held there, in the time asked for."""
        texts, evidence = [], []
        span = self.selector.time(query)
        for p in chosen:
            jobs = [q for q in bits(self.index.section("work")) if self.index.relations.employer[q] == p]
            if span and not query.edge:
                jobs = [q for q in jobs if self.selector.at(1 << q, span)] or jobs
            if query.now:
                jobs = [q for q in jobs if self.selector.current(1 << q)] or jobs
            roles = "; ".join(
                f"{e.title} ({period(e.period)})" if e.period else e.title
                for q in jobs
                for e in [self.index.entries[q]]
            )
            texts.append(f"{self.index.entries[p].title}{self._aka(p)}{': ' + roles if roles else ''}")
            evidence += [p, *jobs]
        return Reply(clip(". ".join(texts) + "."), tuple(dict.fromkeys(evidence)))

    def _aka(self, p: int) -> str:
        entry = self.index.entries[p]
        alias = next((alias for alias in entry.aliases if entry.title not in alias), "")
        return f" ({alias})" if alias else ""

    def _each(self, query: Query) -> Reply | None:
        """Several names in one question, never together in the résumé: each is asked for by itself."""
        named = [thing for thing in query.things if thing.found.named]
        if len(named) < 2 or query.yesno:
            return None
        rest = tuple(thing for thing in query.things if not thing.found.named)
        replies = [self.select(replace(query, things=(*rest, thing))) for thing in named]
        if not all(reply.answered for reply in replies):
            return None
        chosen = dict.fromkeys(p for reply in replies for p in reply.chosen)
        return Reply(clip(" ".join(dict.fromkeys(reply.text for reply in replies))), tuple(chosen))

    def nothing(self, query: Query, pool: int, span: Span | None) -> Reply:
        """Nothing matches all that was asked: each name by itself, or what is missing."""
        alone = self._each(query) if not (pool and span) and (query.things or query.anchors) else None
        return alone or self.absence.nothing(query, pool, span)

    def mentions(self, query: Query, chosen: Sequence[int]) -> Reply:
        """Where the résumé mentions something that is not an entry of its own."""
        statements = self.skills.evidence(query, chosen)
        if len(statements) == 1 and not any(self.index.entries[p].section == "skills" for p in chosen):
            return self.facts.state(statements)
        return self.skills.mentions(query, chosen)
