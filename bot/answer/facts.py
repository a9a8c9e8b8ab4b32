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
        """How well a statement answers: the weight of what it says and what its entry is called; 0 when too much is missing."""
        owner = self.index.owners[position]
        score, missing, extras, about = 0.0, len(query.loose), 0, 0
        for thing in query.things:
            found, weight = thing.found, self.weight(thing)
            if (found.named or found.titled) >> owner & 1:
                score += weight * (1.2 if found.named else 1.0)
                about += 1
            elif found.statements >> position & 1:
                score += weight
                extras += 1
            elif self.selector.satisfying(thing) >> owner & 1:
                score += weight * 0.4
            else:
                missing += 9 if found.named else 1
        if not (extras or about) or missing > (0 if strict else self._forgiven(extras, about)):
            return 0.0
        score += sum(0.4 * self.weight(thing) for thing in query.soft if thing.found.statements >> position & 1)
        own = self.index.section("skills", "employers")
        named = [thing.found.named & ~own for thing in query.things if thing.found.named & ~own]
        if named and not any(mask >> owner & 1 for mask in named):
            score *= 0.5
        skill = self.index.entries[owner].section == "skills"
        return score * (1.0 if skill else _WORTH.get(self.index.statements[position].kind, 1.0)) / (1 + missing / 2)

    def _forgiven(self, extras: int, about: int) -> int:
        """How many words of a question may stay unsaid: fewer than are said, one more when the entry itself is named."""
        return extras + 1 if about and extras else extras - 1

    def weight(self, thing: Thing) -> float:
        """How telling a thing is: rarer is more."""
        return 1.0 / (1 + thing.found.statements.bit_count()) ** 0.5

    def say(self, statement: Statement) -> str:
        """A statement as a sentence, with what it is about where it does not say so itself."""
        entry = self.index.entries[statement.entry]
        text = statement.text
        if statement.label:
            text = f"{statement.label.capitalize() if statement.kind == 'field' else statement.label}: {text}"
        about = name(entry)
        if entry.section in ("basics", "interests", "initiatives") or (entry.title and entry.title.lower() in text.lower()):
            return sentence(text)
        return f"{about}: {sentence(text)}"
