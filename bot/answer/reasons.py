"""Why: only where a cause is stated of that very thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.index import Index
from bot.text import phrase, says
from bot.understand.query import Query

_POSTS = ("work", "employers", "education", "basics", "skills")


@dataclass(frozen=True, slots=True)
class Reasons:
    """Judges and finds what one index gives as reasons."""

    index: Index
    facts: Facts

    def checked(self, query: Query, reply: Reply) -> Reply:
        """The reply to why, unless it only tells of a post or of studies and of no cause."""
        others = [p for p in reply.chosen if self._is_asked(query, p)]
        causes = map(phrase, self.index.language.phrases["outcome"]["cause"])
        if not reply.answered or (others and not query.edge) or says(reply.text, *causes):
            return reply
        asked = [thing for thing in query.things if not (thing.found.named or thing.found.titled)]
        told = reduce(or_, (self.index.holders(thing.found.statements, "clause") for thing in asked), 0)
        if not query.edge and any(told >> p & 1 for p in reply.chosen):
            return reply
        return no("The résumé does not say why.")

    def _is_asked(self, query: Query, p: int) -> bool:
        """Whether an entry is a break, or no post and what the question names: what it says is what it was for."""
        section = self.index.entries[p].section
        named = (
            any((thing.found.named | thing.found.titled) >> p & 1 for thing in query.things)
            or section in query.select
            or query.scope
        )
        return bool(self.facts.selector.breaks() >> p & 1) or bool(named and section not in _POSTS)
