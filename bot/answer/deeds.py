"""Whether the résumé says all that a yes/no question does: the verb too, and of the person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.wording import clip, sentence
from bot.index import Index, Statement, bits
from bot.text import Word, fold, phrase, says, stem, words
from bot.understand.query import Query, Thing

_PARTS = re.compile(r"\s*(?:[,/&(;:|]|\band\b|\bthen\b|\blater\b)\s*")
_NOT_MADE = (
    "basics", "work", "employers", "volunteer", "education", "awards", "certificates", "skills", "languages",
    "interests", "references",
)  # fmt: skip
_NAMES = ("title", "organization", "place")
_SENTENCES = re.compile(r"(?<=[.;!?])\s+")
_BY = re.compile(r"\s*(?:\w+\s+)?by\s+(?=\W*[^\W\d_])")
_VERBAL = re.compile(r"\w+(?:s|ing|ed|er) (?!(?:in|on|at|with)\b)\w")


@dataclass(frozen=True, slots=True)
class Deeds:
    """Weighs what one index says of a thing against what a question says the person did with it."""

    index: Index
    facts: Facts

    def refuted(self, query: Query, mask: int) -> Reply | None:
        """What the résumé says of a thing instead of what is asked, or None where it bears the question out."""
        things = _said(query)
        if not things or query.scope or query.alternatives or query.state:
            return None
        said = self._behind_the_person(query)
        evidence = self.facts.mentions(things, mask)
        deed = self._deed(query, said)
        if said and (other := self._by_another(deed, said, evidence)):
            return other
        exactly = [s for s in evidence if any(f" {thing.key} " in f" {s.key} " for thing in things)] or evidence
        if exactly and all(map(self._is_wish, exactly)) and not self._wishes(fold(query.text)):
            return self._unsaid(query, mask, evidence)
        verbs = {stem(word) for form in self.index.language.phrases["deed"].get(deed, ()) for word in form.split()}
        objects = [thing for thing in things if thing.key not in verbs] or things
        within = mask if objects == things else mask | self.index.section("work", "volunteer")
        if deed and not any(self._is_borne_out(deed, thing, within) for thing in objects):
            able = words(query.text)[0].folded in self.index.language.phrases["grammar"]["able"]
            return None if able and mask & self.index.section("skills") else self._unsaid(query, mask, evidence)
        if (being := self._being(query, said, things)) and not any(self._is_it(query, being, s) for s in evidence):
            return self._unsaid(query, mask, evidence)
        verb = next((t for t in things if said and not deed and t.key == stem(said[0]) and not t.found.named), None)
        outcome = self.index.language.phrases["outcome"]["achieved"]
        does = verb and words(query.text)[0].folded in self._words("does") and said[0] not in outcome
        spoken = self.facts.mentions([verb], mask if len(things) > 1 or query.select else -1) if verb and does else []
        if verb and does and not any(self._is_done(s, verb) for s in spoken):
            return self._unsaid(query, mask, evidence)
        return None

    def is_only_told(self, query: Query, mask: int) -> bool:
        """Whether what a question says the person is only comes up in what is told: in no title, skill or own word."""
        said = self._behind_the_person(query)
        article = said and said[0] in self.index.language.phrases["grammar"]["one"]
        being = self._being(query, said, _said(query)) if article else None
        if not being or being.found.named:
            return False
        told = mask & self.index.holders(being.found.statements)
        shown = self.index.holders(being.found.statements, "title", "keyword", "field")
        return bool(told) and not told & (shown | self.index.section("basics", "interests", "references"))

    def _behind_the_person(self, query: Query) -> list[str]:
        """A question from the verb behind the person on: "own a bus" of "does he own a bus?"; [] for none."""
        persons, between = self._words("subject"), self._words("between")
        said = words(query.text)
        at = next((n for n, w in enumerate(said[:6]) if n and (w.folded in persons or w.stem in self.index.person)), 0)
        rest = [w.folded for w in said[at + 1 :] if at and w.stem not in self.index.person]
        while rest and rest[0] in between:
            rest = rest[1:]
        return rest

    def _being(self, query: Query, said: list[str], things: Iterable[Thing]) -> Thing | None:
        """What a question says the person is: "a pianist", "blind"."""
        grammar = self.index.language.phrases["grammar"]
        if words(query.text)[0].folded not in grammar["being"] or not said or said[0].endswith("ing"):
            return None
        behind = phrase(" ".join(said[said[0] in grammar["one"] :]))
        return next((thing for thing in things if f"{behind} ".startswith(f"{thing.key} ")), None)

    def _is_it(self, query: Query, being: Thing, statement: Statement) -> bool:
        """Whether a statement says what the person is: in the word itself or another one, in no name and no wish."""
        own = self.index.section("basics", "interests", "work", "volunteer", "education", "certificates", "languages")
        names = statement.kind in ("organization", "place", "link")
        if names or self._is_wish(statement) or (statement.kind != "clause" and not own >> statement.entry & 1):
            return False
        past = (
            query.now and statement.kind == "title" and not self.facts.selector.timeline.current(1 << statement.entry)
        )
        said = f" {' '.join(w.folded for w in words(statement.text))} "
        itself = f" {fold(being.text)} " in said
        member = (m for m in self.index.language.alike(being.key) if m[:4] != being.key[:4])
        called = statement.kind != "clause" or self.index.section("basics") >> statement.entry & 1
        return not past and (itself or (bool(called) and any(f" {m} " in f" {statement.key} " for m in member)))

    def _words(self, kind: str) -> frozenset[str]:
        return frozenset(self.index.language.phrases["agent"][kind])

    def _deed(self, query: Query, said: list[str]) -> str:
        """The slight verb that the evidence has to say as well; "" for none."""
        behind, whole = f"{' '.join(said)} ", f" {' '.join(w.folded for w in words(query.text))} "
        for verb, forms in self.index.language.phrases["deed"].items():
            if any(behind.startswith(f"{form} ") or (len(form) > 8 and f" {form} " in whole) for form in forms):
                return verb
        return ""

    def _is_borne_out(self, deed: str, thing: Thing, mask: int) -> bool:
        """Whether a statement says the verb of the thing, or the person holds or lists it as one who does it."""
        held = self.index.language.phrases["held"].get(deed, ())
        if any(self._tells(deed, thing, s, mask) for s in self.facts.mentions([thing], mask)):
            return True
        made = thing.found.named & mask & ~self.index.section(*_NOT_MADE)
        if "itself" in held and made and not thing.found.named & self.index.section("employers"):
            return True
        if "there" in held and mask & thing.found.named:
            return True
        posts = self.index.section("work", "volunteer")
        there = self.index.reach(mask & (thing.found.titled | self._called(thing))) & mask & posts
        return any(self._is_role(self.index.entries[p].title, held) for p in bits(there))

    def _tells(self, deed: str, thing: Thing, s: Statement, mask: int) -> bool:
        """Whether one statement that mentions a thing bears a verb out."""
        phrases, posts = self.index.language.phrases, mask & self.index.section("work", "volunteer")
        done, held, alike = phrases["done"][deed], phrases["held"].get(deed, ()), self.index.language.alike(thing.key)
        told = [fold(part) for part in _SENTENCES.split(s.text) if self._says(part, thing)]
        if s.kind in ("clause", "field") and any(self._is_own(part, done, thing) for part in told):
            return True
        if s.kind == "title" and posts >> s.entry & 1:
            return not {w.folded for w in words(s.text)}.isdisjoint(done)
        ends = not told or any(s.key.endswith(f" {key} ") for key in alike)
        begins = s.label == "type" or any(s.key.startswith(f" {key} ") for key in alike)
        itself = "itself" in held and s.kind in ("title", "clause", "field") and not thing.found.named
        clause = s.kind == "clause" and (posts | mask & self.index.section("employers")) >> s.entry & 1
        if itself and clause and begins:
            return True
        if itself and (begins or ends) and (mask & ~self.index.section(*_NOT_MADE)) >> s.entry & 1:
            return True
        if "there" in held and ((ends and s.kind in _NAMES) or self.index.section("basics") >> s.entry & 1):
            return True
        listed = self.index.section("interests", "skills") >> s.entry & 1
        return bool(listed) and self._is_listed(s, thing, held)

    def _called(self, thing: Thing) -> int:
        """The entries with a thing in their name or that of their firm."""
        return self.index.holders(thing.found.statements, "title", "organization")

    def _says(self, text: str, thing: Thing) -> bool:
        return says(text, *self.index.language.alike(thing.key))

    def _is_own(self, text: str, forms: Iterable[str], thing: Thing) -> bool:
        """Whether a text says a verb of a thing as a résumé does of the person: first, or behind "and" or "I"."""
        found = (m for form in forms for m in re.finditer(rf"\b{re.escape(form)}\b", text))
        own = (m for m in found if self._is_first(text[: m.start()]) and not _BY.match(text, m.end()))
        return any(
            self._is_head(text[m.start() :], thing) or self._says(re.split("[,;]", text[: m.start()])[-1], thing)
            for m in own
        )

    def _is_head(self, text: str, thing: Thing) -> bool:
        """Whether a text says a thing for itself, not as what another noun is of: a woodland burial is no woodland."""
        alike, said = self.index.language.alike(thing.key), words(text)
        for n, m in ((n, n + len(key.split())) for key in alike for n in range(len(said))):
            if " ".join(w.stem for w in said[n:m]) in alike:
                after = said[m].folded if m < len(said) else ""
                gap = text[said[m - 1].end : said[m].start] if after else ""
                if gap != " " or after in self.index.language.light or after.endswith(("ing", "ed")) or after.isdigit():
                    return gap not in ("-", "'s ")
        return False

    def _is_first(self, before: str) -> bool:
        """Whether what stands before a verb leaves it to the person."""
        last = before.rstrip("*\"' ").rsplit(" ", 1)[-1]
        return not last or last[-1] in ",;:(&" or last == "-" or last in self._words("own")

    def _is_done(self, statement: Statement, verb: Thing) -> bool:
        """Whether a statement says a verb of the person: not as a noun, nor of what somebody else had done."""
        entry, text = 1 << statement.entry, fold(statement.text)
        learnt = entry & self.index.section("interests", "skills", "languages", "education", "certificates")
        if statement.kind in ("organization", "place", "link"):
            return False
        if statement.kind == "title" and not entry & self.index.section("work", "volunteer"):
            return bool(learnt)
        said = [w for w in words(text) if w.stem == verb.key]
        return bool(learnt) or not said or any(self._is_verb(w, verb, text) for w in said)

    def _is_verb(self, word: Word, verb: Thing, text: str) -> bool:
        """Whether a word is said as a verb of the person: "Coach the under-9s", no "Coach refurbishment line"."""
        after = text[word.end :].split(" ")[1:2]
        inflected = word.folded != fold(verb.text) or not after or after[0].endswith("s")
        governs = inflected or after[0] in self.index.language.light or stem(after[0]).isdigit()
        first = self._is_first(text[: word.start]) or word.folded.endswith("ings")
        return first and governs and not _BY.match(text, word.end)

    def _is_role(self, title: str, held: Iterable[str]) -> bool:
        """Whether a post is one of these: "Owner and baker"; or ends with one of a kind: "Second Violin"."""
        kinds = self.index.language.kinds
        for part in map(phrase, _PARTS.split(fold(title))):
            for role in map(phrase, held):
                ends = any(f" {part}".endswith(f" {member}") for member in kinds.get(role, ()))
                if ends or f"{part} ".startswith(f"{role} "):
                    return True
        return False

    def _is_listed(self, statement: Statement, thing: Thing, held: Iterable[str]) -> bool:
        """Whether a thing is listed, not as what something is done to, and is of a kind that one plays or does."""
        language = self.index.language
        alike = language.alike(thing.key)
        kinds = {member for role in map(phrase, held) for member in (role, *language.kinds.get(role, ()))}
        listed = [part for part in _PARTS.split(fold(statement.text)) if self._says(part, thing)]
        alone = [part for part in listed if phrase(part) in alike or not _VERBAL.match(part)]
        return bool(alone) and ("any" in held or bool(alike & kinds))

    def _is_wish(self, statement: Statement) -> bool:
        """Whether a statement only says what the person would like."""
        return statement.kind == "clause" and self._wishes(fold(statement.text))

    def _wishes(self, text: str) -> bool:
        return any(re.search(rf"(?<!\bnot )\b{re.escape(wish)}\b", text) for wish in self._words("wish"))

    def _by_another(self, deed: str, said: list[str], evidence: list[Statement]) -> Reply | None:
        """That the résumé names somebody else for it: "illustrated by Maeve Quill", "dir. Amparo Vidal"."""
        done = self.index.language.phrases["done"].get(deed, ())
        asked = {stem(word) for word in said}
        for s in evidence if not {"by", "with"} & set(said) else ():
            spoken = words(s.text)[1:] if s.kind in ("clause", "field") else ()
            for w in spoken:
                by = _BY.match(s.text, w.end) if w.stem in asked or w.folded in done else None
                maker = s.text[by.end() :].split()[0] if by else ""
                named = w.stem == stem(said[0]) or maker[:1].isupper()
                if maker and named and stem(fold(maker).strip(".,")) not in self.index.person | self._words("by"):
                    return Reply(clip(f"No. {self.facts.say(s)}"), (s.entry,))
        return None

    def _unsaid(self, query: Query, mask: int, evidence: list[Statement]) -> Reply:
        """That the résumé does not say it, with what it does mention: the posts with a name, or a statement."""
        named = reduce(or_, (thing.found.named for thing in query.things), 0)
        there = mask & self.index.reach(named & mask) & self.index.section("work", "volunteer") or mask & named
        told = [] if there else [s for s in evidence if s.kind in ("clause", "field")][:1]
        text = self.facts.say(told[0]) if told else sentence(self.facts.facets.names(there or mask))
        return no(clip(f"The résumé does not say so; it mentions: {text}"))


def _said(query: Query) -> list[Thing]:
    """The things of a question that the résumé says."""
    return [thing for thing in query.things if thing.found.statements or thing.found.named]
