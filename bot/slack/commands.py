"""What the bot is told to do rather than asked, by the words of knowledge/language/words.yaml."""

from __future__ import annotations

from bot import language
from bot.text import words
from bot.understand.message import unwrap


def is_padho(text: str) -> bool:
    """Whether the message says to read the profile again."""
    said = " ".join(word.folded for word in words(unwrap(text)))
    return said in language.load().phrases["command"]["padho"]


def to_share(text: str) -> str:
    """The question that is to be answered for all, "" when the text does not begin by saying so."""
    heads = sorted(language.load().phrases["command"]["share"], key=len, reverse=True)
    said = text.lower().split()
    head = next((head.split() for head in heads if said[: len(head.split())] == head.split()), [])
    return text.split(maxsplit=len(head))[-1] if head and len(said) > len(head) else ""
