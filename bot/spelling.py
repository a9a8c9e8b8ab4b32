"""Misspellings: which words are known, and which of them another one is meant for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language import Language, singular
from bot.text import Word, stem

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_CONSONANTS = str.maketrans("", "", "aeiouy")
_DERIVED = ("ised", "ized", "ising", "izing", "ise", "ize", "ification", "able", "based", "related", "like", "wise")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that one résumé and the program know.

    `ranks` has what a misspelling may be meant for: 0 for words of the résumé, 1 for the program's own, 2 for synonyms
    of the résumé's. `near` has those of a first letter for each length of a misspelling, `anagrams` those of the same
    letters: only one of these may begin with another letter.
    """

    spoken: frozenset[str]
    stems: Container[str]
    names: Container[str]
    language: Language
    ranks: dict[str, int]
    near: dict[tuple[int, str], tuple[str, ...]]
    anagrams: dict[str, tuple[str, ...]]

    @classmethod
    def of(
        cls,
        spoken: Iterable[str],
        stems: Container[str],
        groups: Iterable[int],
        names: Container[str],
        language: Language,
    ) -> Spelling:
        """From the words and stems that the résumé says, the groups of synonyms they belong to, and its names."""
        spoken = frozenset(spoken)
        ranks = _ranks(spoken, language, groups)
        near: dict[tuple[int, str], list[str]] = defaultdict(list)
        anagrams: dict[str, list[str]] = defaultdict(list)
        for word in ranks:
            anagrams["".join(sorted(word))].append(word)
            for length in range(max(3, len(word) - 3), len(word) + 4):
                if abs(len(word) - length) <= _allowed(length):
                    near[length, word[0]].append(word)
        tuples = (
            {key: tuple(found) for key, found in near.items()},
            {key: tuple(found) for key, found in anagrams.items()},
        )
        return cls(spoken, stems, names, language, ranks, *tuples)

    def is_known(self, word: Word) -> bool:
        """Whether a word is one the program or the résumé knows, or plain English: then it is not a misspelling."""
        language = self.language
        return (
            word.folded in self.spoken
            or (word.stem in self.stems and word.stem != word.folded)
            or bool(language.meanings(word.folded))
            or word.folded in language.light
            or (word.stem in language.groups and f"{word.folded}e" not in language.english)
            or word.folded in language.english
            or singular(word.folded) in language.english
            or word.folded in language.names
        )

    def correct(self, word: str) -> str | None:
        """The known word that this is a misspelling of, or None. Longer words may differ in more letters."""
        allowed = _allowed(len(word))
        if len(word) < 3 or not word.isalpha():
            return None
        derived = next((word.removesuffix(s) for s in _DERIVED if word.endswith(s)), "")
        if len(derived) > 4 and (derived in self.spoken or stem(derived) in self.stems):
            return derived
        squeezed = _DRAWN_OUT.sub(r"\1", word)
        if squeezed != word and (squeezed in self.ranks or squeezed in self.language.light):
            return squeezed
        consonants = word.translate(_CONSONANTS)
        nearby = self.near.get((len(word), word[0]), ()) + self.anagrams.get("".join(sorted(word)), ())
        furthest = allowed + (4 < len(word) < 7)
        best = process.extract(word, nearby, scorer=OSA.distance, score_cutoff=furthest, limit=9)
        ranked = [
            (distance, match[0] != word[0], match.translate(_CONSONANTS) != consonants, self.ranks[match], match)
            for match, distance, _ in best
            if distance <= allowed or match.translate(_CONSONANTS) == consonants
        ]
        alike = [item for item in ranked if len(item[-1]) > 3 or len(word) == 3 or item[-1] in self.names]
        if len(word) == 3:
            vowels = set("aeiouy")
            alike = [
                item
                for item in alike
                if sorted(item[-1]) == sorted(word)
                or (len(item[-1]) == 4 and (item[-1].startswith(word) or not vowels & set(word)))
            ]
        return min(alike)[-1] if alike else None


def _ranks(spoken: Iterable[str], language: Language, groups: Iterable[int]) -> dict[str, int]:
    """What a misspelling may be corrected to: words of the résumé before the program's own before their synonyms."""
    program = {word for key in language.senses for word in key.split()}
    program |= {f"{word}s" for word in program if f"{word}s" in language.english}
    said = (member for group in groups for member in language.members[group])
    synonyms = {word for member in said for word in member.split() if word in language.english}
    ranked = [(2, synonyms), (1, program), (0, spoken)]
    return {word: rank for rank, found in ranked for word in sorted(found) if len(word) >= 3 and word.isalpha()}


def _allowed(length: int) -> int:
    """In how many letters a word of this length may be misspelt."""
    return 1 if length < 7 else 2 if length < 12 else 3
