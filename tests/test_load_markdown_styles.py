"""Résumés with sections of the writer's own names, contact lines without marks, notes on validity, breaks, tables."""

from __future__ import annotations

import pytest

from tests.markdown import facts, load, of, only, page, when


def test_contact_lines_under_labels_in_small_letters() -> None:
    person = load("""
        Horn player, teacher

        Leeds, West Yorkshire
        mobile: 07700 900614
        write to: ida@example.com
        instagram: @lowhorn

        ## Skills

        Ink
        """).entries[0]
    assert person.place == "Leeds, West Yorkshire"
    assert (person.fields["phone"], person.fields["email"]) == ("07700 900614", "ida@example.com")
    assert person.fields["Instagram"] == "@lowhorn"


def test_a_label_that_leads_to_a_number_is_no_place() -> None:
    person = only("Baker and buyer. Leith, Edinburgh.\nTel. 0131 496 0287 | ida@example.com\n", "basics")
    assert (person.place, person.fields["label"]) == ("Leith, Edinburgh", "Baker and buyer")


def test_what_stands_in_a_contact_table_keeps_its_label() -> None:
    person = load("""
        | | |
        |---|---|
        | Mail | ida@example.com |
        | Agent | Cordelia Finch-Adebayo of the Ninth Position Artists, cordelia@ninthposition.example |
        | Pronouns | she/her |
        """).entries[0]
    assert any(clause.startswith("Agent: Cordelia") for clause in person.clauses)
    assert person.fields["Pronouns"] == "she/her"
    assert not person.aliases


@pytest.mark.parametrize(
    ("heading", "line", "section"),
    [
        ("Side work", "**Tide Map** (2021): a map of tides, built with Python.", "projects"),
        ("Otherwise", "Bell-ringing, fell running, repairing barometers", "interests"),
        ("When the horn is in its case", "Fell running, sourdough, tandems", "interests"),
        ("Bits of paper", "- Safeguarding, Harbour Training, May 2022", "certificates"),
        ("For nothing", "- Treasurer, Falun Choir, 2011 – 2013", "volunteer"),
        ("Posts", "### Old Inn, Ely\n**Head Cook**\n*2019 – 2021*\n\n- Fried", "work"),
    ],
)
def test_sections_of_unusual_names(heading: str, line: str, section: str) -> None:
    found = {entry.section for entry in load(f"## {heading}\n\n{line}\n").entries}
    assert found - {"basics", "employers"} == {section}


@pytest.mark.parametrize(
    ("note", "expires"),
    [
        ("renew by Sept 2025", "2025"),
        ("runs out April 2031", "2031"),
        ("due again October 2024", "2024"),
        ("not renewed after 2019", "2019"),
        ("expired 2024-03-19, renewal booked", "2024-03-19"),
    ],
)
def test_notes_on_validity(note: str, expires: str) -> None:
    ticket = only(f"## Certificates\n\n- First aid, Red Kettle, May 2017; {note}\n", "certificates")
    assert facts(ticket) == ("First aid", "Red Kettle", "", "May 2017..May 2017")
    assert expires in ticket.fields["expires"]


def test_certificates_told_in_one_paragraph() -> None:
    found = of(
        load("## Tickets\n\nDeer Certificate (2013). Firearms licence, valid to Nov 2027. Boat ticket, lapsed 2017.\n"),
        "certificates",
    )
    assert [(entry.title, entry.fields.get("expires", "")) for entry in found] == [
        ("Deer Certificate", ""),
        ("Firearms licence", "valid to Nov 2027"),
        ("Boat ticket", "lapsed 2017"),
    ]


def test_a_time_without_work_has_a_date_and_no_employer() -> None:
    profile = load("""
        ## Work

        10/2013 – 12/2014: Freelance, northern England
          - Pit work

        04/2013 – 09/2013: Not playing
          - Jaw surgery

        09/2010 – 03/2013: Principal Player, Falun Orchestra, Falun
    """)
    _, gap, _ = of(profile, "work")
    assert (gap.title, gap.organization, gap.fields["type"]) == ("Not playing", "", "career break")
    assert when(gap) == "April 2013..September 2013"
    assert [(firm.title, firm.place) for firm in of(profile, "employers")] == [
        ("Freelance", "northern England"),
        ("Falun Orchestra", "Falun"),
    ]


def test_talks_among_writings_and_who_judged() -> None:
    profile = load("""
        ## Publications and talks

        - "Against pairing", *The Pass*, September 2021
        - Talk: "What a list costs", Table Forum, Glasgow, 18 May 2023
        - Keynote "On shift", Working Bodies, Lyon, 9 Nov 2023
        - Judge, Caledonian Awards, 2022
    """)
    assert [entry.title for entry in of(profile, "publications")] == ["Against pairing"]
    assert [entry.title for entry in of(profile, "talks")] == ["What a list costs", "On shift"]
    assert [(entry.title, entry.organization) for entry in of(profile, "volunteer")] == [("Judge", "Caledonian Awards")]


