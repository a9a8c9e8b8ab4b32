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


def view_problems(view: object) -> list[str]:
    """Every rule that this home tab or modal breaks; [] when Slack would take it."""
    if not isinstance(view, dict) or view.get("type") not in ("home", "modal"):
        return [f"not a view: {view!r}"]
    return list(_view(view))


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


def _view(view: Json) -> Iterator[str]:
    modal = view["type"] == "modal"
    more = {"title", "submit", "close", "clear_on_close", "notify_on_close"} if modal else set()
    yield from _keys(view, {"type", "blocks", "private_metadata", "callback_id", "external_id", *more})
    for key in ("title", "submit", "close") if modal else ():
        if key in view or key == "title":
            yield from _text(view.get(key), 24, ("plain_text",))
    if len(view.get("private_metadata", "")) > 3000:
        yield "private_metadata is longer than 3000"
    if "callback_id" in view:
        yield from _string(view, "callback_id", 255)
    yield from problems(view.get("blocks"), view["type"])
    inputs = [block for block in view.get("blocks", ()) if block.get("type") == "input"]
    if modal and inputs and "submit" not in view:
        yield "a modal with an input needs submit"


def _problems(blocks: list[Any], surface: str) -> Iterator[str]:
    if not 1 <= len(blocks) <= (50 if surface == "message" else 100):
        yield f"{len(blocks)} blocks"
    for number, block in enumerate(blocks):
        check = _BLOCKS.get(block.get("type", ""))
        found = list(check(block)) if check else [f"unknown type {block.get('type')!r}"]
        if block.get("type") in (_NOT_IN_MESSAGES if surface == "message" else _NOT_IN_VIEWS):
            found.append(f"{block['type']} does not stand in a {surface}")
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


def _input(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id", "label", "element", "dispatch_action", "hint", "optional"})
    yield from _text(block.get("label"), 2000, ("plain_text",))
    element = block.get("element", {})
    if element.get("type") != "plain_text_input":
        yield f"unknown element {element.get('type')!r}"
        return
    known = {"type", "action_id", "initial_value", "multiline", "min_length", "max_length", "focus_on_load"}
    yield from _keys(element, {*known, "placeholder", "dispatch_action_config"})
    yield from _string(element, "action_id", 255)
    if "placeholder" in element:
        yield from _text(element["placeholder"], 150, ("plain_text",))
    if not 1 <= element.get("max_length", 3000) <= 3000:
        yield "max_length"
    when = element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    if not when or set(when) - {"on_enter_pressed", "on_character_entered"}:
        yield "trigger_actions_on"


def _context_actions(block: Json) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id", "elements"})
    yield from _count(block.get("elements", []), 5)
    for element in block.get("elements", []):
        if element.get("type") != "feedback_buttons":
            yield f"unknown element {element.get('type')!r}"
            continue
        yield from _keys(element, {"type", "action_id", "positive_button", "negative_button"})
        yield from _string(element, "action_id", 255)
        for name in ("positive_button", "negative_button"):
            button = element.get(name, {})
            yield from _keys(button, {"text", "value", "accessibility_label"})
            yield from _text(button.get("text"), 75, ("plain_text",))
            yield from _string(button, "value", 2000)
            yield from _string(button, "accessibility_label", 75)


_NOT_IN_MESSAGES, _NOT_IN_VIEWS = {"input"}, {"context_actions"}
_BLOCKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "input": _input,
    "context_actions": _context_actions,
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
