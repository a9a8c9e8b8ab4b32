"""Years inside a clause: they say when, more closely than the period of the entry that it is a clause of."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date

from bot import language
from bot.relations import Span
from bot.text import fold, stems

_PART = re.compile(r"[;.]\s")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)?\d\d))?")


def elsewhen(text: str, span: Span, keys: Set[str]) -> bool:
    """Whether the part of a clause that says these stems gives years, and all are other ones than those of a span."""
    parts = [part for part in _PART.split(text) if keys & set(stems(part))] or [text]
    asked = date.fromordinal(span.start).year, date.fromordinal(span.end).year
    told = [_between(part, found) for part in parts for found in _YEAR.finditer(part)]
    return bool(told) and not any(first <= asked[1] and asked[0] <= last for first, last in told)


def _between(part: str, found: re.Match[str]) -> tuple[int, int]:
    """The first and the last year that a mention of one speaks of: "from 2017", "2019-21", "in 2011"."""
    first, end = int(found[1]), found[2] or found[1]
    last = int(end if len(end) == 4 else found[1][:2] + end)
    before, time = fold(part[: found.start()]).split()[-2:], language.load().phrases["time"]
    if any(word in time["since"] for word in before):
        return first, 9999
    return (0, last) if any(word in time["until"] for word in before) else (first, last)
