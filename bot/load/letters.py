"""The letters that follow a person's name: degrees, licences, honours."""

from __future__ import annotations

import functools
import re

from bot.load import foreign

_WORD = r"[A-Z](?:\.?[A-Za-z]){1,7}\.?(?:\s?\((?:Hons|hons)\)|[/-][A-Z]{1,4})?"
_AFTER = re.compile(rf"(?<=[^\W\d_]{{2}})(,)?\s+({_WORD}(?:,?\s+{_WORD})*)$")


def parted(name: str) -> tuple[str, str]:
    """A name and the letters after it: "Ida Brandt, RN, BSc" and "Ida Brandt BSc (Hons)"; "" where there are none.

    Without a comma some of the letters must be known ones, as they could be initials.
    """
    for start in (match.start() for match in re.finditer(r",?\s+", name)):
        found = _AFTER.match(name, start)
        words = re.sub(r"\(.*?\)|\.", "", found[2]).replace(",", " ").split() if found else []
        shaped = all(sum(map(str.isupper, word)) > 1 for word in words)
        if (
            found
            and shaped
            and " " in name[:start]
            and (found[1] or any(word.casefold() in _known() for word in words))
        ):
            return name[:start], found[2]
    return name, ""


@functools.cache
def _known() -> frozenset[str]:
    words = foreign.read("headings.yaml")
    return frozenset(word.replace(".", "") for word in (*words["letters"], *words["degrees"]))
