"""The links of an entry, by kind."""

from __future__ import annotations

import re
from functools import cache

from bot import language
from bot.profile import Entry, Link


@cache
def _pattern(kind: str) -> re.Pattern[str] | None:
    words = language.load().hosts.get(kind)
    return re.compile("|".join(map(re.escape, words))) if words else None


def links(entry: Entry, kind: str) -> list[Link]:
    """The links of an entry of a kind ("repository", "video", "blog", "website"); all of them for any other kind."""
    pattern = _pattern(kind)
    own = [Link("Website", entry.fields["url"])] if kind == "website" and entry.fields.get("url") else []
    return own or [
        link for link in entry.links if pattern is None or pattern.search(f"{link.label} {link.url}".lower())
    ]
