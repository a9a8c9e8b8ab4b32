"""Which part of a title line is the position, which the employer, which the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.load.markdown import lexicon
from bot.load.markdown.body import labelled
from bot.load.markdown.parts import aliases_of, commas, has_role, is_place, names_firm, names_role, score, split_place
from bot.load.markdown.titles import Piece, Title, joined

_AT_FIRM = re.compile(r"(.+?)\s+(?:at|@)\s+(?!home\b)(?:the\s+)?(.+)")
_AT = re.compile(r"^(?:at|@)\s+(?:the\s+)?(?=[A-Z])")
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")
_PERCENT = re.compile(
    r"\d?\.\d+ (?:wte|fte|posts?)|\d{1,3} ?%|\d+ ?h(?:/| a | per )week|fte"
    r"|\w+ (?:days?|nights?|evenings?|mornings?|afternoons?|shifts?|hours?)(?:/| a | per | each )"
    r"(?:week|fortnight|month|year)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A position, the organisation it was held at, and what else its title line says; `unsure` when it was guessed."""

    position: str = ""
    organization: str = ""
    place: str = ""
    kind: str = ""
    extra: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    unsure: bool = False


def position_first(titles: Iterable[Title]) -> bool | None:
    """Whether the position stands before the employer in those of these titles that are clear; None when none is."""
    votes = 0
    for title in titles:
        lines = [line for line in _lines(title.pieces) if not all(map(_is_place_below, line))]
        if len(lines) == 2:
            votes += 2 * (_best(lines[0]) - _best(lines[1]))
            continue
        pieces = [piece.text for piece in title.pieces][:2]
        if len(pieces) == 1:
            pieces = commas(pieces[0])[:2]
        if len(pieces) == 2 and not any(piece[0].islower() for piece in pieces):
            votes += score(pieces[0]) - score(pieces[1])
    return votes > 0 if votes else None


def named_beside(titles: Sequence[Title]) -> bool:
    """Whether all of several titles name position and employer on their first line, above the place: "Cook, Inn"."""
    lines = [_lines(title.pieces) for title in titles]
    below = [line for line in lines if len(line) == 2]
    return len(below) > 1 and all(len(line[0]) == 1 and _names_firm(line[0][0].text) for line in lines if line)


def held(title: Title, first: bool | None = None, beside: bool = False) -> Held:
    """The position and the employer of a title; `first` says which comes first where the words do not.

    `beside` says that both stand on the first line, as in the titles around it.
    """
    named, pieces = _labelled(title.pieces)
    kinds: list[str] = []
    several = sum(has_role(part) for piece in pieces for part in commas(piece.text)) > 1
    pieces = [kept for piece in pieces if (kept := _without_kind(piece, kinds, several)).text]
    pieces = [*pieces[:1], *(replace(each, text=_AT.sub("", each.text)) for each in pieces[1:])]
    if named.get("position") or named.get("organization"):
        found = _completed(named, pieces)
    elif len(lines := _lines(pieces)) == 2 and beside:
        found = _from_one(lines[0], first)
        town, region, more = split_place(", ".join(piece.text for piece in lines[1]))
        place = found.place or ", ".join(filter(None, (town, region)))
        found = replace(found, place=place, extra=(*found.extra, *(text.strip("()") for text in more)))
    elif len(lines) == 2 and _apart(lines):
        found = _from_lines(lines, first)
    elif _own_then_position(pieces):
        place = ", ".join(piece.text for piece in pieces[2:])
        found = Held(pieces[1].text, pieces[0].text, place)
    elif len(pieces) <= 1 or _only_place(pieces[0], pieces[1:]):
        found = _from_one(pieces, first)
    else:
        found = _from_many(pieces, first)
    how = named.get("type", "")
    other = (f"Type: {how}",) if how and not lexicon.has("types", how, start=True) else ()
    kind = ", ".join(filter(None, [*kinds, found.kind, how if not other else ""]))
    found = replace(found, place=named.get("place", found.place), kind=kind, extra=(*found.extra, *other))
    return _with_aliases(found)


