"""What is kept for the owner to read: feedback, and questions that the résumé does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of an answer; `place` is where it stands, `at` when, in seconds of the epoch."""

    user: str
    helpful: bool
    question: str
    answer: str
    place: str
    at: float


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the résumé does not answer, and what was said to it."""

    question: str
    answer: str
    place: str
    at: float


class Notes(Protocol):
    """Keeping must not make anybody wait; reading gives the oldest first and raises UnavailableError in an outage."""

    def unanswered(self, question: str, answer: str, place: str) -> None: ...

    def feedback(self, user: str, helpful: bool, question: str, answer: str, place: str) -> None: ...

    def unanswered_since(self, at: float) -> Sequence[Unanswered]: ...

    def feedback_since(self, at: float) -> Sequence[Feedback]: ...


class UnavailableError(Exception):
    """What is kept cannot be reached now."""
