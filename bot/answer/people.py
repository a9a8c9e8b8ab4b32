"""Who did something: whom a statement names for it, or the firm whose part it is in entries of that kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_

from bot.answer.facts import Facts
from bot.answer.reply import Reply
from bot.index import Index, Statement, bits
from bot.text import stem
from bot.understand.query import Query

_NAMES_SOMEBODY = re.compile(r"\b(?:[Bb]y|[Ww]ith|[Ff]rom)\b|\s\W*[^\W\d_a-z]")
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
        if not keys or unsaid or not (rest or query.scope):
            return None
        selector = self.facts.selector
        within = selector.of_keys(query.scope) if query.scope else selector.everything()
        within &= reduce(and_, map(selector.satisfying, rest), within)
        done = self._told(within, reduce(and_, (thing.found.statements for thing in query.deed)), _NAMES_SOMEBODY)
        made = (self._told(within, thing.found.statements, _MADE_BY) for thing in query.soft)
        told = done or next(filter(None, made), [])
        return self.facts.state(told[:2]) if told else None

    def _told(self, within: int, mask: int, form: re.Pattern[str]) -> list[Statement]:
        """Of these statements those of this form, in these entries, that tell more than a name."""
        said = [s for p in bits(mask) if (s := self.index.statements[p]).kind in ("clause", "field")]
        return [s for s in said if within >> s.entry & 1 and form.search(s.text)]

    def firms(self, query: Query, mask: int) -> int:
        """Of these entries those whose firm did what the question says, by the kind of entry."""
        deed = {key for thing in query.deed for key in thing.key.split()}
        did = (p for p in bits(mask) if deed & self._part(p))
        return sum(1 << p for p in did) or mask & self.index.section("employers", "references", "work")

    def _part(self, p: int) -> set[str]:
        """What the firm of an entry does for it: whoever published a book, gave a prize, ran a course."""
        entry, parts = self.index.entries[p], self.index.language.phrases["doer"]
        section = "awards" if entry.fields.get("type") == "grant" else entry.section
        return {stem(verb) for verb in parts.get(section, ())}
