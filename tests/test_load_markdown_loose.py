"""Markdown résumés told loosely: breaks in prose, labelled parts of a line, licences with numbers, dates in text."""

from __future__ import annotations

import pytest

from tests.markdown import facts, load, of, page, when

JOBS = """
    ## Work

    **Head Cook**, Mill Inn, Ely – Mar 2016 to now
    Runs the kitchen.

    **Cook**, Corner Café, Hull – 2003 to 2005
    Fried fish.
    {}
    """


@pytest.mark.parametrize(
    ("note", "title", "period"),
    [
        (
            "*Oct to Dec 2010: came home overland by train.*",
            "Came home overland by train",
            "October 2010..December 2010",
        ),
        ("November and December 2014: no job, walked a ridge.", "No job", "November 2014..December 2014"),
        ("Nov 2014 – Jan 2015 I took no work: a new baby.", "I took no work", "November 2014..January 2015"),
        (
            "Between Hull and the inn (June 2010 to May 2011) I walked the Pennine Way, north to south.",
            "Walked the Pennine Way",
            "June 2010..May 2011",
        ),
    ],
)
def test_a_note_that_tells_of_a_time_between_jobs_is_a_break_and_no_post(note: str, title: str, period: str) -> None:
    jobs = of(load(JOBS.format(f"\n    {note}\n")), "work")
    (away,) = [job for job in jobs if job.fields.get("type") == "career break"]
    assert (away.title, when(away), away.organization) == (title, period, "")
    assert [facts(job)[:2] for job in jobs if job is not away] == [("Head Cook", "Mill Inn"), ("Cook", "Corner Café")]
    assert next(job for job in jobs if job.title == "Cook").clauses == ("Fried fish.",)


def test_a_section_of_its_own_for_time_out_is_a_break() -> None:
    text = f"{JOBS.format('')}\n    ## Time out\n\n    May 2005 – June 2006: sailed to Oban, and volunteered there.\n"
    (away,) = [job for job in of(load(text), "work") if job.fields.get("type") == "career break"]
    assert (away.title, when(away)) == ("Time out", "May 2005..June 2006")
    assert away.clauses == ("Sailed to Oban, and volunteered there.",)
    assert not of(load(text), "volunteer")


def test_where_a_break_was_spent_is_its_place_and_what_was_done_its_text() -> None:
    text = """
    ## Experience

    ### Cook, Mill Inn, Ely
    2010 to present

    ### Time out, Kumasi, Ghana
    March 2009 to April 2010

    ### Porter, Corner Café, Hull
    2003 – 2005
    """
    away = of(load(text), "work")[1]
    assert (away.title, away.place, away.fields["type"]) == ("Time out", "Kumasi, Ghana", "career break")


def test_labelled_parts_of_a_line_stand_in_the_sections_that_they_name() -> None:
    helped = "board member, Ely Pantry – since 2022; tax clinic at Hull library – 2018 to 2020"
    tongues, rest = "Twi, Ewe (a little)", "tramping, crosswords"
    profile = load(f"## Also\n\n**Languages**: {tongues} · **Volunteering**: {helped} · **Off the clock**: {rest}\n")
    assert [(entry.title, entry.fields.get("fluency", "")) for entry in of(profile, "languages")] == [
        ("Twi", ""),
        ("Ewe", "a little"),
    ]
    assert [facts(entry)[:2] for entry in of(profile, "volunteer")] == [
        ("board member", "Ely Pantry"),
        ("tax clinic", "Hull library"),
    ]
    assert [entry.title for entry in of(profile, "interests")] == ["tramping", "crosswords"]


def test_a_waiters_service_is_no_voluntary_work() -> None:
    profile = load("## Skills\n\n**Service:** silver service, wine · **Kitchen:** knives, sauces\n")
    assert [entry.title for entry in of(profile, "skills")] == ["Service", "Kitchen"]
    assert not of(profile, "volunteer")


