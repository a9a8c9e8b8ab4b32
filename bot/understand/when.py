"""Dates in a question: "in 2014", "between Aug 2014 and Jan 2015", "early 2014", "2014 se pehle"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.language import Language
from bot.profile import PartialDate
from bot.relations import Span

FOREVER = datetime.date.max.toordinal()
_PARTS = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "first_half": (1, 6), "second_half": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12),
}  # fmt: skip
_MODES = ("before", "after", "since", "until")
_YEAR = r"(?:19[5-9]\d|20[0-5]\d)"
_TO = re.compile(r"\s*(?:-|to|till|until|through|thru|and|&|or|se|upto|up to)\s*")


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time that a question names. `text` is how it is said back ("in 2014"); `mode` is "in" or one of
    "before", "after", "since", "until"; `itself` is the single date that these bound."""

    span: Span
    text: str
    mode: str = "in"
    itself: Span | None = None

    def as_of_itself(self) -> When:
        """The date by itself, in place of the time since then."""
        return When(self.itself, self.text.replace("since", "in", 1)) if self.itself and self.mode == "since" else self


@dataclass(frozen=True, slots=True)
class _Date:
    """One date found in the text, at characters start to end; `year` 0 when only a month or "that year" is named."""

    start: int
    end: int
    year: int
    months: tuple[int, int]
    text: str
    day: int = 0

    def span(self) -> Span:
        if self.day:
            only = datetime.date(self.year, self.months[0], self.day).toordinal()
            return Span(only, only)
        last = PartialDate(self.year, self.months[1]).last
        return Span(datetime.date(self.year, self.months[0], 1).toordinal(), last.toordinal())


