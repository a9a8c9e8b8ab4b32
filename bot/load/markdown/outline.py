"""Markdown as an outline: blocks in reading order, each with its visual lines and the blocks below it."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.load.dates import YEAR

T = TypeVar("T")
WRAP_WIDTH = 60
_PARSER = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
_BULLET = re.compile(r"^(\s*)[•◦▪‣●○■★✔✅➤→⁃∙](?=\s)", re.MULTILINE)
_NUMBERED = re.compile(r"^\d{1,2}\.\d{1,2}\.?[ \t]+(?=[A-Z\"“])", re.MULTILINE)
_COLUMNS = re.compile(r"^(?![^\n]*\|)([^\n]*\S) {4,}(?=\S)", re.MULTILINE)
_DATE_DEFINED = re.compile(r"^((?=.*\d{4})[^\n:]{4,40})\n:[ \t]+", re.MULTILINE)
_ADDRESS = re.compile(r"\S+@\S+\.\w+$")
_MARK = r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]"
_PARTING = (" | ", " · ", " • ", " @ ")
_NOTATION = re.compile(
    r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]|^([ \t]*[-*+] )\[[ xX]\] |^([ \t]*> ?)\[!\w+\][-+]?", re.MULTILINE
)
_PAGE = re.compile(r"^[ \t]*Page \d+ of \d+[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<(br|/p|/div|/h\d|/li|/tr)\b[^>]*>", re.IGNORECASE)
_SET_BACK = re.compile(r"<(/?)(?:small|em|i)>", re.IGNORECASE)
_LABELLED = re.compile(
    r"\W*(?:[A-Z][\w/&+. -]{0,30}:\s|[A-Z][^:\n]{2,50}\b(?:19|20)\d\d\b[^:\n]{0,20}:\s|(?:19|20)\d\d\b"
    r"|(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:19|20)\d\d|\d\d?[/.-](?:19|20)\d\d)"
)
_SMALL_LABEL = re.compile(r"[a-z][\w-]*(?: [\w-]+){0,2}(?:: \S|\.? \+?\(?0?\d[\d ()-]{7,}| \S+@\S+\.\w)")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]|:[a-z_]{3,30}:(?=\\s|$)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style "bold", "italic", "code" or "", with the address it links to, or ""."""

    text: str
    style: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it, and the number of the line in the file where it begins."""

    spans: tuple[Span, ...]
    number: int

    @property
    def text(self) -> str:
        return " ".join("".join(span.text for span in self.spans).split())

    @property
    def styles(self) -> tuple[str, ...]:
        """The style of each run of words in it."""
        return tuple(span.style for span in self.spans if re.search(r"\w", span.text))

    @property
    def style(self) -> str:
        """The style that its first words are in."""
        return next(iter(self.styles), "")

    @property
    def styled(self) -> bool:
        """Whether all its words are in some style."""
        return bool(self.styles) and all(self.styles)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return {*self.styles} == {"bold"}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 to 6), paragraph, item, row, quote or code of the outline; what it contains is in `children`.

    A row has one line for each cell.
    """

    kind: str
    lines: tuple[Line, ...]
    children: tuple[Block, ...] = ()
    level: int = 0

    @property
    def number(self) -> int:
        return self.lines[0].number if self.lines else next((child.number for child in self.children), 0)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def outline(text: str) -> tuple[Block, ...]:
    """The top-level blocks of a Markdown text, in order; headings do not nest yet. Never raises.

    Links of wikis, boxes to tick and the kinds of call-outs are only notation; wide gaps part columns.
    """
    text = _PAGE.sub("", text)
    text = _NOTATION.sub(lambda match: next(filter(None, match.groups())), text)
    text = _COLUMNS.sub(r"\1 | ", _DATE_DEFINED.sub(r"\1  \n", text))
    text = _NUMBERED.sub("- ", text) if len(_NUMBERED.findall(text)) > 1 else text
    root = SyntaxTreeNode(_PARSER.parse(_BULLET.sub(r"\1-", text)))
    return tuple(_blocks(root.children, text.split("\n"), 0))


def parted(whole: Sequence[T], starts: Sequence[int]) -> list[Sequence[T]]:
    """The parts that begin at these places."""
    return [whole[start:end] for start, end in itertools.pairwise([*starts, None])]


def without_emoji(text: str) -> str:
    """The text with pictographs and :shortcodes: taken out."""
    return " ".join(_EMOJI.sub(" ", text).split())


def _blocks(nodes: Iterable[SyntaxTreeNode], source: list[str], shift: int) -> Iterator[Block]:
    for node in nodes:
        first = (node.map[0] if node.map else 0) + shift
        if node.type in ("heading", "paragraph"):
            level = int(node.tag[1]) if node.type == "heading" else 0
            yield Block(node.type, _lines(node, source, shift), level=level)
        elif node.type in ("bullet_list", "ordered_list"):
            yield from (_item(item, source, shift) for item in node.children)
        elif node.type == "blockquote":
            yield Block("quote", (), tuple(_blocks(node.children, source, shift)))
        elif node.type == "table":
            yield from _continued(_rows(node, source, shift))
        elif node.type == "code_block":
            tree = SyntaxTreeNode(_PARSER.parse(_set_left(node.content)))
            yield from _blocks(tree.children, source, first)
        elif node.type in ("fence", "html_block"):
            yield from _plain(node, first)


def _set_left(text: str) -> str:
    """An indented text without its indent; what is listed below an item stays below it."""
    least = min((len(line) - len(line.lstrip()) for line in text.split("\n") if re.match(_MARK, line)), default=0)
    return re.sub(rf"^(?:[ \t]{{{least}}}(?={_MARK})|[ \t]+(?!{_MARK}))", "", text, flags=re.MULTILINE)


