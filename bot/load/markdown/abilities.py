"""What a person can do: groups of skills, and languages with how well they are spoken."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.load import foreign
from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.body import labelled
from bot.load.markdown.entries import Fields
from bot.load.markdown.outline import Line, Span
from bot.load.markdown.parting import BETWEEN, divided
from bot.load.markdown.parts import commas
from bot.load.markdown.sections import Chunk, all_lines
from bot.load.markdown.titles import clean
from bot.load.text import names, sentences

_LEAD = re.compile(
    r"^(?:[^,;:(]*?\b(?:with|in|using|use|uses|know|knows|including|include|on|of|from|at)\s+)(?=\S)", re.IGNORECASE
)
_INTO = re.compile(r"\s*(?:[→⟶➔➝⇒]|[-=]+>)\s*")
_BOTH = re.compile(r"\s*(?:[⇄↔⇔⟷]|<[-=]+>)\s*")
_LABEL_NEXT = re.compile(r"(?<=[.;])\s+(?=[A-Z][^.:;,]{1,30}:\s)")


def skills(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Groups of skills: "Label: a, b", a label above a list, or single ones with a level."""
    loose: list[str] = []
    line = 0
    for chunk in (each for whole in found for each in _groups(replace(whole, lines=tuple(map(_tagged, whole.lines))))):
        told = [line.text for line in chunk.lines if _is_told(line.text)]
        group = _skill_group(chunk)
        if told:
            keywords = [name for text in told for name in _skills_told(text)]
            yield {"line": chunk.number, "name": "Skills", "summary": "\n\n".join(told), "keywords": keywords}
        elif group:
            yield from _by_level(group)
        else:
            line = line or chunk.number
            loose += _members(clean(" ".join(each.text for each in chunk.lines)))
            loose += _members(", ".join(each.text for each in all_lines(chunk.blocks)))
    if loose:
        yield {"line": line, "name": "", "keywords": loose}


def _tagged(line: Line) -> Line:
    """A line of words in boxes ("`lathe` `kiln`"), or with dashes between several, as a list with commas."""
    boxes = [span.text for span in line.spans if span.text.strip()]
    alone = len(boxes) > 1 and {*line.styles} == {"code"}
    if not alone and not re.search(r"[,:;|(]", line.text):
        boxes = re.split(r"\s[–—-]\s", line.text)
        alone = len(boxes) > 2
    return replace(line, spans=(Span(", ".join(boxes)),)) if alone else line


def languages(found: Sequence[Chunk]) -> Iterator[Fields]:
    """One entry for each language, with how well it is spoken."""
    for chunk in found:
        cells = [line.text for line in chunk.lines]
        texts = [_row_of_language(cells)] if chunk.kind == "row" else cells
        texts = [listed] if (listed := human_languages(chunk)) else texts
        for text in [*texts, *(line.text for line in all_lines(chunk.blocks))]:
            yield from _spoken(text, chunk.number)


def in_pairs(chunk: Chunk) -> Chunk | None:
    """A line that says from which language into which ("Danish → French: novels") in words; None for another."""
    text = _INTO.sub(" into ", _BOTH.sub(" and ", chunk.lines[0].text)) if chunk.lines else ""
    pair = bool(_INTO.search(chunk.text) or _BOTH.search(chunk.text)) and lexicon.has("tongues", chunk.text)
    return replace(chunk, lines=(replace(chunk.lines[0], spans=(Span(text),)), *chunk.lines[1:])) if pair else None


def human_languages(chunk: Chunk) -> str:
    """The languages that a line or row among other skills lists: "Languages: Welsh (native), Irish"; "" for another."""
    cells = [line.text for line in chunk.lines]
    if chunk.kind == "row" and len(cells) > 1 and lexicon.is_only("tongues", cells[0]):
        return _row_of_language(cells)
    values = [cell if lexicon.has("tongues", labelled(cell)[2]) else labelled(cell)[1] for cell in cells]
    row = len(cells) == 2 and chunk.kind == "row"
    label, value = values if row else (labelled(cells[0])[2], labelled(cells[0])[1]) if cells else ("", "")
    known = [lexicon.has("tongues", part) for part in commas(value)]
    return value if lexicon.section_of(label) == ("languages",) and sum(known) * 2 > len(known) else ""


def _row_of_language(cells: Sequence[str]) -> str:
    """A row of a table as "Language: level"; of columns that are only ticked, the names of those that hold."""
    parts: list[str] = []
    for cell in cells:
        _, value, label = labelled(cell)
        if lexicon.label_of(label) == "ability" and not lexicon.is_only("ticks", value):
            parts.append(f"{label.casefold()} {value}")
        elif not label or not lexicon.is_only("ticks", value):
            parts.append(value if label else cell)
        elif not value.casefold().startswith(("n", "✗")):
            parts.append(label.casefold())
    level = ", ".join(parts[1:])
    return f"{parts[0]}: {level}" if level else "".join(parts)


