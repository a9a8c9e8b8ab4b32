"""Entries that were held or attended: jobs, voluntary work, projects, education; as JSON Resume fields."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.load.markdown import lexicon
from bot.load.markdown.body import Body, fragments, is_meta, labelled, read_body
from bot.load.markdown.outline import Block, Line
from bot.load.markdown.roles import (
    Held,
    aliases_of,
    commas,
    firm_of,
    has_role,
    held,
    position_first,
    position_of,
    split_place,
)
from bot.load.markdown.sections import Chunk, all_lines, begins_bold
from bot.load.markdown.titles import STOP, Piece, Title, is_date, is_dated, joined, read_title
from bot.load.text import names

Fields = dict[str, Any]
Complete = Callable[[Title], bool]
_DESCRIBING = ("summary", "keywords", "courses", "reference", "url")


def work(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Positions; those at one employer that are written below its name stand in its "positions"."""
    first = position_first(opened(chunk, _holds)[0] for chunk in found)
    for chunk in found:
        inner = _inner(chunk)
        yield _employer(chunk, inner) if inner else _position(chunk, first)


def volunteer(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Voluntary positions."""
    first = position_first(read_title(chunk.lines[:1]) for chunk in found)
    for chunk in found:
        title, body = opened(chunk, _holds)
        title = _spanning(title)
        name = _done(chunk, body) or (
            held(title, first) if any(has_role(piece.text) for piece in title.pieces) else _what_and_where(title)
        )
        if not name.organization:
            name = _at(name)
        fields = {
            "position": name.position,
            "organization": name.organization,
            "location": name.place,
            "type": name.kind,
        }
        yield common(chunk, title, body, fields, name.extra)


def projects(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Projects; their title is the bold words, or the title line up to a dash and a small letter."""
    for chunk in found:
        title, body = unlabelled(chunk)
        body.keywords = list(dict.fromkeys(body.keywords or fragments(body.texts) or _in_italics(chunk, title, found)))
        name, extra = _named(title)
        plain, aliases = aliases_of(name)
        left, dash, right = name.partition(" - ") if " - " in name else name.partition(" – ")
        if dash:
            aliases = (*aliases, left, *([right] if right.isupper() else []))
        yield common(chunk, title, body, {"name": plain, "aliases": list(aliases)}, extra)


def _in_italics(chunk: Chunk, title: Title, found: Sequence[Chunk]) -> list[str]:
    """What a project's text sets in italics, in a section that writes lists of tools so ("*Ink, gold leaf.*")."""
    if not any(re.match(r".*\w(?:, .*|\.)$", text) for each in found for text in _styled(each)):
        return []
    parts = [part.strip(" .") for text in _styled(chunk) if text not in title.text for part in names(text.rstrip("."))]
    return [part for part in parts if part[:1].isupper() and len(part.split()) <= 3 and not lexicon.has("prose", part)]


def _styled(chunk: Chunk) -> list[str]:
    lines = (*chunk.lines, *all_lines(chunk.blocks))
    return [span.text for line in lines for span in line.spans if span.style in ("italic", "code") and not span.url]


def common(chunk: Chunk, title: Title, body: Body, fields: Fields, extra: Iterable[str] = ()) -> Fields:
    """The fields of any entry: its own, then period, duration, text, keywords, links."""
    extra = [text for text in extra if text]
    summary = [_sentence(text) for text in (*extra, *([title.also] if title.also else []))]
    dated = body.fields.pop("period", "")
    return {
        "line": chunk.number,
        **fields,
        "location": fields.get("location") or body.fields.pop("place", ""),
        "period": title.period or dated,
        "startDate": body.fields.pop("start", ""),
        "endDate": body.fields.pop("end", ""),
        "duration": title.duration,
        "expires": title.expires,
        "summary": "\n\n".join([*summary, *body.texts]),
        "highlights": body.highlights,
        "keywords": body.keywords,
        "courses": body.courses,
        "links": body.links,
        **body.fields,
    }


def opened(chunk: Chunk, complete: Complete = lambda title: bool(title.text)) -> tuple[Title, Body]:
    """An entry's title lines read, and its body; short lines belong to the title until it is `complete`."""
    lines, blocks = list(chunk.lines), list(chunk.blocks)
    head, rest = _row(lines) if chunk.kind == "row" else _parted(lines, complete)
    while not rest and blocks and _is_title_block(blocks[0]):
        _absorb(head, rest, blocks.pop(0))
    title, prose = _without_prose(read_title(head))
    body = read_body(rest, blocks)
    body.texts[:0] = prose
    body.links[:0] = [each for line in head for each in _title_links(line)]
    return title, body


def unlabelled(chunk: Chunk) -> tuple[Title, Body]:
    """The same with the labelled pieces of the title ("Body: Guild of Bakers") among the fields of the body."""
    title, body = opened(chunk)
    pieces: list[Piece] = []
    for piece in title.pieces:
        name, value, _ = labelled(piece.text)
        if name in ("organization", "issuer", "publisher", "event", "place", "score", "type") and pieces:
            body.fields[name] = value
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
    while count < len(lines) and (is_meta(lines[count]) or _completes(lines, count, complete)):
        count += 1
    return list(lines[:count]), list(lines[count:])


def _completes(lines: Sequence[Line], count: int, complete: Complete) -> bool:
    """Whether a line without any mark of a title names what the title lines above it leave open."""
    text = lines[count].text
    if len(text.split()) > 10 or not text[:1].isupper() or text[-1:] in ".!?:;" or labelled(text)[2]:
        return False
    title = read_title(lines[:count])
    named = sum(bool(read_title([line]).text) for line in lines[:count])
    dates_follow = not title.period and any(is_date(line) for line in lines[count + 1 : count + 3])
    opened_by_date = is_date(lines[0]) and named < 2
    other = named == 1 and has_role(text) != has_role(title.text)
    return dates_follow or (not complete(title) and (not title.text or opened_by_date or other))


def _holds(title: Title) -> bool:
    """Whether a title names a position and its employer."""
    name = held(title)
    return bool(name.position and name.organization and not name.unsure)


def _is_title_block(block: Block) -> bool:
    """Whether the block below a title goes on with it; a heading does when it is only a date."""
    if block.kind == "heading":
        return is_date(block.lines[0]) if block.lines else False
    return block.kind == "paragraph" and is_meta(block.lines[0])


def _absorb(head: list[Line], rest: list[Line], block: Block) -> None:
    for index, line in enumerate(block.lines):
        if not is_meta(line):
            rest.extend(block.lines[index:])
            return
        head.append(line)


def _title_links(line: Line) -> list[dict[str, str]]:
    return read_body([line], []).links


def _without_prose(title: Title) -> tuple[Title, list[str]]:
    """The title without running text that goes on in the same line, and that text."""
    for index, piece in enumerate(title.pieces[1:], 1):
        kept, rest = title.pieces[:index], title.pieces[index:]
        run = joined(itertools.takewhile(lambda each: each is piece or not each.before, rest))
        if not piece.bold and (piece.before == STOP or _is_long(run) or re.search(r"[a-z)]{2}\. [A-Z]", run)):
            return replace(title, pieces=kept, text=joined(kept)), [joined(rest)]
    return title, []


def _is_long(text: str) -> bool:
    return len(text.split()) > 12 and max(len(part.split()) for part in commas(text)) > 6


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" if text[1:2].islower() or " " in text else text


def _inner(chunk: Chunk) -> list[Chunk]:
    """The positions written below an employer's name; [] when the chunk is one position."""
    if not chunk.lines or has_role(read_title(chunk.lines[:1]).text):
        return []
    starts = [i for i, block in enumerate(chunk.blocks) if _is_position(block, chunk.blocks[i + 1 : i + 2])]
    texts = [chunk.blocks[i].lines[0].text for i in starts]
    if not any(has_role(text) for text in texts) and (len(starts) < 2 or (starts[0] == 0 and len(starts) == 1)):
        return []
    ends = [*starts[1:], len(chunk.blocks)]
    found = [chunk.blocks[start:end] for start, end in zip(starts, ends, strict=True)]
    before = chunk.blocks[: starts[0]]
    firm = replace(chunk, blocks=before)
    return [firm, *(Chunk(part[0].kind, part[0].lines, (*part[0].children, *part[1:])) for part in found)]


def _is_position(block: Block, following: Sequence[Block]) -> bool:
    if not block.lines:
        return False
    dated = any(
        is_dated(line)
        for line in (
            *block.lines[:2],
            *(line for after in following for line in after.lines[:1] if after.kind == "paragraph"),
        )
    )
    role = has_role(block.lines[0].text)
    if block.kind == "heading":
        return dated or role
    bold = begins_bold(block.lines[0])
    if block.kind == "paragraph":
        named = bool(read_title(block.lines[:1]).text)
        return bold and named and (any(is_dated(line) for line in block.lines[:2]) or role)
    return (
        block.kind == "item"
        and (bold or role)
        and any(is_dated(line) for line in block.lines[:2])
        and len(block.lines[0].text.split()) <= 14
    )


def _employer(chunk: Chunk, inner: Sequence[Chunk]) -> Fields:
    title, body = opened(inner[0])
    firm = firm_of(title)
    name = firm.organization
    aliases = [*firm.aliases, *_other_names(name, firm.aliases, body)]
    fields = common(chunk, title, body, {"name": name, "aliases": aliases, "location": firm.place}, firm.extra)
    fields["positions"] = [_below(part, fields) for part in inner[1:]]
    return fields


def _below(chunk: Chunk, firm: Fields) -> Fields:
    title, body = opened(chunk)
    held_there = position_of(title)
    place = held_there.place or firm["location"]
    fields = common(chunk, title, body, {"position": held_there.position, "type": held_there.kind, "location": place})
    if not (fields["period"] or fields["startDate"]):
        fields["period"] = firm["period"]
    return fields


def _position(chunk: Chunk, first: bool | None) -> Fields:
    title, body = opened(chunk, _holds)
    title = _spanning(title)
    name = held(title, first)
    if not name.organization:
        name = _below_position(name, body)
    if lexicon.has("breaks", title.text) and not has_role(title.text):
        name = Held(title.text, kind="career break")
    fields = {"position": name.position, "name": name.organization, "location": name.place, "type": name.kind}
    return common(chunk, title, body, {**fields, "aliases": list(name.aliases), "guess": _guess(name)}, name.extra)


def _below_position(name: Held, body: Body) -> Held:
    """The position with its employer when that stands on the line below it."""
    stated = body.fields.pop("organization", "")
    first = body.texts[0] if body.texts else ""
    if not stated and (
        len(first.split()) > 12 or first.endswith((".", "!")) or has_role(first) or not first[:1].isupper()
    ):
        return name
    organization, place, extra = split_place(stated or body.texts.pop(0))
    return replace(name, organization=organization, place=name.place or place, extra=(*name.extra, *extra))


def _spanning(title: Title) -> Title:
    """The title with the years that it lists without a gap ("summers of 2007, 2008 and 2009") as one period."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", title.also)]
    close = len(years) > 1 and all(after - before == 1 for before, after in itertools.pairwise(years))
    return replace(title, period=f"{years[0]} – {years[-1]}") if close else title


def _guess(name: Held) -> str:
    """What had to be guessed about a position, for the reader of the warnings; "" for nothing."""
    if name.unsure:
        return f"guessed that {name.position!r} is the position and {name.organization!r} the employer"
    return (
        f"found no employer for {name.position!r}" if name.position and not name.organization and not name.kind else ""
    )


def _at(name: Held) -> Held:
    """ "Repairs at the drop-in": what was done, and where."""
    found = re.fullmatch(r"(.+?)\s+(?:at|for|with|in)\s+(?:the\s+)?([^\W\d_a-z].*)", name.position)
    if not found:
        return name
    organization, place, extra = split_place(found[2])
    return replace(
        name, position=found[1], organization=organization, place=name.place or place, extra=(*name.extra, *extra)
    )


def _what_and_where(title: Title) -> Held:
    """What was done and where, when no word says as what: "**Soup kitchen**, Saturdays, St Anne's"."""
    first, *others = [part for piece in title.pieces for part in commas(piece.text)] or [""]
    named = [part for part in others if part[:1].isupper()]
    organization, place, extra = split_place(", ".join(named))
    return Held(first, organization, place, extra=(*extra, *(part for part in others if part not in named)))


def _done(chunk: Chunk, body: Body) -> Held | None:
    """What a statement like "Founded the choir, which ..." makes a person; the statement stays whole in the body."""
    text = chunk.lines[0].text if chunk.lines else ""
    found = re.match(r"(\w+(?:-\w+)?)\s+(?:the\s+|an?\s+)?(.+)", text)
    role = lexicon.value_of("did", found[1]) if found else ""
    if not found or not role:
        return None
    quoted = re.match(r"[\"“‘'](.+?)[\"”’'](?!\w)", found[2])
    body.texts.insert(0, text)
    return Held(role, quoted[1] if quoted else re.split(r"[,;(]|\s(?:which|that|to|in|for)\s", found[2])[0].strip(" ."))


def _other_names(name: str, aliases: Iterable[str], body: Body) -> tuple[str, ...]:
    """What the employer's description calls it: "Foo Limited (FL) is a ..."."""
    found = re.match(r"([A-Z][\w.&’' -]{1,40}?)(?:\s+\(([A-Z]+)\))?\s+is\s", body.texts[0]) if body.texts else None
    known = [name.casefold(), *(alias.casefold() for alias in aliases)]
    if not found or found[1].casefold() in known or not any(each[:3] == found[1].casefold()[:3] for each in known):
        return ()
    return tuple(filter(None, (found[1], found[2])))


def _named(title: Title) -> tuple[str, tuple[str, ...]]:
    """A project's name, and what its title line says after it."""
    pieces = title.pieces
    if not pieces:
        return "", ()
    shown = title.links[0][0] if title.links else ""
    if shown and title.text.startswith(shown) and re.match(r"\s*[:–—-]\s", title.text[len(shown) :]):
        return shown, (title.text[len(shown) :].lstrip(" :–—-"),)
    bold = [piece for piece in pieces if piece.bold]
    if bold and not all(piece.bold for piece in pieces):
        end = max(i for i, piece in enumerate(pieces) if piece.bold) + 1
        return joined(pieces[:end]), tuple(piece.text for piece in pieces[end:])
    end = next(
        (i for i, piece in enumerate(pieces[1:], 1) if piece.text[:1].islower() or piece.before in ("|", "\n")),
        len(pieces),
    )
    return joined(pieces[:end]), tuple(piece.text for piece in pieces[end:])
