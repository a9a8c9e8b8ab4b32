"""When something was, as résumés in Markdown write it: ends in styles of their own, short years, what is expected."""

from __future__ import annotations

import pytest

from tests.markdown import only, when


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("`2021-04` – `present`", "April 2021..now"),
        ("*Apr 2017* - *Mar 2021*", "April 2017..March 2021"),
        ("**2015** to **2017**", "2015..2017"),
        ("*2019 →*", "2019..now"),
        ("2012 –> 2015", "2012..2015"),
        ("2008–'10", "2008..2010"),
        ("2010-13", "2010..2013"),
        ("(Juli – September 2016)", "July 2016..September 2016"),
        ("<small>Summer 2012</small>", "Summer 2012..Summer 2012"),
    ],
)
def test_a_job_keeps_both_its_ends_however_they_are_marked(written: str, period: str) -> None:
    job = only(f"## Work\n\n### Cook, Grand Hotel {written}\n\n- Fried fish\n", "work")
    assert (job.title, job.organization, when(job)) == ("Cook", "Grand Hotel", period)


@pytest.mark.parametrize("written", ["2021 – 2025 (expected)", "2021 – (expected 2025)"])
def test_a_degree_that_is_only_expected_is_not_said_to_be_done(written: str) -> None:
    degree = only(f"## Education\n\n- MSc Botany, University of Hill, {written}\n", "education")
    assert when(degree) == "2021..2025"
    assert any("expected" in clause for clause in degree.clauses)


def test_exp_before_a_date_is_when_a_licence_expires() -> None:
    licence = only("## Licences\n\n- Pesticide applicator, Alberta, exp. Dec 2026\n", "certificates")
    assert (licence.title, licence.fields["expires"]) == ("Pesticide applicator", "exp. Dec 2026")


def test_a_traineeship_named_in_german_is_the_position() -> None:
    job = only("## Berufserfahrung\n\n- **Praktikum, Kieler Nachtblatt** *(Juli – September 2016)*\n", "work")
    assert (job.title, job.organization, when(job)) == ("Praktikum", "Kieler Nachtblatt", "July 2016..September 2016")