def _is_told(text: str) -> bool:
    """Whether skills stand in sentences: "I know X and Y. I use Z."."""
    lead = re.split(r"[,:(]", text)[0]
    return not labelled(text)[2] and len(text.split()) > 6 and (len(sentences(text)) > 1 or bool(_LEAD.match(lead)))


def _skills_told(text: str) -> list[str]:
    """The skills that sentences name, without the words that lead to them."""
    found: list[str] = []
    for sentence in sentences(text):
        inner = _LEAD.sub("", sentence.rstrip(".!"), count=1)
        parts = [part for name in names(inner) for part in re.split(r"\s+and\s+|^and\s+", name)]
        parts = [re.sub(r"^(?:an?\s+(?:bit|little|lot)\s+of|an?|the)\s+", "", part) for part in parts]
        found += [part for part in parts if 0 < len(part.split()) <= 4 and not _in_prose(part)]
    return found


def _in_prose(part: str) -> bool:
    return lexicon.has("prose", re.sub(r"\([^()]*\)", "", part))


def _groups(chunk: Chunk) -> list[Chunk]:
    """A chunk for each label where one stands before each line, or each part of a line: "Daily: lathe · Past: kiln"."""
    if line := chunk.single:
        rows = (divided(line, mark) for mark in BETWEEN)
        parts = next((row for row in rows if len(row) > 1 and all(labelled(part.text)[2] for part in row)), [])
        if not parts and len(told := _LABEL_NEXT.split(line.text)) > 1 and labelled(told[0])[2]:
            parts = [replace(line, spans=(Span(part),)) for part in told]
        return [replace(chunk, lines=(part,)) for part in parts] or [chunk]
    several = chunk.kind == "paragraph" and len(chunk.lines) > 1 and not chunk.blocks
    each = several and all(labelled(line.text)[2] for line in chunk.lines)
    return [replace(chunk, lines=(line,)) for line in chunk.lines] if each else [chunk]


def _skill_group(chunk: Chunk) -> Fields | None:
    lines = list(chunk.lines)
    text = clean(lines[0].text) if lines else ""
    below = [line.text for line in (*lines[1:], *all_lines(chunk.blocks))]
    _, value, label = labelled(text)
    if chunk.kind == "row":
        return _skill_row([line.text for line in lines], chunk.number)
    if not label and below and (chunk.blocks or lines[0].text.rstrip().endswith(":")):
        return _with_levels({"line": chunk.number, "name": text, "keywords": []}, below)
    if label:
        return _with_levels({"line": chunk.number, "name": label, "keywords": _members(value)}, below)
    group = re.fullmatch(r"([^,:–—]{2,40}?)\s+[–—-]\s+(.+,.+)", text)
    if group and lines[0].style == "bold":
        return _with_levels({"line": chunk.number, "name": group[1], "keywords": _members(group[2])}, below)
    level = re.fullmatch(r"(.+?)\s*(?:\(([^()]*)\)|\s[–—-]\s(.+))", text)
    if level and len(commas(text)) == 1 and chunk.kind != "paragraph":
        return {"line": chunk.number, "name": level[1], "level": level[2] or level[3]}
    return None


def _by_level(group: Fields) -> Iterator[Fields]:
    """The group, or one for each level that all its members are listed by."""
    levels = group.pop("levels", {})
    if levels and not group["keywords"]:
        yield from ({**group, "level": level, "keywords": members} for level, members in levels.items())
    else:
        yield {**group, "keywords": [*group.get("keywords", ()), *chain(*levels.values())]} if levels else group


def _members(text: str) -> list[str]:
    return list(names(text.strip(" ,.")))


def _skill_row(cells: list[str], line: int) -> Fields:
    values = [_grade(cell) if index else labelled(cell)[1] for index, cell in enumerate(cells)]
    first, others = values[0] if values else "", values[1:]
    several = len(others) == 1 and "," in others[0]
    return {
        "line": line,
        "name": first,
        "keywords": list(names(others[0])) if several else [],
        "level": "" if several else ", ".join(filter(None, others)),
    }


