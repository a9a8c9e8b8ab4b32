"""Works as scholars and lawyers cite them: authors, year, title, where it appeared, volume and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.load.dates import YEAR
from bot.load.markdown.outline import Line
from bot.load.markdown.titles import clean, links_of

_SURNAME = r"(?:(?:van|von|de|der|den|la|le|da|di|el|al)\s+)*[^\W\d_a-z][\w'’]+(?:-[^\W\d_a-z][\w'’]+)*"
_INITIALS = r"[^\W\d_a-z](?:\.|\b)(?:[ -]?[^\W\d_a-z](?:\.|\b))*"
_AUTHOR = rf"(?:{_SURNAME},?\s+{_INITIALS}|{_INITIALS}\s+{_SURNAME})"
_AUTHORS = rf"{_AUTHOR}(?:\s*(?:,?\s+(?:and|&)|,|;)\s+{_AUTHOR})*(?:,?\s+et al\.?)?"
_HEAD = re.compile(rf"({_AUTHORS})[\s.,:]*(?:\((?:in press|({YEAR})[^()]*)\)|({YEAR})(?=[.,:]))?[\s.,:]*(?=\S)")
_QUOTED = re.compile(r"[\"“„«]([^\"”“»]+?)[.,]?[\"”“»][\s.,]*")
_REPORTER = re.compile(r"(\d+)\s+([A-Z][\w.&' -]*?\.)\s+(\d+)")
_SENTENCE = re.compile(r"(.+?(?:[?!]|(?<=\w{2}[\w)])\.))(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited work; `rest` is what follows the outlet's name with it ("Journal of Ice, 14(2), 88–101")."""

    title: str
    outlet: str
    year: str
    authors: str = ""
    rest: str = ""


def cited(line: Line) -> Citation | None:
    """The work that a line cites, authors first or as law reviews do; None for any other line."""
    text = line.text
    for shown, url in links_of(line):
        text = text.replace(shown or url, " ")
    text = " ".join(text.split()).rstrip(" .")
    italics = [clean(span.text) for span in line.spans if span.style == "italic" and re.search(r"\w", span.text)]
    if head := _HEAD.match(text):
        return _by_authors(head, text[head.end() :], italics)
    quoted = _QUOTED.match(text)
    reporter = _REPORTER.match(text, quoted.end()) if quoted else None
    if not quoted or not reporter:
        return None
    return Citation(clean(quoted[1]), reporter[2], _last_year(text), rest=reporter.group())


def _by_authors(head: re.Match[str], text: str, italics: list[str]) -> Citation | None:
    year = head[2] or head[3] or _last_year(text)
    quoted = _QUOTED.match(text)
    if quoted:
        title, rest = quoted[1], text[quoted.end() :]
    elif italics and text.startswith(italics[0]):
        title = italics.pop(0)
        rest = text[len(title) :]
    elif sentence := _SENTENCE.match(text):
        title, rest = sentence[1], text[sentence.end() :]
    else:
        return None
    rest = rest.strip(" .,:;")
    outlet = next((each for each in italics if each in rest), "") or re.split(r"[,.:;(]|\s\d", rest)[0]
    return Citation(clean(title).rstrip("."), clean(outlet), year, head[1].strip(" ,."), clean(rest)) if year else None


def _last_year(text: str) -> str:
    return next(iter(re.findall(rf"(?<!\d){YEAR}(?!\d)", text)[::-1]), "")
