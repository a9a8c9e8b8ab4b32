"""Answers to a part of the question: without a word that the résumé lacks, or one of several parts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answer import replies
from bot.answer.model import TEXT_LIMIT
from bot.answer.reply import Reply
from bot.answer.wording import clip, joined
from bot.relations import Span
from bot.understand.query import LINKS, Query, Thing

if TYPE_CHECKING:
    from bot.answer.engine import Engine

_JOINING = re.compile("[+&,/]")
_ASIDE = LINKS | {
    "", "who", "with", "amount", "count", "when", "start", "end", "where", "city", "duration", "about", "name",
    "technologies", "role",
}  # fmt: skip
_NUMBERS = ("amount", "count")


@dataclass(frozen=True, slots=True)
class Aside:
    """Asks the engine again for less, and says what was left aside."""

    engine: Engine

    def without_loose(self, query: Query) -> Reply | None:
        """The reply without a word that the résumé lacks, where the rest says who and what is asked; it says so too."""
        named = [thing.found.named & ~self.engine.index.section("skills") for thing in query.things]
        if query.yesno or not query.aside or any(mask & self.engine.selector.sections(query) for mask in named):
            return None
        one = self._names_one(query, query.things) or self.engine.selector.meant(query.anchors, strictly=True)
        bounded = query.things or query.when or query.now or query.past or query.more
        lists = query.headed and not query.weak and bounded
        if not (lists or (one and query.give in _ASIDE)):
            return None
        reply = self.engine.reply(replace(query, loose=(), aside=False))
        return self._in_part(query, replies.missing(query.loose), reply)

    def both(self, query: Query, reply: Reply) -> Reply:
        """The reply about an attribute, and what else is asked of the same entry: "licence number and renewal"."""
        if not (reply.answered and query.give and (query.more or _JOINING.search(query.text))):
            return reply
        scope = tuple(self.engine.index.keys[p] for p in reply.chosen)
        plain = replace(query, attribute="", things=(), soft=(), anchors=(), select=(), scope=scope)
        second = self.engine.reply(plain)
        if not second.answered or second.text in reply.text or not set(second.chosen) <= set(reply.chosen):
            return reply
        return replace(reply, text=clip(f"{reply.text} {second.text}"))

    def word_by_word(self, query: Query) -> Query | None:
        """The same with the words of a phrase for the phrase, where the entries asked for say them one by one."""
        things: list[Thing] = []
        for thing in query.things:
            alone = (
                [] if thing.found.named else [Thing(key, key, self.engine.index.find(key)) for key in thing.key.split()]
            )
            things += alone if len(alone) > 1 else [thing]
        words = replace(query, things=tuple(things))
        return words if len(things) > len(query.things) and self.engine.selector.pool(words) else None

    def each(self, query: Query) -> Reply | None:
        """Several names in one question, never together in the résumé: each is asked for by itself."""
        named = [thing for thing in query.things if thing.found.named or self.engine.facts.is_link(thing)]
        if len(named) < 2 or query.yesno:
            return None
        rest = tuple(thing for thing in query.things if thing not in named)
        found = [self.engine.select(replace(query, things=(*rest, thing))) for thing in named]
        if not all(reply.answered for reply in found):
            return None
        chosen = dict.fromkeys(p for reply in found for p in reply.chosen)
        return Reply(clip(" ".join(dict.fromkeys(reply.text for reply in found))), tuple(chosen))

    def but_for_one(self, query: Query, span: Span | None) -> Reply | None:
        """The reply without the least telling word, where the rest names an entry; it says so too."""
        plain = [t for t in query.things if not (t.found.named or t.found.titled)]
        rest = [t for t in query.things if t not in plain]
        if query.deed or len(plain) != 1 or query.yesno or query.select or span or query.give not in _ASIDE:
            return None
        if not self._names_one(query, rest):
            return None
        reply = self.engine.select(replace(query, things=tuple(rest)))
        names = joined([t.text for t in rest])
        return self._in_part(query, f"The résumé does not connect {names} and {plain[0].text}.", reply)

    def _in_part(self, query: Query, unsaid: str, reply: Reply) -> Reply | None:
        """What is unsaid before what is said: not all of a firm for a question about a part of it."""
        firms = self.engine.index.section("employers") if query.give in ("", "about", *_NUMBERS) else 0
        said = f"{unsaid} {reply.text}"
        short = reply.answered and len(said) <= TEXT_LIMIT and not any(firms >> p & 1 for p in reply.chosen)
        return replace(reply, text=clip(said)) if short else None

    def _names_one(self, query: Query, things: Iterable[Thing]) -> bool:
        """Whether a thing names an entry, for all but a number by a word of its title alone, and is not counted."""
        number, skills = query.give in _NUMBERS, self.engine.index.section("skills")
        counted = {thing.key for thing in query.counted} if number else set()
        for thing in things:
            called = 0 if number else thing.found.titled & ~skills
            if thing.key not in counted and (thing.found.named & ~skills or called.bit_count() == 1):
                return True
        return False
