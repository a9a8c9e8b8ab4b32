"""One mapping of a résumé being read: each field is taken once, and what nobody took is kept as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.load import dates, foreign
from bot.load.text import expanded, names, sentences
from bot.load.tree import Node
from bot.profile import Link, Period

SHORT = 80
START = ("startDate", "start", "from")
END = ("endDate", "end", "until", "to")
SINGLE = ("date", "releaseDate", "period", "dates", "year", "when")
HAPPENED = ("released", "published", "issued", "obtained", "completed", "launched", "graduated", "years", "duration")
URL = ("url", "website", "homepage", "web", "site", "www")
DATE_CURE = 'write 2014, 2014-06, 2014-06-15 or "Jun 2014"'
UNSURE = frozenset({"unknown", "?"})
MISSING = frozenset({"-", "–", "—", "n/a", "na", "none", "tbd"}) | UNSURE

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+([/:?#]\S*)?")
_REPOSITORY = re.compile(r"(www\.)?(git|bitbucket|codeberg|sourceforge|svn)")
_VIDEO = re.compile(r"(www\.)?(youtu|vimeo|video|tube)")


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with the file (`errors`) and what was odd about it (`warnings`), each with its line."""

    name: str
    errors: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)

    def error(self, line: int, text: str) -> None:
        self.errors.append((line, text))

    def warn(self, line: int, text: str) -> None:
        self.warnings.append((line, text))

    def lines(self, found: list[tuple[int, str]]) -> tuple[str, ...]:
        """Errors or warnings in the file's order."""
        return tuple(f"{self.name}:{line}: {text}" for line, text in sorted(found, key=lambda each: each[0]))


