"""Markdown, as people write résumés by hand, becomes a Profile: by way of the fields that a JSON Resume has."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.errors import ProfileError
from bot.load import json_resume
from bot.load.item import Report
from bot.load.markdown import abilities, breaks, entries, lexicon, listings, projects, references, study
from bot.load.markdown.body import labelled
from bot.load.markdown.body import link as named_link
from bot.load.markdown.citations import cited
from bot.load.markdown.classify import (
    LISTED,
    SINGLE,
    holds_role,
    is_remark,
    lists_tongues,
    post_of,
    section_by_content,
    section_of_entry,
    section_of_statement,
    studied,
    usual,
    worked_or_studied,
)
from bot.load.markdown.datestyle import settled
from bot.load.markdown.outline import Block, outline, without_emoji
from bot.load.markdown.parting import (
    MIXED,
    by_label,
    by_line,
    in_a_row,
    licences,
    listed,
    posts_apart,
    told_apart,
    unheaded,
    years_apart,
)
from bot.load.markdown.parts import commas, is_place
from bot.load.markdown.person import aside, contact, front_matter, person
from bot.load.markdown.sections import Chunk, Section, all_lines, chunks, split
from bot.load.markdown.titles import DATE, is_dated, links_of
from bot.load.tree import Node
from bot.profile import Profile

Fields = dict[str, Any]
LONGEST = 10_000
REMARKED = ("certificates", "awards", "education", "talks", "publications")
READERS: dict[str, Callable[[Sequence[Chunk]], Iterator[Fields]]] = {
    "work": entries.work,
    "volunteer": entries.volunteer,
    "projects": projects.projects,
    "education": study.education,
    "certificates": listings.certificates,
    "awards": listings.awards,
    "talks": listings.talks,
    "publications": listings.publications,
    "references": references.references,
    "skills": abilities.skills,
    "languages": abilities.languages,
    "interests": listings.interests,
    "initiatives": listings.initiatives,
}


def read(text: str, name: str) -> Profile:
    """The profile in a Markdown résumé; what had to be guessed stands in its warnings.

    Raises ProfileError when the text holds no résumé, or states something impossible (an end before its start).
    """
    report = Report(name)
    if long := next((number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST), 0):
        raise ProfileError(f"{name}:{long}: this line is longer than {LONGEST} characters; break it into lines")
    matter, text = front_matter(text)
    updated, text = _updated(settled(text.replace("：", ": ")), matter)
    front, sections = split(outline(text))
    if not sections:
        front, sections = unheaded(front)
    if not any(block.text for block in front):
        front, sections = aside(sections)
    sections, closing = _closed(sections)
    found: dict[str, list[Fields]] = defaultdict(list)
    basics = person(front, matter)
    named = {name for section in sections for name in section.names[:1]}
    for section in sections:
        _section(section, named, basics, found, report)
    basics["summary"] += closing
    _related(found, basics)
    if not any(found.values()) and not _introduces(front, sections, basics):
        raise ProfileError(
            f'{name}: nothing in it looks like a résumé; begin with "# Your Name" and sections such as "## Experience"'
        )
    if updated:
        found["meta"] = [{"line": 1, "updated": updated}]
    return json_resume.profile(_tree(basics, found), report)


def _closed(sections: Sequence[Section]) -> tuple[tuple[Section, ...], list[str]]:
    """The sections without a sentence in italics that ends the page and tells of the person; and that sentence."""
    *others, last = sections or [Section("", (), (), 0)]
    *blocks, end = last.blocks or [Block("", ())]
    styles = {style for line in end.lines for style in line.styles}
    told = end.kind == "paragraph" and styles == {"italic"} and end.text.endswith(".")
    if not told or not blocks or blocks[-1].kind == "heading" or is_dated(end.lines[0]):
        return tuple(sections), []
    return (*others, replace(last, blocks=tuple(blocks))), [end.text]


def _introduces(front: Sequence[Block], sections: Sequence[Section], basics: Fields) -> bool:
    """Whether what names no entry at least says who somebody is: any text has a first line, but not this."""
    headed = bool(sections) or any(block.kind == "heading" for block in front)
    return bool(basics.get("name")) and (
        headed or bool(basics["profiles"] or basics.keys() & {"email", "phone", "url"})
    )


def _section(section: Section, named: set[str], basics: Fields, found: dict[str, list[Fields]], report: Report) -> None:
    """Reads one section into `basics` or `found`; what cannot be placed keeps its heading as its section."""
    heading, known = section.heading, len(section.names) == 1 or not section.heading
    parts = chunks(section.blocks, section.names[0] if known and section.names else "")
    names = section.names if known else section_by_content(section, parts)
    if names[:1] == ("contact",) and sum(any(map(is_dated, chunk.lines)) for chunk in parts) * 2 > len(parts):
        names = ("projects",)  # "Made in the shed and elsewhere": nobody is reached at works with dates
        parts = chunks(section.blocks, names[0])
    if names == ("interests",) and not (section.names or "skills" in named or "interests" in lexicon.hint_of(heading)):
        names = ("skills",)
    if (
        names == ("languages",)
        and not lexicon.is_heading(heading)
        and not any(lexicon.has("tongues", chunk.text) for chunk in parts)
    ):
        names = ("skills",)
    if names and not known and any(chunk.kind == "row" for chunk in parts):
        parts = chunks(section.blocks, names[0])
    if not section.names and lexicon.is_only("breaks", heading):
        found["work"] += breaks.below(heading, section.blocks)
        return
    if parts and names and not known:
        report.warn(section.number, f"guessed that {section.heading!r} is the section {names[0]!r}")
    if not names:
        for item in projects.projects(parts):
            bare = lexicon.is_only("updated", item["name"])
            found[section.heading].append(item | ({"name": section.heading} if bare else {}))
    elif names[0] == "summary":
        basics["summary"] += [line.text for line in all_lines(section.blocks)]
        basics["links"] = [named_link(*each) for line in all_lines(section.blocks) for each in links_of(line)]
    elif names[0] == "contact":
        contact(basics, section.blocks)
    else:
        count = len(found.get("awards", ()))
        _entries(names, parts, section.heading, found, report)
        for item in found.get("awards", [])[count:] if lexicon.is_only("grants", section.heading) else ():
            item["type"] = "grant"


def _entries(
    names: Sequence[str], parts: Sequence[Chunk], heading: str, found: dict[str, list[Fields]], report: Report
) -> None:
    """Reads chunks with the reader of their section; in mixed sections each goes where its own words say."""
    groups: dict[str, list[Chunk]] = defaultdict(list)
    named = [each for chunk in parts for each in by_label(chunk, names)]
    for section, chunk in named:
        if section:
            _entries((section,), [chunk], heading, found, report)
    parts = [chunk for section, chunk in named if not section]
    sorted_parts = listed(parts) if names[0] in LISTED else [(chunk, "") for chunk in parts]
    parts, kinds = [chunk for chunk, _ in sorted_parts], {chunk.number: sort for chunk, sort in sorted_parts}
    licensed = licences if names[0] == "certificates" else lambda chunk: [chunk]
    parts = [each for whole in _without_leads(parts) for chunk in licensed(whole) for each in _apart(chunk, names)]
    parts = years_apart(parts)
    if names[0] in ("interests", "volunteer"):
        parts = [each for chunk in parts for each in posts_apart(chunk, names[0])]
    if names[0] in ("certificates", "education", "awards"):
        parts = [each for chunk in parts for each in told_apart(chunk, names[0])]
    parts = [each for chunk in parts for each in licensed(chunk)]
    if names[0] == "other":
        parts = [each for chunk in parts for each in by_line(chunk)]
    otherwise = usual(names, parts) if names[0] in SINGLE else names[0]
    for chunk in parts:
        if names[0] == "languages" and (pair := abilities.in_pairs(chunk)):
            groups["skills"].append(pair)
        elif names[0] in REMARKED and is_remark(chunk, parts):
            found["remarks"].append({"line": chunk.number, "name": heading, "summary": chunk.text})
        else:
            groups[_own_section(chunk, names, otherwise)].append(chunk)
    for name, members in groups.items():
        for fields in READERS.get(name, projects.projects)(members):
            if guess := fields.pop("guess", ""):
                report.warn(fields["line"], guess)
            sort = kinds.get(fields["line"], "")
            heading_of = "" if name == "interests" != names[0] else heading
            own = without_emoji(" – ".join(filter(None, ("" if name == heading.casefold() else heading_of, sort))))
            found[heading if name == "other" else name].append(fields | ({"heading": own} if own else {}))


def _without_leads(parts: Sequence[Chunk]) -> list[Chunk]:
    """The chunks without the lines that only lead to the items below them: "Notes from the log:"."""
    below = itertools.zip_longest(parts, parts[1:])
    return [
        chunk
        for chunk, after in below
        if not (after and after.kind == "item" and chunk.kind == "paragraph" and chunk.text.endswith(":"))
    ]


def _apart(chunk: Chunk, names: Sequence[str]) -> Sequence[Chunk]:
    """The entries that a line lists; what one section reads as a list of names stays whole, but for roles held."""
    parts = in_a_row(chunk, names[0])
    listed_names = names[0] in MIXED and len(names) == 1
    return [chunk] if listed_names and not (names[0] == "interests" and any(map(holds_role, parts))) else parts


def _own_section(chunk: Chunk, names: Sequence[str], otherwise: str) -> str:
    if names[0] in ("interests", "other") and (post := post_of(chunk)):
        return post
    if names[0] in ("achievements", "other"):
        return section_of_statement(chunk, "awards" if names[0] == "achievements" else "other")
    if names[0] == "skills" and abilities.human_languages(chunk):
        return "languages"
    if lexicon.section_of(labelled(chunk.text)[2]) == ("interests",):
        return "interests"
    if "volunteer" in names and {"talks", "publications"} & set(names):
        return "volunteer" if holds_role(chunk) else next(name for name in names if name != "volunteer")
    if "languages" in names and len(names) > 1:
        return "languages" if lists_tongues(chunk.text) else next(name for name in names if name != "languages")
    if "publications" in names and chunk.lines and cited(chunk.lines[0]):
        return "publications"
    if {"education", "certificates"} <= set(names):
        return studied(chunk)
    if {"work", "education"} <= set(names):
        return worked_or_studied(chunk, names[0])
    if names[0] == "interests" and holds_role(chunk):
        return "volunteer"
    if {"talks", "publications"} <= set(names) and holds_role(chunk):
        return "volunteer"
    if len(names) > 1 or names[0] in ("talks", "publications"):
        own = section_of_entry(chunk, otherwise)
        return own if own in SINGLE else otherwise
    return names[0]


def _related(found: dict[str, list[Fields]], basics: Fields) -> None:
    """States what the words state: whose a project is, which talk a link belongs to, where who recommends works."""
    firms = [
        (name, firm["name"])
        for firm in found["work"]
        for name in (firm.get("name", ""), *firm.get("aliases", ()))
        if name
    ]
    for project in found["projects"]:
        if not project.get("entity"):
            project["entity"] = next((firm for name, firm in firms if _is_for(project, name)), "")
        for shown, talk in itertools.product(project["links"], found["talks"]):
            if talk["name"].casefold() in shown["about"].casefold():
                talk["related"] = [*talk.get("related", ()), project["name"]]
                talk["links"] = [*talk.get("links", ()), shown]
    _places(found, basics)
    for reference in found["references"]:
        whole = reference["organization"]
        known = next((firm for name, firm in firms if whole.casefold().startswith(f"{name} ".casefold())), "")
        if known:
            reference["organization"], reference["note"] = known, ", ".join(filter(None, (whole, reference["note"])))


def _places(found: dict[str, list[Fields]], basics: Fields) -> None:
    """What other entries name as a place gave no award: "Cup, silver, Porto" was in Porto."""
    stated = [basics.get("location", ""), *(item.get("location", "") for items in found.values() for item in items)]
    known = {part for place in stated for part in (place, *commas(place))}
    _live(basics, known)
    givers = {"awards": "awarder", "certificates": "issuer", "talks": "event", "education": "institution"}
    for section, name in givers.items():
        for item in found[section]:
            if item.get(name) in known and not item.get("location"):
                item["location"], item[name] = item[name], ""
    for item in found["work"]:
        own, town = _own(item.get("position", "")), item.get("name", "").split(" and ")[0]
        if own and town in known and not item.get("location"):
            item["location"], item["name"], item["type"] = item["name"], own.capitalize(), ""
    made = [name for name in found if name in ("projects", "publications") or name not in READERS]
    works = {item.get("name", "") for name in made for item in found[name]} - {""}
    for item in found["awards"]:
        for field in ("awarder", "location"):
            if item.get(field) in works:
                item["summary"] = "\n\n".join(filter(None, [f"For {item[field]}", item["summary"]]))
                item[field] = ""
    for firm in found["work"]:
        parted = [(item, *item["position"].rpartition(", ")[::2]) for item in firm.get("positions", ())]
        parted = [(item, position, town) for item, position, town in parted if "," in position]
        somewhere = any(town in known for _, _, town in parted)
        for item, position, town in parted:
            if town in known or (somewhere and is_place(town)):
                item["position"], item["location"] = position, town
    for item in found["volunteer"]:
        town = item.get("organization", "").split("-")[0]
        if town in known and not item.get("location"):
            item["location"], item["organization"] = item["organization"], ""


def _live(basics: Fields, known: set[str]) -> None:
    """Takes the town that closes a headline, where jobs were there too: "Piano technician, Melbourne"."""
    first, *places = commas(basics.get("label", "")) or [""]
    if places and places[0] in known and "location" not in basics and all(map(is_place, places)):
        basics["label"], basics["location"] = first, ", ".join(places)


def _own(position: str) -> str:
    """The word for working on one's own account that opens a position ("Freelance writer"), or ""."""
    first = position.split(" ")[0]
    return first if lexicon.is_only("own", first) else ""


