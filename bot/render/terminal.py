"""Render for a terminal: `drawn` for a person at a screen, `plain` for a pipe, a file or a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.answer.model import Answer, Card
from bot.answer.wording import period
from bot.profile import Entry, Profile

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.panel import Panel
    from rich.text import Text

CARD_LIMIT = 5
WIDTH = 92
ASK_NEXT = "You could ask:"

_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]*[^\s<>\".,;:!?')\]]")
_DIRECTION_OVERRIDES = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INERT = {**dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *_DIRECTION_OVERRIDES)), 0x09: " ", 0x0A: "\n"}


def clean(text: str) -> str:
    """The text without what could steer a terminal: control characters and direction overrides."""
    return text.translate(_INERT)


def plain(answer: Answer) -> str:
    """The answer as lines of text, never wrapped, so that a paragraph can be searched with grep."""
    blocks = [answer.text, *("\n".join(_plain_card(card)) for card in answer.cards[:CARD_LIMIT])]
    if left := _left_out(answer):
        blocks.append(left)
    if answer.suggestions:
        blocks.append("\n".join([ASK_NEXT, *(f"  - {question}" for question in answer.suggestions)]))
    return clean("\n\n".join(blocks))


def drawn(answer: Answer) -> Group:
    """The answer for rich's Console (best not wider than WIDTH): the direct text, a panel a card, what else to ask."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [_linked(answer.text)]
    if answer.cards:
        parts += [Text(), *(_panel(card) for card in answer.cards[:CARD_LIMIT])]
    if left := _left_out(answer):
        parts.append(Text(f"  {left}", "dim"))
    if answer.suggestions:
        parts += [Text(), Text(ASK_NEXT, "dim"), *(_bullet(question) for question in answer.suggestions)]
    return Group(*parts)


def report(profile: Profile) -> str:
    """What was understood of a résumé: whose it is and how old, each section with its entries, the warnings."""
    sections: dict[str, list[str]] = {}
    for entry in profile.entries:
        sections.setdefault(entry.section, []).append(_line(entry))
    count = f"{len(profile.entries)} {'entry' if len(profile.entries) == 1 else 'entries'}"
    blocks = [f"{profile.name}: {count}, last updated {profile.updated}"]
    blocks += ["\n  ".join([f"{section}: {len(lines)}", *lines]) for section, lines in sections.items()]
    blocks += ["\n".join(f"warning: {warning}" for warning in profile.warnings)] if profile.warnings else []
    return clean("\n\n".join(blocks))


def _line(entry: Entry) -> str:
    """ "Surveyor, Marlow & Finch (March 2011 – June 2014)"."""
    name = ", ".join(dict.fromkeys(filter(None, (entry.title, entry.organization))))
    when = period(entry.period)
    return f"{name} ({when})" if when else name


def _plain_card(card: Card) -> Iterator[str]:
    yield " | ".join(filter(None, (card.title, card.subtitle, card.period)))
    yield from (f"  {line}" for line in card.text.splitlines())
    yield from (f"  {link.label}: {link.url}" for link in card.links)


def _left_out(answer: Answer) -> str:
    more = len(answer.cards) - CARD_LIMIT
    return f"{more} more" if more > 0 else ""


def _panel(card: Card) -> Panel:
    from rich import box
    from rich.panel import Panel
    from rich.style import Style
    from rich.text import Text

    lines = [Text(clean(card.title), "bold")]
    if about := " · ".join(filter(None, (card.subtitle, card.period))):
        lines.append(Text(clean(about), "cyan"))
    if card.text:
        lines.append(_linked(card.text))
    for link in card.links:
        url = clean(link.url)
        lines.append(Text.assemble((f"{clean(link.label)}: ", "dim"), (url, Style(link=url, underline=True))))
    return Panel(
        Text("\n").join(lines),
        box=box.ROUNDED,
        border_style="dim",
        title=Text(clean(card.section), "dim"),
        title_align="left",
    )


def _bullet(question: str) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    row = Table.grid()
    row.add_row("  • ", Text(clean(question)))
    return row


def _linked(text: str) -> Text:
    from rich.style import Style
    from rich.text import Text

    drawn_text = Text(clean(text))
    for match in _URL.finditer(drawn_text.plain):
        drawn_text.stylize(Style(link=match[0], underline=True), *match.span())
    return drawn_text
