"""JSON Resume (schema 1.0.0, as people write it, in JSON or YAML) becomes a Profile."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.errors import ProfileError
from bot.load import expiry, foreign, latest, letters
from bot.load.dialects import as_json_resume
from bot.load.employers import employers
from bot.load.item import URL, Item, Report, flat, key_of, spoken
from bot.load.text import names
from bot.load.tree import Node, parse_json, parse_yaml
from bot.profile import BREAK, Entry, Link, PartialDate, Period, Profile

TEXT = ("summary", "description", "reference", "highlights")
RELATED = ("about", "related")
EMPLOYER = ("name", "company", "employer", "organization", "organisation", "firm", "client", "band", "school")


@dataclass(frozen=True, slots=True)
class Shape:
    """Which of a section's fields is what; of `title` and `organization` the first that is stated counts.

    `named` fields are kept under the given name even when they are long or lists; `open_ended` says that an entry
    without an end goes on; `link` labels a URL whose host says nothing.
    """

    title: tuple[str, ...] = ("name", "title")
    organization: tuple[str, ...] = ()
    text: tuple[str, ...] = TEXT
    keywords: tuple[str, ...] = ("keywords", "technologies", "stack", "techStack")
    named: Mapping[str, str] = field(default_factory=dict)
    open_ended: bool = False
    link: str = "Website"


SCHOOL = ("institution", "school", "university", "college")
ROLE = {"roles": "role", "role": "role"}
PHONE = dict.fromkeys(("phone", "mobile", "telephone", "tel", "cell"), "phone")
REACHED = {"label": "label", "title": "label", "headline": "label", "email": "email", **PHONE}
EXPIRY = dict.fromkeys(("expires", "expiryDate", "expirationDate", "validUntil", "validThrough", "validTo"), "expires")
SHAPES: Mapping[str, Shape] = {
    "basics": Shape(("name",), text=("summary", "about"), named=REACHED),
    "work": Shape(("position", "title", "jobTitle", "role"), EMPLOYER, open_ended=True),
    "volunteer": Shape(("position", "role", "title"), ("organization", "company"), open_ended=True),
    "education": Shape(("studyType",), SCHOOL, keywords=("courses", "keywords"), open_ended=True),
    "awards": Shape(("title", "name"), ("awarder", "issuer"), link="Award"),
    "certificates": Shape(organization=("issuer", "authority"), named=EXPIRY, link="Certificate"),
    "publications": Shape(organization=("publisher",), link="Publication"),
    "skills": Shape(),
    "languages": Shape(("language", "name"), named={"fluency": "fluency", "level": "fluency"}),
    "interests": Shape(),
    "references": Shape(("name",), ("organization", "company"), named={"position": "position"}),
    "projects": Shape(organization=("entity", "organization"), named=ROLE, open_ended=True),
    "talks": Shape(organization=("event", "conference"), link="Talk"),
    "initiatives": Shape(("name", "title"), ("organization",)),
    "remarks": Shape(),
}
FIRM = Shape(EMPLOYER)
UNKNOWN = Shape(organization=("organization", "institution", "issuer"), open_ended=True)
MEMBERS = {"languages": "fluency", "skills": "keywords", "interests": "keywords"}
SAME = {
    "certifications": "certificates",
    "experience": "work",
    "employment": "work",
    "volunteering": "volunteer",
    "honors": "awards",
    "licenses": "certificates",
    "licences": "certificates",
    "presentations": "talks",
    "speaking": "talks",
    "jobs": "work",
    "studies": "education",
    "grants": "awards",
    "hobbies": "interests",
    "affiliation": "volunteer",
    "recommendations": "references",
}
_NICKNAME = re.compile(r"\s[\"“«‘(]([^\W\d_][\w .-]{1,19})[\"”»’)](?=\s)")
LASTING = ("certificates", "education")
TELLING = ("work", "volunteer", "projects", "talks", "publications", "awards")
IGNORED = frozenset({"meta", "$schema"})


def read(text: str, name: str, strict: bool = False) -> Profile:
    """The profile in a JSON Resume text, which is JSON when `strict`, else YAML. Raises ProfileError as `profile`."""
    return profile((parse_json if strict else parse_yaml)(text, name), Report(name))


def profile(tree: Node, report: Report) -> Profile:
    """The profile in a JSON Resume's tree, with the warnings of `report`.

    Raises ProfileError with every error of the file, one a line, each naming file:line, the field and the cure.
    """
    tree = as_json_resume(tree, {**SHAPES, **SAME})
    sections = _sections(tree, report)
    entries = [entry for title, node in sections for entry in _entries(title, node, report)]
    entries = [_settled(_told(entry), entries) for entry in entries]
    updated = _updated(tree, entries, report)
    person = next((entry.title for entry in entries if entry.section == "basics"), "")
    if not report.errors and not entries:
        report.error(1, 'nothing is filled in; write at least basics with a name, and one section such as "work"')
    if report.errors:
        raise ProfileError("\n".join(report.lines(report.errors)))
    if not person:
        report.warn(1, 'the person\'s name is not stated; write it as basics.name, or as "# Name" in Markdown')
    return Profile(person or "The candidate", tuple(entries), updated, report.name, report.lines(report.warnings))


def _sections(tree: Node, report: Report) -> list[tuple[str, Node]]:
    """The file's sections under their JSON Resume names; raises ProfileError when it is no résumé at all."""
    if not isinstance(tree.value, dict):
        message = f"expected a résumé (basics, work, education, ...), found {tree.kind}; see jsonresume.org/schema"
        raise ProfileError(f"{report.name}:{tree.line}: {message}")
    found = [(_section(name), node) for name, node in tree.value.items() if name not in IGNORED]
    if not any(name in SHAPES for name, _ in found):
        known = ", ".join(SHAPES)
        message = f"this is not a résumé: it has none of the sections {known}; see jsonresume.org/schema"
        raise ProfileError(f"{report.name}:{tree.line}: {message}")
    return found


