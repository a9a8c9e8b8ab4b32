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


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("[☎ 0381 555 0166](tel:+493815550166) • [GitHub](https://github.com/ida)", "phone", "0381 555 0166"),
        ("[call me](tel:+493815550166)", "phone", "+493815550166"),
        ("**Email:** ida@example.com **Phone:** 020 7946 0555", "phone", "020 7946 0555"),
        ("Electrician, Leeds\ntel. +44 7700 900123 | ida@example.com", "phone", "+44 7700 900123"),
        ("E: ida@example.com  \nW: ida.example.com", "url", "ida.example.com"),
        ("Solicitor (England, 2016; Nigeria, 2012)", "label", "Solicitor (England, 2016; Nigeria, 2012)"),
        ("_Actor / Fight director_", "label", "Actor / Fight director"),
    ],
)
def test_what_stands_above_the_sections_is_taken_whole(lines: str, field: str, value: str) -> None:
    assert only(f"{lines}{WORK}", "basics").fields[field] == value


@pytest.mark.parametrize(
    "line", ["Cook · Donostia / Lyon · 555 0199 22", "E: ida@example.com  \nA: 3 Mill Lane, Leeds"]
)
def test_an_address_or_two_towns_are_where_somebody_lives(line: str) -> None:
    assert only(f"{line}{WORK}", "basics").place in ("Donostia / Lyon", "3 Mill Lane, Leeds")


def test_a_town_below_contact_is_no_part_of_the_summary_above_it() -> None:
    person = only(f"## Summary\n\nPatient with ovens.\n\n## Contact\n\nCape Town, South Africa{WORK}", "basics")
    assert (person.place, person.clauses) == ("Cape Town, South Africa", ("Patient with ovens.",))


def test_letters_of_two_societies_are_no_part_of_a_name() -> None:
    (person,) = of(page(f"# Ida Brandt, SAR/MSA{WORK}"), "basics")
    assert (person.title, person.fields["letters"]) == ("Ida Brandt", "SAR/MSA")


def test_the_last_item_of_a_list_does_not_date_the_page() -> None:
    assert [
        entry.title for entry in of(load("## Awards\n\n- Golden Fork, 2018\n- Mill Stipend, 2019\n"), "awards")
    ] == [
        "Golden Fork",
        "Mill Stipend",
    ]
