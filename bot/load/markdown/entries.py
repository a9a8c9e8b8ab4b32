"""Entries that were held or attended: jobs, voluntary work, projects, education; as JSON Resume fields."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.load.dates import YEAR, parse_period
from bot.load.markdown import breaks, lexicon
from bot.load.markdown.body import Body, labelled, read_body
from bot.load.markdown.heads import opened
from bot.load.markdown.outline import Block, Line, Span, parted
from bot.load.markdown.parts import commas, has_role, is_place, names_role, split_place
from bot.load.markdown.roles import Held, firm_of, held, named_beside, position_first, position_of
from bot.load.markdown.sections import Chunk
from bot.load.markdown.titles import Title, is_dated, read_title
from bot.load.text import sentences
from bot.profile import BREAK

Fields = dict[str, Any]
_TOLD, _FEW, _LONGEST = 8, 4, 18
_YEAR = rf"\b{YEAR}\b"


def work(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Positions; those at one employer that are written below its name stand in its "positions"."""
    found, times = breaks.between(found)
    titles = [opened(chunk, _holds)[0] for chunk in found]
    first, beside = position_first(titles), named_beside(titles)
    headed = {chunk.kind for chunk in found if _inner(chunk)}
    items: list[Fields] = []
    listed = any(chunk.kind == "row" for chunk in found)
    for chunk, *below in _grouped(found):
        if _told_again(chunk, items, listed):
            continue
        inner = [chunk, *below] if below else _inner(chunk, chunk.kind in headed)
        items.extend([_employer(inner)] if inner else _positions(chunk, first, beside))
    yield from (*items, *times)


def _told_again(chunk: Chunk, items: Sequence[Fields], listed: bool) -> bool:
    """Whether a heading, or a bold label below `listed` posts, only names one of those above; its text is added there.

    "As teacher" below "Head Teacher" tells of that; where several posts fit, of the latest, with a warning.
    """
    name, lines = _named_again(chunk, listed)
    told = chunk.kind != "heading" and len(chunk.first.split()) > _TOLD
    if not name or not (lines or chunk.blocks) or (not told and any(is_dated(line) for line in chunk.lines)):
        return False
    known = [[item.get(field, "").casefold() for field in ("name", "position", "location")] for item in items]
    above = [item for item, names in zip(items, known, strict=True) if name in names]
    role = re.sub(r"^as\s+(?:an?\s+|the\s+)?", "", name)
    above = above or [item for item in items if role == item.get("position", "").casefold()]
    if not above and role != name:
        above = [item for item in items if re.search(rf"\b{re.escape(role)}\b", item.get("position", "").casefold())]
        if len(above) > 1:
            above[0]["guess"] = f"guessed that {name!r} tells of {above[0]['position']!r}"
    if not above:
        return False
    item, body = above[0], read_body(lines, chunk.blocks)
    item["summary"] = "\n\n".join(filter(None, [item["summary"], *map(_sentence, body.texts)]))
    for field, more in (("highlights", body.highlights), ("keywords", body.keywords), ("links", body.links)):
        item[field] = [*item[field], *more]
    return True


def _named_again(chunk: Chunk, listed: bool) -> tuple[str, list[Line]]:
    """What a heading or a bold label names, in small letters, and the lines that tell of it."""
    if chunk.kind == "heading":
        return read_title(chunk.lines).text.casefold(), []
    first, *more = chunk.lines or [Line((), 0)]
    if not listed or chunk.kind not in ("paragraph", "item") or first.style not in ("bold", "italic"):
        return "", []
    label, _, value = first.text.partition(":")
    return label.strip().casefold(), [*([replace(first, spans=(Span(value.strip()),))] if value.strip() else []), *more]


def _grouped(found: Sequence[Chunk]) -> list[list[Chunk]]:
    """Each chunk with those after it that are positions at the employer that it alone names, in bold."""
    groups: list[list[Chunk]] = []
    for chunk in found:
        role = has_role(read_title(chunk.lines[:1]).text)
        if groups and role and _names_employer(groups[-1][0]) and _held_there(chunk, groups[-1][0]):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return groups


def _held_there(chunk: Chunk, firm: Chunk) -> bool:
    """Whether a position below an employer's name is one there: not bold but dated, in its time, or at no other."""
    title, whole = read_title(chunk.lines), parse_period(read_title(firm.lines).period)
    period, other = parse_period(title.period), held(title).organization
    if lexicon.has("organizations", other):
        return False
    if whole and period:
        begun = bool(whole.start and period.start and whole.start.first <= period.start.last)
        return begun and (whole.ongoing or bool(whole.end and period.end and period.end.first <= whole.end.last))
    return (chunk.lines[0].style != "bold" and bool(period)) or not other


