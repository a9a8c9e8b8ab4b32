"""Lists of a kind of entries that is no section of its own: patents, grants, premieres."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from bot.answer.reply import Reply
from bot.index import bits
from bot.text import phrase
from bot.understand.query import Query

if TYPE_CHECKING:
    from bot.answer.engine import Engine

_LISTED = ("", "about", "count", "amount", "when", "name", "role")


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists entries by kind with what the engine selects and says."""

    engine: Engine

    def of_kinds(self, query: Query) -> Reply | None:
        """All entries of the kinds that are asked for: "which patents and applications does he have?"."""
        nouns = [thing.text for thing in query.kinds] or list(query.narrow)
        mask = reduce(lambda found, noun: found | self.engine.selector.of_kind(noun, beside=found), nouns, 0)
        if query.kinds and query.select and not query.weak:
            others = [s for s in query.select if not self.engine.index.section(s) & mask] or query.select
            mask = query.more and mask | self.engine.index.section(*others)
        if not mask or (query.give not in _LISTED or query.alternatives):
            return None
        rest = tuple(thing for thing in query.things if thing.key not in map(phrase, nouns))
        if rest:
            mask &= self.engine.selector.matching(replace(query, things=rest))
        sections = tuple(dict.fromkeys(self.engine.index.entries[p].section for p in bits(mask)))
        give = "count" if query.give == "amount" and query.counted else query.give
        plain = replace(query, things=rest, kinds=(), narrow=(), select=sections, weak=False, headed=True, give=give)
        timed = self.engine.selector.timed(plain, mask, self.engine.selector.time(query))
        return self.engine.give(plain, timed) if timed else None
