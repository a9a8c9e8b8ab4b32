"""The words of a question that bound what is asked for: before and after something, during it, its start and end."""

from __future__ import annotations

from functools import reduce
from operator import or_

from bot.index import Found, Index
from bot.text import words
from bot.understand.draft import Draft
from bot.understand.phrases import Span
from bot.understand.query import Thing

_POSTS = ("work", "employers", "overlap", "another")  # what can be held beside something else


class Bounds:
    """Notes in a Draft what bounds a time, by one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._language = index.language
        self._grammar = {role: frozenset(found) for role, found in index.language.phrases["grammar"].items()}

    def _add(self, draft: Draft, thing: Thing) -> None:
        if draft.flags.pop("not", "") or "leaving" in draft.flags:
            draft.without.append(thing)
        elif "anchor" in draft.flags or self._follows_to(draft, thing):
            draft.anchors.append(thing)
        else:
            draft.things.append(thing)
        draft.used.append((thing.text, "named" if thing.found.named else "content"))

    def _bound_by(self, draft: Draft, value: str, span: Span) -> None:
        """ "While she was a student", "when she won the prize": a section's noun bounds what is asked for."""
        mine = self._index.section(value)
        if value == "education":
            self._at_studies(draft, span)
        elif not (mine or span.found.statements):
            draft.loose.append(span.text)
        else:
            self._add(draft, Thing(span.text, span.key, span.found._replace(named=mine)))

    def _only_when(self, draft: Draft) -> bool:
        """Whether "at college" says when: something else is asked for, or just what was done."""
        asked = "ask" in draft.flags and not (draft.sections or draft.hints or draft.gives or draft.things)
        return asked or bool(draft.sections and draft.sections[0] != "education")

    def _studies(self, span: Span) -> int:
        """The stages of education that a noun for them means: those that say it, else all."""
        studies = self._index.section("education")
        said = (self._index.find(word.stem).exactly for word in words(span.text))
        return studies & self._index.holders(span.found.statements or reduce(or_, said)) or studies

    def _at_studies(self, draft: Draft, span: Span) -> None:
        if all(anchor.key != span.key for anchor in draft.anchors):
            draft.anchors.append(Thing(span.text, span.key, span.found._replace(named=self._studies(span))))
        draft.flags["during"] = span.text
        draft.sections = draft.sections or ["projects", "awards", "volunteer", "initiatives"]

    def _after_studies(self, draft: Draft, span: Span) -> None:
        """Studies as such bound the time: "before studying law", "after he qualified"."""
        draft.anchors.append(Thing(span.text, span.key, Found(named=self._index.section("education"))))

    def _mean_studies(self, draft: Draft, value: str, span: Span, position: int) -> None:
        """ "After he qualified", "as a student", "student job": the studies bound the time."""
        before = {each.folded.split()[-1] for each in draft.spans[max(0, position - 2) : position]}
        ahead = [sense for after in draft.spans[position + 1 : position + 3] for sense in after.senses]
        works = any(sense.value in _POSTS for sense in ahead)
        if "anchor" in draft.flags or (value == "student" and (works or before & self._grammar["as"])):
            self._after_studies(draft, span)
            draft.flags.setdefault("during", value)
        elif span.found.statements:
            self._add(draft, Thing(span.text, span.key, span.found))
        elif all(sense.kind == "studies" for sense in span.senses):
            draft.loose.append(span.text)

    def _mean_order(self, draft: Draft, value: str, span: Span, position: int) -> None:
        if value.startswith("then_"):
            draft.flags.setdefault("pronoun", "it")
            value = value.removeprefix("then_")
        if "anchor" in draft.flags and any(sense.kind == "verb" for sense in span.senses):
            return
        draft.flags.setdefault("relative" if value in ("next", "previous") else "order", value)

    def _mean_time(self, draft: Draft, value: str, span: Span, position: int) -> None:
        if (
            value == "during"
            and not (draft.started or "ask" in draft.flags)
            and span.folded.split()[0] in self._language.phrases["time"]["conjunction"]
        ):
            draft.gives.append("when")
            draft.flags["opening"] = value
        elif value == "before" and draft.things and position == len(draft.spans) - 1:
            return
        elif value in ("before", "after", "postfix_before", "postfix_after"):
            behind, value = value.startswith("postfix"), value.removeprefix("postfix_")
            other = draft.flags.get("relative", value)
            draft.flags["relative"] = value if other == value or "or" not in draft.flags else "either"
            if behind and draft.things:
                draft.anchors.append(draft.things.pop())
            else:
                draft.flags["anchor"] = value
        elif value in ("beside", "next_to"):
            if value == "beside" or any(sense.value in _POSTS for each in draft.spans for sense in each.senses):
                draft.flags.update(during=value, anchor=value, beside=span.folded)
        elif value == "leaving" and any(each.folded == "to" for each in draft.spans[position + 2 :]):
            draft.flags["leaving"] = value
        elif value == "out_of":
            ahead = [sense for after in draft.spans[position + 1 : position + 2] for sense in after.senses]
            if any(sense.value == "education" for sense in ahead):
                draft.flags.update(relative="after", anchor="after")
        elif value in ("year_before", "year_after"):
            draft.flags.update(during=value, anchor=value, window=value.removeprefix("year_"))
        elif value in ("during", "now", "past", "between"):
            draft.flags[value] = value
            if value in ("during", "between"):
                draft.flags["anchor"] = value

    def _mean_small(self, draft: Draft, value: str, span: Span, position: int) -> None:
        """ "From A to B": what was left ends at "to"."""
        if span.folded == "to" and draft.flags.pop("leaving", ""):
            draft.flags["edge"] = "start"

    def _mean_edge(self, draft: Draft, value: str, span: Span, position: int) -> None:
        weak = draft.flags.pop("weak_edge", "")
        draft.flags["edge"] = value if weak else draft.flags.get("edge", value)
        if "anchor" in draft.flags:
            draft.flags.setdefault("bound", value)
        if span.folded in self._grammar["weak_edge"]:
            draft.flags["weak_edge"] = value

    def _follows_to(self, draft: Draft, thing: Thing) -> bool:
        """Whether a thing is what something comes before or after: "the employer previous to X"."""
        at = next((n for n, span in enumerate(draft.spans) if span.text == thing.text), 0)
        return "relative" in draft.flags and at > 0 and draft.spans[at - 1].folded == "to"
