"""An outline in sections, and each section in chunks: one entry each, as it was written."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.load.dates import YEAR
from bot.load.markdown import lexicon
from bot.load.markdown.outline import Block, Line, parted
from bot.load.markdown.records import records, stacked
from bot.load.markdown.tables import record, rows
from bot.load.markdown.titles import is_date, is_dated, read_title
from bot.load.markdown.unfold import unfolded

NESTED = frozenset({"volunteer", "education", "publications", "references", "certificates", "languages"})
DEEP, _SHORT = 7, 8
_TEXT = ("paragraph", "line", "item")
_YEAR_LAST = re.compile(rf"\b{YEAR}\W*$")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading; `names` are the sections that the heading can mean."""

    heading: str
    names: tuple[str, ...]
    blocks: tuple[Block, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """One entry: the lines that begin it and the blocks below them; `kind` is that of its first block."""

    kind: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...] = ()

    @property
    def number(self) -> int:
        return next(iter([*(line.number for line in self.lines), *(block.number for block in self.blocks)]), 0)

    @property
    def first(self) -> str:
        """The text of its first line, "" when it has none."""
        return self.lines[0].text if self.lines else ""

    @property
    def single(self) -> Line | None:
        """Its line of text, when that is all it has."""
        return self.lines[0] if self.kind in _TEXT and len(self.lines) == 1 and not self.blocks else None

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join([*(line.text for line in self.lines), *(line.text for line in all_lines(self.blocks))])


def split(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """What stands before the first section (the person), and the sections."""
    real = _has_headings(blocks)
    blocks = list(_promoted(blocks if real else unfolded(blocks), real))
    level = _section_level(blocks)
    first = next((i for i, block in enumerate(blocks) if _opens(block, level) and lexicon.section_of(block.text)), 0)
    starts = [
        i
        for i, block in enumerate(blocks)
        if _opens(block, level) and (i > first or block.level == level or i == first)
    ]
    if starts and starts[0] == _first_words(blocks) and not lexicon.section_of(blocks[starts[0]].text):
        starts = starts[1:]
    sections = [_section(heading, below) for heading, *below in parted(blocks, starts)]
    front = tuple(blocks[: starts[0]] if starts else blocks)
    return front, tuple(part for section in sections for part in _without_nested(section))


def chunks(blocks: Sequence[Block], section: str = "") -> list[Chunk]:
    """The entries of a section (or of what stands below an employer), in order."""
    level = min((block.level for block in blocks if block.kind == "heading"), default=0)
    if not level:
        return list(_merged(_loose(blocks), section))
    starts = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == level]
    found = list(_merged(_loose(blocks[: starts[0]]), section))
    headed = (Chunk("heading", heading.lines, tuple(below)) for heading, *below in parted(blocks, starts))
    return found + _below_dates(headed)


def all_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """Every line of the blocks and of those below them, in order."""
    for block in blocks:
        yield from block.lines
        yield from all_lines(block.children)


def is_head(block: Block) -> bool:
    """Whether a paragraph or item looks like the beginning of an entry: bold first words, or a date of its own."""
    if not block.lines:
        return False
    if any(_defines(line) for line in block.lines[1:2]):
        return True
    line = block.lines[0]
    if any(map(is_date, block.lines[1:3])) and len(line.text.split()) <= _SHORT and line.text[-1:] not in ".:":
        return True
    bold, dated = line.style == "bold", is_dated(line)
    if _is_sentence(line.text):
        return bold and dated
    return dated or (bold and not _begins_labelled(line))


def _defines(line: Line) -> bool:
    """Whether a line is a definition in words, of the term on the line above."""
    return line.text.startswith(": ") and len(line.text.split()) > 5 and not is_dated(line)


def _begins_labelled(line: Line) -> bool:
    """Whether a line states a value of the entry above it ("**Tools:** Fork, Ear")."""
    label, colon, value = line.text.partition(":")
    return bool(colon and value) and lexicon.label_of(label) not in (
        "",
        "name",
        "organization",
        "position",
        "studyType",
    )


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 8 and text.rstrip().endswith((".", "!"))


def _has_headings(blocks: Sequence[Block]) -> bool:
    """Whether sections begin with what Markdown calls a heading."""
    headings = [block for block in blocks if block.kind == "heading"]
    return sum(bool(lexicon.section_of(block.text)) for block in headings) >= 2 or len(headings) > 3


