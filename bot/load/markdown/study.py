"""Stages of education: which part of the title line is the degree, the institution, the place, the grade."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.load.markdown import lexicon
from bot.load.markdown.body import Body, labelled
from bot.load.markdown.entries import Fields, common
from bot.load.markdown.heads import opened
from bot.load.markdown.outline import Line, Span, parted
from bot.load.markdown.parts import commas, is_place, split_place
from bot.load.markdown.sections import Chunk
from bot.load.markdown.titles import Piece, Title, is_dated
from bot.load.text import sentences

_LABELS = {
    "position": "studyType",
    "name": "studyType",
    "organization": "institution",
    "issuer": "institution",
    "place": "location",
    "studyType": "studyType",
    "area": "area",
    "score": "score",
}
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?\s*(?:/|out of|%)\s*\d*|\b\d:\d\b")
_MARK = re.compile(r"\d{1,2}[.,]\d{1,2}")
_MANNER = re.compile(r"(?:evening|night|summer|distance|weekend).*|correspondence", re.IGNORECASE)


def education(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Stages of education."""
    for chunk in (each for whole in found for each in _stages(whole)):
        title, body = opened(chunk)
        fields: dict[str, list[str]] = defaultdict(list, institution=[body.fields.pop("organization", "")])
        school, others = _leading_school(title.pieces)
        named = [part for piece in others for part in commas(piece.text)]
        if _names_course(named):
            fields["studyType"], others = [named[0]], _without_first(others)
        if school:
            _add_school(school, fields)
        below = any(_opens_degree(piece.text) or lexicon.ends("degrees", piece.text) for piece in others[1:])
        towns = [part for part in commas(others[0].text)[1:] if is_place(part)] if below else []
        for part, bold in _parts(replace(title, pieces=others)):
            town = part in towns and any(fields["institution"]) and not lexicon.is_only("types", part)
            name, value = ("location", part) if town else _place(part, bold, fields)
            if name == "institution":
                _add_school(value, fields)
            else:
                fields[name].append(value)
        _from_body(fields, body)
        extra = fields.pop("extra", [])
        yield common(chunk, title, body, {name: ", ".join(filter(None, each)) for name, each in fields.items()}, extra)


def _names_course(parts: Sequence[str]) -> bool:
    """Whether the first part is a course, whatever words of schools are in it: "Court interpreting", "Hill School"."""
    first, *others = parts or [""]
    study = any(lexicon.has("degrees", part) for part in parts)
    return not study and _is_school(first) and not lexicon.ends("organizations", first) and any(map(_is_school, others))


