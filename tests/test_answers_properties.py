"""Whatever is typed, in whatever thread: a valid answer, and blocks that Slack takes."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.model import TEXT_LIMIT, Answer
from bot.batao import Batao
from bot.language import load
from bot.render import blocks
from bot.text import words
from tests.people import PROFILES, about
from tests.slack.workspace import message_problems

LENGTH = 40_000
VOCABULARY = sorted(
    {phrase for values in load().phrases.values() for phrases in values.values() for phrase in phrases}
    | {word.raw for person in PROFILES for entry in about(person).profile.entries for word in words(entry.title)}
)
ANYTHING = st.text(st.characters(exclude_categories=()))
SCRIPTS = st.text("שלוםمرحبا\u202e\u2066\u200d\u200b\ufeffé̄ßİıﬁΑα漢字🎉👩‍🍳")
MARKS = st.text("?!.,;:-–'\"“”()[]{}<>&@#*_~`/\\|\x00\x1b\r\n\t ")
SALAD = st.lists(st.sampled_from(VOCABULARY) | st.integers(0, 3000).map(str), max_size=12).map(" ".join)
PARTS = ["x", "?", "where? ", "a b ", "🎉", "\u202e", "1", "and ", "<", "\ud800", "talks in 2014? "]
LONG = st.sampled_from(PARTS).map(lambda part: (part * LENGTH)[:LENGTH])
FOLLOW_UPS = st.sampled_from(["and in March?", "and in 2012?", "what did he do there?", "when was that?", "how many?"])
TEXT = ANYTHING | SCRIPTS | MARKS | SALAD | LONG
STRINGS = st.lists(st.text(max_size=20) | st.sampled_from(VOCABULARY), max_size=3)
MOMENT = st.none() | st.tuples(st.integers(), st.integers(), st.text(max_size=9))
CONTEXT = st.tuples(STRINGS, STRINGS, st.text(max_size=9), STRINGS, st.booleans(), MOMENT).map(json.dumps)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=12,
)
NO_CONTEXT = {
    "cut off": '[["talks/x"],["ta',
    "too deep": "[" * 100_000,
    "too large": "9" * 5000,
    "an object for the time": '[[], [], "", [], true, {"a": 1}]',
    "a year that is none": '[[], [], "", [], true, [99999999999, 0, ""]]',
    "numbers": "[1, 2, 3, 4, 5, 6]",
}
PERSON = pytest.mark.parametrize("person", PROFILES)


def check(answer: Answer) -> None:
    assert 1 <= len(answer.text) <= TEXT_LIMIT
    assert answer.text.strip()
    assert answer.answered or (answer.suggestions and not answer.cards)
    assert json.loads(json.dumps(answer.as_json()))["text"] == answer.text
    shown, text = blocks.render(answer)
    assert message_problems({"blocks": shown, "text": text}) == []


@cache
def twin(person: str) -> Batao:
    """A second instance, which remembers nothing of what the first was asked."""
    return Batao(about(person).profile)


def keys(batao: Batao) -> set[str]:
    """The keys of the cards that come with the entries asked for by name."""
    return {card.key for entry in batao.profile.entries for card in batao.ask(entry.title).cards}


@PERSON
@given(TEXT)
def test_any_text_gets_a_valid_answer_and_always_the_same(person: str, text: str) -> None:
    answer = about(person).ask(text)
    check(answer)
    assert answer.question == text
    assert answer == twin(person).ask(text)


@PERSON
@given(SALAD, ANYTHING | JSON.map(json.dumps))
def test_what_is_no_context_counts_as_none(person: str, text: str, context: str) -> None:
    assert about(person).ask(text, context).as_json() == about(person).ask(text).as_json()


@PERSON
@pytest.mark.parametrize("context", NO_CONTEXT.values(), ids=NO_CONTEXT)
def test_a_damaged_context_counts_as_none(person: str, context: str) -> None:
    for text in ("where did they work in 2014?", "and in March?", "when was that?"):
        assert about(person).ask(text, context).as_json() == about(person).ask(text).as_json()


@PERSON
@given(SALAD | FOLLOW_UPS, CONTEXT)
def test_a_context_of_another_profile_does_no_harm(person: str, text: str, context: str) -> None:
    check(about(person).ask(text, context))


@PERSON
@given(st.lists(SALAD | FOLLOW_UPS, max_size=4))
def test_any_thread_gets_valid_answers(person: str, texts: list[str]) -> None:
    context = ""
    for text in texts:
        answer = about(person).ask(text, context)
        check(answer)
        context = answer.context


@PERSON
def test_every_example_is_answered(person: str) -> None:
    examples = about(person).examples(99)
    assert len(examples) >= 5
    assert [question for question in examples if not about(person).ask(question).answered] == []


@PERSON
@pytest.mark.parametrize("text", ["", "xyzzy", "what is his salary?", "book me a cab", "does she know Rust?", "🎉"])
def test_every_suggestion_is_answered(person: str, text: str) -> None:
    suggestions = about(person).ask(text).suggestions
    assert suggestions
    assert [question for question in suggestions if not about(person).ask(question).answered] == []


@PERSON
def test_every_related_question_is_answered(person: str) -> None:
    asked = {question for key in keys(about(person)) for _, question in about(person).related(key)}
    assert len(asked) >= 5
    assert sorted(question for question in asked if not about(person).ask(question).answered) == []


@PERSON
def test_a_card_is_found_again_by_its_key(person: str) -> None:
    found = keys(about(person))
    assert len(found) >= len(about(person).profile.entries) / 2
    assert [key for key in found if (card := about(person).card(key)) is None or card.key != key] == []
    assert about(person).card("projects/no-such-thing") is None


@PERSON
def test_a_related_question_says_the_relation_and_leads_elsewhere(person: str) -> None:
    ways = {key: about(person).related(key) for key in keys(about(person))}
    labels = {label.partition(":")[0].split(" ")[0] for found in ways.values() for label, _ in found}
    assert {"Employer", "Projects", "Next", "Recommendation", "Repository"} <= labels
    assert all(len(found) <= 4 for found in ways.values())
