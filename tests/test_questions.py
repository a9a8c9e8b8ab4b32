"""The questions under tests/questions, asked about the shipped profile and about fictional people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.batao import Batao
from bot.text import fold
from tests.people import TESTS, about

Turn = dict[str, Any]


def cases() -> Iterator[Any]:
    for file in sorted((TESTS / "questions").glob("*.yaml")):
        for ability, listed in yaml.safe_load(file.read_text("utf-8")).items():
            for case in listed:
                turns = case.get("thread", [case])
                yield pytest.param(file.stem, turns, id=f"{file.stem}: {ability}: {turns[-1]['ask'][-60:]}")


CASES = list(cases())


def foreign(batao: Batao, turn: Turn, text: str) -> list[str]:
    """The titles of the section `only` that the text names although no pattern of `says` expects them."""
    text = fold(text)
    found = []
    entries = [entry for entry in batao.profile.entries if entry.section == turn["only"]]
    for title in sorted((fold(entry.title) for entry in entries), key=len, reverse=True):
        if title in text and not any(re.search(pattern, title, re.IGNORECASE) for pattern in turn["says"]):
            found.append(title)
        text = text.replace(title, "")
    return found


def problems(batao: Batao, turn: Turn, text: str) -> list[str]:
    def found(pattern: str) -> bool:
        return bool(re.search(pattern, text, re.IGNORECASE))

    missing = [f"does not say {pattern}" for pattern in turn.get("says", ()) if not found(pattern)]
    wrong = [f"says {pattern}" for pattern in turn.get("never", ()) if found(pattern)]
    extra = [f"names {title}" for title in foreign(batao, turn, text)] if "only" in turn else []
    return [*missing, *wrong, *extra]


@pytest.mark.parametrize(("person", "turns"), CASES)
def test_question(person: str, turns: list[Turn]) -> None:
    context = ""
    for turn in turns:
        answer = about(person).ask(turn["ask"], context)
        context = answer.context
        assert problems(about(person), turn, answer.text) == [], answer.text
        assert answer.answered is turn.get("answered", True), answer.text
        assert answer.answered or not answer.cards


def test_the_table_covers_both_people() -> None:
    counts = {person: sum(case.values[0] == person for case in CASES) for person in ("rohit", "marisol-vasickova")}
    assert counts["rohit"] >= 150
    assert counts["marisol-vasickova"] >= 80
