"""The people that the tests ask about: the shipped profile's, and a fictional pastry chef and head of a school."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.batao import Batao

TESTS = Path(__file__).parent
PROFILES = {
    "rohit": TESTS.parent / "knowledge" / "rohit.yaml",
    "marisol-vasickova": TESTS / "profiles" / "marisol-vasickova.yaml",
    "theodora-wexcombe": TESTS / "profiles" / "theodora-wexcombe.md",
}


@cache
def about(person: str) -> Batao:
    return Batao.open(PROFILES[person])
