"""Pages as profile sites print them, sidebars and all, and schools or years that stand above what was done there."""

from __future__ import annotations

from tests.markdown import facts, load, of, only, page

EXPORT = """
    Contact
    07700900321 (Mobile)
    wes@example.com

    www.linkedin.com/in/wesokonjo (LinkedIn)
    www.wes.example.com (Portfolio)

    Top Skills
    Stakeholder Management
    Figma

    Languages
    English (Native or Bilingual)
    Igbo (Limited Working)

    Honors-Awards
    Service Designer of the Year

    Wes Okonjo
    Service Designer at City Council
    Leeds, England, United Kingdom

    Summary
    I design services people do not notice.

    Experience

    City Council
    5 years 3 months

    Lead Service Designer
    January 2021 - Present (3 years 2 months)
    Leeds, England, United Kingdom

    Leads a team of four on housing repairs.

    Service Designer
    December 2018 - January 2021 (2 years 2 months)

    Brightside Agency
    UX Designer
    June 2015 - November 2018 (3 years 6 months)
    Manchester, England

    Worked on transport.

    Education
    Salford Quays University
    BA (Hons), Graphic Design · (2011 - 2014)

    Page 1 of 2
    """


def test_a_sidebar_before_the_name_is_read_as_one() -> None:
    profile = page(EXPORT)
    (person,) = of(profile, "basics")
    assert (person.title, person.fields["label"]) == ("Wes Okonjo", "Service Designer at City Council")
    assert (person.place, person.fields["phone"]) == ("Leeds, England, United Kingdom", "07700900321")
    assert person.fields["url"] == "https://www.wes.example.com"
    assert [entry.title for entry in of(profile, "awards")] == ["Service Designer of the Year"]


def test_text_below_a_dated_post_is_no_post() -> None:
    profile = page(EXPORT)
    assert [facts(entry)[:2] for entry in of(profile, "work")] == [
        ("Lead Service Designer", "City Council"),
        ("Service Designer", "City Council"),
        ("UX Designer", "Brightside Agency"),
    ]
    assert [entry.title for entry in of(profile, "education")] == ["BA (Hons), Graphic Design"]


def test_studies_below_the_name_of_a_school_have_their_own_dates() -> None:
    profile = load("""
        ## Education

        ### Royal Conservatory
        #### Master of Music, Viola · 2010 – 2012
        *Great distinction*

        ### Kunsthumaniora Gent
        #### Secondary diploma, Music · 2004 – 2010
        """)
    assert [facts(entry) for entry in of(profile, "education")] == [
        ("Master of Music, Viola", "Royal Conservatory", "", "2010..2012"),
        ("Secondary diploma, Music", "Kunsthumaniora Gent", "", "2004..2010"),
    ]


def test_what_others_studied_is_no_study_of_ones_own() -> None:
    profile = load("## Students supervised\n\n- Mere Tahu, MSc, 2022 – 2023\n- Jon Alder, BSc (Hons), 2021\n")
    assert not of(profile, "education")
    assert [entry.title for entry in of(profile, "Students supervised")] == ["Mere Tahu, MSc", "Jon Alder, BSc (Hons)"]


def test_columns_say_what_they_hold_in_their_section() -> None:
    profile = load("""
        ## Jobs held

        | Years | Employer | Job |
        |:--|:--|:--|
        | 2019– | Highland Ambulance | Paramedic |

        ## Studies

        | Qualification | Body | Year |
        |---|---|---|
        | MSc Critical Care | University of the Glens | 2021 |

        ## Talks given

        | When | Where | About |
        |---|---|---|
        | June 2023 | Remote Medicine Day, Aviemore | Hypothermia on the hill |
        """)
    assert [facts(entry) for section in ("work", "education", "talks") for entry in of(profile, section)] == [
        ("Paramedic", "Highland Ambulance", "", "2019..now"),
        ("MSc Critical Care", "University of the Glens", "", "2021..2021"),
        ("Hypothermia on the hill", "Remote Medicine Day", "Aviemore", "June 2023..June 2023"),
    ]


def test_words_in_boxes_are_a_list() -> None:
    group = only("## Skills\n\n`Sight reading` `Baroque bow` `Dorico`\n", "skills")
    assert group.keywords == ("Sight reading", "Baroque bow", "Dorico")


def test_lines_with_a_year_each_are_awards_of_their_own() -> None:
    profile = load("## Prizes\n\nBursary, £8,000, 2014\nWilliams Prize 2020, commended, for the Pearly coat\n")
    assert [entry.title for entry in of(profile, "awards")] == ["Bursary", "Williams Prize 2020, commended"]


def test_a_grant_is_named_before_what_it_paid_for() -> None:
    (grant,) = of(load('## Grants\n\n2022: Marsden Fast-Start, NZ$360,000, "Glass shards as clocks"\n'), "awards")
    assert (grant.title, grant.organization, grant.fields["amount"]) == ("Marsden Fast-Start", "", "NZ$360,000")