def test_licences_on_one_line_are_one_each_with_their_numbers() -> None:
    profile = load("""
    ## Licenses & Certifications

    **Pharmacist:** Arizona S024417 (since Jul 2013, expires Oct 31, 2025), Ohio R8802 (Jun 2012, inactive since 2017)
    **Board certification:** BCACP, Board of Pharmacy, Nov 2021, through Dec 2028
    """)
    arizona, ohio, board = of(profile, "certificates")
    assert (arizona.title, arizona.place, when(arizona)) == ("Pharmacist", "Arizona", "July 2013..now")
    assert arizona.clauses == ("Number: S024417",)
    assert arizona.fields["expires"] == "expires Oct 31, 2025"
    assert (ohio.title, ohio.place, ohio.clauses[-1]) == ("Pharmacist", "Ohio", "Inactive since 2017.")
    assert (board.title, board.organization, board.fields["expires"]) == (
        "BCACP",
        "Board of Pharmacy",
        "valid through dec 2028",
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("## Work\n\n### Cook, Inn\n2010 – 2012\n\n- Opened the terrace in July 2013\n", "July 2013"),
        ("## Work\n\n### Cook, Inn\n2010 – 2012\n\n- The terrace will open in July 2013\n", "2012"),
        ("## Work\n\n### Cook, Inn\n2010 – 2012\n\n(January 2015)\n", "January 2015"),
    ],
)
def test_the_resume_is_no_older_than_what_it_tells_of(text: str, date: str) -> None:
    assert str(load(text).updated) == date


def test_a_trade_behind_the_name_is_the_headline() -> None:
    profile = page("# Mira Voss, cheesemaker\n\n## Work\n\n### Cook, Inn\n2010 – 2012\n")
    (basics,) = of(profile, "basics")
    assert (profile.name, basics.fields["label"]) == ("Mira Voss", "cheesemaker")


def test_a_column_of_what_a_job_was_like_needs_no_label() -> None:
    profile = load("""
    ## Kitchens

    | When | Where | As | What it was like |
    |---|---|---|---|
    | 2012 – now | Mill Inn, Ely | Head cook | Two rooms and a stove |
    | 2010 – 2012 | Corner Café, Hull | Cook | Fried fish |
    """)
    assert [job.clauses for job in of(profile, "work")] == [("Two rooms and a stove",), ("Fried fish",)]


def test_each_sentence_of_voluntary_work_that_has_dates_is_a_post() -> None:
    profile = load("""
    ## For nothing

    Engineer on the lifeboat *Hope* (since March 2019). Helped at the repair café in Varna, 2011–2012, between jobs.
    """)
    assert [(entry.title, when(entry)) for entry in of(profile, "volunteer")] == [
        ("Engineer on the lifeboat", "March 2019..now"),
        ("Helped at the repair café", "2011..2012"),
    ]


def test_posts_and_pastimes_told_in_one_paragraph_part() -> None:
    profile = load("""
    ## Outside the rooms

    Finish-line physio at the Two Bays race since 2014. Surfs badly, bakes rye bread.
    """)
    assert [entry.title for entry in of(profile, "volunteer")] == ["Finish-line physio"]
    assert [entry.title for entry in of(profile, "interests")] == ["Surfs badly", "bakes rye bread"]


def test_a_post_under_also_is_a_job() -> None:
    profile = load("""
    ## Also

    ### Visiting Lecturer, Forth College, Falkirk (part-time)
    January 2022 – June 2023

    - One evening a week
    """)
    assert [facts(entry)[:3] for entry in of(profile, "work")] == [("Visiting Lecturer", "Forth College", "Falkirk")]


def test_an_award_in_a_subject_is_a_study_and_no_heading() -> None:
    profile = load("""
    ## Education

    ### HNC Rail Operations, Pennine Institute
    2021 – 2023

    ### Level 3 Award in Education and Training, Lace College
    2019 to 2020, evening class
    """)
    assert [entry.organization for entry in of(profile, "education")] == ["Pennine Institute", "Lace College"]


def test_a_year_that_opens_the_text_dates_the_entry() -> None:
    profile = load("""
    ## Projects

    ### Cab Cards
    2019. Fault-finding cards that hang in the cab. Used by three networks.
    """)
    (cards,) = of(profile, "projects")
    assert (when(cards), cards.clauses[0]) == ("2019..2019", "Fault-finding cards that hang in the cab.")


def test_a_recommendation_on_request_names_its_firm() -> None:
    profile = load("## Referees\n\nDr Ailsa Monk, clinical director, Te Awa Hospital – on request\n")
    assert [facts(entry)[:2] for entry in of(profile, "references")] == [("Dr Ailsa Monk", "Te Awa Hospital")]