def _section(name: str) -> str:
    plain = name.strip().casefold()
    plain = SAME.get(plain, plain)
    return plain if plain in SHAPES else name


def _entries(section: str, node: Node, report: Report) -> Iterator[Entry]:
    if node.kind == "nothing":
        return
    if section not in SHAPES:
        yield from _unknown(section, node, report)
    elif section == "basics":
        yield from _basics(node, report)
    elif section == "work":
        yield from _work(_nodes(section, node, report), report)
    else:
        for where, child in _nodes(section, node, report):
            yield from _one(section, where, child, report)


def _unknown(section: str, node: Node, report: Report) -> Iterator[Entry]:
    """A section of the person's own: nothing in it is an error."""
    report.warn(node.line, f"unknown section {section!r} is kept as it is; the known ones are {', '.join(SHAPES)}")
    lenient = Report(report.name, report.warnings, report.warnings)
    away = _is_break(spoken(section))
    for where, child in _nodes(section, node, lenient):
        for entry in _one(section, where, child, lenient):
            yield replace(entry, section="work", fields={**entry.fields, "type": BREAK}) if away else entry


def _is_break(name: str) -> bool:
    """Whether a name is only that of a time without a job: "Maternity leave"."""
    return name.casefold() in foreign.read("headings.yaml")["breaks"]


def _nodes(section: str, node: Node, report: Report) -> list[tuple[str, Node]]:
    """The section's items, each with its path; anything but mappings and texts in a list is an error."""
    nodes = _members(section, node)
    if nodes is None:
        if section not in SHAPES:
            return [(section, node)]
        report.error(node.line, f'{section}: expected a list, found {node.kind}; begin each entry with "- "')
        return []
    found = [(f"{section}[{i}]", child) for i, child in enumerate(nodes) if child.kind != "nothing"]
    for where, child in found:
        if isinstance(child.value, list):
            report.error(child.line, f'{where}: expected an entry, found a list; write it as "name: ..." lines')
    return [(where, child) for where, child in found if not isinstance(child.value, list)]


def _members(section: str, node: Node) -> list[Node] | None:
    """A section's list, also where it is written as one entry, as names with their values, or with commas."""
    if isinstance(node.value, list):
        return [each for child in node.value for each in (_named(section, child) or [child])]
    if isinstance(node.value, dict):
        return _named(section, node) or None
    if section in MEMBERS:
        return [replace(node, value=name) for name in names(node.value)]
    return [node] if section == "references" else None


def _named(section: str, node: Node) -> list[Node]:
    """The entries of a mapping from their names to what MEMBERS says of them ("English: native")."""
    shape = SHAPES.get(section, UNKNOWN)
    known = {*map(key_of, (*shape.title, *shape.text, *shape.keywords, *shape.named, "level"))}
    if section not in MEMBERS or not isinstance(node.value, dict) or known & {*map(key_of, node.value)}:
        return []
    fields = ((Node(node.line, name, "text"), value) for name, value in node.value.items())
    return [replace(value, value={shape.title[0]: name, MEMBERS[section]: value}) for name, value in fields]


