"""What people ask about a person and a résumé often lacks: said where it is stated, else named as missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answer import replies
from bot.answer.reply import Reply, given, no
from bot.answer.wording import clip
from bot.index import Statement, bits
from bot.language import Attribute
from bot.text import phrase, words
from bot.understand.query import Query

if TYPE_CHECKING:
    from bot.answer.engine import Engine

_TOLD = ("clause", "field")
_CODED = (*_TOLD, "organization", "title")
_LINES = ("phone", "email", "address")
_OF_AN_EVENT = ("when", "start", "end", "why", "duration")
_REACHED = re.compile(r"\S@\S|\+?\d[\d ().-]{6,}\d")
_MARKS = re.compile(r"\([A-F][*+]?\)|\w [A-F][*+]?(?=[,;]|$)")
_CODE = re.compile(r"\b(?:[A-Z]{0,4}[ -]?\d{4,}|(?=\w*\d{4})(?=\w*[A-Z])\w{6,})\b(?<!\b(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Attributes:
    """Answers about attributes with what the engine selects and says."""

    engine: Engine

    def reply(self, query: Query) -> Reply:
        index = self.engine.index
        attribute = index.language.attributes[query.attribute]
        if attribute.section and index.section(attribute.section):
            query = replace(query, things=(), loose=()) if attribute.strict else query
            return self.engine.reply(replace(query, attribute="", select=(attribute.section,), weak=False, give=""))
        if query.loose and query.give in _OF_AN_EVENT:
            return no(replies.missing(query.loose))
        missing = no(f"The résumé does not mention {attribute.label}.")
        if own := index.section(query.attribute):
            return given(self.engine.facets.about(query, list(bits(own)))) or missing
        within = self.engine.selector.matching(query)
        if attribute.code:
            return self._with_expiry(query, self._coded(query)[:2]) or missing
        if attribute.field in ("email", "phone") and (others := self.of_another(query)):
            return self.engine.facts.state(others)
        if query.select and not query.weak:
            within = self.engine.selector.pool(query) or within
        finders = (self._named, self._asked) if attribute.field else (self._asked, self._named)
        found = next(filter(None, (find(query, attribute, within) for find in finders)), [])
        found = found[:4] or self._told(query, attribute, within)[:2]
        if not found and attribute.field == "score" and query.things:
            marked = {s.entry for s in index.statements if within >> s.entry & 1 and _MARKS.search(s.text)}
            if len(marked) == 1:
                return given(self.engine.facets.about(query, [*marked])) or missing
        why = bool(set(query.attribute_text.split()[:1]) & set(index.language.phrases["give"]["why"]))
        apart = why or attribute.strict or self.engine.named(query)
        found = found or ([] if apart else self._personal_words(query)[:1])
        if not found and attribute.whatever and query.things:
            return self.reply(replace(query, things=()))
        return self.engine.facts.state(found) if found else missing

    def _with_expiry(self, query: Query, found: Sequence[Statement]) -> Reply | None:
        """These numbers, and until when what they are of is valid if that is asked as well."""
        if not found:
            return None
        reply = self.engine.facts.state(found)
        keys = tuple(self.engine.index.keys[s.entry] for s in found)
        until = Query(query.text, scope=keys, give="expiry")
        ends = self.engine.validity.until(until) if query.give == "expiry" else None
        return replace(reply, text=clip(f"{reply.text} {ends.text}")) if ends else reply

    def whatever(self, query: Query) -> Query:
        """The query without the things and the time of which it makes no difference to ask."""
        if not query.attribute or not self.engine.index.language.attributes[query.attribute].whatever:
            return query
        return replace(query, left=(), loose=(), when=None, select=(), now=False)

    def _asked(self, query: Query, attribute: Attribute, within: int) -> list[Statement]:
        """The statements that say just the words of the question."""
        statements = self.engine.index.statements
        said = self.engine.index.stated(self.engine.index.find(query.attribute_text).statements)
        said += [s for s in statements if f" {query.attribute_text} " in s.key and s not in said]
        return [s for s in said if self._states(s, attribute.field) and within >> s.entry & 1]

    def of_another(self, query: Query) -> list[Statement]:
        """How to reach whom the question names by what they do for the person: "the agent's email"."""
        own = self.engine.index.section("basics")
        said = self.engine.facts.mentions((t for t in query.things if not t.found.named), own, *_TOLD)
        return [s for s in said if s.label not in ("email", "phone") and _REACHED.search(s.text)]

    def _states(self, statement: Statement, field: str) -> bool:
        section = self.engine.index.entries[statement.entry].section
        return (
            statement.kind == "link"
            or (statement.kind == "field" and not field)
            or (statement.kind == "clause" and section in ("basics", "interests"))
        )

    def _named(self, query: Query, attribute: Attribute, within: int) -> Sequence[Statement]:
        """The fields under the attribute's name: the person's own, unless the question is about other entries."""
        stated = {attribute.field} - {""}
        called = {phrase(query.attribute.replace("_", " ")), query.attribute_text} - {""}
        inside = [s for s in self.engine.index.statements if within >> s.entry & 1]
        stated |= {label for label in {s.label for s in inside} if phrase(label) in called}
        named = [s for s in inside if s.label in stated or s.kind in stated]
        own = [s for s in named if self.engine.index.entries[s.entry].section == "basics"]
        if attribute.field == "place":
            return own
        return named if query.things or query.scope or query.select else own or named

    def _told(self, query: Query, attribute: Attribute, within: int) -> list[Statement]:
        """The statements that tell it in words of their own, of the person or of the entries asked about."""
        index = self.engine.index
        if not query.things and not query.scope:
            asked = self.engine.selector.sections(query) if not query.weak else 0
            within = asked or self._personal() | index.section("certificates")
        cards = index.section("certificates")
        said = [
            s
            for s in index.statements
            if within >> s.entry & 1 and (s.kind in (*_TOLD, "keyword") or (s.kind == "title" and cards >> s.entry & 1))
        ]
        nouns = [phrase(text) for text in attribute.said]
        return [s for s in said if any(f" {noun} " in s.key for noun in nouns)]

    def _coded(self, query: Query) -> list[Statement]:
        """The numbers of what the question names, or of what it calls just so: a licence, a card, a membership."""
        index = self.engine.index
        noun = query.attribute_text.split()[0]
        called = index.holders(index.find(noun).statements) | index.headings.get(noun, 0)
        coded = [s for s in index.statements if s.kind in _CODED and s.label not in _LINES and _CODE.search(s.text)]
        own = self._personal() | index.section("certificates")
        personal = [s for s in coded if called & own >> s.entry & 1]
        for thing in query.things:
            spoken = index.holders(sum(1 << n for n, s in enumerate(index.statements) if f" {thing.key}" in s.key))
            coded = [s for s in coded if (self.engine.selector.satisfying(thing) | spoken) >> s.entry & 1]
        posts = index.section("basics", "work")
        is_post = all((thing.found.named | thing.found.titled) & posts for thing in query.things)
        named = [s for s in coded if called >> s.entry & 1]
        told = [s for s in coded if not is_post or index.section("certificates") >> s.entry & 1]
        return (named or told if query.things else []) or (personal if is_post else [])

    def _personal_words(self, query: Query) -> list[Statement]:
        """What the person says of themselves with the other words of the question: "the car he restores"."""
        things = tuple(thing for thing in (*query.things, *query.soft) if not thing.found.named)
        best = self.engine.facts.best(replace(query, things=things), self._personal()) if things else []
        asked = {word.folded for thing in things for word in words(thing.text)}
        told = [s for s in best if s.kind in ("clause", "title")]
        return [s for s in told if asked & {word.folded for word in words(s.text)}]

    def _personal(self) -> int:
        return self.engine.index.section("basics", "interests") | self.engine.selector.loose()
