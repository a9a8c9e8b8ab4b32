"""Dates and periods as people write them: "2014", "2014-06", "Sept. 2022", "Jan – Apr 2019", "since 03/2021"."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from bot.profile import MONTHS, SEASONS, PartialDate, Period

ONGOING = frozenset({"present", "now", "current", "currently", "today", "ongoing", "to date", "till date"})

YEAR = r"(?:19|20)\d\d"  # as it stands in running text
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d)"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NUMBER = r"(?P<month>\d{1,2})"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        _YEAR,
        rf"{_YEAR}[-/.]{_NUMBER}",
        rf"{_YEAR}[-/.]{_NUMBER}[-/.](?P<day>\d{{1,2}})(?:[t ]\d\d:?\d\d.*)?",
        rf"{_NUMBER}[-/.]{_YEAR}",
        rf"(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second>\d{{1,2}})(?P=mark){_YEAR}",
        rf"{_NAME}[-/ ]?(?:of )?{_YEAR}",
        rf"{_NAME} ?['’](?P<short>\d\d)",
        rf"{_DAY}[- ](?:of )?{_NAME}[- ]{_YEAR}",
        rf"{_NAME}[- ]{_DAY} {_YEAR}",
        rf"{_YEAR}[- ]{_NAME}",
    )
)
_SEPARATOR = re.compile(r"[–—−‒~]|\s--?(?=\s)|-|\b(?:to|until|till|through)\b")
_SINCE = re.compile(r"(?:since|from)\s+")
_UNTIL = re.compile(r"(?:until|till)\s+")
_LONGEST = 80


def parse_date(value: object) -> PartialDate | None:
    """The date that the whole value states, as precise as it is; None when it is none or impossible. Never raises.

    Takes text, an int (a year) or a datetime.date. "04/05/2019", where day and month are unsure, gives only the year.
    """
    if isinstance(value, datetime.date):
        return PartialDate(value.year, value.month, value.day)
    text = _plain(str(value))
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None) if len(text) <= _LONGEST else None
    return _date(found.groupdict()) if found else None


def find_date(text: str) -> PartialDate | None:
    """The first date that stands anywhere in the text ("expected May 2025")."""
    words = text.split()[:12]
    spans = (" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1))
    return next((date for span in spans if (date := parse_date(span))), None)


def opening_date(text: str) -> str:
    """The words that open a text and state a date: "May 2025" of "May 2025, not renewed"; "" when none do."""
    words = text.split()[:4]
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((start.rstrip(".,;:)") for start in starts if parse_date(start)), "")


def is_ongoing(text: str) -> bool:
    """Whether the text is a word for "up to now"."""
    return _plain(text) in ONGOING


def parse_period(text: str) -> Period | None:
    """The period that the whole text states; a single date is an event; None when it states none. Never raises.

    The end may lie before the start, when the text says so: see `is_reversed`.
    """
    text = re.sub(r"(?<=[^\s(])\s*\([^()]*\)\s*$", "", text[: _LONGEST * 2]).strip(" \t\n()[]*_,;.|").casefold()
    if is_ongoing(text):
        return Period(ongoing=True)
    if date := parse_date(text):
        return Period(date, date)
    if (match := _SINCE.match(text)) and (date := parse_date(text[match.end() :])):
        return Period(date, ongoing=True)
    if (match := _UNTIL.match(text)) and (date := parse_date(text[match.end() :])):
        return Period(end=date)
    return _range(_SINCE.sub("", text, count=1))


def is_reversed(period: Period) -> bool:
    """Whether the period ends before it starts."""
    return bool(period.start and period.end and period.end.last < period.start.first)


def _range(text: str) -> Period | None:
    for mark in _SEPARATOR.finditer(text):
        left, right = text[: mark.start()], text[mark.end() :].strip()
        if (start := parse_date(left)) and (is_ongoing(right) or (not right and not mark.group().isalpha())):
            return Period(start, ongoing=True)
        end = parse_date(right) or (_same_century(left, right) if mark.group() in "–—" or right[:1] in "'’" else None)
        if end and (start := start or _same_year(left, end)):
            return Period(start, end)
    return None


def _plain(text: str) -> str:
    return re.sub(r"[,\s]+", " ", text[: _LONGEST * 2].casefold()).strip(" .;:()[]")


def _date(parts: dict[str, str | None]) -> PartialDate | None:
    year = int(parts.get("year") or _century(int(parts["short"] or 0)))
    if parts.get("first"):
        return _numeric(year, int(parts["first"] or 0), int(parts["second"] or 0), parts["mark"] == ".")
    name, day = parts.get("name"), parts.get("day")
    if name in SEASONS:
        return PartialDate(year, season=name) if not day else None
    month = _month(name) if name else parts.get("month")
    return _possible(PartialDate(year, None if month is None else int(month), None if day is None else int(day)))


def _possible(date: PartialDate) -> PartialDate | None:
    try:
        datetime.date(date.year, 1 if date.month is None else date.month, 1 if date.day is None else date.day)
    except ValueError:
        return None
    return date


def _numeric(year: int, first: int, second: int, day_first: bool) -> PartialDate | None:
    if day_first or first > 12 or first == second:
        return _possible(PartialDate(year, second, first))
    if second > 12:
        return _possible(PartialDate(year, first, second))
    return PartialDate(year) if first and second else None


def _century(short: int) -> int:
    return short + (2000 if short < 50 else 1900)


def _month(name: str) -> int:
    """The month's number; 0, which is no month, for another word."""
    return next((number for number, month in enumerate(MONTHS) if month.casefold().startswith(name)), 0)


def _same_year(left: str, end: PartialDate) -> PartialDate | None:
    """ "Jan" before "Apr 2019" is January 2019, "Nov" before "Feb 2019" November 2018."""
    start = parse_date(f"{left.strip()} {end.year}")
    return replace(start, year=start.year - 1) if start and start.first > end.last else start


def _same_century(left: str, right: str) -> PartialDate | None:
    """ "19" after "2014" is 2019."""
    start = parse_date(left)
    short = re.fullmatch(r"['’]?(\d\d)", right, re.ASCII)
    if start is None or not short:
        return None
    year = start.year // 100 * 100 + int(short[1])
    return PartialDate(year) if year > start.year else None
