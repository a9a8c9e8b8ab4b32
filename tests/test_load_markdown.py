"""Markdown résumés in the styles in which people write them, each as a small invented one."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ProfileError
from bot.load.markdown import read
from tests.markdown import facts, load, of, only, when

COOK = ("Sous Chef", "Harbour Kitchen", "Leith", "March 2015..June 2019")


@pytest.mark.parametrize(
    "entry",
    [
        "### Sous Chef | Harbour Kitchen, Leith | Mar 2015 – Jun 2019",
        "### Harbour Kitchen, Leith | Sous Chef | 03/2015 - 06/2019",
        "### Sous Chef at Harbour Kitchen, Leith (March 2015 – June 2019)",
        "### Sous Chef\n**Harbour Kitchen**, Leith\n*March 2015 – June 2019*",
        "### Sous Chef\n\nHarbour Kitchen | Leith | 2015-03 → 2019-06",
        "- **Sous Chef**, Harbour Kitchen, Leith, March 2015 to June 2019",
        "- Harbour Kitchen, Leith – **Sous Chef** (Mar 2015 – Jun 2019)",
        "* Sous Chef, Harbour Kitchen, Leith `2015-03 – 2019-06`",
        "• Sous Chef, Harbour Kitchen, Leith (Mar. 2015—Jun. 2019)",
        "1. **Harbour Kitchen**, Leith\n   *March 2015 – June 2019*\n\n   **Sous Chef**",
        "**March 2015 – June 2019**  \n**Sous Chef**  \n**Harbour Kitchen**  \n**Leith**\n\n- Cooked\n- Baked",
        "### Harbour Kitchen\n\n#### Sous Chef\n\n**March 2015 – June 2019**\n\n*Leith*",
        "**Sous Chef, Harbour Kitchen, Leith** `2015-03 → 2019-06`",
        "**Sous Chef** | Harbour Kitchen, Leith | March 2015 - June 2019",
        "Position: Sous Chef | Company: Harbour Kitchen | Location: Leith | Period: 2015-03 – 2019-06",
        "| Dates | Role | Employer |\n|---|---|---|\n| 03/2015 – 06/2019 | Sous Chef | Harbour Kitchen, Leith |",
    ],
)
def test_a_job_in_any_layout(entry: str) -> None:
    assert facts(only(f"## Experience\n\n{entry}\n", "work")) == COOK


@pytest.mark.parametrize(
    "heading",
    [
        "## Kitchens",
        "# Where I've worked",
        "Experience Summary:\n------",
        "**Jobs**",
        "EXPERIENCE",
        "## 💼 Work & such",
    ],
)
def test_headings_of_any_kind(heading: str) -> None:
    assert (
        only(f"{heading}\n\n- **Sous Chef**, Harbour Kitchen, Leith (Mar 2015 – Jun 2019)\n", "work").title
        == "Sous Chef"
    )


def test_a_section_with_a_heading_of_its_own_is_guessed_by_its_content_and_warned_about() -> None:
    profile = load("""
        ## Scraps of paper

        - Crane Operator, Northern Lifting Board (June 2013, expires June 2026)
        - First Aid, Red Tent (2019, expired 2022)

        ## Stuff said

        > Never late, never loud.

        – Ida Brandt, foreman, Brandt & Sons

        ## Chatter

        - Danish: mother tongue
        - Frisian: B1
    """)
    assert [facts(entry)[:2] for entry in of(profile, "certificates")] == [
        ("Crane Operator", "Northern Lifting Board"),
        ("First Aid", "Red Tent"),
    ]
    assert [entry.fields["expires"] for entry in of(profile, "certificates")] == ["expires June 2026", "expired 2022"]
    assert [(entry.title, entry.fields["fluency"]) for entry in of(profile, "languages")] == [
        ("Danish", "mother tongue"),
        ("Frisian", "B1"),
    ]
    assert of(profile, "references")[0].clauses == ("Never late, never loud.",)
    assert [warning.split(": ")[0] for warning in profile.warnings] == ["mira.md:4", "mira.md:9", "mira.md:15"]


def test_what_cannot_be_placed_keeps_its_heading() -> None:
    profile = load("## Hobbyhorses of mine\n\nblue\n\n- green\n\n## Skills\n\nrope\n")
    kept = [entry for entry in profile.entries if entry.section == "Hobbyhorses of mine"]
    assert [(entry.title, entry.clauses) for entry in kept] == [("blue", ("green",))]


def test_positions_below_their_employer() -> None:
    profile = load("""
        ## Experience

         1. **Company: Ferrous Foundry (FF) - <https://ferrous.example.com> (4 years, 2 months)**
            Ferrous Foundry Limited is a maker of bells in Ghent.

            **Lead Caster - Bronze (May 2014 – June 2016):**
            Ran the night furnace. Trained six apprentices.

            **Caster (May 2012 – May 2014):**
            Poured bells.

         2. **Company: Tin Works - <https://tin.example.com> (10 Months)**

            **Apprentice (July 2011 – April 2012):**
            Swept.
    """)
    assert [(entry.title, entry.organization, when(entry)) for entry in of(profile, "work")] == [
        ("Lead Caster - Bronze", "Ferrous Foundry", "May 2014..June 2016"),
        ("Caster", "Ferrous Foundry", "May 2012..May 2014"),
        ("Apprentice", "Tin Works", "July 2011..April 2012"),
    ]
    assert of(profile, "work")[0].clauses == ("Ran the night furnace.", "Trained six apprentices.")
    foundry, works = of(profile, "employers")
    assert foundry.fields["duration"] == "4 years, 2 months"
    assert works.fields["duration"] == "10 Months"
    assert foundry.links[0].url == "https://ferrous.example.com"
    assert foundry.clauses == ("Ferrous Foundry Limited is a maker of bells in Ghent.",)
    assert "FF" in foundry.aliases
    assert foundry.line == 6


def test_nested_items_and_headings_share_their_employer_and_its_place() -> None:
    items = load("""
        ## Work

        1. **Vale & Orme**, Delft
           *2017 – today*

           1. **Partner**
              *January 2021 – today*
              - Heads the team
           2. **Trainee Lawyer** (part-time)
              *2017 – 2020*
    """)
    headings = load("""
        ## Work
        ### Vale & Orme, Delft
        #### Partner | January 2021 – today
        - Heads the team
        #### Trainee Lawyer (part-time) | 2017 – 2020
    """)
    expected = [
        ("Partner", "Vale & Orme", "Delft", "January 2021..now"),
        ("Trainee Lawyer", "Vale & Orme", "Delft", "2017..2020"),
    ]
    assert [facts(entry) for entry in of(items, "work")] == expected
    assert [facts(entry) for entry in of(headings, "work")] == expected
    assert of(items, "work")[1].fields["type"] == "part-time"
    assert of(items, "work")[0].clauses == ("Heads the team",)


def test_part_time_career_breaks_and_roles_without_a_known_word() -> None:
    profile = load("""
        ## Jobs

        - Tern Rowing Club, Ely – **Boat Builder**, part-time (09/2019 – 02/2021)
        - *Career break* (08/2018 – 05/2019)
        - Fenland Choir, Ely – **Second Alto, section player** (2009 – 2012)
        - Marsh & Reed, Ely – **Thatch and rush** (2007 – 2008)
    """)
    boat, pause, alto, thatch = of(profile, "work")
    assert (boat.organization, boat.place, boat.fields["type"]) == ("Tern Rowing Club", "Ely", "part-time")
    assert (pause.title, pause.organization) == ("Career break", "")
    assert (alto.title, alto.organization) == ("Second Alto, section player", "Fenland Choir")
    assert (thatch.title, thatch.organization) == ("Thatch and rush", "Marsh & Reed")


def test_a_guess_between_position_and_employer_is_warned_about() -> None:
    profile = load("## Jobs\n\n- Quill – Vellum (2001 – 2002)\n")
    assert profile.warnings == ("mira.md:5: guessed that 'Quill' is the position and 'Vellum' the employer",)


def test_the_person_from_a_line_with_separators() -> None:
    basics = read(
        '# Mira "Mi" Voss\n\n**Harbour pilot**\n\nTexel, Netherlands | +31 6 5550 0123 | mira [AT] voss.example '
        "| <https://voss.example> | [LinkedIn](https://linkedin.example.com/in/mv)\n\nI steer. I sleep.\n",
        "mira.md",
    ).entries[0]
    assert (basics.title, basics.aliases, basics.place) == ("Mira Voss", ("Mi",), "Texel, Netherlands")
    assert basics.fields["label"] == "Harbour pilot"
    assert basics.fields["phone"] == "+31 6 5550 0123"
    assert basics.fields["email"] == "mira [AT] voss.example"
    assert basics.fields["url"] == "https://voss.example"
    assert ("LinkedIn", "https://linkedin.example.com/in/mv") in [(link.label, link.url) for link in basics.links]
    assert basics.clauses == ("I steer.", "I sleep.")


def test_the_person_from_a_table_with_emoji_and_reference_links() -> None:
    basics = load("""
        | | |
        |---|---|
        | ✉️ E-mail | mira@voss.example |
        | ☎️ Phone | +31 2 555 01 84 |
        | 🏠 Lives in | Texel, Netherlands |
        | 💼 LinkedIn | [in/mv][li] |
        | 🌍 Nationality | Dutch |

        [li]: https://linkedin.example.com/in/mv
    """).entries[0]
    assert basics.place == "Texel, Netherlands"
    assert basics.fields["email"] == "mira@voss.example"
    assert basics.fields["Nationality"] == "Dutch"
    assert [(link.label, link.url) for link in basics.links] == [("LinkedIn", "https://linkedin.example.com/in/mv")]


def test_the_person_from_front_matter() -> None:
    profile = read(
        "---\nname: Mira Voss\nheadline: Harbour pilot\nemail: mira@voss.example\nlocation: Texel\npronouns: she/her\n"
        "date: 2024-03-03\nlayout: page\n---\n\n**About**\n\nI steer.\n\n**Jobs**\n\n"
        "- Pilot, Port of Texel (2001 – 2003)\n",
        "mira.md",
    )
    basics = profile.entries[0]
    assert (profile.name, str(profile.updated)) == ("Mira Voss", "3 March 2024")
    assert (basics.fields["label"], basics.fields["pronouns"], basics.place) == ("Harbour pilot", "she/her", "Texel")
    assert basics.clauses == ("I steer.",)
    assert "layout" not in basics.fields
    assert of(profile, "work")[0].line == 17


@pytest.mark.parametrize(
    "line",
    ["*last update: April, 2017*", "(this version: April 2017)", "Updated April 2017", "Written on 04/2017; so."],
)
def test_the_date_of_the_resume(line: str) -> None:
    profile = load(f"## Jobs\n\n- Pilot, Port Office (2001 – 2003)\n\n{line}\n")
    assert str(profile.updated) == "April 2017"
    assert len(of(profile, "work")) == 1


def test_projects_with_labelled_links_and_technologies() -> None:
    profile = load("""
        ## Experience

        - **Ringer**, Bell Works, Ghent (2010 – 2016)

        ## Projects

        ### Clapper – 2022 to 2023
        Counts strokes. Python, SQLite. Code at <https://git.voss.example/clapper>.

        ## Side projects

          * **Chime - Carillon player (April 2016 – present):**
            Plays tunes. An internal project of Bell Works.
            Project Link: <https://github.com/mv/chime>
            Related blog post: <https://voss.example/chime.html>
            TowerConf 2017 Talk: <https://video.example/x>
          * **Tuner** `2021-01 → 2021-06` – finds the pitch of a bell. Tools: Fork, Ear.

        ## Achievements

        - Speaker at Conferences: TowerConf 2017, Ring Fest 2016
    """)
    clapper, chime, tuner = of(profile, "projects")
    assert (tuner.title, tuner.keywords, when(tuner)) == ("Tuner", ("Fork", "Ear"), "January 2021..June 2021")
    assert (chime.title, chime.organization, when(chime)) == (
        "Chime - Carillon player",
        "Bell Works",
        "April 2016..now",
    )
    assert [link.label for link in chime.links] == ["Repository", "Blog post", "Talk video"]
    assert chime.clauses == ("Plays tunes.", "An internal project of Bell Works.")
    assert (clapper.keywords, when(clapper)) == (("Python", "SQLite"), "2022..2023")
    assert clapper.links[0].label == "Repository"
    tower, fest = of(profile, "talks")
    assert (tower.title, when(tower), tower.related) == ("TowerConf 2017", "2017..2017", ("Chime - Carillon player",))
    assert (fest.title, when(fest)) == ("Ring Fest 2016", "2016..2016")


def test_skills_with_labels_levels_tables_and_without() -> None:
    levels = of(
        load(
            "## Technical Skills:\n\n* Tongs:\n    * Present proficiency: flat, round (big, small)\n    * Past: wolf\n"
        ),
        "skills",
    )
    assert [(entry.title, entry.fields["level"], entry.keywords) for entry in levels] == [
        ("Tongs", "Present proficiency", ("flat", "round", "big", "small")),
        ("Tongs", "Past", ("wolf",)),
    ]
    lines = of(load("## Tools\n\nEveryday: hammer, anvil\nSometimes: file\n"), "skills")
    assert [(entry.title, entry.keywords) for entry in lines] == [
        ("Everyday", ("hammer", "anvil")),
        ("Sometimes", ("file",)),
    ]
    table = of(load("## Skills\n\n| Skill | Level |\n|---|---|\n| Forging | expert |\n"), "skills")
    assert [(entry.title, entry.fields["level"]) for entry in table] == [("Forging", "expert")]
    assert only("## Skills\n\nhammer, anvil\n", "skills").keywords == ("hammer", "anvil")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "English, Polish (from my mother), a little German",
            [("English", ""), ("Polish", "from my mother"), ("German", "a little")],
        ),
        ("- Dutch – native\n- French: B2", [("Dutch", "native"), ("French", "B2")]),
        ("| Language | Level |\n|---|---|\n| Welsh | fluent |", [("Welsh", "fluent")]),
        ("Fluent in Welsh and Irish", [("Welsh", "Fluent"), ("Irish", "Fluent")]),
    ],
)
def test_languages(text: str, expected: list[tuple[str, str]]) -> None:
    found = of(load(f"## Languages\n\n{text}\n"), "languages")
    assert [(entry.title, entry.fields.get("fluency", "")) for entry in found] == expected


def test_education() -> None:
    profile = load("""
        ## Study

        - BSc Clocks and Bells, Delta Open University, part-time, 10/2020 – 06/2024, upper second (2:1)
        - **Master of Chimes**, University of Dunes, Bergen
          *September 2004 – June 2009*
          Grade: magna cum laude
        - B. Tech in Casting (2007-2011)
          Institution: Kiln Engineering College
        - University of Dunes | BA | 2001 - 2004
    """)
    assert [facts(entry) for entry in of(profile, "education")] == [
        ("BSc Clocks and Bells", "Delta Open University", "", "October 2020..June 2024"),
        ("Master of Chimes", "University of Dunes", "Bergen", "September 2004..June 2009"),
        ("B. Tech in Casting", "Kiln Engineering College", "", "2007..2011"),
        ("BA", "University of Dunes", "", "2001..2004"),
    ]
    assert of(profile, "education")[0].fields == {"type": "part-time", "score": "upper second (2:1)"}
    assert of(profile, "education")[1].fields["score"] == "magna cum laude"


def test_a_date_on_a_line_of_its_own_begins_no_entry() -> None:
    degree = only(
        "## Education\n\n**M.Sc. in Botany**\n  : **Sep 2019 - Jan 2021**\n\nUniversity of Wicken\n  : Ely, UK\n",
        "education",
    )
    assert facts(degree) == ("M.Sc. in Botany", "University of Wicken", "Ely, UK", "September 2019..January 2021")


def test_achievements_go_where_they_belong() -> None:
    profile = load("""
        ## Achievements

        * Received the award for 'Loudest Bell' at Guild House on 23/09/2011
        * Won the 1st prize in the 'Clang' event of the fair held from February 4 to 6, 2011, at Mill Hall
        * Founded ‘Bellringers of Texel', which meets on Mondays
        * Talk: "How to tune", Ring Fest, Lund, 12 October 2019
    """)
    loudest, clang = of(profile, "awards")
    assert facts(loudest) == ("Loudest Bell", "Guild House", "", "23 September 2011..23 September 2011")
    assert (clang.title, when(clang)) == ("1st prize in the 'Clang' event", "4 February 2011..6 February 2011")
    assert facts(of(profile, "volunteer")[0])[:2] == ("Founder", "Bellringers of Texel")
    assert of(profile, "volunteer")[0].clauses == ("Founded ‘Bellringers of Texel', which meets on Mondays",)
    assert facts(of(profile, "talks")[0]) == ("How to tune", "Ring Fest", "Lund", "12 October 2019..12 October 2019")


def test_talks_and_articles_in_one_section() -> None:
    profile = load("""
        ## Talks and articles

        - "Cast iron: a love story", talk, Ring Fest, Lund (October 2023)
        - "Rust never sleeps", article, *Foundry Weekly* no. 3 (March 2022)
        - Book chapter: *Of clappers*, in "Bells", Lys Press, 2018
    """)
    assert facts(of(profile, "talks")[0])[:3] == ("Cast iron: a love story", "Ring Fest", "Lund")
    assert [entry.title for entry in of(profile, "publications")] == ["Rust never sleeps", "Of clappers"]
    assert of(profile, "publications")[0].organization == "Foundry Weekly no. 3"


@pytest.mark.parametrize(
    "text",
    [
        '- Ida Brandt, Head of Casting, Bell Works: "She hears a crack before it rings."',
        "* **Ida Brandt - Head of Casting, Bell Works:**\n  She hears a crack before it rings.",
        '> "She hears a crack before it rings."\n> — Ida Brandt, Head of Casting, Bell Works',
        "> She hears a crack before it rings.\n\n– Ida Brandt, Head of Casting, Bell Works",
        "### Ida Brandt\nHead of Casting, Bell Works\n\nShe hears a crack before it rings.",
    ],
)
def test_references(text: str) -> None:
    entry = only(f"## People who will vouch for me\n\n{text}\n", "references")
    assert (entry.title, entry.organization, entry.fields["position"]) == (
        "Ida Brandt",
        "Bell Works",
        "Head of Casting",
    )
    assert [clause.strip('"') for clause in entry.clauses] == ["She hears a crack before it rings."]


def test_volunteering_awards_and_interests() -> None:
    profile = load("""
        ## Giving time

        - Trustee, Texel Young Strings (since 11/2021)
        - Bike repair at the Easton drop-in (2019 – 2020)
        - **Board member**, Shelter for Stray Workers
          *April 2014 – April 2019*

        ## Prizes

        - Young Caster Cup, silver, 2016
        - Safety Shield (2020 and 2022)

        ## Off duty

        Bouldering, oud (badly, at night), puns
    """)
    assert [facts(entry)[:2] for entry in of(profile, "volunteer")] == [
        ("Trustee", "Texel Young Strings"),
        ("Bike repair", "Easton drop-in"),
        ("Board member", "Shelter for Stray Workers"),
    ]
    cup, shield = of(profile, "awards")
    assert (cup.title, when(cup)) == ("Young Caster Cup, silver", "2016..2016")
    assert "2020 and 2022" in shield.clauses
    assert [entry.title for entry in of(profile, "interests")] == ["Bouldering", "oud (badly, at night)", "puns"]


def test_headings_inside_a_job_are_no_statements_and_its_skills_are_keywords() -> None:
    job = only(
        """
        ## Experience

        ### Harbour Kitchen

        #### Sous Chef

        **March 2015 - June 2019**

        *Leith, Scotland (Remote)*

        ##### Key Skills

        Sauces • Pastry (choux, puff) • .NET

        ##### Summary

        Ran the pass, in .NET.

        ## Education
        """,
        "work",
    )
    assert facts(job) == ("Sous Chef", "Harbour Kitchen", "Leith, Scotland", "March 2015..June 2019")
    assert job.keywords == ("Sauces", "Pastry", "choux", "puff", ".NET")
    assert job.clauses == ("Ran the pass, in .NET.",)


def test_contact_labels_above_their_values() -> None:
    person = only(
        "## Contact\n\n**LinkedIn**\nhttps://www.linkedin.com/in/mira\n\n"
        "**Phone**\n(555) 123-4567\n\n**Email**\nm@x.example\n",
        "basics",
    )
    assert person.fields == {"phone": "(555) 123-4567", "email": "m@x.example"}
    assert [(link.label, link.url) for link in person.links] == [("LinkedIn", "https://www.linkedin.com/in/mira")]
    assert (person.place, person.clauses) == ("", ())


@pytest.mark.parametrize("text", ["Dear Sir,\n\nhere is my invoice.", "import os\n\nprint(1)", "null", "a, b\n1, 2"])
def test_any_text_has_a_first_line_but_that_is_no_name(text: str) -> None:
    with pytest.raises(ProfileError, match="nothing in it looks like a résumé"):
        read(text, "notes.md")


def test_a_file_that_is_no_resume_says_what_to_write() -> None:
    with pytest.raises(ProfileError, match=r"notes\.md: .*begin with"):
        read("- \n- \n", "notes.md")


def test_an_end_before_its_start_is_an_error_with_the_line() -> None:
    with pytest.raises(ProfileError, match=r"mira\.md:5: .*2019.*2015"):
        load("## Jobs\n\n- **Cook**, Old Inn (2019 – 2015)\n")


PIECES = st.sampled_from(
    [
        "# ",
        "## Experience",
        "- ",
        "**Cook**",
        " | ",
        " – ",
        "(2019 – 2020)",
        "\n",
        "\n\n",
        "> ",
        "[a](b)",
        "|---|",
        "`x`",
        ": ",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)))
def test_any_text_loads_or_is_refused(text: str) -> None:
    with contextlib.suppress(ProfileError):
        assert read(text, "any.md").name
