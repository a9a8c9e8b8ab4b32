"""The words of questions, read once from knowledge/language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

import yaml

from bot.errors import LanguageError
from bot.text import fold, is_plain, phrase, stem, words


class Sense(NamedTuple):
    """One meaning of a phrase: kind "section", "give", "order"... and the value under it in words.yaml."""

    kind: str
    value: str


class Attribute(NamedTuple):
    """Something that résumés often lack: its `label`, and where one finds it when it is stated.

    section, field   the section or field that holds it
    said             phrases of a statement that tells it
    code             whether it is a number that such a statement gives ("licence RN-4711")
    whatever         whether one statement answers it whatever thing it is asked of ("would he move to Denver?")
    strict           whether what the person says of the other words of the question does not tell it
    """

    label: str
    section: str = ""
    field: str = ""
    said: tuple[str, ...] = ()
    code: bool = False
    whatever: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """Everything the program knows of language.

    phrases     kind -> value -> its phrases, as words.yaml has them
    senses      phrase of folded words -> what it means to the program
    verbs       stem of a verb -> what its forms mean to the program
    light       words that may stay unmatched
    groups      phrase -> ids of the synonym groups it is in;  `members` the phrases of each group; from id `spellings`
                on they are spellings of one name
    hosts       kind of link -> words in the label or the address that tell it
    kinds       phrase -> the phrases of all that it includes
    attributes  something a person can be asked about, by name
    smalltalk   a whole message -> its kind
    english     plain words, and `names` well-known names: neither is a misspelling
    """

    phrases: Mapping[str, Mapping[str, tuple[str, ...]]]
    senses: Mapping[str, tuple[Sense, ...]]
    verbs: Mapping[str, tuple[Sense, ...]]
    light: frozenset[str]
    groups: Mapping[str, tuple[int, ...]]
    members: tuple[tuple[str, ...], ...]
    spellings: int
    hosts: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, Attribute]
    smalltalk: Mapping[str, str]
    english: frozenset[str]
    names: frozenset[str]

    def meanings(self, folded: str) -> tuple[Sense, ...]:
        """What a phrase of folded words means to the program, in the singular too."""
        found = self.senses.get(folded) or self.senses.get(singular(folded))
        if found is None and " " not in folded and not folded.endswith("e"):
            found = tuple(sense for sense in self.senses.get(stem(folded), ()) if sense.kind in ("edge", "verb"))
        return found or ()

    def alike(self, key: str) -> set[str]:
        """A phrase, its synonyms and what they include."""
        same = {key, *(member for group in self.groups.get(key, ()) for member in self.members[group])}
        return same | {member for each in same for member in self.kinds.get(each, ())}


_SHE = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_PLURAL = {"he": "they", "his": "their", "him": "them", "himself": "themselves", "is": "are", "was": "were"}
_PLURAL |= {"has": "have", "does": "do"}
_HE = re.compile(r"\b(?:he|his|him|himself)\b")
_SINGULAR = re.compile(r"\b(?:is|was|has|does) he\b|\bhe (?:is|was|has|does)\b")
_CHOICE = re.compile(r"\(([^()]*)\)")


def _read(name: str) -> Any:
    try:
        return yaml.load(
            (files("knowledge") / "language" / name).read_text("utf-8"),
            Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
        )
    except (OSError, yaml.YAMLError) as error:
        raise LanguageError(f"knowledge/language/{name}: {error}") from error


def _words(name: str) -> frozenset[str]:
    return frozenset((files("knowledge") / "language" / name).read_text("utf-8").split())


def singular(folded: str) -> str:
    """A phrase with the plural s taken off each word."""
    return " ".join(w[:-1] if len(w) > 3 and w[-1] == "s" and w[-2] not in "sui" else w for w in folded.split(" "))


def _forms(word: str) -> tuple[str, ...]:
    """A verb's regular forms beside the word itself: "mention", "mentions", "mentioned", "mentioning"."""
    if len(word) < 4 or not word.isalpha():
        return (word,)
    base = word.removesuffix("e")
    return (word, f"{word}s", f"{base}ed", f"{base}ing")


