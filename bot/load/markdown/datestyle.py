"""Numeric dates as the whole file writes them: "01-07-2019" is in July where another date is "15-06-2015"."""

from __future__ import annotations

import re

from bot.load import foreign
from bot.load.dates import YEAR

_NUMERIC = re.compile(rf"(?<![\w/.-])(\d\d?)([-/])(\d\d?)\2({YEAR})(?![\w/-])")
_SHORT = re.compile(rf"(?<![\w/.-])({YEAR})-(\d\d)(?![\w/.-])")
_SLASHED = re.compile(rf"(?<![\w/.-])({YEAR})/((?:{YEAR})|\d\d)(?![\w/-])")
_LONG = re.compile(rf"(?<![\w/.-]){YEAR}-{YEAR}(?![\w/-])")


def settled(text: str) -> str:
    """The text with its dates in English, and doubtful ones made clear where others show how they are meant.

    Lines stay lines. Academic years ("2008/09") become ranges. Day and month are told apart by a day above 12,
    "2011-12" from a month by ranges such as "2012-2016".
    """
    return _spans(_days(foreign.in_english(text)))


def _days(text: str) -> str:
    found = [(int(first), int(second)) for first, _, second, _ in _NUMERIC.findall(text)]
    day_first = any(first > 12 for first, _ in found)
    month_first = any(second > 12 for _, second in found)
    if day_first == month_first:
        return text
    return _NUMERIC.sub(lambda match: _dotted(match, day_first), text)


def _dotted(match: re.Match[str], day_first: bool) -> str:
    """The date with dots, which stand after a day, where it could be read both ways."""
    first, second = int(match[1]), int(match[3])
    if max(first, second) > 12:
        return match.group()
    day, month = (match[1], match[3]) if day_first else (match[3], match[1])
    return f"{day}.{month}.{match[4]}"


def _spans(text: str) -> str:
    text = _SLASHED.sub(_academic, text)
    pairs = [(int(year) % 100, int(short)) for year, short in _SHORT.findall(text)]
    shown = bool(_LONG.search(text)) or any(short > 12 for _, short in pairs)
    unsure = not shown or any(short != year + 1 and short <= 12 for year, short in pairs)
    return _SHORT.sub(lambda match: match.group() if unsure and int(match[2]) <= 12 else _range(match), text)


def _range(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[1][:2]}{match[2]}"


def _academic(match: re.Match[str]) -> str:
    """ "2008/09" and "2006/2009" as ranges; "2008/03" is a month."""
    end = match[2] if len(match[2]) == 4 else f"{match[1][:2]}{match[2]}"
    near = len(match[2]) == 4 or int(end) == int(match[1]) + 1
    return f"{match[1]}–{end}" if near else match.group()
