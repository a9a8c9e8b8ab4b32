"""Résumés written as data in other shapes than JSON Resume's, and what its fields state in words."""

from __future__ import annotations

from textwrap import dedent

from bot.load.json_resume import read
from bot.profile import Entry, Profile
from tests.markdown import when


def of(profile: Profile, section: str) -> list[Entry]:
    return [entry for entry in profile.entries if entry.section == section]


def test_rendercv() -> None:
    profile = read(
        dedent("""
        cv:
          name: Mira Voss
          phone: tel:+33-6-55-50-12-34
          sections:
            summary: [Tunes rooms.]
            experience:
              - {company: Salle Larch, position: Lead acoustician, start_date: 2018-03, end_date: present}
            technologies:
              - {label: Measurement, details: "Odeon, REW"}
            selected_honors:
              - bullet: Silver Tuning Fork
        design: {theme: classic}
        """),
        "mira.yaml",
    )
    (job,) = of(profile, "work")
    assert (profile.entries[0].title, job.title, job.organization) == ("Mira Voss", "Lead acoustician", "Salle Larch")
    assert profile.entries[0].fields["phone"] == "+33-6-55-50-12-34"
    assert profile.entries[0].clauses == ("Tunes rooms.",)
    assert [(entry.title, entry.keywords) for entry in of(profile, "skills")] == [("Measurement", ("Odeon", "REW"))]
    assert [entry.title for entry in of(profile, "awards")] == ["Silver Tuning Fork"]


def test_fresh() -> None:
    profile = read(
        dedent("""
        {"name": "Mira Voss", "meta": {"format": "FRESH@1.0.0"},
         "info": {"label": "Veterinary nurse", "brief": "Calm with cats."},
         "contact": {"email": "mira@example.com"}, "location": {"city": "Hexham"},
         "employment": {"history": [{"employer": "Larch Vets", "position": "Nurse", "start": "2019-05"}]},
         "education": {"history": [{"institution": "Askham College", "title": "Diploma in Nursing"}]},
         "skills": {"sets": [{"name": "Nursing", "skills": ["anaesthesia"]}], "list": [{"name": "Excel"}]},
         "recognition": [{"title": "Nurse of the Year", "from": "Vet Awards", "date": "2022-11"}]}
        """),
        "mira.json",
        strict=True,
    )
    person = profile.entries[0]
    assert (person.title, person.place, person.fields["label"]) == ("Mira Voss", "Hexham", "Veterinary nurse")
    assert [(entry.title, entry.organization) for entry in of(profile, "work")] == [("Nurse", "Larch Vets")]
    assert [entry.title for entry in of(profile, "skills")] == ["Nursing", "Excel"]
    assert [entry.organization for entry in of(profile, "awards")] == ["Vet Awards"]


def test_until_when_a_certificate_holds_is_told_in_its_name_or_summary() -> None:
    profile = read(
        dedent("""
        certificates:
          - {name: "Offshore survival (valid to October 2026)"}
          - {name: Nurse, summary: Good through 2026-06-30}
          - {name: Emergency nurse, summary: Renewed 2021; runs to May 2025}
          - {name: Paramedic, summary: Let it lapse in March 2014}
        """),
        "mira.yaml",
    )
    assert [(entry.title, entry.fields["expires"]) for entry in of(profile, "certificates")] == [
        ("Offshore survival", "valid to October 2026"),
        ("Nurse", "good through 2026-06-30"),
        ("Emergency nurse", "runs to May 2025"),
        ("Paramedic", "let it lapse in March 2014"),
    ]


def test_sections_of_ones_own_lose_no_entry_for_want_of_a_title() -> None:
    profile = read(
        dedent("""
        basics: {name: "Mira Voss, RN"}
        availability: {from: 2025-03-01, hours_per_week: 32}
        career_break: {from: 2023-01, to: 2023-10, why: Parental leave}
        jams:
          - {jam: Polder Jam, entry: Dike or Die, released: 2024-02}
        speaking:
          - {title: Error messages first, city: Leeds}
        """),
        "mira.yaml",
    )
    assert profile.entries[0].title == "Mira Voss"
    assert of(profile, "availability")[0].fields == {"hours_per_week": "32"}
    (away,) = of(profile, "work")
    assert (away.title, away.fields["type"]) == ("Career break", "career break")
    (jam,) = of(profile, "jams")
    assert (jam.title, jam.fields, bool(jam.period)) == ("Polder Jam", {"entry": "Dike or Die"}, True)
    assert [(entry.title, entry.place) for entry in of(profile, "talks")] == [("Error messages first", "Leeds")]


def test_a_section_may_be_a_mapping_from_names_or_one_line() -> None:
    profile = read(
        dedent("""
        basics: {name: Mira Voss}
        languages: {English: native, French: fluent}
        skills: [Anaesthesia, {Avionics: [G1000, FMS]}]
        interests: chess, rowing
        references: Available on request
        """),
        "mira.yaml",
    )
    assert [(entry.title, entry.fields["fluency"]) for entry in of(profile, "languages")] == [
        ("English", "native"),
        ("French", "fluent"),
    ]
    assert [(entry.title, entry.keywords) for entry in of(profile, "skills")] == [
        ("Anaesthesia", ()),
        ("Avionics", ("G1000", "FMS")),
    ]
    assert [entry.title for entry in of(profile, "interests")] == ["chess", "rowing"]
    assert not of(profile, "references")
    assert [entry.clauses for entry in of(profile, "remarks")] == [("Available on request",)]


def test_fields_under_the_names_people_give_them() -> None:
    profile = read(
        dedent("""
        basics: {name: Mira Voss, title: Drummer, about: Pocket first., mobile: 020 7946 0555, web: mira.example.com}
        work:
          - {band: The Lamps, role: Drummer, years: 2016-2018}
          - {firm: Mill, position: Miller, startDate: 2014, endDate: unknown}
        education: [{university: Una, degree: BSc, field: Botany, graduated: 2012}]
        teaching: [{name: pupils, from: 2010}]
        """),
        "mira.yaml",
    )
    person, *_ = profile.entries
    assert (person.fields["label"], person.fields["phone"]) == ("Drummer", "020 7946 0555")
    assert (person.clauses, person.fields["url"]) == (("Pocket first.",), "mira.example.com")
    band, mill = of(profile, "work")
    assert (band.organization, when(band)) == ("The Lamps", "2016..2018")
    assert (mill.organization, when(mill)) == ("Mill", "2014..2014")
    (study,) = of(profile, "education")
    assert (study.title, study.organization, when(study)) == ("BSc in Botany", "Una", "2012..2012")
    (pupils,) = of(profile, "teaching")
    assert when(pupils) == "2010..now"
