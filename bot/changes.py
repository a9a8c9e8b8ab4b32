"""What is different between two versions of a profile, in a sentence or two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from bot.answer.wording import name, section_name
from bot.profile import Entry, Profile

NAMED = 3
MADE = ("employers",)  # entries that are made from others


def changes(old: Profile, new: Profile) -> str:
    """Entries added, removed and changed, by section: "Added: 1 project (Tank)."; "" when no entry differs."""
    before, after = _entries(old), _entries(new)
    both = before.keys() & after.keys()
    found = {
        "Added": [after[key] for key in after if key not in both],
        "Removed": [before[key] for key in before if key not in both],
        "Changed": [after[key] for key in after if key in both and after[key] != before[key]],
    }
    return " ".join(f"{what}: {_listed(entries)}." for what, entries in found.items() if entries)


def _entries(profile: Profile) -> dict[tuple[str, str, str, int], Entry]:
    """The entries by what they are called; alike ones are told apart by their order."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = {}
    for entry in profile.entries:
        called = (entry.section, entry.title, entry.organization)
        seen[called] += 1
        if entry.section not in MADE:
            found[(*called, seen[called])] = replace(entry, line=0)
    return found


def _listed(entries: Iterable[Entry]) -> str:
    by_section = defaultdict(list)
    for entry in entries:
        by_section[entry.section].append(name(entry))
    return ", ".join(_section(section, names) for section, names in by_section.items())


def _section(section: str, names: list[str]) -> str:
    if section == "basics":
        return "the person's own details"
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{len(names)} {section_name((section,), len(names))} ({'; '.join(names[:NAMED])}{more})"
