"""One entry per distinct employer, made from what is stated about it and from the positions held there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.profile import Entry, Period

T = TypeVar("T")


def employers(stated: Iterable[Entry], positions: Sequence[Entry]) -> tuple[Entry, ...]:
    """The employers in the order of `stated`, one entry a name, then those that only `positions` name.

    A stated period stays; else it runs from the earliest start to the latest end of the positions.
    """
    made = (Entry("employers", entry.organization, place=entry.place, line=entry.line) for entry in positions)
    pieces: dict[str, list[Entry]] = {}
    for piece in (*stated, *made):
        if piece.title:
            pieces.setdefault(piece.title.casefold(), []).append(piece)
    return tuple(
        _whole(parts, [entry for entry in positions if entry.organization.casefold() == name])
        for name, parts in pieces.items()
    )


def _whole(parts: Sequence[Entry], positions: Sequence[Entry]) -> Entry:
    period = next((part.period for part in parts if part.period), None)
    return replace(
        parts[0],
        period=period or _span([entry.period for entry in positions if entry.period]),
        place=next((part.place for part in parts if part.place), ""),
        clauses=_joined(parts, lambda part: part.clauses),
        keywords=_joined(parts, lambda part: part.keywords),
        links=_joined(parts, lambda part: part.links),
        aliases=_joined(parts, lambda part: part.aliases),
        related=_joined(parts, lambda part: part.related),
        fields={name: value for part in reversed(parts) for name, value in part.fields.items()},
    )


def _joined(parts: Sequence[Entry], facet: Callable[[Entry], tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for part in parts for value in facet(part)))


def _span(periods: Sequence[Period]) -> Period | None:
    if not periods:
        return None
    starts = [period.start for period in periods if period.start]
    ends = [period.end for period in periods if period.end]
    ongoing = any(period.ongoing for period in periods)
    start = min(starts, key=lambda date: date.first) if starts else None
    return Period(start, max(ends, key=lambda date: date.last) if ends and not ongoing else None, ongoing)