def test_columns_without_a_known_head_keep_it_and_titles_in_italics_are_titles() -> None:
    (work, _) = of(
        load("""
        ## Works

        | Title | Premiere | Venue | Dancers | Music |
        |---|---|---|---|---|
        | *Shoddy* | 14 Oct 2023 | Tallow Mill | 7 | Petra Lunn |
        | *Bobbin* | May 2019 | Tallow Mill | 6 | Idris Quill |
        """),
        "projects",
    )
    assert (work.title, work.organization, when(work)) == ("Shoddy", "Tallow Mill", "14 October 2023..14 October 2023")
    assert work.clauses == ("Dancers: 7", "Music: Petra Lunn")


def test_headings_that_only_sort_dated_items() -> None:
    found = of(
        load("""
        ## Exhibitions

        ### Solo

        1. *Slack Water*, Harbour Gallery, Stonehaven, 12 April – 30 June 2019

        ### Group

        1. *Working Water*, Dogger Biennale, Hull, July 2018
        """),
        "projects",
    )
    assert [(*facts(entry), entry.heading) for entry in found] == [
        ("Slack Water", "Harbour Gallery", "Stonehaven", "12 April 2019..30 June 2019", "Exhibitions – Solo"),
        ("Working Water", "Dogger Biennale", "Hull", "July 2018..July 2018", "Exhibitions – Group"),
    ]


def test_a_date_that_opens_the_text_below_a_heading() -> None:
    project = only("## Projects\n\n### Phishpond\n*Since August 2021.* A simulator. 52 use it.\n", "projects")
    assert when(project) == "August 2021..now"
    assert project.clauses == ("A simulator.", "52 use it.")


def test_lines_that_each_begin_with_a_day() -> None:
    found = of(
        load("""
        ## Projects

        14 Oct 2021: Tamsin Arkwright, "Hollow Lane" for horn alone, Ilkley
        6 June 2019: Rafiq Mondal, "Ginnel" for horn and string quartet, Leeds
        """),
        "projects",
    )
    assert [when(entry) for entry in found] == ["14 October 2021..14 October 2021", "6 June 2019..6 June 2019"]


def test_languages_parted_by_semicolons_and_kinds_of_a_language() -> None:
    found = of(
        load("## Languages\n\nEnglish; French, fluent; Juba Arabic (phrases); Dutch, better read\n"), "languages"
    )
    assert [(entry.title, entry.fields.get("fluency", "")) for entry in found] == [
        ("English", ""),
        ("French", "fluent"),
        ("Juba Arabic", "phrases"),
        ("Dutch", "better read"),
    ]


def test_jobs_and_studies_on_one_timeline() -> None:
    profile = load("""
        ## Timeline

        - **2016–2021** · Tidewater Pottery, Whitby · Production assistant
        - **2006–2009** · Stoke College of Art · BA Ceramics
    """)
    assert [entry.title for entry in of(profile, "work")] == ["Production assistant"]
    assert [entry.title for entry in of(profile, "education")] == ["BA Ceramics"]


def test_a_school_without_a_degree_and_a_course_named_like_a_firm() -> None:
    found = of(
        load("""
        ## Education

        - **Police College**, January – June 2007; top marks in law
        - Legal Practice Course, Northmoor College of Law, 2007 – 2008
        """),
        "education",
    )
    assert [entry.organization for entry in found] == ["Police College", "Northmoor College of Law"]


def test_an_award_with_a_long_remark_keeps_its_date_and_giver() -> None:
    first, second = of(
        load("""
        ## Awards

        - Innovation Cup, St Dympna's Hospital, for Skin to Skin in the operating theatre — December 2014
        - Fern Medal for bravery, 2011 (earthquake rescue, as part of a whole team of five)
        """),
        "awards",
    )
    assert facts(first)[:2] == ("Innovation Cup", "St Dympna's Hospital")
    assert when(first) == "December 2014..December 2014"
    assert when(second) == "2011..2011"


