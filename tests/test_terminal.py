"""What a person sees of an answer in a terminal, and what a pipe gets."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.answer.model import Answer, Card
from bot.profile import Entry, Link, PartialDate, Period, Profile
from bot.render.terminal import clean, drawn, plain, report

BRIDGE = Card(
    "projects",
    "Harbour bridge [bold]east[/bold]",
    "Marlow & Finch",
    "Mar 2011 – Jun 2014",
    "Replaced 42 cables while the trams kept running; a second sentence makes it long enough to wrap.",
    (Link("Drawings", "https://bridges.example.org/harbour_(east)"),),
)
ANSWER = Answer("bridges?", True, "She built the harbour bridge.", (BRIDGE,) * 7, ("who paid for it?",))


def screen(answer: Answer, width: int = 80, **options: object) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, **options)  # type: ignore[arg-type]
    console.print(drawn(answer))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_direct_text_comes_first_then_the_cards_then_what_else_to_ask() -> None:
    for text in (plain(ANSWER), screen(ANSWER)):
        parts = ("She built the harbour bridge.", "Harbour bridge", "Marlow & Finch", "Mar 2011 – Jun 2014", "who paid")
        positions = [text.index(part) for part in parts]
        assert positions == sorted(positions)


def test_five_cards_are_shown_and_the_rest_is_counted() -> None:
    for text in (plain(ANSWER), screen(ANSWER)):
        assert text.count("Harbour bridge") == 5
        assert "2 more" in text


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = screen(ANSWER, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert len(lines) > 10


def test_a_link_opens_at_a_click_and_is_spelled_out_where_it_cannot() -> None:
    url = BRIDGE.links[0].url
    assert f";{url}\x1b\\" in screen(ANSWER, force_terminal=True, color_system="standard")
    assert f"Drawings: {url}" in screen(ANSWER)
    assert f"Drawings: {url}" in plain(ANSWER)


def test_an_address_in_the_direct_text_is_a_link_without_the_full_stop() -> None:
    answer = Answer("link?", True, "See https://bridges.example.org/harbour.")
    assert ";https://bridges.example.org/harbour\x1b\\" in screen(answer, force_terminal=True, color_system="standard")


def test_brackets_are_text_and_never_markup() -> None:
    for text in (plain(ANSWER), screen(ANSWER)):
        assert "Harbour bridge [bold]east[/bold]" in text


def test_a_pipe_gets_each_paragraph_on_one_line_and_no_drawing() -> None:
    text = plain(ANSWER)
    assert f"  {BRIDGE.text}\n" in text
    assert not set(text) & set("│╭╰─\x1b")


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_no_text_can_steer_the_terminal(text: str) -> None:
    hostile = f"\x1b]0;owned\x07{text}\x9b2J\u202e"
    card = Card(hostile, hostile, hostile, hostile, hostile, (Link(hostile, f"https://x.example/{hostile}"),))
    answer = Answer(hostile, True, hostile, (card,), (hostile,))
    for shown in (plain(answer), screen(answer), clean(hostile)):
        assert not any((ord(char) < 0x20 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in shown)
        assert "\u202e" not in shown


def test_the_report_names_and_dates_the_entries_of_each_section_and_ends_with_the_warnings() -> None:
    entries = (
        Entry("work", "Surveyor", "Marlow & Finch", Period(PartialDate(2011, 3), PartialDate(2014, 6))),
        Entry("work", "Surveyor", "Marlow & Finch", Period(PartialDate(2014, 7), ongoing=True)),
        Entry("projects", "Harbour bridge"),
        Entry("projects", "Tram depot"),
    )
    profile = Profile("Ada Example", entries, PartialDate(2019, 5), "cv.yaml", ("cv.yaml:7: unknown section hobbies",))
    assert report(profile).splitlines() == [
        "Ada Example: 4 entries, last updated May 2019",
        "",
        "work: 2",
        "  Surveyor, Marlow & Finch (March 2011 – June 2014)",
        "  Surveyor, Marlow & Finch (since July 2014)",
        "",
        "projects: 2",
        "  Harbour bridge",
        "  Tram depot",
        "",
        "warning: cv.yaml:7: unknown section hobbies",
    ]
