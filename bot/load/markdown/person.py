"""The person: name, headline, contact, summary; from the front matter and what stands before the first section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import yaml

from bot.load import letters
from bot.load.markdown import lexicon
from bot.load.markdown.body import labelled
from bot.load.markdown.outline import Block, Line, Span, parted, without_emoji
from bot.load.markdown.parts import commas, has_role, is_place
from bot.load.markdown.sections import Section, all_lines
from bot.load.markdown.titles import clean, is_dated, links_of
from bot.load.text import sentences

Fields = dict[str, Any]
_DOT = r"(?:\.|\s*[\[({]\s*dot\s*[\])}]\s*)"
EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:@|\s*[\[({{]\s*at\s*[\])}}]\s*)[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE
)
PHONE = re.compile(
    r"(?<![\w/.-])(?!(?:19|20)\d\d\D{1,3}(?:19|20)\d\d|(?:\d{4}-){3}\d{3}[\dX])\+?\(?\d[\d\s().-]{6,18}\d(?![\w/])"
)
_SEPARATOR = re.compile(r"(?:\s*[|·•¦⋅‖]\s*|\s+[–—-]\s+|\s{3,}|;\s+|\n|\t)(?![^()]*\))")
_SLASH = re.compile(r"\s+[/\\]\s+")
_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_HANDLE = re.compile(r"(?:^|\bon )([A-Z]\w+)(?: as)? (@[\w.]+)$")
_BASICS = {
    "name": "name",
    "label": "label",
    "position": "label",
    "email": "email",
    "phone": "phone",
    "place": "location",
}
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The YAML front matter as text values, and the text with it blanked out so that line numbers stay."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    try:
        data = yaml.load(found[1], Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    if not isinstance(data, dict):
        return {}, text
    flat = dict(_flat(data))
    return flat, "\n" * found.group().count("\n") + text[found.end() :]


def person(blocks: Sequence[Block], matter: dict[str, str]) -> Fields:
    """basics: name, label, email, phone, url, location, profiles, summary, nickname and other labelled facts."""
    basics: Fields = {"line": 1, "profiles": [], "summary": []}
    for name, value in matter.items():
        _matter(basics, name, value)
    for block in blocks:
        name_taken = "name" in basics
        if (
            block.text
            and not name_taken
            and (block.kind in ("heading", "paragraph") or (block.kind == "item" and _is_name(block.text)))
            and (_opens_with_name(block.lines[0]) or not EMAIL.search(block.lines[0].text))
            and (block.kind == "heading" or not labelled(block.lines[0].text)[0])
        ):
            _name(basics, block.lines[0])
            _rest(basics, block.lines[1:])
        else:
            contact(basics, [block])
    return basics


def aside(sections: Sequence[Section]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The lines of name and headline, and the sections without them, where a sidebar stands before the name."""
    for index, section in enumerate(sections):
        for block in section.blocks:
            first, *more = (block.lines if block.kind == "paragraph" else ()) or (None,)
            if first and more and _is_name(first.text) and has_role(more[0].text) and not is_dated(more[0]):
                kept = replace(section, blocks=tuple(each for each in section.blocks if each is not block))
                return (block,), (*sections[:index], kept, *sections[index + 1 :])
    return (), tuple(sections)


def _opens_with_name(line: Line) -> bool:
    """Whether a line that also says how to reach somebody begins with a name in bold or in capitals."""
    first, *others = [piece for piece in _SEPARATOR.split(line.text) if piece.strip()] or [""]
    set_apart = first.isupper() or (line.style == "bold" and not line.bold)
    return bool(others) and set_apart and _is_name(first) and not line.spans[0].url


def _is_name(text: str) -> bool:
    words = text.split()
    return 1 < len(words) <= 5 and not re.search(r"[\d:@/]", text) and not has_role(text)


def contact(basics: Fields, blocks: Sequence[Block]) -> None:
    """Adds what the blocks state about the person to `basics`."""
    for block in blocks:
        if block.kind == "row" or _is_pair(block):
            _row(basics, block)
            _rest(basics, all_lines(block.children))
        else:
            _rest(basics, [*block.lines, *all_lines(block.children)], heading=block.kind == "heading")


