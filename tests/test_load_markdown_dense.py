"""Résumés on one page: sections that begin on the line of their heading, entries in a row, columns, numbers."""

from __future__ import annotations

import pytest

from bot.profile import Entry, Period
from tests.markdown import of, page


def facts(entry: Entry) -> tuple[str, str, str]:
    return entry.title, entry.organization, str((entry.period or Period()).end or "")


CAPITALS = """
    **IDA BRANDT** · Radio producer · Leeds
    ida@example.com

    **EXPERIENCE**

    **Producer**, Lakelight Audio, Leeds – May 2021 to present
    Runs a slate of four series · trained 5 interns

    **AWARDS** Golden Reel, best serial (*Cold Road*), Audio Guild – Nov 2023 · Daisy Pin, Radio Days – May 2018

    **SKILLS** Editing: Reaper, Pro Tools · Desk: story editing, budgets

    **TALKS & JURIES** "Silence", Third Festival, York – Oct 2022 · Juror, Audio Guild prizes – 2019

    **LANGUAGES & LEISURE** English (native), French · Curling, sourdough

    **REFERENCES** Ada Crake, Producer, Lakelight Audio · Gord Bell, Station Manager, Harbour Radio
    """


def test_sections_begin_on_the_line_of_their_heading() -> None:
    profile = page(CAPITALS)
    assert [facts(entry) for entry in of(profile, "awards")] == [
        ("Golden Reel, best serial (Cold Road)", "Audio Guild", "November 2023"),
        ("Daisy Pin", "Radio Days", "May 2018"),
    ]
    assert [entry.title for entry in of(profile, "skills")] == ["Editing", "Desk"]
    assert [entry.title for entry in of(profile, "references")] == ["Ada Crake", "Gord Bell"]


def test_entries_of_a_shared_heading_go_where_their_words_say() -> None:
    profile = page(CAPITALS)
    assert [entry.title for entry in of(profile, "talks")] == ["Silence"]
    assert [entry.title for entry in of(profile, "volunteer")] == ["Juror"]
    assert [entry.title for entry in of(profile, "languages")] == ["English", "French"]
    assert [entry.title for entry in of(profile, "interests")] == ["Curling", "sourdough"]


def test_facts_between_dots_below_a_post_are_its_highlights_and_no_employer() -> None:
    (job,) = of(page(CAPITALS.replace("Runs a slate of four series", "Night desk")), "work")
    assert (job.title, job.organization) == ("Producer", "Lakelight Audio")
    assert job.clauses == ("Night desk", "Trained 5 interns")


@pytest.mark.parametrize(
    ("mark", "form"), [(": ", "{}: "), (" ", "**{}** – "), (" ", "- **{}**: "), ("\n", "{}\n"), (" ", "**{}:** ")]
)
def test_headings_in_any_uniform_style_part_sections(mark: str, form: str) -> None:
    lines = {
        "Education": "BSc Nursing, Hill University, 2011 – 2014",
        "Awards": "Daisy Pin, Guild, 2018; Nurse of the Year, Health Board, 2022",
        "Languages": "Welsh, English",
    }
    body = "".join(f"{form.format(name)}{text}\n\n" for name, text in lines.items())
    profile = page(f"# Ida Brandt\n\nNurse\n\n{body}")
    assert [entry.title for entry in of(profile, "awards")] == ["Daisy Pin", "Nurse of the Year"]
    assert [entry.title for entry in of(profile, "languages")] == ["Welsh", "English"]
    assert [entry.organization for entry in of(profile, "education")] == ["Hill University"]


def test_a_bold_label_below_a_heading_is_no_section() -> None:
    profile = page("# Ida Brandt\n\n**Skills**\n\n**Languages:** Python, Go\n\n**Tools:** git\n\n**Hobbies**\n\nChess")
    assert not of(profile, "languages")


def test_posts_stacked_without_blank_lines_keep_their_text() -> None:
    profile = page("""
        # Ida Brandt

        ## Experience
        Ward Sister, Hill Hospital, Cardiff, June 2019 – present
        Leads 24 nurses.
        Staff Nurse, Old Hospital, Newport, 2014 – 2019
        Trained 40 patients.
        """)
    first, second = of(profile, "work")
    assert (first.organization, first.clauses) == ("Hill Hospital", ("Leads 24 nurses.",))
    assert (second.organization, second.clauses) == ("Old Hospital", ("Trained 40 patients.",))


def test_the_year_that_opens_each_entry_is_no_part_of_its_name() -> None:
    profile = page("# Ida Brandt\n\n## Prizes\n\n2016 Garth Scholarship · 2013 Mooting Cup\n")
    assert [facts(entry) for entry in of(profile, "awards")] == [
        ("Garth Scholarship", "", "2016"),
        ("Mooting Cup", "", "2013"),
    ]


def test_who_a_work_was_made_with_is_no_part_of_its_name() -> None:
    profile = page("# Ida Brandt\n\n## Projects\n\nSalt Night, with Idris Vane, Leith, March 2022\n")
    (work,) = of(profile, "projects")
    assert (work.title, work.clauses) == ("Salt Night", ("With Idris Vane, Leith",))


def test_columns_and_numbers_of_pasted_pages() -> None:
    profile = page("""
        IDA BRANDT                         Data engineer
        Leeds, England                     ida@example.com

        1. EMPLOYMENT HISTORY
        1.1 Engineer, Shannon Ltd, Leeds (2018 – present)
        1.2 Analyst, Wharf Ltd, York (2015 – 2018)

        2. EDUCATION
        2.1 BSc Computing, Hill University         2012 – 2015
        """)
    (person,) = of(profile, "basics")
    assert (person.title, person.fields["label"], person.place) == ("Ida Brandt", "Data engineer", "Leeds, England")
    assert [(job.title, job.organization) for job in of(profile, "work")] == [
        ("Engineer", "Shannon Ltd"),
        ("Analyst", "Wharf Ltd"),
    ]
    assert [facts(entry) for entry in of(profile, "education")] == [("BSc Computing", "Hill University", "2015")]


def test_a_name_opens_the_line_that_says_how_to_reach_the_person() -> None:
    (person,) = of(page("**IDA BRANDT** | Teacher | Leeds | ida@example.com\n\n**SKILLS** | chess • maths\n"), "basics")
    assert (person.title, person.place, person.fields["email"]) == ("Ida Brandt", "Leeds", "ida@example.com")