class Dates:
    """Finds dates by the language's names of months, seasons and time words."""

    def __init__(self, language: Language) -> None:
        time = language.phrases["time"]
        self._months = {name: int(month) for month, names in language.phrases["month"].items() for name in names}
        seasons = language.phrases["season"]
        self._parts = {name: part for part in _PARTS for name in (*time.get(part, ()), *seasons.get(part, ()))}
        self._parts |= {"h1": "first_half", "h2": "second_half"}
        self._date = re.compile(self._pattern(either(time["that_year"])))
        self._before = [(m, re.compile(rf"(?:^|\s)(?:{either(time[m])})\s+(?:the\s+)?$")) for m in ("between", *_MODES)]
        self._behind = [(m, re.compile(rf"\s*(?:{either(time['postfix_' + m])})\b")) for m in _MODES]

    def _pattern(self, that_year: str) -> str:
        month = either(self._months)
        return (
            rf"(?<![\w.])(?:(?P<part>{either(self._parts)})[\s-]+(?:of\s+|in\s+)?)?(?:the\s+year\s+)?(?:of\s+)?(?:"
            rf"(?P<d1>\d{{1,2}})[/.-](?P<m1>\d{{1,2}})[/.-](?P<y1>{_YEAR})"
            rf"|(?P<y2>{_YEAR})[/-](?P<m2>0[1-9]|1[0-2])(?:[/-](?P<d2>\d{{1,2}}))?(?!\d)"
            rf"|(?P<m3>0?[1-9]|1[0-2])/(?P<y3>{_YEAR})"
            rf"|(?:(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m4>{month})\b\.?"
            rf"(?:\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?!\d))?"
            rf"(?:[\s,.-]*(?:of\s+|in\s+)?(?:(?P<y4>{_YEAR})|'(?P<yy4>\d\d)))?"
            rf"|(?P<y5>{_YEAR})(?:[/-](?P<next>\d\d)\b|\s+(?P<part5>q[1-4]|h[12])\b)?|'(?P<yy5>\d\d)|(?P<that>{that_year}))(?![\w%])"
        )

    def find(self, text: str, year: int = 0) -> tuple[When | None, list[tuple[int, int]]]:
        """The stretch of time in a folded text, and the character ranges that say it.

        `year` is the one that "that year" and a month that stands alone mean, 0 when there is none to assume.
        """
        dates = [date for match in self._date.finditer(text) if (date := self._read(match))]
        if not dates:
            return None, []
        if len(dates) > 1 and _TO.fullmatch(text[dates[0].end : dates[1].start]) and dates[1].year:
            return self._range(text, dates[0], dates[1])
        named = [
            date if date.year else replace(date, year=year, text=f"{date.text} {year}".strip())
            for date in dates
            if date.year or year
        ]
        if not named:
            return None, []
        chosen = max(named, key=lambda date: (date.year > 0, date.months[0] == date.months[1], -date.start))
        inside = [date for date in named if date is not chosen and date.span().overlap(chosen.span())]
        when, ranges = self._single(text, chosen)
        return when, [*ranges, *((date.start, date.end) for date in inside)]

    def _range(self, text: str, first: _Date, last: _Date) -> tuple[When, list[tuple[int, int]]]:
        if not first.year:
            first = replace(first, year=last.year, text=f"{first.text} {last.year}")
        start = self._prefix(text, first.start)[1]
        end = self._suffix(text, last.end)[1]
        span = Span(min(first.span().start, last.span().start), max(first.span().end, last.span().end))
        return When(span, f"between {first.text} and {last.text}"), [(start, end)]

    def _single(self, text: str, date: _Date) -> tuple[When, list[tuple[int, int]]]:
        mode, start = self._prefix(text, date.start)
        behind, end = self._suffix(text, date.end)
        mode = behind or mode or "in"
        span = date.span()
        spans = {
            "before": Span(1, span.start - 1),
            "after": Span(span.end + 1, FOREVER),
            "since": Span(span.start, FOREVER),
            "until": Span(1, span.end),
        }
        word = "on" if mode == "in" and date.day else mode
        return When(spans.get(mode, span), f"{word} {date.text}", mode if mode in spans else "in", span), [(start, end)]

    def _prefix(self, text: str, start: int) -> tuple[str, int]:
        head = text[:start]
        for mode, pattern in self._before:
            if match := pattern.search(head):
                return mode, match.start()
        return "", start

    def _suffix(self, text: str, end: int) -> tuple[str, int]:
        for mode, pattern in self._behind:
            if match := pattern.match(text, end):
                return mode, match.end()
        return "", end

    def _read(self, match: re.Match[str]) -> _Date | None:
        group = match.groupdict()
        year = int(group["y1"] or group["y2"] or group["y3"] or group["y4"] or group["y5"] or 0)
        short = group["yy4"] or group["yy5"]
        year = year or (2000 + int(short) if short else 0)
        month = int(group["m1"] or group["m2"] or group["m3"] or 0) or self._months.get(group["m4"] or "", 0)
        day = int(group["d1"] or group["d2"] or group["d4"] or group["d5"] or 0)
        part = self._parts.get(group["part"] or group["part5"] or "", "")
        try:
            text = str(PartialDate(year or 2000, month or None, day or None))
            datetime.date(year or 2000, month or 1, day or 1)
        except (ValueError, IndexError):
            return None
        months = (month, month) if month else _PARTS.get(part, (1, 12))
        text = "" if group["that"] else text if year else text.removesuffix(" 2000")
        if part and not month:
            text = f"{(group['part'] or group['part5']).removesuffix(' of')} {text}".strip()
        return _Date(match.start(), match.end(), year, months, text, day if year else 0)


class Comparisons:
    """Finds "at least 3 years" and the like."""

    def __init__(self, language: Language) -> None:
        compare, numbers = language.phrases["compare"], language.phrases["number"]
        self._numbers = {name: int(number) for number, names in numbers.items() for name in names}
        number = rf"(\d+|{either(self._numbers)})"
        unit = r"\s*\+?\s*(years?|yrs?|months?|saal|mahine)\b"
        self._patterns = [(m, re.compile(rf"\b(?:{either(compare[m])})\s+{number}{unit}")) for m in ("least", "most")]
        self._patterns.append(("least", re.compile(rf"\b{number}\+\s*(years?|yrs?|months?)\b")))

    def find(self, text: str) -> tuple[tuple[str, int] | None, list[tuple[int, int]]]:
        """("least" or "most", months) in a folded text or None, and the character ranges that say it."""
        for mode, pattern in self._patterns:
            if match := pattern.search(text):
                number = self._numbers[match[1]] if match[1] in self._numbers else int(match[1])
                return (mode, number * (12 if match[2][0] in "ys" else 1)), [match.span()]
        return None, []


def either(phrases: Iterable[str] | Mapping[str, object]) -> str:
    """A regular expression for any of the phrases, the longest first."""
    return "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))


def masked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The text with these character ranges blanked, its length kept."""
    for start, end in ranges:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text
