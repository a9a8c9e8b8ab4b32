"""Which section an entry belongs to, by its content, where the heading leaves it open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.body import QUOTE, labelled
from bot.load.markdown.outline import Line
from bot.load.markdown.parts import commas, has_role, names_role
from bot.load.markdown.sections import Chunk, Section, all_lines
from bot.load.markdown.titles import is_dated, read_title
from bot.load.text import names

SINGLE = ("talks", "publications", "certificates", "awards", "volunteer", "languages", "interests")
LISTED = ("projects", "talks", "publications", "awards", "certificates")
ENOUGH = 0.3
_DASH = re.compile(r"\s+[–—]\s+")
_HELD = {"position", "organization"}
_REACHED = ("email", "phone", "place", "url")


def section_by_content(section: Section, found: Sequence[Chunk]) -> tuple[str, ...]:
    """The section that the entries look like, best first; () when they look like none."""
    if lexicon.has("others", section.heading) and not section.names:
        return ()
    hints = lexicon.hint_of(section.heading)
    own = _scores(found) | ({"education": 0.0} if lexicon.has("taught", section.heading) else {})
    scores = {name: score + 0.15 * (name in hints) for name, score in own.items()}
    if section.names:
        names = [name for name in section.names if name != "languages" or own[name]] or section.names
        return tuple(sorted(names, key=lambda name: (-own.get(name, 0.0), name == "work")))
    best = max(scores, key=lambda name: scores[name])
    best = "interests" if "interests" in hints and best in ("summary", "volunteer") else best
    if scores[best] >= ENOUGH:
        return (best,)
    made = "interests" in hints and sum(map(_is_dated_work, found)) * 2 > len(found)
    return ("projects",) if made else tuple(name for name in hints[:1] if name != "work" or scores[name])


def section_of_entry(chunk: Chunk, otherwise: str) -> str:
    """The section of one entry among mixed ones: by the word for what it is, or its first word; else `otherwise`."""
    text = chunk.first
    label = labelled(text)[2]
    cells = [labelled(cell.text)[1] for cell in chunk.lines] if chunk.kind == "row" else [text]
    parts = commas(", ".join(_DASH.sub(", ", cell) for cell in cells))[1:]
    for name in lexicon.sections_with("cues"):
        kind = f"cues.{name}"
        stated = (label and lexicon.has(kind, label, start=True)) or _opens_title(kind, text)
        if stated or any(_is_kind(kind, part) for part in parts):
            return name
    printed = otherwise == "talks" and any(lexicon.has("outlets", part) for part in parts)
    return "publications" if printed and not lexicon.has("signs.talks", text) else otherwise


def usual(names: Sequence[str], found: Sequence[Chunk]) -> str:
    """The section of what does not say what it is: among works of which some say that they are talks, the others."""
    works = {"talks", "publications"}
    said = {section_of_entry(chunk, "") for chunk in found} & works
    return (works - said).pop() if works <= set(names) and len(said) == 1 else names[0]


def holds_role(chunk: Chunk) -> bool:
    """Whether an entry among works or interests says what somebody was, and when: "Judge, Wine Awards, 2022"."""
    line = chunk.lines[0] if chunk.lines else None
    if line is None or chunk.kind == "paragraph" or not is_dated(line) or QUOTE.search(line.text) or line.style:
        return False
    first, *served = re.split(
        r"\s+(?:of|for|at)\s(?:the\s)?", (commas(re.sub(r"\([^()]*\)", "", line.text)) or [""])[0]
    )
    lasting = bool(served) and served[0][:1].isupper() and _has_range(chunk)
    shown = any(lexicon.has(f"cues.{name}", first) for name in ("talks", "publications"))
    return (names_role(first) or lasting) and not shown


def post_of(chunk: Chunk) -> str:
    """The section of a headed entry among interests or extras that names a post and its period; "" for another."""
    held = chunk.kind == "heading" and _has_range(chunk) and any(has_role(line.text) for line in chunk.lines[:1])
    return "" if not held else "volunteer" if lexicon.has("signs.volunteer", chunk.lines[0].text) else "work"


def is_remark(chunk: Chunk, found: Sequence[Chunk]) -> bool:
    """Whether a chunk is running text about the entries listed beside it, and none itself."""
    line = chunk.single if chunk.kind == "paragraph" else None
    told = line is not None and len(line.text.split()) > 7 and line.text.endswith(".")
    plain = line is not None and not line.style and not is_dated(line)
    return told and plain and sum(each.kind in ("item", "row") for each in found) > 1


def worked_or_studied(chunk: Chunk, otherwise: str) -> str:
    """The section of an entry among jobs and studies: a part that opens with a degree, or a role, tells."""
    parts = [part for line in chunk.lines[:2] for piece in read_title([line]).pieces for part in commas(piece.text)]
    degrees = [part for part in parts if lexicon.has("degrees", part, start=True)]
    if any(otherwise == "education" or not has_role(part) for part in degrees):
        return "education"
    return "work" if any(map(has_role, parts)) else otherwise


def studied(chunk: Chunk) -> str:
    """The section of an entry among studies and certificates: a part that opens with a degree tells."""
    parts = [part for line in chunk.lines[:2] for piece in read_title([line]).pieces for part in commas(piece.text)]
    return "education" if any(lexicon.has("degrees", part, start=True) for part in parts) else "certificates"


def section_of_statement(chunk: Chunk, otherwise: str) -> str:
    """The section of one of a person's achievements, or of what stands below "Other"; `otherwise` if unknown."""
    text = chunk.first
    parts = commas(text) or [""]
    if lexicon.has("won", text, start=True):
        return "awards"
    if lists_tongues(text):
        return "languages"
    if found := section_of_entry(chunk, ""):
        return found
    kinds = [name for name in lexicon.sections_with("cues") if lexicon.has(f"cues.{name}", text, start=True)]
    kinds += [name for name in lexicon.sections_with("cues") if lexicon.ends(f"cues.{name}", parts[0])]
    if kinds or otherwise != "other":
        return kinds[0] if kinds else otherwise
    return "volunteer" if holds_role(chunk) else "awards" if lexicon.has("signs.awards", text) else otherwise


