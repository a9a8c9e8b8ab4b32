"""A Profile becomes a résumé in YAML, for a person to correct; read again it gives the same entries."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from bot.load.employers import employers
from bot.load.item import END, SINGLE, START, key_of, suggested
from bot.load.json_resume import EMPLOYER, FIRM, SHAPES, UNKNOWN, Shape
from bot.load.text import sentences
from bot.profile import Entry, Link, PartialDate, Profile

Fields = dict[str, Any]
WIDTH = 100
FLAT = frozenset({"name", "description", "url", "links", "aliases"})
PROSE = {"projects": "description", "employers": "description", "references": "reference"}


def dump(profile: Profile) -> str:
    """The profile as JSON Resume in YAML: the sections in their order, dates in quotes."""
    sections: Fields = {}
    for entry in profile.entries:
        if entry.section == "basics":
            sections["basics"] = _basics(entry)
        elif entry.section not in ("work", "employers"):
            sections.setdefault(entry.section, []).append(_item(entry))
        elif "work" not in sections:
            sections["work"] = list(_work(profile.entries))
    sections["meta"] = {"lastModified": _date(profile.updated)}
    return "\n".join(_yaml({name: value}) for name, value in sections.items())


def _basics(person: Entry) -> Fields:
    links, home = list(person.links), person.fields.get("url", "")
    if links and links[-1] == Link(suggested(home, "Website"), home):
        del links[-1]
    name = "links" if any(link.url == home for link in links) else "profiles"
    label = "label" if name == "links" else "network"
    listed = [_Flow({label: link.label, "url": link.url}) for link in links]
    found = _item(person)
    found.pop("links", "")
    return found | ({name: listed} if listed else {})


def _work(entries: Sequence[Entry]) -> Iterator[Fields]:
    """One item for each run of positions at one employer; the first says what is stated of the employer."""
    positions = [entry for entry in entries if entry.section == "work"]
    usual = {firm.title: firm.period for firm in employers((), positions)}
    firms = {firm.title.casefold(): firm for firm in entries if firm.section == "employers"}
    for name, run in itertools.groupby(positions, lambda entry: entry.organization):
        held, firm = list(run), firms.pop(name.casefold(), Entry("employers", name))
        about = _item(firm, FIRM)
        if firm.period == usual.get(firm.title):
            about = {key: value for key, value in about.items() if key not in ("date", "startDate", "endDate")}
        yield _flat(about, held) or _nested(about, held)


def _flat(about: Fields, held: Sequence[Entry]) -> Fields:
    """The item as JSON Resume has it, {} where that cannot say all."""
    position = held[0]
    about = {key: value for key, value in about.items() if key != "location"}
    if len(held) > 1 or position.links or position.aliases or about.keys() - FLAT:
        return {}
    return about | _item(position)


def _nested(about: Fields, held: Sequence[Entry]) -> Fields:
    """The item with the employer's positions listed in it."""
    place = about.pop("location", "")
    items = [_item(position) for position in held]
    for item in items:
        item.pop(EMPLOYER[0], "")
    if place and all(item.get("location") == place for item in items):
        about["location"] = place
        for item in items:
            del item["location"]
    return about | {"positions": items}


def _item(entry: Entry, shape: Shape | None = None) -> Fields:
    """The entry's fields under their JSON Resume names; empty ones are left out."""
    shape = shape or SHAPES.get(entry.section, UNKNOWN)
    found = {
        **_head(entry, shape),
        "location": entry.place,
        **_dates(entry),
        **_text(entry, shape),
        shape.keywords[0]: _Flow(entry.keywords),
        "aliases": _Flow(entry.aliases),
        "related": list(entry.related),
        "heading": entry.heading,
        **_links(entry, shape),
        **entry.fields,
    }
    return {name: value for name, value in found.items() if value}


def _head(entry: Entry, shape: Shape) -> Fields:
    """The title and the organization, which comes first where one looks for it first.

    A title that only repeats the organization, or the words of who recommends, was not stated.
    """
    study, _, area = entry.title.partition(" in ")
    title: Fields = {shape.title[0]: entry.title}
    quoted = entry.clauses[:1] if entry.section == "references" else ()
    if entry.title in ((entry.organization,) if entry.organization else quoted):
        title = {}
    elif entry.section == "education" and area and area.casefold() not in study.casefold():
        title = {"studyType": study, "area": area}
    organization = dict.fromkeys(shape.organization[:1], entry.organization)
    return organization | title if entry.section in ("work", "volunteer", "education") else title | organization


def _text(entry: Entry, shape: Shape) -> Fields:
    """Running text where that is usual and has the same sentences, else a list."""
    whole, name = " ".join(entry.clauses), PROSE.get(entry.section, shape.text[0])
    usual = entry.section in ("basics", "references") or len(entry.clauses) == 1
    if usual and sentences(whole) == entry.clauses:
        return {name: whole}
    return {name if entry.section in ("basics", "employers") else "highlights": list(entry.clauses)}


def _links(entry: Entry, shape: Shape) -> Fields:
    if len(entry.links) == 1 and entry.links[0].label == suggested(entry.links[0].url, shape.link):
        return {"url": entry.links[0].url}
    return {"links": [_Flow({"label": link.label, "url": link.url}) for link in entry.links]}


def _dates(entry: Entry) -> Fields:
    """The period; a date that the reader had to guess is still among the entry's fields, and stays as written."""
    period, written = entry.period, {key_of(name) for name in entry.fields}
    if period is None:
        return {}
    start = _date(period.start) if period.start else ""
    end = "present" if period.ongoing else _date(period.end) if period.end else ""
    if start == end and not written & {*map(key_of, (*START, *END, *SINGLE))}:
        return {"releaseDate" if entry.section == "publications" else "date": start}
    return {
        **({} if written & {*map(key_of, START)} else {"startDate": start}),
        **({} if written & {*map(key_of, END)} else {"endDate": end}),
    }


def _date(date: PartialDate) -> _Quoted:
    parts = [f"{part:02}" for part in (date.month, date.day) if part]
    return _Quoted(str(date) if date.season else "-".join([str(date.year), *parts]))


class _Quoted(str):
    """Text that YAML would take for something else in other programs."""


class _Flow:
    """A list or mapping on one line."""

    def __init__(self, value: Sequence[str] | Fields) -> None:
        self.value = value

    def __bool__(self) -> bool:
        return bool(self.value)


class _Dumper(yaml.SafeDumper):
    """Lists are indented, long texts are folded, and nothing refers to anything."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def write_plain(self, text: str, split: bool = True) -> None:
        super().write_plain(text, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _yaml(value: Fields) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if isinstance(text, _Quoted) else ">" if len(text) > WIDTH - 10 and " " in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_flow(dumper: yaml.SafeDumper, flow: _Flow) -> yaml.Node:
    if isinstance(flow.value, dict):
        return dumper.represent_mapping("tag:yaml.org,2002:map", flow.value, flow_style=True)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", flow.value, flow_style=True)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(_Quoted, _represent_text)
_Dumper.add_representer(_Flow, _represent_flow)
