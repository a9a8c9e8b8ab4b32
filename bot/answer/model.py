"""The answer: what every surface gets, and nothing that knows a surface."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.profile import Link

TEXT_LIMIT = 800


@dataclass(frozen=True, slots=True)
class Card:
    """One résumé entry as evidence: plain text in every field, `key` finds the entry again in the same profile."""

    section: str
    title: str
    subtitle: str = ""
    period: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who the résumé is of: `roles` are those held at its own date, `updated` that date in words."""

    name: str
    headline: str
    roles: tuple[str, ...]
    links: tuple[Link, ...]
    updated: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is the direct answer (plain text, 1 to 800 characters); `cards` its evidence, all of it.

    `suggestions` are other questions. When `answered` is false the résumé does not say, `text` says what is missing
    and `cards` is empty. `context` is what a follow-up in the same thread needs: a short string to store and give back.
    """

    question: str
    answered: bool
    text: str
    cards: tuple[Card, ...] = ()
    suggestions: tuple[str, ...] = ()
    context: str = ""

    def as_json(self) -> dict[str, Any]:
        """The answer in the documented JSON shape, ready for json.dumps."""
        cards = [{name: value for name, value in asdict(card).items() if name != "key"} for card in self.cards]
        return {
            "question": self.question,
            "answered": self.answered,
            "text": self.text,
            "cards": cards,
            "suggestions": list(self.suggestions),
        }
