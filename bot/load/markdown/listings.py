"""Entries that mostly fit on a line: certificates, awards, talks, publications, references, skills, languages..."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.body import QUOTE, Body, labelled, link, read_body
from bot.load.markdown.citations import Citation, cited
from bot.load.markdown.entries import Fields, common
from bot.load.markdown.heads import opened, unlabelled
from bot.load.markdown.parts import commas, is_place, split_place
from bot.load.markdown.sections import Chunk, all_lines
from bot.load.markdown.titles import DATE, HAPPENED, Piece, Title, clean, joined, links_of, period_in
from bot.load.text import names

_TITLE = re.compile(r"^\W{0,2}(?:[\"“„«]([^\"”“»]+)[\"”“»]|[‘']([^’']{4,})[’'](?!\w))")
_SENTENCE = 12
_SUM = r"\s?\d(?:[\d.,' ]*\d)?(?:\s?(?:k|m|bn|million|billion|thousand|lakh|crore)\b)?"
_AMOUNT = re.compile(rf"(?:[A-Z]{{0,3}}[$€£¥₹]|[A-Z]{{2,3}}){_SUM}", re.IGNORECASE)
_NAME = r"(?:the\s+)?([A-Z][\w.&’'-]*(?:\s+(?:of\s+|for\s+|the\s+)*[A-Z][\w.&’'-]*)*)"
_GIVERS = tuple(
    re.compile(form)
    for form in (rf"\bby\s+{_NAME}", rf"\bof\s+{_NAME}\s+at\s+[A-Z]", rf"\bat\s+{_NAME}", rf"\bfrom\s+{_NAME}")
)
_ALSO = re.compile(r"\s[•·|]\s|(?<=\w{3})\.\s+(?=[A-Z])")
_NUMBERED = re.compile(r"\b(?=\w*\d{3})(?!(?:19|20)\d\d\b)\w+|(?i:\b(?:level|class|grade|category)\s+\w)|\w\([A-Z]\)")
_EDITION = re.compile(rf"\b(?:first|1st) (?:edition|printing),?\s+(?:in\s+)?({DATE})", re.IGNORECASE)
_SHORT_QUOTE = re.compile(r"[‘'“\"]([^’'”\"]{3,80})[’'”\"](?!\w)")


def certificates(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Certificates and licences, with who issued them."""
    for chunk in found:
        title, body = unlabelled(chunk)
        name, others = _first(title, chunk.kind == "row")
        if others and labelled(name)[2] and not labelled(name)[0]:
            name, others = title.text, []
        name, note = _without_note(name)
        title = replace(
            title,
            period=title.period
            or period_in(", ".join(f"({text})" for text in note))
            or _date_in(" ".join(note))
            or _happened(", ".join((name, *others))),
        )
        lapsed = [part for part in others if lexicon.is_only("expiry", part)]
        valid = [part for part in others if re.fullmatch(rf"(?:through|until|till)\s+{DATE}", part, re.IGNORECASE)]
        others = [part for part in others if part not in valid]
        lasting = [*lapsed, *(f"valid {part.lower()}" for part in valid)]
        title = replace(title, expires=title.expires or ", ".join(lasting))
        others = [each for part in others for each in _apart(part)]
        issuer, place, extra = _issuer(part for part in (*others, *note) if part not in lapsed)
        if " since " in title.expires:
            body.texts.append(f"{title.expires[:1].upper()}{title.expires[1:]}.")
            title = replace(title, expires="")
        if not re.search(r"\d", until := body.fields.get("expires", "1")):
            body.texts.append(f"Expires: {until}")
            del body.fields["expires"]
        stated, town, _ = split_place(body.fields.pop("issuer", "") or body.fields.pop("organization", ""))
        fields = {"name": name, "issuer": stated or issuer, "location": town or place}
        yield common(chunk, title, body, fields, extra)


