"""The lines that head an entry, taken apart: pieces between separators, period, stated duration, links."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.load.dates import YEAR, parse_period
from bot.load.markdown import lexicon
from bot.load.markdown.outline import Line, without_emoji

BOLD, PLAIN, THIN, ITALIC, STOP = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_MARKS = re.compile("[\ue001-\ue005]")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:{YEAR}[-/.]\d\d?(?:[-/.]\d\d?)?|\d\d?[-/.]\d\d?[-/.]{YEAR}"
    rf"|\d\d?(?:st|nd|rd|th)?[- ](?:of )?{_MONTH}\.?,?[- ]{YEAR}|{_MONTH}\.? \d\d?(?:st|nd|rd|th)?,? {YEAR}"
    rf"|(?:{_MONTH}|spring|summer|autumn|fall|winter)\.?,?[-/ ]{{0,2}}(?:of )?{YEAR}"
    rf"|{_MONTH}\.? ?['’]\d\d|\d\d?[/.]{YEAR}|(?:0\d|1[0-2])-{YEAR}|{YEAR})"
    r"(?!\w|[/.]\d|-(?!\d{4}|\d\d?[/.]\d{4})\d)"
)
_NOW = r"(?:\((?:current|present|now)\)|(?:present|now|current(?:ly)?|today|ongoing|to date|till date|date)(?!\w))"
_TO = r"[\s\ue001-\ue004]*(?:[–—−‒~→⟶➔➝⇒]>?|-{1,3}>?|=>|\bto\b|\buntil\b|\btill\b|\bthrough\b)[\s\ue001-\ue004]*"
_DUE = r"(?:expected|anticipated):?\s+(?:in )?"
_SEASONS = r"(?:(?:summers|winters|springs|autumns|harvests|seasons)\s+(?:of\s+)?|(?:expected|graduating):?\s+(?:in )?)"
HAPPENED = (
    r"(?:issued|awarded|obtained|completed|passed|admitted|granted|gained|conferred|graduated|called|qualified|held"
    r"|got(?: it)?|taken|done|registered)"
)
_GOT = rf"{HAPPENED}:?[\s\ue001-\ue004]+(?:on\s+|in\s+)?"
_YEARLESS = rf"(?:\d\d?(?:st|nd|rd|th)? )?{_MONTH}\.?(?: \d\d?)?"
_PERIOD = re.compile(
    rf"(?<![\w/.-])(?<!each )(?<!every )(?:(?:since|from|until|till)[\s\ue001-\ue004]+|{_SEASONS}|{_GOT})?"
    rf"(?:{_MONTH}\.? \d\d?{_TO}\d\d?,? {YEAR}"
    rf"|(?:{DATE}|{_YEARLESS}){_TO}(?:{DATE}|{_NOW}|['’]?\d\d(?!\w)|\({_DUE}{DATE}\)|{_DUE}{DATE})"
    rf"|{DATE}[ \t]*[–—→-]+(?=[ \t]*(?:[)\]|,;*_\n\ue001-\ue004]|$))|{DATE})",
    re.IGNORECASE,
)
_MORE = re.compile(rf"(?:(?:[\s,&\ue003\ue004]|\band\b)+{DATE}(?!\s*(?:[–—-]|to\b)))+", re.IGNORECASE)
_AGAIN = re.compile(
    rf"[\s,;\ue001-\ue004]*\b(?:and|then)\s+(?:again\s+|then\s+)?[\ue001-\ue004]?{_PERIOD.pattern}", re.IGNORECASE
)
_BOTH_MONTHS = re.compile(rf"\b({_MONTH}) (?:and|&) (?={_MONTH}\.? {YEAR})", re.IGNORECASE)
_DAYS = re.compile(rf"({_MONTH}\.?) (\d\d?){_TO}(\d\d?),? ({YEAR})", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:[→⟶➔➝⇒]|[–—-]{1,2}>|=>|-{2,3}|(?<=\d{4})-(?=\d{4}))\s*")
_TO_DATE = re.compile(r"(?:[–—-]\s*(?:(?:to|till|until)\s+)?|\b(?:to|till|until)\s+)(?:to\s+)?date\b", re.IGNORECASE)
_NUMBER = r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SPAN = rf"{_NUMBER}\+?[ -](?:years?|yrs?|months?|mos?|weeks?|days?)"
_DURATION = re.compile(
    rf"(?<![\w-])(?:about |around |ca\.? |~ ?)?{_SPAN}(?:,? (?:and |& )?(?!an? ){_SPAN})?(?!\w|/| (?:a|per|each) )",
    re.IGNORECASE,
)
_DASH = rf"(?:(?<!{YEAR} )[–—]|[–—](?!\s+{YEAR}))"
_SEPARATOR = re.compile(
    rf"(\n|\t|[\ue001-\ue005]|\s*[|·•¦⋅‖]\s*|\s+(?:{_DASH}|[−―@~/\\]|-+|::?|»|//|→)\s+|;\s+"
    r"|:(?=\s*[\ue001-\ue004\n]|\s*$))(?![^(]*\))"
)
_OPENERS = "\n\t|,;:(–—-·•/[→@~&\ue001\ue002\ue003\ue004"
_CLOSERS = "\n\t|,;)–—-·•/]:→.&\ue001\ue002\ue003\ue004"
_REMARK = re.compile(r"\([^()\n]{1,40}\)\s*(?:$|[\n,;|])")
_EXPECTED = re.compile(r"^\s*\((?:expected|anticipated|ongoing)\)", re.IGNORECASE)
_GAP = " " * 3
_LONGEST = 1000
_EDGE = " \t\n,;:.|·•–—-/\\@~→"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a title line, and the separator before it.

    That is "" (or a comma) when only the style changes there, STOP where a sentence ended with the date.
    """

    text: str
    bold: bool = False
    italic: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What the title lines of an entry state. `text` is all of it but what the other fields hold.

    `period` can be parsed; where several dates are listed, it is the first and `also` has all ("2020 and 2022").
    """

    text: str
    pieces: tuple[Piece, ...]
    period: str = ""
    also: str = ""
    duration: str = ""
    expires: str = ""
    links: tuple[tuple[str, str], ...] = ()


def read_title(lines: Iterable[Line]) -> Title:
    """The parts of an entry's title lines."""
    lines = list(lines)
    if sum(len(line.text) for line in lines) > _LONGEST:
        text = " ".join(line.text for line in lines)
        return Title(text, (Piece(text),))
    text = "\n".join(_marked(line) for line in lines)
    links = tuple(link for line in lines for link in links_of(line))
    for shown, url in links:
        text = text.replace(address(shown, url), " ").replace(url.removeprefix("mailto:"), " ")
    text, expires = _without_expiry(re.sub(r"<>|\[\s*\]", " ", text))
    text = re.sub(r"\(\s*\)", " ", text)
    text, period, also = _without_period(text)
    text, duration = _without_duration(text)
    pieces = tuple(_pieces(text))
    return Title(joined(pieces), pieces, period, also, duration, expires, links)


