"""Other ways of writing a résumé as data, put in the shape of JSON Resume: RenderCV, FRESH, sections in a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.load import foreign
from bot.load.item import key_of
from bot.load.tree import Node

WRAPPERS = ("cv", "resume")
ABOUT = ("info", "contact", "location")
LISTS = ("history", "sets", "list", "items", "entries")
PEOPLE = ("socialnetworks", "social", "profiles")
PERSON = {"brief": "summary", "socialnetworks": "profiles", "social": "profiles"}
ENTRIES: Mapping[str, Mapping[str, str]] = {
    "work": {"employer": "name"},
    "education": {"degree": "studyType", "title": "studyType"},
    "skills": {"details": "keywords", "skills": "keywords", "label": "name", "bullet": "name"},
    "publications": {"journal": "publisher"},
    "awards": {"from": "awarder", "bullet": "title"},
    "references": {"quote": "reference"},
}


def as_json_resume(tree: Node, known: Mapping[str, object]) -> Node:
    """The tree with a "cv" around it taken off, its sections at the top and under names that are `known`."""
    fields = tree.value if isinstance(tree.value, dict) else {}
    inner = next((fields[name] for name in WRAPPERS if name in fields and isinstance(fields[name].value, dict)), None)
    if inner is not None and not any(name in known for name in fields):
        return as_json_resume(inner, known)
    if not fields or "basics" in fields:
        return tree
    sections = fields.get("sections")
    found = {name: node for name, node in fields.items() if name not in (*ABOUT, "sections")}
    found |= sections.value if sections and isinstance(sections.value, dict) else {}
    person = {name: node for name, node in found.items() if isinstance(node.value, str) or key_of(name) in PEOPLE}
    for name in (name for name in ABOUT if name in fields):
        about = fields[name]
        person |= about.value if isinstance(about.value, dict) and name != "location" else {name: about}
    if "name" not in person:
        return tree
    listed = {name: _listed(node) for name, node in found.items() if name not in person}
    person |= {"summary": listed.pop("summary")} if "summary" in listed else {}
    basics = replace(tree, value={PERSON.get(key_of(name), name): node for name, node in person.items()})
    named = [(section_of(name, node, known), node) for name, node in listed.items()]
    if not any(name in known for name, _ in named):
        return tree
    return replace(tree, value={"basics": basics, **{name: _renamed(name, node) for name, node in named}})


def section_of(name: str, node: Node, known: Mapping[str, object]) -> str:
    """The `known` section that a list's name means, as a heading would: "selected_honors"; else the name."""
    if name in known or not isinstance(node.value, list):
        return name
    words = name.replace("_", " ").replace("-", " ").casefold()
    plain = " ".join(word for word in words.split() if word not in foreign.read("headings.yaml")["praise"])
    meant = foreign.read("headings.yaml")["headings"].items()
    return next((section for section, phrases in meant if plain in phrases and section in known), name)


def _listed(node: Node) -> Node:
    """A mapping that only holds lists of entries as one list: {"history": [...]}."""
    parts = [part for name, part in node.value.items() if name in LISTS] if isinstance(node.value, dict) else []
    entries = [entry for part in parts for entry in _members(part)]
    return replace(node, value=entries, kind="a list") if entries else node


def _members(node: Node) -> Iterator[Node]:
    yield from node.value if isinstance(node.value, list) else ()


def _renamed(section: str, node: Node) -> Node:
    """The entries of a section with their fields under JSON Resume's names."""
    names = ENTRIES.get(section, {})
    entries = [
        replace(entry, value={names.get(name, name): value for name, value in entry.value.items()})
        if isinstance(entry.value, dict)
        else entry
        for entry in _members(node)
    ]
    return replace(node, value=entries) if entries else node
