"""Tables in Markdown résumés: what a column holds follows from its head, its section and its cells."""

from __future__ import annotations

from tests.markdown import facts, load, of, when


def test_jobs_under_a_heading_and_heads_of_the_writers_own() -> None:
    profile = load("""
        ## Towers, yards and sheds

        | When | What | Where | Notes |
        | --- | --- | --- | --- |
        | Apr 2022 – now | **Head Caster** (seasonal, Nov – Apr) | Ringwood Foundry, Ghent | 30 bells; crew of 6 |
        | 2018 – 2021 | Consultant (own business, *Voss Bells*) | Flanders and Lille | Plans for 13 towers |
        | 2016 – 2018 | **Bell Hanger**, self-employed | Dunes Towers, Lille, France | Ropes |
        | 2015 – 2016 | Apprentice | Ringwood Foundry, Ghent | Sand |

        From March to August 2014 I was out with a broken wrist.
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Head Caster", "Ringwood Foundry", "Ghent", "April 2022..now"),
        ("Consultant", "Voss Bells", "Flanders and Lille", "2018..2021"),
        ("Bell Hanger", "Dunes Towers", "Lille, France", "2016..2018"),
        ("Apprentice", "Ringwood Foundry", "Ghent", "2015..2016"),
        ("I was out with a broken wrist", "", "", "March 2014..August 2014"),
    ]
    types = [entry.fields.get("type", "") for entry in of(profile, "work")]
    assert types == ["seasonal, Nov – Apr", "own business", "self-employed", "", "career break"]
    assert of(profile, "work")[0].clauses == ("30 bells; crew of 6",)


def test_the_section_tells_what_a_head_means_and_the_cells_tell_where_from_is_a_date() -> None:
    profile = load("""
        ## Schooling

        | Course | School | Dates | Result |
        | --- | --- | --- | --- |
        | B.A. Bells | Dunes College | Sep 2006 – May 2010 | GPA 3.4; thesis on clappers |

        ## Papers

        | Paper | Number | From | Got | Runs out |
        | --- | --- | --- | --- | --- |
        | Crane Card | GB 1182 | Guild of Lifters, Ghent | Apr 2022 | Apr 2025 |
        | Oath | – | Town of Ghent | Nov 2019 | – |

        ## Work

        | Employer | Title | From | To |
        | --- | --- | --- | --- |
        | Ringwood Foundry | Caster | May 2019 | |
        | Nordwal School | Teacher | 2015 | 2019 |
    """)
    (school,) = of(profile, "education")
    assert facts(school) == ("B.A. Bells", "Dunes College", "", "September 2006..May 2010")
    assert (school.fields["score"], school.clauses) == ("GPA 3.4", ("Thesis on clappers",))
    card, oath = of(profile, "certificates")
    assert facts(card) == ("Crane Card", "Guild of Lifters", "Ghent", "April 2022..April 2022")
    assert (card.fields["expires"], card.clauses) == ("expires Apr 2025", ("Number: GB 1182",))
    assert facts(oath) == ("Oath", "Town of Ghent", "", "November 2019..November 2019")
    assert "expires" not in oath.fields
    assert [when(entry) for entry in of(profile, "work")] == ["May 2019..now", "2015..2019"]


def test_a_column_of_unknown_meaning_keeps_its_head() -> None:
    profile = load("""
        ## Big days

        | Date | Peak or route | Country | My part | With |
        | --- | --- | --- | --- | --- |
        | Jul 2022 | Batian, north face | Kenya | Expedition leader | two clients |

        ## Cheeses of mine

        | Cheese | Style | Made for | Years |
        | --- | --- | --- | --- |
        | **Old Lantern** | Blue, cow's milk, 90 days | Ringwood Creamery, Ghent | since 2022 |
    """)
    (day,) = of(profile, "Big days")
    assert facts(day) == ("Batian, north face", "", "Kenya", "July 2022..July 2022")
    assert (day.fields["role"], day.clauses) == ("Expedition leader", ("With: two clients",))
    (cheese,) = of(profile, "Cheeses of mine")
    assert (cheese.title, cheese.place, when(cheese)) == ("Old Lantern", "Ghent", "2022..now")
    assert (cheese.clauses, cheese.keywords) == (("Style: Blue, cow's milk, 90 days",), ())


def test_cells_left_empty_or_with_ditto_marks_repeat_those_above() -> None:
    profile = load("""
        ## Work

        | Employer | Job | Years | Place |
        |---|---|---|---|
        | Ringwood Foundry | Caster | 2019 – now | Ghent |
        | | Apprentice | 2016 – 2019 | |
        | Nordwal School | Teacher | 2014 – 2016 | Lille |
        | " | Cleaner | 2012 – 2014 | " |
    """)
    assert [facts(entry)[:3] for entry in of(profile, "work")] == [
        ("Caster", "Ringwood Foundry", "Ghent"),
        ("Apprentice", "Ringwood Foundry", "Ghent"),
        ("Teacher", "Nordwal School", "Lille"),
        ("Cleaner", "Nordwal School", "Lille"),
    ]


def test_tables_without_heads_and_with_labels_at_the_left() -> None:
    profile = load("""
        ## Work

        | 2019 – now | Postman | Royal Post, York |
        |---|---|---|
        | 2015 – 2019 | Van driver | Blue Vans, Leeds |

        ## Education

        | | |
        |---|---|
        | Dates | 2005 – 2009 |
        | Title of qualification awarded | BSc Nursing |
        | Name and type of organisation | Dunes College |
        | Dates | 2001 – 2005 |
        | Title of qualification awarded | Diploma |
        | Name and type of organisation | Nordwal School |

        ## Languages

        | English | native |
        |---|---|
        | French | fluent |
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Postman", "Royal Post", "York", "2019..now"),
        ("Van driver", "Blue Vans", "Leeds", "2015..2019"),
    ]
    assert [facts(entry) for entry in of(profile, "education")] == [
        ("BSc Nursing", "Dunes College", "", "2005..2009"),
        ("Diploma", "Nordwal School", "", "2001..2005"),
    ]
    levels = [(entry.title, entry.fields["fluency"]) for entry in of(profile, "languages")]
    assert levels == [("English", "native"), ("French", "fluent")]


