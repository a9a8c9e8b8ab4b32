"""What stands below an entry's title: running text, highlights, labelled values, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.load.markdown import lexicon
from bot.load.markdown.outline import Block, Line
from bot.load.markdown.titles import address, clean, is_dated, links_of
from bot.load.text import names, sentences

LABEL = re.compile(r"\s*([^:\n]{1,40}?)\s*:\s+(\S.*)", re.DOTALL)
QUOTE = re.compile(r"[\"“„«”]([^\"“”„«»]{12,})[\"”“»]")
_MADE_WITH = re.compile(r"(?:built|made|written|done|developed|coded|programmed) (?:with|in|using|on) ", re.IGNORECASE)
STRUCTURAL = (
    "organization",
    "position",
    "period",
    "start",
    "end",
    "place",
    "studyType",
    "area",
    "score",
    "issuer",
    "publisher",
    "event",
    "type",
)


@dataclass(slots=True)
class Body:
    """The parts of an entry below its title; `fields` are labelled values under their JSON Resume names."""

    texts: list[str] = field(default_factory=list)
    highlights: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    courses: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


def read_body(lines: Sequence[Line], blocks: Iterable[Block]) -> Body:
    """The body of an entry, from the lines left of its first paragraph and the blocks below."""
    body = Body()
    _paragraph(body, lines)
    _blocks(body, blocks)
    return body


def link(text: str, url: str, before: str = "") -> dict[str, str]:
    """A link under the name that its text, the words before it or its host give it; without label when none does."""
    kinds = lexicon.sections_with("links")
    host = url.split("://")[-1].split("/")[0].removeprefix("www.")
    named = next(
        (kind for words in (text, before) if words for kind in kinds if lexicon.has(f"links.{kind}", words)), ""
    )
    hosted = next((kind for kind in kinds if host in lexicon.hosts(kind)), "")
    label = hosted or named if named == "Website" else named or hosted
    plain = text if text and len(text.split()) <= 5 and not re.search(r"\d{4}|[/@]", text) else ""
    return {"label": label or plain, "url": url, "about": before}


def labelled(text: str) -> tuple[str, str, str]:
    """(field, value, label as written) of "Label: value"; the field is "" when the label is not known."""
    found = LABEL.fullmatch(text)
    if not found:
        return "", text, ""
    field, value = lexicon.label_of(found[1]), found[2].strip()
    return "" if field == "type" and re.fullmatch(r"[\d.,\s]+", value) else field, value, found[1].strip()


def is_meta(line: Line) -> bool:
    """Whether a line below a title goes on with it: a date, place, firm or labelled value, not running text."""
    text = line.text
    if labelled(text)[0] in STRUCTURAL:
        return True
    if len(text.split()) > 14 or re.search(r"\w{3,}[.!?]$", text):
        return False
    wholly = line.styled and not any(span.url for span in line.spans)
    return wholly or (line.style == "bold" and not text.endswith(":")) or is_dated(line) or _lists_names(text)


def _lists_names(text: str) -> bool:
    """Whether a line is a row of names, not of facts: "Leeds · part-time", not "Night desk · covered a trial"."""
    parts = re.split(r"\s[|·•]\s", text)
    facts = [part for part in parts if part[:1].islower() and not lexicon.has("types", part)]
    return len(parts) > 1 and not facts


def _blocks(body: Body, blocks: Iterable[Block]) -> None:
    section: tuple[str, ...] = ()
    for block in blocks:
        if block.kind == "heading":
            section = lexicon.section_of(block.text)
        if block.kind == "heading" and section:
            continue
        if section == ("skills",) and block.kind == "paragraph":
            body.keywords += names(block.text.rstrip("."))
        elif block.kind in ("item", "row"):
            _item(body, block)
        elif block.kind == "quote":
            body.texts.extend(line.text for child in block.children for line in child.lines)
        else:
            _paragraph(body, block.lines)
            _blocks(body, block.children)


def _item(body: Body, block: Block) -> None:
    text = " ".join(rest for line in block.lines if (rest := _taken(body, line)))
    if text:
        body.highlights.append(text)
    _blocks(body, block.children)


def _paragraph(body: Body, lines: Sequence[Line]) -> None:
    defined = all(line.text.startswith(": ") for line in lines)
    told = (rest for line in lines if (rest := _taken(body, line)))
    if text := " ".join(re.sub(r"^: ", "· ", rest) if defined else rest for rest in told).removeprefix("· "):
        facts = re.split(r"\s+(?:[·•]|~(?!\s*\d))\s+", text.removeprefix(": "))
        (body.highlights if len(facts) > 1 else body.texts).extend(map(capital, facts))


def _taken(body: Body, line: Line) -> str:
    """What is left to say of a line when its labelled values and links are put in their places."""
    links = list(links_of(line))
    name, value, label = labelled(line.text)
    for text, url in links:
        before = line.text.split(text or url)[0].rsplit(". ", 1)[-1]
        body.links.append(link(text, url, label or before[-40:]))
    if (
        links
        and len(line.text.split()) <= 7 + len(links)
        and re.sub(r"https?://\S+", "", line.text).strip(" .:") in (label, "", *(t for t, _ in links))
    ):
        return ""
    text = _without_pointers(line.text, links)
    if name == "keywords":
        body.keywords += [word.strip(" .") for word in names(value.rstrip("."))]
        return text
    if name == "summary" and value:
        return _without_pointers(value, links)
    if name == "courses":
        body.courses += names(value.rstrip("."))
        return ""
    if name in STRUCTURAL and name not in body.fields and len(value) <= 80:
        body.fields[name] = clean(value) if name != "score" else value
        return ""
    return text


def _without_pointers(text: str, links: Sequence[tuple[str, str]]) -> str:
    """The text without bare addresses, and without sentences that only say where something is."""
    for shown, url in links:
        text = text.replace(address(shown, url), "\ue000")
    parts = [part for whole in sentences(text) for part in re.split(r"(?<=[.!?])\s+(?=\ue000)", whole)]
    kept = [part for part in parts if "\ue000" not in part or len(part.replace("\ue000", "").split()) > 4]
    shown_only = [part for part in kept if part.strip(" .") in {shown for shown, _ in links}]
    kept = [part for part in kept if part not in shown_only] or kept
    return _tidy(" ".join(kept).replace("\ue000", ""))


def capital(text: str) -> str:
    """The text with a capital at its start, where that is a word in small letters."""
    return f"{text[:1].upper()}{text[1:]}" if text[1:2].islower() else text


def _tidy(text: str) -> str:
    return re.sub(r"\s+([.,;:)])(?!\w)", r"\1", re.sub(r"\(\s*\)", " ", " ".join(text.split()))).rstrip(":;")


def _members(name: str) -> list[str]:
    """The last two members of a written list, which "and" joins; a pair of words that name one thing stays."""
    return [name] if lexicon.is_only("pairs", name) else re.split(r"\s+and\s+", name)


def _is_tool(part: str) -> bool:
    """Whether a text may name a tool or material: a few words, no sentence, no number of something ("30 members")."""
    return (
        len(part.split()) <= 3
        and not lexicon.has("prose", part)
        and ". " not in part
        and not re.match(r"\d[\d,.]*\+? [a-z]", part)
    )


def fragments(texts: Iterable[str]) -> list[str]:
    """What running text lists it was made with: "Built with X and Y." or a sentence that is only a list, "X, Y."."""
    found: list[str] = []
    lists: list[str] = []
    for sentence in (part for text in texts for part in sentences(text)):
        made = _MADE_WITH.match(sentence)
        label, value, written = labelled(sentence)
        rest = value if label == "keywords" else sentence[made.end() :] if made else sentence
        parts = [part for name in names(rest.rstrip(".")) for part in _members(name)]
        listed = made or label == "keywords" or (len(parts) > 1 and not written)
        if listed and all(map(_is_tool, parts)):
            (found if made or label else lists).extend(part.strip(" .") for part in parts if re.search(r"\w", part))
    return found or lists
