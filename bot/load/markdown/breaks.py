"""Times without a job that are told in words among the jobs: "Nov 2021 – Jan 2022 I took no work: a new baby."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.load.dates import parse_period
from bot.load.markdown import lexicon
from bot.load.markdown.body import capital
from bot.load.markdown.outline import Block, Line
from bot.load.markdown.parts import commas, has_role
from bot.load.markdown.sections import Chunk, all_lines
from bot.load.markdown.titles import read_title, told_period
from bot.profile import BREAK, Period

Fields = dict[str, Any]
_GOES_ON = re.compile(r"\s*(?:[:,–—]\s+)?(?:I\b|[a-z])")
_MYSELF = re.compile(r"\bI\s+")
_EDGE = " :,–—-"


def between(found: Sequence[Chunk]) -> tuple[list[Chunk], list[Fields]]:
    """The jobs without the paragraphs that tell of a time between them, and those times."""
    jobs: list[Chunk] = []
    times: list[Fields] = []
    for chunk in found:
        if len(found) > 1 and chunk.kind == "paragraph" and (time := _told(chunk.lines)):
            times.append(time)
            continue
        own = parse_period(read_title(chunk.lines).period) if chunk.lines else None
        kept: list[Block] = []
        for block in chunk.blocks:
            time = _told(block.lines) if own and block.kind == "paragraph" else None
            apart = time and own and _apart(own, parse_period(time["period"]) or own)
            (times.append(time) if time and apart else kept.append(block))
        jobs.append(replace(chunk, blocks=tuple(kept)))
    return jobs, times


def below(heading: str, blocks: Sequence[Block]) -> Iterator[Fields]:
    """The times below a heading that names a break; a line without a date goes on with the one above it."""
    time: Fields = {}
    for line in all_lines(blocks):
        before, when, after = told_period(line.text)
        title = read_title([line])
        when, text = (when, f"{before}{after}") if when else (title.period, title.text)
        if when or not time:
            yield from [time] if time else []
            time = _time(line, heading, when, "")
        time["summary"] = "\n\n".join(filter(None, [time["summary"], capital(text.strip(_EDGE))]))
    yield from [time] if time else []


def _told(lines: Sequence[Line]) -> Fields | None:
    """The time without a job that a line tells of: its dates open it, or it says what "I" did then."""
    before, when, after = told_period(lines[0].text) if len(lines) == 1 else ("", "", "")
    opens = before.strip().casefold() in ("", "from", "between")
    myself = _MYSELF.search(after)
    if not when or not (myself or (opens and _GOES_ON.match(after))):
        return None
    rest = f"{'' if opens else before}{after}".strip(_EDGE)
    told = after[myself.end() :] if myself else rest
    if has_role(told) and not lexicon.has("breaks", told, start=True):
        return None
    name = _clause(rest) if lexicon.has("breaks", _clause(rest)) else _clause(told)
    return _time(lines[0], name, when, capital(rest))


def _clause(text: str) -> str:
    return re.split(r"[:.](?:\s|$)", (commas(text) or [""])[0])[0]


def _apart(one: Period, other: Period) -> bool:
    """Whether one period is over before the other begins."""
    earlier, later = sorted((one, other), key=lambda period: period.start.first.toordinal() if period.start else 0)
    return bool(earlier.end and later.start and earlier.end.first < later.start.last)


def _time(line: Line, name: str, when: str, text: str) -> Fields:
    fields = {"position": capital(name), "period": when, "type": BREAK, "summary": text}
    return {"line": line.number, "highlights": [], "keywords": [], "links": [], **fields}