def test_a_level_shared_by_two_languages() -> None:
    profile = load("## Languages\n\nEnglish, Spanish (both native), Welsh\n")
    spoken = [(entry.title, entry.fields.get("fluency", "")) for entry in of(profile, "languages")]
    assert spoken == [("English", "native"), ("Spanish", "native"), ("Welsh", "")]


@pytest.mark.parametrize("remark", ["", " (part-time)"])
def test_a_remark_after_the_dates_does_not_join_a_line_to_its_neighbour(remark: str) -> None:
    text = f"""
        ## Work

        Foreman, Hill Ltd, 2005 – 2010
        Apprentice, Dale Ltd, 2002 – 2005{remark}
        Runner, Ash Ltd, 2000 – 2002
        """
    assert [job.organization for job in of(load(text), "work")] == ["Hill Ltd", "Dale Ltd", "Ash Ltd"]


def test_a_licence_without_a_date_is_no_issuer_of_those_around_it() -> None:
    licences = of(load("## Licences\n\nCat D (PCV), 2018\nForklift, 2014\nDigital tacho card\n"), "certificates")
    assert [(each.title, each.organization) for each in licences] == [
        ("Cat D (PCV)", ""),
        ("Forklift", ""),
        ("Digital tacho card", ""),
    ]


def test_a_bold_line_with_dates_of_its_own_begins_an_entry_below_text() -> None:
    profile = load("""
        ## Education

        **University of Hallamford** — MEng Engineering, 2021 – 2025, on course for a First
        Modules: Control (71%)
        **King's Sixth Form** — A levels, 2019 – 2021
        Maths A, Physics A
        """)
    assert [(each.organization, when(each)) for each in of(profile, "education")] == [
        ("University of Hallamford", "2021..2025"),
        ("King's Sixth Form", "2019..2021"),
    ]


def test_dates_in_a_left_column_open_the_jobs() -> None:
    profile = load("""
        ## Work

        2019-present    Tramlink Coaches, Croydon
                        Coach driver, private hire and school runs
        2015-2019       Beddington Haulage
                        HGV driver, night trunking
        """)
    assert [facts(each) for each in of(profile, "work")] == [
        ("Coach driver, private hire and school runs", "Tramlink Coaches", "Croydon", "2019..now"),
        ("HGV driver, night trunking", "Beddington Haulage", "", "2015..2019"),
    ]


@pytest.mark.parametrize(
    ("firm", "first", "second"),
    [
        ("**Hill Police Service** (2010 – 2024)", "**Sergeant, Fraud** (2018 – 2024)", "**Constable** (2010 – 2018)"),
        ("**Mill Lane School**, Leeds (2010 – 2024)", "*Deputy Head*, 2018 – 2024", "*Teacher*, 2010 – 2018"),
        ("**Mill Ltd**, Leeds", "**Foreman**, 2018 – 2024", "**Fitter**, 2010 – 2018"),
    ],
)
def test_an_employer_on_a_bold_line_is_that_of_the_positions_below(firm: str, first: str, second: str) -> None:
    text = f"## Work\n\n{firm}\n\n{first}\n\n- Rota\n\n{second}\n\n**Crane Security** (2008 – 2010)\n\n**Guard**\n"
    name = firm.split("**")[1]
    assert [(job.organization, when(job)) for job in of(load(text), "work")] == [
        (name, "2018..2024"),
        (name, "2010..2018"),
        ("Crane Security", "2008..2010"),
    ]


def test_the_firm_after_at_is_no_place_for_the_province_after_it() -> None:
    (job,) = of(load("## Work\n\n- **Ranch hand** at *Circle Nine*, Longview, AB (2009-2011)\n"), "work")
    assert facts(job) == ("Ranch hand", "Circle Nine", "Longview, AB", "2009..2011")


@pytest.mark.parametrize("mark", ["* ", ""])
def test_what_is_listed_below_a_job_indented_by_tabs_is_no_job(mark: str) -> None:
    text = f"## Studios\n\n\t{mark}Kino Games, Sarajevo, 2017 – now, Lead programmer\n\t\t* Unity, C#, a team of six\n"
    (job,) = of(load(text), "work")
    assert (job.organization, job.clauses) == ("Kino Games", ("Unity, C#, a team of six",))


