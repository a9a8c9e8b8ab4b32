"""Free-text facts: the statement of an entry that carries a question's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answer.select import Selector
from bot.answer.wording import name, sentence
from bot.index import Index, Statement, bits
from bot.understand.query import Query, Thing

_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?)\b", re.IGNORECASE)
_WORTH = {"clause": 1.15, "keyword": 0.6, "title": 0.5, "organization": 0.5}


@dataclass(frozen=True, slots=True)
class Facts:
    """Ranks statements of one index against the things a question names."""

    index: Index
    selector: Selector

    def best(self, query: Query, within: int, strict: bool = True) -> list[Statement]:
        """The statements that say most of what the things say, of entries in `within`; [] when none covers them all.

        A thing is covered when the statement says it, or its entry is about it. Unless `strict`, one uncommon gap is
        forgiven when two things are covered.
        """
        ranked: list[tuple[float, int]] = []
        for position in self._candidates(query, within):
            score = self._score(query, position, strict)
            if score > 0:
                ranked.append((score, -position))
        if not ranked:
            return []
        top = max(ranked)[0]
        return [self.index.statements[-p] for score, p in sorted(ranked, reverse=True) if score >= top * 0.93][:3]

    def _candidates(self, query: Query, within: int) -> list[int]:
        mask = 0
        for thing in query.things:
            mask |= thing.found.statements
        if query.scope:
            mask = -1
        numeric = query.give == "amount"
        found = bits(mask) if mask >= 0 else range(len(self.index.statements))
        return [
            p
            for p in found
            if within >> self.index.owners[p] & 1
            and (not numeric or _NUMBER.search(self.index.statements[p].text))
        ]

    def _score(self, query: Query, position: int, strict: bool) -> float:
        owner = self.index.owners[position]
        score, missing, said = 0.0, len(query.loose), 0
        for thing in query.things:
            says = thing.found.statements >> position & 1
            if (thing.found.named or thing.found.titled) >> owner & 1:
                score += self.weight(thing) * (1.2 if thing.found.named else 1.0)
            elif says:
                score += self.weight(thing)
            elif self.selector.satisfying(thing) >> owner & 1:
                score += self.weight(thing) * 0.4
            else:
                missing += 1 if not thing.found.named else 9
            said += says
        if not said or missing > (0 if strict else (len(query.things) + len(query.loose)) // 3):
            return 0.0
        score += sum(0.4 * self.weight(thing) for thing in query.soft if thing.found.statements >> position & 1)
        return score * _WORTH.get(self.index.statements[position].kind, 1.0) / (1 + missing)

    def weight(self, thing: Thing) -> float:
        """How telling a thing is: rarer is more."""
        return 1.0 / (1 + thing.found.statements.bit_count()) ** 0.5

    def say(self, statement: Statement) -> str:
        """A statement as a sentence, with what it is about where it does not say so itself."""
        entry = self.index.entries[statement.entry]
        text = statement.text
        if statement.kind in ("link", "field"):
            text = f"{statement.label.capitalize() if statement.kind == 'field' else statement.label}: {text}"
        about = name(entry)
        if entry.section in ("basics", "interests", "initiatives") or (entry.title and entry.title.lower() in text.lower()):
            return sentence(text)
        return f"{about}: {sentence(text)}"
