"""Why: only where a cause is stated of that very thing. And what somebody did while away from work."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.wording import clip, dated, sentence
from bot.index import Index, Statement, bits
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

    def away(self, query: Query) -> Reply | None:
        """The breaks from work in the time asked about, or the clauses of the posts named that tell of one."""
        selector = self.facts.selector
        span, breaks = selector.time(query), selector.breaks()
        if span and (found := selector.timeline.at(breaks, span)):
            taken = [self.index.entries[p] for p in bits(found)]
            texts = (": ".join(filter(None, (dated(e), " ".join(map(sentence, e.clauses))))) for e in taken)
            return Reply(clip(" ".join(map(sentence, texts))), tuple(bits(found)))
        things = (*query.things, *query.anchors)
        within = selector.matching(replace(query, things=things)) if things else 0
        said = [s for s in self.index.statements if s.kind == "clause" and within >> s.entry & 1]
        told: list[Statement] = [s for s in said if self._says(s.text, "away")]
        return self.facts.state(told[:2]) if told else None

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
