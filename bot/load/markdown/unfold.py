"""Sections that begin on the line of their heading: "**AWARDS** Cup – 2019 · Medal – 2020", "Skills: lathe, kiln"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.load.markdown import lexicon
from bot.load.markdown.outline import Block, Line, Span

_ENOUGH = 3
_AFTER = re.compile(r"\s*(?:[:|·•–—]|-(?=\s))?\s*")
_SHOUTED = re.compile(r"[^\W\d_]{2,}:?(?:\s*[&/,+]\s*|\s+|$)")
_JOINED = re.compile(r"\s*[,/&+]\s*|\s+and\s+")
_LABEL = re.compile(r"[A-Z][^:|\n]{2,40}?(?:\s*:|\s+[–—|-]|$)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Lead:
    """A heading that opens a line, and what follows it there; `style` is whether it is bold, in capitals, a label."""

    heading: Line
    rest: Line
    style: tuple[bool, bool, bool]

    @property
    def kind(self) -> tuple[bool, ...]:
        return *self.style, bool(self.rest.text)


def unfolded(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the headings that open a line of text put above it, where the résumé sets its headings so."""
    leads = [lead for block in blocks for lead in _leads(block) if lead and lexicon.section_of(lead.heading.text)]
    shown = {lead.style for lead in leads if not lead.rest.text and any(lead.style[:2])}
    named = {lead.kind: set[str]() for lead in leads}
    for lead in leads:
        named[lead.kind].add(lexicon.section_of(lead.heading.text)[0])
    used = {kind for kind, names in named.items() if len(names) >= _ENOUGH or kind[:3] in shown}
    first = next((i for i, block in enumerate(blocks) if block.text), 0)
    return [
        part
        for i, block in enumerate(blocks)
        for part in ([block] if i == first and _names(block) else _parts(block, used))
    ]


def _names(block: Block) -> bool:
    """Whether the block that opens the page holds the person's name, in the style of the headings."""
    return not any(lead and lexicon.section_of(lead.heading.text) for lead in _leads(block))


def _leads(block: Block) -> list[_Lead | None]:
    """For each line of a block, the heading that opens it; a heading in plain words stands first, or has text after."""
    if block.kind not in ("paragraph", "item"):
        return []
    found = [_lead(line) for line in block.lines]
    return [
        lead if lead and (i == 0 or any(lead.style[:2]) or lead.rest.text) else None for i, lead in enumerate(found)
    ]


def _parts(block: Block, used: set[tuple[bool, ...]]) -> Iterator[Block]:
    above: list[Line] = []
    heading: Line | None = None
    for line, lead in zip(block.lines, _leads(block), strict=False):
        if lead is None or lead.kind not in used:
            above.append(line)
            continue
        yield from _section(heading, above, block)
        heading, above = lead.heading, [lead.rest] if lead.rest.text else []
    if heading is None:
        yield block
        return
    yield from _section(heading, above, block)
    yield from block.children


def _section(heading: Line | None, lines: Sequence[Line], block: Block) -> Iterator[Block]:
    if heading:
        yield Block("heading", (heading,), level=2)
    if lines:
        yield replace(block, kind="paragraph", lines=tuple(lines), children=())


def _lead(line: Line) -> _Lead | None:
    """The heading that opens a line of text; None when it names no section and is not bold in capitals with a colon."""
    length = _length(line)
    text = "".join(span.text for span in line.spans)
    heading = Line(tuple(cut(line.spans, 0, length)), line.number)
    rest = replace(line, spans=tuple(cut(line.spans, _start(text, length), len(text))))
    named = lexicon.section_of(heading.text) if length else ()
    bold, capitals = heading.bold, heading.text.isupper()
    shown = bool(named) or (bold and capitals and text[length:].startswith(":"))
    if not length or not shown or re.match(r"\s*[,;(]", text[length:]):
        return None
    whole = capitals or all(map(lexicon.section_of, _JOINED.split(heading.text)))
    label = not bold and not capitals and "contact" in named and bool(rest.text)
    colon = not capitals and text[length:].lstrip().startswith(":")
    return _Lead(heading, rest, (bold, capitals, colon)) if whole and not label else None


def _start(text: str, end: int) -> int:
    """Where a line goes on after its heading, which ends at `end`."""
    gap = _AFTER.match(text, end)
    return gap.end() if gap else end


def _length(line: Line) -> int:
    """How much of a line its heading is: its bold words, its words in capitals, or a label; 0 for nothing."""
    first = line.spans[0]
    if first.style == "bold":
        return len(first.text.rstrip(" :–—-|"))
    text = "".join(span.text for span in line.spans)
    end, found = 0, 0
    while (word := _SHOUTED.match(text, end)) and word.group().isupper():
        end = word.end()
        if lexicon.section_of(text[:end]):
            found = len(text[:end].rstrip(" :"))
    if found:
        return found
    label = _LABEL.match(text)
    return len(label.group().rstrip(" :–—-|")) if label else 0


def cut(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The spans from one character of their whole text to another."""
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if text:
            yield replace(span, text=text)
