"""What kind of word a word of a question is, by the words beside it and by what the résumé says."""

from __future__ import annotations

import re

from bot.index import Found, Index, bits
from bot.language import Sense, singular
from bot.text import Word, phrase, words
from bot.understand.draft import Draft
from bot.understand.phrases import Span
from bot.understand.query import Thing

_VERBAL = frozenset(("ask", "tense", "yesno", "pronoun", "time"))

_TRAINING = ("certificates", "education")


class Kinds:
    """Judges the spans of questions against one index. Immutable after construction."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._language = index.language
        self._prepositions = frozenset(self._language.phrases["small"]["preposition"])
        self._grammar = {role: frozenset(found) for role, found in index.language.phrases["grammar"].items()}

    def before(self, position: int, spans: list[Span]) -> Span | None:
        """The word before a position, not an article."""
        return next((s for s in reversed(spans[:position]) if s.folded not in self._grammar["article"]), None)

    def is_focus(self, position: int, spans: list[Span]) -> bool:
        """Whether a word is what the question asks for: "which stars", "his landlord", "who is the prime minister"."""
        before = self.before(position, spans)
        if before is None:
            return True
        kinds = {sense.kind for sense in before.senses}
        ahead = spans[position + 1] if position + 1 < len(spans) else None
        if ahead and (ahead.key in self._index.headings or any(sense.kind == "section" for sense in ahead.senses)):
            return False
        sentence = any(sense.kind in ("ask", "give", "yesno", "tense") for span in spans for sense in span.senses)
        if position == len(spans) - 1 and before.found.named and not sentence:
            return True
        ends = ahead is None or any(sense.value == "preposition" for sense in ahead.senses)
        if not kinds and (ends or not before.found.statements) and before.folded not in self._grammar["asked_for"]:
            return before.start > 0 and self.is_focus(spans.index(before), spans)
        return (
            bool(kinds & {"ask", "give"}) or before.folded in self._grammar["asked_for"] or before.text.endswith("'s")
        )

    def is_kind(self, draft: Draft, position: int) -> bool:
        """Whether a plural is what is asked for, first ("which patents") or beside another ("patents and marks")."""
        spans = draft.spans
        span = spans[position]
        plural = span.folded.endswith("s") and not span.folded.endswith("ss")
        if not plural or span.found.named or "yesno" in draft.flags:
            return False
        beside = position > 1 and any(sense == Sense("choice", "and") for sense in spans[position - 1].senses)
        if beside:
            kinds = {thing.key for thing in draft.kinds}
            return spans[position - 2].key in kinds or draft.section_at == position - 2
        first = not draft.started or self.is_focus(position, spans)
        return first and not (draft.sections or draft.kinds)

    def names_studies(self, stem: str) -> bool:
        """Whether a word stands in the name of a stage of education or of where it was."""
        said = (self._index.statements[p] for p in bits(self._index.find(stem).exactly))
        studies = self._index.section("education")
        return any(s.kind in ("title", "organization") and studies >> s.entry & 1 for s in said)

    def is_headed(self, position: int, spans: list[Span]) -> bool:
        """Whether a word is meant as the résumé's own heading: "how many films", or beside another word of it."""
        headings = self._index.headings
        beside = [
            headings.get(span.key, 0) for span in (*spans[position - 1 : position], *spans[position + 1 : position + 2])
        ]
        counted = bool(position) and any(sense.value == "count" for sense in spans[position - 1].senses)
        if counted and self._is_figured(spans[position], spans[position - 1]):
            return False
        plural = spans[position].folded.endswith("s") and self.is_focus(position, spans)
        return counted or plural or any(mask & headings[spans[position].key] for mask in beside)

    def counted(self, spans: list[Span]) -> list[Thing]:
        """The words behind "how many", up to a verb, each by itself: what is counted."""
        at = next((n for n, span in enumerate(spans) if self._counts(span)), len(spans))
        found: list[Thing] = []
        for n, span in enumerate(spans[at:]):
            kinds = {sense.kind for sense in span.senses}
            subject = self.is_person(span) or any(sense.value == "subject" for sense in span.senses)
            if kinds & _VERBAL or span.folded in self._prepositions or subject:
                if found:
                    break
            elif " " in span.key and span.key in self._language.groups:
                found.append(Thing(span.text, span.key, span.found))
            else:
                known = [word for word in words(span.text) if n or word.folded not in self._grammar["of_an_amount"]]
                found += [Thing(word.raw, word.stem, self._index.find(word.stem)) for word in known]
        return found

    def _counts(self, span: Span) -> bool:
        """Whether a phrase asks for a number of something, not for a measure: "how many", "team size"."""
        values = {sense.value for sense in span.senses}
        many = self._grammar["many"] & set(span.folded.split())
        return "count" in values or bool("amount" in values and many)

    def of_skills(self, span: Span) -> list[str]:
        """The words of "languages written in" that are the name of a group of skills, and no word for them all."""
        general, skills = self._language.phrases["give"]["technologies"], self._index.section("skills")
        named = (word for word in words(span.text) if self._index.find(word.stem).titled & skills)
        return [word.folded for word in named if singular(word.folded) not in general and word.folded not in general]

    def is_category(self, span: Span, position: int, spans: list[Span], kind: str) -> bool:
        """Whether a noun only says what kind of thing was named just before: "the Expo event", "cloud providers"; of
        training where that is what a certificate or studies are called: "the first aid course"."""
        before = spans[position - 1] if position else None
        if before is None or before.folded in self._language.light or before.senses:
            return False
        titled = (s for p in bits(before.found.exactly) if (s := self._index.statements[p]).kind == "title")
        if kind == "training" and not any(self._index.entries[s.entry].section in _TRAINING for s in titled):
            return False
        return bool(before.found.statements) and not before.found.statements & span.found.statements

    def is_category_of_name(self, position: int, spans: list[Span]) -> bool:
        """Whether a noun stands right behind the name of a firm or a school: "the Tantramar library"."""
        firms = self._index.section("employers", "education", "volunteer")
        return bool(position) and bool(spans[position - 1].found.named & firms)

    def describes(self, position: int, spans: list[Span]) -> bool:
        """Whether a word only says what kind of employer is meant: "the paint company"."""
        ahead = spans[position + 1].senses if position + 1 < len(spans) else ()
        return any(sense.value == "employers" and sense.kind in ("section", "narrow") for sense in ahead)

    def puts_at(self, before: Span) -> bool:
        """Whether a word puts the person at what follows: "at", "work for", "join", "leave"."""
        senses = {*before.senses}
        works = Sense("verb", "employers") in senses and " " in before.folded
        return before.folded == "at" or works or any(s.kind == "edge" for s in senses)

    def is_other_name(self, span: Span) -> bool:
        """Whether a word is a well-known name that the résumé only has as another word: React is not "reacts"."""
        known = span.folded in self._index.spelling.spoken or span.key in self._language.kinds
        return span.folded in self._language.names and not (known or span.found.named)

    def is_object(self, position: int, spans: list[Span]) -> bool:
        """Whether a word can only be what the verb or preposition before it takes: a name, or a subject of studies."""
        if not position or self.is_person(spans[position]):
            return False
        span, before = spans[position], spans[position - 1]
        capital = span.text.istitle() and before.text.islower()
        named = capital and before.folded.split()[-1] in self._grammar["before_a_name"]
        subject = before.folded in self._grammar["studying"] and any(sense.kind == "section" for sense in span.senses)
        return named or subject

    def is_name(self, span: Span, spans: list[Span]) -> bool:
        """Whether a phrase that is also the program's own word is meant as what the résumé says."""
        if " " in span.key and span.found.named:
            return True
        if not span.found.named:
            return False
        others = [
            s
            for s in spans
            if s is not span
            and s.folded not in self._language.light
            and not {sense.kind for sense in s.senses} & {"ask", "yesno", "tense", "small"}
        ]
        about = {Sense("section", "skills"), Sense("verb", "skills")}
        skills = any(about & set(s.senses) for s in spans if s is not span)
        named = any(s.found.named & self._index.section("skills") and not s.senses for s in others)
        return not others or (skills and not named and self._index.section("skills") & span.found.named != 0)

    def is_only_a_form(self, position: int, spans: list[Span]) -> bool:
        """Whether the plural asked for is only another form of a word that is said: "which trains", "training"."""
        span, before = spans[position], spans[position - 1] if position else None
        if before is None or not span.folded.endswith("s") or not any(s.kind == "ask" for s in before.senses):
            return False
        broader = span.key in self._language.kinds
        if span.found.named or broader or span.found.statements != span.found.exactly:
            return False
        said = (self._index.statements[p] for p in bits(span.found.exactly))
        return not any(
            {word.folded for word in words(f"{s.label} {s.text}")} & {span.folded, singular(span.folded), span.key}
            for s in said
        )

    def is_person(self, span: Span) -> bool:
        return all(part in self._index.person for part in span.key.split())

    def is_light(self, span: Span, position: int, spans: list[Span]) -> bool:
        """Whether a word says nothing here: "go" does not in "did he go to", but it does in "projects in go"."""
        light = self._language.light
        if span.folded not in light:
            return False
        last_word = spans[position - 1] if position else span
        if span.folded in self._grammar["infinitive"] and last_word.folded in self._grammar["modal"]:
            return True
        if self._is_figured(span, last_word) or self._is_unfigured(span, position, spans):
            return False
        ahead = spans[position + 1].senses if position + 1 < len(spans) else ()
        if span.found.named and (position or any(sense.kind in ("yesno", "tense", "choice") for sense in ahead)):
            return False
        if not any(group >= self._language.spellings for group in self._language.groups.get(span.key, ())):
            return True
        before = spans[position - 1].folded if position else ""
        last = position == len(spans) - 1
        return not (before in self._grammar["of_a_name"] or (last and (not before or spans[position - 1].senses)))

    def _is_unfigured(self, span: Span, position: int, spans: list[Span]) -> bool:
        """Whether a plural that is counted is nowhere in the résumé: then it is what is missing."""
        counted = position and any(sense.value == "count" for sense in spans[position - 1].senses)
        return bool(counted) and span.folded.endswith("s") and not span.found.statements

    def _is_figured(self, span: Span, before: Span) -> bool:
        """Whether a word that is counted ("how many covers") is one that the résumé gives a figure of ("48 covers")."""
        if not any(sense.value == "count" for sense in before.senses):
            return False
        figure = re.compile(rf"\d (?:\w+ )?{re.escape(span.folded)}\b", re.IGNORECASE)
        return any(figure.search(self._index.statements[p].text) for p in bits(span.found.exactly))

    def alone(self, spans: list[Span]) -> tuple[str, Span] | None:
        """The attribute that the only telling word of a question asks for: "cell #?"."""
        telling = [s for s in spans if s.folded not in self._language.light and not self.is_person(s)]
        gives = any(sense.kind == "give" for span in spans if span not in telling for sense in span.senses)
        asked = self._language.phrases["alone"].items() if len(telling) == 1 and len(spans) <= 3 and not gives else ()
        return next(((name, telling[0]) for name, texts in asked if telling[0].folded in texts), None)

    def is_possessive(self, position: int, spans: list[Span]) -> bool:
        """Whether the last word of a phrase belongs to what comes next: "what did she call her kayak?"."""
        ahead = spans[position + 1 : position + 2]
        content = any(s.found.statements and not s.senses and s.folded not in self._language.light for s in ahead)
        return content and spans[position].folded.endswith(" her")

    def asked_by(self, span: Span) -> list[str]:
        """What the first word of a phrase asks for by itself: "call" a name."""
        return [sense.value for sense in self._language.meanings(f"{span.folded.split()[0]}ed") if sense.kind == "give"]

    def says_what_kind(self, give: str, position: int, spans: list[Span]) -> bool:
        """Whether a phrase asks for nothing beside the word next to it: "the X library", "with her chapter in it"."""
        if give == "technologies":
            return self.is_category_of_name(position, spans)
        if give != "with" or not spans[position].folded.startswith("with "):
            return False
        ahead = spans[position + 1 : position + 2]
        nouns = {"section", "narrow"}
        content = (s for s in ahead if s.folded not in self._language.light)
        return any(not s.senses or nouns & {sense.kind for sense in s.senses} for s in content)

    def deed(self, spans: list[Span]) -> tuple[Thing, ...]:
        """What somebody is asked to have done: the words behind "who", up to the next article or name."""
        start = next((n for n, s in enumerate(spans) if s.folded.split()[0] in self._grammar["whom"]), len(spans))
        who = [word for span in spans[start : start + 1] for word in words(span.text)[1:]]
        deed = [self._thing(w.folded, w.stem) for w in who if w.folded not in self._language.light or self._is_part(w)]
        for span in spans[start + 1 :]:
            kinds = {sense.kind for sense in span.senses}
            about_people = any(sense.value in ("subject", "references", "employers") for sense in span.senses)
            if about_people or kinds & {"section", "narrow"} or span.found.named or self.is_person(span):
                break
            if deed:
                break
            if span.folded not in self._language.light or self._is_part(span):
                deed.append(self._thing(span.folded, span.key))
        return tuple(deed)

    def _thing(self, text: str, key: str) -> Thing:
        found = self._index.find(key)
        return Thing(text, key, found if found.statements else self._index.related(text))

    def _is_part(self, word: Span | Word) -> bool:
        """Whether a word that says little by itself is something that people and firms do for others."""
        parts = self._language.phrases["doer"].values()
        key = word.key if isinstance(word, Span) else word.stem
        return key in self._language.groups or any(word.folded in verbs for verbs in parts)

    def told(self, span: Span) -> Found | None:
        """Where a phrase that asks who did something is the résumé's own: "the exams board", another facet of it."""
        if " " not in span.key or {sense.value for sense in span.senses} != {"who"}:
            return None
        said = sum(1 << n for n, s in enumerate(self._index.statements) if f" {span.key} " in s.key)
        return Found(said, exactly=said) if said else None

    def under_heading(self, span: Span, section: str) -> list[Found]:
        """The titles of those entries of a section that stand under a heading which a noun for it names, if not all."""
        entries, mask = self._index.section(section), -1
        for word in words(span.text):
            asks = any(sense.kind == "ask" for sense in self._language.meanings(word.folded))
            mask &= -1 if asks or word.folded in self._language.light else self._index.headings.get(word.stem, 0)
        titles = (n for n, s in enumerate(self._index.statements) if s.kind == "title" and mask >> s.entry & 1)
        said = sum(1 << n for n in titles)
        return [Found(said, exactly=said)] if 0 < mask & entries < entries and span.key != phrase(section) else []

    def titled(self, span: Span, ahead: list[Span]) -> Found | None:
        """Where a section's noun is said though there is no such section: in a title, or with the word behind it."""
        skills = self._index.section("skills")
        if span.found.titled & ~skills or any(span.found.exactly & other.found.exactly for other in ahead):
            return span.found
        related = self._index.related(span.folded)
        said = (self._index.statements[p] for p in bits(related.statements))
        return related if any(s.kind == "title" and not skills >> s.entry & 1 for s in said) else None
