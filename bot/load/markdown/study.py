"""Stages of education: which part of the title line is the degree, the institution, the place, the grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.load.markdown import lexicon
from bot.load.markdown.body import Body, labelled
from bot.load.markdown.entries import Fields, common, opened
from bot.load.markdown.roles import commas, is_place, split_place, split_place
from bot.load.markdown.sections import Chunk
from bot.load.markdown.titles import Piece, Title
from bot.load.text import sentences

_LABELS = {
    "position": "studyType",
    "name": "studyType",
    "organization": "institution",
    "place": "location",
    "studyType": "studyType",
    "area": "area",
    "score": "score",
}
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?\s*(?:/|out of|%)\s*\d*|\b\d:\d\b")
_MANNER = re.compile(r"(?:evening|night|summer|distance|weekend).*|correspondence", re.IGNORECASE)


def education(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Stages of education."""
    for chunk in found:
        title, body = opened(chunk)
        fields: dict[str, list[str]] = {"institution": [body.fields.pop("organization", "")]}
        for part, bold in _parts(title):
            name, value = _place(part, bold, fields)
            if name == "institution":
                value, place, extra = split_place(value)
                fields.setdefault("location", []).append(place)
                fields.setdefault("extra", []).extend(extra)
            fields.setdefault(name, []).append(value)
        if not fields.get("studyType") and body.highlights and lexicon.has("degrees", body.highlights[0], start=True):
            fields["studyType"] = [body.highlights.pop(0)]
        if not any(fields["institution"]) and body.texts and _names_school(body.texts[0]):
            school, place, more = split_place(re.sub(r"\s*:\s", ", ", body.texts.pop(0)))
            fields |= {"institution": [school], "location": [place], "extra": [*fields.get("extra", ()), *more]}
        if not any(fields.get("score", ())) and body.texts:
            fields["score"] = _graded(body)
        extra = fields.pop("extra", [])
        yield common(chunk, title, body, {name: ", ".join(filter(None, each)) for name, each in fields.items()}, extra)


def _graded(body: Body) -> list[str]:
    """The grade where a sentence of its own states it first ("Upper second."); it is taken from the text."""
    first, *more = sentences(body.texts[0])
    grade = first.rstrip(".")
    if len(grade.split()) > 6 or not (_NUMBERS.fullmatch(grade) or lexicon.has("scores", grade, start=True)):
        return []
    body.texts[:1] = [" ".join(more)] if more else []
    return [grade]


def _place(part: str, bold: bool, fields: dict[str, list[str]]) -> tuple[str, str]:
    """The field that a part of the title line belongs to, given those found before it, and its value."""
    label, _, value = part.partition(": ")
    school = any(fields["institution"])
    if value and (name := _LABELS.get(lexicon.label_of(label), "score" if lexicon.has("scores", label) else "")):
        return name, value
    if school and not bold and len(commas(part)) > 1 and all(is_place(each) for each in commas(part)):
        return "location", part
    if lexicon.is_only("types", part) or _MANNER.fullmatch(part):
        return "type", part
    if _is_score(part):
        return "score", part
    degree = lexicon.has("degrees", part, start=True) and not school
    if bold or degree or (not fields.get("studyType") and not _is_school(part)):
        return "studyType", part
    if not school and part[:1].isupper():
        return "institution", part
    return ("location" if is_place(part) else "extra"), part


def _parts(title: Title) -> Iterator[tuple[str, bool]]:
    """The parts of a title line and whether they are bold; a bold name, a degree with a dash, a place stay whole."""
    pieces = _glued(title.pieces)
    while (
        len(pieces) > 1 and pieces[1].before in ("-", "–", "—") and lexicon.has("degrees", pieces[1].text, start=True)
    ):
        yield f"{pieces[0].text} {pieces[1].before} {pieces[1].text}", pieces[0].bold
        pieces = pieces[2:]
    for index, piece in enumerate(pieces):
        parts = commas(piece.text)
        if labelled(piece.text)[0] in _LABELS:
            yield piece.text, False
        elif piece.bold and not any(_is_school(part) for part in parts[1:]):
            yield piece.text, True
        elif any(_is_school(earlier.text) for earlier in pieces[:index]) and _is_where(parts):
            yield piece.text, False
        else:
            yield from ((part, piece.bold and not _is_school(part)) for part in parts)


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
    return lexicon.has("organizations", text) and not lexicon.has("degrees", text, start=True)


def _names_school(text: str) -> bool:
    """Whether a line below the degree only says where it was."""
    return _is_school(text) and len(text.split()) <= 12 and not text.endswith(".")


def _is_score(text: str) -> bool:
    small = lexicon.has("scores", text, start=True) and text[:1].islower()
    return small or bool(_NUMBERS.search(text)) or lexicon.is_only("scores", text)
