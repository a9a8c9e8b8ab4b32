"""The shipped profile is complete: what the résumé counts, names and measures is in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.load import load
from bot.profile import Entry, PartialDate, Period, Profile

SHIPPED = Path(__file__).parent.parent / "knowledge" / "rohit.yaml"
FIGURES = {
    "Graylog - Centralized logging platform": [
        "500k+ messages per second",
        "billion+ messages per hour",
        "100TB+",
        "dozens",
    ],
    "ANI Technologies": ["million+ bookings per day", "over 100 cities"],
    "Technical Lead - DevOps": ["nine developers"],
    "DevOps Lead": ["8 members"],
    "Assistant Systems Engineer - Trainee": ["41 people", "3 members", "CR"],
    "Plivo Statusboard": ["24X7"],
    "Plivo": ["Andreessen Horowitz", "Battery Ventures", "Qualcomm", "Y-Combinator", "Silicon Valley"],
    "Knowlarity": ["Sequoia Capital", "Mayfield", "India's largest"],
    "Tata Consultancy Services": ["headquartered in India"],
    "Certificate of Appreciation": ["TCS Gems", "LIREL Honor Rolls"],
}
PROJECTS_BY_ENTITY = {
    "ANI Technologies": {
        "Graylog - Centralized logging platform",
        "Centralized monitoring - Prometheus & OpenTSDB",
        "Mesos/Marathon/Chronos cluster",
    },
    "Knowlarity": {"Konfilarity"},
    "Plivo": {"PlivoCloud", "PlivoCommercial", "Tank", "Plivo Statusboard"},
    "Tata Consultancy Services": {"TCS BαNCS Service Integrator"},
}


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(SHIPPED)


def named(profile: Profile, title: str) -> Entry:
    return next(entry for entry in profile.entries if entry.title == title)


def test_every_section_is_complete(profile: Profile) -> None:
    assert Counter(entry.section for entry in profile.entries) == {
        "basics": 1,
        "employers": 4,
        "work": 6,
        "projects": 19,
        "skills": 9,
        "talks": 5,
        "awards": 4,
        "volunteer": 1,
        "initiatives": 3,
        "education": 3,
        "references": 2,
    }
    assert profile.warnings == ()
    assert profile.updated == PartialDate(2017, 4)


@pytest.mark.parametrize("title", FIGURES)
def test_figures_and_names_stand_in_their_clauses(profile: Profile, title: str) -> None:
    text = " ".join(named(profile, title).clauses)
    assert [figure for figure in FIGURES[title] if figure not in text] == []


def test_contact(profile: Profile) -> None:
    person = named(profile, "Rohit Gupta")
    assert person.fields["email"] == "hello [AT] rohit.io"
    assert {link.label for link in person.links} == {"Blog", "GitHub", "LinkedIn", "Docker Hub"}


def test_a_project_belongs_to_an_employer_only_where_the_resume_says_so(profile: Profile) -> None:
    found: dict[str, set[str]] = {}
    for entry in profile.entries:
        if entry.section == "projects" and entry.organization:
            found.setdefault(entry.organization, set()).add(entry.title)
    assert found == PROJECTS_BY_ENTITY


def test_relations_name_entries_that_exist(profile: Profile) -> None:
    titles = {entry.title for entry in profile.entries}
    related = [title for entry in profile.entries for title in entry.related]
    assert "Graylog - Centralized logging platform" in related
    assert [title for title in related if title not in titles] == []


def test_every_statement_stands_alone(profile: Profile) -> None:
    clauses = [clause for entry in profile.entries for clause in entry.clauses]
    assert len(clauses) > 100
    assert [clause for clause in clauses if not clause.endswith(".") or not clause[0].isupper()] == []


def test_employers_keep_their_periods_and_stated_durations(profile: Profile) -> None:
    employers = [entry for entry in profile.entries if entry.section == "employers"]
    assert [(entry.title, entry.fields.get("duration"), entry.period) for entry in employers] == [
        ("ANI Technologies", None, Period(PartialDate(2016, 1), ongoing=True)),
        ("Knowlarity", "1 year, 6 months", Period(PartialDate(2014, 6), PartialDate(2015, 11))),
        ("Plivo", "1 year, 11 months", Period(PartialDate(2012, 5), PartialDate(2014, 3))),
        ("Tata Consultancy Services", "10 months", Period(PartialDate(2011, 7), PartialDate(2012, 4))),
    ]