def _item(node: SyntaxTreeNode, source: list[str], shift: int) -> Block:
    blocks = tuple(_blocks(node.children, source, shift))
    if blocks and blocks[0].kind in ("paragraph", "heading"):
        return Block("item", _numbered(blocks[0].lines, node.info), blocks[1:])
    if len(blocks) == 1 and blocks[0].kind == "item" and _is_year(blocks[0].text[:4]):
        return blocks[0]
    return Block("item", (), blocks)


def _numbered(lines: tuple[Line, ...], number: str) -> tuple[Line, ...]:
    """An item's lines; "2014. Prize" is no item of a numbered list, but its number is a year."""
    if not lines or not _is_year(number):
        return lines
    return replace(lines[0], spans=(Span(f"{number}. "), *lines[0].spans)), *lines[1:]


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(YEAR, text))


def _rows(node: SyntaxTreeNode, source: list[str], shift: int) -> Iterator[Block]:
    for part in node.children:
        for row in part.children:
            cells = [_lines(cell, source, shift) for cell in row.children]
            number = (row.map[0] if row.map else 0) + shift + 1
            joined = tuple(Line(tuple(span for line in cell for span in line.spans), number) for cell in cells)
            yield Block("row", joined, level=1 if part.type == "thead" else 0)


def _continued(rows: Iterable[Block]) -> list[Block]:
    """The rows of two cells with those below them that leave the first cell empty, which only go on with the second."""
    found: list[Block] = []
    for row in rows:
        last = row.lines[-1] if len(row.lines) == 2 and not row.lines[0].text else None
        if last is None or not last.text or not found or not found[-1].lines[0].text:
            found.append(row)
            continue
        marked = re.match(r"[-•*]\s+", last.text)
        below = Block("item", (Line((Span(last.text[marked.end() :]),), last.number),)) if marked else None
        found[-1] = replace(found[-1], children=(*found[-1].children, below or Block("paragraph", (last,))), level=0)
    return found


def _plain(node: SyntaxTreeNode, first: int) -> Iterator[Block]:
    text = node.content if node.type == "fence" else _TAG.sub("", _BREAK.sub("\n", node.content))
    numbered = [(first + index, line.strip()) for index, line in enumerate(text.splitlines(), 1)]
    for blank, group in itertools.groupby(numbered, key=lambda each: not each[1]):
        if not blank:
            yield Block("paragraph", tuple(Line((Span(html.unescape(line)),), number) for number, line in group))


def _lines(node: SyntaxTreeNode, source: list[str], shift: int) -> tuple[Line, ...]:
    inline = node.children[0] if node.children else None
    if inline is None or inline.type != "inline":
        return ()
    number = (inline.map[0] if inline.map else 0) + shift + 1
    lines, current, start = [], list[Span](), number
    below = source[number - 1 : (inline.map[1] if inline.map else 0) + shift]
    for span in _spans(inline.children):
        if span.style not in ("softbreak", "hardbreak"):
            current.append(span)
            continue
        wrapped = span.style == "softbreak" and _wraps(source[number - 1 : number + 1], _is_filled(below))
        number += span.text == "\n"
        current.append(Span(" "))
        if not wrapped:
            lines.append(Line(tuple(current), start))
            current, start = [], number
    lines.append(Line(tuple(current), start))
    return tuple(line for line in lines if line.text)


def _is_filled(lines: list[str]) -> bool:
    """Whether most of a paragraph's lines end where the next word would not have fitted, as in wrapped text."""
    width = max(map(len, lines), default=0)
    fits = [len(before) + len(after.split(" ")[0]) < width for before, after in itertools.pairwise(lines)]
    return len(fits) < 3 or 2 * sum(fits) < len(fits)


def _wraps(pair: list[str], filled: bool) -> bool:
    """Whether the second of two source lines goes on with the sentence of the first."""
    if len(pair) < 2:
        return False
    before, after = pair[0].strip(), pair[1].strip(" \t>")
    if any(mark in before and mark in after for mark in _PARTING) or _ADDRESS.match(after) or _ADDRESS.match(before):
        return False
    head = before.startswith("**") or before[-1:].isdigit()
    full = (
        filled
        and len(before) >= WRAP_WIDTH
        and not head
        and not re.search(r"(?:@|://)\S+$", before)
        and before[-1] not in '.:;!?)*_`|"”»'
    )
    if len(before) < WRAP_WIDTH and _SMALL_LABEL.match(after):
        return False
    return after[:1].islower() or (full and after[:1] not in "*_`|[:" and not _LABELLED.match(after))


def _spans(nodes: Iterable[SyntaxTreeNode], style: str = "", url: str = "") -> Iterator[Span]:
    usual = style
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            yield Span("\n", node.type)
        elif node.type == "html_inline":
            if _BREAK.match(node.content):
                yield Span("", "hardbreak")
            elif tag := _SET_BACK.match(node.content):
                style = usual if tag[1] else style or "italic"
        elif node.type == "code_inline":
            yield Span(node.content, style or "code", url)
        elif node.type == "link":
            yield from _spans(node.children, style, str(node.attrs.get("href", "")))
        elif node.type in ("strong", "em"):
            yield from _spans(node.children, "bold" if node.type == "strong" or style == "bold" else "italic", url)
        elif node.children:
            yield from _spans(node.children, style, url)
        elif node.content:
            yield Span(node.content, style, url)
