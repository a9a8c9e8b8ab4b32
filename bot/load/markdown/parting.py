"""Entries that an outline keeps together: items below headings that only sort them, sentences of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.load.markdown import lexicon
from bot.load.markdown.outline import Block, Line, Span
from bot.load.markdown.sections import Chunk, Section
from bot.load.markdown.titles import is_dated
from bot.load.text import sentences


def listed(found: Sequence[Chunk]) -> list[tuple[Chunk, str]]:
    """Each entry, with the heading that it stands below where headings only sort dated items: "Solo" and "Group"."""
    sorts = [chunk for chunk in found if chunk.kind == "heading"]
    items = [block for chunk in sorts for block in chunk.blocks]
    dated = all(block.kind == "item" and block.lines and is_dated(block.lines[0]) for block in items)
    if len(sorts) < 2 or not dated or any(not chunk.blocks or any(map(is_dated, chunk.lines)) for chunk in sorts):
        return [(chunk, "") for chunk in found]
    entries: list[tuple[Chunk, str]] = []
    for chunk in found:
        if chunk not in sorts:
            entries.append((chunk, ""))
            continue
        heading = " ".join(line.text for line in chunk.lines)
        entries += [(Chunk("item", block.lines, block.children), heading) for block in chunk.blocks]
    return entries


def unheaded(front: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """What is left of a page without headings, and its sections: lines that open with dates, "Languages: Twi"."""
    kept: list[Block] = []
    sections: list[Section] = []
    for block in front:
        rest: list[Line] = []
        dated = [line for line in block.lines if re.match(r"(?:19|20)\d\d\b", line.text)]
        for line in block.lines if block.kind == "paragraph" and len(dated) < 2 else ():
            label, colon, value = line.text.partition(": ")
            names = lexicon.section_of(label) if colon else ()
            if names and "contact" not in names:
                told = Block("paragraph", (replace(line, spans=(Span(value),)),))
                sections.append(Section(label, names, (told,), line.number))
            else:
                rest.append(line)
        if block.kind == "paragraph" and len(dated) > 1 and len(dated) == len(block.lines):
            entries = tuple(Block("item", (line,)) for line in dated)
            sections.append(Section("", ("work", "education"), entries, block.number))
        elif rest or block.kind != "paragraph":
            kept.append(replace(block, lines=tuple(rest)) if rest else block)
    return tuple(kept), tuple(sections)


def by_line(chunk: Chunk) -> list[Chunk]:
    """A paragraph as an entry for each of its lines."""
    several = chunk.kind == "paragraph" and len(chunk.lines) > 1 and not chunk.blocks
    return [Chunk("line", (line,)) for line in chunk.lines] if several else [chunk]


def told_apart(chunk: Chunk) -> list[Chunk]:
    """A paragraph of short sentences with a year each as an entry for each: "Rigger (2013). Diver, valid to 2027."."""
    parts = sentences(chunk.lines[0].text) if chunk.kind == "paragraph" and len(chunk.lines) == 1 else ()
    short = all(len(part.split()) <= 12 and re.search(r"\b(?:19|20)\d\d\b", part) for part in parts)
    if len(parts) < 2 or not short or chunk.blocks:
        return [chunk]
    return [Chunk("line", (Line((Span(part.rstrip(".")),), chunk.number),)) for part in parts]
