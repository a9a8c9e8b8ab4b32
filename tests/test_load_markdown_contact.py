"""Who somebody is and how to reach them, from the first lines; and the date of the résumé, from the last."""

from __future__ import annotations

import pytest

from tests.markdown import load, of, only, page, when

DENSE = "**IDA BRANDT** · Foley artist · Ely · ida@steps.example.com · [steps.example.com](https://steps.example.com)"
WORK = "\n\n## Work\n\n- Cook, Old Inn, Ely, 2012 – now\n"


def test_one_line_that_holds_name_mail_and_links_loses_none_of_them() -> None:
    (person,) = of(page(f"{DENSE} · [reel](https://v.example.com/ida){WORK}"), "basics")
    assert (person.title, person.fields["label"], person.place) == ("Ida Brandt", "Foley artist", "Ely")
    assert (person.fields["email"], person.fields["url"]) == ("ida@steps.example.com", "https://steps.example.com")
    assert ("reel", "https://v.example.com/ida") in [(link.label, link.url) for link in person.links]


@pytest.mark.parametrize(
    "line", ["Lives in Carlisle, Cumbria", "Cook. Based in Carlisle, Cumbria.", "Carlisle, Cumbria"]
)
def test_where_somebody_lives_may_be_said_in_words(line: str) -> None:
    person = only(f"{line}{WORK}", "basics")
    assert person.place == "Carlisle, Cumbria"


def test_a_link_named_portfolio_is_the_website() -> None:
    (person,) = of(
        load(f"✉️ [ida@example.com](mailto:ida@example.com) · [portfolio](https://ida.example.com){WORK}"), "basics"
    )
    assert person.fields["url"] == "https://ida.example.com"


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("*September 2025*", "September 2025"),
        ("*Set down in May 2024*", "May 2024"),
        ("*Citizen of Malta. Last touched March 2024.*", "March 2024"),
        ("Leeds, 3 May 2023", "3 May 2023"),
    ],
)
def test_the_last_line_may_date_the_page(line: str, updated: str) -> None:
    profile = load(f"{WORK}\n{line}\n")
    assert str(profile.updated) == updated
    assert [when(entry) for entry in of(profile, "work")] == ["2012..now"]
