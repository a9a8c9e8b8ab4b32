"""The profile: what one résumé says, as typed entries that no longer know their file format."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BREAK = "career break"  # the type of a job that is none
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as the résumé gives it: a year, a season, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str = ""

    @property
    def first(self) -> datetime.date:
        """The earliest day it can mean."""
        return datetime.date(self.year, self.month or SEASONS.get(self.season, 1), self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The latest day it can mean."""
        if self.day:
            return self.first
        if self.season:
            start = self.first
            year, month = divmod(start.year * 12 + start.month + 1, 12)
            return datetime.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
        month = self.month or 12
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.season:
            return f"{self.season.capitalize()} {self.year}"
        words = [str(self.day)] if self.day else []
        return " ".join([*words, *([MONTHS[self.month]] if self.month else []), str(self.year)])

    @property
    def short(self) -> str:
        """The same with the month's name shortened, for cards."""
        return str(self).replace(MONTHS[self.month], MONTHS[self.month][:3]) if self.month else str(self)


@dataclass(frozen=True, slots=True)
class Period:
    """From a start to an end, both included; an event has start == end; `ongoing` means up to the résumé's own date."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Something to open: `label` is short ("Repository", "GitHub", "Talk video")."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section.

    section       a JSON Resume section name, or "talks", "initiatives", "employers" (one per employer, made from work)
    title         what it is called: the position, the project's name, the degree, the person who recommends
    organization  employer, institution, awarder, issuer, publisher, or the entity a project was made for
    clauses       its free text, one statement each (a sentence or a highlight)
    keywords      technologies, skills, instruments, methods, courses
    fields        whatever else it states, by name: {"score": "3.72", "fluency": "Native", "duration": "10 months"}
    aliases       other names of its title (for employers: of the employer)
    related       titles of other entries that it states a relation to (a talk about a project)
    heading       what the résumé itself calls the section, where that is not the section's name
    line          where it stands in the file, 0 when unknown
    """

    section: str
    title: str
    organization: str = ""
    period: Period | None = None
    place: str = ""
    clauses: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    heading: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's résumé. `entries` keeps the file's order; `updated` is what "present" means.

    The entry of section "basics" is the person: title is the name, clauses the summary, links the profiles,
    fields hold "label", "email", "phone", "url" where stated, place the location.
    """

    name: str
    entries: tuple[Entry, ...]
    updated: PartialDate
    source: str = ""
    warnings: tuple[str, ...] = ()
