"""The dates that running text tells of as past: "on the road for the first time in July 2023"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from bot.load import foreign
from bot.load.dates import opening_date, parse_date
from bot.profile import PartialDate

_HAPPENED = re.compile(r"\b(?:in|since|on)\s+(?=\w)|\((?=\w)", re.IGNORECASE)


def told(texts: Iterable[str]) -> Iterator[PartialDate]:
    """The dates at which texts say that something happened, but for texts of what is still ahead."""
    for text in texts:
        if not _ahead().search(text):
            stated = (parse_date(opening_date(text[match.end() :])) for match in _HAPPENED.finditer(text))
            yield from filter(None, stated)


@functools.cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{foreign.alternatives(foreign.read('headings.yaml')['ahead'])})\b", re.IGNORECASE)
