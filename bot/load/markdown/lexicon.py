"""The words of résumés, from headings.yaml and foreign.yaml: headings, labels, roles, organisations, degrees..."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from bot.load import foreign

_APOSTROPHES = str.maketrans("’‘`´", "''''")


@functools.lru_cache(4096)
def plain(text: str) -> str:
    """The text in lower case, without accents, emoji and outer punctuation, with "and" for "&"."""
    text = unicodedata.normalize(
        "NFKD", text.replace("(s)", "").translate(_APOSTROPHES).replace("&", " and ").casefold()
    )
    kept = (c for c in text if not unicodedata.combining(c) and unicodedata.category(c) not in ("So", "Cf", "Sk"))
    return re.sub(r"^\W*(?:\d+[.)]\s+)?|[^\w)+#%]+$", "", " ".join("".join(kept).split()))


def section_of(heading: str) -> tuple[str, ...]:
    """The sections that a heading names, or the names joined in it by "and", "/" or a comma; () when it names none."""
    return tuple(dict.fromkeys(section for part in _joined(heading) for section in _words()["headings"].get(part, ())))


def is_heading(text: str) -> bool:
    """Whether all that a text joins names sections: "Talks and papers", but not "Award in Education and Training"."""
    parts = _joined(text)
    return bool(parts) and all(part in _words()["headings"] for part in parts)


def _joined(heading: str) -> list[str]:
    """What a heading joins by "and", "/" or a comma, each in its plain form without praise."""
    sections, whole = _words()["headings"], plain(heading)
    if whole in sections or introduction().match(heading):
        return [whole] if whole in sections else []
    parts = re.split(r"\s*(?:,|/|\+|\|)\s*|\s+(?:and|und|et|y|e|en)\s+", whole)
    return [part if part in sections else _without_praise(part) for part in parts]


@functools.cache
def introduction() -> re.Pattern[str]:
    """What may stand before somebody's name as a page's first words: "Hi, I'm Ida Brandt"."""
    return re.compile(rf"(?:{alternatives('greetings')})\b\W*(?:{alternatives('introduces')})\s+", re.IGNORECASE)


def _without_praise(heading: str) -> str:
    """A heading without the adjectives before its noun: "selected recent productions" is "productions"."""
    return re.sub(rf"^(?:(?:{alternatives('praise')})\s+)+", "", heading)


def hint_of(heading: str) -> tuple[str, ...]:
    """The sections whose longest phrase stands in a heading: weak evidence."""
    words, sections = plain(heading), _words()["headings"]
    found = [
        word for word in sections if len(word) > 3 and word in words and re.search(rf"\b{re.escape(word)}\b", words)
    ]
    return sections[max(found, key=len)] if found else ()


def label_of(label: str) -> str:
    """The field that a label before a colon means ("employer" -> "organization"), or ""."""
    labels, whole = _words()["labels"], plain(label)
    parts = [whole, *re.split(r"\s*/\s*|\s+(?:and|or)\s+", whole)]
    return next((name for part in parts for name in labels.get(part, ())), "")


def column_of(head: str, section: str) -> tuple[str, ...]:
    """The fields that the head of a table's column may mean, those that it means in this section first."""
    whole = plain(re.sub(r"\s*\([^()]*\)$", "", head))
    parts = [whole, *re.split(r"\s*/\s*|\s+(?:and|or)\s+", whole), _without_praise(whole)]
    own = _columns(section)
    found = next((own[part] for part in parts if part in own), ())
    return tuple(dict.fromkeys((*found, *(name for part in parts for name in labels_of(part)))))


def labels_of(label: str) -> tuple[str, ...]:
    """All the fields that a label may mean, the usual one first ("from" is a date or a giver)."""
    return _words()["labels"].get(plain(label), ())


def value_of(table: str, word: str) -> str:
    """What a word stands for in a table of single values ("did": "founded" -> "Founder"), or ""."""
    found: dict[str, str] = {plain(key): str(value) for key, value in _data()[table].items()}
    return found.get(plain(word), "")


