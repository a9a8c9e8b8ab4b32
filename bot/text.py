"""Words: folding, splitting and stemming, the same for résumés, language data and questions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"c\+\+|[cf]#|[^\W_]+(?:['.,][^\W_]+)*")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": " ", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "œ": "oe", "ı": "i"})
_ENDING = re.compile(r"(?:ations?|ments?|ings?|ions?|ees?|e[dr]s?|ors?|ists?|ants?|ances?|ences?|ies|ied|es|s|e|y)$")
_VOWEL = re.compile(r"[aeiouy]")
_OPEN = re.compile(r"[^aeiouy]*[aeiouy][^aeiouwxy]")  # what takes an e back where "-ing" did not double its consonant
_COUNT = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = dict(zip((*_COUNT.split(), *_TENS.split()), (*range(20), *range(20, 100, 10)), strict=True))


class Word(NamedTuple):
    """One word: as written, folded (lower case, no accents), and its stem; `start` and `end` in the folded text."""

    raw: str
    folded: str
    stem: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents or typographic quotes: "Žďárský’s" becomes "zdarsky's"."""
    text = text.translate(_QUOTES)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        return text.lower().translate(_LETTERS)
    return text.lower()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light English stem: plural, -ing, -ed and a final e go, -ise is -ize; what has under four letters stays.

    A short vowel before one consonant keeps its e, so that "care", "caring" and "cared" are not "car".
    """
    if len(word) < 4 or not word.isalpha():
        return str(NUMBERS.get(word, word))
    if word in NUMBERS:
        return str(NUMBERS[word])
    if word in ("buses", "gases"):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
        word += "e" * bool(word[-1] == "z" and _OPEN.fullmatch(word))
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ing", "ed"):
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3 and _VOWEL.search(base) and not word.endswith("eed"):
            doubled = base[-1] == base[-2] and base[-1] not in "lsz"
            word = base[:-1] if doubled else f"{base}e" if _OPEN.fullmatch(base) else base
            break
    word = word[:-1] if word.endswith("e") and len(word) > 3 and not _OPEN.fullmatch(word[:-1]) else word
    return f"{word[:-2]}iz" if word.endswith("is") and len(word) > 5 else word.replace("isation", "ization")


def root(word: str) -> str:
    """What words of one family share, or "" for a short one: "programmer", "programmes" and "programming"."""
    base = _ENDING.sub("", word)
    base = base[:-1] if base[-2:-1] == base[-1:] else base
    return base.rstrip("eiy") if len(base) > 4 else ""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Split a text into words, in order. "B.Tech" is one word, "24-bed" two; "'s" is dropped."""
    folded = fold(text)
    raw = text if len(text) == len(folded) else folded
    found: list[Word] = []
    for match in _TOKEN.finditer(folded):
        start = match.start()
        for part, offset in _parts(match.group()):
            clean = part.replace("'", "").replace(".", "") if not part[0].isdigit() else part.replace(",", "")
            end = start + offset + len(part)
            found.append(Word(raw[start + offset : end], clean, stem(clean), start + offset, end))
    return tuple(found)


def _parts(token: str) -> list[tuple[str, int]]:
    """A token and its offset; cut at a dot or comma unless it joins an abbreviation ("ph.d", "node.js") or a number."""
    if token.isalnum() or token in ("c++", "c#", "f#"):
        return [(token, 0)]
    token = token.removesuffix("'s")
    if token[0].isdigit() and re.fullmatch(r"\d+([.,]\d+)+[a-z]*", token):
        return [(token, 0)]
    pieces = re.split(r"[.,]", token)
    if "," not in token and (len(pieces) == 1 or min(map(len, pieces)) <= 2):
        return [(token, 0)]
    parts, offset = [], 0
    for piece in pieces:
        if piece:
            parts.append((piece.removesuffix("'s"), offset))
        offset += len(piece) + 1
    return parts


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in order."""
    return tuple(word.stem for word in words(text))


def phrase(text: str) -> str:
    """The key under which a name or a phrase is looked up: its stems joined by a space."""
    return " ".join(map(stem, text.lower().split()) if is_plain(text) else stems(text))


def says(text: str, *keys: str) -> bool:
    """Whether a text says one of these phrases of stems."""
    said = f" {phrase(text)} "
    return any(f" {key} " in said for key in keys)


def is_plain(text: str) -> bool:
    """Whether a text is nothing but unaccented words and spaces: then splitting it needs no care."""
    return text.isascii() and text.replace(" ", "").isalnum()


def has_number(text: str) -> bool:
    """Whether a text states a number, in digits or in words."""
    return any(word.stem.isdigit() for word in words(text))
