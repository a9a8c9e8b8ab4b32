"""Several entries on one line: parted where each is whole, and only there."""

from __future__ import annotations

import pytest

from tests.markdown import facts, load, of, when


def test_bold_titles_in_one_paragraph_are_an_entry_each() -> None:
    profile = load("""
        ## Projects

        **Salt Road** – 2023 – feature, dir. Ada Crake – snow from cornstarch. **Night Ferry** – 2008 – radio play.
        """)
    assert [(entry.title, when(entry)) for entry in of(profile, "projects")] == [
        ("Salt Road", "2023..2023"),
        ("Night Ferry", "2008..2008"),
    ]


def test_roles_in_small_letters_between_dots_are_posts_of_their_own() -> None:
    profile = load("## Giving back\n\nmentor, Foley Women, since 2019 · board member, Tape Library, 2013 – 2016\n")
    assert [facts(entry) for entry in of(profile, "volunteer")] == [
        ("mentor", "Foley Women", "", "2019..now"),
        ("board member", "Tape Library", "", "2013..2016"),
    ]


def test_what_follows_a_semicolon_in_small_letters_goes_on_with_the_post() -> None:
    profile = load("## Volunteering\n\n- Footplate volunteer, Steam Railway, since 2010; passed fireman in 2015\n")
    (post,) = of(profile, "volunteer")
    assert post.clauses == ("Passed fireman in 2015",)


@pytest.mark.parametrize("heading", ["Away from the vat", "Interests"])
def test_posts_held_among_interests_are_no_interests(heading: str) -> None:
    profile = load(f"""
        ## {heading}

        Treasurer of the Bell Fire Company (since 2023) · judge at the county fair (2018) · dance caller · six ducks
        """)
    assert [facts(entry)[:2] for entry in of(profile, "volunteer")] == [
        ("Treasurer", "Bell Fire Company"),
        ("judge", "county fair"),
    ]
    assert [entry.title for entry in of(profile, "interests")] == ["dance caller", "six ducks"]


def test_what_stands_under_other_is_parted_too() -> None:
    profile = load("## Other\n\nOpen-water swimming; hydrophone collector; dog called Woofer\n")
    assert [entry.title for entry in of(profile, "Other")] == [
        "Open-water swimming",
        "hydrophone collector",
        "dog called Woofer",
    ]


def test_labels_in_one_line_of_skills_are_a_group_each() -> None:
    profile = load("## Skills\n\n*Engines:* MAN, ABC. *Numbers:* QGIS, R. *Hands:* lathe, TIG welding.\n")
    assert [(entry.title, entry.keywords) for entry in of(profile, "skills")] == [
        ("Engines", ("MAN", "ABC")),
        ("Numbers", ("QGIS", "R")),
        ("Hands", ("lathe", "TIG welding")),
    ]


def test_a_heading_in_bold_capitals_opens_a_section_whatever_it_says() -> None:
    profile = load("""
        **WORK**: Cook, Old Inn, Ely, 2012 – 2014

        **SCHOOL**: BFA Sound, Hill College, 2003 – 2007 · Dante Level 2, online, Nov 2020

        **KIT**: lathe, kiln

        **OFF MIC**: tap dance, mushroom hunting, mending accordions

        **TONGUES**: Welsh, French
        """)
    assert [entry.title for entry in of(profile, "education")] == ["BFA Sound", "Dante Level 2"]
    assert [entry.title for entry in of(profile, "interests")] == [
        "tap dance",
        "mushroom hunting",
        "mending accordions",
    ]
    assert [entry.title for entry in of(profile, "languages")] == ["Welsh", "French"]


def test_posts_in_italics_below_an_employer_are_posts_whatever_they_are_called() -> None:
    profile = load("""
        ## Kitchens

        **Maison Blanche**, Lyon, France

        - *Tourière*, January 2016 – December 2016
          - Ran the lamination room
        - *Commis pâtissière*, September 2014 – December 2015
        """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Tourière", "Maison Blanche", "Lyon, France", "January 2016..December 2016"),
        ("Commis pâtissière", "Maison Blanche", "Lyon, France", "September 2014..December 2015"),
    ]
