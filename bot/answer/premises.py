"""False premises: a place or a time that a question takes for granted, and that the résumé does not bear out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answer import replies
from bot.answer.absence import Absence
from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import joined, name
from bot.index import Index, bits
from bot.understand.query import Query


@dataclass(frozen=True, slots=True)
class Premises:
    """Checks what questions about one index take for granted."""

    index: Index
    selector: Selector
    absence: Absence

    def refuted(self, query: Query) -> Reply | None:
        """What is wrong with the question, or None when nothing is."""
        return (self._never_during(query) if query.during else None) or (self._never_at(query) if query.at else None)

    def _never_at(self, query: Query) -> Reply | None:
        """A false premise: the résumé only mentions what the question takes for a place that the person was at."""
        thing = next((thing for thing in query.things if thing.key == query.at), None)
        if thing is None or thing.found.named:
            return None
        named = self.index.holders(thing.found.statements, "title", "organization", "place", "field")
        if named & ~self.index.section("certificates", "skills"):
            return None
        where = joined([name(self.index.entries[p]) for p in list(bits(self.selector.satisfying(thing)))[:3]])
        person = replies.first_name(self.index)
        return no(f"The résumé does not say that {person} was at {thing.text}; it only mentions that in {where}.")

    def _never_during(self, query: Query) -> Reply | None:
        """A false premise: the time that a question speaks of is that of nothing the résumé has an entry for."""
        firms = self.index.section("employers")
        if not query.anchors or any(thing.found.named or thing.found.titled for thing in query.anchors):
            return None
        if any(self.index.holders(thing.found.statements) & ~firms for thing in query.anchors):
            return None
        return self.absence.unconnected(replace(query, things=query.anchors, anchors=(), select=()))