def test_a_contact_table_has_a_caption_and_labels_of_any_words() -> None:
    profile = load("""
        | Base camp | |
        |---|---|
        | Post | Brattle Hollow, Vermont |
        | Ring | +44 1632 960317 |
        | On the web | <https://voss.example.com> |

        ## Summary

        Founder of bells.

        ## People

        | Who | How they know me | Phone |
        |---|---|---|
        | Luc Moreau | Director, Nordwal School | +33 4 55 55 01 01 |
    """)
    (person,) = of(profile, "basics")
    assert (person.place, person.fields["phone"], person.clauses) == (
        "Brattle Hollow, Vermont",
        "+44 1632 960317",
        ("Founder of bells.",),
    )
    assert [link.url for link in person.links] == ["https://voss.example.com"]


def test_a_matrix_of_skills_with_ticks_and_with_numbers() -> None:
    profile = load("""
        ## Skills

        | Skill | Level | Years | Last used |
        |---|---|---|---|
        | Casting | expert | 12 | 2024 |

        ## Tools

        | Tool | Good | Expert |
        |---|---|---|
        | Lathe | | ✓ |
        | Kiln | ✓ | |

        ## Publications

        | Publication | DOI | Year |
        |---|---|---|
        | Letters that never came | 10.5555/letters.1 | 2020 |
    """)
    levels = [(entry.title, entry.fields["level"]) for entry in of(profile, "skills")]
    assert levels == [("Casting", "expert, 12 years, last used 2024"), ("Lathe", "Expert"), ("Kiln", "Good")]
    (paper,) = of(profile, "publications")
    assert (paper.title, paper.organization, paper.clauses) == (
        "Letters that never came",
        "",
        ("DOI: 10.5555/letters.1",),
    )


def test_a_column_called_company_holds_the_firm() -> None:
    (role,) = of(
        load(
            "## Work\n\n| Year | Production | Role | Company |\n|-|-|-|-|\n| 2019 | Coriolanus | Actor | Hill Rep |\n"
        ),
        "work",
    )
    assert (role.title, role.organization) == ("Actor", "Hill Rep")
