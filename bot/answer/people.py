"""Who did something: whom a statement names for it, or the firm whose part it is in entries of that kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from bot.answer.anchors import together
from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.wording import joined
from bot.index import Index, Statement, bits
from bot.text import stem
from bot.understand.query import Query, Thing

_NAMES_SOMEBODY = re.compile(r"\b(?:[Bb]y|[Ww]ith|[Ff]rom)\b|\s\W*[^\W\d_a-z]")
_OF_PEOPLE = ("employers", "references", "work")
_BY_SOMEBODY = re.compile(r"\b(?:by|with|from|like|he|she|they)\b", re.IGNORECASE)
_IS_CALLED = re.compile(r"\b(?:called|named|known as|as [A-Z]|after)\b")
_NAMES_SOMETHING = re.compile(rf"{_IS_CALLED.pattern}|\w[,:]? [\"'“‘*]*[^\W\d_a-z]")
_MADE_BY = re.compile(r"\bby\s+\W*[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class People:
    """Answers who did what to the entries of one index."""

    index: Index
    facts: Facts

    def reply(self, query: Query) -> Reply | None:
        """The statements that name somebody for what the question says was done, if any do."""
        keys = {thing.key for thing in query.deed}
        rest = [thing for thing in query.things if thing.key not in keys]
        unsaid = {stem(word.lower()) for word in (*query.left, *query.loose)} - keys
        if not keys or unsaid or not (rest or query.scope or query.narrow):
            return None
        selector = self.facts.selector
        within = selector.of_keys(query.scope) if query.scope else selector.everything()
        within = selector.narrowed(query, within & selector.sections(query)) if query.narrow else within
        within &= reduce(and_, map(selector.satisfying, rest), within)
        done = self._told(within, together(query.deed), _NAMES_SOMEBODY)
        made = (self._told(within, thing.found.statements, _MADE_BY) for thing in query.soft)
        told = done or next(filter(None, made), [])
        itself = reduce(or_, (thing.found.named | thing.found.titled for thing in rest), 0) & within
        both = [s for s in told if all(f" {thing.key} " in s.key for thing in rest)] if rest else []
        told = both or [s for s in told if itself >> s.entry & 1] or told
        return self.facts.state(told[:2]) if told else None

    def _told(self, within: int, mask: int, form: re.Pattern[str]) -> list[Statement]:
        """Of these statements those of this form, in these entries, that tell more than a name."""
        return [s for s in self.index.stated(mask, "clause", "field", of=within) if form.search(s.text)]

    def tells(self, query: Query, reply: Reply) -> bool:
        """Whether a statement found for who did something has anybody in it that may have done it."""
        return query.give != "who" or not query.deed or bool(_BY_SOMEBODY.search(reply.text))

    def called(self, query: Query) -> Reply | None:
        """What something that has no entry of its own is called: the statement about it where a name may stand."""
        noun = query.attribute_text.split()[-1:] if query.attribute else []
        things = (*query.things, *query.anchors, *(Thing(key, key, self.index.find(key)) for key in noun))
        if query.give != "name" or query.select or query.left or query.loose or not things:
            return None
        own = self.index.section("interests")
        if any(self.facts.skills.is_listed(thing) or thing.found.named & ~own for thing in things):
            return None
        within = reduce(and_, map(self.facts.selector.satisfying, things))
        mask = reduce(or_, (self._of_kind(thing) for thing in things))
        said = self.index.stated(mask, of=within)
        said = [s for s in said if s.kind in ("clause", "field", "keyword") or own >> s.entry & 1]
        named = [s for s in said if _NAMES_SOMETHING.search(s.text)]
        if named:
            return self.facts.state([s for s in named if _IS_CALLED.search(s.text)] or named[:1])
        titled = any(thing.found.titled & within for thing in things) or query.attribute
        return (
            None
            if titled or len(things) > 1
            else no(f"The résumé gives no name for {joined([thing.text for thing in things])}.")
        )

    def _of_kind(self, thing: Thing) -> int:
        """The statements that say a thing, and those of the entries called so."""
        called = self.index.section("interests") & thing.found.named
        return thing.found.statements | sum(1 << p for p, owner in enumerate(self.index.owners) if called >> owner & 1)

    def firms(self, query: Query, mask: int) -> int:
        """Of these entries those whose firm did what the question says, by the kind of entry."""
        deed = {key for thing in query.deed for key in thing.key.split()}
        did = (p for p in bits(mask) if deed & self._part(p))
        return sum(1 << p for p in did) or (mask & self.index.section(*_OF_PEOPLE) if query.select else 0)

    def _part(self, p: int) -> set[str]:
        """What the firm of an entry does for it: whoever published a book, gave a prize, ran a course."""
        entry, parts = self.index.entries[p], self.index.language.phrases["doer"]
        section = "grants" if entry.fields.get("type") == "grant" else entry.section
        return {stem(verb) for verb in parts.get(section, ())}
