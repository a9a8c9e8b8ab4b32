"""Entries that an outline keeps together: items below headings that only sort them, sentences of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.load.markdown.outline import Line, Span
from bot.load.markdown.sections import Chunk
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
