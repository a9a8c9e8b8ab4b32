"""Figures of what is counted, stages of study with their grades, and lists of a kind of entries."""

from __future__ import annotations

from functools import cache

import pytest

from bot.batao import Batao
from bot.load.markdown import read

PAGE = """
# Mira Voss

## Work

### Foundry Foreman, Emden Bell Foundry, since March 2019
- Run a gang of 9 moulders and 2 apprentices
- Put 61,000 photographs of bells online
- Yearly budget of €420,000

## Volunteering

- Tuner, Borkum Organ Mentors, since 2020: seven mentees, four of them now with a shop of their own
- Team member, Dollart Search and Rescue, since 2018: 64 call-outs so far

## Education

- MSc Acoustics, University of Leer, 2012 – 2014, distinction
- BSc Physics, University of Oldenburg, 2008 – 2011, merit

## Projects

- **Chime Leaflet** (2021): Leaflet on old bells. In English, Irish and Polish. Stocked by 22 shops
- **Mother Bell** (2020): A pantomime with a dame who changes fourteen times

## Patents

- Patent EP 390: Bell alloy free of lead, June 2021
- Patent application DE 259: Clapper of resin, March 2023

## Certificates

- Crane Ticket, Haven Training, no. CT-77120, valid to August 2027, 2022

## Skills

Casting: bronze, budgets, moulds
"""


@cache
def about() -> Batao:
    return Batao(read(PAGE, "mira.md"))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("how many photos did she get online", "61,000", "420,000"),
        ("how many does she have under her", "9 moulders", "61,000"),
        ("how many has she mentored?", "even mentees", "64"),
        ("number of SAR call-outs", "64 call-outs", "seven"),
        ("number of changes for the dame in mother bell", "fourteen", "22"),
        ("what is the budget", "420,000", "moulds"),
        ("what languages is the leaflet in", "English, Irish and Polish", "Stocked"),
        ("where did she do her physics degree", "Oldenburg", "Leer"),
        ("which university gave her the masters", "Leer", "Oldenburg"),
        ("grade in her masters", "distinction", "merit"),
        ("all her patents and applications", "DE 259", "Crane"),
        ("patents and certificates", "Crane Ticket", "Chime"),
        ("crane ticket: card number and how long it's valid", "CT-77120", "EP 390"),
        ("crane ticket: card number and how long it's valid", "August 2027", "EP 390"),
    ],
)
def test_just_what_is_asked_for_is_said(question: str, said: str, unsaid: str) -> None:
    answer = about().ask(question)
    assert answer.answered, answer.text
    assert said in answer.text
    assert unsaid not in answer.text


def test_a_number_of_something_else_is_no_answer() -> None:
    assert not about().ask("how many organs has she tuned?").answered


def test_a_certificate_is_no_degree() -> None:
    page = "# Ida Brandt\n\n## Education\n\n- HNC Joinery, Emden College, 2010 – 2012\n"
    assert Batao(read(page, "ida.md")).ask("does she have a degree?").text.startswith("The résumé lists no degree, but")


SHOP = """
# Ida Brandt

Lives by the sea.

## Work

### Head Glazier, Emden Glass, Emden, since March 2019
- Leads a crew of nine glaziers
- Fitted 340 panes in 2021; new kiln from 2022
- Budget of €90,000 a year

### Glazier, Leer Windows, Leer, 2014 – 2018
- Trained four apprentices
- Foreman from 2017
- Cut breakages by a third in eighteen months
- Mended windows for three schools

## Awards

- Golden Pane, Guild of Glaziers, 2020: For 61 doors with 420 train crew watching

## Memberships

- East Guild, since 2016: Fellow
"""


@cache
def glazier() -> Batao:
    return Batao(read(SHOP, "ida.md"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many glaziers does she lead in Emden?", "nine"),
        ("how many apprentices did she train in Leer?", "four"),
        ("how many panes did she fit in 2021?", "340"),
        ("how long did it take to cut breakages?", "eighteen months"),
        ("what is her budget now?", "90,000"),
        ("was she foreman in 2018?", "Yes"),
        ("is she a fellow of the East Guild?", "Yes"),
    ],
)
def test_a_number_of_the_place_the_firm_and_the_year_is_said(question: str, said: str) -> None:
    answer = glazier().ask(question)
    assert answer.answered, answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "how many glaziers does she lead in Leer?",
        "how many apprentices did she train in Emden?",
        "how many apprentices does she train at Emden Glass?",
        "how many apprentices does she train now?",
        "how many panes did she fit in 2019?",
        "how many panes did she break?",
        "how many trains did she watch?",
        "how many schools did she build?",
        "what was her budget in Leer?",
        "what is the turnover of Emden Glass?",
        "what is her day rate for windows?",
        "which fits has she seen?",
        "was she foreman in 2015?",
    ],
)
def test_a_number_of_another_place_firm_year_or_doing_is_no_answer(question: str) -> None:
    answer = glazier().ask(question)
    assert not answer.answered, answer.text