def lists_tongues(text: str) -> bool:
    """Whether most of the parts of a text name a language."""
    parts = commas(text)
    return sum(lexicon.has("tongues", part) for part in parts) * 2 > len(parts)


def _opens_title(kind: str, text: str) -> bool:
    """Whether a text is a word of the kind and then a title: 'Keynote "Dancing on shift"'."""
    return bool(re.match(rf"(?:{lexicon.alternatives(kind)})\s+[\"“„«]", text, re.IGNORECASE))


def _is_kind(kind: str, part: str) -> bool:
    return lexicon.is_only(kind, part) or (
        part[:1].islower() and lexicon.has(kind, re.split(r"\s+(?:at|in|for)\s", part)[0], start=True)
    )


def _scores(found: Sequence[Chunk]) -> dict[str, float]:
    count = max(len(found), 1)
    texts = [chunk.text for chunk in found]
    heads = [" ".join(line.text for line in chunk.lines[:2]) for chunk in found]

    def share(flags: Sequence[bool]) -> float:
        return sum(flags) / count

    dated = share([any(map(is_dated, _head(chunk))) for chunk in found])
    ranged = share([_has_range(chunk) for chunk in found])
    undated = 1 - dated
    lists = share([_is_labelled_list(*labelled(head)) for head in heads])
    prose = share([chunk.kind == "paragraph" and bool(re.search(r"\w{3,}[.!?](?!\w)", chunk.text)) for chunk in found])
    signs = {
        name: share([lexicon.has(f"signs.{name}", text) for text in texts]) for name in lexicon.sections_with("signs")
    }
    bodies = share([bool(chunk.blocks) and chunk.kind != "row" for chunk in found])
    schools = share(
        [
            lexicon.has("degrees", head) or bool(re.search(r"\bgrade|gpa\b", text, re.IGNORECASE))
            for head, text in zip(heads, texts, strict=True)
        ]
    )
    tabled = share(
        [chunk.kind == "row" and {labelled(line.text)[0] for line in chunk.lines} >= _HELD for chunk in found]
    )
    return {
        **{name: 0.8 * score * (dated if name not in ("volunteer",) else 0.8 * dated) for name, score in signs.items()},
        "work": share([_inner_role(chunk) for chunk in found])
        * max(0.32 * dated, 0.4 * ranged + 0.6 * bodies * min(1, ranged + 0.3), 0.8 * ranged * tabled),
        "education": 0.85 * schools * dated,
        "contact": reached if (reached := _reached(found)) >= 0.5 else 0.0,
        "languages": share([lexicon.has("tongues", head) for head in heads]) * undated,
        "references": share(
            [bool(QUOTE.search(text)) or chunk.kind == "quote" for chunk, text in zip(found, texts, strict=True)]
        )
        * undated,
        "skills": max(0.9 * lists, 0.1 * share([_is_list(chunk) for chunk in found])) * undated,
        "summary": 0.7 * prose * undated,
        "interests": 0.5 * undated * (1 - lists) * (1 - prose) * share([len(commas(head)) > 1 for head in heads]),
    }


