"""A résumé becomes a Profile: JSON Resume (as JSON or YAML) or Markdown, from a file or an https address."""

from __future__ import annotations

import re
from pathlib import Path

from bot.load import source
from bot.load.formats import parse
from bot.profile import Profile

__all__ = ["load", "parse"]


def load(place: str | Path) -> Profile:
    """The profile in a file or behind an https address; raises ProfileError: what is wrong, where, and the cure."""
    if re.match(r"https?://", str(place), re.IGNORECASE):
        from bot.load import remote

        return remote.load(str(place))
    return parse(source.fetch(Path(place)), str(place))
