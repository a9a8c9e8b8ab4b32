"""What was read, written as a profile to correct: read again, it says the same."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ProfileError
from bot.load import load, parse
from bot.load.dump import dump
from bot.profile import Entry, Profile

ROOT = Path(__file__).parents[1]
TEMPLATE = files("knowledge").joinpath("template.yaml").read_text("utf-8")
FILLED = TEMPLATE.replace("\n# ", "\n").partition("basics:")
SHIPWRIGHT = """# Nerys Okonkwo-Lund

*Shipwright* | Falmouth, Cornwall | nerys@okonkwo.example.com | [Photos](https://photos.example.com/nerys)

Builds wooden boats. Repairs what others give up.

## At the yard

### Quayside Boats, Falmouth
A yard for wooden boats, since 1890: see #4.

#### Master Shipwright (since 2019)
- Restored the pilot cutter "Hirondelle", 14 m
- Leads six people

#### Shipwright, Mar 2014 – 2018

### Rigger — Tall Sails Ltd (summer 2012 - Feb 2014)
- Spliced 40 km of rope

## Schooling

- **Diploma in Boat Building**, Lyme Academy, 2009 – 2011, Merit

## Papers and tickets

- Yachtmaster Offshore (Sea Board, 2016)

## Skills

- Hand tools: adze, spokeshave, caulking iron
- Languages: Welsh (native), Danish

## Boat names I like

- Hirondelle
- 'Yes: "No"'

Last updated: 3 May 2024
"""
COURT = {
    "basics": {
        "name": "Ifeoma Brandt",
        "email": "i@brandt.example.com",
        "url": "https://brandt.example.com",
        "location": {"city": "Kiel", "countryCode": "DE", "postalCode": "24103"},
        "profiles": [
            {"network": "LinkedIn", "username": "ifeoma", "url": "https://linkedin.example.com/in/ifeoma"},
            {"network": "Chess Club", "username": "rook7"},
        ],
    },
    "work": [
        {"name": "Brandt & Osei", "position": "Partner", "startDate": "2020-03-15", "summary": "Maritime law. Wins."},
        {"name": "Harbour Court", "url": "https://court.example.com", "position": "Clerk", "startDate": "2012",
         "endDate": "2014", "description": "The court of the port.", "location": "Kiel", "teamSize": 4},
        {"name": "Brandt & Osei", "position": "Associate", "startDate": "2014", "endDate": "2020-02",
         "highlights": ["Won: the case of the 9 containers", "- ", "#1 in the list"]},
        {"position": "Referee", "date": "2011", "url": "https://whistle.example.com"},
    ],
    "education": [{"institution": "Uni Kiel", "area": "Law", "studyType": "LL.M.", "endDate": "expected May 2012",
                   "courses": ["Salvage, Towage"], "score": "1.3"}],
    "references": [{"name": "Ole Nansen, Judge, Harbour Court", "reference": "Never late. Never loud."}],
    "publications": [{"name": "Who owns a wreck?", "publisher": "Tide", "releaseDate": "2019-10", "isbn": "12345"}],
    "admissions": [{"name": "Bar of Schleswig", "date": "2014", "number": "0042"}],
}  # fmt: skip


def said(profile: Profile) -> tuple[object, ...]:
    """All that the profile says, without where it stands in the file."""
    return profile.name, profile.updated, [replace(entry, line=0) for entry in profile.entries]


def again(profile: Profile) -> Profile:
    return parse(dump(profile).encode(), "again.yaml")


def of(text: str, name: str = "me.md") -> Profile:
    return parse(text.encode(), name)


def section(profile: Profile, name: str) -> list[Entry]:
    return [entry for entry in profile.entries if entry.section == name]


@pytest.mark.parametrize(
    "profile",
    [
        of(SHIPWRIGHT),
        of(json.dumps(COURT), "me.json"),
        load(ROOT / "tests" / "profiles" / "marisol-vasickova.yaml"),
        load(ROOT / "knowledge" / "rohit.yaml"),
        of(FILLED[1] + FILLED[2], "filled.yaml"),
    ],
    ids=["markdown", "json", "yaml", "shipped", "template"],
)
def test_it_reads_again_as_it_was(profile: Profile) -> None:
    assert len(profile.entries) > 10
    assert said(again(profile)) == said(profile)


def test_it_is_written_for_people() -> None:
    text = dump(of(SHIPWRIGHT))
    assert "  - name: Quayside Boats\n    description: " in text
    assert 'startDate: "2014-03"\n        endDate: "2018"\n' in text
    assert "keywords: [adze, spokeshave, caulking iron]" in text
    assert "\n\nwork:\n" in text
    assert 'lastModified: "2024-05-03"' in text
    assert max(map(len, text.splitlines())) <= 120


def test_long_texts_are_folded_and_names_are_not_broken() -> None:
    skills = ", ".join(f"caulking iron number {number}" for number in range(30))
    text = dump(of(f"# Ann\n\n{'Builds boats from oak. ' * 20}\n\n## Skills\n\n- Tools: {skills}\n"))
    assert max(map(len, text.splitlines())) <= 120
    assert all(f"caulking iron number {number}" in text for number in range(30))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "yes",
        "2014",
        "2014-06-01",
        "null",
        "~",
        "A: b",
        "a #1",
        "- x",
        "'q'",
        '"',
        "Dr. No. Yes.",
        "[x]",
        "{a: b}",
        "&a",
        "*a",
    ]
)
DATES = st.sampled_from(["", "2014", "2014-06", "2015-06-30", "Summer 2015", "present", "expected May 2016"])
ENTRY = st.fixed_dictionaries(
    {"name": TEXT.map(lambda text: f"x{text}")},
    optional={
        "position": TEXT,
        "startDate": st.sampled_from(["", "2010", "2011-02"]),
        "endDate": DATES,
        "summary": TEXT,
        "description": TEXT,
        "highlights": st.lists(TEXT, max_size=3),
        "keywords": st.lists(TEXT, max_size=3),
        "location": TEXT,
        "url": st.sampled_from(["", "https://a.example.com", "git.example.com/a"]),
        "note": TEXT,
        "aliases": st.lists(TEXT, max_size=2),
    },
)
RESUME = st.dictionaries(
    st.sampled_from(["work", "education", "projects", "skills", "awards", "references", "interests", "Catches: big"]),
    st.lists(ENTRY, min_size=1, max_size=4),
)


@given(RESUME)
def test_any_entries_read_again_as_they_were(sections: dict[str, object]) -> None:
    try:
        profile = of(json.dumps({"basics": {"name": "Ann"}, **sections}), "me.json")
    except ProfileError:
        return
    assert said(again(profile)) == said(profile)


def test_the_template_loads_as_it_is_and_with_every_example() -> None:
    assert [entry.title for entry in of(TEMPLATE, "new.yaml").entries] == ["Your Name"]
    filled = of(FILLED[1] + FILLED[2], "filled.yaml")
    assert filled.warnings == ()
    assert {entry.section for entry in filled.entries} == {
        *("basics", "work", "employers", "volunteer", "education", "awards", "certificates", "publications"),
        *("skills", "languages", "interests", "references", "projects", "talks", "initiatives"),
    }
    assert [entry.fields for entry in section(filled, "references")] == [{"position": "Director"}]


def test_a_title_that_was_not_stated_is_not_written_as_if_it_were() -> None:
    text = (
        'volunteer: [{organization: Blood Bank, position: "", startDate: "2005"}]\n'
        'education: [{institution: Institute in Hull, endDate: "2013"}]\n'
        'references: [{name: "", reference: She listens.}]\n'
    )
    profile = parse(text.encode(), "ida.yaml")
    written = dump(profile)
    assert not any(word in written for word in ("position", "studyType", "name:"))
    again = parse(written.encode(), "ida.yaml").entries
    assert [replace(entry, line=0) for entry in again] == [replace(entry, line=0) for entry in profile.entries]