def joined(pieces: Iterable[Piece]) -> str:
    """Pieces as one text again, with commas where a line ended or a bar stood."""
    text = ""
    for piece in pieces:
        dash = piece.before[:1] in "–—-:/@~" if piece.before else False
        gap = (
            (": " if piece.before[0] == ":" else f" {piece.before} ")
            if dash
            else "; "
            if piece.before[:1] == ";"
            else ", "
            if piece.before
            else " "
        )
        stops = not piece.before and piece.text[0] in ".,;"
        text += f"{gap if text and not stops else ''}{piece.text}"
    return text


def period_in(text: str) -> str:
    """The period or date that stands in the text on its own (in brackets, between commas, in a style), or ""."""
    return _without_period(text)[1]


def told_period(text: str) -> tuple[str, str, str]:
    """The words before the first period with two ends that running text states, that period, and those after it."""
    text = _BOTH_MONTHS.sub(r"\1 – ", text)
    for match in _PERIOD.finditer(text):
        period = parse_period(_spelt(match))
        if period and period.start != period.end and not period.ongoing:
            before, after = text[: match.start()], text[match.end() :]
            in_brackets = before.endswith("(") and after.startswith(")")
            return (before[:-1], _spelt(match), after[1:]) if in_brackets else (before, _spelt(match), after)
    return text, "", ""


