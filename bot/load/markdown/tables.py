"""Tables: what each column holds, by its head, then the section, then the cells; rows become labelled cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.load.dates import parse_period
from bot.load.markdown import lexicon
from bot.load.markdown.outline import Line, Span, parted
from bot.load.markdown.titles import is_date, is_dated

Cells = tuple[Line, ...]
_DATES = ("period", "start", "end", "expires")
_ONE = {"organization", "issuer", "publisher", "event", "place", "position", "name", "studyType", "area", "score"}
_HELD = ("position", "organization")
_WANTED = {
    "work": _HELD,
    "volunteer": _HELD,
    "education": ("studyType", "organization"),
    "certificates": ("name", "issuer"),
    "awards": ("name", "issuer"),
    "talks": ("name", "event"),
    "publications": ("name", "publisher"),
    "references": ("name", *_HELD),
}
_LISTED = ("skills", "languages", "references", "contact")
_KINDS: dict[str, Callable[[Line], bool]] = {
    "position": lambda cell: lexicon.has("roles", cell.text),
    "studyType": lambda cell: lexicon.has("degrees", cell.text, start=True),
}
_LONGEST, _ACRONYM = 6, 4


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that name an entry, and those of columns with a head of their own that tell of it."""

    lines: Cells
    told: Cells = ()


def rows(head: Cells, below: Sequence[Cells], section: str) -> list[Row]:
    """The rows of a table in `section` ("" for an unknown one) below its `head`, which may be empty."""
    if not head or not _says(head):
        records = _upright(below)
        if records:
            return [record(labels, values, section) for labels, values in records]
    if not _is_head(head, below, section):
        below, head = ([head, *below] if _says(head) else below), ()
    fields = _fields(head, below, section)
    return [_labelled(cells, head, fields, section) for cells in _filled(below, fields)]


def record(labels: Cells, values: Cells, section: str = "") -> Row:
    """The row of an entry that stands alone, with a label for each value."""
    return _labelled(values, labels, _fields(labels, [values], section), section)


def _says(cells: Cells) -> bool:
    return any(re.search(r"\w", cell.text) for cell in cells)


def _is_head(head: Cells, below: Sequence[Cells], section: str) -> bool:
    """Whether the first row of a table names its columns: by a known word, above dates, or short names above others."""
    texts = [cell.text for cell in head if cell.text]
    known = sum(bool(lexicon.column_of(text, section)) for text in texts)
    if any(is_dated(cell) or re.search(r"[@\"“]|://", cell.text) or (known < 2 and "," in cell.text) for cell in head):
        return False
    if not head[0].text or (len(texts) > 1 and any(map(is_dated, below[0] if below else ()))):
        return True
    short = len(texts) == len(head) > 2 and all(len(text.split()) <= _LONGEST and text[-1:] != "." for text in texts)
    return short or known > 0


def _upright(below: Sequence[Cells]) -> list[tuple[Cells, Cells]]:
    """(labels, values) of the entries of a table whose left column says what the right one holds; [] for another."""
    pairs = [cells for cells in below if len(cells) == 2 and _says(cells)]
    named = [lexicon.label_of(cells[0].text) for cells in pairs]
    if len(pairs) != len([cells for cells in below if _says(cells)]) or len({*named} & {"period", *_ONE}) < 3:
        return []
    starts = [index for index, field in enumerate(named) if field == named[0]]
    parts = parted(pairs, starts)
    return [(tuple(label for label, _ in part), tuple(value for _, value in part)) for part in parts]


def _fields(head: Cells, below: Sequence[Cells], section: str) -> list[str]:
    """The field that each column holds; "" where neither its head, nor the section, nor its cells tell."""
    width = max(map(len, [head, *below]), default=0)
    columns = [[cells[i] for cells in below if i < len(cells) and _says(cells[i : i + 1])] for i in range(width)]
    meanings = [
        [field for field in lexicon.column_of(head[i].text, section) if _fits(field, columns[i], i, section)]
        if i < len(head)
        else []
        for i in range(width)
    ]
    fields = [found[0] if len(found) == 1 else "" for found in meanings]
    sure = {lexicon.label_of(head[i].text) for i in range(min(width, len(head))) if fields[i]}
    for index, field in enumerate(fields):  # a production is the firm only where no column is called "Company"
        if field == "organization" in sure and lexicon.label_of(head[index].text) != field:
            fields[index] = ""
    for index, found in enumerate(meanings):
        taken = {*fields, *(("position",) if "name" in fields else ())}
        fields[index] = fields[index] or next((field for field in found if field not in taken), "")
    _by_cells(fields, columns, section)
    return fields


