"""What is said of a résumé that was read again."""

from __future__ import annotations

from dataclasses import replace

from bot.changes import changes
from bot.profile import Entry, PartialDate, Profile

OLD = Profile(
    "Ada Kern",
    (
        Entry("basics", "Ada Kern"),
        Entry("work", "Baker", "Acme"),
        *(Entry("projects", f"Loaf {n}", line=n) for n in range(5)),
        Entry("talks", "On rye"),
        Entry("talks", "On rye", clauses=("Again.",)),
    ),
    PartialDate(2020, 5),
)


def test_nothing_is_said_of_what_is_the_same() -> None:
    assert changes(OLD, OLD) == ""
    assert changes(OLD, replace(OLD, entries=tuple(replace(entry, line=99) for entry in OLD.entries))) == ""


def test_each_section_is_said_with_its_entries() -> None:
    kept = OLD.entries[1:2] + OLD.entries[7:]
    new = replace(OLD, entries=(Entry("basics", "Ada Kern", place="Oslo"), *kept, Entry("awards", "Gold", "Fair")))
    assert changes(OLD, new) == (
        "Added: 1 award (Gold, Fair). Removed: 5 projects (Loaf 0; Loaf 1; Loaf 2 and 2 more). "
        "Changed: the person's own details."
    )


def test_entries_of_one_name_are_told_apart() -> None:
    assert changes(OLD, replace(OLD, entries=OLD.entries[:-1])) == "Removed: 1 talk (On rye)."
