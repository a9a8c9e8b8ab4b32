"""The parts of a title between commas, and what each is: a role, an organisation, a place, another name."""

from __future__ import annotations

import re
from itertools import zip_longest

from bot.load.markdown import lexicon

_STATE = re.compile("[A-Z]{2}")  # "CO" is Colorado, "Co" a company
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")
_REMARK = re.compile(r"(.+?)\s*\(([a-z][^()]*\s[^()]*)\)")
_KNOWN_AS = re.compile(r"(?:aka|a\.k\.a\.|also|formerly|now|previously|ex)\.?\s+(.+)", re.IGNORECASE)


def commas(text: str) -> list[str]:
    """The text's parts between commas and semicolons that stand in no brackets or quotes."""
    parts, depth, quoted = [""], 0, False
    for mark in re.split(r"([()\"“”]|[,;]\s+)", text):
        depth = max(0, depth + (mark == "(") - (mark == ")"))
        quoted = mark == "“" or (quoted and mark != "”") if mark != '"' else not quoted
        if mark[:1] in (",", ";") and not mark.strip(",; ") and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += mark
    return [part.strip() for part in parts if part.strip()]


def split_place(text: str) -> tuple[str, str, tuple[str, ...]]:
    """An organisation, the place written after it, and what is neither: "Acme, Inc., York, UK" is in "York, UK"."""
    text, _, after = text.partition(": ")
    remark = _REMARK.fullmatch(text)
    text, note = (remark[1].rstrip(" ,"), remark[2]) if remark and not _KNOWN_AS.fullmatch(remark[2]) else (text, "")
    first, *others = commas(re.sub(rf"^(?:{lexicon.alternatives('trading')})\s+", "", text)) or [""]
    while others and names_firm(others[0]):
        first = f"{first}, {others.pop(0)}"
    places = [part for part in others if is_place(part)]
    return (
        first,
        re.sub(r"(?<=[a-z]{3})\.$", "", ", ".join(places)),
        (*(part for part in others if part not in places), *filter(None, [note, after])),
    )


def is_place(text: str) -> bool:
    """Whether a text has the shape of a place: a few capitalised words, no role, no firm."""
    if _STATE.fullmatch(text):
        return True
    text = re.sub(r"^Co\.? (?=[A-Z])|(?<=\w) (?:[A-Z]{1,2}\d[\dA-Z]?(?: \d[A-Z]{2})?|\d{5})$", "", text)
    text = re.sub(r"^(\w+) \([A-Z]\w+\)$", r"\1", text)
    words = text.split()
    capital = all(
        word[0].isupper() or word.casefold() in ("de", "la", "of", "the", "am", "upon", "and") for word in words
    )
    shape = 0 < len(words) <= 4 and capital and not re.search(r"[\d:!?\"“(]|\w{3}\. ", text)
    role = has_role(text) and (lexicon.ends("roles", text) or " of " in text)
    return (shape and not role and not lexicon.has("organizations", text)) or lexicon.is_only("types", text)


def aliases_of(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without its short form or other name in brackets, and those: "Foo Bar Baz (FBB)", "Foo (aka Bar)"."""
    found = _PARENTHESES.search(name)
    if not found or not found[1]:
        return name, ()
    other = _KNOWN_AS.fullmatch(found[1])
    short = found[1].isupper() and len(found[1]) <= 8 and found[1][0] == name[:1]
    if not other and not short:
        return name, ()
    return " ".join(f"{name[: found.start()]}{name[found.end() :]}".split()), ((other[1] if other else found[1]),)


def has_role(text: str) -> bool:
    """Whether a text says what somebody was."""
    parts = commas(text)
    return any(score(part) > 0 for part, after in zip_longest(parts, parts[1:]) if not _STATE.fullmatch(after or ""))


def names_firm(text: str) -> bool:
    """Whether a part has a word of a firm, or is what ends its name: "Inc."."""
    return not _STATE.fullmatch(text) and (_only_suffix(text) or lexicon.has("organizations", text))


def names_role(text: str) -> bool:
    """Whether a text is only what somebody was: "Associate, then Senior Associate from 2014"."""
    head = re.split(r"\s(?:of|for|in|at|from|since)\s", (commas(text) or [""])[0])[0]
    return bool(head) and len(text.split()) <= 8 and lexicon.last("roles", head) == len(lexicon.plain(head))


def score(text: str) -> int:
    """1 for a role, -1 for an organisation, 0 for neither, by the last such word before "of", "for", "in" or "at"."""
    if _STATE.fullmatch(text):
        return 0
    if lexicon.has("roles", " ".join(text.split()[:2]), start=True) and re.search(r"\w+ of\b", text):
        return 1
    head = re.split(r"\s(?:of|for|in|at|@|und|de)\s", text)[0]
    role, firm = lexicon.last("roles", head), lexicon.last("organizations", head)
    return (role > firm) - (role < firm) if head == text or role != firm else -int(lexicon.has("organizations", text))


def _only_suffix(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:inc|ltd|llc|llp|plc|gmbh|co|corp|s\.?a|s\.?r\.?l|b\.?v|a\.?s|pty|jr|sr)\.?", text, re.IGNORECASE
        )
    )