def _without_first(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without what stands before their first comma."""
    rest = ", ".join(commas(pieces[0].text)[1:])
    return (*((replace(pieces[0], text=rest),) if rest else ()), *pieces[1:])


def _stages(chunk: Chunk) -> list[Chunk]:
    """The stages that have headings of their own below the name of a school, each with that name."""
    starts = [i for i, block in enumerate(chunk.blocks) if block.kind == "heading" and any(map(is_dated, block.lines))]
    if chunk.kind != "heading" or starts[:1] != [0] or any(map(is_dated, chunk.lines)):
        return [chunk]
    parts = parted(chunk.blocks, starts)
    school = Line((Span(f"Institution: {chunk.lines[0].text}"),), chunk.lines[0].number)
    return [Chunk("item", (*map(_bold, part[0].lines), school), (*part[0].children, *part[1:])) for part in parts]


def _bold(line: Line) -> Line:
    return replace(line, spans=tuple(replace(span, style="bold") for span in line.spans))


def _leading_school(pieces: Sequence[Piece]) -> tuple[str, tuple[Piece, ...]]:
    """A bold institution that stands before what was studied there ("**Hill College** — *BSc Maths*"), and the rest."""
    first, second, *_ = (*pieces, Piece(""), Piece(""))
    degree = _opens_degree(second.text) or (second.italic and _is_school(first.text))
    others = pieces[1:]
    alone = not any(_is_school(piece.text) or lexicon.has("degrees", piece.text) for piece in others)
    if first.bold and alone and _is_school(first.text) and not lexicon.has("degrees", first.text):
        return first.text, tuple(others)
    if first.bold and degree and not second.bold and not lexicon.has("degrees", first.text):
        return first.text, tuple(pieces[1:])
    return "", tuple(pieces)


def _add_school(text: str, fields: dict[str, list[str]]) -> None:
    """Adds an institution, the place after it and how it was attended to the fields."""
    school, kind = _without_kind(text)
    school, place, extra = split_place(school)
    for name, values in {"institution": [school], "type": [kind], "location": [place], "extra": extra}.items():
        fields[name].extend(values)


def _from_body(fields: dict[str, list[str]], body: Body) -> None:
    """Adds the degree, the institution and the grade where the lines below the title state them first."""
    if not any(fields["institution"]) and body.texts and _names_school(body.texts[0]):
        _add_school(re.sub(r"\s*:\s", ", ", body.texts.pop(0)), fields)
    degree, grade = _without_grade(", ".join(fields["studyType"]))
    if grade:
        fields["studyType"], fields["score"] = [degree], [*fields["score"], grade]
    if stated := body.fields.pop("score", ""):
        fields["score"].append(stated)
    if not any(fields["score"]) and body.texts:
        fields["score"] = _graded(body)
    if not any(fields["score"]):
        fields["score"] = _graded_below(body)


def _without_kind(school: str) -> tuple[str, str]:
    """A school without "(part-time)" after its name, and that."""
    found = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", school)
    return (found[1], found[2]) if found and lexicon.is_only("types", found[2]) else (school, "")


def _without_grade(degree: str) -> tuple[str, str]:
    """A degree without "(cum laude)" or ", grade A" after its name, and that."""
    found = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", degree) or re.fullmatch(r"(.+), ([^,]+)", degree)
    graded = found and _is_score(found[2]) and re.search(r"[ \d]", found[2])
    return (found[1], found[2]) if found and graded else (degree, "")


def _is_grade(text: str) -> bool:
    return len(text.split()) <= 6 and bool(_NUMBERS.fullmatch(text) or lexicon.has("scores", text, start=True))


def _graded(body: Body) -> list[str]:
    """The grade where a sentence of its own states it first ("Upper second."); it is taken from the text."""
    first, *more = sentences(body.texts[0]) or [""]
    grade = first.rstrip(".")
    if not _is_grade(grade):
        return []
    body.texts[:1] = [" ".join(more)] if more else []
    return [grade]


def _graded_below(body: Body) -> list[str]:
    """The grade where it is a part of a line ("Upper second; a year abroad"), which it is taken from."""
    for texts in (body.highlights, body.texts):
        for index, text in enumerate(texts):
            parts = text.split("; ")
            if grade := next((part for part in parts if _is_grade(part)), ""):
                texts[index : index + 1] = ["; ".join(part for part in parts if part != grade)] if parts[1:] else []
                return [grade]
    return []


def _place(part: str, bold: bool, fields: dict[str, list[str]]) -> tuple[str, str]:
    """The field that a part of the title line belongs to, given those found before it, and its value."""
    label, _, value = part.partition(": ")
    school = any(fields["institution"])
    if value and (name := _LABELS.get(lexicon.label_of(label), "score" if lexicon.has("scores", label) else "")):
        return name, value
    if school and len(commas(part)) > 1 and _opens_degree(part):
        return "studyType", part
    if school and not bold and len(commas(part)) > 1 and all(is_place(each) for each in commas(part)):
        return "location", part
    if lexicon.is_only("types", part) or _MANNER.fullmatch(part):
        return "type", part
    if (_is_score(part) and not _opens_degree(part)) or (
        school and (_MARK.fullmatch(part) or lexicon.has("scores", part, start=True))
    ):
        return "score", re.sub(r"^\(([^()]*)\)$", r"\1", part)
    degree = _opens_degree(part) and not school
    if bold or degree or (not fields.get("studyType") and not _is_school(part)):
        return "studyType", part
    if not school and part[:1].isalpha() and not part[:1].islower():
        return "institution", part
    return ("location" if is_place(part) else "extra"), part


def _parts(title: Title) -> Iterator[tuple[str, bool]]:
    """The parts of a title line and whether they are bold; a bold name, a degree with a dash, a place stay whole."""
    pieces = _glued(title.pieces)
    school = bool(pieces) and any(map(_is_school, commas(pieces[0].text)))
    while not school and len(pieces) > 1 and pieces[1].before in ("-", "–", "—") and _opens_degree(pieces[1].text):
        yield f"{pieces[0].text} {pieces[1].before} {pieces[1].text}", pieces[0].bold
        pieces = pieces[2:]
    for index, piece in enumerate(pieces):
        parts = commas(piece.text)
        if labelled(piece.text)[0] in _LABELS:
            yield piece.text, False
        elif piece.bold and not any(_is_school(part) for part in parts[1:]):
            yield piece.text, piece.before != "\n" or pieces[index - 1].bold or not _opens_degree(pieces[0].text)
        elif _is_whole(parts, pieces, index):
            yield piece.text, False
        else:
            below = any(_is_school(earlier.text) for earlier in pieces[:index])
            yield from ((part, piece.bold and not _is_school(part)) for part in _with_subjects(parts, below))


def _opens_degree(text: str) -> bool:
    """Whether a text begins with a degree: "BSc Maths"."""
    return lexicon.has("degrees", text, start=True)


def _is_whole(parts: Sequence[str], pieces: Sequence[Piece], index: int) -> bool:
    """Whether a piece with commas is one thing: a degree before its school, or the place after it."""
    last = index == len(pieces) - 2 and pieces[-1].before in ("-", "–", "—") and pieces[-1].text[:1].isupper()
    if last and lexicon.has("degrees", parts[0]) and not any(_is_school(part) or is_place(part) for part in parts[1:]):
        return not _is_score(pieces[-1].text)
    below = any(_is_school(later.text) and later.before == "\n" for later in pieces[index + 1 :])
    if below and _opens_degree(parts[0]) and not any(map(_is_school, parts)):
        return not any(map(_is_score, parts[1:]))
    if _is_degree(parts):
        return any(_is_school(later.text) for later in pieces[index + 1 :])
    return any(_is_school(earlier.text) for earlier in pieces[:index]) and _is_where(parts)


def _is_degree(parts: Sequence[str]) -> bool:
    """Whether all the parts of a piece are the degree and its subject: "Bachelor of Arts, Sociology"."""
    subjects = all(part[:1].isupper() and not _is_score(part) and not _is_school(part) for part in parts)
    return len(parts) == 2 and _opens_degree(parts[0]) and subjects


def _with_subjects(parts: list[str], below: bool = False) -> list[str]:
    """The parts with those between a degree and its school made part of it: "A levels in Art, Maths", "Hill School".

    `below` a school, so do those after a degree that names no subject itself: "BSc, Physics".
    """
    bare = len(parts) if below and lexicon.ends("degrees", parts[0]) else 0
    school = next((i for i, part in enumerate(parts) if _is_school(part)), bare)
    subjects = parts[:school]
    if len(subjects) < 2 or any(
        _is_score(part) or part[:1].islower() or lexicon.is_only("types", part) for part in subjects[1:]
    ):
        return parts
    return [", ".join(subjects), *parts[school:]]


def _glued(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the subjects that follow a bold degree, up to the school, made part of it."""
    if len(pieces) < 2 or not pieces[0].bold or pieces[1].before or not pieces[1].text[:1].islower():
        return list(pieces)
    parts = commas(pieces[1].text)
    school = next((i for i, part in enumerate(parts) if _is_school(part)), 1)
    degree = replace(pieces[0], text=f"{pieces[0].text} {', '.join(parts[:school])}")
    others = [replace(pieces[1], text=", ".join(parts[school:]), before=",")] if parts[school:] else []
    return [degree, *others, *pieces[2:]]


def _is_where(parts: Sequence[str]) -> bool:
    return len(parts) > 1 and all(is_place(part) for part in parts) and not lexicon.has("degrees", " ".join(parts))


def _is_school(text: str) -> bool:
    course = len(text.split()[-1]) > 3 and lexicon.last("degrees", text) == len(lexicon.plain(text)) if text else False
    ends = course and lexicon.last("organizations", text) < lexicon.last("degrees", text)
    return lexicon.has("organizations", text) and not ends and not _opens_degree(text)


def _names_school(text: str) -> bool:
    """Whether a line below the degree only says where it was."""
    return _is_school(text) and len(text.split()) <= 12 and not text.endswith(".")


def _is_score(text: str) -> bool:
    small = lexicon.has("scores", re.sub(r"^[\d.,]+ ", "", text), start=True) and not text[:1].isupper()
    return small or bool(_NUMBERS.search(text)) or lexicon.is_only("scores", text)
