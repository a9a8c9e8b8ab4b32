"""How entries, periods and lengths of time are said in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answer.model import TEXT_LIMIT, Card
from bot.profile import Entry, Period
from bot.relations import Span

SECTION_NAMES = {
    "work": ("position", "positions"),
    "employers": ("employer", "employers"),
    "projects": ("project", "projects"),
    "education": ("stage of education", "stages of education"),
    "awards": ("award", "awards"),
    "certificates": ("certificate", "certificates"),
    "publications": ("publication", "publications"),
    "talks": ("talk", "talks"),
    "skills": ("skill", "skills"),
    "languages": ("language", "languages"),
    "interests": ("interest", "interests"),
    "references": ("recommendation", "recommendations"),
    "volunteer": ("volunteer role", "volunteer roles"),
    "initiatives": ("initiative", "initiatives"),
}


def section_name(sections: Sequence[str], count: int = 2) -> str:
    """ "project" or "projects"; "entries" for several sections at once."""
    if len(sections) != 1:
        return "entry" if count == 1 else "entries"
    one, many = SECTION_NAMES.get(sections[0], (f"{sections[0]} entry", f"{sections[0]} entries"))
    return one if count == 1 else many


def period(value: Period | None, short: bool = False) -> str:
    """ "June 2014 – November 2015", "since January 2016", "23 September 2011"; "" for none."""
    if value is None:
        return ""
    start = (value.start.short if short else str(value.start)) if value.start else ""
    end = (value.end.short if short else str(value.end)) if value.end else ""
    if value.ongoing:
        return f"{start} – present" if short and start else f"since {start}" if start else "present"
    if start and end and start != end:
        return f"{start} – {end}"
    return start or (f"until {end}" if end else "")


def name(entry: Entry) -> str:
    """What an entry is called in a sentence: a position with its firm, else its title."""
    if entry.section in ("work", "volunteer") and entry.organization:
        return f"{entry.title} at {entry.organization}" if entry.title else entry.organization
    if entry.section == "education" and entry.organization:
        return f"{entry.title}, {entry.organization}"
    if entry.section == "references":
        return ", ".join(part for part in (entry.title, entry.fields.get("position", ""), entry.organization) if part)
    if entry.section in ("awards", "certificates", "publications", "talks") and entry.organization:
        return entry.title if entry.organization in entry.title else f"{entry.title}, {entry.organization}"
    if entry.section == "languages" and entry.fields.get("fluency"):
        return f"{entry.title} ({entry.fields['fluency']})"
    return entry.title or entry.organization


def dated(entry: Entry) -> str:
    """The name, with the period in parentheses where there is one that the name does not say already."""
    when = period(entry.period)
    return f"{name(entry)} ({when})" if when and when not in name(entry) else name(entry)


def months(span: Span) -> int:
    """The length in months, the first and the last both counted, as résumés count."""
    import datetime

    first, last = datetime.date.fromordinal(span.start), datetime.date.fromordinal(span.end)
    return (last.year - first.year) * 12 + last.month - first.month + 1


def years_apart(value: Period | None) -> int:
    """The length in months of a period that is given in years only, 0 for any other: 2007 to 2011 is four years."""
    if value is None or not value.start or not value.end or value.start.month or value.end.month or value.start.season:
        return 0
    return (value.end.year - value.start.year) * 12


def length(count: int) -> str:
    """A number of months as "1 year, 6 months"."""
    years, rest = divmod(count, 12)
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (rest, "month")) if n]
    return ", ".join(parts) or "less than a month"


def listing(entries: Iterable[Entry], lead: str = "") -> str:
    """All entries by name in one line, with their periods when that fits in `TEXT_LIMIT`."""
    entries = list(entries)
    titles = [dated(entry) for entry in entries]
    alike = len({name(entry) for entry in entries}) < len(entries)
    told = [
        f"{title}, {where}" if alike and (where := _where(entry)) else title
        for entry, title in zip(entries, titles, strict=True)
    ]
    full = lead + "; ".join(told) + "."
    if len(full) <= TEXT_LIMIT:
        return full
    return clip(lead + "; ".join(entry.title or entry.organization for entry in entries) + ".")


def counted(entries: Sequence[Entry], sections: Sequence[str]) -> str:
    """ "3 projects", or "3 under “Films”" where what the résumé calls by a name of its own was read as projects."""
    own = {entry.heading for entry in entries if entry.section == "projects"}
    if len(sections) == 1 and sections[0] not in SECTION_NAMES:
        return f"{len(entries)} under “{sections[0].replace('_', ' ')}”"
    usual = len(own) != 1 or len(sections) != 1 or own == {""} or "project" in min(own).lower()
    return f"{len(entries)} " + (section_name(sections, len(entries)) if usual else f"under “{min(own)}”")


def _where(entry: Entry) -> str:
    """What tells an entry from another one of the same name."""
    short = (clause.rstrip(".") for clause in entry.clauses if len(clause) <= 80)
    return entry.organization or entry.place or next(short, "")


def joined(names: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def stated(label: str, value: str) -> str:
    """A field in words: "Level: 2"; an expiry in words of its own stands alone: "Valid to August 2027"."""
    alone = label == "expires" and value[:1].islower()
    return value[0].upper() + value[1:] if alone else f"{label.capitalize()}: {value}"


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in one already or in a link."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" or "://" in text.rsplit(" ", 1)[-1] else f"{text}."


def clip(text: str, limit: int = TEXT_LIMIT) -> str:
    """The text cut at a word to fit the limit."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def card(entry: Entry, key: str = "") -> Card:
    """An entry as evidence."""
    details = [stated(label, value) for label, value in entry.fields.items() if entry.section != "references"]
    text = " ".join(
        [
            *map(sentence, entry.clauses),
            *([sentence(", ".join(entry.keywords))] if entry.keywords else []),
            *map(sentence, details),
        ]
    )
    subtitle = ", ".join(
        dict.fromkeys(part for part in (entry.fields.get("position", ""), entry.organization, entry.place) if part)
    )
    return Card(
        entry.section,
        entry.title or entry.organization,
        subtitle,
        period(entry.period, short=True),
        text,
        entry.links,
        key,
    )
