"""What frames a résumé in other languages than English: dates, and the words of foreign.yaml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources
from typing import Any

import yaml

from bot.errors import LanguageError
from bot.load.dates import YEAR


@functools.cache
def read(file: str) -> Any:
    """A file of the language data as it was written; raises LanguageError when it cannot be read."""
    try:
        text = resources.files("knowledge").joinpath("language", file).read_text(encoding="utf-8")
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        message = f"knowledge/language/{file}: cannot be read ({error}); restore it from the repository"
        raise LanguageError(message) from None


@functools.cache
def words() -> dict[str, Any]:
    """The words of foreign.yaml: table -> name -> phrases."""
    data: dict[str, Any] = read("foreign.yaml")
    return data


@functools.cache
def tongues() -> dict[str, str]:
    """What a language is called elsewhere -> its English name."""
    return {word: name for name, listed in words()["tongues"].items() for word in listed}


def alternatives(phrases: Iterable[str]) -> str:
    """Phrases as a regular expression, longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def in_english(text: str) -> str:
    """The text with its dates in English: "depuis avril 2021" becomes "since april 2021"; lines stay lines."""
    for pattern, english in _patterns():
        text = pattern.sub(lambda match, english=english: english.get(match[1].casefold(), ""), text)  # type: ignore[misc]
    return text


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """What to look for, in this order, and what to write instead."""
    dates = words()["dates"]
    months = [name for name in dates if name not in ("since", "from", "to", "present")]
    start = rf"(?:\d\d?[./-]{YEAR}|(?:(?:{'|'.join(months)})\.? )?{YEAR})"
    return (
        _pattern(months, rf"\.?(?=(?: de| del)?[ -]{YEAR})"),
        _pattern(months, rf"\.?(?=\s*[–—-]\s*(?:{'|'.join(months)}) {YEAR})"),
        (re.compile(rf"(?<=[a-z])( (?:de|del)(?= {YEAR}))", re.IGNORECASE), {}),
        (re.compile(rf"(?<=\d)(\.|er|º| de)(?= (?:{'|'.join(months)}) {YEAR})", re.IGNORECASE), {}),
        _pattern(["since"], rf"(?= {start})"),
        _pattern(["to"], rf"(?= (?:{start}|{alternatives(dates['present'])})(?!\w))", r"(?<=\d{4} )"),
        _pattern(["from"], rf"(?= {start} to )"),
        _pattern(["present"], r"(?!\w)", r"(?:(?<=\d{4} to )|(?<=\d{4} [–—-] )|(?<=\d{4}[–—-]))"),
    )


def _pattern(names: list[str], after: str, before: str = r"(?<![\w-])") -> tuple[re.Pattern[str], dict[str, str]]:
    """Where one of the words for these names stands, and the English name of each word."""
    english = {word: name for name in names for word in words()["dates"][name]}
    return re.compile(rf"{before}({alternatives(english)}){after}", re.IGNORECASE), english
