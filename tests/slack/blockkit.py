"""Slack's documented rules for blocks, checked strictly: what breaks one here is `invalid_blocks` there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]

_MARKUP = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"<(?:https?://|mailto:)[^\s<>|]+\|[^<>]+>")
_PERSON = re.compile(r"<@[UW][A-Z0-9]+>")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")


def problems(blocks: object, surface: str = "message") -> list[str]:
    """Every rule that these blocks break on this surface; [] when Slack would take them."""
    if not isinstance(blocks, list):
        return ["blocks: not a list"]
    return list(_problems(blocks, surface))


def markup_problems(text: str) -> list[str]:
    """What stands in a mrkdwn text besides plain words, explicit links and the person who asked."""
    found = [part for part in _MARKUP.findall(text) if not (_LINK.fullmatch(part) or _PERSON.fullmatch(part))]
    bare = _MARKUP.sub("", text)
    return found + _ENTITY.findall(bare) + re.findall("[<>]", bare)


def texts(node: object) -> Iterator[Json]:
    """Every text object inside."""
    if isinstance(node, dict):
        if node.get("type") in ("plain_text", "mrkdwn"):
            yield node
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def _problems(blocks: list[Any], surface: str) -> Iterator[str]:
    if not 1 <= len(blocks) <= (50 if surface == "message" else 100):
        yield f"{len(blocks)} blocks"
    for number, block in enumerate(blocks):
        check = _BLOCKS.get(block.get("type", ""))
        found = check(block) if check else [f"unknown type {block.get('type')!r}"]
        yield from (f"block {number}: {problem}" for problem in found)
    yield from _unique("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    yield from _unique("action_id", list(_action_ids(blocks)))


def _section(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id", "text", "fields", "accessory", "expand"})
    if "text" not in block and "fields" not in block:
        yield "a section needs text or fields"
    if "text" in block:
        yield from _text(block["text"], 3000)
    for field in _list(block.get("fields", [{}]), 10) if "fields" in block else ():
        yield from _text(field, 2000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _context(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id", "elements"})
    for element in block.get("elements", []):
        yield from _image(element) if element.get("type") == "image" else _text(element, 3000)
    yield from _count(block.get("elements", []), 10)


def _actions(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id", "elements"})
    yield from _count(block.get("elements", []), 25)
    for element in block.get("elements", []):
        yield from _element(element)


def _header(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id", "text"})
    yield from _text(block.get("text"), 150, ("plain_text",))


def _divider(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id"})


def _image(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id", "image_url", "alt_text", "title"})
    yield from _string(block, "image_url", 3000)
    yield from _string(block, "alt_text", 2000)
    if "title" in block:
        yield from _text(block["title"], 2000, ("plain_text",))


_BLOCKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "header": _header,
    "divider": _divider,
    "image": _image,
}


def _element(element: Json) -> Iterator[str]:
    if element.get("type") != "button":
        yield f"unknown element {element.get('type')!r}"
        return
    yield from _keys(element, {"type", "text", "action_id", "url", "value", "style", "accessibility_label"})
    yield from _text(element.get("text"), 75, ("plain_text",))
    yield from _string(element, "action_id", 255)
    for key, limit in (("url", 3000), ("value", 2000), ("accessibility_label", 75)):
        if key in element:
            yield from _string(element, key, limit)
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"style {element['style']!r}"


def _text(text: object, limit: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"not a text object of type {' or '.join(kinds)}: {text!r}"
        return
    yield from _keys(text, {"type", "text", "emoji" if text["type"] == "plain_text" else "verbatim"})
    yield from _string(text, "text", limit)


def _string(holder: Json, key: str, limit: int) -> Iterator[str]:
    value = holder.get(key)
    if not isinstance(value, str) or not value.strip():
        yield f"{key} is missing or empty"
    elif len(value) > limit:
        yield f"{key} has {len(value)} characters, more than {limit}"
    elif re.search("[\ud800-\udfff\x00]", value):
        yield f"{key} holds what is no text"


def _keys(holder: Json, allowed: set[str]) -> Iterator[str]:
    yield from (f"unknown field {key!r}" for key in holder.keys() - allowed)
    if "block_id" in holder:
        yield from _string(holder, "block_id", 255)


def _count(items: list[Any], limit: int) -> Iterator[str]:
    if not 1 <= len(items) <= limit:
        yield f"{len(items)} elements, not 1 to {limit}"


def _list(items: list[Any], limit: int) -> Iterator[Any]:
    return iter(items if 1 <= len(items) <= limit else [None])


def _unique(name: str, values: list[str]) -> Iterator[str]:
    yield from (f"{name} {value!r} stands {count} times" for value, count in Counter(values).items() if count > 1)


def _action_ids(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if "action_id" in node:
            yield node["action_id"]
        for value in node.values():
            yield from _action_ids(value)
    elif isinstance(node, list):
        for value in node:
            yield from _action_ids(value)