def position_of(title: Title) -> Held:
    """The position of a title that names no employer."""
    kinds: list[str] = []
    pieces = [kept for piece in title.pieces if (kept := _without_kind(piece, kinds)).text]
    places = [piece.text for piece in pieces[1:] if _is_where(piece.text) or _is_place_below(piece)]
    position = joined(piece for piece in pieces if piece.text not in places)
    return Held(position, place=", ".join(places), kind=", ".join(kinds))


def firm_of(title: Title) -> Held:
    """The employer of a title that names no position."""
    named, pieces = _labelled(title.pieces)
    name, place, extra = split_place(named.get("organization") or (pieces.pop(0).text if pieces else ""))
    places = [piece.text for piece in pieces if all(is_place(part) for part in commas(piece.text))]
    more = tuple(piece.text for piece in pieces if piece.text not in places)
    place = ", ".join(filter(None, [place, named.get("place", ""), *places]))
    return _with_aliases(Held("", name, place, extra=(*extra, *more)))


def _labelled(pieces: Iterable[Piece]) -> tuple[dict[str, str], list[Piece]]:
    """The values of pieces with a known label ("Company: X"), and the other pieces."""
    named: dict[str, str] = {}
    others: list[Piece] = []
    for piece in pieces:
        name, value, _ = labelled(piece.text)
        if name in ("organization", "position", "place", "type") and name not in named:
            named[name] = value
        else:
            others.append(piece)
    return named, others


def _without_kind(piece: Piece, kinds: list[str], several: bool = True) -> Piece:
    """The piece without what says how the job was held ("part-time"), which is added to `kinds`.

    "Volunteer" says it only where another of `several` parts is the position, "self-employed" only in brackets.
    """
    text = piece.text
    for match in _PARENTHESES.finditer(piece.text):
        if _is_kind(match[1]):
            kinds.append(match[1])
            text = text.replace(match.group(), "")
    kept = [part for part in commas(text) if not _is_kind(part) or _is_own(part, several)]
    kinds += [part for part in commas(text) if part not in kept]
    return replace(piece, text=text.strip(" ,") if len(kept) == len(commas(text)) else ", ".join(kept))


def _is_kind(text: str) -> bool:
    parts = re.split(r"\s+(?:and|&)\s+|,\s+", text.strip())
    return all(lexicon.is_only("types", part) or _PERCENT.fullmatch(part) for part in parts)


def _is_own(text: str, several: bool) -> bool:
    """Whether words for how a job was held stand for its place, employer or position."""
    alone = not several and lexicon.is_only("roles", text)
    return alone or text.casefold() == "remote" or lexicon.is_only("own", text)


def _names_firm(text: str) -> bool:
    """Whether a piece names a position and an employer."""
    parts = commas(text)
    firm = len(parts) > 1 and any(not has_role(part) and part[:1].isupper() for part in parts)
    return has_role(text) and (firm or bool(re.search(r"\s(?:at|@)\s", text)))