def _is_dated_work(chunk: Chunk) -> bool:
    """Whether a chunk is a name in a style of its own, a date and more than that, as works are listed, not hobbies."""
    spans = [span for line in chunk.lines[:1] for span in line.spans if span.text]
    return len(spans) > 1 and bool(spans[0].style) and is_dated(chunk.lines[0])


def _reached(found: Sequence[Chunk]) -> float:
    """The share of the lines that state how to reach somebody: "Mobile: ...", "Address: ..."."""
    lines = [line.text for chunk in found for line in (*chunk.lines, *all_lines(chunk.blocks))]
    return sum(lexicon.label_of(labelled(text)[2]) in _REACHED for text in lines) / max(len(lines), 1)


def _is_labelled_list(_: str, value: str, label: str) -> bool:
    """Whether a line is a label and a list, as for skills; what happened in a year has results, and no members."""
    return bool(label) and len(commas(value)) > 1 and not re.search(YEAR, label)


def _is_list(chunk: Chunk) -> bool:
    """Whether a chunk is nothing but a few short names with commas."""
    parts = names(chunk.text)
    return not chunk.blocks and len(parts) > 2 and all(len(part.split()) <= 4 for part in parts)


def _has_range(chunk: Chunk) -> bool:
    stated = bool(re.search(r"\d{4}\S*\s*(?:[–—→~-]|to|until)\s*\w|since", chunk.text))
    return stated and any(map(is_dated, _head(chunk)))


def _head(chunk: Chunk) -> tuple[Line, ...]:
    """The lines that head an entry, with the one below a heading, where its date may stand."""
    first = chunk.blocks[0] if chunk.kind == "heading" and chunk.blocks else None
    return (*chunk.lines, *(first.lines[:1] if first and first.kind == "paragraph" else ()))


def _inner_role(chunk: Chunk) -> bool:
    """Whether an entry names a role, and not only a number of something ("Pilot in command: 3,610")."""
    if chunk.kind == "row" and _has_name_and_part(chunk.lines):
        return False
    lines = [
        *(chunk.lines if chunk.kind == "row" else chunk.lines[:2]),
        *(line for block in chunk.blocks for line in block.lines[:1] if line.text[-1:] not in ".!?"),
    ]
    worded = [line.text for line in lines if re.search(r"[^\W\d_]", labelled(line.text)[1])]
    return any(lexicon.has("roles", text) for text in worded)


def _has_name_and_part(cells: Sequence[Line]) -> bool:
    """Whether a row names something and then what somebody was in it, as jobs do not: "Batian", "Guide"."""
    fields = [labelled(cell.text)[0] for cell in cells]
    return "position" in fields and "organization" not in fields and not fields[0] and not is_dated(cells[0])