def _promoted(blocks: Sequence[Block], real: bool) -> Iterator[Block]:
    """The blocks with the lines that serve as headings (bold, capitals, a known name alone) made headings."""
    opening = next(
        (i for i, block in enumerate(blocks) if block.text and not lexicon.is_only("document", block.text)), 0
    )
    for index, block in enumerate(blocks):
        title = block.lines[0] if block.kind == "paragraph" and block.lines else None
        if (
            title is None
            or (index <= opening and not lexicon.section_of(title.text))
            or not _names_section(title, len(block.lines) == 1, real)
        ):
            yield block
            continue
        yield Block("heading", (title,), level=DEEP if real else 2)
        if rest := block.lines[1:]:
            yield replace(block, lines=rest)


def _names_section(line: Line, alone: bool, real: bool) -> bool:
    text = line.text.strip()
    shout = text.isupper() and len(text) > 3
    unlike = len(text.split()) > 6 or is_dated(line) or text.endswith((".", ","))
    if lexicon.section_of(text):
        return line.bold or shout or (alone and not real and not unlike)
    return not real and alone and (line.bold or shout) and not unlike and not lexicon.has("roles", text)


def _section_level(blocks: Sequence[Block]) -> int:
    """The level of the headings that open sections."""
    levels = Counter(block.level for block in blocks if block.kind == "heading" and lexicon.section_of(block.text))
    if levels:
        return min(levels, key=lambda level: (-min(levels[level], 2), level))
    others = [block.level for block in blocks[1:] if block.kind == "heading"]
    return min(others, default=0)


def _opens(block: Block, level: int) -> bool:
    return block.kind == "heading" and block.level <= level


def _first_words(blocks: Sequence[Block]) -> int:
    return next((i for i, block in enumerate(blocks) if block.text.strip()), 0)


def _section(heading: Block, blocks: Sequence[Block]) -> Section:
    return Section(heading.text.strip(" :"), lexicon.section_of(heading.text), tuple(blocks), heading.number)


def _without_nested(section: Section) -> Iterator[Section]:
    """The section, then those that headings inside it open: "Talks" in "Achievements"."""
    top = min((block.level for block in section.blocks if block.kind == "heading"), default=0)
    starts = [i for i, block in enumerate(section.blocks) if block.kind == "heading" and _nests(section, block, top)]
    first = replace(section, blocks=section.blocks[: starts[0]] if starts else section.blocks)
    if first.blocks or not starts:
        yield first
    yield from (_section(heading, below) for heading, *below in parted(section.blocks, starts))


def _nests(section: Section, heading: Block, top: int) -> bool:
    names = set(lexicon.section_of(heading.text)) if lexicon.is_heading(heading.text) else set()
    strict = {"work", "skills", "projects"} & set(section.names)
    if strict:
        return heading.level == top and bool(names & (NESTED | set(section.names))) and "skills" not in section.names
    return bool(names)


def _below_dates(headed: Iterable[Chunk]) -> list[Chunk]:
    """The chunks with a heading that is only a date, above a heading of its own level or below, put with its title."""
    found: list[Chunk] = []
    for chunk in headed:
        lines, blocks = chunk.lines, chunk.blocks
        if len(lines) == 1 and is_date(lines[0]) and blocks and blocks[0].kind == "heading":
            lines, blocks = (*lines, *blocks[0].lines), blocks[1:]
        elif found and not found[-1].blocks and all(map(is_date, found[-1].lines)):
            lines = (*found.pop().lines, *lines)
        found.append(replace(chunk, lines=lines, blocks=blocks))
    return found


def _loose(blocks: Sequence[Block]) -> Iterator[Chunk]:
    """Chunks of blocks among which no heading stands."""
    head: Chunk | None = None
    for index, block in enumerate(blocks):
        following = blocks[index + 1].kind if index + 1 < len(blocks) else ""
        stated = [] if block.kind == "row" else _records(block)
        own = block.kind == "paragraph" and not _attribution(block) and (is_head(block) or _leads(block, following))
        if head and not head.blocks and (own or _styled(block)) and _goes_on(head, block):
            head = replace(head, lines=(*head.lines, *block.lines))
        elif stated and (head is None or head.kind == "record"):
            yield from [head] if head else []
            *early, head = stated
            yield from early
        elif own:
            if head:
                yield head
            *early, last = _split_lines(block)
            yield from early
            head = last
        elif head:
            head = replace(head, blocks=(*head.blocks, block))
        elif block.kind == "paragraph":
            yield from _split_lines(block)
        elif block.kind == "quote":
            yield Chunk("quote", (), (block,))
        elif block.lines or block.children:
            yield Chunk("header" if block.kind == "row" and block.level else block.kind, block.lines, block.children)
    if head:
        yield head