def _grade(cell: str) -> str:
    """What a cell says of a skill: a ticked column's head, a number with what it counts, a date with its meaning."""
    field, value, label = labelled(cell)
    if lexicon.is_only("ticks", value):
        return "" if value.casefold().startswith(("n", "✗")) else label
    if field in ("", "period", "type") and re.search(r"\d", value) and label:
        number = re.fullmatch(r"[\d.,]+\+?", value) and not re.fullmatch(YEAR, value)
        return f"{value} {label.lower()}" if number else f"{label.lower()} {value}"
    return value


def _with_levels(group: Fields, below: Iterable[str]) -> Fields:
    """The group with what stands below it: members, and under `levels` members by level ("Past: a, b")."""
    levels: dict[str, list[str]] = {}
    for text in below:
        _, value, label = labelled(text)
        members = levels.setdefault(label, []) if label else group["keywords"]
        members += _members(value)
    return {**group, "levels": levels}


def _spoken(text: str, line: int) -> Iterator[Fields]:
    text = text.rstrip(".")
    for mark in (r";\s+", r"\s[·•|/]\s"):
        pieces = re.split(mark, text)
        if sum(lexicon.has("tongues", piece) for piece in pieces) > 1:
            yield from (spoken for piece in pieces for spoken in _spoken(piece, line))
            return
    parts = commas(text)
    several = sum(lexicon.has("tongues", part) for part in parts) > 1
    for part in _shared(parts) if several else [text]:
        together = re.sub(r"\s*\(.*|:.*", "", part)
        each = re.split(r",\s+|\s+(?:and|&)\s+", together)
        known = list(itertools.takewhile(lambda one: lexicon.is_only("tongues", one), each))
        if len(known) > 1:
            level = ", ".join([*each[len(known) :], part[len(together) :].strip(" :()")]).strip(", ")
            yield from (_language(line, {"language": clean(one), "fluency": level}) for one in known)
            continue
        apart = re.split(r"\s+(?:and|&)\s+", part)
        if lexicon.is_only("tongues", apart[0]) and all(lexicon.ends("tongues", one) for one in apart[1:]):
            yield from (_language(line, _fluency(one)) for one in apart)
            continue
        tongues = [word for word in part.split() if lexicon.is_only("tongues", word)]
        if len(tongues) > 1 and not re.search(r"[:(–—|]|\s-\s", part):
            rest = " ".join(word for word in part.split() if word not in (*tongues, "and", "&", "in"))
            yield from (_language(line, {"language": word, "fluency": rest}) for word in tongues)
        else:
            yield _language(line, _fluency(part))


def _shared(parts: Sequence[str]) -> list[str]:
    """The languages of a list, with the level of two of them after each: "English, Spanish (both native)"."""
    found = list(parts)
    for i, (one, other) in enumerate(itertools.pairwise(parts)):
        level = re.fullmatch(r"[^()]+\((?:both (.+)|(.+) both)\)", other)
        if level and lexicon.is_only("tongues", one):
            found[i : i + 2] = [f"{each} ({level[1] or level[2]})" for each in (one, other.split(" (")[0])]
    return found


def _language(line: int, spoken: Fields) -> Fields:
    """A language as an entry, with its English name where it is written in another language."""
    english = foreign.tongues().get(spoken["language"].casefold(), "")
    return {"line": line, **spoken, "aliases": [english] if english else []}


def _is_variety(text: str) -> bool:
    """Whether a text is a language with what kind of it: "Juba Arabic", but not "Fluent Arabic"."""
    kind, _, tongue = text.rpartition(" ")
    return kind.istitle() and lexicon.is_only("tongues", tongue) and not lexicon.has("levels", kind)


def _fluency(text: str) -> Fields:
    found = re.fullmatch(r"([^:(]+?)\s*(?::|\s[–—-]\s?|\s?[|=]|\s[·•])\s*(.+)", text)
    if found:
        return {"language": clean(found[1]), "fluency": clean(found[2])}
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]*)\)\s*(.*)", text)
    if lexicon.is_only("tongues", text) or (not bracket and _is_variety(text)):
        return {"language": clean(text), "fluency": ""}
    if bracket:
        inner = _fluency(bracket[1])
        level = ", ".join(part for part in (inner.get("fluency", ""), bracket[2], clean(bracket[3])) if part)
        return {"language": inner["language"], "fluency": level}
    words = [word.strip(",;") for word in text.split() if lexicon.is_only("tongues", word)]
    language = " ".join(words[:1]) or clean(commas(text)[0] if commas(text) else text)
    rest = (
        clean(re.sub(rf"\b(?:in\s+)?{re.escape(language)}\b", " ", text, count=1))
        if words
        else ", ".join(commas(text)[1:])
    )
    return {"language": language, "fluency": re.sub(r"^(?:and|of|in)\s+|\s+(?:and|of|in)$", "", rest)}
