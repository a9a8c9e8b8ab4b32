"""Yes or no, with the evidence; still or no longer; at least or at most."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from bot.answer import replies
from bot.answer.anchors import together
from bot.answer.reply import Reply, no
from bot.answer.select import DROPPABLE
from bot.answer.wording import clip, joined, length, listing, months, name, section_name
from bot.answer.years import elsewhen
from bot.index import Statement, bits
from bot.language import singular
from bot.relations import Span
from bot.text import fold, phrase, says, stem, words
from bot.understand.query import Query

if TYPE_CHECKING:
    from bot.answer.engine import Engine


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Answers the questions that ask for yes or no, with what the engine selects and says."""

    engine: Engine

    def licensed(self, query: Query) -> Reply | None:
        """Yes to whether one is able or allowed to operate what a certificate is for."""
        grammar, index = self.engine.index.language.phrases["grammar"], self.engine.index
        said = [word.folded for word in words(query.text)]
        unsaid = {*query.left, *query.loose} - {*grammar["operating"]}
        operates = set(grammar["operating"]) & set(said) and set(grammar["licensed"]) & set(said)
        things = [thing for thing in query.things if thing.text not in grammar["operating"]]
        if not operates or unsaid or not things or query.now or query.when or query.scope:
            return None
        within = index.section("certificates") | self.engine.selector.loose()
        for thing in things:
            within &= index.holders(thing.found.exactly, "title", "clause")
        ended, _ = self.engine.validity.states(within)
        verdict = "No" if within and {s.entry for s in ended} == set(bits(within)) else "Yes"
        texts = " ".join(map(self.engine.facets.describe, bits(within)))
        return Reply(clip(f"{verdict}. {texts}"), tuple(bits(within))) if within else None

    def reply(self, query: Query) -> Reply:
        if result := self.engine.claims.result(query):
            return result
        if query.weak and query.things and set(query.select) <= DROPPABLE:
            query = replace(query, select=())
        if query.compare:
            return self._compare(query)
        certified = self.engine.validity.is_asked(replace(query, yesno=False))
        if query.now and query.things and certified:
            query = replace(query, now=False, state="going")
        bounded = query.during or (query.when and not certified)
        if query.state and (query.things or query.scope) and not bounded:
            return self._still(query)
        return self._whether(query)

    def _whether(self, query: Query) -> Reply:
        """Whether anything bears a question out, and nothing speaks against it."""
        selector, plain = self.engine.selector, replace(query, yesno=False)
        pool, span = selector.pool(plain), selector.time(query)
        if span and not query.select and self.engine.named(query):
            pool = selector.subjects(query, pool)
        timed = selector.timed(query, pool, span)
        if query.order and timed:
            return self.engine.limits.qualified(query, self.engine.select(plain), "")
        if not timed and not span and len(query.things) > 1 and query.select in ((), ("skills",)):
            timed = self._all_listed(query)
        if not timed:
            return self._deny(query, pool, span)
        timed = (timed & self._said(self._kind_of_studies(query))) or timed
        return self._refuted(query, timed) or self._affirmed(query, self._evidence(plain, timed, span), timed)

    def _all_listed(self, query: Query) -> int:
        """The groups of skills that list the things, where no entry says them all but each of them is listed."""
        skills = self.engine.index.section("skills")
        plain = replace(query, yesno=False)
        each = [self.engine.selector.pool(replace(plain, things=(thing,))) & skills for thing in query.things]
        return reduce(or_, each) if all(each) else 0

    def _refuted(self, query: Query, mask: int) -> Reply | None:
        """What the entries that match say against what is asked, or do not say of it."""
        checks = (self.engine.claims.checked, self._of_another, self._lesser)
        if denied := next(filter(None, (check(query, mask) for check in checks)), None):
            return denied
        unsaid = self.engine.deeds.refuted(query, mask) or self.engine.limits.reversed(query, mask)
        return unsaid if unsaid and (unsaid.answered or not self._negated(query, unsaid)) else None

    def _evidence(self, plain: Query, mask: int, span: Span | None) -> Reply:
        """What the entries that match say of what is asked."""
        engine, skills = self.engine, self.engine.index.section("skills")
        fact = engine.facts.reply(replace(plain, yesno=True, when=None))
        listed = plain.things and all(engine.selector.satisfying(thing) & skills for thing in plain.things)
        known = listed and mask & skills and not span
        if not plain.select and (known or (fact is None and self._extras(plain, mask) and not plain.alternatives)):
            return engine.mentions(plain, list(bits(mask)))
        if fact and not span:
            return fact
        if mask & engine.index.section("employers") == mask:
            return engine.employers(plain, list(bits(mask)))
        return engine.give(replace(plain, give="" if plain.give == "about" else plain.give), mask)

    def _affirmed(self, query: Query, reply: Reply, mask: int) -> Reply:
        """This reply with its verdict, unless it is of another time."""
        if query.when and (others := self._elsewhen(query, mask)):
            said = self.engine.facts.state(others).text
            return no(clip(f"The résumé does not say so of the time {query.when.text}, but: {said}"))
        limits, chosen = self.engine.limits, sum(1 << p for p in {*reply.chosen})
        if reply.answered and self.engine.deeds.is_only_told(query, chosen):
            return reply.led("The résumé does not say so in as many words.")
        denial = self._negated(query, reply) or limits.has_lapsed(query, chosen)
        return limits.qualified(query, reply, "No." if denial else "Yes.")

    def _elsewhen(self, query: Query, mask: int) -> list[Statement]:
        """The clauses that say all but the names, where each of them dates it otherwise."""
        assert query.when
        plain = [thing for thing in query.things if not thing.found.named & mask]
        told = self.engine.index.stated(together(plain), of=mask)
        keys = {key for thing in plain for key in thing.key.split()}
        dated = all(s.kind == "clause" and elsewhen(s.text, query.when.span, keys) for s in told)
        return told[:2] if dated else []

    def _negated(self, query: Query, reply: Reply) -> bool:
        """Whether the text denies what it is to prove: "no criminal work", a prize that one was nominated for."""
        language = self.engine.index.language
        if any(re.search(rf"\b{re.escape(t.text)}\w*: no(?:ne)?\b", reply.text, re.IGNORECASE) for t in query.things):
            return True
        if self._is_not_won(query, reply) or self._has_failed(query, reply.text):
            return True
        denied = self._denied(reply.text)
        named = {part for thing in query.things for part in thing.key.split()}
        alike = self.engine.index.language.alike
        plain = {
            key for thing in query.things if not thing.found.named for key in alike(thing.key) | {thing.key.split()[0]}
        }
        things = plain & denied.keys()
        asked = {word.stem for word in words(query.text) if len(word.stem) > 3 and word.folded not in language.light}
        verbs = (asked - named) & denied.keys()
        return any(all(denied[key]) for key in things) or any(all(denied[key]) for key in verbs)

    def _denied(self, text: str) -> dict[str, list[bool]]:
        """For each stem of a text, whether its mentions are denied: near behind "no", in the same breath as "not"."""
        denying, unless = (set(self.engine.index.language.phrases["negation"][kind]) for kind in ("before", "unless"))
        denied: dict[str, list[bool]] = {}
        for part in re.split(r"[.,;:()]\s", text):
            said = [word.folded for word in words(part)]
            for i, word in enumerate(said):
                near, before = set(said[max(0, i - 2) : i]), set(said[max(0, i - 6) : i])
                held = near & denying or before & {"not", "never"}
                denied.setdefault(stem(word), []).append(bool(held) and not before & unless)
        return denied

    def _has_failed(self, query: Query, text: str) -> bool:
        """Whether a success is asked for, and only a failure told: "did they summit?", "turned back below the top"."""
        asked, said = self._outcomes(query.text), self._outcomes(text)
        return "achieved" in asked and "failed" in said - asked and "achieved" not in said

    def _outcomes(self, text: str) -> set[str]:
        outcomes = self.engine.index.language.phrases["outcome"]
        return {kind for kind in ("achieved", "failed") if says(text, *map(phrase, outcomes[kind]))}

    def achieved(self, query: Query) -> Reply | None:
        """How something turned out that one asks for by a word of success that the résumé lacks: "did they summit?"."""
        success = {phrase(words) for words in self.engine.index.language.phrases["outcome"]["achieved"]}
        asked = query.yesno and query.things and all(phrase(word) in success for word in query.loose)
        return self._turned_out(replace(query, loose=())) if asked else None

    def _turned_out(self, query: Query) -> Reply | None:
        """Whether something that is no prize was won: by what the entries that are named say of how it came out."""
        index = self.engine.index
        within = self.engine.selector.matching(query) & ~index.section("awards", "skills", "employers")
        said = [s for s in index.statements if s.kind in ("clause", "field") and within >> s.entry & 1]
        told = [s for s in said if self._outcomes(s.text)] if within.bit_count() <= 2 else []
        if not told:
            return None
        reply = self.engine.facts.state(told[:2])
        return reply.led("Yes." if "achieved" in self._outcomes(reply.text) else "No.")

    def _lesser(self, query: Query, mask: int) -> Reply | None:
        """That the studies listed are none of the kind asked for: a certificate is no degree."""
        index = self.engine.index
        noun = self._kind_of_studies(query)
        if not noun or self._said(noun) & mask:
            return None
        listed = listing([index.entries[p] for p in bits(mask)])
        return Reply(clip(f"The résumé lists no {noun}, but: {listed}"), tuple(bits(mask)))

    def _kind_of_studies(self, query: Query) -> str:
        """The noun for a kind of studies that is asked for by itself: "degree", "university"; else ""."""
        language = self.engine.index.language
        known = {*language.kinds, *map(stem, language.phrases["tells"])}
        nouns = [*query.narrow, *(word.folded for word in words(query.text) if word.stem in known)]
        return nouns[0] if nouns and query.select in (("education",), ("publications",)) else ""

    def _said(self, noun: str) -> int:
        """The entries that say a noun, or what else tells of one."""
        index = self.engine.index
        told = index.language.phrases["tells"].get(singular(noun), ())
        if not told:
            return index.holders(index.find(phrase(noun)).statements)
        return index.holders(reduce(or_, (index.find(phrase(text)).exactly for text in (noun, *told))))

    def _is_not_won(self, query: Query, reply: Reply) -> bool:
        """Whether all that is shown are prizes that one did not get, where the question is not about just that."""
        awards = sum(1 << p for p in {*reply.chosen}) & self.engine.index.section("awards")
        missed = self.engine.limits.missed(awards).bit_count()
        return missed == len({*reply.chosen}) > 0 and not self.engine.limits.is_missed(query.text)

    def _of_another(self, query: Query, mask: int) -> Reply | None:
        """What the résumé says of somebody else, or only uses: no evidence that the person is it, or made it."""
        index = self.engine.index
        person = replies.first_name(index)
        if mask & index.section("references") == mask and "references" not in query.select:
            clauses = [s for s in self.engine.facts.best(query, mask) if s.kind == "clause"]
            if not clauses:
                return no(f"The résumé says that of {name(index.entries[next(bits(mask))])}, not of {person}.")
        made = [thing for thing in query.things if thing.key == query.made]
        if made and self.engine.selector.satisfying(made[0]) & index.section("skills"):
            return no(f"The résumé does not say that {person} made {made[0].text}; it lists it as a skill.")
        posts = index.section("work", "volunteer") & ~mask
        for thing in query.things:
            held = [p for p in bits(thing.found.named & posts) if fold(index.entries[p].title) == fold(thing.text)]
            if held and not mask & thing.found.named:
                where = joined([name(index.entries[p]) for p in held])
                return no(f"The résumé does not say so; the role of {thing.text} that it lists is {where}.")
        return None

    def _extras(self, query: Query, mask: int) -> bool:
        subjects = self.engine.selector.subjects(query, mask)
        return any(not self.engine.facts.is_name(t, subjects) for t in query.things)

    def _deny(self, query: Query, pool: int, span: Span | None) -> Reply:
        won = query.select == ("awards",) and query.things
        if won and (turned := self._turned_out(query)):
            return turned
        reply = self.engine.nothing(query, pool, span)
        if not reply.answered and query.things and pool == 0 and len(query.things) == 1 and query.select:
            return no(
                f"The résumé does not say so: it lists no {section_name(query.select)} for {query.things[0].text}."
            )
        return reply

    def _still(self, query: Query) -> Reply:
        """Whether something goes on: by what the résumé says of its end, else by its period."""
        pool = self.engine.selector.pool(replace(query, yesno=False))
        pool = self.engine.selector.subjects(query, pool)
        ended, going = self.engine.validity.states(pool, query.when)
        posts = self.engine.index.section("work", "volunteer", "employers", "education")
        if self.engine.selector.timeline.ended(pool & posts) == pool:
            going = []
        if ended or going:
            return self.engine.facts.state((ended or going)[:2]).led(f"{_verdict(query.state, bool(ended))}.")
        return self._lasting(query, pool)

    def _lasting(self, query: Query, pool: int) -> Reply:
        """Whether something goes on, by its period alone."""
        index, entries = self.engine.index, self.engine.index.entries
        dated = [p for p in bits(pool) if entries[p].period]
        current = list(bits(self.engine.selector.timeline.current(pool)))
        said = ((t.found.named, t.found.exactly | index.related(t.text.lower()).statements) for t in query.things)
        called = reduce(or_, (named | index.holders(alike, "title") for named, alike in said), 0)
        meant = [p for p in dated if called >> p & 1]
        if not dated or not (current or meant or query.scope):
            mentioned = f"; it mentions that in {joined([name(entries[p]) for p in dated[:3]])}" if dated else ""
            return no(f"The résumé does not say{mentioned}.")
        if all(entries[p].section == "certificates" for p in dated):
            names = joined([name(entries[p]) for p in dated])
            return no(f"The résumé does not say until when {names} is valid.")
        chosen = (current or meant or dated)[:3]
        as_of = f" as of {index.profile.updated}" if current else ""
        verdict = _verdict(query.state, not current)
        return Reply(clip(f"{verdict}{as_of}: {listing([entries[p] for p in chosen])}"), tuple(chosen))

    def _compare(self, query: Query) -> Reply:
        """Whether something lasted at least, or at most, so many months."""
        assert query.compare is not None
        index = self.engine.index
        sections = query.select or (() if query.things or query.scope else ("work",))
        pool = self.engine.selector.pool(replace(query, select=sections, yesno=False))
        pool = self.engine.selector.subjects(query, pool)
        chosen = [p for p in bits(pool) if index.spans[p]]
        if not chosen:
            return no("The résumé does not say for how long.")
        if query.select and not query.weak and not query.things and query.select != ("work",):
            return self._each_holds(query, query.compare, chosen)
        facets = self.engine.facets
        said = facets.lengths.total(chosen) if len(chosen) > 1 else facets.lengths.duration(query, chosen)
        verdict = "Yes" if self._holds(facets.lengths.months_of(chosen), query.compare) else "No"
        return Reply(clip(f"{verdict}: {said[0] if said else length(facets.lengths.months_of(chosen))}"), tuple(chosen))

    def _each_holds(self, query: Query, compare: tuple[str, int], chosen: list[int]) -> Reply:
        """Which of several entries lasted so long, if any did."""
        index = self.engine.index
        fits = [p for p in chosen if (span := index.spans[p]) and self._holds(months(span), compare)]
        yes = "Yes, " if query.yesno else ""
        if fits:
            lead = f"{yes}{len(fits)} {section_name(query.select, len(fits))}: "
            return Reply(listing([index.entries[p] for p in fits], lead), tuple(fits))
        longest = list(bits(self.engine.selector.timeline.ordered(sum(1 << p for p in chosen), "longest")))
        said = self.engine.facets.lengths.duration(replace(query, things=()), longest[:1])
        return Reply(clip(f"No, none: the longest is {said[0] if said else ''}"), tuple(longest[:1]))

    def _holds(self, count: int, compare: tuple[str, int]) -> bool:
        return count >= compare[1] if compare[0] == "least" else count <= compare[1]


def _verdict(state: str, ended: bool) -> str:
    """Yes or no to "is it going?" or "has it ended?"; which of the two to "is it going or has it ended?"."""
    if state == "either":
        return "Ended" if ended else "Still going"
    return "Yes" if ended == (state == "ended") else "No"
