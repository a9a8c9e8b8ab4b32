"""Why: only where a cause is stated of that very thing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.index import Index, bits
from bot.text import phrase
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
        if not reply.answered or (others and not query.edge) or self._says(reply.text, "cause"):
            return reply
        asked = [thing for thing in query.things if not (thing.found.named or thing.found.titled)]
        told = [self.index.statements[p] for thing in asked for p in bits(thing.found.statements)]
        if not query.edge and any(s.kind == "clause" and s.entry in reply.chosen for s in told):
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

    def _says(self, text: str, what: str) -> bool:
        said = f" {phrase(text)} "
        return any(f" {phrase(words)} " in said for words in self.index.language.phrases["outcome"][what])
