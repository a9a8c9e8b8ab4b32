"""Answers as blocks: inside Slack's limits whatever stands in them, and readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.answer.model import Answer, Card
from bot.profile import Link
from bot.render import blocks
from tests.slack.workspace import message_problems

LONG = st.sampled_from(["&" * 5000, "word " * 1000, "x" * 5000])
TEXT = st.text() | st.text(alphabet="&<>*_~`:|@ \n", max_size=400) | LONG
URLS = LONG | st.sampled_from(["https://e.org/a?b=c&d=e", "mailto:a@b.c", "javascript:alert(1)", "https://e.org/|x"])
LINKS = st.builds(Link, TEXT, URLS | st.text().map("https://e.org/".__add__))
CARDS = st.builds(Card, TEXT, TEXT, TEXT, TEXT, TEXT, st.lists(LINKS, max_size=6).map(tuple))
ANSWERS = st.builds(
    Answer, TEXT, st.just(True), TEXT, st.lists(CARDS, max_size=8).map(tuple), st.lists(TEXT, max_size=8).map(tuple)
)


@given(ANSWERS, st.sampled_from(["", "<@U1> asked: hello"]))
def test_any_answer_gives_a_message_that_slack_takes(answer: Answer, asked: str) -> None:
    shown, text = blocks.render(answer, private=bool(asked), asked=asked)
    assert message_problems({"blocks": shown, "text": text}) == []
    for block in Block.parse_all(shown):
        block.validate_json()


@given(st.text(), st.integers(1, 90))
def test_clipping_keeps_the_limit_and_the_beginning(text: str, limit: int) -> None:
    clipped = blocks.clip(text, limit)
    assert len(clipped) <= limit
    assert clipped == text or (clipped.endswith("…") and text.startswith(clipped[:-1]))


def test_an_answer_is_read_from_the_top() -> None:
    links = (Link("Repository", "https://e.org/t"),)
    card = Card("projects", "Tank", "Plumber · Acme", "Jun 2014 – Nov 2015", "Keeps water.", links)
    shown, text = blocks.render(Answer("q", True, "He built Tank.", (card,) * 7, ("any talks?",)))
    assert [block["type"] for block in shown] == ["section"] * 6 + ["context", "actions"]
    assert shown[0]["text"]["text"] == "He built Tank."
    assert shown[1]["text"]["text"] == (
        "*Tank*\nPlumber · Acme · Jun 2014 – Nov 2015\nKeeps water.\n<https://e.org/t|Repository>"
    )
    assert shown[6]["elements"][0]["text"] == "Entries 1 to 5 of 7"
    assert shown[7]["elements"][0]["value"] == "any talks?"
    assert text == "He built Tank."


def test_the_fallback_names_the_cards_that_the_answer_does_not() -> None:
    cards = (Card("projects", "Tank"), Card("projects", "Pump & Co"))
    _, text = blocks.render(Answer("q", True, "Two of them, Tank first.", cards))
    assert text == "Two of them, Tank first.\nPump &amp; Co"


def test_addresses_in_an_answer_are_links() -> None:
    shown, _ = blocks.render(Answer("q", True, "See https://e.org/a?b=1&c=2, or write to a.b@e.org."))
    assert shown[0]["text"]["text"] == (
        "See <https://e.org/a?b=1&amp;c=2|https://e.org/a?b=1&amp;c=2>, or write to <mailto:a.b@e.org|a.b@e.org>."
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://e.org", "https://e.org/ x", "https://e.org|x", "e.org"])
def test_only_whole_web_and_mail_addresses_are_links(url: str) -> None:
    assert blocks.link(url, "label") == "label"


@pytest.mark.parametrize(
    "text", ["snake_case_name", "2 * 3 * 4", "a - b", "C++ and C#", "10:30:45", "it's 5 > 4", "about 50%", "f(x)"]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert blocks.escape(text).replace("&gt;", ">") == text


@pytest.mark.parametrize(
    "text", ["*a*", "_a_", "~a~", "`a`", "_*a*_", "say *a* b", "(*a*)", "> a", "x\n> a", ":tada:", "```a```"]
)
def test_no_mark_opens_formatting(text: str) -> None:
    shown = blocks.escape(text)
    assert not any(mark in shown for mark in (" *a", "(*a", "`", ":tada:", "\n&gt;", "_*"))
    assert shown[0] not in "*_~&:"


def test_long_text_is_cut_at_a_word() -> None:
    shown, _ = blocks.render(Answer("q", True, "Yes.", (Card("projects", "Tank", text="some words " * 60),)))
    text = shown[1]["text"]["text"]
    assert text.endswith(("some…", "words…"))
    assert len(text) < 300


def test_a_question_that_does_not_fit_its_button_is_asked_in_full() -> None:
    question = "which of the many projects that she ever did at any of her employers was the longest one?"
    shown, _ = blocks.render(Answer("q", True, "Yes.", suggestions=(question, question, "")))
    [button] = shown[1]["elements"]
    assert button["value"] == question
    assert len(button["text"]["text"]) <= 75
    assert question.startswith(button["text"]["text"].rstrip("…"))
