"""Running text in pieces: sentences, and names in a list."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"""(?<=[.!?…])(["'”’)\]]*)\s+(?=["'“‘(\[]?[^\W_a-z])""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'“‘])(?:dr|st|mr|mrs|ms|mx|mme|prof|rev|hon|no|vs|inc|ltd|co|corp|jr|sr|approx|ca|cf|dept|fig|vol|ed|eds|al"
    r"|dir|prod|arr|orig|feat|est|pp|ext|tel|incl|asst|assoc|capt|sgt|lt|sen|gov"
    r"|e\.g|i\.e|ph\.d|m\.sc|b\.sc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:[^\W\d]\.)*[^\W\d]|(?:[^\W\d]\.)+[^\W\d]{2,4})\.$|^\d\.$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:^|\n)\s*[-*•]\s+|\n\s*\n")
_PARENTHESES = re.compile(r"(.+?)\s*\((.+)\)")
_TAG = re.compile(r"</?(p|br|div|h[1-6]|ul|ol|li|b|i|u|em|strong|small|span|a|code)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:p|div|h[1-6]|ul|ol|li|b|i|u|em|strong|small|span|a|code)>|<br ?/?>", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^<>]*?href=[\"']([^\"'<>]+)[^<>]*>([^<]*)</a>", re.IGNORECASE)
_INLINE = frozenset({"b", "i", "u", "em", "strong", "small", "span", "a", "code"})
_ET_CETERA = re.compile(r"(?:and\s+)?(?:etc|so on|more)\.?|…|\.\.\.", re.IGNORECASE)


def sentences(text: str) -> tuple[str, ...]:
    """The text's sentences, in order and unchanged but for white space; blank lines and bullets separate too."""
    found: list[str] = []
    for block in _BULLET.split(text):
        found.extend(_sentences(" ".join(block.split())))
    return tuple(sentence for sentence in found if sentence)


def names(text: str) -> tuple[str, ...]:
    """The members of a written list: "Linux (Debian, Ubuntu), C" names Linux, Debian, Ubuntu and C."""
    return tuple(name for part in _members(text) for name in expanded(part))


def expanded(name: str) -> tuple[str, ...]:
    """One name of a list, with the members that it lists in parentheses after it: "Linux (Debian, Ubuntu)"."""
    name = " ".join(name.split())
    match = _PARENTHESES.fullmatch(name)
    if not match or len(_members(match[2])) < 2:
        return (name,) if name else ()
    return (match[1], *_members(match[2]))


def without_html(text: str) -> str:
    """The text without HTML's tags, where résumé editors put some in; what stands in blocks of its own is set apart."""
    if not _CLOSED.search(text):
        return text
    text = _LINK.sub(r"\2 (\1)", text)
    return html.unescape(_TAG.sub(lambda tag: "" if tag[1].casefold() in _INLINE else "\n\n", text))


def _sentences(text: str) -> list[str]:
    start, found = 0, []
    for match in _BREAK.finditer(text):
        if not _ABBREVIATION.search(text[start : match.end(1)]):
            found.append(text[start : match.end(1)])
            start = match.end()
    return [*found, text[start:]]


def _members(text: str) -> list[str]:
    """Split at commas, semicolons, bars and bullets outside parentheses; "etc." is no member."""
    parts = (
        " ".join(part.split()) for part in re.split(r"(?:,(?!(?<=\d,)\d{3}\b)|;|\s*[|•]|\s·)\s*(?![^()]*\))", text)
    )
    return [part for part in parts if part and not _ET_CETERA.fullmatch(part)]
