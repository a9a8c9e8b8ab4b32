"""Entries that an outline keeps together: items below headings that only sort them, sentences of a paragraph."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.body import labelled
from bot.load.markdown.outline import Block, Line, Span, parted
from bot.load.markdown.parts import commas
from bot.load.markdown.records import value_of
from bot.load.markdown.sections import Chunk, Section
from bot.load.markdown.titles import is_date, is_dated, links_of, read_title
from bot.load.markdown.unfold import cut
from bot.load.text import sentences

_STOP = re.compile(r";\s+")
BETWEEN = (*(re.compile(mark) for mark in (r"\s+[·•∙]\s+", r"\s+\|+\s+", r"\s+~\s+", r"\s+/{1,2}\s+")), _STOP)
_PAIRS = {"(": ")", "[": "]", "“": "”", '"': '"'}
_COMMA = re.compile(r",\s+")
_NOTED = re.compile(rf"\([^()]*{YEAR}[^()]*\)\W*$")
_AFTER_YEAR = re.compile(r"(?<=19\d\d|20\d\d)\.\s+(?=[A-Z\"“])")
_ENDED = re.compile(rf"(?!.*\. ).+, [^,]*{YEAR}\.?$")
_YEAR_FIRST = re.compile(rf"(\s*{YEAR})\s+(?=[A-Z\"“'])")
_YEAR = re.compile(rf"\b{YEAR}\b")
_WHEN = re.compile(r"(?i:\b(?:since|from|in|,) (?:\w+ )?|\(|[–—-]\s?)(?:19|20)\d\d\b|, (?:19|20)\d\d")
MIXED = ("skills", "languages", "interests")
_HELD = ("work", "education", "projects", "volunteer")
_HIDDEN = str.maketrans({",": "\ue010", " ": "\ue011"})
_SHOWN = str.maketrans({"\ue010": ",", "\ue011": " "})
_CODE = re.compile(r"\s+(?=\w*\d{3})(?!(?:19|20)\d\d\b)([A-Z]{0,4}-?\d\w*)(?=\s*\()")
_ASIDE = ("languages", "interests")
_SMALL = (*_ASIDE, "volunteer", "references", "awards", "certificates", "publications", "talks")
_NAMES_OTHERS = {
    **dict.fromkeys(("skills", "certificates", "education"), _ASIDE),
    **dict.fromkeys(("other", *_ASIDE, "volunteer"), _SMALL),
}
_NAMED = ("certificates", "awards")


def listed(found: Sequence[Chunk]) -> list[tuple[Chunk, str]]:
    """Each entry, with the heading that it stands below where headings only sort dated items: "Solo" and "Group"."""
    sorts = [chunk for chunk in found if chunk.kind == "heading"]
    items = [block for chunk in sorts for block in chunk.blocks]
    shown = [block.kind == "item" and bool(block.lines) and is_dated(block.lines[0]) for block in items]
    dated = all(block.kind == "item" for block in items) and sum(shown) > 0.6 * len(shown)
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


def years_apart(found: Sequence[Chunk]) -> list[Chunk]:
    """The entries, with the year that opens each of them set apart: "2019 Baker's Cup"."""
    if len(found) < 2 or not all(chunk.lines and _YEAR_FIRST.match(chunk.lines[0].text) for chunk in found):
        return list(found)
    return [replace(chunk, lines=(_year_apart(chunk.lines[0]), *chunk.lines[1:])) for chunk in found]


def _year_apart(line: Line) -> Line:
    first, *others = line.spans
    return replace(line, spans=(replace(first, text=_YEAR_FIRST.sub(r"\1 · ", first.text, count=1)), *others))


def unheaded(front: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """What is left of a page without headings, and its sections: lines that open with dates, "Languages: Twi"."""
    kept: list[Block] = []
    sections: list[Section] = []
    for block in front:
        rest: list[Line] = []
        dated = [line for line in block.lines if re.match(rf"{YEAR}\b", line.text)]
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


def in_a_row(chunk: Chunk, section: str) -> list[Chunk]:
    """A line that lists entries as one for each: "Cup, Guild – 2019 · Medal – 2020", "First aid; forklift"."""
    line = chunk.single
    if line is None:
        return [chunk]
    found = ((divided(line, mark), mark is _STOP) for mark in BETWEEN)
    parts = next((parts for parts, stop in found if len(parts) > 1 and _are_entries(parts, section, stop)), [])
    if not parts and len(each := _by_bold(line)) > 1 and all(map(is_dated, each)):
        parts = each
    if not parts and len(each := divided(line, _AFTER_YEAR)) > 1 and all(_ENDED.match(part.text) for part in each):
        parts = each
    if not parts and all(_NOTED.search(part.text) for part in divided(line, _COMMA)):
        parts = divided(line, _COMMA)
    if parts and ". " not in parts[-1].text:
        *spans, last = parts[-1].spans
        parts[-1] = replace(parts[-1], spans=(*spans, replace(last, text=last.text.rstrip(". "))))
    return [Chunk("line", (part,)) for part in parts] or [chunk]


def by_label(chunk: Chunk, names: Sequence[str]) -> list[tuple[str, Chunk]]:
    """The parts of a line with the sections that their labels name: "**Languages**: Twi · **Off duty**: chess".

    "" is a part for the section that it stands in, one of `names`; a label alone is bold, or has languages after it.
    """
    line = chunk.single
    if line is None or not _NAMES_OTHERS.keys() & {*names[:1]} or not labelled(line.text)[2]:
        return [("", chunk)]
    divisions = (divided(line, mark) for mark in BETWEEN[:-1])
    parts = next((parts for parts in divisions if len(parts) > 1 and all(labelled(part.text)[2] for part in parts)), [])
    if not parts and line.style != "bold" and _labelled_section(line, names) != "languages":
        return [("", chunk)]
    parts = parts or [line]
    sections = [_labelled_section(part, names) for part in parts]
    if not any(sections):
        return [("", chunk)]
    texts = [value_of(part) if section else part for part, section in zip(parts, sections, strict=True)]
    return [(section, Chunk("line", (text,))) for section, text in zip(sections, texts, strict=True)]


def _labelled_section(line: Line, names: Sequence[str]) -> str:
    """The other section that the label of a line names, if what follows may stand there; "" for none."""
    _, value, label = labelled(line.text)
    section, *others = lexicon.section_of(label) or ("",)
    fits = not others and section in _NAMES_OTHERS[names[0]] and section not in names
    tongues = [part for part in commas(value) if lexicon.has("tongues", part)]
    return section if fits and (section != "languages" or tongues) else ""


def _by_bold(line: Line) -> list[Line]:
    """The parts of a line that begin with bold words, each but the first after a sentence."""
    spans = [span for span in line.spans if span.text.strip()]
    starts = [i for i, span in enumerate(spans) if span.style == "bold" and (not i or _ends(spans[i - 1]))]
    if starts[:1] != [0]:
        return []
    return [replace(line, spans=tuple(part)) for part in parted(spans, starts)]


def _ends(span: Span) -> bool:
    return span.text.rstrip()[-1:] in (".", "!", "?", ";", "·")


def _are_entries(parts: Sequence[Line], section: str, stop: bool) -> bool:
    """Whether the parts of a line are entries, and not what one entry states: dated each, or names alone.

    After a `stop` small letters go on with the entry: "Volunteer, Steam Railway, since 2010; fireman since 2015".
    """
    if not all(read_title([part]).text for part in parts):
        return False
    dated = sum(bool(_YEAR.search(part.text)) for part in parts)
    if section in (*MIXED, "other"):
        return True
    small = any(part.text[:1].islower() for part in parts)
    goes_on = stop and parts[0].text[:1].isupper() and any(part.text[:1].islower() for part in parts[1:])
    if section in _HELD:
        return (dated == len(parts) and not goes_on) or (section == "volunteer" and dated > 1 and not stop)
    if small:
        return False
    if section == "references":
        return all(len(commas(part.text)) > 1 for part in parts)
    return dated > 1 or (not dated and section in _NAMED and len(parts) > 2)


def divided(line: Line, mark: re.Pattern[str]) -> list[Line]:
    """The parts of a line between the marks that stand in no brackets or quotes."""
    parts: list[list[Span]] = [[]]
    closing = ""
    for span in line.spans:
        start = 0
        for match in re.finditer(rf"[()\[\]\"“”]|{mark.pattern}", span.text):
            sign = match.group()
            if sign == closing:
                closing = ""
            elif sign in _PAIRS:
                closing = closing or _PAIRS[sign]
            elif not closing and sign.strip() not in ("", *_PAIRS.values()):
                parts[-1].append(replace(span, text=span.text[start : match.start()]))
                parts.append([])
                start = match.end()
        parts[-1].append(replace(span, text=span.text[start:]))
    found = [replace(line, spans=tuple(span for span in spans if span.text)) for spans in parts]
    return [each for each in found if each.text]


def posts_apart(chunk: Chunk, section: str) -> list[Chunk]:
    """A paragraph with each sentence that says when something was done apart: "Cook since 2014. Helped, 2011–2012.".

    Among interests, those that do not say when are no part of the post before them.
    """
    line = chunk.single if chunk.kind == "paragraph" else None
    told = sentences(line.text) if line else ()
    if line is None or len(told) < 2 or line.style or list(links_of(line)) or not _WHEN.search(told[0]):
        return [chunk]
    text = "".join(span.text for span in line.spans)
    apart = [
        i for i, each in enumerate(told) if _WHEN.search(each) or (section == "interests" and _WHEN.search(told[i - 1]))
    ]
    starts = [0, *(text.find(told[i]) for i in apart if i), len(text)]
    parts = [(start, start + len(text[start:end].rstrip(". "))) for start, end in itertools.pairwise(starts)]
    return [Chunk("line", (replace(line, spans=tuple(cut(line.spans, *part))),)) for part in parts]


def licences(chunk: Chunk) -> list[Chunk]:
    """A labelled line with a licence for each of its parts: "Pharmacist: Ohio S0244 (since 2013), Iowa R88 (2015)".

    A number becomes a part of its own; a label that only names the section is left out.
    """
    line = chunk.single
    _, value, label = labelled(line.text) if line else ("", "", "")
    if line is None or not label:
        return [chunk]
    parts = re.split(r",\s+(?:and\s+)?|\s+and\s+", _hidden(value))
    noted = len(parts) > 1 and all(_NOTED.search(part.translate(_SHOWN)) for part in parts)
    if {"certificates", "other"} & {*lexicon.section_of(label)}:
        rest = value_of(line)
        return [Chunk("line", (replace(rest, spans=tuple(replace(span, style="") for span in rest.spans)),))]
    if not noted:
        return [chunk]
    shown = [_CODE.sub(r" · Number: \1", part.translate(_SHOWN)) for part in parts]
    mark = " · Place:" if any(" · " in part for part in shown) else ":"
    return [Chunk("line", (Line((Span(f"{label}{mark} {part}"),), line.number),)) for part in shown]


def _hidden(text: str) -> str:
    """The text with the commas and spaces in its brackets put out of reach."""
    return re.sub(r"\([^()]*\)", lambda found: found.group().translate(_HIDDEN), text)


def told_apart(chunk: Chunk, section: str) -> list[Chunk]:
    """A paragraph of short sentences or lines with a year each as an entry for each: "Rigger (2013). Diver, 2014.".

    Certificates need no date, so that of their plain names it is enough that most lines have one.
    """
    lines = chunk.lines
    dated = sum(bool(_YEAR.search(line.text)) and not is_date(line) for line in lines)
    names = section == "certificates" and not any(
        line.style or labelled(line.text)[2] or line.text[-1] == "." for line in lines
    )
    if len(lines) > 1 and (dated == len(lines) or (names and dated > len(lines) / 2)):
        return by_line(chunk)
    parts = sentences(chunk.single.text) if chunk.single and chunk.kind == "paragraph" else ()
    if len(parts) < 2 or not all(len(part.split()) <= 12 and _YEAR.search(part) for part in parts):
        return [chunk]
    return [Chunk("line", (Line((Span(part.rstrip(".")),), chunk.number),)) for part in parts]