class Item:
    """The fields of one mapping, by name whatever its case and style ("startDate", "start_date")."""

    def __init__(self, node: Node, where: str, report: Report) -> None:
        self.where, self.report, self.line = where, report, node.line
        values = node.value if isinstance(node.value, dict) else {}
        self.left = {key_of(name): (name, value) for name, value in values.items() if value.kind != "nothing"}

    def take(self, *wanted: str) -> tuple[str, Node] | None:
        """The first of these fields that is stated, with its name as written."""
        return next((self.left.pop(key) for key in map(key_of, wanted) if key in self.left), None)

    def text(self, *wanted: str) -> str:
        """The first of these fields, on one line; "" when none is stated."""
        found = self.take(*wanted)
        if found is None:
            return ""
        name, node = found
        if not isinstance(node.value, str):
            self.wrong(name, node, "text", "write it as one line of text")
            return ""
        return " ".join(node.value.split())

    def texts(self, *wanted: str) -> tuple[str, ...]:
        """The statements of all these fields: a text's sentences, a list's items."""
        found: list[str] = []
        for name, node in self.each(*wanted):
            if isinstance(node.value, str):
                found.extend(sentences(node.value))
            elif isinstance(node.value, list):
                found.extend(flat(child) for child in node.value if child.kind != "nothing")
            else:
                self.wrong(name, node, "text or a list of texts", 'begin each text with "- "')
        return tuple(found)

    def names(self, *wanted: str) -> tuple[str, ...]:
        """The members of all these fields, each a list or a text with commas."""
        found: list[str] = []
        for name, node in self.each(*wanted):
            if isinstance(node.value, str):
                found.extend(names(node.value))
            elif isinstance(node.value, list):
                found.extend(member for child in node.value for member in expanded(flat(child)))
            else:
                self.wrong(name, node, "a list of names", "write it as [one, two]")
        return tuple(dict.fromkeys(found))

    def titles(self, *wanted: str) -> tuple[str, ...]:
        """All these fields' values, where a text is one value whatever its commas."""
        return tuple(
            " ".join(flat(child).split())
            for _, node in self.each(*wanted)
            for child in (node.value if isinstance(node.value, list) else [node])
        )

    def each(self, *wanted: str) -> Iterator[tuple[str, Node]]:
        return (found for name in wanted if (found := self.take(name)))

    def children(self, *wanted: str) -> tuple[Item, ...]:
        """The mappings in one of these fields, which holds one or a list of them."""
        found = self.take(*wanted)
        if found is None:
            return ()
        name, node = found
        nodes = node.value if isinstance(node.value, list) else [node]
        for child in nodes:
            if not isinstance(child.value, dict):
                self.wrong(name, child, "a mapping of fields", 'write it as "name: value" lines')
        return tuple(Item(child, f"{self.where}.{name}", self.report) for child in nodes)

    def period(self, open_ended: bool) -> Period | None:
        """When it was. Without an end it is an event, or ongoing when `open_ended`."""
        ends = [flat(self.left[name][1]).casefold() for name in map(key_of, END) if name in self.left]
        start, end = self.date(*START), self.date(*END)
        if start is None and end is None:
            stated = [key for key in HAPPENED if key in self.left and dates.parse_period(flat(self.left[key][1]))]
            return self.date(*SINGLE) or (self.date(*stated) if stated else None)
        first = start.start if start else None
        if end is None and start and start.start == start.end:
            period = Period(first, ongoing=True) if open_ended and not UNSURE & {*ends} else start
        elif end is None:
            period = start or Period()
        else:
            period = Period(first, end.end, end.ongoing)
        if dates.is_reversed(period):
            order = f"it ends in {period.end}, before its start in {period.start}"
            self.report.error(self.line, f"{self.where}: {order}; correct one of them")
        return period

    def date(self, *wanted: str) -> Period | None:
        found = self.take(*wanted)
        if found is None:
            return None
        name, node = found
        if not isinstance(node.value, str):
            self.wrong(name, node, "a date", DATE_CURE)
            return None
        return None if node.value.casefold() in MISSING else self.written(name, node.line, node.value)

    def written(self, name: str, line: int, text: str) -> Period | None:
        """The period a text states; one that only holds a date somewhere is believed with a warning."""
        if period := dates.parse_period(text) or dates.parse_period(foreign.in_english(text)):
            if dates.is_reversed(period):
                self.report.error(line, f"{self.where}.{name}: {text!r} ends before its start; correct one of them")
            return period
        if date := dates.find_date(text):
            self.report.warn(line, f"{self.where}.{name}: {text!r} was read as {date}; {DATE_CURE}")
            self.left[key_of(name)] = (name, Node(line, text, "text"))
            return Period(date, date)
        self.report.error(line, f"{self.where}.{name}: {text!r} is not a possible date; {DATE_CURE}")
        self.left[key_of(name)] = (name, Node(line, text, "text"))
        return None

    def place(self) -> str:
        """The location on one line, "Duluth, Minnesota, US"; a mapping's other fields stay as facts of this item."""
        found = self.take("location", "place", "venue")
        if found and not isinstance(found[1].value, dict):
            return flat(found[1])
        inner = Item(found[1], f"{self.where}.{found[0]}", self.report) if found else self
        parts = [inner.text("city"), inner.text("region", "state"), inner.text("country", "countryCode")]
        self.left |= inner.left if found else {}
        return ", ".join(part for part in parts if part)

    def links(self, label: str) -> tuple[Link, ...]:
        """What can be opened: `links`, then `url` with a label that its host suggests, else `label`."""
        children = [(name, child) for name, node in self.each("links") for child in _listed(node)]
        found = [link for name, child in children for link in self.listed(name, child)]
        for name, node in self.each(*URL, "link"):
            url = _url(flat(node))
            if url and url not in [link.url for link in found]:
                found.append(Link(suggested(url, label), url))
            elif not url:
                self.left[key_of(name)] = (name, node)
        return tuple(found)

    def listed(self, name: str, node: Node) -> Iterator[Link]:
        """The link in one item of `links`: {label, url}, {label: url} or a bare URL."""
        if not isinstance(node.value, dict):
            url = _url(flat(node))
            label = suggested(url, "Website")
        else:
            inner = Item(node, f"{self.where}.{name}", self.report)
            url = _url(inner.text("url", "href", "link"))
            label = inner.text("label", "name", "title", "network")
            if not url and len(inner.left) == 1:
                label, target = next(iter(inner.left.values()))
                url = _url(flat(target))
        if url:
            yield Link(label or suggested(url, "Website"), url)
        else:
            self.wrong(name, node, "a link", "write it as {label: ..., url: https://...}")

    def rest(self) -> tuple[dict[str, str], tuple[str, ...], tuple[Link, ...]]:
        """What was not taken: short texts as fields, long ones and lists as clauses, URLs as links."""
        fields: dict[str, str] = {}
        clauses: list[str] = []
        links: list[Link] = []
        for name, node in self.left.values():
            if not isinstance(node.value, str):
                clauses.extend(_clauses(name, node))
            elif "://" in node.value and (url := _url(node.value)):
                links.append(Link(spoken(name), url))
            elif len(node.value) <= SHORT:
                fields[name] = " ".join(node.value.split())
            else:
                first, *more = sentences(node.value)
                clauses.extend([first, *more] if more else [f"{spoken(name)}: {first}"])
        self.left = {}
        return fields, tuple(clauses), tuple(links)

    def wrong(self, name: str, node: Node, expected: str, cure: str) -> None:
        """An error; the field stays as a fact, for a section where errors are only warnings."""
        self.left.setdefault(key_of(name), (name, node))
        self.report.error(node.line, f"{self.where}.{name}: expected {expected}, found {node.kind}; {cure}")


def flat(node: Node) -> str:
    """Any node as one line of text."""
    if isinstance(node.value, str):
        return " ".join(node.value.split())
    if isinstance(node.value, list):
        return ", ".join(flat(child) for child in node.value if child.kind != "nothing")
    return ", ".join(f"{spoken(name)}: {flat(child)}" for name, child in node.value.items() if child.kind != "nothing")


def _clauses(name: str, node: Node) -> list[str]:
    texts = [text for child in _listed(node) if (text := flat(child))]
    if texts and all(len(text) <= SHORT // 2 for text in texts):
        return [f"{spoken(name)}: {', '.join(texts)}"]
    return texts


def _listed(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def key_of(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.casefold())


def spoken(name: str) -> str:
    """A field's name in words: "careerBreak" is "Career break"."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_-]", " ", name).split()
    return " ".join(word if word.isupper() else word.lower() for word in words).capitalize() if words else name


def _url(text: str) -> str:
    """The text as something to open, or "" when it is none: only the web and mail are opened."""
    if text.casefold().startswith(("http://", "https://", "mailto:")):
        return text if " " not in text else ""
    if _SCHEME.match(text) and not _ADDRESS.fullmatch(text):
        return ""
    return f"https://{text}" if _ADDRESS.fullmatch(text) and not text.replace(".", "").isdigit() else ""


def suggested(url: str, otherwise: str) -> str:
    host = url.split("://")[-1].split("/")[0].casefold()
    if _REPOSITORY.match(host):
        return "Repository"
    return "Video" if _VIDEO.match(host) else otherwise
