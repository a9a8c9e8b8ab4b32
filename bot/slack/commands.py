"""What the bot is told to do rather than asked, by the words of knowledge/language/words.yaml."""

from __future__ import annotations

from functools import cache

from bot import language


def says(command: str, text: str) -> bool:
    """Whether the message is just a way to say `command`: "padho" reads the profile again, "digest" is the owner's."""
    return tuple(text.lower().strip(" .!").split()) in _phrases(command)


def to_share(text: str) -> str:
    """The question that is to be answered for all, "" when the text does not begin by saying so."""
    said = text.lower().split(maxsplit=_longest())
    head = next((n for n in range(len(said) - 1, 0, -1) if tuple(said[:n]) in _phrases("share")), 0)
    return text.split(maxsplit=head)[-1] if head else ""


@cache
def _phrases(command: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in language.load().phrases["command"][command])


@cache
def _longest() -> int:
    """How many words the longest phrase before a question has."""
    return max(map(len, _phrases("share")))
