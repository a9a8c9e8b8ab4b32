"""Posts on something (a ship, a site) that somebody else owns, and titles that share a line with the employer."""

from __future__ import annotations

from tests.markdown import facts, load, of

SHIPS = """
    ## Ships

    | Ship | Type | Owner | Rank | From | To |
    |---|---|---|---|---|---|
    | *Guardian* | hybrid tug | Haven Towage | Chief Engineer | 2021-05 | now |
    | *Aurelia* | container ship | Corvane Shipping | Second Engineer | 2013-03 | 2015-06 |

    Notes from the log:

    - *Guardian*: wrote the maintenance system from nothing in the winter of 2021–22, crew of five.
    """


def test_the_owner_of_a_ship_is_the_employer_and_the_ship_the_place() -> None:
    profile = load(SHIPS)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Chief Engineer", "Haven Towage", "Guardian", "May 2021..now"),
        ("Second Engineer", "Corvane Shipping", "Aurelia", "March 2013..June 2015"),
    ]
    assert "Type: container ship" in of(profile, "work")[1].clauses


def test_notes_below_a_table_of_posts_belong_to_the_post_that_they_name() -> None:
    first, _ = of(load(SHIPS), "work")
    assert any(clause.startswith("Wrote the maintenance system") for clause in first.clauses)


def test_without_an_owner_the_ship_is_the_employer() -> None:
    profile = load("## Ships\n\n| Ship | Rank | When |\n|---|---|---|\n| Guardian | Chief Engineer | 2021 – now |\n")
    assert [facts(entry)[:2] for entry in of(profile, "work")] == [("Chief Engineer", "Guardian")]


def test_the_line_below_titles_that_name_the_employer_is_the_place() -> None:
    profile = load("""
        ## Experience

        ### Driver Instructor, Borderline Trains

        Carlisle depot, June 2021 to present

        - Mentor for trainees

        ### On-call Firefighter, Eden Valley Fire and Rescue

        Appleby, September 2011 to August 2016 (retained, alongside the day jobs)
        """)
    assert [facts(entry)[:3] for entry in of(profile, "work")] == [
        ("Driver Instructor", "Borderline Trains", "Carlisle depot"),
        ("On-call Firefighter", "Eden Valley Fire and Rescue", "Appleby"),
    ]


def test_a_time_without_a_job_keeps_its_own_name_in_a_table() -> None:
    profile = load("""
        ## Seasons worked

        | When | As | For |
        |---|---|---|
        | Nov 2019 – now | Head Guide | Tarn Guiding, Wānaka |
        | May 2019 – Oct 2019 | Not working | Wānaka |
        | Feb 2013 – Oct 2015 | Assistant Guide | Alpine School, Mount Cook Village |
        """)
    _, out, guide = of(profile, "work")
    assert (out.title, out.place, out.fields["type"]) == ("Not working", "Wānaka", "career break")
    assert guide.place == "Mount Cook Village"


def test_who_judged_prizes_for_students_judged_there() -> None:
    profile = load("## Volunteering\n\n- Juror, Audio Guild student prizes, 2019\n")
    assert [facts(entry)[:2] for entry in of(profile, "volunteer")] == [("Juror", "Audio Guild student prizes")]