def _one(section: str, where: str, node: Node, report: Report) -> Iterator[Entry]:
    if isinstance(node.value, str):
        yield Entry(section, flat(node), line=node.line)
        return
    entry = _entry(section, SHAPES.get(section, UNKNOWN), Item(node, where, report))
    first, *others = entry.fields or ("",)
    if entry.title:
        yield entry
    elif where == section and (entry.fields or entry.period):
        yield replace(entry, title=spoken(section))
    elif first:
        yield replace(entry, title=entry.fields[first], fields={name: entry.fields[name] for name in others})
    elif node.value:
        report.warn(node.line, f"{where}: nothing is filled in; left out")


def _entry(section: str, shape: Shape, item: Item) -> Entry:
    """The item as an entry, with everything in it that no column of the shape names."""
    title = _degree(item) if section == "education" else item.text(*shape.title)
    organization, period = item.text(*shape.organization), item.period(shape.open_ended)
    place, keywords, links = item.place(), item.names(*shape.keywords), item.links(shape.link)
    aliases = item.names("aliases", "nickname", "alias")
    related = item.titles(*(name for name in RELATED if name not in shape.text))
    heading = item.text("heading")
    named: dict[str, str] = {}
    for old, new in shape.named.items():
        if old.casefold() in item.left and new not in named:
            named[new] = ", ".join(item.titles(old))
    clauses = item.texts(*shape.text)
    fields, others, urls = item.rest()
    clauses += others
    until = named.get("expires", "")
    told = (*clauses, title, f"valid {until}") if section in LASTING and not re.search(r"\d{4}", until) else ()
    if lasting := expiry.reckoned(told, period):
        named["expires"] = lasting
    elif expires := expiry.stated(told):
        named["expires"] = expires
        title = re.sub(rf"\s*\({re.escape(expires)}\)", "", title, flags=re.IGNORECASE)
        clauses = tuple(clause for clause in clauses if clause.strip(" .").casefold() != expires.casefold())
    title = title or fields.pop("name", "") or fields.pop("title", "") or organization or next(iter(clauses), "")
    return Entry(
        section,
        title or ", ".join(keywords),
        organization,
        period,
        place,
        clauses,
        keywords,
        tuple(dict.fromkeys(links + urls)),
        named | fields,
        aliases,
        related,
        heading,
        item.line,
    )


def _degree(item: Item) -> str:
    """What was studied: "Bachelor of Science in Nursing"."""
    study, area = item.text("studyType", "degree", "title"), item.text("area", "major", "field", "subject", "name")
    if not study or not area or area.casefold() in study.casefold():
        return study or area
    return f"{study}, {area}" if " in " in study else f"{study} in {area}"


def _basics(node: Node, report: Report) -> Iterator[Entry]:
    if not isinstance(node.value, dict):
        report.error(node.line, f'basics: expected a mapping, found {node.kind}; write it as "name: ..." lines')
        return
    item = Item(node, "basics", report)
    name = item.left.get("name")
    if name and name[1].kind == "a number":
        item.wrong(*name, "text", "write the person's name, in quotes if need be")
    url = next((item.left[key] for key in URL if key in item.left), None)
    profiles = [_profile(each) for each in item.children("profiles")]
    entry = _with_nickname(_entry("basics", SHAPES["basics"], item))
    phone = {"phone": entry.fields["phone"].removeprefix("tel:")} if "phone" in entry.fields else {}
    fields = dict(entry.fields) | phone | ({"url": flat(url[1])} if url else {})
    for _, more in profiles:
        fields |= more
    if entry.title or fields or profiles:
        links = dict.fromkeys((*(link for link, _ in profiles if link), *entry.links))
        yield replace(entry, links=tuple(links), fields=fields)


def _with_nickname(person: Entry) -> Entry:
    """The person, with a name in quotes or brackets as one to go by, and letters as a fact: 'Anna "Nan" Holt, RN'."""
    name, after = letters.parted(person.title)
    person = replace(person, title=name, fields={**person.fields, **({"letters": after} if after else {})})
    found = _NICKNAME.search(person.title)
    if not found:
        return person
    name = " ".join(f"{person.title[: found.start()]} {person.title[found.end() :]}".split())
    return replace(person, title=name, aliases=tuple(dict.fromkeys((*person.aliases, found[1].strip()))))


def _profile(item: Item) -> tuple[Link | None, dict[str, str]]:
    """The link of one of basics.profiles, and the user name there where the link does not show it."""
    network, user = item.text("network", "name", "label") or "Profile", item.text("username", "user")
    link = next(iter(item.links(network)), None)
    shown = not user or (link and user.strip("@").casefold() in link.url.casefold())
    return (replace(link, label=network) if link else None), ({} if shown else {network: user})


