"""The facets: what to say about the entries that were selected, one small function for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.answer.lengths import Lengths
from bot.answer.links import links
from bot.answer.model import TEXT_LIMIT
from bot.answer.reply import Said
from bot.answer.select import Selector
from bot.answer.wording import clip, counted, dated, joined, listing, name, period, sentence, stated
from bot.index import Index, bits
from bot.profile import BREAK, Entry, Link
from bot.text import phrase
from bot.understand.query import LINKS, Query

LINKED_LENGTH = 500
_WITH = re.compile(r"\b[Ww]ith\s+(?:\w+\s){0,2}[^\W\d_a-z]|\b[Cc]o-\w{3,}")
_SHARED = re.compile(r"\b(?:with|sole|alone|together)\b|\bco-", re.IGNORECASE)
_PROPER = re.compile(r"[^\W\d_a-z]\w*(?: (?:of |and |& )?[^\W\d_a-z]\w*){1,4}")
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?[$€£¥₹]|\b(?:USD|EUR|GBP|AUD|CAD|NZD|CHF|INR|JPY|SEK|NOK|DKK) ?\d")
_IN_THE_NAME = ("position", "fluency")


@dataclass(frozen=True, slots=True)
class Facets:
    """Says one facet of some entries, given by position; each method returns the text and its evidence, or None."""

    index: Index
    selector: Selector
    lengths: Lengths
    mentioned: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, index: Index, selector: Selector) -> Facets:
        """The facets of one index; `mentioned` is each skill with the entries that mention it."""
        skills = [word for p in bits(index.section("skills")) for word in index.entries[p].keywords]
        return cls(
            index,
            selector,
            Lengths(index),
            tuple((word, index.holders(index.find(phrase(word)).statements)) for word in skills),
        )

    def say(self, query: Query, chosen: Sequence[int]) -> Said | None:
        """The facet that the query asks for; None when these entries do not state it."""
        if query.give in LINKS:
            return self.link(query, chosen)
        facets: dict[str, Callable[[Query, Sequence[int]], Said | None]] = {
            "count": self.count, "amount": self.amount, "when": self.when, "start": self.when, "end": self.when,
            "duration": self.lengths.duration, "where": self.where, "city": self.city, "who": self.who,
            "role": self.role, "technologies": self.technologies, "topic": self.topic, "with": self.company,
        }  # fmt: skip
        return facets.get(query.give, self.about)(query, chosen)

    def topic(self, query: Query, chosen: Sequence[int]) -> Said | None:
        """What a talk or a text is about: only where more than its name is stated."""
        told = [p for p in chosen if self.index.entries[p].clauses or self.index.entries[p].related]
        return self.about(query, told) if told else None

    def amount(self, query: Query, chosen: Sequence[int]) -> Said | None:
        """Only a statement gives a figure, never an entry as a whole, except a grant's; a follow-up may ask one."""
        stated = [p for p in chosen if self.index.entries[p].fields.get("amount")]
        said = [self.index.holders(thing.found.statements) for thing in query.soft]
        if stated and (query.select or all(mask >> p & 1 for mask in said for p in stated)):
            return clip(" ".join(map(self.describe, stated))), stated
        told = {p: money for p in chosen if (money := self._money(p))}
        if told and (query.select or not query.soft) and not query.counted:
            return clip(" ".join(f"{dated(self.index.entries[p])}: {text}" for p, text in told.items())), list(told)
        return self.about(query, chosen) if query.scope and len(chosen) == 1 else None

    def _money(self, p: int) -> str:
        """What an entry states in a currency."""
        entry = self.index.entries[p]
        return " ".join(sentence(text) for text in (*entry.clauses, *entry.fields.values()) if _MONEY.search(text))

    def _entries(self, chosen: Sequence[int]) -> list[Entry]:
        return [self.index.entries[p] for p in chosen]

    def about(self, query: Query, chosen: Sequence[int]) -> Said | None:
        if len(chosen) == 1:
            return self.describe(chosen[0]), list(chosen)
        alike = len({self.index.entries[p].title for p in chosen}) == 1
        if (query.pronoun or alike) and len(chosen) <= 3:
            return " ".join(clip(self.describe(p), TEXT_LIMIT // len(chosen) - 1) for p in chosen), list(chosen)
        return listing(self._entries(chosen)), list(chosen)

    def names(self, mask: int) -> str:
        """What the first three of these entries are called."""
        return joined([name(entry) for entry in self._entries(list(bits(mask))[:3])])

    def describe(self, p: int) -> str:
        """One entry in a few sentences."""
        entry = self.index.entries[p]
        if entry.section == "employers":
            return self._employer(p)
        if entry.section == "skills":
            level = entry.fields.get("level")
            return clip(f"{entry.title}{f' ({level})' if level else ''}: {', '.join(entry.keywords)}.")
        place = f", {entry.place}" if entry.place and entry.place not in name(entry) else ""
        keywords = [", ".join(entry.keywords)] if entry.keywords and not entry.clauses else []
        fields = ((label, value) for label, value in entry.fields.items() if value != BREAK)
        told = [stated(label, value) for label, value in fields if label not in _IN_THE_NAME]
        body = " ".join(map(sentence, (*entry.clauses, *keywords, *told)))
        text = f"{dated(entry)}{place}: {body}" if body else sentence(dated(entry) + place)
        links = [f"{link.label}: {link.url}" for link in entry.links] if len(text) < LINKED_LENGTH else []
        return clip(" ".join([text, *links]))

    def _employer(self, p: int) -> str:
        entry, index = self.index.entries[p], self.index
        jobs = [e for q, e in enumerate(index.entries) if e.section == "work" and index.relations.employer[q] == p]
        roles = "; ".join(f"{job.title} ({period(job.period)})" if job.period else job.title for job in jobs)
        link = "".join(f" {link.url}" for link in entry.links[:1])
        clauses = " ".join(sentence(clause) for job in jobs for clause in job.clauses[: 9 if len(jobs) == 1 else 1])
        return clip(
            " ".join(filter(None, [f"{dated(entry)}: {sentence(roles)}", clauses, *map(sentence, entry.clauses)]))
            + link
        )

    def count(self, query: Query, chosen: Sequence[int]) -> Said | None:
        entries = self._entries(chosen)
        if query.select == ("skills",):
            names = list(dict.fromkeys(keyword for entry in entries for keyword in entry.keywords))
            return clip(f"{len(names)} skills: {', '.join(names)}."), list(chosen)
        sections = query.select or tuple(dict.fromkeys(entry.section for entry in entries))
        return listing(entries, f"{counted(entries, sections)}: "), list(chosen)

    def when(self, query: Query, chosen: Sequence[int]) -> Said | None:
        edge = query.edge or (query.give if query.give in ("start", "end") else "")
        found = [p for p in chosen if self.index.entries[p].period]
        if not found:
            return None
        posts = all(self.index.entries[p].section == "work" for p in found) and not (query.scope or query.alternatives)
        if query.edge == "start" and posts and not any(thing.found.named for thing in query.things):
            found = list(bits(self.selector.timeline.ordered(sum(1 << p for p in found), "first")))
        texts = [self._when(self.index.entries[p], edge) for p in found]
        texts += [f"{name(self.index.entries[p])}: no date given." for p in chosen if p not in found and query.select]
        return clip(" ".join(texts)), list(chosen) if query.select else found

    def _when(self, entry: Entry, edge: str) -> str:
        value = entry.period
        assert value is not None
        if edge == "start" and value.start:
            if value.start == value.end:
                return f"{name(entry)}: {value.start}."
            return f"{name(entry)}: from {value.start}{f' (until {value.end})' if value.end else ''}."
        if edge == "end" and value.ongoing:
            as_of = f"as of the résumé's date ({self.index.profile.updated})"
            return f"{name(entry)}: it has not ended; it goes on since {value.start}, {as_of}."
        if edge == "end" and value.end:
            return f"{name(entry)}: until {value.end}."
        return f"{name(entry)}: {period(value)}."

    def where(self, query: Query, chosen: Sequence[int]) -> Said | None:
        found: list[tuple[str, int]] = []
        for p in chosen:
            entry = self.index.entries[p]
            place = ", ".join(part for part in (entry.organization, entry.place) if part)
            if entry.section == "employers" or entry.organization in entry.title:
                place = entry.place
            if not place and entry.section == "talks":
                place = entry.title
            if not place and entry.section == "projects" and self.index.relations.employer[p] >= 0:
                place = self._made_at(p)
            if place:
                found.append((f"{entry.title}: {place}{' (' + period(entry.period) + ')' if entry.period else ''}.", p))
        return (clip(" ".join(text for text, _ in found)), [p for _, p in found]) if found else None

    def city(self, query: Query, chosen: Sequence[int]) -> Said | None:
        placed = [p for p in chosen if self.index.entries[p].place]
        return self.where(query, placed) if placed else None

    def _made_at(self, p: int) -> str:
        relations = self.index.relations
        employer = self.index.entries[relations.employer[p]]
        return employer.title + self.basis(p)

    def basis(self, p: int) -> str:
        """ "", or that an entry's employer follows from its dates only."""
        return "" if self.index.relations.stated[p] else ", going by the dates"

    def who(self, query: Query, chosen: Sequence[int]) -> Said | None:
        entries = [(p, self.index.entries[p]) for p in chosen]
        people = [p for p, entry in entries if entry.section == "references"]
        if people:
            return listing(self._entries(people)), people
        asked = " ".join(thing.key for thing in query.things)
        given = [(p, entry) for p, entry in entries if entry.organization]
        if given and entries[0][1].place and all(phrase(entry.organization) in asked for _, entry in given):
            return self.where(query, chosen)
        of = ((_firms(entry), ", ".join(filter(None, (entry.title, period(entry.period))))) for _, entry in given)
        return (clip(" ".join(f"{firms} ({title})." for firms, title in of)), [p for p, _ in given]) if given else None

    def company(self, query: Query, chosen: Sequence[int]) -> Said | None:
        """With whom something was made: the clauses that say "with" somebody, else whom a project was made for."""
        entries = self.index.entries
        called = [p for thing in query.things for p in bits(thing.found.named | thing.found.titled) if p not in chosen]
        told = self._in_company(chosen) or self._in_company(called)
        if told:
            texts = (f"{name(self.index.entries[p])}: {' '.join(map(sentence, told[p]))}" for p in told)
            return clip(" ".join(texts)), list(told)
        made = [p for p in chosen if self.index.entries[p].section in ("projects", "initiatives")]
        made = [p for p in made if entries[p].organization and self.index.relations.employer[p] < 0]
        shared = [p for p in chosen if _SHARED.search(self.describe(p))]
        worked = [p for p in chosen if self.index.entries[p].section in ("work", "employers")]
        return self.who(query, made) if made else self.about(query, shared or worked) if shared or worked else None

    def _in_company(self, chosen: Sequence[int]) -> dict[int, list[str]]:
        """What each of these entries says was done "with" somebody, if it does."""
        entries = self.index.entries
        told = {p: [c for c in (*entries[p].clauses, *entries[p].fields.values()) if _WITH.search(c)] for p in chosen}
        return {p: clauses for p, clauses in told.items() if clauses}

    def role(self, query: Query, chosen: Sequence[int]) -> Said | None:
        entries = {p: self.index.entries[p] for p in chosen}
        held = {p: entry for p, entry in entries.items() if {"role", "position"} & entry.fields.keys()}
        if held and not any(entry.section == "work" for entry in entries.values()):
            roles = (f"{entry.title}: {entry.fields.get('role') or name(entry)}." for entry in held.values())
            return clip(" ".join(roles)), list(held)
        entry = self.index.entries[chosen[0]]
        if len(chosen) == 1 and entry.section == "work" and entry.fields.get("type") != BREAK:
            return sentence(", ".join(filter(None, (dated(entry), entry.place)))), list(chosen)
        return self.about(query, chosen)

    def technologies(self, query: Query, chosen: Sequence[int]) -> Said | None:
        firms, made = self.index.section("employers"), self.index.section("work", "projects")
        near = ((1 << p if not firms >> p & 1 else self.index.relations.reach[p] & made) for p in chosen)
        chosen = [q for mask in near for q in bits(mask)]
        used = self._narrowed(query, chosen) or self._used({p: self.used_in(p) for p in chosen})
        told = [] if used is None or len(chosen) > 1 else self._told_in_prose(chosen[0])
        return (clip(" ".join([used[0], *map(sentence, told)])), used[1]) if used and told else used

    def _narrowed(self, query: Query, chosen: Sequence[int]) -> Said | None:
        """What these entries used of the group of skills that the question calls it: "which language"."""
        skills = self.index.section("skills")
        groups = [p for noun in query.narrow for p in bits(self.index.find(phrase(noun)).titled & skills)]
        return self._used_of(groups, chosen)

    def _told_in_prose(self, p: int) -> list[str]:
        """What an entry without keywords says of the technologies it used."""
        names = self.index.language.phrases["give"]["technologies"] if not self.index.entries[p].keywords else ()
        return [s.text for s in self.index.stated(self.index.saying(names), "clause", of=1 << p)]

    def setting(self, chosen: Sequence[int]) -> Said | None:
        """Whether entries belong to a job or to studies: by their employer, else by the studies that go on then."""
        told = {p: where for p in chosen if (where := self._made_at_or_during(p))}
        text = " ".join(f"{dated(self.index.entries[p])}: {where}." for p, where in told.items())
        return (clip(text), list(told)) if told else None

    def _made_at_or_during(self, p: int) -> str:
        if self.index.relations.employer[p] >= 0:
            return self._made_at(p)
        span, education = self.index.spans[p], self.index.section("education")
        studies = list(bits(self.selector.timeline.at(education, span))) if span else []
        return (
            f"during {joined([dated(self.index.entries[q]) for q in studies])}, going by the dates" if studies else ""
        )

    def common(self, chosen: Sequence[int]) -> Said | None:
        """The technologies that all these entries mention, and the employer that all are stated to belong to."""
        relations = self.index.relations
        firms = {relations.employer[p] if relations.stated[p] else -1 for p in chosen}
        every = "all" if len(chosen) > 2 else "both"
        shared = [word for word in self.used_in(chosen[0]) if all(word in self.used_in(p) for p in chosen[1:])]
        parts = [f"{every} mention {joined(shared)}"] if shared else []
        parts += [f"{every} belong to {self.index.entries[p].title}" for p in firms if len(firms) == 1 and p >= 0]
        names = joined([name(self.index.entries[p]) for p in chosen])
        return (clip(f"{names} {' and '.join(parts)}."), list(chosen)) if parts else None

    def of_kind(self, query: Query, chosen: Sequence[int]) -> Said | None:
        """What these entries used of the groups of skills that the question names."""
        groups = self.index.section("skills")
        named = [p for thing in query.things for p in bits((thing.found.named | thing.found.titled) & groups)]
        return self._used_of(named, chosen)

    def _used_of(self, groups: Sequence[int], chosen: Sequence[int]) -> Said | None:
        kind = {word.lower() for p in groups for word in self.index.entries[p].keywords}
        return self._used({p: [word for word in self.used_in(p) if word.lower() in kind] for p in chosen})

    def _used(self, found: Mapping[int, Sequence[str]]) -> Said | None:
        told = {p: used for p, used in found.items() if used}
        text = " ".join(f"{name(self.index.entries[p])}: {joined(used)}." for p, used in told.items())
        return (clip(text), list(told)) if told else None

    def used_in(self, p: int) -> list[str]:
        """The keywords of an entry and the skills that its text mentions."""
        entry = self.index.entries[p]
        own = list(entry.keywords)
        if entry.section in ("skills", "basics", "employers"):
            return own
        lower = {word.lower() for word in own}
        for keyword, said in self.mentioned:
            if said >> p & 1 and not any(keyword.lower() in word for word in lower):
                own.append(keyword)
        return own

    def link(self, query: Query, chosen: Sequence[int]) -> Said | None:
        found: list[tuple[str, int]] = []
        for p in chosen:
            near = self.index.relations.reach[p] & ~self.index.section("employers", "work")
            for source in [p, *bits(near)]:
                if found_links := links(self.index.entries[source], query.give):
                    found.append((self._links(self.index.entries[source], found_links), p))
                    break
        return (clip(" ".join(text for text, _ in found)), [p for _, p in found]) if found else None

    def _links(self, entry: Entry, chosen: Sequence[Link]) -> str:
        return f"{entry.title or entry.organization}: " + ", ".join(
            f"{link.label}: {link.url}" if len(chosen) > 1 else link.url for link in chosen
        )


def _firms(entry: Entry) -> str:
    """The firm of an entry; with the book that a chapter is in, whoever brought that out, a clause of its own."""
    others = (
        [clause for clause in entry.clauses if _PROPER.fullmatch(clause)] if entry.section == "publications" else []
    )
    return joined([entry.organization, *others])
