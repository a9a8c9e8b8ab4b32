"""What a question claims of the entries it names is affirmed only by what they state."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.batao import Batao

PROFILE = """
basics:
  name: Mira Voss
  summary: Bell founder. Whittles badly, keeps bees.
work:
  - {name: Emden Foundry, position: Founder's Mate, location: Emden, startDate: 2015-01, endDate: 2022-12}
  - {name: Leer College, position: Instructor (part-time), location: Leer, startDate: 2019-01}
education:
  - {studyType: BSc, area: Metallurgy, institution: University of Emden, startDate: 2010, endDate: 2013, score: merit}
  - {studyType: MSc, area: Acoustics, institution: University of Bremen, startDate: 2023-01, endDate: ""}
  - {studyType: A-levels, area: "Physics (B), Art (A)", institution: Norden School, startDate: 2008, endDate: 2010}
projects:
  - {name: Tollbook, description: A register of cracked bells., startDate: 2016-03, endDate: 2017-03}
  - {name: Carillon Cart, description: A carillon on wheels., startDate: 2018-03, entity: Emden Foundry}
  - {name: Ropewalk, description: A map of bell ropes., startDate: 2020-03, endDate: 2020-09}
awards:
  - {title: Golden Clapper, awarder: Guild of Bells, date: 2017-05, summary: For the Tollbook.}
talks:
  - {title: Cracks, event: Bell Days, place: Utrecht, date: 2019-05}
publications:
  - {name: Why bells crack, publisher: Founding Quarterly, releaseDate: 2018}
languages:
  - {language: German, fluency: Native}
  - {language: Dutch, fluency: Basic}
  - {language: English, fluency: Fluent}
skills:
  - {name: Workshop, level: Intermediate, keywords: [Casting, Tuning]}
"""
UNSAID = "The résumé does not say"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        # The place of a talk is no place of work.
        ("did she work in Emden?", "Yes."),
        ("did she work in Utrecht?", UNSAID),
        # Dates alone tie no project to a firm.
        ("was the Ropewalk an Emden Foundry project?", UNSAID),
        ("was the Carillon Cart an Emden Foundry project?", "Yes."),
        # A prize is for what it says it is for.
        ("did she win the Golden Clapper for the Tollbook?", "Yes."),
        ("did she win the Golden Clapper for the Ropewalk?", UNSAID),
        # What goes on is not finished.
        ("is the Carillon Cart finished?", "No: Carillon Cart (since March 2018)"),
        ("is the Tollbook finished?", "Yes."),
        ("has she finished her MSc?", "No: MSc in Acoustics"),
        ("does she have a degree in Acoustics?", "No: MSc in Acoustics"),
        # The terms of a post are those that are stated of just that post.
        ("is she full-time at Leer College?", "No. Instructor (part-time)"),
        ("is she part-time at Leer College?", "Yes. Instructor (part-time)"),
        ("is she full-time?", "No. Instructor (part-time)"),
        ("did she work full time at Emden Foundry?", "The résumé does not say whether that was full-time"),
        # How well is compared with the level that is stated.
        ("is German her native language?", "Yes. German (Native)"),
        ("is Dutch her native language?", "No. Dutch (Basic)"),
        ("does she speak English fluently?", "Yes. English (Fluent)"),
        ("is she fluent in Dutch?", "No. Dutch (Basic)"),
        ("does she speak Dutch well?", "No. Dutch (Basic)"),
        ("is she an expert in tuning?", "No. Workshop: Intermediate"),
        ("is she good at tuning?", "Yes. Workshop: Intermediate"),
        ("does she whittle well?", "No. "),
        # A mark is the mark that is stated.
        ("did she get a B in Physics?", "Yes."),
        ("did she get an A in Physics?", "No."),
        ("did she get a distinction for her BSc?", "No. BSc in Metallurgy"),
        ("did she win first prize?", "The résumé gives no such result"),
        ("did she write a book?", "The résumé lists no book, but"),
        ("does she still tune at Emden Foundry?", UNSAID),
    ],
)
def test_a_claim_is_true_only_by_what_is_stated(tmp_path: Path, question: str, verdict: str) -> None:
    file = tmp_path / "mira.yaml"
    file.write_text(PROFILE, "utf-8")
    answer = Batao.open(file).ask(question)
    assert answer.text.startswith(verdict), answer.text
