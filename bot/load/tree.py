"""YAML or JSON text as a tree of nodes that know their line; scalars stay as they were written ("2014-06", "yes")."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bot.errors import ProfileError
from bot.load.text import without_html

DEPTH = 40
NODES = 50_000

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_LONE = re.compile(r"(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?|true|false", re.IGNORECASE)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (text, "" for null), a list of nodes, or a mapping of names to nodes; `size` counts its nodes."""

    line: int
    value: str | list[Node] | dict[str, Node]
    kind: str
    size: int = 1


def parse_json(text: str, name: str) -> Node:
    """The tree of a JSON text; raises ProfileError with the line where it is not JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        cure = "check the comma, quote or bracket there or just before"
        raise ProfileError(f"{name}:{error.lineno}: this is not valid JSON ({error.msg}); {cure}") from None
    except (RecursionError, ValueError):
        raise ProfileError(f"{name}: it is nested too deeply, or holds too long a number, for a résumé") from None
    text = _SURROGATES.sub(lambda match: match[1] + _character(match[2], match[3]), text)
    return parse_yaml(_LONE.sub(r"\1\\ufffd", text), name)


def parse_yaml(text: str, name: str) -> Node:
    """The tree of a YAML text; raises ProfileError with the line where it is not YAML or swells beyond any résumé."""
    try:
        return _Builder(name, yaml.parse(_UNPRINTABLE.sub(" ", text), Loader=yaml.CSafeLoader)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        problem = ", ".join(filter(None, (error.problem, error.context)))
        cure = "indent with spaces, not tabs, and put text that holds ': ' or '#' in quotes"
        raise ProfileError(f"{where}: this is not valid YAML ({problem}); {cure}") from None
    except yaml.YAMLError as error:
        raise ProfileError(f"{name}: this is not valid YAML ({error})") from None


def _character(high: str, low: str) -> str:
    return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)


class _Builder:
    """Builds from events, not with yaml.compose: that one overflows the C stack on deep nesting."""

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name, self.events = name, events
        self.anchors: dict[str, Node] = {}

    def document(self) -> Node:
        found = [self.node(event, 0) for event in self.events if isinstance(event, yaml.NodeEvent)]
        if len(found) > 1:
            raise ProfileError(f"{self.name}:{found[1].line}: a second document begins here; keep one résumé a file")
        return found[0] if found else Node(1, "", "nothing")

    def node(self, event: Any, depth: int) -> Node:
        line = event.start_mark.line + 1
        if depth > DEPTH:
            raise ProfileError(f"{self.name}:{line}: it is nested more than {DEPTH} levels deep; a résumé needs five")
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event.anchor, line)
        node = self.built(event, line, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def alias(self, anchor: str | None, line: int) -> Node:
        if not anchor or anchor not in self.anchors:
            raise ProfileError(f"{self.name}:{line}: *{anchor} refers to nothing before it; write the text itself")
        return self.anchors[anchor]

    def built(self, event: Any, line: int, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, line)
        nodes = list(self.children(depth + 1))
        size = 1 + sum(node.size for node in nodes)
        if size > NODES:
            raise ProfileError(f"{self.name}:{line}: its aliases swell to over {NODES} values; write them out instead")
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(line, nodes, "a list", size)
        return Node(line, self.mapping(nodes[::2], nodes[1::2]), "a mapping", size)

    def children(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield self.node(event, depth)

    def mapping(self, keys: list[Node], values: list[Node]) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in zip(keys, values, strict=True):
            if not isinstance(key.value, str):
                raise ProfileError(f"{self.name}:{key.line}: a field's name must be text, not {key.kind}; quote it")
            if key.value in found:
                raise ProfileError(f"{self.name}:{key.line}: the field {key.value!r} stands twice; keep one of them")
            if key.value == "<<" and isinstance(value.value, dict):
                found = value.value | found
            else:
                found[key.value] = value
        return found


def _scalar(event: yaml.ScalarEvent, line: int) -> Node:
    text = without_html(_UNPRINTABLE.sub("", event.value)).strip()
    if not text or (event.implicit[0] and text in _NULL) or text.startswith("data:image/"):
        return Node(line, "", "nothing")
    return Node(line, text, "a number" if event.implicit[0] and _NUMBER.fullmatch(text) else "text")
