"""Projects and works: what was made, and where it was shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.body import fragments
from bot.load.markdown.entries import Fields, common
from bot.load.markdown.heads import unlabelled
from bot.load.markdown.outline import parted
from bot.load.markdown.parts import aliases_of, commas, split_place
from bot.load.markdown.sections import Chunk, all_lines
from bot.load.markdown.titles import Piece, Title, joined
from bot.load.text import names

_LONGEST = 6
_CLAUSE = re.compile(r"(?!and |or )[a-z]\S*(?: \S+){2}")


def projects(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Projects; their title is the bold words, or the title line up to a dash and a small letter."""
    for chunk in found:
        title, body = unlabelled(chunk)
        name, extra = _named(title)
        told = [*body.texts, *(text for text in extra if ". " in text)]
        body.keywords = list(dict.fromkeys(body.keywords or fragments(told) or _in_italics(chunk, name, found)))
        plain, aliases = aliases_of(name)
        left, dash, right = name.partition(" - ") if " - " in name else name.partition(" – ")
        if dash:
            aliases = (*aliases, left, *([right] if right.isupper() else []))
        shown, extra = _shown_at(title, extra)
        if venue := body.fields.pop("organization", ""):
            shown["entity"], shown["location"], more = split_place(venue)
            extra = (*extra, *more)
        yield common(chunk, title, body, {"name": plain, "aliases": list(aliases), **shown}, extra)


def _shown_at(title: Title, extra: tuple[str, ...]) -> tuple[Fields, tuple[str, ...]]:
    """Where a work in italics was shown ("*Tides*, Harbour Gallery, Stonehaven"), and what else its title says."""
    first, *_ = (*title.pieces, Piece(""))
    organization, place, more = split_place(extra[0]) if extra and first.italic else ("", "", ())
    if not place or more or len(organization.split()) > 5 or organization[:1].islower():
        return {}, extra
    return {"entity": organization, "location": place}, extra[1:]


def _in_italics(chunk: Chunk, name: str, found: Sequence[Chunk]) -> list[str]:
    """What a project's text sets in italics, in a section that writes lists of tools so ("*Ink, gold leaf.*")."""
    if not any(re.match(r".*\w(?:, .*|\.)$", text) for each in found for text in _styled(each)):
        return []
    parts = [part.strip(" .") for text in _styled(chunk) if text not in name for part in names(text.rstrip("."))]
    parts = [part for part in parts if part[:1].isupper() and len(part.split()) <= 3 and not re.search(YEAR, part)]
    return [part for part in parts if not lexicon.has("prose", part)]


def _styled(chunk: Chunk) -> list[str]:
    lines = (*chunk.lines, *all_lines(chunk.blocks))
    return [span.text for line in lines for span in line.spans if span.style in ("italic", "code") and not span.url]


def _named(title: Title) -> tuple[str, tuple[str, ...]]:
    """A project's name, and what its title line says after it."""
    pieces = title.pieces
    bold = [piece for piece in pieces if piece.bold] or [piece for piece in pieces[:1] if piece.italic]
    if bold and len(bold) < len(pieces):
        end = max(i for i, piece in enumerate(pieces) if piece in bold) + 1
        return joined(pieces[:end]), _runs(pieces[end:])
    end = next(
        (i for i, piece in enumerate(pieces[1:], 1) if piece.text[:1].islower() or piece.before in ("|", "\n", ":")),
        len(pieces),
    )
    name = joined(pieces[:end])
    name, clause = _clause(name) if title.period else (name, "")
    return name, (*filter(None, [clause]), *(piece.text for piece in pieces[end:]))


def _clause(name: str) -> tuple[str, str]:
    """A name, and what is said after it in small letters: "Salt Night, with Ida Vane, Leith" is "Salt Night"."""
    parts = commas(name)
    end = next((i for i, part in enumerate(parts) if i and _CLAUSE.match(part)), len(parts))
    short, rest = ", ".join(parts[:end]), ", ".join(parts[end:])
    return (short, rest) if rest and (end > 1 or len(short.split()) <= _LONGEST) else (name, "")


def _runs(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The texts of pieces, with those put together again that only a change of style parted."""
    starts = [i for i, piece in enumerate(pieces) if i == 0 or piece.before]
    return tuple(map(joined, parted(pieces, starts)))
