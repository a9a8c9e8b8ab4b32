"""What a question claims of the entries it names: how far it went, how well, for whom; true only by what is stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_

from bot import language
from bot.answer import replies
from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import clip, dated, joined, listing, name
from bot.index import Index, Statement, bits
from bot.text import fold, phrase, says, words
from bot.understand.query import Query, Thing

_AT_WORK = ("basics", "work", "volunteer", "employers", "references")
_NOT_LASTING = ("basics", "awards", "talks", "publications", "certificates", "skills", "languages", "references")
_MARK = r"(?-i:[A-F](?:[*+-]| minus| plus)?(?![\w.]))"


@dataclass(frozen=True, slots=True)
class Claims:
    """Checks against one index what is asked to be affirmed of the entries that a question finds."""

    index: Index
    selector: Selector
    facts: Facts

    def checked(self, query: Query, mask: int) -> Reply | None:
        """What the entries that match state of the claim; None when the question claims no such thing."""
        if query.mode:
            return self._in_mode(query, self.selector.subjects(query, mask))
        checks = (self._level, self._unfinished, self._elsewhere, self._by_dates, self._prize_for_another)
        return next(filter(None, (check(query, mask) for check in checks)), None)

    def _in_mode(self, query: Query, mask: int) -> Reply:
        """Whether a post or studies were full-time, part-time, freelance...: where it is stated of just these."""
        told, against = self.index.language.phrases["told_mode"], self.index.language.phrases["against"]
        posts = mask | (self.index.reach(mask & self.index.section("employers")) & self.index.section("work"))
        said = [s for s in self.index.statements if posts >> s.entry & 1 and s.kind not in ("link", "keyword")]
        for verdict, modes in (("Yes", (query.mode,)), ("No", against.get(query.mode, ()))):
            found = [s for s in said if any(_tells(s, text) for mode in modes for text in told[mode])]
            if found:
                return Reply(clip(f"{verdict}. {self._say(found[:2])}"), tuple({s.entry: None for s in found[:2]}))
        return no(f"The résumé does not say whether that was {query.mode}: {self.facts.facets.names(mask)}.")

    def _say(self, statements: Iterable[Statement]) -> str:
        """These statements as sentences; what an entry is called with its dates."""
        called = ("title", "organization")
        said = (dated(self.index.entries[s.entry]) + "." if s.kind in called else self.facts.say(s) for s in statements)
        return " ".join(dict.fromkeys(said))

    def result(self, query: Query) -> Reply | None:
        """Whether something was passed or won with the mark or place that is asked for, by those that are stated."""
        results = self.index.language.phrases["result"]
        letter = re.search(rf"\b(?:an?|got|get) ({_MARK}|\d\.\d+)(?= (?:in|for|at|from|on)\b|\W*$)", query.text)
        asked = letter[1] if letter else next((kind for kind in results if self._results(query.text) == {kind}), "")
        if not asked:
            return None
        grade = {word for texts in results.values() for text in texts for word in phrase(text).split()}
        things = [t for t in query.things if not set(t.key.split()) <= grade]
        mask = self.index.section(*(("awards",) if asked.endswith("prize") else ("education", "certificates")))
        mask = self.selector.narrowed(query, mask) if query.narrow else mask
        mask = reduce(and_, map(self.selector.satisfying, things), mask)
        found: list[tuple[str, int]] = []
        for p in bits(mask):
            said = [s for s in self.index.statements if s.entry == p and s.kind in ("clause", "field", "title")]
            given = [m[1] for s in said for t in things for m in _marks(s.text, t.text)] if letter else []
            whole = [s for s in said if s.label == "score" or re.fullmatch(_MARK, s.text.strip(". "))]
            given = given or [s.text.strip(". ") for s in whole if letter]
            given = given or [kind for s in said if not letter for kind in self._results(s.text)]
            if given or whole:
                found.append((("Yes. " if asked in given else "No. ") if given else "", p))
        if found:
            verdict, p = max(found)
            return Reply(clip(verdict + self.facts.facets.describe(p)), (p,))
        return no(f"The résumé gives no such result{f': {self.facts.facets.names(mask)}' if mask and things else ''}.")

    def _results(self, text: str) -> set[str]:
        """The marks and places that a text speaks of, in words: a distinction, a first prize."""
        results = _results()
        return {kind for kind, keys in results.items() if says(text, *keys) or text.lower() == kind}

    def _level(self, query: Query, mask: int) -> Reply | None:
        """Whether something is known as well as the question has it, by the level that is stated."""
        things = [thing for thing in query.things if thing.found.statements]
        if not query.level or not things:
            return None
        asked = int(query.level)
        stated = [(rank, p, text) for p in bits(mask) for rank, text in self._levels(p, things[0])]
        if not stated:
            strict = asked > 3 and not mask & self.index.section("basics", "references")
            return no(f"The résumé does not say how well: {self.facts.facets.names(mask)}.") if strict else None
        rank, p, text = stated[0]
        about = name(self.index.entries[p])
        lead = about if text in about else f"{about}: {text}"
        verdict = "Yes" if rank >= asked or (asked == 1 and rank == 1) else "No"
        return Reply(clip(f"{verdict}. {lead.rstrip('.')}."), (p,))

    def _levels(self, p: int, thing: Thing) -> list[tuple[int, str]]:
        """The levels an entry gives of a thing: with the skill itself, for its group, or in a part of a sentence."""
        entry = self.index.entries[p]
        known = entry.section in ("languages", "skills")
        own = [k for k in entry.keywords if known and says(k, thing.key)]
        clauses = self.index.stated(thing.found.exactly, "clause", of=1 << p)
        parts = (part for s in clauses for part in re.split(r"[,;:]\s", s.text))
        own += [part for part in parts if f" {thing.key} " in (key := f" {phrase(part)} ") and key.count(" ") < 6]
        group = [entry.fields.get("fluency", ""), entry.fields.get("level", ""), entry.title] if known else []
        group += entry.clauses if entry.section == "languages" else []
        return [(rank, text) for text in (*own, *group) if (rank := self._rank(text))]

    def _rank(self, text: str) -> int:
        """How high the first word of a text that stands on the scale of levels is; 0 when none does."""
        said = f" {phrase(text)} "
        scale = self.index.language.phrases["scale"].items()
        found = [(at, -len(key), int(rank)) for rank, texts in scale for t in texts
                 if (at := said.find(f" {(key := phrase(t))} ")) >= 0]  # fmt: skip
        return min(found)[2] if found else 0

    def _unfinished(self, query: Query, mask: int) -> Reply | None:
        """No to whether something is finished that goes on; what has no dates may be either."""
        language, studies = self.index.language.phrases, self.index.section("education")
        subjects = self.selector.subjects(query, mask) & ~self.index.section(*_NOT_LASTING)
        holds = not subjects & ~studies and {w.folded for w in words(query.text)} & {*language["grammar"]["holding"]}
        plain = (query.edge == "end" or holds) and not (query.when or query.anchors or query.relative or query.order)
        if not plain or not subjects or not (query.things or query.select):
            return None
        told = [s for s in self.index.statements if subjects >> s.entry & 1 and s.kind in ("clause", "field", "title")]
        left = [s for s in told if any(text in fold(s.text) for text in language["outcome"]["unfinished"])]
        if left and {s.entry for s in left} == set(bits(subjects)):
            return Reply(clip(f"No. {self._say(left)}"), tuple({s.entry: None for s in left}))
        going = self.selector.timeline.current(subjects)
        if going and not self.selector.timeline.ended(subjects):
            return Reply(listing([self.index.entries[p] for p in bits(going)], "No: "), tuple(bits(going)))
        undated = not going and not self.selector.timeline.ended(subjects) and subjects & ~studies
        return (
            no(f"The résumé does not say whether that has ended: {self.facts.facets.names(subjects)}.")
            if undated
            else None
        )

    def _elsewhere(self, query: Query, mask: int) -> Reply | None:
        """That the place one is asked to have worked in is only that of a talk, a journey or a firm's own seat."""
        text, skills = fold(query.text), self.index.section("skills")
        firms = self.index.section("employers", "work", "volunteer")
        things = [t for t in query.things if not t.found.named & firms and (query.works or t.key == query.at)]
        places = [t for t in things if re.search(rf"\b(?:in|for|to) (?:the |an? )?{re.escape(fold(t.text))}\b", text)]
        if not places or any(self.selector.satisfying(t) & skills for t in places):
            return None
        worked = self.index.section(*_AT_WORK[query.now :]) & ~self.selector.breaks()
        worked &= self.selector.timeline.current(worked) if query.now else mask if query.when else worked
        for thing in places:
            said = self.index.stated(thing.found.statements, of=worked)
            if any(s.kind != "link" and not self._is_seat(s, thing) for s in said):
                continue
            person = replies.first_name(self.index)
            unsaid = f"The résumé does not say that {person} worked in {thing.text}"
            return no(f"{unsaid}; it only mentions that in {self.facts.facets.names(mask)}.")
        return None

    def _is_seat(self, statement: Statement, thing: Thing) -> bool:
        """Whether a clause only says where a firm sits: "a startup based in Leeds"."""
        seats = self.index.language.phrases["small"]["place"]
        before = f" {statement.key} ".partition(f" {thing.key} ")[0]
        return statement.kind == "clause" and any(f" {phrase(word)} " in f"{before} " for word in seats)

    def _by_dates(self, query: Query, mask: int) -> Reply | None:
        """That nothing but the dates ties a project to the firm it is asked to be of."""
        firms = [t for t in query.things if t.found.named & self.index.section("employers")]
        others = [t for t in query.things if t not in firms]
        mine = [p for t in others for p in bits(t.found.named & self.index.section("projects") & mask)]
        for firm in firms:
            theirs = self.index.reach(firm.found.named) & ~self.index.section("projects", *("awards", "talks"))
            for p in mine:
                said = self.index.holders(firm.found.statements) >> p & 1
                told = any(self.index.holders(t.found.statements) & theirs for t in others if t.found.named >> p & 1)
                if self.index.relations.stated[p] or said or told:
                    return None
        if not firms or not mine:
            return None
        projects = joined([dated(self.index.entries[p]) for p in dict.fromkeys(mine)])
        return no(f"The résumé does not say for whom that was made, {firms[0].text} or another: {projects}.")

    def _prize_for_another(self, query: Query, mask: int) -> Reply | None:
        """That a prize is not said to be for what the question names, neither by its own words nor by those of that."""
        said = reduce(and_, map(self.selector.satisfying, query.things), mask)
        if said or query.select != ("awards",):
            return None
        return no(f"The résumé does not say so: {' '.join(map(self.facts.facets.describe, list(bits(mask))[:3]))}")


def _tells(statement: Statement, text: str) -> bool:
    """Whether a statement gives a mode: a single word only where it says little else, "Weekend Hygienist"."""
    said = f" {phrase(statement.text)} {phrase(statement.label)} "
    alone = " " in text or "-" in text or statement.kind != "clause" or statement.key.count(" ") < 4
    return alone and f" {phrase(text)} " in said


def _marks(text: str, subject: str) -> list[re.Match[str]]:
    """The marks in brackets right behind a subject: "Biology (B)"."""
    return list(re.finditer(rf"{re.escape(subject)}[^,;(]*\(({_MARK})\)", text, re.IGNORECASE))


@cache
def _results() -> dict[str, tuple[str, ...]]:
    """The stems of the phrases for each result."""
    return {kind: tuple(map(phrase, texts)) for kind, texts in language.load().phrases["result"].items()}