def _by_cells(fields: list[str], columns: Sequence[Sequence[Line]], section: str) -> None:
    """Gives the columns whose heads say nothing what the section still wants, by what their cells look like."""
    open_columns = [i for i, field in enumerate(fields) if not field and columns[i]]
    for index in open_columns if section not in _LISTED else ():
        if _mostly(is_date, columns[index]) and not {"period", "start"} & {*fields}:
            fields[index] = "period"
    open_columns = [i for i in open_columns if not fields[i] and not _mostly(_is_code, columns[i])]
    wanted = [field for field in _WANTED.get(section, ("name",)) if field not in fields]
    if section in _LISTED[:2] or len(open_columns) < len(wanted):
        return
    for field in [field for field in wanted if field in _KINDS]:
        share = {i: _share(_KINDS[field], columns[i]) for i in open_columns}
        best = max(share, key=lambda index: share[index])
        if share[best]:
            fields[best] = field
            open_columns.remove(best)
            wanted.remove(field)
    for index, field in zip(open_columns, wanted, strict=False):
        fields[index] = field


def _fits(field: str, cells: Sequence[Line], index: int, section: str) -> bool:
    """Whether the cells of a column may hold a field that its head can mean."""
    if field == "serial":
        return not index and all(re.fullmatch(r"\W*\d{1,3}\W*", cell.text) for cell in cells)
    if field in ("period", "start", "end"):
        return not cells or any(re.search(r"\d{3}|\d \w|['’]\d", cell.text) for cell in cells)
    if field == "position" and section not in ("work", "volunteer", "references"):
        return any(lexicon.has("roles", cell.text) for cell in cells)
    if field == "type" and section in ("work", "volunteer"):
        return _mostly(lambda cell: lexicon.has("types", cell.text), cells)
    if field == "organization" and _mostly(lambda cell: cell.text[:1].islower(), cells):
        return False
    return field not in _ONE or not _mostly(is_date, cells)


def _filled(below: Sequence[Cells], fields: Sequence[str]) -> list[Cells]:
    """The rows with what stands above their ditto marks, and above their empty cells where one firm goes on."""
    found: list[Cells] = []
    for cells in below:
        if not _says(cells):
            continue
        above = found[-1] if found else ()
        same = {i for i in range(min(len(cells), len(above))) if lexicon.is_only("ditto", cells[i].text)}
        empty = [i for i, cell in enumerate(cells) if i < len(above) and not cell.text]
        merged = [i for i in empty if fields[i] == "organization" or (i == 0 and fields[i] not in (*_DATES, *_HELD))]
        same |= {*merged, *(i for i in empty if merged and fields[i] == "place")}
        found.append(tuple(above[i] if i in same else cell for i, cell in enumerate(cells)))
    return found


def _labelled(cells: Cells, head: Cells, fields: Sequence[str], section: str) -> Row:
    """A row's cells, each as "Label: cell" where its column has a meaning or a head; the name comes first."""
    found: list[Line] = []
    told: list[Line] = []
    started = -1
    for index, cell in enumerate(cells):
        field = fields[index] if index < len(fields) else ""
        label = head[index].text if index < len(head) else ""
        if field == "serial" or not (re.search(r"\w", cell.text) or lexicon.is_only("ticks", cell.text)):
            continue
        if field == "end" and started >= 0:
            found[started] = replace(cell, spans=(*found[started].spans, Span(" – "), *cell.spans))
        elif field in ("start", "end", "period"):
            started = len(found)
            found.append(_going_on(cell) if _is_open(cells, fields, field) else cell)
        elif field == "name":
            found.insert(0, cell)
            started += started >= 0
        elif field:
            plain = replace(cell, spans=tuple(replace(span, style="") for span in cell.spans))
            found.append(_with_label(plain, label if lexicon.label_of(label) == field else field))
        elif label and (section not in _LISTED or not _reaches(cell)):
            (found if section in _LISTED else told).append(_with_label(cell, label))
        else:
            found.append(cell)
    return Row(tuple(found), tuple(told))


def _is_open(cells: Cells, fields: Sequence[str], field: str) -> bool:
    """Whether a row says when something began in a table that says nothing of its end."""
    end = fields.index("end") if "end" in fields else len(cells)
    return (field == "start" or "end" in fields) and not _says(cells[end : end + 1])


def _going_on(cell: Line) -> Line:
    """A date on which began what goes on."""
    single = parse_period(cell.text)
    return replace(cell, spans=(Span("since "), *cell.spans)) if single and single.start == single.end else cell


def _with_label(cell: Line, label: str) -> Line:
    """A cell after its label, which has no slashes, as those would part it."""
    spelt = re.sub(r"\s*/\s*", " or ", label.strip(" :*"))
    spelt = spelt.capitalize() if spelt.isupper() and len(spelt) > _ACRONYM else f"{spelt[:1].upper()}{spelt[1:]}"
    return replace(cell, spans=(Span(f"{spelt}: ", cell.style), *cell.spans))


def _is_code(cell: Line) -> bool:
    """Whether a cell holds an address, a number of something or a date, and no name."""
    return _reaches(cell) or is_date(cell) or bool(re.search(r"\d{3}", cell.text))


def _reaches(cell: Line) -> bool:
    """Whether a cell holds an address or a phone number, which need no label."""
    return bool(re.search(r"@|://|www\.|\d{3}[ -]?\d{3}", cell.text))


def _mostly(test: Callable[[Line], bool], cells: Sequence[Line]) -> bool:
    return _share(test, cells) > 0.5


def _share(test: Callable[[Line], bool], cells: Sequence[Line]) -> float:
    return sum(map(test, cells)) / max(len(cells), 1)
