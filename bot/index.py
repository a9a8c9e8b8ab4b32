"""The index: one profile made ready for look-up. Built once, read by every question, never changed.

Sets of entries and of statements are integers used as bit sets: an intersection is one `&`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from bot.language import Language
from bot.names import names, person_names, titles
from bot.profile import Entry, Profile
from bot.relations import Relations, Span, relate, span
from bot.spelling import Spelling
from bot.text import fold, phrase, root, stem, words

_KNOWN = frozenset({
    "basics", "work", "employers", "volunteer", "education", "awards", "certificates", "publications", "skills",
    "languages", "interests", "references", "projects", "talks", "initiatives",
})  # fmt: skip
_AGENT = ("er", "or")


class Statement(NamedTuple):
    """One thing an entry states: kind "title", "organization", "place", "clause", "keyword", "link" or "field"."""

    entry: int
    kind: str
    text: str
    key: str
    label: str = ""


class Found(NamedTuple):
    """Where a word or name stands, as bit sets: `statements` that say it or a synonym, those that say it `exactly`,
    entries `named` just so, entries `titled` with it."""

    statements: int = 0
    named: int = 0
    titled: int = 0
    exactly: int = 0


def bits(mask: int) -> Iterator[int]:
    """The positions of the bits that are set, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


@dataclass(frozen=True, slots=True)
class Index:
    """A profile with its postings, names, timeline and relations. See `build`."""

    profile: Profile
    language: Language
    entries: tuple[Entry, ...]
    keys: tuple[str, ...]
    statements: tuple[Statement, ...]
    owners: tuple[int, ...]
    postings: dict[str, int]
    group_postings: dict[int, int]
    names: dict[str, int]
    canonical: dict[str, str]
    titles: dict[str, int]
    sections: dict[str, int]
    headings: dict[str, int]
    families: dict[str, tuple[str, ...]]
    spans: tuple[Span | None, ...]
    relations: Relations
    spelling: Spelling
    person: frozenset[str]
    called: tuple[str, ...]
    now: int

    def find(self, key: str) -> Found:
        """Where a stem, or a phrase of stems, is said in the résumé, synonyms included."""
        mask = self.postings.get(key, 0)
        named = self.names.get(key, 0)
        titled = self.titles.get(key, 0)
        exactly = mask
        for group in self.language.groups.get(key, ()):
            if group >= self.language.spellings:
                exactly |= self.group_postings.get(group, 0)
            mask |= self.group_postings.get(group, 0)
            for member in self.language.members[group]:
                if group >= self.language.spellings or " " in member:
                    named |= self.names.get(member, 0)
        return Found(mask, named, titled | named, exactly)

    def related(self, word: str) -> Found:
        """Where the résumé has another word of the same family: "subscribers" for "subscribed"."""
        keys = self.families.get(root(word), ()) or self._long_for(word) or self._doers(word)
        mask = 0
        for key in keys:
            mask |= self.postings.get(key, 0)
        return Found(mask)

    def _long_for(self, short: str) -> tuple[str, ...]:
        """The one family of words that a word is the beginning of: "exec" is short for "executive"."""
        long = [base for base in self.families if len(short) >= 4 and base.startswith(short)]
        return self.families[long[0]] if len(long) == 1 else ()

    def _doers(self, word: str) -> tuple[str, ...]:
        """Whoever does what a short verb says, or what a short noun for somebody says is done: "driver" for "drive"."""
        base = word.removesuffix("e")
        forms = (f"{base}er", f"{base}or", f"{base}{base[-1:]}er", word[:-2] if word.endswith("er") else "")
        return tuple(key for key in map(stem, forms) if len(base) > 2 and key in self.postings)

    def linked(self, url: str) -> int | None:
        """The entry with a link to this address, or None: with or without www and a slash at its end."""
        wanted = _address(url)
        return next((p for p, e in enumerate(self.entries) for link in e.links if _address(link.url) == wanted), None)

    def saying(self, texts: Iterable[str]) -> int:
        """The statements that say one of these phrases."""
        keys = map(phrase, texts)
        return reduce(or_, (self.find(key).statements | self.in_a_row(key) for key in keys), 0)

    def stated(self, statements: int, *kinds: str, of: int = -1) -> list[Statement]:
        """These statements: of these kinds, if any are named, that these entries make."""
        found = (self.statements[position] for position in bits(statements))
        return [s for s in found if of >> s.entry & 1 and (not kinds or s.kind in kinds)]

    def holders(self, statements: int, *kinds: str) -> int:
        """The entries that make any of these statements, of these kinds if any are named."""
        mask = 0
        for position in bits(statements):
            if not kinds or self.statements[position].kind in kinds:
                mask |= 1 << self.owners[position]
        return mask

    def in_a_row(self, key: str) -> int:
        """The statements that say these stems in a row."""
        said = reduce(and_, (self.postings.get(word, 0) for word in key.split()))
        return sum(1 << position for position in bits(said) if f" {key} " in self.statements[position].key)

    def reach(self, entries: int) -> int:
        """These entries and all that belong to them: an employer's positions and projects, a talk's project."""
        mask = entries
        for position in bits(entries):
            mask |= self.relations.reach[position]
        return mask

    def section(self, *names: str) -> int:
        """The entries of these sections."""
        mask = 0
        for name in names:
            mask |= self.sections.get(name, 0)
        return mask


