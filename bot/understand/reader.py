"""Understanding: a question and its thread's context become a Query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.index import Found, Index, bits
from bot.language import Sense
from bot.text import fold, has_number, words
from bot.understand.bounds import Bounds
from bot.understand.draft import Draft
from bot.understand.followup import in_context
from bot.understand.kinds import Kinds
from bot.understand.phrases import Phrases, Span
from bot.understand.query import LINKS, Context, Query, Thing
from bot.understand.settle import settled
from bot.understand.when import Comparisons, Dates, masked

_WON = frozenset(("awards", "talks", "publications"))
_FILLERS = ({"yesno"}, {"filler"})
_FLAGS = {
    "judge": "judged",
    "act": "act",
    "more": "more",
    "post": "post",
    "sort": "sort",
    "mode": "mode",
    "level": "level",
}


class Reader(Bounds):
    """Reads questions against one index. Immutable after construction."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._phrases = Phrases(index)
        self._dates = Dates(index.language)
        self._comparisons = Comparisons(index.language)
        self._kinds = Kinds(index)

    def read(self, question: str, context: Context) -> Query:
        """The Query of one question."""
        text, corrections = self._phrases.corrected(question)
        folded = fold(text)
        spans = self._phrases.spans(words(text))
        plain = masked(folded, ((s.start, s.end) for s in spans if s.found.named and " " in s.key))
        compare, compared = self._comparisons.find(plain)
        when, dated = self._dates.find(masked(plain, compared), context.year)
        if when and self._dates_a_noun(folded, spans, dated):
            when = when.as_of_itself()
        draft = Draft(used=corrections, spans=spans, counted=self._kinds.counted(spans))
        for position, span in enumerate(spans):
            if not any(low < span.end and span.start < high for low, high in (*dated, *compared)):
                self._take(draft, span, position, spans)
        if (alone := self._kinds.alone(spans)) and not context.keys:
            return Query(question, attribute=alone[0], attribute_text=alone[1].key)
        query = replace(settled(draft, question, when, compare), deed=self._kinds.deed(spans))
        return in_context(query, context, self._index)

    def _dates_a_noun(self, text: str, spans: list[Span], dated: list[tuple[int, int]]) -> bool:
        """Whether "from" dates the noun before it: "projects from 2014" are of that year, not since then."""
        (start, end), *_ = dated
        before = next((span for span in reversed(spans) if span.end <= start), None)
        section = before is not None and any(sense.kind == "section" for sense in before.senses)
        said, ends = text[start:end].strip(), self._language.phrases["time"]["postfix_since"]
        return section and said.startswith("from ") and not said.endswith(ends)

    def _take(self, draft: Draft, span: Span, position: int, spans: list[Span]) -> None:
        if unmeant := {sense for sense in span.senses if self._is_unmeant(sense, draft, position)}:
            span = replace(span, senses=tuple(sense for sense in span.senses if sense not in unmeant))
        content = bool(span.found.statements or span.found.named) and not self._kinds.is_other_name(span)
        if "yesno" in draft.flags and not span.found.named and self._kinds.is_object(position, spans):
            self._add(draft, Thing(span.text, span.key, span.found)) if content else draft.left.append(span.text)
            return
        kinds = {sense.kind for sense in span.senses}
        if "anchor" in draft.flags and content and kinds and kinds <= {"section", "narrow"}:
            mine = self._index.section(span.senses[0].value)
            mine &= self._index.holders(span.found.statements) if "narrow" in kinds else mine
            self._add(draft, Thing(span.text, span.key, span.found._replace(named=mine or span.found.named)))
        elif draft.gives and (told := self._kinds.told(span)):
            self._add(draft, Thing(span.text, span.key, told))
        elif span.senses and not (content and self._kinds.is_name(span, spans)):
            self._mean(draft, span, position)
            if content and span.folded not in self._language.light and not kinds & {"ask", "give"}:
                draft.soft.append(Thing(span.text, span.key, span.found))
        elif span.folded.isdigit() and "order" in draft.flags and position and draft.spans[position - 1].senses:
            draft.flags["number"] = span.folded
        elif self._kinds.is_person(span):
            draft.used.append((span.text, "the person"))
        elif span is spans[-1] and draft.things and not draft.gives and span.folded in self._grammar["of_a_code"]:
            coded = next(name for name, attribute in self._language.attributes.items() if attribute.code)
            self._mean_attribute(draft, coded, span, position)
        elif self._kinds.is_light(span, position, spans):
            ends = "yesno" in draft.flags and span is spans[-1] and len(span.text) > 4
            if ((ends or len(spans) == 1) and span.found.exactly) or (span.found.named and not position):
                draft.shy.append(Thing(span.text, span.key, span.found))
        elif span.key in self._index.headings and (not content or self._kinds.is_headed(position, spans)):
            self._mean_heading(draft, span, position)
        elif content and self._kinds.is_only_a_form(position, spans):
            draft.loose.append(span.text)
            draft.asked = True
        elif content:
            self._relate(draft, span, position, spans)
            self._add(draft, Thing(span.text, span.key, span.found))
            if self._kinds.is_kind(draft, position):
                draft.kinds.append(Thing(span.text, span.key, span.found))
        elif span.folded in self._grammar["team"] and span.key in {thing.key for thing in draft.counted}:
            draft.used.append((span.text, "counted"))
        elif (related := self._index.related(span.folded)).statements and self._may_be_family(draft, span):
            self._add(draft, Thing(span.text, span.key, related))
        elif (
            span.folded in self._language.english and span.folded not in self._language.names and not span.key.isdigit()
        ):
            draft.loose.append(span.text)
            draft.asked |= self._kinds.is_focus(position, spans)
        else:
            draft.left.append(span.text)
        filler = {sense.kind for sense in span.senses} in _FILLERS or span.folded in self._language.light
        draft.started |= not (filler or self._kinds.is_person(span))

    def _may_be_family(self, draft: Draft, span: Span) -> bool:
        """Whether another word of the family will do: not for a name, nor for what is asked to be affirmed."""
        affirmed = "yesno" in draft.flags and "state" not in draft.flags
        return not affirmed and span.text.islower() and span.folded not in self._language.names

    def _is_third(self, span: Span) -> bool:
        """Whether a word is whom the question is about: the name, or "she"."""
        return self._kinds.is_person(span) or any(sense.value == "subject" for sense in span.senses)

    def _relate(self, draft: Draft, span: Span, position: int, spans: list[Span]) -> None:
        """Notes that the words before something put the person at it, or make the person its maker."""
        before = self._kinds.before(position, spans)
        if before and not draft.things and self._kinds.puts_at(before) and not self._kinds.describes(position, spans):
            draft.flags["at"] = span.key
        if before and before.folded in self._grammar["becoming"] | self._grammar["weak_edge"]:
            draft.flags.pop("at", "")
        making = before and any(sense.value == "making" for sense in before.senses)
        if making and spans[0].folded not in self._grammar["able"]:
            draft.flags["made"] = span.key

    def _is_unmeant(self, sense: Sense, draft: Draft, position: int) -> bool:
        """Whether a meaning is out of place: a request after a question's start, a kind of thing where no thing is."""
        if sense.value == "request":
            third = position and "yesno" in draft.flags and self._is_third(draft.spans[position - 1])
            return bool(draft.started or draft.gives or "ask" in draft.flags or third)
        if sense.kind in ("mode", "level"):
            return "yesno" not in draft.flags
        if sense.kind == "verb" and sense.value == "projects" and position:
            return self._is_noun(draft.spans[position], draft.spans[position - 1])
        if sense.kind == "section" and Sense("small", "category") in draft.spans[position].senses:
            return self._kinds.is_category(draft.spans[position], position, draft.spans, "category")
        if sense.kind != "small" or sense.value not in ("category", "training"):
            return False
        return not self._kinds.is_category(draft.spans[position], position, draft.spans, sense.value)

    def _is_noun(self, span: Span, before: Span) -> bool:
        """Whether a verb is said as a noun that the résumé has: "the ship", "which ships", "her last ship"."""
        nouns = before.folded in self._grammar["article"] or any(s.kind in ("ask", "order") for s in before.senses)
        return nouns and " " not in span.folded and bool(span.found.exactly)

    def _mean(self, draft: Draft, span: Span, position: int) -> None:
        posts = any(sense.value in ("being", "employers") for sense in span.senses)
        if posts and set(span.folded.split()) & set(self._language.phrases["tense"]["present"]):
            draft.flags["present"] = "present"
        for sense in span.senses:
            handler: Callable[..., None] | None = getattr(self, f"_mean_{sense.kind}", None)
            if flag := _FLAGS.get(sense.kind):
                draft.flags[flag] = sense.value
            elif handler:
                handler(draft, sense.value, span, position)
            if flag or (handler and sense.kind != "small"):
                draft.used.append((span.text, f"{sense.kind} {sense.value}"))

    def _mean_ask(self, draft: Draft, value: str, span: Span, position: int) -> None:
        draft.flags.pop("anchor", "")
        draft.flags["ask"] = draft.flags["how"] = value
        if value != "how":
            del draft.flags["how"]

    def _mean_section(self, draft: Draft, value: str, span: Span, position: int) -> None:
        if not self._index.section(value) and span.key in self._index.headings:
            self._mean_heading(draft, span, position)
            return
        if not self._index.section(value) and (
            titled := self._kinds.titled(span, draft.spans[position + 1 : position + 2])
        ):
            self._add(draft, Thing(span.text, span.key, titled))
            if self._kinds.is_kind(draft, position):
                draft.kinds.append(Thing(span.text, span.key, titled))
            return
        posts = value in ("employers", "work")
        asks = draft.sections or draft.hints or draft.gives
        if "anchor" in draft.flags and asks and not (posts or (draft.anchors and value == "education")):
            self._bound_by(draft, value, span)
            return
        asked = position > 0 and any(sense.kind == "ask" for sense in draft.spans[position - 1].senses)
        bounds = value == "education" and draft.after_preposition(position) and not asked
        if bounds and self._only_when(draft):
            self._at_studies(draft, span)
            return
        if bounds and (not draft.started or ("yesno" in draft.flags and draft.things and not draft.sections)):
            self._add(draft, Thing(span.text, span.key, span.found._replace(named=self._studies(span))))
            return
        unlisted = not self._index.section(value) and span.found.exactly and {"count", "where"} & {*draft.gives}
        if unlisted or self._in_name_of_another(draft, value, span, position):
            self._add(draft, Thing(span.text, span.key, span.found))
            return
        if draft.sections and "and" not in draft.flags and draft.sections[-1] != value and not draft.next_to(position):
            if value in _WON and draft.hints[-1:] == [value]:
                draft.flags["joined"] = value
            if position and any(sense.kind == "ask" for sense in draft.spans[position - 1].senses):
                draft.flags["via"] = draft.sections[0]
                draft.sections[:] = [value]
            return
        if len(under := self._kinds.under_heading(span, value)) == 1:
            self._add(draft, Thing(span.text, span.key, under[0]))
        draft.sections.append(value)
        draft.general |= all(sense.kind != "narrow" for sense in span.senses)
        draft.section_at = position
        draft.headed |= asked or (not draft.broken and not (draft.things and draft.after_preposition(position)))
        draft.plural |= span.folded.endswith("s") and not span.folded.endswith("ss")

    def _mean_heading(self, draft: Draft, span: Span, position: int) -> None:
        """The entries under one of the résumé's own headings, by a word of it, or by two side by side."""
        mask = self._index.headings[span.key]
        before = draft.spans[position - 1].key if position else ""
        mask = mask & self._index.headings.get(before, 0) or mask
        titles = sum(1 << n for n, s in enumerate(self._index.statements) if s.kind == "title" and mask >> s.entry & 1)
        draft.sections += {self._index.entries[p].section: None for p in bits(mask)}
        draft.headed |= not draft.broken
        draft.plural |= span.folded.endswith("s")
        self._add(draft, Thing(span.text, span.key, Found(titles, exactly=titles)))
        draft.kinds.append(Thing(span.text, span.key, Found(titles, exactly=titles)))

    def _in_name_of_another(self, draft: Draft, value: str, span: Span, position: int) -> bool:
        """Whether a section's noun is part of the name of another section's entry: "Lifeguard Award", a certificate."""
        both = draft.spans[position - 1].found.exactly & span.found.exactly if position else 0
        said = [self._index.statements[p] for p in bits(both)]
        named = [self._index.entries[s.entry].section for s in said if s.kind == "title"]
        return bool(named) and value not in named and value in ("awards", "certificates", "projects", "talks")

    def _mean_number(self, draft: Draft, value: str, span: Span, position: int) -> None:
        before = draft.spans[position - 1].senses if position else ()
        if any(sense.kind == "order" for sense in before):
            draft.flags["number"] = value

    def _mean_own(self, draft: Draft, value: str, span: Span, position: int) -> None:
        draft.flags["own"] = value
        self._mean_section(draft, value, span, position)

    def _mean_sections(self, draft: Draft, value: str, span: Span, position: int) -> None:
        draft.sections.extend(value.split())
        draft.headed |= not draft.broken

    def _mean_verb(self, draft: Draft, value: str, span: Span, position: int) -> None:
        if "anchor" not in draft.flags:
            draft.hints.append(value)
        elif value == "education":
            self._after_studies(draft, span)
        if value == "education" and " " in span.folded:
            draft.narrow += [word.folded for word in words(span.text) if self._kinds.names_studies(word.stem)]

    def _mean_give(self, draft: Draft, value: str, span: Span, position: int) -> None:
        asked = draft.gives or draft.sections or "ask" in draft.flags or "yesno" in draft.flags
        if value == "when" and asked and span.folded in self._language.phrases["time"]["conjunction"]:
            draft.flags.update(during=value, anchor=value)
        elif (
            value in LINKS
            and draft.sections
            and position
            and draft.spans[position - 1].folded in self._grammar["with_a_link"]
        ):
            draft.flags["linked"] = "no " * ("not" in draft.flags) + value
        elif value in LINKS and draft.sections and ("not" in draft.flags or self._is_denied(draft, position)):
            draft.flags["linked"] = f"no {value}"
        elif self._kinds.says_what_kind(value, position, draft.spans):
            return
        elif value not in LINKS or not self._is_where_it_is(draft, position):
            draft.gives.append(value)
            draft.headed |= value == "role"
            draft.narrow += self._kinds.of_skills(span) if value == "technologies" else []
            if value == "gap" and span.folded in self._language.phrases["leave"]["named"]:
                self._on_leave(draft, span)
            if value == "amount":
                self._counted(draft, span)
            if value == "duration" and span.folded.startswith(self._language.phrases["give"]["count"]):
                draft.flags["units"] = span.key.split()[-1]

    def _is_denied(self, draft: Draft, position: int) -> bool:
        """Whether the word before says that there is none: "no link"."""
        return position > 0 and any(sense.value == "negation" for sense in draft.spans[position - 1].senses)

    def _on_leave(self, draft: Draft, span: Span) -> None:
        """The kind of leave that is asked for: where the résumé lacks it, no other will do."""
        if span.found.statements:
            draft.soft.append(Thing(span.text, span.key, span.found))
        else:
            draft.loose.append(span.text)

    def _is_where_it_is(self, draft: Draft, position: int) -> bool:
        """Whether a word for a link only says where something is: "the images in the X repo"."""
        named = bool(position and draft.spans[position - 1].found.named and draft.things)
        return named and not draft.gives and any(not thing.found.named for thing in draft.things[:-1])

    def _counted(self, draft: Draft, span: Span) -> None:
        """Of "team size" or "how many people", the noun that a statement with the figure has to say."""
        nouns = [(word, found) for word in words(span.text) if (found := self._index.find(word.stem)).statements]
        draft.soft += [
            Thing(word.raw, word.stem, found)
            for word, found in nouns
            if word.folded not in self._grammar["of_an_amount"]
        ]

    def _mean_tense(self, draft: Draft, value: str, span: Span, position: int) -> None:
        draft.flags[value] = value

    def _mean_narrow(self, draft: Draft, value: str, span: Span, position: int) -> None:
        if draft.anchors and position and draft.anchors[-1].key == draft.spans[position - 1].key:
            return
        ahead = [sense for after in draft.spans[position + 1 : position + 2] for sense in after.senses]
        if any(sense.kind == "section" and sense.value != value for sense in ahead):
            self._add(draft, Thing(span.text, span.key, span.found))
            return
        said = [self._index.statements[p] for p in bits(span.found.statements)]
        before = draft.spans[position - 1].found.statements & span.found.statements if position else 0
        in_a_name = any(self._index.statements[p].kind in ("title", "organization") for p in bits(before))
        counted = "count" in draft.gives and any(s.kind == "clause" and has_number(s.text) for s in said)
        if in_a_name or counted:
            self._add(draft, Thing(span.text, span.key, span.found))
            return
        self._mean_section(draft, value, span, position)
        draft.narrow.append(span.folded)

    def _mean_pronoun(self, draft: Draft, value: str, span: Span, position: int) -> None:
        before = draft.spans[position - 1] if position else None
        relative = before and (
            before.found.statements or any(sense.kind in ("section", "narrow") for sense in before.senses)
        )
        if value != "that" or not relative:
            draft.flags.setdefault("pronoun", "it" if value == "that" else value)

    def _mean_state(self, draft: Draft, value: str, span: Span, position: int) -> None:
        if position and draft.spans[position - 1].folded in self._grammar["adding"]:
            return
        other = draft.flags.setdefault("state", value)
        if other != value and "or" in draft.flags:
            draft.flags["state"] = "either"

    def _mean_attribute(self, draft: Draft, value: str, span: Span, position: int) -> None:
        ahead = [sense for after in draft.spans[position + 1 : position + 2] for sense in after.senses]
        last = span.key.split()[-1]
        before = self._kinds.before(position, draft.spans)
        topic = before is not None and any(sense.value == "about" for sense in before.senses)
        noun = draft.spans[position + 1 : position + 2] if " " not in span.key else []
        joint = any(self._index.in_a_row(f"{last} {after.key}") for after in noun)
        if (topic or joint or any(sense.kind == "section" for sense in ahead)) and self._index.find(last).exactly:
            self._add(draft, Thing(span.text, last, self._index.find(last)))
            return
        if self._kinds.is_possessive(position, draft.spans):
            draft.gives += self._kinds.asked_by(span)
            return
        draft.flags.setdefault("attribute", value)
        draft.flags.setdefault("attribute_text", span.key)

    def _mean_yesno(self, draft: Draft, value: str, span: Span, position: int) -> None:
        subject = position and any(sense.value == "subject" for sense in draft.spans[position - 1].senses)
        if not draft.started and "ask" not in draft.flags and not subject:
            draft.flags["yesno"] = value
        if draft.anchors and any(sense.kind == "tense" for sense in span.senses):
            draft.flags.pop("anchor", "")
        draft.broken = draft.started or "ask" in draft.flags

    def _mean_choice(self, draft: Draft, value: str, span: Span, position: int) -> None:
        if value == "included":
            draft.things[-1:] = []
        elif value != "not" or draft.flags.get("beside") != span.folded:
            draft.flags[value] = value
