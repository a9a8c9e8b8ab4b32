"""Entries that mostly fit on a line: certificates, awards, talks, publications, references, skills, languages..."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.load.markdown import lexicon
from bot.load.markdown.body import QUOTE, Body, labelled
from bot.load.markdown.entries import Fields, common, opened, unlabelled
from bot.load.markdown.roles import commas, is_place
from bot.load.markdown.sections import Chunk, all_lines
from bot.load.markdown.titles import DATE, Title, clean, joined, period_in
from bot.load.text import names

_TITLE = re.compile(r"^\W{0,2}(?:[\"“„«]([^\"”“»]+)[\"”“»]|[‘']([^’']{4,})[’'](?!\w))")
_SENTENCE = 12
_NAME = r"(?:the\s+)?([A-Z][\w.&’'-]*(?:\s+(?:of\s+|for\s+|the\s+)*[A-Z][\w.&’'-]*)*)"
_GIVERS = tuple(re.compile(form) for form in (rf"\bby\s+{_NAME}", rf"\bof\s+{_NAME}\s+at\s+[A-Z]", rf"\bat\s+{_NAME}"))
_SHORT_QUOTE = re.compile(r"[‘'“\"]([^’'”\"]{3,80})[’'”\"](?!\w)")


def certificates(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Certificates and licences, with who issued them."""
    for chunk in found:
        title, body = unlabelled(chunk)
        name, others = _first(title)
        name, note = _without_note(name)
        title = replace(
            title, period=title.period or period_in(", ".join(f"({text})" for text in note)) or _date_in(" ".join(note))
        )
        issuer, place, extra = _issuer(others)
        stated = body.fields.pop("issuer", "") or body.fields.pop("organization", "")
        fields = {"name": name, "issuer": stated or issuer, "location": place}
        yield common(chunk, title, body, fields, [*note, *extra])


