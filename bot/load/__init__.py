"""A résumé file becomes a Profile: JSON Resume (as JSON or YAML) or Markdown."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ProfileError
from bot.load import source
from bot.profile import Profile

__all__ = ["load", "parse"]

JSON = frozenset({".json"})
YAML = frozenset({".yaml", ".yml"})
MARKDOWN = frozenset({".md", ".markdown", ".txt"})


def load(path: str | Path) -> Profile:
    """The profile that a file holds; raises ProfileError, which names the file, the line where known, and the cure."""
    return parse(source.fetch(Path(path)), str(path))


def parse(data: bytes, name: str) -> Profile:
    """The profile in a file's bytes. `name` says by its ending what they are and stands in every error."""
    text, ending = source.decode(data, name), Path(name).suffix.casefold()
    if ending in JSON | YAML:
        from bot.load import json_resume

        return json_resume.read(text, name, strict=ending in JSON)
    if ending in MARKDOWN:
        from bot.load import markdown

        return markdown.read(text, name)
    kinds = ", ".join(sorted(JSON | YAML | MARKDOWN))
    raise ProfileError(f"{name}: files ending in {ending or 'nothing'!r} are not understood; use one of {kinds}")