def is_dated(line: Line) -> bool:
    """Whether a line holds a date that is no part of a sentence or a name."""
    return len(line.text) <= _LONGEST and bool(_without_period(_marked(line))[1])


def is_date(line: Line) -> bool:
    """Whether a line holds a date and nothing else."""
    return is_dated(line) and not read_title([line]).text


def after_date(line: Line) -> tuple[Line, Line] | None:
    """The date or period that opens a line as a sentence or in a style of its own, and the rest; None without one."""
    first, *others = line.spans
    found = _PERIOD.match(first.text)
    if not found or not _parsable(found):
        return None
    rest = first.text[found.end() :]
    if not (
        re.match(r"[.:]\s+\S", rest)
        or ((first.style or rest[:1] in (".", ":")) and others and rest.strip() in ("", ".", ":"))
    ):
        return None
    spans = (replace(first, text=rest), *others) if rest.strip() else tuple(others)
    spans = (replace(spans[0], text=spans[0].text.lstrip(" .:")), *spans[1:])
    return replace(line, spans=(replace(first, text=found.group()),)), replace(line, spans=spans)


def links_of(line: Line) -> Iterator[tuple[str, str]]:
    """(the linked text, the address) of each link of a line; the text is "" for a bare address."""
    for span in line.spans:
        if span.url:
            bare = span.text.removeprefix("mailto:") in (span.url, span.url.removeprefix("mailto:"))
            yield ("" if bare else without_emoji(span.text).strip(), span.url)
    plain = "".join(" " if span.url else span.text for span in line.spans)
    for match in re.finditer(r"(?:https?://|(?<![\w@/.])www\.)[^\s<>()\[\]\"'|]+", plain):
        address = match.group().rstrip(".,;:!?")
        yield ("", address) if address.startswith("http") else (address, f"https://{address}")


def address(shown: str, url: str) -> str:
    """An address as a line writes it: without its scheme where that is what it shows ("www.ida.org/bread")."""
    return shown if shown and shown.rstrip("/") in url and "." in shown else url


def clean(text: str) -> str:
    """The text on one line, without the marks of style, emoji at its edges and separators left over."""
    text = " ".join(_MARKS.sub("", text).split())
    text = re.sub(r"\(\s*[,;–-]*\s*\)|\[\s*\]", "", text)
    text = re.sub(r"\(\s*[,;–-]\s*", "(", re.sub(r"\s*[,;–-]\s*\)", ")", text))
    text = re.sub(r"\s+([,;:.!?)])", r"\1", re.sub(r"(?:,\s*){2,}", ", ", without_emoji(text)))
    text = re.sub(r"[,;]\s*\.$", "", text)
    return text.strip(_EDGE.replace(".", "")).removesuffix(" .").strip()


def _marked(line: Line) -> str:
    marks = {"bold": (BOLD, PLAIN), "italic": (ITALIC, THIN), "code": (ITALIC, THIN)}
    runs = itertools.groupby(line.spans, key=lambda span: span.style)
    texts = ((style, "".join(span.text for span in spans)) for style, spans in runs)
    return "".join(f"{marks[style][0]}{text}{marks[style][1]}" if style in marks else text for style, text in texts)


def _without_expiry(text: str) -> tuple[str, str]:
    words = lexicon.alternatives("expiry")
    found = re.search(
        rf"[,;(–—-]?\s*\b({words})[\s:\ue001-\ue004]+(?:(?:in|on|by|until)\s|((?:since|after|from)\s))?({DATE})[\ue001-\ue004]*",
        text,
        re.IGNORECASE,
    )
    if not found:
        return text, ""
    keep = "(" if found.group().startswith("(") else ""
    return f"{text[: found.start()]}{keep}{text[found.end() :]}", f"{found[1].casefold()} {found[2] or ''}{found[3]}"


