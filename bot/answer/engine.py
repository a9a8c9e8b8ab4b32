"""From a Query to a Reply: one pass that selects entries, then says the facet asked for, or says what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from bot.answer import replies
from bot.answer.absence import Absence
from bot.answer.anchors import together
from bot.answer.aside import Aside
from bot.answer.attributes import Attributes
from bot.answer.claims import Claims
from bot.answer.deeds import Deeds
from bot.answer.facets import Facets
from bot.answer.facts import Facts
from bot.answer.figures import Figures
from bot.answer.gaps import Gaps
from bot.answer.limits import Limits
from bot.answer.links import links
from bot.answer.lists import Lists
from bot.answer.model import Card
from bot.answer.overlaps import Overlaps
from bot.answer.people import People
from bot.answer.person import Person
from bot.answer.reasons import Reasons
from bot.answer.reply import Reply, given, no
from bot.answer.select import Selector
from bot.answer.skills import Skills
from bot.answer.succession import Succession
from bot.answer.timeline import Timeline
from bot.answer.validity import Validity
from bot.answer.verdicts import Verdicts
from bot.answer.wording import card, clip, counted, joined, name, period
from bot.index import Index, bits
from bot.relations import Span
from bot.understand.query import LINKS, Query

_OF_ALL = {"duration": ("employers", "duration"), "technologies": ("skills", "")}


class Engine:
    """Answers queries over one index. Immutable after construction."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.selector = Selector(index, Timeline(index))
        self.facets = Facets.of(index, self.selector)
        self.skills = Skills(index)
        self.facts = Facts(index, self.selector, self.facets, self.skills, Figures(index, self.selector))
        self.deeds = Deeds(index, self.facts)
        self.reasons = Reasons(index, self.facts)
        self.person = Person(index, self.selector)
        self.people = People(index, self.facts)
        self.absence = Absence(index, self.selector, self.facts)
        self.validity = Validity(index, self.selector, self.facts)
        self.claims = Claims(index, self.selector, self.facts)
        self.limits = Limits(index, self.facts, self.validity)
        self.verdicts = Verdicts(self)
        self.succession = Succession(self)
        self.attributes = Attributes(self)
        self.overlaps = Overlaps(index, self.selector)
        self.gaps = Gaps(index, self.selector, self.facts)
        self.aside = Aside(self)
        self.lists = Lists(self)

    def reply(self, query: Query) -> Reply:
        """The reply to one query; always one, never an exception for any query that the reader can make."""
        if query.act:
            return no(replies.acting(self.index))
        if query.give == "who" and (named := self.people.reply(query)):
            return named
        if called := self.people.called(query):
            return called
        if not query.yesno and not query.scope and (own := self.facts.own_link(query)):
            return self.facts.state(own)
        if licensed := self.verdicts.licensed(query):
            return licensed
        query = self.attributes.whatever(query)
        if query.left:
            return no(replies.missing(query.left))
        if query.attribute:
            return self.aside.both(query, self.attributes.reply(query))
        if query.loose:
            fact = self.facts.reply(query) if query.aside or query.give or self.named(query) else None
            fact = self.verdicts.achieved(query) or fact or self.aside.without_loose(query)
            return fact or no(replies.missing(query.loose))
        if query.give in ("updated", "person", "contact", "overlap", "gap"):
            return self._of_the_whole(query)
        if refuted := self.absence.refuted(query):
            return refuted
        if query.judged and not query.things:
            return no("The résumé does not say which is best or biggest; it gives dates and facts to judge by.")
        if query.is_unbounded and (whole := self._unbounded(query)):
            return whole
        return self._in_time(query) or self._of_entries(query)

    def _of_the_whole(self, query: Query) -> Reply:
        """The reply to what is asked of the résumé or the person as a whole."""
        if query.give == "updated":
            return Reply(f"The résumé was last updated in {self.index.profile.updated}.")
        if query.give == "overlap":
            return self.overlaps.reply(query)
        if query.give == "gap":
            return self.gaps.reply(query)
        others = self.attributes.of_another(query) if query.give == "contact" else []
        return self.facts.state(others) if others else self.person.reply(query)

    def _in_time(self, query: Query) -> Reply | None:
        """The reply to until when something is valid, and to what came before or after it."""
        expires = query.give == "expiry" and not (query.yesno and query.things)
        if expires or (query.give == "end" and self.validity.is_asked(query)):
            return self.validity.until(query)
        if query.state == "ended" and query.give in ("when", "end") and (over := self.validity.when_over(query)):
            return over
        if query.relative == "either" or (query.yesno and query.relative and query.anchors and self.named(query)):
            return self.succession.compared(query)
        return self.succession.reply(query) if query.relative else None

    def _of_entries(self, query: Query) -> Reply:
        """The reply to what is asked of some entries: whether something holds, or a facet of them."""
        if query.give == "expiry":
            query = replace(query, give="", state=query.state or "going")
        query = self.selector.of_one_statement(query) if query.narrow and query.things else query
        if query.select == ("education",) and query.narrow:
            query = self.selector.at_work(query)
        if query.state and (listed := self.validity.in_state(query)):
            return listed
        subject = query.things and all(t.found.named | t.found.titled for t in query.things)
        if query.state and subject and query.select in ((), ("certificates",)) and not query.give:
            query = replace(query, yesno=True)
        if query.state and not query.yesno:
            now, past = (False, False) if query.when else (query.state == "going", query.state == "ended")
            query = replace(query, state="", now=now, past=past)
        if (query.yesno and query.give not in LINKS) or query.compare:
            return self.verdicts.reply(query)
        reply = self.select(query)
        return self.reasons.checked(query, reply) if query.give == "why" else reply

    def _unbounded(self, query: Query) -> Reply | None:
        """The reply to a question that names nothing and no time: "how long?", "which technologies?", "where?"."""
        if query.counted and (fact := self.facts.reply(query)):
            return fact
        if query.give in ("where", "city") and not query.now:
            return self.attributes.reply(replace(query, attribute="residence"))
        if query.give == "about":
            return self.person.reply(query)
        if query.mode:
            return self.reply(replace(query, select=("work",), now=True))
        if query.give in _OF_ALL:
            section, facet = _OF_ALL[query.give]
            return self.reply(replace(query, select=(section,), give=facet))
        asks = query.now or query.give in LINKS or query.order or query.relative or query.compare
        return None if asks else no(replies.smalltalk(self.index, "noise"))

    def cards(self, chosen: Iterable[int]) -> tuple[Card, ...]:
        """The evidence as cards."""
        return tuple(card(self.index.entries[p], self.index.keys[p]) for p in chosen)

    def nearest(self, query: Query) -> list[str]:
        """Questions about the entries that a query names, to suggest when it cannot be answered itself."""
        rest = ~self.index.section("basics", "references")
        return [f"What is {self.index.entries[p].title}?" for p in self.spoken_of(query) if rest >> p & 1][:2]

    def spoken_of(self, query: Query) -> list[int]:
        """The entries that a query names, skills aside: what "there" means next, also where there is no answer."""
        skills = self.index.section("skills")
        return list(dict.fromkeys(p for thing in query.things for p in bits(thing.found.named & ~skills)))

    def select(self, query: Query) -> Reply:
        """The reply from the entries that the query selects."""
        query = self.selector.of_itself(query)
        if query.give in ("when", "start", "end") and not query.select and self._only_alike(query):
            return self.absence.unconnected(query)
        if there := self._there(query):
            return self.give(replace(query, things=()), there)
        if kinds := self.lists.of_kinds(query):
            return kinds
        fact = self.facts.reply(query)
        if fact and self.people.tells(query, fact):
            return fact
        if query.give == "common":
            return self._common(query)
        if query.give == "setting":
            chosen = self.selector.subjects(query, self.selector.pool(query))
            names = joined([name(self.index.entries[p]) for p in bits(chosen)])
            return given(self.facets.setting(list(bits(chosen)))) or no(
                f"The résumé ties {names} to no job and to no studies."
            )
        if query.give == "technologies" and (of_kind := self._of_kind(query)):
            return of_kind
        pool = self.selector.pool(query)
        if query.give in LINKS and not (query.things or query.select or query.scope or query.when or query.anchors):
            basics = self.index.section("basics")
            pool = basics if any(links(self.index.entries[p], query.give) for p in bits(basics)) else pool
            return self.give(query, pool)
        span = self.selector.time(query)
        timed = self.selector.timed(query, pool, span) if span or not query.anchors or query.relative else 0
        if not timed:
            return self.nothing(query, pool, span)
        timed = self.limits.won(query, timed)
        if query.order:
            timed = self.selector.timeline.ended(timed) or timed if query.edge == "end" else timed
            timed = self.selector.subjects(query, timed) if query.alternatives else self.selector.titled(query, timed)
            timed = self.selector.timeline.several(timed, query) or timed
        return self.give(query, timed)

    def _there(self, query: Query) -> int:
        """What was done in the only thing that is named, a place: "what did she do in Paris?"."""
        alone = len(query.things) == 1 and query.asks and not (query.things[0].found.named or query.scope)
        if not alone or query.give not in ("", "about") or query.select or query.when or query.order or query.now:
            return 0
        return self.selector.placed(query.things[0]) & ~self.index.section("employers")

    def _common(self, query: Query) -> Reply:
        """What several entries share, by what they used and the firm they belong to."""
        subjects = [p for t in query.things for p in list(bits(t.found.named & ~self.index.section("skills")))[:1]]
        subjects = list(dict.fromkeys(subjects)) or list(bits(self.selector.of_keys(query.scope)))
        if len(subjects) < 2:
            return self.absence.unconnected(query)
        names = joined([name(self.index.entries[p]) for p in subjects])
        return given(self.facets.common(subjects)) or no(f"The résumé states nothing that {names} have in common.")

    def _of_kind(self, query: Query) -> Reply | None:
        """ "Which monitoring tools at X and Y?": of what each of them used, that which is in the group of skills."""
        skills = self.index.section("skills")
        rest = tuple(thing for thing in query.things if thing.found.named & ~skills)
        if not 0 < len(rest) < len(query.things):
            return None
        plain = replace(query, things=rest, alternatives=len(rest) > 1)
        chosen = list(bits(self.selector.pool(plain) & ~skills))
        if of_kind := self.facets.of_kind(query, chosen):
            return given(of_kind)
        itself = self.selector.subjects(plain, self.selector.pool(plain))
        alone = len(rest) == 1 and not self.selector.matching(query) & itself
        used = self.facets.technologies(plain, list(bits(itself))) if alone else None
        kind = joined([thing.text for thing in query.things if thing not in rest])
        return Reply(clip(f"The résumé does not say which is for {kind}. {used[0]}"), tuple(used[1])) if used else None

    def _only_alike(self, query: Query) -> bool:
        """Whether some word stands in the résumé only as a synonym: too little to date something by."""
        mask = self.selector.everything()
        for thing in query.things:
            own_words = replace(thing, found=thing.found._replace(statements=thing.found.exactly))
            called = self.index.holders(thing.found.statements, "title") | self.selector.typed(thing.found.statements)
            mask &= self.selector.satisfying(own_words) | thing.found.titled | called
        return not mask

    def give(self, query: Query, mask: int) -> Reply:
        """What is asked for of these entries: of those that the question is about, if it names any."""
        if query.order and query.alternatives and query.give in ("who", "where"):
            query = replace(query, give="")
        lasts = query.order in ("longest", "shortest") and any(self.facets.lengths.lasts(p) for p in bits(mask))
        if lasts and not query.give:
            query = replace(query, give="duration")
        if query.give == "who" and query.deed:
            if not (did := self.people.firms(query, mask)):
                return self.absence.unsaid(query, list(bits(self.selector.subjects(query, mask))))
            mask = did
        if not query.select and query.things and query.give != "count":
            mask = self.selector.subjects(query, mask)
        if query.select == ("skills",) and query.give in ("", "technologies", "about", "who", "name"):
            return self.skills.listed(query, mask)
        named, whole = reduce(or_, (thing.found.named for thing in query.things), 0), query.give in ("", "about")
        groups = mask & named if not query.select and (whole or query.give in ("name", "technologies")) else 0
        if groups and not groups & ~self.index.section("skills"):
            return self.skills.listed(query, groups)
        chosen = self.selector.timeline.sorted(mask, query.sort)
        if whole and not query.select and query.things and not self._called(query, chosen):
            return self._mentioned(query, chosen)
        if query.give == "where" and query.select and set(query.select) <= {"employers", "work"}:
            query = replace(query, give="")
        return self._of_firms(query, chosen, named) or self._facet(query, chosen)

    def _mentioned(self, query: Query, chosen: Sequence[int]) -> Reply:
        """Where the résumé mentions things that are no entries of their own, together or one by one."""
        if len(query.things) == 1 or query.alternatives or together(query.things):
            return self.mentions(query, chosen)
        return self.aside.each(query) or self.facts.of_one_entry(query, chosen) or self.absence.unconnected(query)

    def _of_firms(self, query: Query, chosen: Sequence[int], named: int) -> Reply | None:
        """The employers asked for with the posts held there; None where one is named and asked about for itself."""
        if query.select != ("employers",) or query.give not in ("", "about", "who", "role"):
            return None
        itself = chosen and not query.when and all(named >> p & 1 for p in chosen)
        if itself and query.give in ("", "about"):
            return self._facet(replace(query, select=()), chosen)
        firms = self.employers(query, chosen)
        return (
            no(f"The résumé names nobody for that; it lists {firms.text}") if itself and query.give == "who" else firms
        )

    def _facet(self, query: Query, chosen: Sequence[int]) -> Reply:
        """The facet asked for of these entries, or that it is missing."""
        entries = self.index.entries
        if query.pronoun and not query.select and query.give in ("", "about"):
            chosen = [p for p in chosen if entries[p].section != "employers"] or chosen
        if query.give == "role" and not query.select:
            jobs, mask = replace(query, select=("work",), weak=False), sum(1 << p for p in chosen)
            chosen = list(bits(self.selector.within(jobs, mask))) or chosen
        post = query.select == ("work",) and not query.give and (query.headed or query.relative) and len(chosen) == 1
        said = self.facets.say(replace(query, give="role") if post else query, chosen)
        if said is None and query.give in LINKS and len(query.things) > 1 and not self.named(query):
            alone = (self.facets.say(query, list(bits(self.selector.satisfying(t)))) for t in query.things)
            said = next(filter(None, alone), None)
        if said is None:
            return self._told(query, chosen)
        many = len(said[1]) > 1 and query.give in ("", "about", "role")
        lead = self._lead(query, said[1]) if many else self.person.calling(query)
        return Reply(clip(lead + said[0]), tuple(said[1]))

    def _told(self, query: Query, chosen: Sequence[int]) -> Reply:
        """What entries that do not state a facet tell of it in a clause."""
        told = self.facts.placed(chosen) if query.give in ("where", "city") else []
        if query.narrow == ("language",):
            told = told or self.facts.of_kind("spoken language", sum(1 << p for p in chosen))
        return self.facts.state(told) if told else self.absence.unsaid(query, chosen)

    def _lead(self, query: Query, chosen: Sequence[int]) -> str:
        shown = tuple(dict.fromkeys(self.index.entries[p].section for p in chosen))
        sections = query.select if set(shown) <= set(query.select) else shown
        dates = any(not self.index.relations.stated[p] for p in chosen) and any(
            t.found.named & self.index.section("employers") for t in query.things
        )
        entries = [self.index.entries[p] for p in chosen]
        return f"{counted(entries, sections)}{', some going by their dates' if dates else ''}: "

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
                jobs = [q for q in jobs if self.selector.timeline.at(1 << q, span)] or jobs
            if query.now:
                jobs = [q for q in jobs if self.selector.timeline.current(1 << q)] or jobs
            held = (self.index.entries[q] for q in jobs)
            roles = "; ".join(f"{job.title} ({period(job.period)})" if job.period else job.title for job in held)
            texts.append(f"{self.index.entries[p].title}{self._aka(p)}{': ' + roles if roles else ''}")
            evidence += [p, *jobs]
        return Reply(clip(". ".join(texts) + "."), tuple(dict.fromkeys(evidence)))

    def _aka(self, p: int) -> str:
        entry = self.index.entries[p]
        alias = next((alias for alias in entry.aliases if entry.title not in alias), "")
        return f" ({alias})" if alias else ""

    def nothing(self, query: Query, pool: int, span: Span | None) -> Reply:
        """Nothing matches all that was asked: each name by itself, or what is missing."""
        if query.select and not (query.yesno or span) and (loosened := self.aside.word_by_word(query)):
            return self.select(loosened)
        studied = query.select == ("education",) and not query.give
        if (query.give == "where" or studied) and query.select and self.named(query) and not span and not query.yesno:
            return self.select(replace(query, give="where", select=()))
        if query.select == ("languages",) and query.things and not query.yesno:
            in_a_language = self.facts.of_kind("spoken language", self.selector.matching(query))
            return self.facts.state(in_a_language) if in_a_language else self.select(replace(query, select=()))
        if query.now and query.give in ("where", "who") and not (query.select or query.yesno or self.named(query)):
            current = self.select(replace(query, things=(), give="", select=("employers",)))
            return current.led("The résumé does not say so of now, but:") if current.answered else current
        named = tuple(thing for thing in query.things if thing.found.named)
        if query.give == "with" and 0 < len(named) < len(query.things):
            return self.select(replace(query, things=named))
        if query.give == "duration" and not span and self.selector.is_one(query.things):
            meant = self.selector.meant(query.things, strictly=True)
            return self.give(replace(query, things=(), select=()), meant) if meant else self.absence.unconnected(query)
        alone = self.aside.each(query) if not (pool and span) and (query.things or query.anchors) else None
        return alone or self.aside.but_for_one(query, span) or self.absence.nothing(query, pool, span)

    def mentions(self, query: Query, chosen: Sequence[int]) -> Reply:
        """Where the résumé mentions something that is not an entry of its own."""
        statements = self.facts.mentions(query.things, sum(1 << p for p in chosen), "clause")
        if len(statements) == 1 and not any(self.index.entries[p].section == "skills" for p in chosen):
            return self.facts.state(statements)
        return self.skills.mentions(query, chosen)
