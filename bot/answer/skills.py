"""Skills: what a group lists, and where the résumé mentions one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.reply import Reply
from bot.answer.wording import clip, dated, joined
from bot.index import Index, bits
from bot.text import phrase, says, stems
from bot.understand.query import Query, Thing


@dataclass(frozen=True, slots=True)
class Skills:
    """Speaks of the skills in one index."""

    index: Index

    def is_one(self, thing: Thing) -> bool:
        """Whether a thing is listed as a skill, or used as one: a keyword of some entry."""
        return bool(self.index.holders(thing.found.statements, "keyword"))

    def is_listed(self, thing: Thing) -> bool:
        """Whether a thing is one of the skills, not only said of one."""
        spellings = self.index.language.alike(thing.key)
        groups = bits(self.index.section("skills"))
        return any(phrase(keyword) in spellings for p in groups for keyword in self.index.entries[p].keywords)

    def listed(self, query: Query, mask: int) -> Reply:
        """What these groups list: of a skill that is named only that one, of a broader one what it includes."""
        chosen = self._called(query, list(bits(mask)))
        wanted = [t for t in query.things if not any(t.found.named >> p & 1 for p in chosen)]
        texts = []
        for p in chosen:
            entry = self.index.entries[p]
            level = f" ({entry.fields['level']})" if entry.fields.get("level") else ""
            banned = self._keywords(p, query.without)
            kept = self._keywords(p, wanted) if wanted and not query.give else ()
            words = ", ".join(keyword for keyword in kept or entry.keywords if keyword not in banned)
            texts.append(f"{entry.title}{level}: {words}" if words else f"{entry.title}{level}")
        return Reply(clip(". ".join(texts) + "."), tuple(chosen))

    def _called(self, query: Query, chosen: list[int]) -> list[int]:
        """Of these groups those that the question calls by name: "which instruments" asks for Instruments only."""
        asked = set() if query.things else set(stems(query.text))
        return [p for p in chosen if phrase(self.index.entries[p].title) in asked] or chosen

    def _keywords(self, p: int, things: Sequence[Thing]) -> list[str]:
        keys = {key for thing in things for key in self.index.language.alike(thing.key)}
        return [k for k in self.index.entries[p].keywords if says(k, *keys)]

    def mentions(self, query: Query, chosen: Sequence[int]) -> Reply:
        """Where the résumé mentions something that is not an entry of its own."""
        text = joined([thing.text for thing in query.things])
        skills = [p for p in chosen if self.index.entries[p].section == "skills"]
        listed = [self._listing(query, p) for p in skills]
        others = [p for p in chosen if p not in skills]
        parts = [f"listed under {joined(listed)}"] if listed else []
        parts += [f"mentioned in {'; '.join(dated(self.index.entries[p]) for p in others)}"] if others else []
        return Reply(clip(f"{text}: {', '.join(parts)}."), tuple(chosen))

    def _listing(self, query: Query, p: int) -> str:
        """A group of skills with its level, and what it lists where that says more: "Every day (double horn)"."""
        entry = self.index.entries[p]
        asked = {word for thing in query.things for word in thing.key.split()}
        fuller = [k for k in self._keywords(p, query.things) if set(phrase(k).split()) - asked]
        told = "; ".join(filter(None, (entry.fields.get("level", ""), *fuller)))
        return f"{entry.title} ({told})" if told else entry.title
