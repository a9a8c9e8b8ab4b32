"""A reply: what the stages of answering hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answer.wording import clip

Said = tuple[str, list[int]]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is dressed for a surface: the text, its evidence, and whether the résumé says it."""

    text: str
    chosen: tuple[int, ...] = ()
    answered: bool = True

    def led(self, lead: str) -> Reply:
        """The same behind a few words: "No. ..."."""
        return replace(self, text=clip(f"{lead} {self.text}".strip()))


def no(text: str) -> Reply:
    """The reply that the résumé does not say."""
    return Reply(text, answered=False)


def given(said: Said | None) -> Reply | None:
    """The reply that a facet gives, or None when it gives none."""
    return Reply(said[0], tuple(said[1])) if said else None
