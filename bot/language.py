"""The words of questions, read once from knowledge/language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from bot.errors import LanguageError
from bot.text import fold, phrase, words


class Sense(NamedTuple):
    """One meaning of a phrase: kind "section", "give", "order"... and the value under it in words.yaml."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Language:
    """Everything the program knows of language.

    phrases     kind -> value -> its phrases, as words.yaml has them
    senses      phrase of folded words or of stems -> what it means to the program
    light       words that may stay unmatched
    groups      phrase -> ids of the synonym groups it is in;  `members` the phrases of each group
    attributes  name of something a person can be asked about -> how to call it when it is missing
    smalltalk   a whole message -> its kind
    english     words that are no misspellings
    """

    phrases: Mapping[str, Mapping[str, tuple[str, ...]]]
    senses: Mapping[str, tuple[Sense, ...]]
    light: frozenset[str]
    groups: Mapping[str, tuple[int, ...]]
    members: tuple[tuple[str, ...], ...]
    attributes: Mapping[str, str]
    smalltalk: Mapping[str, str]
    english: frozenset[str]


def _read(name: str) -> Any:
    try:
        return yaml.load(
            (files("knowledge") / "language" / name).read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except (OSError, yaml.YAMLError) as error:
        raise LanguageError(f"knowledge/language/{name}: {error}") from error


def _folded(text: str) -> str:
    return " ".join(word.folded for word in words(text))


def _phrases(attributes: dict[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    found = {
        kind: {str(value): tuple(fold(str(text)) for text in texts) for value, texts in values.items()}
        for kind, values in _read("words.yaml").items()
    }
    found["attribute"] = {name: tuple(fold(str(text)) for text in a["words"]) for name, a in attributes.items()}
    return found


def _senses(phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[tuple[str, Sense]]:
    for kind, values in phrases.items():
        for value, texts in values.items():
            for text in texts:
                yield text, Sense(kind, value)


@cache
def load() -> Language:
    """Read the language data; raises LanguageError."""
    exact: dict[str, list[Sense]] = defaultdict(list)
    stemmed: dict[str, list[Sense]] = defaultdict(list)
    attributes = _read("attributes.yaml")
    phrases = _phrases(attributes)
    for text, sense in _senses(phrases):
        for table, key in ((exact, _folded(text)), (stemmed, phrase(text))):
            if sense not in table[key]:
                table[key].append(sense)
    groups: dict[str, list[int]] = defaultdict(list)
    members: list[tuple[str, ...]] = []
    for line in [*_read("synonyms.yaml"), *_read("spellings.yaml")]:
        group = tuple(dict.fromkeys(phrase(text) for text in str(line).split(",") if text.strip()))
        for key in group:
            groups[key].append(len(members))
        members.append(group)
    light = [fold(str(word)) for listed in _read("light.yaml").values() for word in listed]
    smalltalk = {_folded(str(text)): kind for kind, texts in _read("smalltalk.yaml").items() for text in texts}
    english = (files("knowledge") / "language" / "english.txt").read_text("utf-8").split()
    return Language(
        phrases=phrases,
        senses={key: tuple(found) for key, found in {**stemmed, **exact}.items()},
        light=frozenset([*light, *(phrase(word) for word in light)]),
        groups={key: tuple(ids) for key, ids in groups.items()},
        members=tuple(members),
        attributes={name: attribute["label"] for name, attribute in attributes.items()},
        smalltalk=smalltalk,
        english=frozenset(english),
    )
