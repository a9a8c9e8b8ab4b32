"""Relations between entries: what the résumé states, and what its dates imply, kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from bot.profile import Entry
from bot.text import phrase

_ABOUT = ("awards", "talks", "publications")
_DATED = ("projects", "certificates", "awards", "talks", "publications")


class Span(NamedTuple):
    """The days an entry covers, as ordinals, both included."""

    start: int
    end: int

    def overlap(self, other: Span) -> int:
        """How many days are in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start) + 1)

    @property
    def days(self) -> int:
        return self.end - self.start + 1


def span(entry: Entry, now: int) -> Span | None:
    """The days of an entry's period; an open start or end is bounded by the other or by `now`."""
    period = entry.period
    if period is None or (period.start is None and period.end is None):
        return None
    start = period.start or period.end
    end = period.end or (None if period.ongoing else period.start)
    assert start is not None
    first = start.first.toordinal()
    return Span(first, max(first, end.last.toordinal() if end else now))


@dataclass(frozen=True, slots=True)
class Relations:
    """For each entry, by position in the profile.

    employer    the employer it belongs to, or -1;  `stated` whether the résumé says so or only the dates do
    positions   bit set of the positions held while it was made
    reach       bit set of all entries that belong to it or to which it belongs
    """

    employer: tuple[int, ...]
    stated: tuple[bool, ...]
    positions: tuple[int, ...]
    reach: tuple[int, ...]


def relate(entries: tuple[Entry, ...], spans: tuple[Span | None, ...], names: dict[str, int]) -> Relations:
    """Find the employer, the positions and the neighbours of every entry."""
    employers = [p for p, entry in enumerate(entries) if entry.section == "employers"]
    jobs = [p for p, entry in enumerate(entries) if entry.section == "work"]
    found = [_employer(p, entries, spans, employers, names) for p in range(len(entries))]
    positions = [_positions(p, entries, spans, jobs, found) for p in range(len(entries))]
    reach: dict[int, int] = defaultdict(int)
    for p, entry in enumerate(entries):
        neighbours = positions[p] | (1 << found[p][0] if found[p][0] >= 0 else 0)
        for title in entry.related:
            neighbours |= names.get(phrase(title), 0)
        if entry.section in _ABOUT:
            neighbours |= _mentioned(entry, entries)
        for q in range(len(entries)):
            if neighbours >> q & 1 and q != p:
                reach[p] |= 1 << q
                reach[q] |= 1 << p
    return Relations(
        employer=tuple(employer for employer, _ in found),
        stated=tuple(stated for _, stated in found),
        positions=tuple(positions),
        reach=tuple(reach[p] for p in range(len(entries))),
    )


def _mentioned(entry: Entry, entries: tuple[Entry, ...]) -> int:
    """The projects that an award, a talk or a publication speaks of by name."""
    said = f" {phrase(' '.join((entry.title, *entry.clauses)))} "
    return sum(
        1 << q for q, other in enumerate(entries) if other.section == "projects" and f" {phrase(other.title)} " in said
    )


def _employer(
    p: int, entries: tuple[Entry, ...], spans: tuple[Span | None, ...], employers: list[int], names: dict[str, int]
) -> tuple[int, bool]:
    entry = entries[p]
    if entry.section in ("employers", "basics", "education", "skills", "languages", "interests"):
        return (-1, True)
    named = names.get(phrase(entry.organization), 0) if entry.organization else 0
    for employer in employers:
        if named >> employer & 1:
            return (employer, True)
    for employer in employers:
        called = (entries[employer].title, *entries[employer].aliases)
        title = f" {phrase(f'{entry.title} {entry.organization}')} "
        if any(f" {phrase(name)} " in title for name in called):
            return (employer, True)
    mine = spans[p]
    if entry.section not in _DATED or mine is None or (entry.section == "projects" and _says_whose(entries)):
        return (-1, True)
    for employer in employers:
        theirs = spans[employer]
        if theirs and mine.overlap(theirs) * 2 > mine.days:
            return (employer, False)
    return (-1, True)


def _says_whose(entries: tuple[Entry, ...]) -> bool:
    """Whether most projects say whose they were: then those that do not are the person's own."""
    whose = [bool(entry.organization) for entry in entries if entry.section == "projects"]
    return sum(whose) * 2 > len(whose)


def _positions(
    p: int, entries: tuple[Entry, ...], spans: tuple[Span | None, ...], jobs: list[int], found: list[tuple[int, bool]]
) -> int:
    """The positions an entry was made in: those at its employer that share at least half of the shorter period."""
    mine, employer = spans[p], found[p][0]
    if employer < 0 or mine is None or entries[p].section == "work":
        return 0
    at_employer = [job for job in jobs if found[job][0] == employer]
    best = [job for job in at_employer if close(mine, spans[job])]
    return sum(1 << job for job in best or at_employer[:1])


def close(mine: Span, theirs: Span | None) -> bool:
    """Whether two periods share at least half of the shorter one: touching in one month is not enough."""
    return theirs is not None and mine.overlap(theirs) * 2 >= min(mine.days, theirs.days)
