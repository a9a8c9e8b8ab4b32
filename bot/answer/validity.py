"""Until when something holds: certificates with their expiry, and whatever is said to be over or in force."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from bot.answer.facts import Facts
from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import section_name
from bot.index import Index, Statement
from bot.profile import MONTHS, PartialDate
from bot.text import fold
from bot.understand.query import Query
from bot.understand.when import When

_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS) if name}
_DATE = re.compile(rf"((?:19|20)\d\d)-(\d\d)\b|\b(?:({'|'.join(_MONTHS)})[a-z]*\.? )?((?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Validity:
    """Reads what one index's entries state of their end."""

    index: Index
    selector: Selector
    facts: Facts

    def is_asked(self, query: Query) -> bool:
        """Whether only certificates are spoken of: those that are current are the valid ones."""
        subjects = self.selector.subjects(query, self.selector.pool(query))
        return bool(subjects) and not subjects & ~self.index.section("certificates")

    def until(self, query: Query) -> Reply:
        """Until when something is valid, or what expires in a time: only where the résumé speaks of its expiry."""
        pool = self.selector.pool(replace(query, when=None))
        subjects = self.selector.subjects(query, pool) if query.things else pool
        renewed = self._saying(subjects, self.index.language.phrases["give"]["expiry"]) if query.scope else []
        said = list(dict.fromkeys([*self._ends(subjects), *(s for s in renewed if _dates(s))]))
        if query.when:
            span = query.when.span
            said = [s for s in said if any(span.start <= each.last.toordinal() <= span.end for each in _dates(s))]
            if not said:
                return no(f"The résumé names no {section_name(query.select, 1)} that expires {query.when.text}.")
        return self.facts.state(said[:4]) if said else no("The résumé does not say until when that is valid.")

    def when_over(self, query: Query) -> Reply | None:
        """When what is named was given up, replaced or closed, if that is stated; None for what its own dates end."""
        subjects = self.selector.subjects(query, self.selector.pool(query)) if query.things else 0
        subjects &= reduce(or_, (thing.found.named | thing.found.titled for thing in query.things), 0)
        said = [s for s in self._ends(subjects) if _dates(s)]
        if not subjects or (not said and subjects & self.index.section("work", "employers", "education", "volunteer")):
            return None
        return self.facts.state(said[:2]) if said else no("The résumé does not say when that was.")

    def states(self, pool: int, when: When | None = None) -> tuple[list[Statement], list[Statement]]:
        """What these entries state of being over, and of being in force, at the résumé's own date or in a time named.

        An end that is yet to come then is the latter.
        """
        day = when.span.start if when else self.index.profile.updated.last.toordinal()
        phrases = self.index.language.phrases
        ended, going = self._ends(pool), self._saying(pool, phrases["state"]["going"])
        past = [text for text in phrases["state"]["ended"] if text.endswith("ed")] + [*phrases["outcome"]["over"]]
        over = [s for s in ended if any(text in fold(s.text) for text in past)]
        later = [s for s in ended if s not in over and _is_after(s, day)]
        still = {s.entry for s in later}
        ended = [s for s in ended if s not in later and s not in going and (s in over or s.entry not in still)]
        return ended, [*going, *later]

    def in_state(self, query: Query) -> Reply | None:
        """Which certificates are over, or still in force, where the résumé states it of some."""
        named = query.yesno and (query.things or query.scope)
        if query.select != ("certificates",) or query.when or query.during or named:
            return None
        pool = self.selector.pool(query)
        ended, going = self.states(self.selector.subjects(query, pool) if query.things else pool)
        if not (ended or going):
            return no("The résumé does not say until when that is valid.") if query.yesno else None
        said, opposite = (ended, going) if query.state == "ended" else (going, ended)
        if not said and query.things:
            return self.facts.state(opposite).led("No.")
        if not said:
            word = "over" if query.state == "ended" else "still in force"
            return no(f"The résumé states of no {section_name(query.select, 1)} there that it is {word}.")
        return self.facts.state(said).led("Yes." if query.yesno else "")

    def _ends(self, pool: int) -> list[Statement]:
        """The statements of these entries that speak of an end: in such words, or as a certificate's expiry."""
        phrases = self.index.language.phrases
        said = self._saying(pool, phrases["state"]["ended"])
        over = phrases["outcome"]["over"]
        said += [s for s in self._saying(pool, over) if any(text in fold(s.text) for text in over)]
        certified = pool & self.index.section("certificates")
        said += [s for s in self._saying(certified, phrases["give"]["expiry"]) if _dates(s)]
        said += [s for s in self.index.statements if s.label == "expires" and pool >> s.entry & 1]
        return list(dict.fromkeys(said))

    def _saying(self, pool: int, texts: tuple[str, ...]) -> list[Statement]:
        said = self.index.stated(self.index.saying(texts), "clause", "field", "title", of=pool)
        return [s for s in said if not self._is_denied(s, texts)]

    def _is_denied(self, statement: Statement, texts: tuple[str, ...]) -> bool:
        """Whether a statement only says that something does not happen: "does not expire"."""
        denying = "|".join(map(re.escape, self.index.language.phrases["negation"]["before"]))
        verbs = "|".join(sorted({re.escape(text) for text in texts if " " not in text}, key=len, reverse=True))
        return bool(re.search(rf"\b(?:{denying})\s+(?:\w+\s+)?(?:{verbs})\b", fold(statement.text)))


def _is_after(statement: Statement, day: int) -> bool:
    """Whether the last date that a statement names is not before a day."""
    dates = _dates(statement)
    return bool(dates) and max(date.last.toordinal() for date in dates) >= day


def _dates(statement: Statement) -> list[PartialDate]:
    """The dates in a statement, a month or a year each."""
    return [
        PartialDate(int(year or other), int(month) if 0 < int(month or 0) < 13 else _MONTHS.get(name.lower()))
        for year, month, name, other in _DATE.findall(statement.text)
    ]
