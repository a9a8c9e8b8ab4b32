"""Who the person is: name, headline and present post, the ways to get in touch."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer import replies
from bot.answer.reply import Reply, no
from bot.answer.select import Selector
from bot.answer.wording import clip, dated, sentence, stated
from bot.index import Index, bits
from bot.text import stems
from bot.understand.query import Query


@dataclass(frozen=True, slots=True)
class Person:
    """Introduces the person of one index."""

    index: Index
    selector: Selector

    def reply(self, query: Query) -> Reply:
        """Who the person is, or with `give` "contact" how to reach them."""
        if not self._basics():
            return no(replies.missing(["contact details"]))
        p = self._basics()[0]
        entry = self.index.entries[p]
        if query.give == "contact":
            urls = {link.url for link in entry.links}
            fields = {label: value for label, value in entry.fields.items() if label != "label" and value not in urls}
            links = (f"{link.label}: {link.url}" for link in entry.links)
            found = [*(stated(label, value) for label, value in fields.items()), *links]
            return Reply(clip("; ".join(found)), (p,)) if found else no("The résumé gives no way to get in touch.")
        now = list(bits(self.selector.timeline.current(self.index.section("work"))))
        role = f" {dated(self.index.entries[now[0]])}." if now else ""
        label = f", {entry.fields['label']}" if entry.fields.get("label") else ""
        said = " ".join(map(sentence, entry.clauses))
        return Reply(clip(f"{entry.title}{label}.{role} {said}".strip()), (p, *now))

    def calling(self, query: Query) -> str:
        """What the person is by their own headline, where that says more than the post that is asked for."""
        if query.give != "role" or not query.now or query.things or query.scope:
            return ""
        labels = (self.index.entries[p].fields.get("label", "") for p in self._basics())
        posts = self.selector.timeline.current(self.index.section("work"))
        titled = {key for p in bits(posts) for key in stems(self.index.entries[p].title)}
        return "".join(f"{label.rstrip('.')}. " for label in labels if label and not titled & set(stems(label)))

    def _basics(self) -> list[int]:
        return list(bits(self.index.section("basics")))
