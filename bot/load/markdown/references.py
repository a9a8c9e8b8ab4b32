"""Who recommends the person, as what, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.load.markdown import lexicon
from bot.load.markdown.body import QUOTE, Body, labelled, read_body
from bot.load.markdown.entries import Fields
from bot.load.markdown.outline import Block, Line, Span
from bot.load.markdown.parts import commas, has_role, is_place
from bot.load.markdown.person import EMAIL, PHONE
from bot.load.markdown.sections import Chunk, all_lines
from bot.load.markdown.titles import clean


def references(found: Sequence[Chunk]) -> Iterator[Fields]:
    """Who recommends, as what, and in which words."""
    for chunk in found:
        quoted = [line for block in chunk.blocks if block.kind == "quote" for line in all_lines([block])]
        others = [block for block in chunk.blocks if block.kind != "quote"]
        while chunk.kind == "heading" and others and _is_signature(others[0]):
            chunk = replace(chunk, lines=(*chunk.lines, *others.pop(0).lines))
        signature = next((line for line in reversed(quoted) if re.match(r"\s*[–—―-]", line.text)), None)
        lines = list(chunk.lines) or ([signature] if signature else [])
        said = [line.text for line in quoted if line is not signature]
        yield _reference(chunk.number, lines, said, read_body([], others))


def _without_label(text: str) -> str:
    """A cell of a table or a line without the word for what it states: "Position: Head of Casting"."""
    name, value, _ = labelled(text)
    return (
        value
        if name in ("name", "position", "organization", "reference", "note", "summary", "email", "phone")
        else text
    )


def _opened(text: str) -> str:
    """ "Ida Brandt (foreman, Bell Works) – phone" without its brackets, as parts after commas."""
    found = re.fullmatch(r"([^,(]+?)\s*\(([^()]*,[^()]*)\)(.*)", text)
    return f"{found[1]}, {found[2]}{found[3]}" if found and len(found[1].split()) <= 5 else text


def _reference(number: int, lines: Sequence[Line], said: list[str], body: Body) -> Fields:
    """Takes apart "Name, Position, Firm: quote", whose parts may also stand on lines of their own."""
    lines = [replace(line, spans=(Span(_opened(line.text)),)) for line in lines]
    signed: list[str] = []
    contact: dict[str, str] = {}
    for line in lines:
        text = _without_contact(_without_label(line.text), contact)
        quote = QUOTE.search(text)
        if quote:
            said.append(quote.group())
            text = f"{text[: quote.start()]}, {text[quote.end() :]}"
        if signed and not quote and (len(text.split()) > 10 or re.search(r"\w[.!?]$", text)):
            said.append(text)
        elif clean(text):
            signed += _signature_parts(text)
    asked = [part for part in signed if lexicon.is_only("asked", part)]
    signed = [part for part in signed if part not in asked]
    name, rest = (signed[0], signed[1:]) if signed else ("", [])
    notes = [*re.findall(r"\(([^()]+)\)", " ".join(rest)), *asked]
    rest = [clean(re.sub(r"\s*\([^()]*\)", "", part)) for part in rest]
    town = ""
    if len(rest) > 2 and lexicon.has("organizations", rest[-2]) and is_place(rest[-1]):
        town = rest.pop()
    if len(rest) > 1 and has_role(rest[-1]) and not has_role(rest[-2]):
        rest[-2:] = rest[:-3:-1]
    firm = rest.pop() if len(rest) > 1 or (rest and not has_role(rest[0])) else ""
    if not firm and rest and (found := re.fullmatch(r"(.+?)\s+(?:at|of|@)\s+(?:the\s+)?([A-Z].+)", rest[0])):
        rest, firm = [found[1]], found[2]
    return {
        "line": number,
        "name": name,
        "position": ", ".join(rest),
        "organization": body.fields.get("organization") or firm,
        "reference": "\n\n".join([*(text.strip() for text in said), *body.texts, *body.highlights]),
        "location": town,
        "note": ", ".join(notes),
        "links": body.links,
        **contact,
    }


def _is_signature(block: Block) -> bool:
    """Whether a paragraph goes on with a name ("Head of Casting, Bell Works")."""
    text = block.text
    return block.kind == "paragraph" and len(text.split()) <= 10 and not QUOTE.search(text) and text[-1:] not in ".!?"


def _signature_parts(text: str) -> list[str]:
    return [part for piece in re.split(r"\s[–—@|-]\s", clean(text)) for part in commas(piece)]


def _without_contact(text: str, contact: dict[str, str]) -> str:
    """The text without an e-mail address and a phone number, which go into `contact`."""
    for name, form in (("email", EMAIL), ("phone", PHONE)):
        if found := form.search(text):
            contact[name] = found.group()
            text = text.replace(found.group(), ",")
    return re.sub(r"(?:\s*[|,]\s*)+$", "", text)