def _names_employer(chunk: Chunk) -> bool:
    """Whether a chunk names an employer, in bold or with how long it was, and nothing that was held there."""
    lines = chunk.lines
    bare = bool(lines) and chunk.kind in ("paragraph", "line", "item") and not chunk.blocks
    lasting = len(lines) == 2 and read_title(lines[1:]).duration != "" and not read_title(lines[1:]).text
    named = bool(lines) and (lines[0].style == "bold" or lasting)
    return bare and named and not any(has_role(each.text) or lexicon.has("breaks", each.text) for each in lines)


def volunteer(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Voluntary positions."""
    first = position_first(read_title(chunk.lines[:1]) for chunk in found)
    for chunk in found:
        title, body = opened(chunk, _holds)
        title = _spanning(title)
        name = (
            _done(chunk, body)
            or _after_colon(title)
            or (held(title, first) if any(has_role(piece.text) for piece in title.pieces) else _what_and_where(title))
        )
        if lexicon.has("gatherings", name.position) and re.fullmatch(r"[A-Z][a-z-]+", name.organization):
            name = replace(name, organization="", place=name.place or name.organization)
        if not name.organization:
            name = _at(name)
        fields = {
            "position": name.position,
            "organization": name.organization,
            "location": name.place,
            "type": name.kind,
        }
        for stint in _stints(title):
            yield common(chunk, stint, replace(body, fields=dict(body.fields)), fields, name.extra)


def common(chunk: Chunk, title: Title, body: Body, fields: Fields, extra: Iterable[str] = ()) -> Fields:
    """The fields of any entry: its own, then period, duration, text, keywords, links."""
    extra = [text for text in extra if text]
    summary = [_sentence(text) for text in (*extra, *([title.also] if title.also else []))]
    dated = body.fields.pop("period", "")
    if not (title.period or dated or body.fields.get("start")):
        dated = _told_when(body)
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


def _told_when(body: Body) -> str:
    """The period that a sentence of the text states ("Since May 2021."), which is taken from it, or closes with."""
    for index, text in enumerate(body.texts):
        told = sentences(text)
        for sentence in told:
            first, *others = commas(sentence.rstrip(".")) or [""]
            if parse_period(first) and all(len(part.split()) <= _FEW for part in others):
                rest = f"{', '.join(others).capitalize()}." if others else ""
                left = [rest if each is sentence else each for each in told]
                body.texts[index] = " ".join(filter(None, left))
                return first
            period = parse_period(others[-1]) if others else None
            if period and period.start != period.end:
                return others[-1]
    return ""


def _holds(title: Title) -> bool:
    """Whether a title names a position and its employer."""
    name = held(title)
    return bool(name.position and name.organization and not name.unsure)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" if text[1:2].islower() or " " in text else text


def _inner(chunk: Chunk, headed: bool = False) -> list[Chunk]:
    """The positions written below an employer's name; [] when the chunk is one position.

    Where other employers are `headed` so, a single one counts without a word for a role.
    """
    if not chunk.lines or has_role(read_title(chunk.lines[:1]).text):
        return []
    starts = [i for i, block in enumerate(chunk.blocks) if _is_position(block, chunk.blocks[i + 1 : i + 2])]
    texts = [chunk.blocks[i].lines[0].text for i in starts]
    named = any(has_role(text) for text in texts) or (headed and starts == [0])
    if not named and len(starts) < 2:
        return []
    firm = replace(chunk, blocks=chunk.blocks[: starts[0]])
    found = parted(chunk.blocks, starts)
    return [firm, *(Chunk(head.kind, head.lines, (*head.children, *below)) for head, *below in found)]


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
    style, stated = block.lines[0].style, any(map(is_dated, block.lines[:2]))
    if block.kind == "paragraph":
        return style == "bold" and bool(read_title(block.lines[:1]).text) and (stated or role)
    styled = style in ("bold", "italic") or role
    return block.kind == "item" and styled and stated and len(block.lines[0].text.split()) <= _LONGEST


def _employer(inner: Sequence[Chunk]) -> Fields:
    title, body = opened(inner[0])
    firm = firm_of(title)
    name = firm.organization
    aliases = [*firm.aliases, *_other_names(name, firm.aliases, body)]
    fields = common(inner[0], title, body, {"name": name, "aliases": aliases, "location": firm.place}, firm.extra)
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


def _positions(chunk: Chunk, first: bool | None, beside: bool) -> Iterator[Fields]:
    """The position of a chunk, once for each of the years that its title lists with gaps."""
    title, body = opened(chunk, _holds)
    title = _spanning(title)
    for stint in _stints(title, years=True):
        yield _position(chunk, stint, replace(body, fields=dict(body.fields), texts=list(body.texts)), first, beside)


def _stints(title: Title, years: bool = False) -> list[Title]:
    """The title once for each of the periods that it lists: "2009 – 2012 and again since 2021"; `years` count too."""
    periods = re.split(r"\s*(?:,\s+(?:and\s+)?|\s(?:and|then|&)\s+)(?:again\s+)?", title.also)
    found = [parse_period(period) for period in periods]
    lasting = any(period and period.start != period.end for period in found)
    apart = (
        len(found) > 1
        and all(found)
        and (lasting or (years and all(re.fullmatch(_YEAR, period) for period in periods)))
    )
    return [replace(title, period=period, also="") for period in periods] if apart else [title]


def _position(chunk: Chunk, title: Title, body: Body, first: bool | None, beside: bool) -> Fields:
    name = held(title, first, beside)
    if not name.position:
        name = _first_sentence(name, body)
    if _names_firm_below(name, title, body):
        name = Held(title.text, kind=name.kind)
    if not name.organization:
        name = _below_position(name, body)
    if lexicon.has("breaks", title.text) and not has_role(title.text):
        name = _away(title)
    fields = {"position": name.position, "name": name.organization, "location": name.place, "type": name.kind}
    return common(chunk, title, body, {**fields, "aliases": list(name.aliases), "guess": _guess(name)}, name.extra)


def _away(title: Title) -> Held:
    """A break that a title names: where it was spent, or what was done in it, follows ("Time out, Kumasi, Ghana")."""
    parts = [labelled(piece.text)[1] for piece in title.pieces] if len(title.pieces) > 1 else commas(title.text)
    name = next((part for part in parts if lexicon.has("breaks", part)), title.text)
    rest = [part for part in parts if part != name]
    where = all(is_place(part) for each in rest for part in commas(each))
    told = ", ".join(rest)
    return Held(name, place=told if where else "", kind=BREAK, extra=() if where else (told,))


def _names_firm_below(name: Held, title: Title, body: Body) -> bool:
    """Whether the line below a position names its employer, so that a comma in the title only parts its field."""
    below = body.texts[0] if body.texts else ""
    firm, *places = commas(below) or [""]
    stated = lexicon.has("organizations", firm) and len(below.split()) <= 8 and below[-1:] not in ".!?:;"
    guessed = len(title.pieces) == 1 and name.organization and not lexicon.has("organizations", title.text)
    return bool(stated and guessed and not has_role(firm)) and all(map(is_place, places)) and " at " not in title.text


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


def _first_sentence(name: Held, body: Body) -> Held:
    """The position where the first words below its employer are only that: "Tenant. Joined the board."."""
    first, *more = sentences(" ".join(body.texts[:1])) or [""]
    if not names_role(first.rstrip(".")):
        return name
    body.texts[:1] = [" ".join(more)] if more else []
    return replace(name, position=first.rstrip("."))


def _spanning(title: Title) -> Title:
    """The title with the years that it lists without a gap ("summers of 2007, 2008 and 2009") as one period."""
    years = [int(year) for year in re.findall(_YEAR, title.also)]
    alone = len(years) > 1 and bool(re.fullmatch(_YEAR, title.period))
    close = alone and all(after - before == 1 for before, after in itertools.pairwise(years))
    return replace(title, period=f"{years[0]} – {years[-1]}") if close else title


def _guess(name: Held) -> str:
    """What had to be guessed about a position, for the reader of the warnings; "" for nothing."""
    if name.unsure:
        return f"guessed that {name.position!r} is the position and {name.organization!r} the employer"
    bare = name.position and not name.organization and not name.kind and not lexicon.has("own", name.position)
    return f"found no employer for {name.position!r}" if bare else ""


def _at(name: Held) -> Held:
    """ "Repairs at the drop-in": what was done, and where."""
    form = r"(.+?)\s+(?:(at|for|with|in)\s+(?:the\s+)?|of\s+the\s+)([^\W\d_a-z].*)"
    found = re.fullmatch(form, name.position)
    if not found or (found[2] == "for" and " " not in found[1] and not has_role(found[1]) and found[1][-3:] != "ing"):
        return name
    organization, place, extra = split_place(found[3])
    return replace(
        name, position=found[1], organization=organization, place=name.place or place, extra=(*name.extra, *extra)
    )


def _what_and_where(title: Title) -> Held:
    """What was done and where, when no word says as what: "**Soup kitchen**, Saturdays, St Anne's"."""
    first, *others = [part for piece in title.pieces for part in commas(piece.text)] or [""]
    named = [part for part in others if part[:1].isupper() and not lexicon.is_only("types", part)]
    if not named and lexicon.has("organizations", first) and not re.search(r"\s(?:at|for|with|in|of the)\s", first):
        first, named = "", [first]
    organization, place, extra = split_place(", ".join(named))
    return Held(first, organization, place, extra=(*extra, *(part for part in others if part not in named)))


def _after_colon(title: Title) -> Held | None:
    """ "The Soup Boat, Leith: cook, on Tuesdays": where, and then as what, or what was done."""
    left, _, right = title.text.partition(": ")
    role, *extra = commas(right) or [""]
    did = role and lexicon.has("organizations", left)
    if not (has_role(role) or did) or has_role(left) or lexicon.label_of(left):
        return None
    organization, place, more = split_place(left)
    return Held(role, organization, place, extra=(*extra, *more))


def _done(chunk: Chunk, body: Body) -> Held | None:
    """What a statement like "Founded the choir, which ..." makes a person; the statement stays whole in the body."""
    text = chunk.first
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
