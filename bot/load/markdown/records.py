"""Entries written as labelled lines ("**Position:** Cook", "**Company:** Old Inn"), as the row of a table has them."""

from __future__ import annotations

from dataclasses import replace

from bot.load.markdown import lexicon
from bot.load.markdown.outline import Block, Line, Span

_OPENING = ("name", "position", "organization", "studyType", "period")


def records(block: Block) -> list[tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]]:
    """(labels, values, text lines below) of each entry that a block states in labelled lines; [] for another block."""
    fields = [_field(line) for line in block.lines]
    if len(set(fields) - {""}) < 2 or fields[0] not in _OPENING:
        return []
    starts = [index for index, field in enumerate(fields) if field == fields[0]]
    parts = [block.lines[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    return [_record(part) for part in parts]


def _record(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    stated = [line for line in lines if _field(line)]
    labels = tuple(replace(line, spans=(Span(line.text.partition(":")[0]),)) for line in stated)
    return labels, tuple(map(_value, stated)), tuple(line for line in lines if line not in stated)


def _field(line: Line) -> str:
    label, _, value = line.text.partition(":")
    return lexicon.label_of(label) if value.startswith(" ") else ""


def _value(line: Line) -> Line:
    """The line without its label, with the addresses that it links to."""
    spans: list[Span] = []
    left = "".join(span.text for span in line.spans).index(":") + 1
    for span in line.spans:
        text, left = span.text[left:], max(0, left - len(span.text))
        spans += [replace(span, text=text)] if text else []
    return replace(line, spans=tuple(spans))
