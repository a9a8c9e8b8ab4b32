"""Understanding: a question and its thread's context become a Query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.index import Found, Index, bits, canonical, known_word
from bot.language import Sense
from bot.relations import Span
from bot.text import Word, fold, phrase, words
from bot.understand.query import LINKS, Context, Query, Thing
from bot.understand.when import Dates, When, either

_LONGEST_PHRASE = 6
_GIVE_ORDER = (
    "updated", "expiry", "contact", "email", "phone", "repository", "video", "blog", "website", "profile", "link", "count", "duration",
    "amount", "start", "end", "when", "role", "being", "technologies", "gap", "city", "who", "where", "why", "person", "name", "about",
)  # fmt: skip
_OF_A_NAME = frozenset(("in", "with", "know", "knows", "using", "and", "or"))
_AS_TERMS = frozenset(("give", "section", "verb", "edge", "state", "order", "attribute", "time"))


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of words looked up together."""

    text: str
    key: str
    folded: str
    senses: tuple[Sense, ...]
    found: Found
    start: int
    end: int


@dataclass(slots=True)
class _Draft:
    """A Query while its words are read one after the other."""

    gives: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    anchors: list[Thing] = field(default_factory=list)
    without: list[Thing] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    flags: dict[str, str] = field(default_factory=dict)
    soft: list[Thing] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    shy: list[Thing] = field(default_factory=list)
    plural: bool = False
    started: bool = False
    section_at: int = -9
    headed: bool = False
    broken: bool = False
    narrow: list[str] = field(default_factory=list)
    spans: list[_Span] = field(default_factory=list)

    def after_preposition(self, position: int) -> bool:
        """Whether the words just before are a preposition, or one and an article."""
        before = [span.senses for span in self.spans[max(0, position - 2) : position]]
        return any(sense.kind == "small" for senses in before for sense in senses)

    def next_to(self, position: int) -> bool:
        """Whether the last section noun stands just before: "skills, education"."""
        return position - self.section_at == 1


