"""What the résumé denies is no evidence for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.batao import Batao

PROFILE = """
basics:
  name: Mira Voss
  summary: Acts for shipyards; no criminal work. Not only bells but clocks.
education:
  - {studyType: BSc, area: Metallurgy (not finished), institution: University of Emden, startDate: 2010, endDate: 2012}
"""


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("does she do criminal work?", "No."),
        ("did she finish her metallurgy degree?", "No."),
        ("did she study metallurgy?", "Yes."),
        ("does she do bells?", "Yes."),
    ],
)
def test_yes_or_no_by_what_the_evidence_denies(tmp_path: Path, question: str, verdict: str) -> None:
    file = tmp_path / "mira.yaml"
    file.write_text(PROFILE, "utf-8")
    answer = Batao.open(file).ask(question)
    assert answer.text.startswith(verdict), answer.text


def test_what_is_not_mentioned_is_named_however_long_and_however_much_it_is(tmp_path: Path) -> None:
    file = tmp_path / "mira.yaml"
    file.write_text(PROFILE, "utf-8")
    mira = Batao.open(file)
    assert mira.ask("x" * 2000).text == f"The résumé does not mention “{'x' * 60}…”."
    many = mira.ask(" ".join(f"zork{n}" for n in range(50))).text
    assert many.endswith("“zork5” or 44 other words.")