def _address(url: str) -> str:
    return url.lower().partition("://")[2].removeprefix("www.").rstrip("/")


def build(profile: Profile, language: Language) -> Index:
    """Index a profile: postings of every stem, names and their spellings, sections, timeline and relations."""
    entries = profile.entries
    statements = tuple(s for position, entry in enumerate(entries) for s in _statements(position, entry))
    postings = _postings(statements)
    now = profile.updated.last.toordinal()
    named = names(entries, language)
    keywords = (phrase(keyword) for entry in entries for keyword in entry.keywords)
    phrases = (*named, *keywords, *language.groups, *(m for members in language.kinds.values() for m in members))
    _post_phrases(postings, statements, phrases)
    links = sum(1 << position for position, statement in enumerate(statements) if statement.kind == "link")
    _post_kinds(postings, language, ~links)
    sections: dict[str, int] = defaultdict(int)
    for position, entry in enumerate(entries):
        sections[entry.section] |= 1 << position
    spans = tuple(span(entry, now) for entry in entries)
    spoken = {word.folded for statement in statements for word in words(f"{statement.label} {statement.text}")}
    person = frozenset(word.stem for name in person_names(entries, language) for word in words(name))
    group_postings = _group_postings(postings, language, _proper(entries, language), statements)
    return Index(
        profile=profile,
        language=language,
        entries=entries,
        keys=_keys(entries),
        statements=statements,
        owners=tuple(statement.entry for statement in statements),
        postings=postings,
        group_postings=group_postings,
        names=named,
        canonical={canonical(key, language): key for key in named if " " in key},
        titles=titles(entries),
        sections=dict(sections),
        headings=_headings(entries, language),
        families=_families(spoken),
        spans=spans,
        relations=relate(entries, spans, named),
        spelling=Spelling.of(spoken, postings, group_postings, named, language),
        person=person,
        called=tuple(person_names(entries, language)),
        now=now,
    )


def _headings(entries: tuple[Entry, ...], language: Language) -> dict[str, int]:
    """The words by which the résumé itself calls its sections, with the entries there: "Exams and licences"."""
    found: dict[str, int] = defaultdict(int)
    for position, entry in enumerate(entries):
        own = "" if entry.section in _KNOWN else entry.section
        for word in words(f"{own} {entry.heading} {entry.fields.get('type', '')}"):
            if word.folded not in language.light:
                found[word.stem] |= 1 << position
    return dict(found)


