"""A yes takes more than a mention: the verb too, of the person, the same way round, of all, and still in force."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.batao import Batao

PROFILE = """
basics:
  name: Mira Voss
  summary: Bell founder for twenty years. Looking for a team lead role. Would like to advise a museum.
work:
  - {name: Voss Bells, position: Owner and founder, startDate: 2015, highlights: [Bells for forty towers]}
  - name: Emden Foundry
    position: Workshop Manager
    startDate: 2010
    endDate: 2014
    highlights:
      - Led a crew of six.
      - Mobile furnace on a converted bus.
      - Ran the first lead-free casting.
      - Raised first-time passes from 61% to 79%.
      - Rejected castings went from nine to two.
      - Coach refurbishment line; drove the works van.
volunteer:
  - {organization: Leer Hockey Club, position: Equipment manager, startDate: 2016}
  - {organization: Blind Ringers' Fund, position: Treasurer, startDate: 2016}
projects:
  - {name: Twelve Chimes, description: "Twelve donated chimes, painted by schoolchildren; nine ring again."}
publications:
  - {name: Cast in Sand, publisher: Hafen, releaseDate: 2020, summary: "Book, illustrated by Jan Mulder."}
awards:
  - {title: Golden Bell, date: 2019}
  - {title: Foundry of the Year (finalist), date: 2021}
certificates:
  - {name: Forklift licence, date: 2012, summary: Lapsed 2017}
interests:
  - {name: Music, keywords: [viola, repairs accordions]}
references:
  - {name: Ida Kramer, reference: Organists ask for bells by Mira.}
"""


@cache
def mira(file: Path) -> Batao:
    file.write_text(PROFILE, "utf-8")
    return Batao.open(file)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does she own Voss Bells?", "Yes."),
        ("does she own Emden Foundry?", "does not say so; it mentions: Workshop Manager at Emden Foundry."),
        ("did she run Voss Bells?", "Yes."),
        ("did she run Emden Foundry?", "does not say so"),
        ("does she own a bus?", "does not say so"),
        ("did she convert a bus?", "does not say so"),
        ("did she drive the van?", "Yes."),
        ("did she coach anyone?", "does not say so"),
        ("did she run a casting?", "Yes."),
        ("does she play the viola?", "Yes."),
        ("does she play the accordion?", "does not say so"),
        ("does she play hockey?", "does not say so"),
        ("is she blind?", "does not say so"),
        ("is she an organist?", "does not say so"),
        ("did she lead a crew?", "Yes."),
        ("is she a team lead?", "does not say so"),
        ("does she advise a museum?", "does not say so"),
        ("did she paint the chimes?", "No."),
        ("did she illustrate Cast in Sand?", "No."),
        ("did she write Cast in Sand?", "Yes."),
        ("did first-time passes fall?", "No."),
        ("did first-time passes go up?", "Yes."),
        ("did rejected castings go up?", "No."),
        ("did all the chimes ring again?", "does not say “all”"),
        ("does she have a forklift licence?", "No."),
        ("who hired her at Emden Foundry?", "names nobody"),
    ],
)
def test_a_mention_alone_is_no_yes(tmp_path_factory: pytest.TempPathFactory, question: str, said: str) -> None:
    answer = mira(tmp_path_factory.getbasetemp() / "mira-deeds.yaml").ask(question)
    assert said in answer.text, answer.text
    assert answer.answered is (said[:3] in ("Yes", "No.") or "“" in said)


def test_what_one_was_only_nominated_for_is_not_won(tmp_path: Path) -> None:
    assert "finalist" not in mira(tmp_path / "mira.yaml").ask("which awards has she won?").text