def _work(nodes: Iterable[tuple[str, Node]], report: Report) -> Iterator[Entry]:
    """The positions, then their employers; several positions at one employer may be listed in its `positions`."""
    stated: list[Entry] = []
    positions: list[Entry] = []
    for where, node in nodes:
        item = Item(node, where, report)
        if isinstance(node.value, str):
            positions.append(Entry("work", flat(node), line=node.line))
            continue
        inner = item.children("positions", "roles")
        firm = _entry("employers", FIRM, item) if inner else _firm(item)
        found = [_entry("work", SHAPES["work"], each) for each in inner or [item]]
        if _is_break(firm.title) and [entry.title for entry in found] == [firm.title]:
            positions.append(replace(found[0], organization="", fields={**found[0].fields, "type": BREAK}))
            continue
        stated.append(firm)
        positions += [_held(entry, firm) for entry in found if entry.title or entry.clauses or firm.title]
    yield from positions
    yield from employers(stated, positions)


def _firm(item: Item) -> Entry:
    """What one position's item states about the employer; its name and place stay for the position."""
    name = next((flat(item.left[key][1]) for key in EMPLOYER if key in item.left), "")
    if not name:
        return Entry("employers", "", line=item.line)
    links, aliases = item.links("Website"), item.names("aliases")
    return Entry("employers", name, clauses=item.texts("description"), links=links, aliases=aliases, line=item.line)


def _held(position: Entry, firm: Entry) -> Entry:
    title = position.title or firm.title
    organization = position.organization or firm.title
    return replace(position, title=title, organization=organization, place=position.place or firm.place)


def _settled(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """A reference's "Name, Position, Firm" taken apart, the firm only when the résumé knows it; nobody is a remark."""
    if entry.section == "references" and entry.title.strip(" .").casefold() in foreign.read("headings.yaml")["asked"]:
        return replace(entry, section="remarks", title="References", clauses=(entry.title,))
    name, _, rest = entry.title.replace(" - ", ", ").replace(" – ", ", ").partition(", ")
    if entry.section != "references" or not rest or entry.organization or "position" in entry.fields:
        return entry
    position, _, last = rest.rpartition(", ")
    known = next((other for other in _organizations(entries) if _names(last, other)), "")
    stated = position if known else rest
    return replace(
        entry, title=name, organization=known, fields={**({"position": stated} if stated else {}), **entry.fields}
    )


def _told(entry: Entry) -> Entry:
    """A talk that stands among projects or publications as what its type, its title or its text says."""
    kinds = f"(?:{foreign.alternatives(foreign.read('headings.yaml')['cues']['talks'])})"
    title = re.sub(rf"^{kinds}:\s+", "", entry.title, flags=re.IGNORECASE)
    event = re.sub(rf"\s*\({kinds}\)$", "", entry.organization, flags=re.IGNORECASE)
    opens = re.compile(rf"{kinds}(?:$|\s+(?:at|to|for)\b)", re.IGNORECASE)
    told = (title, event) != (entry.title, entry.organization)
    told = told or any(map(opens.match, (entry.fields.get("type", ""), *entry.clauses[:1])))
    if entry.section not in ("projects", "publications") or not told:
        return entry
    return replace(entry, section="talks", title=title, organization=event)


def _organizations(entries: Sequence[Entry]) -> Iterator[str]:
    return (entry.organization for entry in entries if entry.organization and entry.section != "references")


def _names(short: str, full: str) -> bool:
    short, full = short.casefold(), full.casefold()
    return full == short or full.startswith(f"{short} ") or short.startswith((f"{full} ", f"{full}'"))


def _updated(tree: Node, entries: Iterable[Entry], report: Report) -> PartialDate:
    """What "present" means: meta.lastModified, else the latest date in the profile that is not in the future.

    A date that the text of a post or a work tells of as past counts where it is later than all that entries state.
    """
    entries = tuple(entries)
    meta = tree.value.get("meta") if isinstance(tree.value, dict) else None
    stated = Item(meta, "meta", report).date("lastModified", "updated", "date") if meta else None
    if stated and stated.start:
        return stated.start
    today = datetime.date.today()
    periods: list[Period] = [entry.period for entry in entries if entry.period]
    found = [date for period in periods for date in (period.start, period.end) if date and date.first <= today]
    known = max(found, key=lambda date: date.last, default=PartialDate(today.year, today.month, today.day))
    texts = (clause for entry in entries if entry.section in TELLING for clause in entry.clauses)
    later = [date for date in latest.told(texts) if known.last < date.first <= today]
    return max(later, key=lambda date: date.last, default=known)
