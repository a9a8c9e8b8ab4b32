"""Plain questions as people type them about anyone: what became of it, where it took them, what number, what grade."""

from __future__ import annotations

import pytest

from bot.batao import Batao

PROFILE = """
basics:
  name: Mira Voss
  summary: Bridge inspector. Master mariner ticket no. MM-70128. Notices whatever others miss.
work:
  - {name: Aldgate Bridges, position: Senior Inspector, startDate: 2018, highlights: [Carries 74 open felony files]}
  - {name: Hotel Sund, position: Porter, startDate: 2014, endDate: 2017}
  - name: Kestrel Surveys
    position: Winter Inspector
    startDate: 2010
    endDate: 2013
    highlights: ["Campaigns in Gander, Corner Brook and Goose Bay"]
education:
  - {studyType: MSc, area: Structures, institution: Maas College, endDate: 2010, courses: [Final grade 1.3]}
projects:
  - {name: Deckwise, startDate: 2016, description: "Tablet form. Given up in 2020, when the town bought its own."}
  - {name: Bogwalk, startDate: 2021, endDate: 2022, description: A boardwalk sign.}
certificates:
  - {name: Master Mariner, issuer: Marine Board, date: 2012}
"""


@pytest.fixture(scope="module")
def about(tmp_path_factory: pytest.TempPathFactory) -> Batao:
    path = tmp_path_factory.mktemp("plain") / "mira.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return Batao.open(path)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is Deckwise still in use?", "No. Deckwise: Given up in 2020"),
        ("when was Deckwise given up", "Given up in 2020"),
        ("where did the winter inspections take her?", "Gander, Corner Brook and Goose Bay"),
        ("master mariner ticket no.?", "MM-70128"),
        ("what grade did she finish her MSc with", "Final grade 1.3"),
        ("what hotel was it before Aldgate?", "Hotel Sund"),
        ("how many felony files does she carry", "74 open felony files"),
    ],
)
def test_what_the_resume_says_is_told(about: Batao, question: str, said: str) -> None:
    answer = about.ask(question)
    assert answer.answered
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "does she know Word",
        "does she know Spring",
        "has she worked in Nice",
        "has Mira worked at Boots",
        "did she study languages",
        "when was Bogwalk replaced",
        "notice period?",
        "inspector card no.?",
        "what day rate is she after?",
    ],
)
def test_what_it_does_not_say_is_refused(about: Batao, question: str) -> None:
    assert not about.ask(question).answered
