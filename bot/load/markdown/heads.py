"""Where an entry's title ends and its text begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.body import Body, capital, is_meta, labelled, read_body
from bot.load.markdown.outline import Block, Line
from bot.load.markdown.parts import commas, has_role, is_place
from bot.load.markdown.sections import Chunk
from bot.load.markdown.titles import STOP, Piece, Title, after_date, is_date, is_dated, joined, read_title
from bot.load.text import sentences

Complete = Callable[[Title], bool]
_NAMES = 2
_SHORT, _LONGEST = 10, 18
_YEAR_FIRST = re.compile(rf"{YEAR}\. ")
_DESCRIBING = ("summary", "note", "keywords", "courses", "reference", "url")


def opened(chunk: Chunk, complete: Complete = lambda title: bool(title.text)) -> tuple[Title, Body]:
    """An entry's title lines read, and its body; short lines belong to the title until it is `complete`."""
    lines, blocks = list(chunk.lines), list(chunk.blocks)
    head, rest = _row(lines) if chunk.kind == "row" else _parted(lines, complete)
    if chunk.kind == "heading" and not any(is_dated(line) for line in head):
        _absorb_until_date(head, rest, blocks)
    if chunk.kind == "heading" and blocks and not any(is_dated(line) for line in head):
        _absorb_leading_date(head, blocks)
    while not rest and blocks and _is_title_block(blocks[0], head):
        _absorb(head, rest, blocks.pop(0))
    title, prose = _without_prose(read_title(head)) if chunk.kind != "row" or len(head) < 3 else (read_title(head), [])
    body = read_body(*(([], _paragraphs(rest) + blocks) if chunk.kind == "row" else (rest, blocks)))
    body.texts[:0] = [_without_pointer(text) for text in prose] if title.links else prose
    body.links[:0] = [each for line in head for each in _title_links(line)]
    return title, body


def _paragraphs(cells: Iterable[Line]) -> list[Block]:
    return [Block("paragraph", (cell,)) for cell in cells]


def _without_pointer(text: str) -> str:
    """Running text without a last sentence that only led to an address ("See")."""
    before, stop, last = text.rpartition(". ")
    return f"{before}{stop}".rstrip() if lexicon.is_only("pointers", last) else text


def unlabelled(chunk: Chunk) -> tuple[Title, Body]:
    """The same with the labelled pieces of the title ("Body: Guild of Bakers") among the fields of the body."""
    title, body = opened(chunk)
    pieces: list[Piece] = []
    for piece in title.pieces:
        name, value, _ = labelled(piece.text)
        if (
            name in ("organization", "issuer", "publisher", "event", "place", "score", "type", "expires", "amount")
            and pieces
        ):
            body.fields[name] = value
        elif name == "position" and pieces and chunk.kind == "row":
            body.fields["role"] = value
        else:
            pieces.append(replace(piece, text=value if name and chunk.kind == "row" else piece.text))
    return replace(title, pieces=tuple(pieces), text=joined(pieces)), body