def _is_pair(block: Block) -> bool:
    """Whether a bold label stands above its value: "**Email**", and the address on the line below."""
    if len(block.lines) != 2 or not block.lines[0].bold:
        return False
    label, value = block.lines[0].text, block.lines[1].text.casefold()
    return bool(lexicon.label_of(label)) or label.casefold() in value


def _flat(data: dict[Any, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, dict) and not prefix:
            yield from _flat(value, str(name))
        elif isinstance(value, list):
            for each in (each for each in value if isinstance(each, dict)):
                label = next((str(text) for key, text in each.items() if key != "url"), str(name))
                yield from [(label, str(each["url"]))] if "url" in each else _flat(each, str(name))
            if texts := [str(each) for each in value if not isinstance(each, dict)]:
                yield str(name), ", ".join(texts)
        elif value:
            yield str(name), str(value)


def _matter(basics: Fields, name: str, value: str) -> None:
    field = lexicon.label_of(name)
    if lexicon.is_only("titles", name) and "name" not in basics and _names_person(value):
        _name(basics, Line((Span(value),), 1))
    elif lexicon.is_only("settings", name):
        return
    elif field in _BASICS:
        basics.setdefault(_BASICS[field], value)
    elif field == "summary":
        basics["summary"].append(value)
    elif value.startswith(("http://", "https://")):
        _address(basics, "" if field == "url" else name, value)
    elif len(value) <= 80:
        basics.setdefault(name, value)


def _names_person(title: str) -> bool:
    """Whether the title of the page names the person: "CV – Captain Ida Brandt", but not "Captain and pilot"."""
    return " - " in title or lexicon.has("document", title, start=True) or not has_role(title)


def _name(basics: Fields, line: Line) -> None:
    """Takes the person's name from the first line, unless that line only names the document."""
    text = clean(line.text)
    text = re.sub(
        rf"^(?:{lexicon.alternatives('document')})\b\s*(?:of\b|[-–—:|])?\s*|(?:['’]s)?\s*[-–—:|,]?\s*\b(?:{lexicon.alternatives('document')})$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    if not text.strip():
        return
    text = lexicon.introduction().sub("", text, count=1)
    if (known := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text)) and lexicon.is_only("pronouns", known[2]):
        text, basics["Pronouns"] = known[1], known[2]
    text, late = letters.parted(text)
    name, *others = [part for part in re.split(r"\s+[|–—-]\s+|\s+[|·]\s*", text) if part]
    first, comma, title = name.partition(", ")
    if comma and _is_name(first) and has_role(title):
        name, others = first, [title, *others]
    name, early = letters.parted(name)
    if stated := early or late:
        basics["letters"] = stated
    nickname = re.search(r"\s*[\"“(‘'«]\s?([\w .-]{2,20}?)\s?[\"”)’'»]\s*", name)
    if nickname:
        basics["aliases"] = [nickname[1].title() if name.isupper() else nickname[1]]
        name = f"{name[: nickname.start()]} {name[nickname.end() :]}".strip()
    basics["name"], basics["line"] = name.title() if name.isupper() and " " in name else name, line.number
    linked = {clean(span.text): span for span in line.spans if span.url}
    _rest(basics, [Line((linked.get(other, Span(other)),), line.number) for other in others])


def _rest(basics: Fields, lines: Iterable[Line], heading: bool = False) -> None:
    for line in (part for whole in lines for part in _labels_apart(whole)):
        text = without_emoji(line.text).strip()
        pointers, parts = list(links_of(line)), commas(text)
        if not text or text == basics.get("name") or lexicon.section_of(text) == ("contact",):
            continue
        if "location" not in basics and not pointers and (place := _home(text)):
            basics["location"] = place
        elif pointers or EMAIL.search(text) or PHONE.search(text) or _states(text) or _several(text):
            _contact_line(basics, line, pointers)
        elif "label" not in basics and not basics["summary"] and (heading or _is_headline(line)):
            label, *more = sentences(clean(text)) or [""]
            basics["label"] = label.removesuffix(".") if label.count(".") == 1 else label
            _told(basics, more)
        elif "location" not in basics and all(map(is_place, parts)) and (len(parts) > 1 or not basics["summary"]):
            basics["location"] = text
        else:
            basics["summary"].append(text)


def _labels_apart(line: Line) -> list[Line]:
    """The parts of a line in which several bold labels stand: "**Email:** a@b.org **Phone:** 555 0100"."""
    starts = [i for i, span in enumerate(line.spans) if span.style == "bold" and span.text.rstrip().endswith(":")]
    if len(starts) < 2 or starts[0]:
        return [line]
    return [replace(line, spans=tuple(part)) for part in parted(line.spans, starts)]


def _told(basics: Fields, more: Iterable[str]) -> None:
    """Adds the sentences after a headline to the summary, but for one that only says where the person lives."""
    for sentence in more:
        where = sentence.rstrip(".")
        town = where if len(commas(where)) > 1 and _is_where(where) else _home(where)
        if "location" not in basics and town:
            basics["location"] = town
        else:
            basics["summary"].append(sentence)


def _home(text: str) -> str:
    """Where a line or sentence only says that the person lives: an address, or "Lives in Ely"; "" for another."""
    found = re.fullmatch(rf"(?:{lexicon.alternatives('lives')})\s+(.+?)\.?", text, re.IGNORECASE)
    return found[1] if found and _is_where(found[1]) else text if _is_address(text) else ""


def _is_where(text: str) -> bool:
    """Whether a text is a town or an address: "14 Tannery Row, Leeds", "Ely / Bath", "9 Elm St, Austin, TX 78701"."""
    parts = commas(_SLASH.sub(", ", text))
    return all(is_place(part) for part in parts) or _is_address(text)


def _is_address(text: str) -> bool:
    """Whether a text has the shape of a postal address: capitalised words with a number among them, and commas."""
    words = [word.strip("()") or "-" for word in re.split(r"[\s,;]+", text) if word]
    capital = all(
        word[0].isupper() or re.fullmatch(r"[\d#–/&-].*|ul\.|of|the|de|am|upon|la|no\.?", word) for word in words
    )
    plain = not EMAIL.search(text) and not labelled(text)[2] and not has_role(text)
    return len(commas(text)) > 1 and len(words) <= 14 and bool(re.search(r"\d", text)) and capital and plain


def _states(text: str) -> bool:
    """Whether a line is a labelled value: one with a known label, or a short one with any ("NMC PIN: 04K1188E")."""
    known, value, label = labelled(text)
    return bool(known) or bool(
        label and not has_role(label) and len(label.split()) <= 4 and len(value.split()) <= 6 and value[-1:] not in "!?"
    )


def _is_headline(line: Line) -> bool:
    text = line.text
    return len(text.split()) <= 20 and (lexicon.has("roles", text) or line.styled) and not (text.count(". ") > 2)


def _pieces(text: str) -> list[str]:
    """The pieces of a contact line; a slash between two names ("Actor / Director") parts none."""
    parts = _SEPARATOR.split(text)
    slashed = len(_SLASH.findall(text)) > 1 or EMAIL.search(text) or PHONE.search(text)
    return _SLASH.split(text) if len(parts) == 1 and slashed else parts


def _several(text: str) -> bool:
    """Whether a line is a row of short contact pieces."""
    pieces = [piece for piece in _pieces(text) if piece]
    return len(pieces) > 1 and all(len(piece.split()) <= 6 for piece in pieces)


def _row(basics: Fields, block: Block) -> None:
    cells = [line for line in block.lines if without_emoji(line.text).strip()]
    if block.level and _is_caption(cells, len(block.lines)):
        return
    if len(cells) == 2 and not list(links_of(cells[0])) and not EMAIL.search(cells[0].text):
        label = re.sub(r"\s*/\s*", " or ", clean(cells[0].text))
        spans = (Span(f"{label}: "), *cells[1].spans)
        _contact_line(basics, Line(spans, block.number), list(links_of(cells[1])))
        return
    for cell in cells:
        _rest(basics, [cell])


def _is_caption(cells: Sequence[Line], columns: int) -> bool:
    """Whether the first row of a table says nothing itself: a caption, or only the names of columns."""
    alone = len(cells) == 1 < columns and not _states(cells[0].text) and not EMAIL.search(cells[0].text)
    return alone or (len(cells) > 1 and all(lexicon.label_of(cell.text) for cell in cells))


def _contact_line(basics: Fields, line: Line, pointers: list[tuple[str, str]]) -> None:
    text = line.text
    for shown, url in pointers:
        network = _network(text, shown, url)
        if url.startswith("tel:"):
            text = text.replace(shown, shown if PHONE.search(shown) else url.removeprefix("tel:")) if shown else text
            continue
        if not url.startswith("mailto:"):
            _address(basics, network, url)
        if not EMAIL.search(shown or url):
            label = rf"[\w .-]{{1,30}}:|{re.escape(network)}"
            after = r"(?:\s*\([\w ]{1,20}\))?"
            text = re.sub(rf"(?:{label})?\s*(?<![\w.@-]){re.escape(shown or url)}{after}", " ", text, count=1)
    for piece in _pieces(text):
        _contact_piece(basics, clean(piece))


def _network(text: str, shown: str, url: str) -> str:
    """What a link of a contact line is called: the label before it, or its own text."""
    before = text.split(shown or url)[0]
    label = clean(_SEPARATOR.split(before)[-1]).rstrip(":")
    if not label and (after := re.match(r"\s*\(([\w ]{1,20})\)", text.split(shown or url)[-1])):
        label = after[1]
    if label and len(label.split()) <= 3:
        return "" if lexicon.label_of(label) == "url" else label
    return "" if not shown or _ADDRESS.fullmatch(shown) or lexicon.label_of(shown) == "url" else shown


def _address(basics: Fields, network: str, url: str) -> None:
    host = url.split("://")[-1].split("/")[0].removeprefix("www.")
    named = network or lexicon.network_of(host)
    if not named and "url" not in basics:
        basics["url"] = url
    else:
        basics["profiles"].append({"network": named or host.split(".")[0].capitalize(), "url": url})


def _contact_piece(basics: Fields, piece: str) -> None:
    if not piece:
        return
    field, value, label = labelled(piece)
    email, phone = EMAIL.search(piece), PHONE.search(piece)
    if email and "email" not in basics:
        basics["email"] = " ".join(email.group().split())
        for rest in sentences(re.sub(r"^[\w-]+:?$", "", clean(piece.replace(email.group(), "")))):
            _contact_piece(basics, clean(rest).rstrip("."))
    elif (
        phone
        and (field == "phone" or not label)
        and "phone" not in basics
        and sum(c.isdigit() for c in phone.group()) >= 7
    ):
        basics["phone"] = phone.group().strip()
        for rest in sentences(re.sub(r"^[\w-]+:\s*", "", piece.replace(phone.group(), " "))):
            _contact_piece(basics, clean(rest).rstrip("."))
    elif _ADDRESS.fullmatch(piece):
        _address(basics, "", f"https://{piece}")
    elif all(map(lexicon.label_of, commas(piece.strip("()")))):
        return
    elif (
        "place" in lexicon.labels_of(label)
        or ("place" in lexicon.column_of(label, "contact") and _is_where(value))
        or (not label and "location" not in basics and _is_where(piece))
    ):
        basics["location"] = value
    elif label:
        network = lexicon.network_named(label)
        basics.setdefault({"position": "label"}.get(field, field) or network or label, value)
    elif handle := _HANDLE.search(piece):
        basics.setdefault(lexicon.network_named(handle[1]) or handle[1], handle[2])
    elif lexicon.is_only("pronouns", piece):
        basics.setdefault("Pronouns", piece)
    elif network := lexicon.network_named(piece.split()[0]):
        basics.setdefault(network, piece.partition(" ")[2])
    elif len(piece) < 3:
        return
    elif "label" not in basics and lexicon.has("roles", piece):
        basics["label"] = piece
    else:
        basics["summary"].append(piece)
