"""A Query in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understand.phrases import Span
from bot.understand.query import Thing


@dataclass(slots=True)
class Draft:
    """A Query while its words are read one after the other."""

    gives: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    anchors: list[Thing] = field(default_factory=list)
    without: list[Thing] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    flags: dict[str, str] = field(default_factory=dict)
    kinds: list[Thing] = field(default_factory=list)
    counted: list[Thing] = field(default_factory=list)
    soft: list[Thing] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    asked: bool = False
    facets: list[str] = field(default_factory=list)
    linked: str = ""
    now: bool = False
    past: bool = False
    shy: list[Thing] = field(default_factory=list)
    plural: bool = False
    started: bool = False
    section_at: int = -9
    headed: bool = False
    broken: bool = False
    general: bool = False
    narrow: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def after_preposition(self, position: int) -> bool:
        """Whether the words just before are a preposition, or one and an article."""
        before = [span.senses for span in self.spans[max(0, position - 2) : position]]
        return any(sense.value == "preposition" for senses in before for sense in senses)

    def next_to(self, position: int) -> bool:
        """Whether the last section noun stands just before: "skills, education"."""
        return position - self.section_at == 1