def awards(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Awards; a sentence ("Won the first prize in ...") is kept whole, its heart becomes the title."""
    for chunk in found:
        title, body = unlabelled(chunk)
        text = chunk.lines[0].text if chunk.lines else title.text
        if lexicon.has("won", text, start=True) or (len(title.pieces) == 1 and len(text.split()) > _SENTENCE):
            body.texts.insert(0, text.rstrip("."))
            name, awarder = _award(text)
            date = title.period or _date_in(text)
            yield common(
                chunk, replace(title, period=date, duration="", also=""), body, {"title": name, "awarder": awarder}
            )
            continue
        name, others = _first(title)
        if all(lexicon.is_only("ranks", word) for word in name.split()) and others:
            name = f"{name}, {others.pop(0)}"
        name = ", ".join([name, *_taken_while_small(others)])
        awarder, place, extra = _issuer(others)
        awarder = body.fields.pop("issuer", "") or body.fields.pop("organization", "") or awarder
        yield common(chunk, title, body, {"title": name, "awarder": awarder, "location": place}, extra)


def talks(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Talks; a line that lists conferences gives one talk for each."""
    for chunk in found:
        yield from _listed_talks(chunk) or [_work_of(chunk, "event", "talks")]


def publications(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Publications."""
    return (_work_of(chunk, "publisher", "publications") for chunk in found)


def skills(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Groups of skills: "Label: a, b", a label above a list, or single ones with a level."""
    loose: list[str] = []
    line = 0
    for chunk in found:
        group = _skill_group(chunk)
        if group:
            yield group
        else:
            line = line or chunk.number
            loose += _members(clean(" ".join(each.text for each in chunk.lines)))
            loose += _members(", ".join(each.text for each in all_lines(chunk.blocks)))
    if loose:
        yield {"line": line, "name": "", "keywords": loose}


def languages(found: Sequence[Chunk]) -> Iterator[Fields]:
    """One entry for each language, with how well it is spoken."""
    for chunk in found:
        cells = [line.text for line in chunk.lines]
        texts = (
            [": ".join(labelled(cell)[1] if labelled(cell)[2] else cell for cell in cells)]
            if chunk.kind == "row"
            else cells
        )
        for text in [*texts, *(line.text for line in all_lines(chunk.blocks))]:
            yield from _spoken(text, chunk.number)


def interests(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Interests: the members of a list, or a sentence as it is."""
    for chunk in found:
        if chunk.kind == "heading":
            title, body = opened(chunk)
            yield common(chunk, title, body, {"name": title.text})
            continue
        for text in (line.text for line in (*chunk.lines, *all_lines(chunk.blocks))):
            _, value, label = labelled(text)
            if label:
                yield {"line": chunk.number, "name": label, "keywords": list(names(value.rstrip(".")))}
            elif re.search(r"[.!?]\s+\S|\w{3,}[.!?]$", text) and len(text.split()) > 6:
                yield {"line": chunk.number, "name": text}
            else:
                yield from ({"line": chunk.number, "name": part} for part in commas(text.rstrip(".")))


def initiatives(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Statements, each an entry."""
    for chunk in found:
        title, body = opened(chunk)
        text = (
            " ".join(line.text for line in chunk.lines[:1])
            if len(title.pieces) <= 1 and not title.period
            else title.text
        )
        yield common(chunk, title, body, {"name": text})


def _first(title: Title) -> tuple[str, list[str]]:
    """The name that begins a title line, and the parts after it."""
    pieces = title.pieces
    if not pieces:
        return title.text, []
    if pieces[0].bold and not all(piece.bold for piece in pieces):
        return pieces[0].text, [part for piece in pieces[1:] for part in commas(piece.text)]
    parts: list[str] = []
    for piece in pieces:
        first, *others = commas(piece.text) or [piece.text]
        glued = parts and not piece.before
        parts = [*parts[:-1], f"{parts[-1]} {first}", *others] if glued else [*parts, first, *others]
    return parts[0], parts[1:]


def _issuer(parts: Iterable[str]) -> tuple[str, str, list[str]]:
    """Who gave it, where, and what else is said: the small-lettered parts."""
    named = [re.sub(r"^(?:issued by|by|from|at)\s+", "", part) for part in parts]
    capital = [part for part in named if part[:1].isupper() or part[:1] in '"“']
    extra = [part for part in named if part not in capital]
    if not capital:
        return "", "", extra
    places = [part for part in capital[1:] if is_place(part)]
    return capital[0], ", ".join(places), [*(part for part in capital[1:] if part not in places), *extra]


def _without_note(name: str) -> tuple[str, list[str]]:
    """A name without a remark in brackets at its end ("(renewed May 2023)")."""
    found = re.fullmatch(r"(.+?)\s*\(([^()]*)\)", name)
    if found and (found[2][:1].islower() and len(found[2].split()) > 1):
        return found[1], [found[2]]
    return name, []


def _taken_while_small(parts: list[str]) -> list[str]:
    """Takes the small-lettered parts off the front: they belong to the name ("Cup, silver")."""
    taken: list[str] = []
    while parts and parts[0][:1].islower():
        taken.append(parts.pop(0))
    return taken


def _date_in(text: str) -> str:
    """The date that a sentence puts something at ("... on 23/09/2011")."""
    found = re.findall(rf"\b(?:on|in|renewed)\s+({DATE})", text, re.IGNORECASE)
    return found[-1] if found else ""


def _award(text: str) -> tuple[str, str]:
    """What was won, and where or from whom, of a sentence."""
    quoted = _SHORT_QUOTE.search(text)
    after = text[quoted.end() :] if quoted else text
    giver = next((match for form in _GIVERS if (match := form.search(after))), None)
    start = re.sub(rf"^(?:{lexicon.alternatives('won')})\s+(?:the\s+|an?\s+)?", "", text, flags=re.IGNORECASE)
    if quoted and re.search(
        r"\b(?:place|prize|rank|position|medal|winner|first|second)\b", text[: quoted.start()], re.IGNORECASE
    ):
        kind = re.match(r"\s+(?:event|competition|contest|award|prize)", after)
        name = start[: start.find(quoted.group()) + len(quoted.group())] + (kind.group() if kind else "")
    elif quoted:
        name = re.sub(r"\s*\([^()]*\d{4}\)", "", quoted[1])
    else:
        name = re.split(r"\s+(?:for|at|by|from|in recognition|on \d)\b|[,;]|\s[–—-]\s", start)[0]
    return clean(name) or clean(text), giver[1] if giver else ""


def _listed_talks(chunk: Chunk) -> list[Fields]:
    _, value, label = labelled(chunk.lines[0].text) if chunk.lines else ("", "", "")
    parts = commas(value)
    if not label or len(parts) < 2 or not lexicon.has("cues.talks", label):
        return []
    if not all(re.search(r"(?:19|20)\d\d", part) for part in parts):
        return []
    years = [re.search(r"(?:19|20)\d\d", part) for part in parts]
    dates = [period_in(f"x, {part}") or (year.group() if year else "") for part, year in zip(parts, years, strict=True)]
    return [
        {"line": chunk.number, "name": part, "event": part, "period": date, "role": label}
        for part, date in zip(parts, dates, strict=True)
    ]


def _work_of(chunk: Chunk, outlet: str, section: str) -> Fields:
    """A talk or publication: its title is quoted, in italics, or comes first."""
    title, body = unlabelled(chunk)
    pieces = [replace(piece, text=_without_cue(piece.text)) for piece in title.pieces]
    pieces = [piece for piece in pieces if piece.text]
    italic = next((piece for piece in pieces if piece.italic or piece.bold), None)
    text = joined(pieces)
    quoted = _TITLE.match(text)
    inside = QUOTE.search(text)
    if quoted:
        name, parts = (quoted[1] or quoted[2]).rstrip(",."), commas(text[quoted.end() :].lstrip(" ,.–—-"))
    elif inside and not (italic and italic is pieces[0]):
        name, parts = inside[1].rstrip(",."), commas(text[inside.end() :].lstrip(" ,.–—-"))
        body.texts.insert(0, clean(text[: inside.start()]))
    elif italic and italic is pieces[0]:
        name, parts = italic.text, [part for piece in pieces[1:] for part in commas(piece.text)]
    elif re.search(r"\w{2,}\. [A-Z]", text):
        name, parts = text, [italic.text] if italic else []
    else:
        name, parts = _first(replace(title, pieces=tuple(pieces)))
    parts = _rejoined(parts, title)
    parts = [part for part in (_without_cue(part) for part in parts) if part]
    where, place, extra = _issuer([re.sub(r"^(?:at|in)\s+(?:the\s+)?(?=[\"“A-Z])", "", part) for part in parts])
    kind = next((found for piece in title.pieces for part in commas(piece.text) if (found := _cue(part))), "")
    fields = {"name": name, outlet: _outlet(body) or where, "location": place, "type": kind}
    return common(chunk, title, body, fields, extra)


def _outlet(body: Body) -> str:
    """Where a table or a labelled line says that a piece of work appeared."""
    found = [body.fields.pop(name, "") for name in ("event", "publisher", "organization", "issuer")]
    return next(filter(None, found), "")


def _rejoined(parts: list[str], title: Title) -> list[str]:
    """The parts with those glued again that only a change of style parted ("*Spoon* magazine")."""
    tails = {piece.text for piece in title.pieces[1:] if not piece.before}
    glued: list[str] = []
    for part in parts:
        if glued and part in tails:
            glued[-1] = f"{glued[-1]} {part}"
        else:
            glued.append(part)
    return glued


def _cue(text: str) -> str:
    """The word that says what a piece of work is, where it opens the text: "Article: X", "talk at X", "article"."""
    for kind in ("cues.talks", "cues.publications"):
        found = re.match(
            rf"((?:{lexicon.alternatives(kind)})s?)(?:\s*:\s|\s+(?=at\b|in\b|for\b)|$)", text, re.IGNORECASE
        )
        if found and (":" in found.group() or found[1].islower() or found.end() == len(text)):
            return found[1]
    return ""


def _without_cue(text: str) -> str:
    return text[len(_cue(text)) :].lstrip(" :")


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
    level = re.fullmatch(r"(.+?)\s*(?:\(([^()]*)\)|\s[–—-]\s(.+))", text)
    if level and len(commas(text)) == 1 and chunk.kind != "paragraph":
        return {"line": chunk.number, "name": level[1], "level": level[2] or level[3]}
    return None


def _members(text: str) -> list[str]:
    return list(names(text.strip(" ,.")))


def _skill_row(cells: list[str], line: int) -> Fields:
    values = [labelled(cell)[1] if labelled(cell)[2] else cell for cell in cells]
    first, others = values[0] if values else "", values[1:]
    several = len(others) == 1 and "," in others[0]
    return {
        "line": line,
        "name": first,
        "keywords": list(names(others[0])) if several else [],
        "level": "" if several else ", ".join(others),
    }


def _with_levels(group: Fields, below: Iterable[str]) -> Fields:
    """The group with what stands below it: members, or members by level ("Past: a, b"), which is kept as a field."""
    for text in below:
        _, value, label = labelled(text)
        members = _members(value)
        group["keywords"] += members
        if label:
            group[label] = ", ".join(members)
    return group


def _spoken(text: str, line: int) -> Iterator[Fields]:
    parts = commas(text.rstrip("."))
    several = len([part for part in parts if lexicon.has("tongues", part)]) > 1
    for part in parts if several else [text.rstrip(".")]:
        tongues = [word for word in part.split() if lexicon.is_only("tongues", word)]
        if len(tongues) > 1 and not re.search(r"[:(–—|]|\s-\s", part):
            rest = " ".join(word for word in part.split() if word not in (*tongues, "and", "&", "in"))
            yield from ({"line": line, "language": word, "fluency": rest} for word in tongues)
        else:
            yield {"line": line, **_fluency(part)}


def _fluency(text: str) -> Fields:
    found = re.fullmatch(r"([^:(]+?)\s*(?::|\s[–—-]\s?|\s?[|=])\s*(.+)", text)
    if found:
        return {"language": clean(found[1]), "fluency": clean(found[2])}
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]*)\)\s*(.*)", text)
    if bracket:
        inner = _fluency(bracket[1])
        level = ", ".join(part for part in (inner.get("fluency", ""), bracket[2], clean(bracket[3])) if part)
        return {"language": inner["language"], "fluency": level}
    words = [word for word in text.split() if lexicon.is_only("tongues", word)]
    language = " ".join(words[:1]) or clean(commas(text)[0] if commas(text) else text)
    rest = (
        clean(re.sub(rf"\b(?:in\s+)?{re.escape(language)}\b", " ", text, count=1))
        if words
        else ", ".join(commas(text)[1:])
    )
    return {"language": language, "fluency": re.sub(r"^(?:and|of|in)\s+|\s+(?:and|of|in)$", "", rest)}
