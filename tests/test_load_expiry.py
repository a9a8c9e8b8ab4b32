"""Until when certificates hold, where only the years that they last are stated."""

from __future__ import annotations

import pytest

from bot.load import parse
from tests.markdown import load, of


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("First Aid, Red Cross, Jan 2024 (valid 3 years)", "valid until January 2027"),
        ("Forklift, May 2020, expires after five years", "valid until May 2025"),
        ("Working at Heights, renewed Feb 2023, good for three years", "valid until February 2026"),
        ("First Aid, 2021, valid for 36 months", "valid until 2024"),
        ("First Aid, Jan 2024, valid until May 2026", "valid until May 2026"),
    ],
)
def test_a_certificate_that_lasts_some_years_says_until_when(line: str, until: str) -> None:
    (certificate,) = of(load(f"## Certificates\n\n- {line}\n"), "certificates")
    assert certificate.fields["expires"] == until


def test_a_column_of_years_is_reckoned_from_the_date_beside_it() -> None:
    text = "certificates:\n  - {name: First Aid, date: 2024-01-10, expires: 3 years}\n"
    (certificate,) = of(parse(text.encode(), "ida.yaml"), "certificates")
    assert certificate.fields["expires"] == "valid until January 2027"


def test_nothing_is_reckoned_without_a_date() -> None:
    (certificate,) = of(load("## Certificates\n\n- First Aid, Red Cross, valid 3 years\n"), "certificates")
    assert "expires" not in certificate.fields