def _without_period(text: str) -> tuple[str, str, str]:
    """The text without its best period; that period as it can be parsed; all its dates when several are listed."""
    found = [(rank, match) for match in _PERIOD.finditer(text) if (rank := _rank(text, match)) and _parsable(match)]
    if not found:
        return text, "", ""
    _, best = max(found, key=lambda each: each[0])
    single = re.fullmatch(rf"(?:{_SEASONS}|{_GOT})?{DATE}", best.group(), re.IGNORECASE)
    more = (_MORE if single else _AGAIN).match(text, best.end())
    end = more.end() if more else best.end()
    expected = _EXPECTED.match(text[end:])
    end += expected.end() if expected else 0
    listed = more or expected or re.search(rf"^{_SEASONS}|{_DUE}", best.group(), re.IGNORECASE)
    after = re.sub(r"^((?:,[^()\n]{1,40}\))?[\s\ue001-\ue004)]*)\.\s", rf"\1{STOP}", text[end:])
    after = re.sub(r"^([^()\n]{0,40}\)):\s", rf"\1{STOP}", after)
    return (
        f"{text[: best.start()]} {after}",
        _spelt(best),
        clean(_ARROW.sub(" – ", re.sub(r"[()]", "", text[best.start() : end]))) if listed else "",
    )


def _rank(text: str, match: re.Match[str]) -> int:
    """How sure a date is the entry's own: 0 when it stands in running text."""
    before, after = text[: match.start()].rstrip(" "), text[match.end() :].lstrip(" ")
    opened = not before or before[-1] in _OPENERS or text[: match.start()].endswith(_GAP)
    closed = not after or after[0] in _CLOSERS or after.startswith("and ") or (not before and after[0] in '"“„«(')
    closed = closed or bool(_REMARK.match(after))
    several = not re.fullmatch(DATE, match.group(), re.IGNORECASE)
    if not (opened and closed) and not (several and (opened or closed)):
        return 0
    marked = bool(before) and before[-1] in "([\ue001\ue003\ue004"
    return 1 + 4 * several + 2 * marked + (opened and closed) + (len(match.group()) > 4)


def _parsable(match: re.Match[str]) -> bool:
    return parse_period(_spelt(match)) is not None


def _spelt(match: re.Match[str]) -> str:
    text = re.sub(rf"^(?:{_SEASONS}|{_GOT})|{_DUE}", "", _MARKS.sub("", match.group()), flags=re.IGNORECASE)
    text = _DAYS.sub(r"\1 \2 \4 – \1 \3 \4", text)
    if not re.fullmatch(DATE, text, re.IGNORECASE):
        text = _ARROW.sub(" – ", text)
    return _TO_DATE.sub("– present", " ".join(re.sub(r"[()]", " ", text).split()))


def _without_duration(text: str) -> tuple[str, str]:
    for match in _DURATION.finditer(text):
        before, after = text[: match.start()].rstrip(" "), text[match.end() :].lstrip(" ")
        if (not before or before[-1] in _OPENERS) and (not after or after[0] in _CLOSERS):
            return f"{text[: match.start()]} {text[match.end() :]}", match.group().strip()
    return text, ""


def _pieces(text: str) -> Iterator[Piece]:
    bold = italic = False
    before = ""
    for part in _SEPARATOR.split(text):
        if part in (BOLD, PLAIN):
            bold = part == BOLD
        elif part in (ITALIC, THIN):
            italic = part == ITALIC
        elif part.strip() == ",":
            before = before or ","
        elif _SEPARATOR.fullmatch(part):
            before = part.strip(" \t") or before
        elif not bold and part.strip() in ("at", "@"):
            before = ","
        elif (words := re.sub(r"^\(([^()]*)\)$", r"\1", clean(part))) and not (words == "." and before):
            yield Piece(words, bold, italic, before or ("," if part.lstrip().startswith(",") else ""))
            before = "," if part.rstrip().endswith(",") else ""