def _records(block: Block) -> list[Chunk]:
    """The entries that a block states in labelled lines; what is below belongs to the last."""
    found = []
    for labels, values, text in records(block):
        told = (Block("paragraph", text),) if text else ()
        found.append(Chunk("record", record(labels, values).lines, told))
    return [*found[:-1], replace(found[-1], blocks=(*found[-1].blocks, *block.children))] if found else []


def _goes_on(head: Chunk, block: Block) -> bool:
    """Whether a paragraph is one more title line: bold employer, then the date, then the position in italics."""
    dated = [any(is_dated(line) for line in lines) for lines in (head.lines, block.lines)]
    short = len(block.lines) == 1 and len(block.text.split()) <= 14
    return short and not all(dated) and head.lines[0].style == "bold" != block.lines[0].style


def _styled(block: Block) -> bool:
    return block.kind == "paragraph" and not _attribution(block) and all(line.styled for line in block.lines)


def _merged(loose: Iterable[Chunk], section: str) -> Iterator[Chunk]:
    """Quotes with the line below them that says whose they are; rows of a table by its head."""
    quote: Chunk | None = None
    for whole, group in itertools.groupby(_tabled(loose), key=lambda each: each[0]):
        if whole:
            yield from [quote] if quote else []
            quote = None
            yield from _rows([chunk for _, chunk in group], section)
            continue
        for _, chunk in group:
            if quote and chunk.kind == "paragraph" and _attribution(chunk):
                yield replace(quote, lines=chunk.lines)
                quote = None
                continue
            if quote:
                yield quote
            quote = chunk if chunk.kind == "quote" else None
            if quote is None:
                yield replace(chunk, kind="row") if chunk.kind == "record" else chunk
    if quote:
        yield quote


def _tabled(loose: Iterable[Chunk]) -> Iterator[tuple[int, Chunk]]:
    """Each chunk with the number of the table that it is a row of, 0 for another."""
    count = 0
    for chunk in loose:
        count += chunk.kind == "header"
        yield count if chunk.kind in ("header", "row") else 0, chunk


def _rows(table: Sequence[Chunk], section: str) -> Iterator[Chunk]:
    head = table[0].lines if table[0].kind == "header" else ()
    for row in rows(head, [chunk.lines for chunk in table if chunk.kind == "row"], section):
        yield Chunk("row", row.lines, tuple(Block("paragraph", (line,)) for line in row.told))


def _attribution(block: Block | Chunk) -> bool:
    return bool(block.lines) and bool(re.match(r"\s*[–—―-]{1,3}\s*\S", block.lines[0].text))


def _leads(block: Block, following: str) -> bool:
    """Whether a paragraph heads the bullets below it without looking like a head."""
    short = len(block.text.split()) <= 12 and not block.text.rstrip().endswith((":", "."))
    return following == "item" and short


def _split_lines(block: Block) -> list[Chunk]:
    """A paragraph as one chunk, or as one for each line when each line is an entry of its own."""
    lines = block.lines
    terms = [i for i, line in enumerate(lines) if i + 1 < len(lines) and _defines(lines[i + 1]) and not _defines(line)]
    if terms and terms[0] == 0:
        return [Chunk("paragraph", tuple(part)) for part in parted(lines, terms)]
    if starts := stacked(lines):
        return [Chunk("paragraph", tuple(part)) for part in parted(lines, starts)]
    ends = [bool(_YEAR_LAST.search(line.text)) and not line.text.endswith(".") for line in lines]
    heads = [line.style == "bold" or is_dated(line) or end for line, end in zip(lines, ends, strict=True)]
    uniform = len({line.style == "bold" for line in lines}) == 1
    entries = uniform and (all(heads) or (not any(heads) and all(not _is_sentence(line.text) for line in lines)))
    if len(lines) > 1 and entries and all(read_title([line]).text for line in lines):
        return [Chunk("line", (line,)) for line in lines]
    return [Chunk("paragraph", lines)]
