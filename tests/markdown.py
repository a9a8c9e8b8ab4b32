"""What the tests of Markdown résumés share: a page about one invented person, and its entries in short."""

from __future__ import annotations

from textwrap import dedent

from bot.load.markdown import read
from bot.profile import Entry, Profile


def page(text: str) -> Profile:
    return read(dedent(text).lstrip(), "mira.md")


def load(text: str) -> Profile:
    return read("# Mira Voss\n\n" + dedent(text), "mira.md")


def of(profile: Profile, section: str) -> list[Entry]:
    return [entry for entry in profile.entries if entry.section == section]


def only(text: str, section: str) -> Entry:
    (entry,) = of(load(text), section)
    return entry


def when(entry: Entry) -> str:
    period = entry.period
    return f"{period.start or ''}..{'now' if period.ongoing else period.end}" if period else ""


def facts(entry: Entry) -> tuple[str, str, str, str]:
    return entry.title, entry.organization, entry.place, when(entry)
