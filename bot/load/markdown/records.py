"""Entries written as labelled lines ("**Position:** Cook", "**Company:** Old Inn"), as the row of a table has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.outline import Block, Line, Span, parted
from bot.load.markdown.titles import DATE, is_dated, read_title

_DATED_LAST = re.compile(rf"(?:\b{YEAR}|\b(?:present|now|today|date)|{YEAR} ?[–—-])\W*(?:\([^()]*\))?$", re.IGNORECASE)
_YEAR = re.compile(rf"\b{YEAR}\b")
_DATED_FIRST = re.compile(rf"\W*{DATE}", re.IGNORECASE)
_OPENING = ("name", "position", "organization", "studyType", "period")


def records(block: Block) -> list[tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]]:
    """(labels, values, text lines below) of each entry that a block states in labelled lines; [] for another block."""
    fields = [_field(line) for line in block.lines]
    if len(set(fields) - {""}) < 2 or fields[0] not in _OPENING:
        return []
    starts = [index for index, field in enumerate(fields) if field == fields[0]]
    return [_record(part) for part in parted(block.lines, starts)]


def stacked(lines: Sequence[Line]) -> list[int]:
    """Where entries begin that stand in a paragraph with their text below: "Cook, Inn, 2012 – 2015", "Fried fish."."""
    found = (
        [i for i, line in enumerate(lines) if line.bold == lines[0].bold and _ends_dated(line)],
        [i for i, line in enumerate(lines) if line.style == "bold" and is_dated(line)],
        [i for i, line in enumerate(lines) if _DATED_FIRST.match(line.text) and is_dated(line)],
    )
    return next((starts for starts in found if starts[:1] == [0] and 1 < len(starts) < len(lines)), [])


def _ends_dated(line: Line) -> bool:
    """Whether a line ends with a period, or with a year after a role."""
    title = read_title([line])
    lasting = len(_YEAR.findall(title.period)) > 1 or not title.period[-1:].isdigit()
    stated = title.period and title.text and title.text[:1].isupper() and _DATED_LAST.search(line.text)
    return bool(stated) and (lasting or lexicon.has("roles", title.text.split(",")[0]))


def _record(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    stated = [line for line in lines if _field(line)]
    labels = tuple(replace(line, spans=(Span(line.text.partition(":")[0]),)) for line in stated)
    return labels, tuple(map(value_of, stated)), tuple(line for line in lines if line not in stated)


def _field(line: Line) -> str:
    label, _, value = line.text.partition(":")
    return lexicon.label_of(label) if value.startswith(" ") else ""


def value_of(line: Line) -> Line:
    """The line without its label, with the addresses that it links to."""
    spans: list[Span] = []
    left = "".join(span.text for span in line.spans).index(":") + 1
    for span in line.spans:
        text, left = span.text[left:], max(0, left - len(span.text))
        spans += [replace(span, text=text)] if text else []
    return replace(line, spans=tuple(spans))
