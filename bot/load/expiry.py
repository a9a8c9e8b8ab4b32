"""Until when a certificate holds: as its text states, or by its date and how long it is said to be valid."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from bot.load import dates, foreign
from bot.profile import PartialDate, Period
from bot.text import stem

_UNTIL = r":?\s+(?:(?:in|on|by|until)\s+)?"
_SPAN = r":?\s+(\w+)[\s-](years?|yrs?|months?)\b"


def stated(texts: Iterable[str]) -> str:
    """Until when the texts say that something holds: "runs to May 2025" of "Renewed 2021; runs to May 2025"."""
    found = (
        (match[1], dates.opening_date(text[match.end() :]))
        for text in texts
        for match in _words("expiry", _UNTIL).finditer(text)
    )
    return next((f"{words.casefold()} {date}" for words, date in found if date), "")


def reckoned(texts: Iterable[str], period: Period | None) -> str:
    """The same where only how long is stated: "valid 3 years" from the date of the entry, or of its renewal."""
    texts = tuple(texts)
    span = next((match for text in texts if (match := _words("lasting", _SPAN).search(text))), None)
    given = next(filter(None, map(_renewed, texts)), period.end if period else None)
    if span is None or given is None or not (count := stem(span[2].casefold())).isdigit():
        return ""
    return f"valid until {_later(given, int(count) * (1 if span[3].casefold().startswith('m') else 12))}"


def _renewed(text: str) -> PartialDate | None:
    """When a text says that something was renewed."""
    found = re.search(r"\b(?:re\w+ed|updated)\s+(?:in\s+|on\s+)?(.+)", text, re.IGNORECASE)
    return dates.parse_date(dates.opening_date(found[1])) if found else None


def _later(date: PartialDate, months: int) -> PartialDate:
    years, month = divmod(months + (date.month or 1) - 1, 12)
    return PartialDate(date.year + years, month + 1 if date.month else None)


@functools.cache
def _words(table: str, after: str) -> re.Pattern[str]:
    """What of the language data stands before `after`."""
    return re.compile(rf"\b({foreign.alternatives(foreign.read('headings.yaml')[table])}){after}", re.IGNORECASE)