def _only_place(first: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces after one that names position and employer (or no position) are their place."""
    places = len(pieces) == 1 and not pieces[0].bold and all(is_place(part) for part in commas(pieces[0].text))
    at = bool(_AT_FIRM.fullmatch(first.text))
    town = places and bool(re.fullmatch(r"[^,]+(?:, [A-Z]{2})?", pieces[0].text))
    return places and (at or (_names_firm(first.text) and town) or score(first.text) < 0)


def _completed(named: dict[str, str], pieces: Sequence[Piece]) -> Held:
    """The employer or the position is labelled; what is left is the other of the two."""
    rest = joined(pieces)
    if "organization" not in named:
        organization, place, extra = split_place(rest)
        return Held(named["position"], organization, place, extra=extra)
    organization, place, extra = split_place(named["organization"])
    position, firm, kind = _how(named.get("position", ""))
    if firm:
        return Held(position, firm, named["organization"], kind, extra=((rest,) if rest else ()))
    return Held(position or rest, organization, place, kind, extra=(*extra, *([rest] if position and rest else [])))


def _how(position: str) -> tuple[str, str, str]:
    """A position without how it was held, one's own firm, and how: "Guide (own business, Acme)", "Guide, freelance"."""
    found = re.fullmatch(r"(.+?)\s*\(([^()]*)\)|(.+), ([^,()]+)", position)
    left, how = (found[1] or found[3], found[2] or found[4]) if found else (position, "")
    first, *names = commas(how) or [""]
    own = lexicon.is_only("own", first)
    if not own and not lexicon.is_only("types", first):
        return position, "", ""
    return (left, names[0], first) if own and len(names) == 1 else (left, "", how)


def _from_one(pieces: Sequence[Piece], first: bool | None) -> Held:
    """Everything stands between commas, or the firm follows an "at"."""
    if not pieces:
        return Held()
    text, after = _firm_of_brackets(pieces[0].text), ", ".join(piece.text for piece in pieces[1:])
    if found := _AT_FIRM.fullmatch(text):
        organization, place, extra = split_place(found[2])
        return Held(found[1], organization, place or after, extra=extra)
    parts = commas(text)
    roles = [i for i, part in enumerate(parts) if has_role(part)]
    own = lexicon.is_only("own", parts[0]) and not roles[1:]
    if own and len(parts) > 1 and not any(map(names_firm, parts[1:])):
        return Held(parts[0], parts[0], ", ".join(filter(None, [*parts[1:], after])))
    small = parts[0][:1].islower() and all(part[:1].isupper() for part in parts[1:])
    if len(roles) == len(parts) > 1 and names_role(parts[0]) and (small or not any(map(names_role, parts[1:]))):
        roles = roles[:1]
    if len(parts) == 1 or len(roles) == len(parts):
        named = lexicon.has("organizations", text) and not roles
        return Held("" if named else text, text if named else "", after)
    if not roles and lexicon.has("organizations", parts[0]) and (len(parts) == 2 or is_place(parts[-1])):
        organization, place, extra = split_place(text)
        return Held("", organization, place or after, extra=extra)
    return _between_commas(parts, roles, after, first)


def _firm_of_brackets(text: str) -> str:
    """The text with a firm in brackets after a role said to be where: "Runner at Reel Ltd" of "Runner (Reel Ltd)"."""
    found = re.match(r"([^()]+?)\s*\(([A-Z][^()]+)\)", text)
    firm = found and names_role(found[1]) and lexicon.has("organizations", found[2]) and not has_role(found[2])
    return f"{found[1]} at {found[2]}{text[found.end() :]}" if found and firm else text


def _between_commas(parts: list[str], roles: list[int], after: str, first: bool | None) -> Held:
    index = roles[0] if roles else 0 if first is not False else 1
    rest = parts[index + 1 :] if index == 0 else parts[:index]
    small = [] if parts[index][:1].islower() else [part for part in rest if _says_how(part)]
    rest = [part for part in rest if part not in small]
    model = len(rest) > 2 and bool(re.search(r"\d$", rest[0]))
    firm = next((i for i, part in enumerate(rest) if names_firm(part)), int(model))
    position = ", ".join([parts[index], *rest[:firm]]) if index == 0 else ", ".join(parts[index:])
    organization, place, extra = split_place(", ".join(rest[firm:]))
    unsure = not roles and bool(organization)
    return Held(position, organization, place or after, extra=(*small, *extra), unsure=unsure)


def _says_how(part: str) -> bool:
    """Whether a part in small letters names no firm: "at home and online"."""
    return part[:1].islower() and not lexicon.has("organizations", part) and not re.search(r"[A-Z]", part)


def _own_then_position(pieces: Sequence[Piece]) -> bool:
    """Whether a title opens "**Self-employed** — *Gardener*": two styles, nobody's employee, then as what."""
    styled = len(pieces) > 1 and pieces[0].bold and pieces[1].italic
    return styled and lexicon.is_only("own", pieces[0].text)


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by the line that they stand on."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if found and piece.before != "\n":
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _best(line: Sequence[Piece]) -> int:
    """The best score of the pieces; a role that opens one counts whatever comes after it: "Driver, school runs"."""
    return max(1 if has_role(piece.text.split(", ")[0]) else score(piece.text) for piece in line)


def _apart(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether the position has a line to itself and the employer the other one."""
    roles = [any(has_role(piece.text) for piece in line) for line in lines]
    where = [
        all(is_place(part) for piece in line for part in commas(piece.text)) and _best(line) == 0 for line in lines
    ]
    mixed = any(role and (len(line) > 1 or _names_firm(line[0].text)) for role, line in zip(roles, lines, strict=True))
    own = not _own_then_position(lines[0]) and any(lexicon.is_only("own", piece.text) for piece in lines[0])
    return not all(roles) and not mixed and (own or not (where[1] and len(lines[0]) > 1 and not any(roles)))


def _from_lines(lines: Sequence[Sequence[Piece]], first: bool | None) -> Held:
    scores = [_best(line) for line in lines]
    unsure = scores[0] == scores[1]
    index = (1 if first is False else 0) if unsure else scores.index(max(scores))
    organization, place, extra = split_place(", ".join(piece.text for piece in lines[1 - index]))
    return Held(joined(lines[index]), organization, place, extra=extra, unsure=unsure and first is None)


def _from_many(pieces: Sequence[Piece], first: bool | None) -> Held:
    scores = [score(piece.text) for piece in pieces]
    best = max(range(len(pieces)), key=lambda i: (scores[i], -i))
    unsure = scores[:2] == [scores[0]] * 2 if len(scores) > 1 else False
    if unsure:
        best = 1 if first is False else 0
    others = [i for i in range(len(pieces)) if i != best]
    if _names_firm(pieces[0].text) and not any(pieces[i].text[:1].isupper() for i in others):
        found = _from_one(pieces[:1], first)
        return replace(found, extra=(*found.extra, *(pieces[i].text for i in others)))
    firm = next(
        (i for i in others if lexicon.has("organizations", text := pieces[i].text) and not _is_where(text)), None
    )
    if firm is None:
        named = [i for i in others if not pieces[i].text[0].islower()]
        firm = next((i for i in [*(i for i in named if not _is_where(pieces[i].text)), *named]), None)
    if firm is None and (small := [i for i in others if len(commas(pieces[i].text)) > 1]):
        firm = small[0]
        how, *named_parts = commas(pieces[firm].text)
        pieces = [*pieces[:firm], replace(pieces[firm], text=", ".join([*named_parts, how])), *pieces[firm + 1 :]]
    organization, place, extra = split_place(pieces[firm].text if firm is not None else "")
    left = [pieces[i] for i in others if i != firm]
    places = [piece.text for piece in left if all(is_place(part) for part in commas(piece.text))]
    more = tuple(piece.text for piece in left if piece.text not in places)
    return Held(
        pieces[best].text,
        organization,
        ", ".join([*filter(None, [place]), *places]),
        extra=(*extra, *more),
        unsure=unsure and first is None,
    )


def _is_where(text: str) -> bool:
    """Whether a piece is clearly a place and no firm: "York, UK", "Remote"."""
    parts = commas(text)
    return lexicon.is_only("types", text) or (len(parts) > 1 and all(is_place(part) for part in parts))


def _is_place_below(piece: Piece) -> bool:
    """Whether a piece has a line to itself and may be a place."""
    return piece.before == "\n" and all(is_place(part) for part in commas(piece.text))


def _with_aliases(found: Held) -> Held:
    name, aliases = aliases_of(found.organization)
    return replace(found, organization=name, aliases=aliases)
