"""A question's words, mended and cut into phrases: names of the résumé, and phrases of the language data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from bot.index import Found, Index, bits, canonical
from bot.language import Sense
from bot.text import Word, fold, phrase, stem, words
from bot.understand.when import either

_LONGEST = 6
_MENDED = 40  # different misspellings in one message; beyond, it is no question


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words looked up together."""

    text: str
    key: str
    folded: str
    senses: tuple[Sense, ...]
    found: Found
    start: int
    end: int


class Phrases:
    """Finds phrases for one index. Immutable after construction."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._language = index.language
        self._pairs = _pairs(index)
        self._inexact = _inexact(index)
        called = [word.folded for name in index.called for word in words(name) if len(word.folded) > 2]
        honorifics = either(index.language.phrases["honorific"]["before_a_name"])
        initials = rf"(?:(?:{honorifics})\b\.?\s)?(?:[a-z]\.\s?){{0,3}}"
        called += index.language.phrases["person"]["he"]
        self._by_first: dict[str, list[str]] = {}
        for key in index.names:
            if " " in key:
                self._by_first.setdefault(key.split(" ", 1)[0], []).append(key)
        self._person = re.compile(rf"\b{initials}(?:{either(called)})(?:[ -](?:{either(called)}))*('s)?\b(?!\.\w)")
        shorthand = index.language.phrases["shorthand"]
        self._longhand = {short: word for word, shorts in shorthand.items() for short in shorts}
        self._typed = {word: shorts[0] for word, shorts in shorthand.items() if " " in shorts[0] and " " not in word}
        short = either(self._longhand)
        self._shorthand = re.compile(rf"(?<!\S)(?:(?:{short})(?![\w/])|w/(?=\w{{2}}))", re.IGNORECASE)
        grammar = index.language.phrases["grammar"]
        self._number, *signs = grammar["of_a_code"]
        sign, apart = either(signs), either(grammar["before_no_code"])
        self._coded = re.compile(rf"\b(?!(?:{apart})\b)([\w.]*\w)\.?\s+(?:{sign})\.?(?=\s*\?*\s*$)", re.IGNORECASE)
        self._namesakes = [key for key in index.names if " " in key and index.person & set(key.split())]

    def _impersonal(self, text: str) -> str:
        """The question with "he" and "his" for the person's own name: one phrase then serves for all ways to say it."""
        folded = fold(text)
        if len(folded) != len(text) or any(name in phrase(text) for name in self._namesakes):
            return text
        for match in reversed([*self._person.finditer(folded)]):
            text = f"{text[: match.start()]}{'his' if match[1] else 'he'}{text[match.end() :]}"
        return text

    def corrected(self, question: str) -> tuple[str, list[tuple[str, str]]]:
        """The question with misspellings mended and the person called "he"; and what was mended, as (typed, taken)."""
        corrections: list[tuple[str, str]] = []
        longhand = self._shorthand.sub(lambda match: f"{self._longhand[match[0].lower()]} ", question)
        text = self._impersonal(self._coded.sub(rf"\1 {self._number}", longhand))
        text = text if len(fold(text)) == len(text) else fold(text)
        mended: dict[str, str | None] = {}
        for word in reversed(words(text)):
            if not self._index.spelling.is_known(word) and word.stem not in self._index.person:
                if word.folded not in mended and len(mended) < _MENDED:
                    mended[word.folded] = self._index.spelling.correct(word.folded)
                better = mended.get(word.folded)
                if better and not self._is_name(word, better, text):
                    corrections.append((word.raw, f"taken for {better!r}"))
                    text = text[: word.start] + better + text[word.end :]
        return text, corrections

    def _is_name(self, word: Word, better: str, text: str) -> bool:
        """Whether a capital says that an unknown word is a name of its own, not the misspelling of this known one."""
        capital = word.raw[:1].isupper() and word.start > 0 and not text.isupper()
        swapped = sorted(better) == sorted(word.folded)
        return capital and (self._index.spelling.ranks.get(better, 1) > 0 or (len(word.folded) < 6 and not swapped))

    def spans(self, found: Sequence[Word]) -> list[Span]:
        """The words cut into the longest runs that mean something together."""
        spans: list[Span] = []
        position = 0
        longest = cache(lambda at: self._longest(found, at))
        while position < len(found):
            span = longest(position)
            after = [longest(position + ahead) for ahead in range(1, min(span.end, len(found) - position))]
            if any(other.end > span.end for other in after) or (after and self._is_rather(span, after[0])):
                span = self._longest(found[: position + 1], position)
            spans.append(span)
            position += max(1, span.end)
            first, last = found[position - max(1, span.end)], found[position - 1]
            spans[-1] = replace(span, start=first.start, end=last.end, text=self._typed.get(span.text, span.text))
        return spans

    def _is_rather(self, span: Span, after: Span) -> bool:
        """Whether a question word belongs to no phrase with its noun, as that begins one: "what / day rate"."""
        opens = span.folded.split()[0] in self._language.phrases["ask"]["open"]
        asks = any(sense.kind == "give" for sense in span.senses)
        return opens and asks and after.end == span.end and any(sense.kind == "attribute" for sense in after.senses)

    def _longest(self, found: Sequence[Word], position: int) -> Span:
        """The longest known phrase at a position; `end` holds how many words it takes."""
        index, language = self._index, self._language
        first, second = found[position], found[min(position + 1, len(found) - 1)]
        inexact = max(self._inexact.get(first.stem, 2), self._inexact.get(first.folded, 2))
        longest = min(_LONGEST, max(self._pairs.get((first.stem, second.stem), 2), inexact))
        for count in range(min(longest, len(found) - position), 0, -1):
            run = found[position : position + count]
            key = " ".join(word.stem for word in run)
            folded = " ".join(word.folded for word in run)
            senses = language.meanings(folded)
            if count > 1 and senses and position and all(sense.value == "request" for sense in senses):
                continue
            if count == 1 or senses or key in index.names or (key in index.postings) or self._grouped(key):
                raw = " ".join(word.raw for word in run)
                said = index.find(key)
                if not (senses or said.statements or folded in language.light):
                    senses = language.verbs.get(key, ())
                return Span(raw, key, folded, senses, said, 0, count)
            synonyms = count > 1 and any(word.stem in language.groups for word in run)
            if synonyms and (other := index.canonical.get(canonical(key, language))):
                return Span(" ".join(word.raw for word in run), other, folded, (), index.find(other), 0, count)
            if count > 1 and (other := self._misspelt(key)):
                return Span(" ".join(word.raw for word in run), other, folded, (), index.find(other), 0, count)
            if count == 2 and (compound := self._compound(run)):
                return Span(" ".join(word.raw for word in run), key, folded, (), compound, 0, count)
            joined = "".join(word.stem for word in run)
            if count == 2 and len(joined) > 5 and joined in index.names:
                return Span(" ".join(word.raw for word in run), joined, folded, (), index.find(joined), 0, count)
        raise AssertionError("a single word is always a span")

    def _compound(self, run: Sequence[Word]) -> Found | None:
        """Where the résumé has a word of the program's own with a word of its own: "graduation rate", "tongue tie"."""
        first, second = run
        kinds = {sense.kind for sense in self._language.meanings(first.folded)} - {"verb"}
        if not kinds & {"section", "narrow", "order"}:
            return None
        both = self._index.postings.get(first.stem, 0) & self._index.postings.get(second.stem, 0)
        plain = second.folded in self._language.light or self._language.meanings(second.folded)
        joint = re.compile(rf"\b{re.escape(first.folded)}{'-' if plain else r'.?'}{re.escape(second.folded[:-1])}")
        said = sum(1 << p for p in bits(both) if joint.search(fold(self._index.statements[p].text)))
        titled = self._index.titles.get(first.stem, 0) & self._index.titles.get(second.stem, 0)
        return Found(said, titled=titled & self._index.holders(said), exactly=said) if said else None

    def _misspelt(self, key: str) -> str:
        """The name that a phrase is but one letter away from, though each of its words is a word."""
        first, *rest = key.split(" ")
        near = self._by_first.get(first, ()) if len(key) > 7 and "".join(rest).isalpha() else ()
        return next((name for name in near if name.count(" ") == key.count(" ") and OSA.distance(name, key) == 1), "")

    def _grouped(self, key: str) -> bool:
        return " " in key and any(group in self._index.group_postings for group in self._language.groups.get(key, ()))


def _pairs(index: Index) -> dict[tuple[str, str], int]:
    """The length of the longest known phrase that starts with two words, as stems: most words start none."""
    pairs: dict[tuple[str, str], int] = {}
    for table in (index.language.senses, index.names, index.postings, index.language.groups):
        for parts in (key.split(" ") for key in table if " " in key):
            pair = stem(parts[0]), stem(parts[1])
            pairs[pair] = max(pairs.get(pair, 2), len(parts))
    return pairs


def _inexact(index: Index) -> dict[str, int]:
    """The length of the longest name that starts with a word or its synonym: the others may be other than it says."""
    starts: dict[str, int] = {}
    groups, members = index.language.groups, index.language.members
    for key in (*index.names, *index.canonical):
        first, *rest = key.split(" ")
        for word in (first, *(member for group in groups.get(first, ()) for member in members[group])):
            starts[word] = max(starts.get(word, 1), len(rest) + 1)
    return starts