def _row(cells: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The cells of a row that name the entry, and those that describe it."""
    rest = [cell for cell in cells if labelled(cell.text)[0] in _DESCRIBING]
    return [cell for cell in cells if cell not in rest], rest


def _parted(lines: Sequence[Line], complete: Complete) -> tuple[list[Line], list[Line]]:
    """The lines that begin an entry, and the text below them."""
    count = 1
    while count < len(lines) and (
        _goes_on(lines[count], lines[:count])
        or _completes(lines, count, complete)
        or (is_date(lines[count - 1]) and _is_where(lines[count]))
    ):
        count += 1
    return list(lines[:count]), list(lines[count:])


def _completes(lines: Sequence[Line], count: int, complete: Complete) -> bool:
    """Whether a line without any mark of a title names what the title lines above it leave open."""
    text = lines[count].text
    title = read_title(lines[:count])
    if not _names(lines[count], _LONGEST if not title.text else _SHORT):
        return False
    named = sum(bool(read_title([line]).text) for line in lines[:count])
    dates_follow = not title.period and any(is_date(line) for line in lines[count + 1 : count + 3])
    opened_by_date = is_date(lines[0]) and named < 2
    other = named == 1 and has_role(text) != has_role(title.text)
    return dates_follow or (not complete(title) and (not title.text or opened_by_date or other))


def _is_where(line: Line) -> bool:
    """Whether a line is a town with its region or country: "Ely, Cambridgeshire"."""
    parts = commas(line.text)
    return 1 < len(parts) < 4 and len(line.text.split()) < 7 and all(map(is_place, parts))


def _goes_on(line: Line, head: Sequence[Line]) -> bool:
    """Whether a line below a title is part of it; plain words with a date beside the title's own tell of another."""
    return is_meta(line) and not (is_dated(line) and not any(line.styles) and any(map(is_dated, head)))


def _is_title_block(block: Block, head: Sequence[Line]) -> bool:
    """Whether the block below a title goes on with it; a heading does when it is only a date."""
    if block.kind == "heading":
        return is_date(block.lines[0]) if block.lines else False
    if block.kind == "item":
        return len(block.lines) == 1 and not block.children and is_date(block.lines[0])
    return block.kind == "paragraph" and bool(block.lines) and _goes_on(block.lines[0], head)


def _absorb_until_date(head: list[Line], rest: list[Line], blocks: list[Block]) -> None:
    """Takes the date below a heading into the title, with the names before it: "### Cook", "Old Inn, Ely", "*2019*"."""
    below = list(itertools.takewhile(lambda block: block.kind == "paragraph", blocks[: _NAMES + 1]))
    lines = [(line, block) for block in below for line in block.lines][: _NAMES + 1]
    date, last = next(((line, block) for line, block in lines if is_dated(line) and is_meta(line)), (None, None))
    if date is None or last is None:
        return
    above = [line for line, _ in lines[: lines.index((date, last))]]
    named = all(_names(line) for line in above)
    if not named and not (is_date(date) and last is below[0]):
        return
    head += [*above, date] if named else [date]
    rest += [*([] if named else above), *last.lines[last.lines.index(date) + 1 :]]
    del blocks[: below.index(last) + 1]


def _absorb_leading_date(head: list[Line], blocks: list[Block]) -> None:
    """Takes the date that opens the first paragraph into the title: "*Since 2021.* A map of ..."."""
    first = blocks[0]
    alone = first.kind == "item" and len(blocks) == 1 and _YEAR_FIRST.match(first.text)
    if (first.kind == "paragraph" or alone) and (parted := after_date(first.lines[0])):
        head.append(parted[0])
        blocks[0] = replace(first, kind="paragraph", lines=(parted[1], *first.lines[1:]))


def _names(line: Line, longest: int = _SHORT) -> bool:
    """Whether a line may name a firm, a place or a position: short, and no sentence."""
    text = line.text
    return len(text.split()) <= longest and text[:1].isupper() and text[-1:] not in ".!?:;" and not labelled(text)[2]


def _absorb(head: list[Line], rest: list[Line], block: Block) -> None:
    for index, line in enumerate(block.lines):
        if not _goes_on(line, head):
            rest.extend(block.lines[index:])
            return
        head.append(line)


def _title_links(line: Line) -> list[dict[str, str]]:
    return read_body([line], []).links


def _without_prose(title: Title) -> tuple[Title, list[str]]:
    """The title without running text that goes on in the same line, and that text."""
    if title.period and (parted := _first_sentence(title.pieces[:1])):
        return replace(title, pieces=parted[:1], text=parted[0].text), [joined((*parted[1:], *title.pieces[1:]))]
    for index, piece in enumerate(title.pieces[1:], 1):
        kept, rest = title.pieces[:index], title.pieces[index:]
        count = next((i for i, each in enumerate(rest[1:], 1) if each.before), len(rest))
        run = joined(rest[:count])
        if not piece.bold and (piece.before == STOP or _is_long(run) or len(sentences(run.lstrip(" .,"))) > 1):
            named, text = _school_before(piece)
            kept, rest = (*kept, *named), (*text, *rest[1:])
            return replace(title, pieces=kept, text=joined(kept)), [capital(joined(rest))]
    return title, []


def _first_sentence(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The only piece of a line parted after its first sentence, when that is a short list: "Cook, Old Inn. Fried."."""
    first, *more = (sentences(pieces[0].text) if pieces and not pieces[0].bold else ()) or ("",)
    first = first.removesuffix(".")
    if not more or (len(commas(first)) < 2 and not _is_name(first)) or len(first.split()) > 12:
        return ()
    return replace(pieces[0], text=first), replace(pieces[0], text=" ".join(more))


def _is_name(text: str) -> bool:
    """Whether a text is a name by its capitals: "Brass for Harehills"."""
    words = text.split()
    return len(words) <= 6 and all(word[0].isupper() or len(word) < 4 for word in words)


def _school_before(piece: Piece) -> tuple[list[Piece], list[Piece]]:
    """A piece parted where its first sentence ends, when that only names a school or firm and its place."""
    first, stop, more = piece.text.partition(". ")
    short = all(len(part.split()) <= 7 for part in commas(first)) and first[:1].isupper()
    if not stop or piece.before == STOP or not short or not lexicon.has("organizations", first):
        return [], [piece]
    return [replace(piece, text=first)], [replace(piece, text=more)]


def _is_long(text: str) -> bool:
    return len(text.split()) > 12 and max(len(part.split()) for part in commas(text)) > 6