def test_jobs_whose_date_stands_below_the_heading_and_figures_beside_them() -> None:
    profile = load("""
    ## Hours

    As of `2025-01-31`.

    - Total time: **9,840**
    - Pilot in command: **3,610**

    ## Logbook of jobs

    ### Captain, Marlin 190, Fell Regional, Luleå, Sweden
    `2016-10 → 2018-01`

    - First command at 33

    ### Milk round driver, Larch Dairy, Leek
    `2020-11 → 2021-07`

    - Up at 2 a.m.

    ## Unpaid

    - Gliding instructor, Larch Soaring · `2009-03 → 2012-10` and again since `2021-04`
    - Mentor, Women Aloft · `2019-01 → now` · seven mentees, four of them flying
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Captain, Marlin 190", "Fell Regional", "Luleå, Sweden", "October 2016..January 2018"),
        ("Milk round driver", "Larch Dairy", "Leek", "November 2020..July 2021"),
    ]
    assert [entry.title for entry in of(profile, "Hours")] == ["Hours"]
    assert [facts(entry) for entry in of(profile, "volunteer")] == [
        ("Gliding instructor", "Larch Soaring", "", "March 2009..October 2012"),
        ("Gliding instructor", "Larch Soaring", "", "April 2021..now"),
        ("Mentor", "Women Aloft", "", "January 2019..now"),
    ]


def test_what_stands_below_other_is_sorted_line_by_line() -> None:
    profile = load("""
    ## Other

    Full clean driving licence, towing up to 3.5 tonnes (B+E)
    Own van, own hand tools, own public liability cover up to 2 million
    English, Polish (mum's side, fluent)
    Volunteer at Larch Men's Shed since March 2018, Thursday nights, sharpening
    Keep bees, four hives
    """)
    assert [entry.title for entry in of(profile, "certificates")] == ["Full clean driving licence"]
    assert [(entry.title, entry.fields.get("fluency", "")) for entry in of(profile, "languages")] == [
        ("English", ""),
        ("Polish", "mum's side, fluent"),
    ]
    assert [facts(entry) for entry in of(profile, "volunteer")] == [
        ("Volunteer", "Larch Men's Shed", "", "March 2018..now")
    ]
    assert len(of(profile, "Other")) == 2


@pytest.mark.parametrize(
    ("line", "expected", "expires"),
    [
        ("**Scotland**: admitted as a solicitor 8 March 2013", ("Scotland", "", "", "8 March 2013..8 March 2013"), ""),
        (
            "Site card, five day course, Larch Training (got it Oct 2020, expires Oct 2025)",
            ("Site card", "Larch Training", "", "October 2020..October 2020"),
            "expires Oct 2025",
        ),
        (
            "Marlin 320 · `2018-03` · next check due `2026-03`",
            ("Marlin 320", "", "", "March 2018..March 2018"),
            "2026-03",
        ),
        ("Welding ticket, level 2, May 2019", ("Welding ticket", "", "", "May 2019..May 2019"), ""),
    ],
)
def test_when_certificates_were_granted_and_fall_due(line: str, expected: tuple[str, ...], expires: str) -> None:
    ticket = only(f"## Certificates\n\n- {line}\n", "certificates")
    assert facts(ticket) == expected
    assert expires in ticket.fields.get("expires", "")


def test_a_remark_below_a_list_is_no_entry_of_it() -> None:
    profile = load("""
    ## Certificates

    - First aid, Red Kettle, May 2017
    - Boat ticket, Larch Harbour, 2018

    Sat the theory paper of the Master Cellarman in 2019 and 2023: passed at the second go.
    """)
    assert [entry.title for entry in of(profile, "certificates")] == ["First aid", "Boat ticket"]
    assert any("Master Cellarman" in clause for entry in profile.entries for clause in entry.clauses)


def test_an_occasion_gives_the_prize_and_a_grant_is_no_sum() -> None:
    awards = of(
        load("""
        ## Prizes

        - Larch Lens Awards, Photographer of the Year, 2016
        - Kestrel Prize, first prize of £8,000, for *Slack Water*, November 2019
        - €12,000, Larch Craft Fund, 2021
        """),
        "awards",
    )
    assert [(entry.title, entry.organization, entry.fields.get("amount", "")) for entry in awards] == [
        ("Photographer of the Year", "Larch Lens Awards", ""),
        ("Kestrel Prize, first prize of £8,000", "", "£8,000"),
        ("Larch Craft Fund", "", "€12,000"),
    ]
    assert awards[1].clauses == ("For Slack Water",)


def test_a_job_for_some_days_a_week_and_a_time_on_the_road() -> None:
    jobs = of(
        load("""
        ## Work

        1. **Lecturer**, two days a week, Larch School of Art, Leith (2019 – 2021)
        2. *On the road* (October 2010 – July 2011)
           - Lagos to Dakar by bus
        """),
        "work",
    )
    assert [(*facts(job)[:3], job.fields["type"]) for job in jobs] == [
        ("Lecturer", "Larch School of Art", "Leith", "two days a week"),
        ("On the road", "", "", "career break"),
    ]


def test_a_group_meets_in_a_town_and_pairs_are_one_tool() -> None:
    profile = load("""
    ## Volunteering

    - Reading group leader, Otley, 2015 – 2020

    ## Projects

    **Night Shift** (2021): Portraits of cleaners. Larch 2000, black and white. Monthly, 30 members.
    """)
    assert facts(of(profile, "volunteer")[0])[:3] == ("Reading group leader", "", "Otley")
    assert of(profile, "projects")[0].keywords == ("Larch 2000", "black and white")


def test_the_name_without_greeting_letters_and_pronouns() -> None:
    for line in ("# Hi, I'm Mira Voss", "# Mira Voss (she/her)", "# Mira Voss RN, BSc (Hons)", "# Mira Voss, P.Ag."):
        assert page(f"{line}\n\n## Skills\n\nInk\n").entries[0].title == "Mira Voss"


def test_a_page_pasted_as_plain_text() -> None:
    profile = page("""
        Mira Voss
        Bell caster at Larch Foundry

        Top Skills
        Casting
        Tuning

        Languages
        Dutch (Native)

        Experience

        Larch Foundry
        5 years 2 months

        Senior Engineer
        March 2021 - Present (3 years 10 months)
        Ely, Cambridgeshire
        Leads the night shift.

        Technician
        November 2019 - March 2021 (1 year 5 months)

        Education
        University of Ely
        Bachelor of Science, Physics · (2012 - 2015)
        """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Senior Engineer", "Larch Foundry", "Ely, Cambridgeshire", "March 2021..now"),
        ("Technician", "Larch Foundry", "", "November 2019..March 2021"),
    ]
    assert [entry.title for entry in of(profile, "languages")] == ["Dutch"]
    assert of(profile, "education")[0].organization == "University of Ely"


def test_lines_that_open_with_years_where_nothing_has_a_heading() -> None:
    profile = load("""
    Piano tuner, Norwich. mira@example.com

    2009-2017   Larch & Daughters, London - restorer
    2006-2009   apprentice, Holt Piano Works, Holt

    Prizes: Golden Wrench 2019, Guild of Restorers
    """)
    assert [facts(entry)[:3] for entry in of(profile, "work")] == [
        ("restorer", "Larch & Daughters", "London"),
        ("apprentice", "Holt Piano Works", "Holt"),
    ]
    assert len(of(profile, "awards")) == 1


def test_rows_of_a_table_that_go_on_below() -> None:
    profile = load("""
    **WORK EXPERIENCE**

    | 05/2016–Present | **Master mariner** |
    |---|---|
    | | Larch Lines, Gdynia (Poland) |
    | | - Crew of 22 |

    **LANGUAGES**

    Polish
    """)
    (job,) = of(profile, "work")
    assert (*facts(job), job.clauses) == (
        "Master mariner",
        "Larch Lines",
        "Gdynia (Poland)",
        "May 2016..now",
        ("Crew of 22",),
    )


@pytest.mark.parametrize(
    ("written", "degree", "school", "place", "score"),
    [
        ("- BSc Maths (2:1), University of Testing, 2010-2013", "BSc Maths", "University of Testing", "", "2:1"),
        ("- *LLB*, University of Hill, Second Class Upper", "LLB", "University of Hill", "", "Second Class Upper"),
        ("### BSc Botany\n**Oaks of Bangor**, Bangor", "BSc Botany", "Oaks of Bangor", "Bangor", None),
        ("- Hill College, Leeds — BA History, 2010-2013", "BA History", "Hill College", "Leeds", None),
        ("- Liceum nr 4, Gdańsk — cook's diploma (2003)", "cook's diploma", "Liceum nr 4", "Gdańsk", None),
        ("- Advanced Certificate, Joinery & Tiling - FÁS", "Advanced Certificate, Joinery & Tiling", "FÁS", "", None),
        (
            "### 京都芸術工科大学 (Kyoto Institute)\nBFA, Design\n2013 – 2017",
            "BFA, Design",
            "京都芸術工科大学 (Kyoto Institute)",
            "",
            None,
        ),
    ],
)
def test_degree_school_place_and_grade_each_find_their_field(
    written: str, degree: str, school: str, place: str, score: str | None
) -> None:
    (found,) = of(load(f"## Education\n\n{written}\n"), "education")
    assert (found.title, found.organization, found.place, found.fields.get("score")) == (degree, school, place, score)


def test_a_dated_line_of_plain_words_below_a_dated_degree_does_not_move_it() -> None:
    (degree,) = of(
        load("## School\n\n### MArch, Hill College *2003–2008*\nA year at Tejo, Lisbon, 2006–07\n"), "education"
    )
    assert (facts(degree), degree.clauses) == (
        ("MArch", "Hill College", "", "2003..2008"),
        ("A year at Tejo, Lisbon, 2006–07",),
    )