def sections_with(table: str) -> tuple[str, ...]:
    """The names under which a table of phrases ("cues", "signs", "links") is divided."""
    return tuple(_data()[table])


def has(kind: str, text: str, start: bool = False) -> bool:
    """Whether a phrase of a kind ("roles", "signs.talks") stands in the text as whole words, or opens it."""
    pattern = _pattern(kind)
    return bool(pattern.match(plain(text)) if start else pattern.search(plain(text)))


def last(kind: str, text: str) -> int:
    """Where the last phrase of a kind in the text ends, in its plain form; -1 when there is none."""
    return max((match.end() for match in _pattern(kind).finditer(plain(text))), default=-1)


def ends(kind: str, text: str) -> bool:
    """Whether a phrase of a kind ends the text."""
    return bool(text) and last(kind, text) == len(plain(text))


def is_only(kind: str, text: str) -> bool:
    """Whether the whole text is a phrase of the kind."""
    return bool(_pattern(kind).fullmatch(plain(text) or text))


def alternatives(kind: str) -> str:
    """The phrases of a kind as a regular expression, longest first."""
    return foreign.alternatives(_list(kind))


def hosts(name: str) -> tuple[str, ...]:
    """The web hosts whose addresses are called `name` ("Repository")."""
    return tuple(_data()["links"][name].get("hosts", ()))


def network_of(host: str) -> str:
    """What the profiles at a web host are called ("www.linkedin.com" -> "LinkedIn"), or ""."""
    found: dict[str, str] = {str(name): str(part) for name, part in _data()["networks"].items()}
    return next((name for name, part in found.items() if part in host and (part[0] != "x" or host == part)), "")


def network_named(name: str) -> str:
    """The network of that name as it is written ("orcid" -> "ORCID"), or ""."""
    return next((str(network) for network in _data()["networks"] if str(network).casefold() == name.casefold()), "")


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = alternatives(kind) + (rf"|\w+(?:{alternatives('trades')})" if kind == "roles" else "")
    plural = "s?" if kind == "organizations" or kind.startswith("signs") else ""
    return re.compile(rf"(?<![\w'])(?:{words}){plural}(?![\w'])")


def _list(kind: str) -> Iterable[str]:
    table, _, name = kind.partition(".")
    words = _data()[table][name] if name else _data()[table]
    listed = words.get("words", ()) if isinstance(words, dict) else words
    return {form for word in (*listed, *_foreign(kind)) for form in (plain(word) or word, word)}


def _foreign(kind: str) -> Iterable[str]:
    return foreign.tongues() if kind == "tongues" else foreign.words().get(kind, ())


def _both(table: str) -> dict[str, list[str]]:
    """The phrases of a table by name, the English ones first."""
    other: dict[str, list[str]] = foreign.words()[table]
    return {name: [*words, *other.get(name, ())] for name, words in _data()[table].items()}


@functools.cache
def _words() -> dict[str, dict[str, tuple[str, ...]]]:
    """For "headings" and "labels": phrase -> the names it stands under."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {"headings": {}, "labels": {}}
    listed = ((table, name, phrases) for table in tables for name, phrases in _both(table).items())
    for table, name, phrases in listed:
        for word in map(plain, phrases):
            tables[table][word] = tuple(dict.fromkeys((*tables[table].get(word, ()), name)))
    return tables


@functools.cache
def _columns(section: str) -> dict[str, tuple[str, ...]]:
    """Head of a column -> the fields that it means in the tables of a section."""
    found: dict[str, tuple[str, ...]] = {}
    for name, phrases in _tables().get(section, {}).items():
        for word in map(plain, phrases):
            found[word] = (*found.get(word, ()), name)
    return found


def _tables() -> dict[str, dict[str, list[str]]]:
    data: Any = _data()["columns"]
    tables: dict[str, dict[str, list[str]]] = data
    return tables


@functools.cache
def _data() -> dict[str, dict[str, dict[str, list[str]]]]:
    data: dict[str, dict[str, dict[str, list[str]]]] = foreign.read("headings.yaml")
    return data
