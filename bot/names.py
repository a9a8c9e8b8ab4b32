"""What an entry and the person are called: their names and all the ways to type them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from bot.language import Language
from bot.profile import Entry
from bot.text import fold, phrase, words

_NAME_PARTS = re.compile(r"\s+[-–—|/]\s+|[:(),]|\s+(?:aka|alias)\s+")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_ABBREVIATION = re.compile(r"[^\W\d_a-z][\w.]*[^\W\d_a-z][\w.]*")
_OF_THE = re.compile(r"[\w-]+ (?i:of the) [\w-]+$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINERS = frozenset(("of", "and", "the", "for", "in", "at", "to", "a", "by"))


def person_names(entries: tuple[Entry, ...], language: Language) -> list[str]:
    """The person's names: title and aliases of the basics, and a nickname that the summary introduces."""
    introduced = "|".join(map(re.escape, language.phrases["nickname"]["introduced_by"]))
    pattern = re.compile(rf"\b(?i:{introduced})\s+(?:[a-z]+\s+){{0,3}}?(?:as\s+)?[\"'“]?([A-Z][^\W\d_]+)")
    found: list[str] = []
    for entry in entries:
        if entry.section == "basics":
            found += [
                entry.title.partition(",")[0],
                *entry.aliases,
                *(match[1] for c in entry.clauses for match in pattern.finditer(c)),
            ]
    return [*found, *_shortened(found, language)]


def _shortened(called: list[str], language: Language) -> set[str]:
    """The first names as friends cut or change them: "Leo" of Leopold, though "art" is no Arthur; "Bob" of Robert."""
    first = {name.split()[0] for name in called if name.split()}
    short = {name[:length] for name in first if name.isalpha() for length in range(3, len(name))}
    known = (language.english, language.light, language.senses, language.groups)
    cut = {name for name in short if not any(fold(name) in listed for listed in known)}
    usual = language.phrases["diminutive"]
    return cut | {name for given in first for name in usual.get(fold(given), ()) if name not in language.light}


def spellings(name: str) -> Iterator[str]:
    """The ways a name is typed: whole, its parts, joined, split at capitals, and its initials."""
    yield name
    yield name.replace(" ", "")
    yield _CAMEL.sub(" ", name)
    bracketed = {inner for inner in _BRACKETED.findall(name) if not _ABBREVIATION.fullmatch(inner)}
    parts = [part.strip() for part in _NAME_PARTS.split(name) if part.strip() and part.strip() not in bracketed]
    if parts != [name]:
        for part in parts:
            yield part
            yield part.replace(" ", "")
    for part in parts:
        capitals = [word for word in re.findall(r"[^\W\d_]+", part) if word not in _JOINERS]
        if len(capitals) >= 3 and all(word[0].isupper() for word in capitals):
            yield "".join(word[0] for word in capitals)


def names(entries: tuple[Entry, ...], language: Language) -> dict[str, int]:
    """phrase -> the entries called so: titles and aliases, the organizations of education, and their spellings."""
    found: dict[str, int] = defaultdict(int)
    for position, entry in enumerate(entries):
        title = entry.title.partition(",")[0] if entry.section == "basics" else entry.title
        called = [title, *entry.aliases]
        if entry.section in ("education", "volunteer", "talks", "publications"):
            called.append(entry.organization)
        if entry.section == "education":
            called.append(title.partition(" in ")[2])
        for name in called:
            for spelling in spellings(name):
                key = phrase(spelling)
                if key and not key.isdigit() and (spelling == name or fold(spelling) not in language.light):
                    found[key] |= 1 << position
    for position, entry in enumerate(entries):
        for key in _short_names(entry):
            short = len(key) < 3 and (entry.section != "work" or key in language.senses)
            if key not in found and not short and fold(key) not in language.light:
                found[key] |= 1 << position
    return dict(found)


def _short_names(entry: Entry) -> Iterator[str]:
    """An organization goes by its first word, a person by each, a post of two words by initials, a prize by its end."""
    if entry.section == "work":
        post = entry.title.partition("(")[0].split()
        if len(post) == 2 and all(word[0].isupper() for word in post):
            yield "".join(word[0].lower() for word in post)
    if entry.section == "employers" or entry.section == "education":
        title = entry.title if entry.section == "employers" else entry.organization
        first = [word.stem for word in words(title) if word.folded not in _JOINERS][:1]
        yield from first
    if entry.section in ("employers", "education", "volunteer", "talks"):
        yield from _pairs(entry.organization or entry.title)
    if entry.section == "awards" and (called := _OF_THE.search(entry.title)):
        yield phrase(called[0])
    if entry.section == "references":
        yield from (word.stem for word in words(entry.title) if len(word.folded) > 2)


def _pairs(name: str) -> Iterator[str]:
    """The capitalized words that stand side by side in a longer name: "Shore Watch" of "Lorn Shore Watch"."""
    found = words(name)
    for first, second in pairwise(found if len(found) > 2 else ()):
        capitals = all(word.raw[0].isupper() or word.raw[0].isdigit() for word in (first, second))
        if capitals and second.start == first.end + 1:
            yield f"{first.stem} {second.stem}"


def titles(entries: tuple[Entry, ...]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for position, entry in enumerate(entries):
        called = [
            entry.title,
            *entry.aliases,
            *([entry.organization] if entry.section in ("education", "talks") else []),
        ]
        for key in {word.stem for name in called for word in words(name)}:
            found[key] |= 1 << position
    return dict(found)
