"""Who did what, what things are called, why, and how to reach whom: only by what is stated of that very thing."""

from __future__ import annotations

import re

import pytest

from bot.batao import Batao

PROFILE = """
basics:
  name: Oda Lindgren
  email: oda@example.com
  phone: "+47 55 55 01 10"
  summary: Mountaineer and illustrator. Happy to travel but would not relocate. I sell drawings, no photographs.
  agent: Tor Vik, tor@northlight.example.com
  profiles: [{network: portfolio, url: "https://oda.example.com"}]
work:
  - {position: Illustrator, name: Fjell Studio, startDate: 2019-02, highlights: [Draws maps of huts]}
  - position: Hut Warden
    name: Skarv Lodge
    startDate: 2014-03
    endDate: 2018-10
    summary: On parental leave from May to September 2016.
projects:
  - name: Hut Register
    startDate: 2016
    endDate: 2018
    description: Lists old huts. Used by 14 clubs. Handed over to a museum.
  - name: Peak 6012
    startDate: 2017-08
    endDate: 2017-08
    description: Turned back 200 m below the top, with Ida Solheim.
publications:
  - {name: The Knot Book, publisher: Sjo Press, releaseDate: 2021, summary: Photographs by Per Holm.}
certificates:
  - {name: "Coxswain grade 1, boats under 12 m", date: 2020-05, issuer: Harbour Board}
  - {name: Mountain guide licence, date: 2015-01, issuer: Guides Norway, number: NG-20417}
  - {name: First aid at work, date: 2022-02, issuer: Vest Training}
interests:
  - {name: two greyhounds called Pip and Moss}
references:
  - {name: Ida Solheim, position: "Editor, Sjo Press", reference: Oda draws what others only photograph.}
  - {name: Karl Berg, position: "Manager, Fjell Studio", reference: She is never late.}
meta: {lastModified: 2024-06-01}
"""


@pytest.fixture(scope="module")
def oda(tmp_path_factory: pytest.TempPathFactory) -> Batao:
    file = tmp_path_factory.mktemp("profile") / "oda.yaml"
    file.write_text(PROFILE, "utf-8")
    return Batao.open(file)


@pytest.mark.parametrize(
    ("question", "pattern"),
    [
        ("who took the photographs for her book?", "Per Holm"),
        ("who published The Knot Book?", "Sjo Press"),
        ("who uses the hut register?", "14 clubs"),
        ("who ran her first aid course?", "Vest Training"),
        ("who climbed Peak 6012 with her?", "Ida Solheim"),
        ("who's the agent and how do I email them?", r"tor@northlight\.example\.com"),
        ("what are the dogs called?", "Pip and Moss"),
        ("portfolio?", r"https://oda\.example\.com"),
        ("mountain guide licence number", "NG-20417"),
        ("would she move to Oslo?", "would not relocate"),
        ("is she allowed to drive small boats herself?", "^Yes.*Coxswain"),
        ("does she still run the hut register?", "^No.*museum"),
        ("did they summit Peak 6012?", "^No.*[Tt]urned back"),
        ("does she sell photographs?", "^No"),
        ("was she off work while at Skarv Lodge?", "parental leave"),
        ("cell #?", r"55 55 01 10"),
    ],
)
def test_answered_by_what_is_stated_of_that_thing(oda: Batao, question: str, pattern: str) -> None:
    answer = oda.ask(question)
    assert answer.answered
    assert re.search(pattern, answer.text), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "who edited The Knot Book?",
        "who illustrated The Knot Book?",
        "who reviewed The Knot Book?",
        "who funded the hut register?",
        "why did she pack in the warden job at Skarv Lodge?",
        "why did she leave Skarv Lodge?",
        "what was she earning at Fjell Studio?",
        "can she drive a truck?",
    ],
)
def test_refused_where_nobody_and_no_reason_is_stated(oda: Batao, question: str) -> None:
    answer = oda.ask(question)
    assert not answer.answered, answer.text


def test_a_follow_up_stays_with_whom_the_answer_named(oda: Batao) -> None:
    who = oda.ask("who climbed Peak 6012 with her?")
    role = oda.ask("what's her position?", who.context)
    assert "Editor" in role.text
    assert "Manager" not in role.text