def _families(spoken: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The stems of the résumé's words by what the words of a family share."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in spoken:
        if base := root(word):
            found[base].add(stem(word))
    return {base: tuple(sorted(keys)) for base, keys in found.items()}


def canonical(key: str, language: Language) -> str:
    """A phrase with the first synonym for each word: "config mgmt" and "configuration management" agree."""
    groups = (language.groups.get(word, ()) for word in key.split())
    return " ".join(language.members[ids[0]][0] if ids else word for ids, word in zip(groups, key.split(), strict=True))


def _keys(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    keys: list[str] = []
    for entry in entries:
        slug = "-".join(word.folded for word in words(f"{entry.title} {entry.organization}"))[:80]
        key = f"{entry.section}/{slug}"
        keys.append(key if key not in keys else f"{key}-{keys.count(key) + len(keys)}")
    return tuple(keys)


def _statements(position: int, entry: Entry) -> Iterator[Statement]:
    def state(kind: str, text: str, label: str = "", hidden: str = "") -> Statement:
        return Statement(position, kind, text, f" {phrase(f'{label} {text} {hidden}')} ", label)

    own_section = "" if entry.section.isalpha() and entry.section.islower() else entry.section
    yield state("title", entry.title, hidden=" , ".join((*entry.aliases, own_section)))
    if entry.organization:
        yield state("organization", entry.organization)
    if entry.place:
        yield state("place", entry.place)
    for clause in entry.clauses:
        yield state("clause", clause)
    if entry.keywords:
        yield state("keyword", ", ".join(entry.keywords), "Courses" if entry.section == "education" else "")
    for link in entry.links:
        words_of_url = " ".join(word.folded for word in words(link.url) if len(word.folded) > 2)
        yield Statement(position, "link", link.url, f" {phrase(f'{link.label} {words_of_url}')} ", link.label)
    for name, value in entry.fields.items():
        yield state("field", value, name)


def _postings(statements: Iterable[Statement]) -> dict[str, int]:
    postings: dict[str, int] = defaultdict(int)
    for position, statement in enumerate(statements):
        for key in statement.key.split():
            postings[key] |= 1 << position
    return dict(postings)


def _post_phrases(postings: dict[str, int], statements: tuple[Statement, ...], phrases: Iterable[str]) -> None:
    """Add a posting for each phrase that stands in a statement word by word."""
    for key in phrases:
        if " " in key and key not in postings:
            mask = -1
            for part in key.split():
                mask &= postings.get(part, 0)
                if not mask:
                    break
            found = sum(1 << p for p in bits(mask) if f" {key} " in statements[p].key) if mask > 0 else 0
            if found:
                postings[key] = found


def _post_kinds(postings: dict[str, int], language: Language, within: int) -> None:
    """A broader name stands wherever one that it includes does."""
    for name, members in language.kinds.items():
        for member in members:
            if found := postings.get(member, 0) & within:
                postings[name] = postings.get(name, 0) | found


def _proper(entries: tuple[Entry, ...], language: Language) -> frozenset[str]:
    """Keywords that are names, though they are words too: a question about cooking is none about a tool called Chef."""
    single = (keyword for entry in entries for keyword in entry.keywords if keyword[:1].isupper() and keyword.isalpha())
    known = (language.english, language.names)
    return frozenset(phrase(keyword) for keyword in single if any(fold(keyword) in listed for listed in known))


def _group_postings(
    postings: dict[str, int], language: Language, proper: frozenset[str], statements: tuple[Statement, ...]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for group, members in enumerate(language.members):
        mask = 0
        for member in members:
            if group >= language.spellings or member not in proper:
                mask |= _by_the_person(member, members, postings.get(member, 0), statements)
        if mask:
            found[group] = mask
    return found


def _by_the_person(member: str, group: Iterable[str], mask: int, statements: tuple[Statement, ...]) -> int:
    """The statements without those that say a verb of others: who worked with "the founders" founded nothing."""
    if not (member.endswith(_AGENT) and {member[:-2], member[:-1]} & set(group)):
        return mask
    others = re.compile(rf"\b{re.escape(member)}s\b", re.IGNORECASE)
    return sum(1 << p for p in bits(mask) if statements[p].kind != "clause" or not others.search(statements[p].text))
