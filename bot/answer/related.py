"""Where to go from an entry: what the résumé, or else its dates, connect it with, as questions to ask next."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import replies
from bot.answer.links import links
from bot.index import Index, bits
from bot.profile import Entry
from bot.text import phrase

SHOWN = 4
Way = tuple[str, str]


class Related:
    """Ways on from an entry of one index, as (label, question): the label says the relation and to what."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, p: int) -> tuple[Way, ...]:
        """At most `SHOWN` ways on, nearest first."""
        found = [way for ways in (self._employer, self._about, self._made, self._next) for way in ways(p)]
        found += [*self._recommended(p), *self._technology(p), *self._repository(p)]
        return tuple(dict.fromkeys(found))[:SHOWN]

    def _entry(self, p: int) -> Entry:
        return self._index.entries[p]

    def _near(self, p: int, *sections: str) -> Iterator[Entry]:
        mask = self._index.relations.reach[p] & self._index.section(*sections)
        return (self._entry(q) for q in bits(mask) if self._entry(q).title)

    def _owner(self, p: int) -> int:
        """The employer of a position; any other entry itself."""
        return self._index.relations.employer[p] if self._entry(p).section == "work" else p

    def _firm(self, p: int) -> str:
        """The employer's name, for an employer or a position at one; "" for any other entry."""
        known = self._entry(p).section in ("work", "employers") and self._owner(p) >= 0
        return self._entry(self._owner(p)).title if known else ""

    def _employer(self, p: int) -> Iterator[Way]:
        employer, stated = self._index.relations.employer[p], self._index.relations.stated[p]
        if self._entry(p).section == "projects" and employer >= 0:
            label = "Employer" if stated else "Employer, by its dates"
            yield f"{label}: {self._entry(employer).title}", f"What is {self._entry(employer).title}?"

    def _about(self, p: int) -> Iterator[Way]:
        for section, label in (("talks", "Talk"), ("publications", "Publication"), ("awards", "Award")):
            if self._entry(p).section == "projects":
                yield from ((f"{label}: {near.title}", f"What is {near.title}?") for near in self._near(p, section))
        if self._entry(p).section in ("talks", "publications", "awards"):
            yield from ((f"Project: {near.title}", f"What is {near.title}?") for near in self._near(p, "projects"))

    def _made(self, p: int) -> Iterator[Way]:
        if (name := self._firm(p)) and any(self._near(p, "projects")):
            yield f"Projects at {name}", f"Projects at {name}"

    def _next(self, p: int) -> Iterator[Way]:
        name, mine = self._firm(p), self._index.spans[self._owner(p)]
        employers = (self._index.spans[q] for q in bits(self._index.section("employers")))
        if name and mine and any(theirs and theirs.start > mine.end for theirs in employers):
            yield f"Next after {name}", f"What did {replies.first_name(self._index)} do after {name}?"

    def _recommended(self, p: int) -> Iterator[Way]:
        if (name := self._firm(p)) and any(self._near(self._owner(p), "references")):
            yield f"Recommendation from {name}", f"Who recommends {replies.first_name(self._index)} from {name}?"

    def _technology(self, p: int) -> Iterator[Way]:
        if self._entry(p).section == "projects":
            shared = (word for word in self._entry(p).keywords if self._also_used(word, p))
            yield from ((f"Also made with {word}", f"Projects {word}") for word in list(shared)[:2])

    def _also_used(self, keyword: str, p: int) -> bool:
        users = self._index.holders(self._index.find(phrase(keyword)).statements) & self._index.section("projects")
        return bool(users & ~(1 << p)) and phrase(keyword) != phrase(self._entry(p).title)

    def _repository(self, p: int) -> Iterator[Way]:
        if self._entry(p).section == "projects" and links(self._entry(p), "repository"):
            yield f"Repository of {self._entry(p).title}", f"Repository of {self._entry(p).title}"