class Reader:
    """Reads questions against one index. Immutable after construction."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._language = index.language
        self._dates = Dates(index.language)
        compare = index.language.phrases["compare"]
        number = rf"(\d+|{either(n for names in index.language.phrases['number'].values() for n in names)})"
        unit = r"\s*\+?\s*(years?|yrs?|months?|saal|mahine)\b"
        self._compare = [
            (mode, re.compile(rf"\b(?:{either(compare[mode])})\s+{number}{unit}")) for mode in ("least", "most")
        ] + [("least", re.compile(rf"\b{number}\+\s*(years?|yrs?|months?)\b"))]
        self._starts = _starts(index)
        called = [word.folded for name in index.called for word in words(name) if len(word.folded) > 2]
        called += index.language.phrases["person"]["he"]
        self._person = re.compile(rf"\b(?:{either(called)})(?:[ -](?:{either(called)}))*('s)?\b")
        self._namesakes = [key for key in index.names if " " in key and index.person & set(key.split())]
        self._numbers = {name: int(n) for n, names in index.language.phrases["number"].items() for name in names}

    def read(self, question: str, context: Context, terms: bool = False) -> Query:
        """The Query of one question. With `terms`, words that could be either are taken for content, not for language."""
        text, corrections = self._correct(self._impersonal(question))
        folded = fold(text)
        spans = self._spans(words(text))
        masked = _mask(folded, ((s.start, s.end) for s in spans if s.found.named and " " in s.key))
        compare, compared = self._comparison(masked)
        when, dated = self._dates.find(_mask(masked, compared), context.year)
        draft = _Draft(used=corrections, spans=spans)
        for position, span in enumerate(spans):
            if not any(low < span.end and span.start < high for low, high in (*dated, *compared)):
                self._take(draft, span, position, spans, terms)
        query = self._query(question, draft, when, compare)
        return self._in_context(query, context)

    def _impersonal(self, text: str) -> str:
        """The question with "he" and "his" for the person's own name, so that one phrase serves for all ways to say it."""
        folded = fold(text)
        if len(folded) != len(text) or any(name in phrase(text) for name in self._namesakes):
            return text
        return (
            self._person.sub(lambda match: "his" if match[1] else "he", folded) if self._person.search(folded) else text
        )

    def _correct(self, text: str) -> tuple[str, list[tuple[str, str]]]:
        corrections: list[tuple[str, str]] = []
        text = text if len(fold(text)) == len(text) else fold(text)
        for word in reversed(words(text)):
            if not known_word(self._index, word) and word.stem not in self._index.person:
                better = self._index.correct(word.folded)
                if better:
                    corrections.append((word.raw, f"taken for {better!r}"))
                    text = text[: word.start] + better + text[word.end :]
        return text, corrections

    def _spans(self, found: Sequence[Word]) -> list[_Span]:
        spans: list[_Span] = []
        position = 0
        while position < len(found):
            span = self._longest(found, position)
            spans.append(span)
            position += max(1, span.end)
            first, last = found[position - max(1, span.end)], found[position - 1]
            spans[-1] = replace(span, start=first.start, end=last.end)
        return spans

    def _longest(self, found: Sequence[Word], position: int) -> _Span:
        """The longest known phrase at a position; `end` holds how many words it takes."""
        index, language = self._index, self._language
        first = found[position]
        longest = max(self._starts.get(first.stem, 1), self._starts.get(first.folded, 1), 2)
        for count in range(min(longest, len(found) - position), 0, -1):
            run = found[position : position + count]
            key = " ".join(word.stem for word in run)
            folded = " ".join(word.folded for word in run)
            senses = language.meanings(folded)
            if count > 1 and senses and position and all(sense.kind == "act" for sense in senses):
                continue
            if count == 1 or senses or key in index.names or (key in index.postings) or self._grouped(key):
                raw = " ".join(word.raw for word in run)
                return _Span(raw, key, folded, senses, index.find(key), 0, count)
            if count > 1 and (other := index.canonical.get(canonical(key, language))):
                return _Span(" ".join(word.raw for word in run), other, folded, (), index.find(other), 0, count)
            joined = "".join(word.stem for word in run)
            if count == 2 and len(joined) > 5 and joined in index.names:
                return _Span(" ".join(word.raw for word in run), joined, folded, (), index.find(joined), 0, count)
        raise AssertionError("a single word is always a span")

    def _grouped(self, key: str) -> bool:
        return " " in key and any(group in self._index.group_postings for group in self._language.groups.get(key, ()))

    def _comparison(self, folded: str) -> tuple[tuple[str, int] | None, list[tuple[int, int]]]:
        for mode, pattern in self._compare:
            if match := pattern.search(folded):
                number = (
                    self._numbers.get(match[1]) or int(match[1])
                    if match[1].isdigit() or match[1] in self._numbers
                    else 0
                )
                return (mode, number * (12 if match[2][0] in "ys" else 1)), [match.span()]
        return None, []

    def _take(self, draft: _Draft, span: _Span, position: int, spans: list[_Span], terms: bool) -> None:
        if draft.started or draft.gives or "ask" in draft.flags:
            span = replace(span, senses=tuple(sense for sense in span.senses if sense.kind != "act"))
        content = bool(span.found.statements or span.found.named)
        kinds = {sense.kind for sense in span.senses}
        if "anchor" in draft.flags and content and kinds and kinds <= {"section", "narrow"}:
            mine = self._index.section(span.senses[0].value) & self._index.holders(span.found.statements)
            self._add(draft, Thing(span.text, span.key, span.found._replace(named=mine or span.found.named)))
        elif span.senses and not (content and self._is_name(span, kinds, spans, terms)):
            self._mean(draft, span, position)
            if content and span.folded not in self._language.light:
                draft.soft.append(Thing(span.text, span.key, span.found))
        elif self._is_person(span):
            draft.used.append((span.text, "the person"))
        elif self._is_light(span, position, spans):
            if span.found.named and not position:
                draft.shy.append(Thing(span.text, span.key, span.found))
        elif content:
            self._add(draft, Thing(span.text, span.key, span.found))
        elif (
            span.folded in self._language.english and span.folded not in self._language.names and not span.key.isdigit()
        ):
            draft.loose.append(span.text)
        else:
            draft.left.append(span.text)
        draft.started |= not (self._is_person(span) or span.folded in self._language.light)

    def _add(self, draft: _Draft, thing: Thing) -> None:
        if draft.flags.pop("not", ""):
            draft.without.append(thing)
        elif "anchor" in draft.flags:
            draft.anchors.append(thing)
        else:
            draft.things.append(thing)
        draft.used.append((thing.text, "named" if thing.found.named else "content"))

    def _is_name(self, span: _Span, kinds: set[str], spans: list[_Span], terms: bool) -> bool:
        """Whether a phrase that is also the program's own word is meant as what the résumé says."""
        if " " in span.key and span.found.named:
            return True
        if terms and kinds <= _AS_TERMS:
            return True
        if not span.found.named:
            return False
        others = [s for s in spans if s is not span and s.folded not in self._language.light]
        skills = any(Sense("section", "skills") in s.senses for s in others)
        named = any(s.found.named & self._index.section("skills") and not s.senses for s in others)
        return not others or (skills and not named and self._index.section("skills") & span.found.named != 0)

    def _is_person(self, span: _Span) -> bool:
        return all(part in self._index.person for part in span.key.split())

    def _is_light(self, span: _Span, position: int, spans: list[_Span]) -> bool:
        """Whether a word says nothing here: "go" does not in "did he go to", but it does in "projects in go"."""
        light = self._language.light
        if span.folded not in light:
            return False
        ahead = spans[position + 1].senses if position + 1 < len(spans) else ()
        if span.found.named and (position or any(sense.kind in ("yesno", "tense") for sense in ahead)):
            return False
        if not any(group >= self._language.spellings for group in self._language.groups.get(span.key, ())):
            return True
        before = spans[position - 1].folded if position else ""
        last = position == len(spans) - 1
        return not (before in _OF_A_NAME or (last and (not before or spans[position - 1].senses)))

    def _mean(self, draft: _Draft, span: _Span, position: int) -> None:
        for sense in span.senses:
            handler: Callable[..., None] | None = getattr(self, f"_mean_{sense.kind}", None)
            if handler:
                handler(draft, sense.value, span, position)
                draft.used.append((span.text, f"{sense.kind} {sense.value}"))

    def _mean_ask(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags["ask"] = draft.flags["how"] = value
        if value != "how":
            del draft.flags["how"]

    def _mean_section(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        if draft.sections and "and" not in draft.flags and draft.sections[-1] != value and not draft.next_to(position):
            return
        draft.sections.append(value)
        draft.section_at = position
        draft.headed |= not draft.broken and not (draft.things and draft.after_preposition(position))
        draft.plural |= span.folded.endswith("s") and not span.folded.endswith("ss")

    def _mean_own(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags["own"] = value
        self._mean_section(draft, value, span, position)

    def _mean_sections(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.sections.extend(value.split())
        draft.headed |= not draft.broken

    def _mean_verb(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        if "anchor" not in draft.flags:
            draft.hints.append(value)

    def _mean_give(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        asked = draft.gives or draft.sections or "ask" in draft.flags or "yesno" in draft.flags
        if value == "when" and asked and span.folded in self._language.phrases["time"]["conjunction"]:
            draft.flags.update(during=value, anchor=value)
        else:
            draft.gives.append(value)
            draft.headed |= value == "role"

    def _mean_order(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags.setdefault("relative" if value in ("next", "previous") else "order", value)

    def _mean_time(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        if (
            value == "during"
            and not (draft.started or "ask" in draft.flags)
            and span.folded.split()[0] in self._language.phrases["time"]["conjunction"]
        ):
            draft.gives.append("when")
        elif value in ("before", "after", "postfix_before", "postfix_after"):
            draft.flags.setdefault("relative", value.removeprefix("postfix_"))
            if value.startswith("postfix") and draft.things:
                draft.anchors.append(draft.things.pop())
            else:
                draft.flags["anchor"] = value
        elif value in ("during", "now", "past", "between"):
            draft.flags[value] = value
            if value in ("during", "between"):
                draft.flags["anchor"] = value

    def _mean_tense(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags["present"] = value

    def _mean_act(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags["act"] = value

    def _mean_narrow(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        before = draft.spans[position - 1].found.statements & span.found.statements if position else 0
        if any(self._index.statements[p].kind in ("title", "organization") for p in bits(before)):
            self._add(draft, Thing(span.text, span.key, span.found))
            return
        self._mean_section(draft, value, span, position)
        draft.narrow.append(span.key)

    def _mean_edge(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags.setdefault("edge", value)

    def _mean_pronoun(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        before = draft.spans[position - 1] if position else None
        relative = before and (
            before.found.statements or any(sense.kind in ("section", "narrow") for sense in before.senses)
        )
        if value != "that" or not relative:
            draft.flags.setdefault("pronoun", "it" if value == "that" else value)

    def _mean_state(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags.setdefault("state", value)

    def _mean_attribute(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags.setdefault("attribute", value)
        draft.flags.setdefault("attribute_text", span.key)

    def _mean_yesno(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        if not draft.started and "ask" not in draft.flags:
            draft.flags["yesno"] = value
        draft.broken = draft.started or "ask" in draft.flags

    def _mean_more(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags["more"] = value

    def _mean_choice(self, draft: _Draft, value: str, span: _Span, position: int) -> None:
        draft.flags[value] = value

    def _query(self, text: str, draft: _Draft, when: When | None, compare: tuple[str, int] | None) -> Query:
        flags = draft.flags
        gives = sorted(set(draft.gives), key=_GIVE_ORDER.index)
        linked = next((give for give in gives if give in LINKS), "") if "count" in gives else ""
        gives = ["count"] if linked else gives
        jobs = draft.hints[:1] == ["employers"] or "role" in gives
        now = "now" in flags or ("present" in flags and jobs and not when and not draft.anchors)
        relative = flags.get("relative", "")
        past = "past" in flags or (relative == "previous" and draft.plural)
        if not draft.things and not draft.sections and not draft.anchors:
            draft.things.extend(draft.shy)
        if (
            {"where", "who"} & set(gives)
            and when
            and not (draft.things or draft.sections or draft.hints or draft.anchors)
        ):
            draft.hints.append("employers")
        if (
            not draft.sections
            and draft.hints[:1] == ["employers"]
            and flags.get("edge") == "start"
            and not draft.things
            and not when
        ):
            flags.setdefault("order", "first")
        if "being" in gives:
            gives = [give for give in gives if give != "being"] + ([] if draft.hints else ["role"])
        if "role" in gives:
            draft.sections = draft.sections or ["work"]
        if (
            not draft.sections
            and draft.hints[:1] == ["employers"]
            and draft.things
            and not {"where", "who"} & set(gives)
        ):
            draft.hints.clear()
        select = tuple(dict.fromkeys(draft.sections or [s for hint in draft.hints[:1] for s in hint.split()]))
        return Query(
            text=text,
            select=select,
            weak=not draft.sections,
            headed=draft.headed,
            things=tuple({thing.key: thing for thing in draft.things}.values()),
            anchors=tuple(draft.anchors),
            without=tuple(draft.without),
            soft=tuple(draft.soft),
            when=when,
            during="during" in flags,
            now=now,
            past=past,
            edge=flags.get("edge", ""),
            order=flags.get("order", ""),
            relative="" if past and relative == "previous" else relative,
            give=gives[0] if gives else "",
            how="how" in flags,
            bare="ask" in flags
            and bool(draft.sections)
            and not (draft.hints or draft.plural or draft.gives or "order" in flags),
            plural=draft.plural,
            more="more" in flags or "and" in flags,
            yesno="yesno" in flags and not gives,
            state=flags.get("state", ""),
            compare=compare,
            attribute=flags.get("attribute", ""),
            attribute_text=flags.get("attribute_text", ""),
            narrow=tuple(draft.narrow),
            linked=linked,
            act="act" in flags,
            own="own" in flags,
            pronoun=flags.get("pronoun", ""),
            alternatives="or" in flags and len(draft.things) > 1,
            between="between" in flags and len(draft.anchors) == 2,
            left=tuple(draft.left),
            loose=tuple(draft.loose),
            used=tuple(draft.used),
        )

    def _in_context(self, query: Query, context: Context) -> Query:
        """Fill what a follow-up leaves unsaid from the thread's last question."""
        if not context.keys and not context.select:
            return query
        short = len(words(query.text)) < 7
        if query.pronoun == "then" and context.when and not query.when:
            return replace(query, when=When(Span(context.when[0], context.when[1]), context.when[2]))
        if query.more and short and not query.select and not query.give and not query.yesno and query.things:
            return self._again(query, context, query.things)
        if query.pronoun and not (query.things and query.select and not query.weak):
            return replace(query, scope=context.keys)
        if query.things or query.attribute or query.give in ("contact", "person", "updated"):
            return query
        known = tuple(key for key in context.keys if key.split("/")[0] in query.select)
        if (
            query.weak
            and known
            and not query.when
            and not set(query.select) & {"employers", "projects", "skills", "work"}
        ):
            return replace(query, scope=known)
        asks = query.give or query.edge or query.order or query.relative
        if (not query.select and asks) or (short and query.select and (query.give == "role" or query.bare)):
            return replace(query, scope=context.keys)
        if short and not query.select and not query.give and (query.when or query.now):
            again = tuple(Thing(text, phrase(text), self._index.find(phrase(text))) for text in context.things)
            return self._again(query, context, again)
        return query

    def _again(self, query: Query, context: Context, things: tuple[Thing, ...]) -> Query:
        """The last question asked again, of other things or another time."""
        yesno = context.give == "yesno"
        give = "" if yesno else context.give
        return replace(
            query,
            select=context.select,
            give=give,
            yesno=yesno,
            things=things,
            weak=context.weak,
            headed=not context.weak,
        )

    def carry(self, query: Query, keys: Iterable[str], before: Context) -> Context:
        """What the thread remembers after this question was answered with these entries."""
        select = query.select or (before.select if query.scope else ())
        weak = query.weak if query.select else before.weak
        when = (query.when.span.start, query.when.span.end, query.when.text) if query.when else None
        give = "yesno" if query.yesno else query.give
        return Context(tuple(keys)[:30], select, give, tuple(thing.text for thing in query.things), weak, when)


def _starts(index: Index) -> dict[str, int]:
    """The length of the longest known phrase that starts with a word: most words start none."""
    starts: dict[str, int] = {}
    tables = (index.language.senses, index.names, index.postings, index.language.groups, index.canonical)
    for key in (key for table in tables for key in table if " " in key):
        first, length = key.split(" ", 1)[0], min(_LONGEST_PHRASE, key.count(" ") + 1)
        members = [member for group in index.language.groups.get(first, ()) for member in index.language.members[group]]
        for word in (first, *(members if key in index.canonical else ())):
            starts[word] = max(starts.get(word, 1), length)
    return starts


def _mask(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    for start, end in ranges:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text