@pytest.mark.parametrize(
    ("line", "position", "firm"),
    [("Runner (Reel Ltd)", "Runner", "Reel Ltd"), ("Runner (Nights)", "Runner", "")],
)
def test_a_firm_in_brackets_after_the_position_is_the_employer(line: str, position: str, firm: str) -> None:
    (job,) = of(load(f"## Work\n\n- {line}, 2005-2007\n"), "work")
    assert (job.title, job.organization) == (position, firm)


@pytest.mark.parametrize("state", ["CO", "UT"])
def test_a_state_after_a_town_is_no_firm(state: str) -> None:
    (job,) = of(load(f"## Work\n\n### Engineer, Harrow Quill, Boulder, {state}\n\n*2018 to 2020*\n\n- Ran it"), "work")
    assert facts(job) == ("Engineer", "Harrow Quill", f"Boulder, {state}", "2018..2020")


def test_one_post_below_its_employer_is_one_there() -> None:
    jobs = of(
        load(
            """
            ## Work

            - **Tern Pictures**, Hull
              - **Editor**, 2014 – 2016
                - Cut two series
            - **Orpheum House**, Ely
              - **Lamp keeper of the hall**, 2010 – 2012
                - Evenings
            """
        ),
        "work",
    )
    assert [facts(job) for job in jobs] == [
        ("Editor", "Tern Pictures", "Hull", "2014..2016"),
        ("Lamp keeper of the hall", "Orpheum House", "Ely", "2010..2012"),
    ]


def test_dated_works_are_no_hobbies_and_no_contact() -> None:
    profile = load(
        """
        ## Made after hours

        - **Chalkline**, since March 2022. A free archive of patterns.
        - **The Club**, 2018 to 2019. Evenings above a pub.

        ## Made in the shed and elsewhere

        | Name | Dates | What it is, and for whom |
        |---|---|---|
        | Flank | since 03/2022 | Draws track plans |
        | Bell Trainer | 05/2020 – 11/2020 | Teaches bell codes |
        """
    )
    works = [(entry.title, when(entry)) for entry in of(profile, "projects")]
    assert works == [
        ("Chalkline", "March 2022..now"),
        ("The Club", "2018..2019"),
        ("Flank", "March 2022..now"),
        ("Bell Trainer", "May 2020..November 2020"),
    ]


def test_certificates_in_a_row_end_with_their_dates() -> None:
    line = (
        "- Voice Care, Lake Clinic, 02/2020. Stage Combat, Fighters' Guild, 05/2015. German C1, Elbe School, 08/2013."
    )
    found = of(load(f"## Certificates\n\n{line}"), "certificates")
    assert [(entry.title, when(entry)) for entry in found] == [
        ("Voice Care", "February 2020..February 2020"),
        ("Stage Combat", "May 2015..May 2015"),
        ("German C1", "August 2013..August 2013"),
    ]


def test_links_listed_in_the_front_matter_are_links() -> None:
    profile = page(
        """
        ---
        name: Mira Voss
        links:
          - YouTube: https://youtube.example.com/@mira
          - {network: GitHub, url: https://github.example.com/mira}
        ---

        ## Work

        **Cook**, Mill Inn, 2016 – 2018
        """
    )
    (person,) = of(profile, "basics")
    assert {(link.label, link.url) for link in person.links} == {
        ("YouTube", "https://youtube.example.com/@mira"),
        ("GitHub", "https://github.example.com/mira"),
    }


def test_a_table_of_languages_may_have_levels_of_one_word() -> None:
    table = "| Language | How well |\n|---|---|\n| English | native |\n| Tigrinya | native |\n| Italian | reading |"
    found = of(load(f"## Tongues\n\n{table}"), "languages")
    assert [(entry.title, entry.fields["fluency"]) for entry in found] == [
        ("English", "native"),
        ("Tigrinya", "native"),
        ("Italian", "reading"),
    ]


@pytest.mark.parametrize("text", ["...", ", , .", "- ,", "**,** — (2019)", ". . ."])
def test_a_line_of_nothing_but_marks_stops_no_page(text: str) -> None:
    (job,) = of(load(f"## Work\n\n**Cook**, Mill Inn – 2016 to 2018\n\n{text}\n"), "work")[:1]
    assert job.organization == "Mill Inn"
