"""Facts that stand in the text of an entry and not in its title."""

from __future__ import annotations

import pytest

from tests.markdown import facts, load, of, only, when


@pytest.mark.parametrize(
    ("text", "period", "clauses"),
    [
        ("Leaflets in plain English. 2021 – 2022. Given out by three hospitals.", "2021..2022", 2),
        ("White box at the gate. Since December 2022. Made with the Shed.", "December 2022..now", 2),
        ("Blog with photographs of the line, 2012 to 2019. Archive in York.", "2012..2019", 2),
        ("Cards for autumn driving, made with two managers in 2020.", "", 1),
    ],
)
def test_a_sentence_may_say_when_it_was(text: str, period: str, clauses: int) -> None:
    project = only(f"## Projects\n\n### Plain Words\n\n{text}\n\n", "projects")
    assert (when(project), len(project.clauses)) == (period, clauses)


def test_a_study_tells_its_dates_before_its_grade() -> None:
    (study,) = of(
        load('## Education\n\n### MSc Voice, Ree University\n\n2015 – 2017, part-time. Thesis: "Lost".\n'), "education"
    )
    assert facts(study) == ("MSc Voice", "Ree University", "", "2015..2017")


def test_a_grade_may_stand_below_its_study() -> None:
    (study,) = of(
        load("## Education\n\n### BA Philosophy, Lee University\n2009 to 2012\n\n- 2:1\n- Thesis on grief\n"),
        "education",
    )
    assert (study.fields["score"], study.clauses) == ("2:1", ("Thesis on grief",))


def test_subjects_above_their_school_are_part_of_the_study() -> None:
    profile = load(
        "## Education\n\n### A levels: Biology (B), Art (A), Religion (B)\nIngrow Sixth Form, Keighley, 2003 – 2005\n"
    )
    (study,) = of(profile, "education")
    assert facts(study)[:3] == ("A levels: Biology (B), Art (A), Religion (B)", "Ingrow Sixth Form", "Keighley")


def test_a_membership_among_qualifications_is_no_study() -> None:
    profile = load("""
        ## Qualifications and memberships

        - Member of the Institute of Embalmers, since November 2012
        - Diploma in Funeral Directing, National Guild, June 2017
        """)
    assert [facts(entry)[:2] for entry in of(profile, "education")] == [
        ("Diploma in Funeral Directing", "National Guild")
    ]
    assert [entry.title for entry in of(profile, "certificates")] == ["Member of the Institute of Embalmers"]


def test_summers_say_when_and_not_as_what() -> None:
    profile = load(
        "## Experience\n\n### Office Junior, Kerr Home, Ballinore\nSummers, 2008 to 2010\n\n- Phones and flowers\n"
    )
    assert [facts(entry)[:2] for entry in of(profile, "work")] == [("Office Junior", "Kerr Home")]


def test_references_on_request_are_nobody() -> None:
    profile = load("## Work\n\n- Cook, Grand Hotel, 2010–2013\n\n## References\n\nAvailable upon request.\n")
    assert not of(profile, "references")
    assert [entry.clauses for entry in of(profile, "remarks")] == [("Available upon request.",)]


@pytest.mark.parametrize(
    ("text", "section", "titles"),
    [
        ("## Prizes and fellowships\n\n- Golden Fork, Audio Forum, 2018\n- Mill Stipend, 2019", "awards", 2),
        ("## Engines & languages\n\n- C#, Lua\n- GDScript", "skills", 1),
        ("## Software\n\nPrimavera P6 • AutoCAD • BIM 360", "skills", 1),
        ("## Teaching\n\n- The Medieval River (BA), since 2019\n- Reading hands (MA), 2020–2023", "Teaching", 2),
        ('## Game jams\n\n- Una Jam 41 (April 2018): 12th, "Two Keys"\n- Ree Jam 2016: prize, "Pan"', "Game jams", 2),
        ("## Courses\n\n- First aid\n- Ovens\n\nLanguages: Spanish, English", "languages", 2),
    ],
)
def test_entries_stand_in_the_section_that_their_words_suggest(text: str, section: str, titles: int) -> None:
    assert len(of(load(f"{text}\n"), section)) == titles


def test_a_society_without_a_role_is_where_somebody_belongs() -> None:
    assert (
        only("## Memberships\n\n- Translators' Guild (since 2012)\n", "volunteer").organization == "Translators' Guild"
    )


def test_how_well_one_language_is_spoken_says_nothing_of_the_one_before() -> None:
    spoken = of(load("## Languages\n\nArabic, English and kitchen Italian\n"), "languages")
    assert [(entry.title, entry.fields.get("fluency", "")) for entry in spoken] == [
        ("Arabic", ""),
        ("English", ""),
        ("Italian", "kitchen"),
    ]


def test_skills_may_stand_between_dashes() -> None:
    assert only("## Skills\n\nSkin fades - beard design - hair tattoos\n", "skills").keywords[1:] == (
        "beard design",
        "hair tattoos",
    )


def test_each_definition_of_a_job_is_a_statement() -> None:
    text = "*Associate*, **Wick LLP**, London (2018–present)\n: Disputes; 40 claims\n: Supervise two trainees\n"
    assert only(f"## Experience\n\n{text}", "work").clauses == ("Disputes; 40 claims", "Supervise two trainees")