def _spelt_out(text: str) -> list[str]:
    """A phrase with choices as the phrases it stands for: "(what|which) day(s|)" is four."""
    if "(" not in text:
        return [text]
    literals_and_choices = [part.split("|") for part in _CHOICE.split(text)]
    return [" ".join("".join(parts).split()) for parts in product(*literals_and_choices)]


def of_anybody(text: str) -> tuple[str, ...]:
    """A phrase with "he", "his" or "him", said of her and of them as well: "does he know" and "do they know"."""
    if " " not in text or not _HE.search(text):
        return (text,)
    they = _SINGULAR.sub(lambda match: " ".join(_PLURAL.get(word, word) for word in match[0].split()), text)
    return (text, _HE.sub(lambda match: _SHE[match[0]], text), _HE.sub(lambda match: _PLURAL[match[0]], they))


def _folded(text: str) -> str:
    return " ".join(text.lower().split() if is_plain(text) else (word.folded for word in words(text)))


def _verbs(senses: Mapping[str, list[Sense]]) -> dict[str, tuple[Sense, ...]]:
    """The stems of the single words among the verbs: what "leave" means, "leaving" does."""
    verbs: dict[str, dict[Sense, None]] = defaultdict(dict)
    for key, found in senses.items():
        if " " not in key:
            verbs[stem(key)].update(dict.fromkeys(sense for sense in found if sense.kind in ("edge", "verb")))
    return {key: tuple(found) for key, found in verbs.items() if found}


def _said(texts: Iterable[Any]) -> tuple[str, ...]:
    """Phrases as they are written in the data, folded and spelt out, each once."""
    spelt_out = (each for text in texts for each in _spelt_out(fold(str(text))))
    return tuple(dict.fromkeys(variant for text in spelt_out for variant in of_anybody(text)))


def _phrases(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    return {kind: {str(value): _said(texts) for value, texts in values.items()} for kind, values in _read(name).items()}


def _senses(meant: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, list[Sense]]:
    """What each phrase means, in the singular too unless that is another phrase."""
    senses: dict[str, list[Sense]] = defaultdict(list)
    said = ((text, Sense(kind, value)) for kind, values in meant.items() for value in values for text in values[value])
    for text, sense in said:
        folded = _folded(text)
        for key in {folded: None, singular(folded): None}:
            if sense not in senses[key] and (key == folded or key not in senses):
                senses[key].append(sense)
    return {key: found for key, found in senses.items() if found}


def _groups(name: str) -> tuple[tuple[str, ...], ...]:
    lines = ([text.strip() for text in line.split(",")] for line in _read(name))
    return tuple(tuple(dict.fromkeys(map(phrase, _said(filter(None, texts))))) for texts in lines)


def _kinds() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, tuple[str, ...]] = {}
    for name, members in _read("kinds.yaml").items():
        direct = (phrase(str(member)) for member in members)
        kinds[phrase(str(name))] = tuple(dict.fromkeys(each for key in direct for each in (key, *kinds.get(key, ()))))
    return kinds


@cache
def load() -> Language:
    """Read the language data; raises LanguageError."""
    attributes = _read("attributes.yaml")
    meant = _phrases("words.yaml") | {
        "attribute": {name: _said(each.pop("words")) for name, each in attributes.items()}
    }
    senses = _senses(meant)
    synonyms = _groups("synonyms.yaml")
    members = synonyms + _groups("spellings.yaml")
    groups: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(members):
        for key in group:
            groups[key].append(number)
    light = [fold(str(word)) for listed in _read("light.yaml").values() for word in listed]
    return Language(
        phrases=meant | _phrases("roles.yaml"),
        senses={key: tuple(found) for key, found in senses.items()},
        verbs=_verbs(senses),
        light=frozenset(form for word in light for form in _forms(word)),
        groups={key: tuple(ids) for key, ids in groups.items()},
        members=members,
        spellings=len(synonyms),
        hosts={kind: tuple(map(str, words)) for kind, words in _read("hosts.yaml").items()},
        kinds=_kinds(),
        attributes={
            name: Attribute(**each | {"said": _said(each.get("said", ()))}) for name, each in attributes.items()
        },
        smalltalk={_folded(text): kind for kind, texts in _read("smalltalk.yaml").items() for text in _said(texts)},
        english=_words("english.txt"),
        names=_words("names.txt"),
    )
