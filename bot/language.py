"""The words of questions, read once from knowledge/language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
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
    kinds       phrase -> the phrases of what it includes
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


_NO_SENSE = (
    "honorific",
    "nickname",
    "diminutive",
    "doer",
    "alone",
    "outcome",
    "negation",
    "agent",
    "deed",
    "done",
    "held",
    "direction",
    "quantity",
    "shorthand",
    "grammar",
    "command",
    "company",
    "leave",
    "scale",
    "told_mode",
    "result",
    "tells",
    "against",
)


_SHE = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_PLURAL = {"he": "they", "his": "their", "him": "them", "himself": "themselves", "is": "are", "was": "were"}
_PLURAL |= {"has": "have", "does": "do"}
_HE = re.compile(r"\b(?:he|his|him|himself)\b")
_SINGULAR = re.compile(r"\b(?:is|was|has|does) he\b|\bhe (?:is|was|has|does)\b")


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


def _phrases(attributes: dict[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    found = {
        kind: {str(value): _said(texts) for value, texts in values.items()}
        for kind, values in _read("words.yaml").items()
    }
    found["attribute"] = {name: _said(attribute["words"]) for name, attribute in attributes.items()}
    return found


def _said(texts: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(variant for text in texts for variant in of_anybody(fold(str(text)))))


def _senses(phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[tuple[str, Sense]]:
    for kind, values in phrases.items():
        for value, texts in values.items() if kind not in _NO_SENSE else ():
            for text in texts:
                yield text, Sense(kind, value)


@cache
def load() -> Language:
    """Read the language data; raises LanguageError."""
    senses: dict[str, list[Sense]] = defaultdict(list)
    attributes = _read("attributes.yaml")
    phrases = _phrases(attributes)
    for text, sense in _senses(phrases):
        folded = _folded(text)
        for key in {folded: None, singular(folded): None}:
            if sense not in senses[key] and (key == folded or key not in senses):
                senses[key].append(sense)
    groups: dict[str, list[int]] = defaultdict(list)
    members: list[tuple[str, ...]] = []
    synonyms = _read("synonyms.yaml")
    for line in [*synonyms, *_read("spellings.yaml")]:
        texts = (variant for text in str(line).split(",") if text.strip() for variant in of_anybody(text.strip()))
        group = tuple(dict.fromkeys(map(phrase, texts)))
        for key in group:
            groups[key].append(len(members))
        members.append(group)
    light = [fold(str(word)) for listed in _read("light.yaml").values() for word in listed]
    smalltalk = {_folded(str(text)): kind for kind, texts in _read("smalltalk.yaml").items() for text in texts}
    return Language(
        phrases=phrases,
        senses={key: tuple(found) for key, found in senses.items() if found},
        verbs=_verbs(senses),
        light=frozenset(form for word in light for form in _forms(word)),
        groups={key: tuple(ids) for key, ids in groups.items()},
        members=tuple(members),
        spellings=len(synonyms),
        hosts={kind: tuple(map(str, words)) for kind, words in _read("hosts.yaml").items()},
        kinds={
            phrase(str(name)): tuple(phrase(str(m)) for m in members) for name, members in _read("kinds.yaml").items()
        },
        attributes={
            name: Attribute(
                a["label"],
                a.get("section", ""),
                a.get("field", ""),
                tuple(a.get("said", ())),
                a.get("code", False),
                a.get("whatever", False),
                a.get("strict", False),
            )
            for name, a in attributes.items()
        },
        smalltalk=smalltalk,
        english=_words("english.txt"),
        names=_words("names.txt"),
    )