def awards(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Awards; a sentence ("Won the first prize in ...") is kept whole, its heart becomes the title."""
    for chunk in found:
        title, body = unlabelled(chunk)
        text = chunk.first
        if lexicon.has("won", text, start=True) or (len(title.pieces) == 1 and _is_statement(text)):
            body.texts.insert(0, text.rstrip("."))
            name, awarder = _award(text)
            date = title.period or _date_in(text) or _only_year(text)
            yield common(
                chunk, replace(title, period=date, duration="", also=""), body, {"title": name, "awarder": awarder}
            )
            continue
        name, others = _first(title, chunk.kind == "row")
        amounts = [name] if _AMOUNT.fullmatch(name) and others else []
        name = others.pop(0) if amounts else name
        if others and lexicon.ends("occasions", name) and lexicon.has("signs.awards", others[0]):
            name, others[0] = others[0], name
        if not any(map(_AMOUNT.fullmatch, others)) and (
            quoted := next((part for part in others if _SHORT_QUOTE.fullmatch(part)), "")
        ):
            others = [name, *(part for part in others if part != quoted)]
            name = quoted.strip("\"“”‘’'")
        title = replace(title, period=title.period or _only_year(text))
        if all(lexicon.is_only("ranks", word) for word in name.split()) and others:
            name = f"{name}, {others.pop(0)}"
        others = [each for part in others for each in _apart(part)]
        name = ", ".join([name, *_taken_while_small(others)])
        name = ", ".join(filter(None, [name, body.fields.pop("score", "")]))
        if not any(part.startswith("for ") for part in others):
            name, reason, what = name.partition(" for the ")
            body.texts[:0] = [f"For the {what}"] if reason else []
        amounts += [part for part in others if _AMOUNT.fullmatch(part)] or re.findall(rf"[$€£¥₹]{_SUM}", name)
        remarks = [part for part in others if re.fullmatch(r"\([^()]*\)", part) or _SHORT_QUOTE.fullmatch(part)]
        others = [part for part in others if part not in (*amounts, *remarks)]
        awarder, place, extra = _issuer(others)
        stated, town, _ = split_place(body.fields.pop("issuer", "") or body.fields.pop("organization", ""))
        awarder, place = stated or awarder, town or place
        awarder = re.sub(rf"\s+{YEAR}$", "", awarder)
        fields = {"title": name, "awarder": awarder, "location": place, "amount": ", ".join(amounts)}
        yield common(chunk, title, body, fields, [*extra, *(part.strip("()") for part in remarks)])


def _is_statement(text: str) -> bool:
    """Whether an award is told in words: a long line, or "Best Baker award from the Guild in 2017"."""
    parts = [part for part in commas(text) if not part.startswith("for ")]
    listed = len(parts) > 1 and all(part[:1].isupper() or part[:1].isdigit() for part in parts)
    most = _SENTENCE * 3 // 4 if listed else _SENTENCE // 2
    long = len(text.split()) > _SENTENCE and max(len(part.split()) for part in parts) > most
    return long or bool(re.search(r"\b(?:from|by) (?:the )?[A-Z].* in (?:19|20)\d\d$", text))


def _only_year(text: str) -> str:
    """The year that a text names, when it names one."""
    years = set(re.findall(rf"\b{YEAR}\b", text))
    return years.pop() if len(years) == 1 else ""


def talks(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Talks; a line that lists conferences gives one talk for each."""
    for chunk in found:
        yield from _listed_talks(chunk) or [_work_of(chunk, "event", "talks")]


def publications(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Publications."""
    return (_work_of(chunk, "publisher", "publications") for chunk in found)


def interests(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Interests: the members of a list, or a sentence as it is."""
    for chunk in found:
        if chunk.kind == "heading":
            title, body = opened(chunk)
            yield common(chunk, title, body, {"name": title.text})
            continue
        for text in (line.text for line in (*chunk.lines, *all_lines(chunk.blocks))):
            _, value, label = labelled(text)
            listed = lexicon.section_of(label) == ("interests",)
            if label and not listed:
                yield {"line": chunk.number, "name": label, "keywords": list(names(value.rstrip(".")))}
            elif (
                not listed
                and re.search(r"[.!?]\s+\S|\w{3,}[.!?]$", text)
                and len(text.split()) > 6
                and "; " not in text
            ):
                yield {"line": chunk.number, "name": text}
            else:
                parts = (part for piece in _ALSO.split(value.rstrip(".")) for part in commas(piece))
                yield from ({"line": chunk.number, "name": re.sub(r"^and\s+", "", part)} for part in parts)


def initiatives(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Statements, each an entry."""
    for chunk in found:
        title, body = opened(chunk)
        text = chunk.first if len(title.pieces) <= 1 and not title.period else title.text
        yield common(chunk, title, body, {"name": text})


def _first(title: Title, row: bool = False) -> tuple[str, list[str]]:
    """The name that begins a title line (or fills the first cell of a row), and the parts after it."""
    pieces = title.pieces
    if not pieces:
        return title.text, []
    firm = any(lexicon.has("organizations", part) for part in commas(pieces[0].text)[1:])
    if row and (len(pieces) > 1 or not firm):
        return pieces[0].text, [part for piece in pieces[1:] for part in commas(piece.text)]
    parts: list[str] = []
    if _style(pieces[0]) and not all(_style(piece) for piece in pieces):
        parts, pieces = [pieces[0].text], (replace(pieces[1], before=","), *pieces[2:])
    for piece in pieces:
        first, *others = commas(piece.text.lstrip(". ")) or [piece.text]
        glued = parts and not piece.before
        parts = [*parts[:-1], f"{parts[-1]} {first}", *others] if glued else [*parts, first, *others]
    return parts[0], parts[1:]


def _style(piece: Piece) -> bool:
    return piece.bold or piece.italic


def _issuer(parts: Iterable[str]) -> tuple[str, str, list[str]]:
    """Who gave it, where, and what else is said: the small-lettered parts."""
    named = [re.sub(r"^(?:issued by|by|from|at)\s+", "", part) for part in parts]
    capital = [part for part in named if (part[:1].isupper() or part[:1] in '"“') and not _NUMBERED.search(part)]
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
    if found and found[2][:1].isupper() and lexicon.has("organizations", (commas(found[2]) or [""])[0]):
        return found[1], commas(found[2])
    return name, []


def _apart(part: str) -> list[str]:
    """A part and the remark in brackets after it."""
    found = re.fullmatch(r"(.+?)\s*\(([a-z][^()]*)\)", part)
    return [found[1], found[2]] if found else [part]


def _taken_while_small(parts: list[str]) -> list[str]:
    """Takes the small-lettered parts off the front: they belong to the name ("Cup, silver"), but not what for."""
    taken: list[str] = []
    while parts and parts[0][:1].islower() and not parts[0].startswith("for "):
        taken.append(parts.pop(0))
    return taken


def _date_in(text: str) -> str:
    """The date that a sentence puts something at ("... on 23/09/2011")."""
    found = re.findall(rf"\b(?:on|in|renewed)\s+({DATE})", text, re.IGNORECASE)
    return found[-1] if found else ""


def _happened(text: str) -> str:
    """The date at which a text says that something was granted: "admitted as a solicitor 8 March 2013"."""
    found = re.search(rf"\b{HAPPENED}\b[^,;.]{{1,40}}?\s({DATE})", text, re.IGNORECASE)
    return found[1] if found else ""


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
    _, value, label = labelled(chunk.first)
    parts = commas(value)
    if not label or len(parts) < 2 or not lexicon.has("cues.talks", label):
        return []
    if not all(re.search(YEAR, part) for part in parts):
        return []
    years = [re.search(YEAR, part) for part in parts]
    dates = [period_in(f"x, {part}") or (year.group() if year else "") for part, year in zip(parts, years, strict=True)]
    return [
        {"line": chunk.number, "name": part, "event": part, "period": date, "role": label}
        for part, date in zip(parts, dates, strict=True)
    ]


def _work_of(chunk: Chunk, outlet: str, section: str) -> Fields:
    """A talk or publication: its title is quoted, in italics, or comes first."""
    if section == "publications" and chunk.kind != "row" and chunk.lines and (work := cited(chunk.lines[0])):
        return _cited_work(chunk, work)
    title, body = unlabelled(chunk)
    author = ""
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
        before = clean(text[: inside.start()])
        parts = parts or commas(before)
        body.texts[:0] = [before] if before != ", ".join(parts) else []
    elif italic and italic is pieces[0]:
        name, parts = italic.text, [part for piece in pieces[1:] for part in commas(piece.text)]
    elif (written := _authored(pieces)) and section == "publications":
        author, name, *parts = written
    else:
        name, parts = _first(replace(title, pieces=tuple(pieces)), chunk.kind == "row")
    if not parts and (shown := re.fullmatch(r"(.+?)\s+(\([A-Z][^()]*)\)", name)) and shown[2] + "," in chunk.first:
        name, parts = shown[1], [shown[2][1:]]
    authors, original, parts = _translated(parts)
    if not title.period and (edition := _EDITION.search(", ".join(parts))):
        title = replace(title, period=edition[1])
    parts = [part for part in (_without_cue(part) for part in parts) if part]
    parts = [re.sub(r"^\(([^\W\d_a-z][^()]*)\)$", r"\1", part) for part in parts]
    where, place, extra = _issuer([re.sub(r"^(?:at|in)\s+(?:the\s+)?(?=[\"“A-Z])", "", part) for part in parts])
    kind = next((found for piece in title.pieces for part in commas(piece.text) if (found := _cue(part))), "")
    stated = _outlet(body)
    first, *others = commas(stated) or [""]
    if others and _cue(first) == first:
        kind, stated = first, ", ".join(others)
    if outlet == "event" and stated:
        stated, town, more = split_place(stated)
        place, extra = town or place, [*extra, *more]
    fields = {"name": name, outlet: stated or where, "location": place, "type": kind, "authors": authors or author}
    return common(chunk, title, body, fields, [*extra, *original])


def _authored(pieces: Sequence[Piece]) -> list[str]:
    """Author, title and publisher of a book with its title in italics: "Ada Crake, *Salt* (Hill Press)"; else []."""
    author, book, press = [*pieces, *[Piece("")] * 3][:3]
    named = re.fullmatch(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}", author.text)
    glued = book.italic and press.text and not press.before and not author.italic
    return [author.text, book.text, *commas(press.text)] if named and glued else []


def _translated(parts: list[str]) -> tuple[str, list[str], list[str]]:
    """Who wrote what was translated, its title and language, and the rest: "Ada Crake, from Danish, Hill Press"."""
    at = next((i for i, part in enumerate(parts) if part[:5] == "from " and lexicon.is_only("tongues", part[5:])), None)
    if at is None:
        return "", [], parts
    original = [part for part in parts[:at] if part[:1] == "("]
    told = [*original, f"translated {parts[at]}"]
    return ", ".join(part for part in parts[:at] if part not in original), told, parts[at + 1 :]


def _cited_work(chunk: Chunk, work: Citation) -> Fields:
    body = read_body(chunk.lines[1:], chunk.blocks)
    body.links[:0] = [link(*each) for each in links_of(chunk.lines[0])]
    title = Title(work.title, (), period=work.year)
    fields = {"name": work.title, "publisher": work.outlet, "authors": work.authors}
    return common(chunk, title, body, fields, [work.rest] if work.rest != work.outlet else [])


def _outlet(body: Body) -> str:
    """Where a table or a labelled line says that a piece of work appeared."""
    found = [body.fields.pop(name, "") for name in ("event", "publisher", "organization", "issuer")]
    return next(filter(None, found), "")


def _cue(text: str) -> str:
    """The word that says what a piece of work is, where it opens the text: "Article: X", "talk at X", "article"."""
    for kind in ("cues.talks", "cues.publications"):
        found = re.match(
            rf"((?:{lexicon.alternatives(kind)})s?)(?:\s*:\s|\s+(?=at\b|in\b|for\b|[\"“„«])|$)", text, re.IGNORECASE
        )
        after = text[found.end() :] if found else ""
        if found and (":" in found.group() or found[1].islower() or after[:1] in ("", '"', "“", "„", "«")):
            return found[1]
    return ""


def _without_cue(text: str) -> str:
    return text[len(_cue(text)) :].lstrip(" :")
