"""Résumés with sections of the writer's own names, contact lines without marks, notes on validity, breaks, tables."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bot.load.markdown import read
from bot.profile import Entry, Period, Profile


def load(text: str) -> Profile:
    return read("# Ida Brandt\n\n" + dedent(text), "ida.md")


def of(profile: Profile, section: str) -> list[Entry]:
    return [entry for entry in profile.entries if entry.section == section]


def when(entry: Entry) -> str:
    period = entry.period or Period()
    return f"{period.start}..{'now' if period.ongoing else period.end}"


def facts(entry: Entry) -> tuple[str, str, str, str]:
    return entry.title, entry.organization, entry.place, when(entry)


def test_contact_lines_under_labels_in_small_letters() -> None:
    (person,) = of(
        load("""
        Horn player, teacher

        Leeds, West Yorkshire
        mobile: 07700 900614
        write to: ida@example.com
        instagram: @lowhorn

        ## Skills

        Ink
        """),
        "basics",
    )
    assert person.place == "Leeds, West Yorkshire"
    assert (person.fields["phone"], person.fields["email"]) == ("07700 900614", "ida@example.com")
    assert person.fields["Instagram"] == "@lowhorn"


def test_a_label_that_leads_to_a_number_is_no_place() -> None:
    (person,) = of(load("Baker and buyer. Leith, Edinburgh.\nTel. 0131 496 0287 | ida@example.com\n"), "basics")
    assert (person.place, person.fields["label"]) == ("Leith, Edinburgh", "Baker and buyer.")


def test_what_stands_in_a_contact_table_keeps_its_label() -> None:
    (person,) = of(
        load("""
        | | |
        |---|---|
        | Mail | ida@example.com |
        | Agent | Cordelia Finch-Adebayo of the Ninth Position Artists, cordelia@ninthposition.example |
        | Pronouns | she/her |
        """),
        "basics",
    )
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
    (ticket,) = of(load(f"## Certificates\n\n- First aid, Red Kettle, May 2017; {note}\n"), "certificates")
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
    (project,) = of(load("## Projects\n\n### Phishpond\n*Since August 2021.* A simulator. 52 use it.\n"), "projects")
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