def _is_for(project: Fields, firm: str) -> bool:
    """Whether a project's words say that it is the firm's: in its name, "a project of Foo", "for Foo", "Foo's"."""
    name = re.escape(firm)
    text = " ".join((project["summary"], *project["highlights"]))
    stated = rf"(?:project (?:of|at|for|by)|\b(?:for|at|within|inside)) {name}\b|\bis {name}['’]s"
    return bool(re.match(rf"{name}\b", project["name"]) or re.search(stated, text, re.IGNORECASE))


def _updated(text: str, matter: dict[str, str]) -> tuple[str, str]:
    """The résumé's own date where it states one ("last update: April 2017"), and the text without that line."""
    stated = next((matter[key] for key in ("updated", "date", "lastmod", "last_modified") if key in matter), "")
    lines = text.split("\n")
    pattern = re.compile(
        rf"\W*(?:(?:{lexicon.alternatives('document')}) )?(?:{lexicon.alternatives('updated')})(?: on| in)?"
        rf"\s*[:.–-]?\s*({DATE})[^\n]{{0,40}}",
        re.IGNORECASE,
    )
    for index in range(len(lines) - 1, -1, -1):
        match = pattern.fullmatch(re.sub(r"</?[a-z]+>", "", lines[index]))
        if match:
            lines[index] = "-->" if "-->" in lines[index] else ""
            return match[1], "\n".join(lines)
    last = max((i for i, line in enumerate(lines) if line.strip()), default=0)
    signed = re.search(
        rf"(?:^(?![-*+•]\s)\W*[A-Z][\w-]+(?: [A-Z][\w-]+)?,\s+(?:the\s+)?|^[*_(]+(?:[\w-]+,?\s+){{0,4}}?"
        rf"|(?<=[.!?])\s+(?:{lexicon.alternatives('updated')})\s+(?:(?:on|in)\s+)?)({DATE})\W*$",
        lines[last],
        re.IGNORECASE,
    )
    if signed:
        before, after = lines[last][: signed.start()], lines[last][signed.end(1) :].lstrip(" .")
        return signed[1], "\n".join([*lines[:last], f"{before}{after}" if before else ""])
    return stated, text


def _tree(basics: Fields, found: dict[str, list[Fields]]) -> Node:
    summary = "\n\n".join(basics["summary"])
    sections: Fields = {
        "basics": {**basics, "summary": summary},
        **{name: items for name, items in found.items() if items},
    }
    sections["meta"] = sections.get("meta", [{}])[0]
    return _node(sections, 1)


def _node(value: Any, line: int) -> Node:
    if isinstance(value, dict):
        line = value.get("line", line)
        return Node(
            line, {key: _node(each, line) for key, each in value.items() if key != "line" and each}, "a mapping"
        )
    if isinstance(value, list | tuple):
        line = next((each["line"] for each in value if isinstance(each, dict) and "line" in each), line)
        return Node(line, [_node(each, line) for each in value], "a list")
    text = " ".join(part for part in str(value).split(" "))
    return Node(line, text, "text" if text else "nothing")
