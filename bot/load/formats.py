"""Which format a résumé is in, and its reader."""

from __future__ import annotations

import re
from pathlib import PurePath

from bot.errors import ProfileError
from bot.load import source
from bot.profile import Profile

ENDINGS = {
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
}
_MEDIA_TYPE = re.compile(r"[^/]+/(?:x-|vnd\.|[^;]*\+)?(json|yaml|markdown)\s*(?:;|$)", re.IGNORECASE)
_SECTION = re.compile(r"^[\"']?(?:basics|work|education)[\"']?\s*:", re.MULTILINE)


def parse(data: bytes, name: str, kind: str = "") -> Profile:
    """The profile in a résumé's bytes. `name` stands in every error, and says by its ending what they are
    unless `kind` does: "json", "yaml" or "markdown".
    """
    text = source.decode(data, name)
    kind = kind or by_name(name)
    if not kind:
        ending, kinds = PurePath(name).suffix.casefold() or "nothing", ", ".join(ENDINGS)
        raise ProfileError(f"{name}: files ending in {ending!r} are not understood; use one of {kinds}")
    if kind == "markdown":
        from bot.load import markdown

        return markdown.read(text, name)
    from bot.load import json_resume

    return json_resume.read(text, name, strict=kind == "json")


def by_name(name: str) -> str:
    """What the name's ending says, "" for nothing."""
    return ENDINGS.get(PurePath(name).suffix.casefold(), "")


def by_media_type(media_type: str) -> str:
    """What a Content-Type says, "" for nothing."""
    found = _MEDIA_TYPE.match(media_type)
    return found[1].casefold() if found else ""


def by_content(text: str) -> str:
    """What the text looks like."""
    if text.lstrip().startswith(("{", "[")):
        return "json"
    return "yaml" if _SECTION.search(text) else "markdown"
