"""JSON Resume, in JSON and YAML, as people really write it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ProfileError
from bot.load import load, parse
from bot.load.text import names, sentences
from bot.profile import Entry, Link, PartialDate, Period, Profile

CHEF = Path(__file__).parent / "profiles" / "marisol-vasickova.yaml"


def yaml(text: str) -> Profile:
    return parse(text.encode(), "me.yaml")


def only(profile: Profile, section: str) -> Entry:
    (entry,) = (entry for entry in profile.entries if entry.section == section)
    return entry


def entry(profile: Profile, title: str) -> Entry:
    return next(entry for entry in profile.entries if entry.title == title)


def refused(text: str, name: str = "me.yaml") -> list[str]:
    with pytest.raises(ProfileError) as caught:
        parse(text.encode(), name)
    return str(caught.value).splitlines()


@pytest.fixture(scope="module")
def chef() -> Profile:
    return load(CHEF)


def test_every_section_of_the_schema_is_read(chef: Profile) -> None:
    counts: dict[str, int] = {}
    for each in chef.entries:
        counts[each.section] = counts.get(each.section, 0) + 1
    assert counts == {
        "basics": 1,
        "work": 5,
        "employers": 4,
        "volunteer": 2,
        "education": 2,
        "awards": 2,
        "certificates": 3,
        "publications": 2,
        "skills": 4,
        "languages": 3,
        "interests": 2,
        "references": 2,
        "projects": 3,
        "talks": 1,
    }
    assert chef.warnings == ()


def test_the_person(chef: Profile) -> None:
    person = only(chef, "basics")
    assert (chef.name, chef.updated) == ("Marisol Vašíčková", PartialDate(2024, 2, 20))
    assert person.place == "Edinburgh, Scotland, GB"
    assert person.aliases == ("Mari",)
    assert person.fields["label"] == "Executive Pastry Chef"
    assert person.fields["address"] == "12 Quince Lane"
    assert Link("Instagram", "https://instagram.example.com/marisolbakes") in person.links
    assert "Believes that St. Honoré deserves a statue." in person.clauses


def test_positions_at_one_employer_make_one_employer(chef: Profile) -> None:
    hotel = next(each for each in chef.entries if each.section == "employers" and each.title == "Hotel Corbie")
    assert hotel.period == Period(PartialDate(2018, 8), ongoing=True)
    assert hotel.clauses[1] == "Owned by the Corbie family since 1921."
    assert hotel.links == (Link("Website", "https://corbie.example.com"),)
    assert entry(chef, "Sous Chef, Pastry").organization == "Hotel Corbie"
    assert not entry(chef, "Executive Pastry Chef").links


def test_positions_may_be_listed_in_one_work_item() -> None:
    profile = yaml("""
basics: {name: Ann}
work:
  - name: Mill
    aliases: [The Old Mill]
    duration: 3 years
    description: Grinds flour.
    location: Ghent
    positions:
      - {position: Miller, startDate: 2014, endDate: 2015}
      - {position: Apprentice, startDate: 2012-03, endDate: Dec 2013, highlights: [Swept]}
""")
    mill = only(profile, "employers")
    assert (mill.aliases, mill.clauses, mill.fields) == (("The Old Mill",), ("Grinds flour.",), {"duration": "3 years"})
    assert mill.period == Period(PartialDate(2012, 3), PartialDate(2015))
    assert [(e.title, e.organization, e.place) for e in profile.entries if e.section == "work"] == [
        ("Miller", "Mill", "Ghent"),
        ("Apprentice", "Mill", "Ghent"),
    ]


@pytest.mark.parametrize("end", ["", "endDate:", 'endDate: ""', "endDate: null", "endDate: Present", "endDate: now"])
def test_a_job_without_an_end_goes_on(end: str) -> None:
    profile = yaml(f"basics: {{name: Ann}}\nwork:\n- name: Mill\n  startDate: 2014-06\n  {end}\n")
    assert only(profile, "work").period == Period(PartialDate(2014, 6), ongoing=True)


def test_a_project_with_one_date_is_an_event(chef: Profile) -> None:
    day = PartialDate(2021, 6, 12)
    assert entry(chef, "The Edible Forth Bridge").period == Period(day, day)
    assert entry(chef, "Rye Atlas").period == Period(PartialDate(2022, 1), ongoing=True)


def test_what_each_section_calls_its_parts(chef: Profile) -> None:
    study = entry(chef, "Diploma in Pâtisserie and Confectionery")
    assert (study.organization, study.fields["score"]) == ("Aire Valley College", "Distinction")
    assert "Viennoiserie" in study.keywords
    assert entry(chef, "Golden Whisk").organization == "Scottish Kitchen Circle"
    assert entry(chef, "Food Safety Level 4").fields == {"expires": "2026"}
    assert entry(chef, "Laminated").clauses[1] == "Written with Dr. Odile Farrow."
    assert entry(chef, "French").fields == {"fluency": "Kitchen French"}
    assert entry(chef, "Viennoiserie").fields == {"level": "Master"}
    assert entry(chef, "Zero-Waste Tea").fields == {"role": "Project lead"}
    assert entry(chef, "Rye Atlas").links == (Link("Repository", "https://git.example.com/marisol/rye-atlas"),)
    assert entry(chef, "Butter is a clock").related == ("Laminated",)


def test_a_reference_names_its_person_position_and_known_employer(chef: Profile) -> None:
    manager = entry(chef, "Ottoline Baird")
    assert (manager.organization, manager.fields) == ("Hotel Corbie", {"position": "General Manager"})


def test_a_stated_position_leaves_the_name_of_a_reference_whole() -> None:
    profile = yaml("references: [{name: 'Bo Li, PhD', position: Head of Ovens, organization: Mill, reference: Good.}]")
    assert (only(profile, "references").title, only(profile, "references").organization) == ("Bo Li, PhD", "Mill")


def test_an_unknown_organization_stays_in_the_position_of_a_reference() -> None:
    profile = yaml("references: [{name: 'Bo Li, Head of Ovens, Cardiac Wing', reference: Good.}]")
    assert (only(profile, "references").title, only(profile, "references").organization) == ("Bo Li", "")
    assert only(profile, "references").fields == {"position": "Head of Ovens, Cardiac Wing"}


def test_unknown_fields_lose_nothing() -> None:
    text = "A very long remark about the oven, which takes more than eighty characters to write down in full. And more."
    profile = yaml(f"""
basics: {{name: Ann}}
projects:
  - name: Oven
    teamSize: 4
    tools: [tongs, peel]
    budget: {{amount: 900, currency: EUR}}
    remark: {text}
    slides: https://ann.example.com/oven.pdf
""")
    oven = only(profile, "projects")
    assert oven.fields == {"teamSize": "4"}
    assert oven.clauses == ("Tools: tongs, peel", "Budget: Amount: 900, Currency: EUR", *sentences(text))
    assert oven.links == (Link("Slides", "https://ann.example.com/oven.pdf"),)


def test_an_unknown_section_is_kept_with_a_warning() -> None:
    profile = yaml("basics: {name: Ann}\nhobby horses:\n  - {name: Dobbin, date: Spring 2019}\n  - Clover\n")
    assert [each.title for each in profile.entries if each.section == "hobby horses"] == ["Dobbin", "Clover"]
    assert profile.warnings[0].startswith("me.yaml:3: unknown section 'hobby horses'")


def test_nothing_in_an_unknown_section_is_an_error() -> None:
    profile = yaml(
        "basics: {name: Ann}\nhorses:\n  - {name: Dobbin, date: {from: 2019}}\n  - {name: Clover, date: soon}\n"
    )
    assert (entry(profile, "Dobbin").clauses, entry(profile, "Clover").fields) == (
        ("Date: From: 2019",),
        {"date": "soon"},
    )
    assert [warning.partition(" ")[0] for warning in profile.warnings] == ["me.yaml:3:", "me.yaml:3:", "me.yaml:4:"]


def test_common_variants_of_names_and_values() -> None:
    profile = yaml("""
basics: {name: Ann, website: ann.example.com}
work: [{company: Mill, title: Miller, start_date: 2014-06-01, end_date: 2015}]
certifications: [{name: Flour Grade 2, authority: Millers' Guild}]
skills: [Sifting, {name: Systems, keywords: "Linux (Debian, Ubuntu), Sacks"}]
volunteer:
interests: []
""")
    assert only(profile, "basics").links == (Link("Website", "https://ann.example.com"),)
    assert only(profile, "work").period == Period(PartialDate(2014, 6, 1), PartialDate(2015))
    assert only(profile, "certificates").organization == "Millers' Guild"
    assert entry(profile, "Systems").keywords == ("Linux", "Debian", "Ubuntu", "Sacks")
    assert entry(profile, "Sifting").section == "skills"


def test_without_a_stated_date_the_latest_one_counts() -> None:
    profile = yaml("basics: {name: Ann}\nprojects: [{name: A, date: 2014-05}, {name: B, date: 2013}]")
    assert profile.updated == PartialDate(2014, 5)


def test_json_reads_as_yaml_does_and_keeps_its_lines() -> None:
    text = json.dumps(
        {"basics": {"name": "Ann \N{CROISSANT}"}, "work": [{"name": "Mill", "startDate": 2014}]}, indent="\t"
    )
    profile = parse(b"\xef\xbb\xbf" + text.encode(), "me.json")
    assert profile.name == "Ann \N{CROISSANT}"
    assert only(profile, "work").line == 6


def test_every_error_of_a_file_is_told_at_once_with_its_line_and_cure() -> None:
    text = "basics:\n  name: [Ann]\nwork:\n- name: Mill\n  startDate: 2014-19\n- 5: {}\neducation: none\n"
    first, second, third = refused(text)
    assert first.startswith("me.yaml:2: basics.name: expected text, found a list; ")
    assert second.startswith("me.yaml:5: work[0].startDate: '2014-19' is not a possible date; write 2014")
    assert third.startswith("me.yaml:7: education: expected a list, found text; ")


REFUSED = [
    (
        "basics: {name: A}\nwork:\n- {name: M, startDate: 2014, endDate: 2012}",
        "me.yaml:3: work[0]: it ends in 2012, before",
    ),
    ("basics: {name: A}\nprojects: [{name: M, date: 2015 - 2014}]", "me.yaml:2: projects[0].date: '2015 - 2014' ends"),
    ("basics: {name: A}\nwork: [{name: M, startDate: soon}]", "me.yaml:2: work[0].startDate: 'soon' is not a possible"),
    ("basics: {name: A}\nskills: [{name: {a: b}}]", "me.yaml:2: skills[0].name: expected text, found a mapping"),
    ("basics: {name: A}\nskills: [{name: x, keywords: {a: b}}]", "me.yaml:2: skills[0].keywords: expected a list of"),
    ("basics: {name: A}\nskills: [[a, b]]", "me.yaml:2: skills[0]: expected an entry, found a list"),
    ("basics: {name: A}\nprojects: [{name: x, links: [no link]}]", "me.yaml:2: projects[0].links: expected a link"),
    ("basics: 5", "me.yaml:1: basics: expected a mapping, found a number"),
    ("basics: {name: 42}", "me.yaml:1: basics.name: expected text, found a number"),
    ("basics: {name: }\nwork: []", "me.yaml:1: nothing is filled in"),
    ("- a\n- b", "me.yaml:1: expected a résumé"),
    ("name: thing\nversion: 1", "me.yaml:1: this is not a résumé"),
    ("basics:\n\tname: Ann", "me.yaml:2: this is not valid YAML"),
    ("basics: {name: A}\nbasics: {name: B}", "me.yaml:2: the field 'basics' stands twice"),
    ("basics: {name: A}\n---\nbasics: {name: B}", "me.yaml:3: a second document"),
    ("basics: &a {name: *a}", "me.yaml:1: *a refers to nothing"),
    ("basics: {name: A}\nx: " + "[" * 5000, "me.yaml:2: it is nested more than"),
    (" \n", "me.yaml: the file is empty"),
    ("%PDF-1.7", "me.yaml: this is a PDF; export it"),
    ("PK\x03\x04", "me.yaml: this is a Word, OpenDocument or zip file; export it"),
    ("\n<!DOCTYPE html><html>", "me.yaml: this is an HTML page"),
    ("basics: " + "x" * 2_100_000, "me.yaml: it is larger than 2 MB"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[message[9:40] for _, message in REFUSED])
def test_bad_input_is_refused_with_its_place(text: str, message: str) -> None:
    (line,) = refused(text)
    assert line.startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"basics": {"name": "Ann",}}', "me.json:1: this is not valid JSON"),
        ('{"basics":\n{"name": "Ann"}', "me.json:2: this is not valid JSON"),
        ('{"dependencies": {}}', "me.json:1: this is not a résumé"),
        ("[" * 100_000, "me.json: it is nested too deeply"),
    ],
)
def test_bad_json_is_refused_with_its_place(text: str, message: str) -> None:
    assert refused(text, "me.json")[0].startswith(message)


def test_a_bomb_of_aliases_is_refused() -> None:
    layers = [f"x{i}: &x{i} [{', '.join([f'*x{i - 1}'] * 10)}]" for i in range(1, 10)]
    (line,) = refused("\n".join(["basics: {name: Ann}", "x0: &x0 [a, b]", *layers]))
    assert "swell" in line


def test_an_alias_that_repeats_a_text_is_fine() -> None:
    profile = yaml(
        "basics: {name: Ann}\nwork:\n- {name: Mill, location: &here Ghent}\n- {name: Inn, location: *here}\n"
    )
    assert [each.place for each in profile.entries if each.section == "work"] == ["Ghent", "Ghent"]


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("basics:\n  name: Zoë".encode("latin-1"))
    for path, message in [
        (tmp_path / "none.yaml", "there is no such file"),
        (tmp_path, "this is a folder"),
        (tmp_path / "latin.yaml", "this is not valid UTF-8"),
        (tmp_path / "nul\0.yaml", "it cannot be read"),
    ]:
        with pytest.raises(ProfileError, match=message):
            load(path)
    with pytest.raises(ProfileError, match=r"\.odd' are not understood; use one of \.json"):
        parse(b"basics", "me.odd")


def test_a_date_with_other_words_is_read_with_a_warning() -> None:
    profile = yaml("basics: {name: Ann}\neducation:\n- {studyType: MSc, startDate: 2012, endDate: expected May 2014}\n")
    assert only(profile, "education").period == Period(PartialDate(2012), PartialDate(2014, 5))
    assert profile.warnings[0].startswith("me.yaml:3: education[0].endDate: 'expected May 2014' was read as May 2014")


def test_only_the_web_and_mail_are_opened() -> None:
    profile = yaml("basics: {name: Ann}\nprojects: [{name: x, url: 'javascript:alert(1).x'}]")
    assert only(profile, "projects").links == ()
    assert only(profile, "projects").fields == {"url": "javascript:alert(1).x"}


def test_html_from_an_editor_is_read_as_text() -> None:
    profile = yaml("""
basics: {name: Ann, image: "data:image/png;base64,AAAA", summary: "<p>Rye &amp; <b>oats</b></p><p>Bakes<br/>bread.</p>"}
work: [{name: Mill, position: Miller, summary: "<ul><li>Ground <a href='https://a.example'>flour</a></li><li>Swept</li></ul>"}]
projects: [{name: Parser, description: "Reads <b> and <li> tags."}]
""")
    assert only(profile, "basics").clauses == ("Rye & oats", "Bakes", "bread.")
    assert only(profile, "basics").fields == {}
    assert only(profile, "work").clauses == ("Ground flour (https://a.example)", "Swept")
    assert only(profile, "projects").clauses == ("Reads <b> and <li> tags.",)


def test_a_job_without_an_employer_loses_nothing() -> None:
    job = only(yaml("basics: {name: Ann}\nwork: [{position: Referee, url: a.example, description: Whistled.}]"), "work")
    assert (job.clauses, job.links) == (("Whistled.",), (Link("Website", "https://a.example"),))


def test_sentences_end_where_they_end() -> None:
    start = "Met Dr. Who at St. Paul's, e.g. for a B. Tech of 3.72. "
    text = start + 'J. R. Smith said "Go." Then v2.1 came!\n\n- A bullet\n- b'
    assert sentences(text) == (
        "Met Dr. Who at St. Paul's, e.g. for a B. Tech of 3.72.",
        'J. R. Smith said "Go."',
        "Then v2.1 came!",
        "A bullet",
        "b",
    )


def test_a_written_list_names_its_members() -> None:
    assert names("AWS (EC2, S3, etc), OS X (Mac); C, etc.") == ("AWS", "EC2", "S3", "OS X (Mac)", "C")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["name", "position", "startDate", "endDate", "date", "keywords", "url", "links", "summary", "location"]
)


@given(
    st.dictionaries(
        st.sampled_from(["work", "projects", "skills"]), st.lists(st.dictionaries(FIELDS, JSON_VALUES)) | JSON_VALUES
    )
)
def test_any_values_give_a_profile_or_a_clear_error(sections: dict[str, object]) -> None:
    text = json.dumps({"basics": {"name": "Ann"}, **sections})
    titles, errors = [""], [""]
    try:
        titles = [each.title for each in parse(text.encode(), "me.json").entries]
    except ProfileError as error:
        errors = str(error).splitlines()
    assert all(titles) or all(line.startswith("me.json:") for line in errors)


@given(
    st.binary() | st.text(alphabet="&*a-: []{},\n'\"#!|>%@`", max_size=60).map(str.encode),
    st.sampled_from([".yaml", ".json"]),
)
def test_any_bytes_are_no_crash(data: bytes, ending: str) -> None:
    with pytest.raises(ProfileError, match=f"me{ending}"):
        parse(data, f"me{ending}")


def test_a_name_in_quotes_within_the_name_is_one_to_go_by() -> None:
    profile = parse(b'{"basics": {"name": "Anna \\"Nan\\" Holt"}}', "me.json")
    assert (profile.name, profile.entries[0].aliases) == ("Anna Holt", ("Nan",))


def test_a_certificate_expires_under_any_common_name_of_the_field() -> None:
    text = b"certificates: [{name: Life Support, date: 2022-10, validUntil: 2026-10}]"
    assert parse(text, "me.yaml").entries[0].fields == {"expires": "2026-10"}


def test_a_leave_among_the_jobs_is_a_break_and_no_employer() -> None:
    profile = yaml('work: [{name: Maternity leave, position: "", startDate: 2020-06, endDate: 2021-06}]')
    (leave,) = profile.entries
    assert (leave.section, leave.title, leave.organization, leave.fields) == (
        "work",
        "Maternity leave",
        "",
        {"type": "career break"},
    )


def test_talks_among_projects_and_publications_are_talks() -> None:
    profile = yaml(
        """
        basics: {name: Mira Voss}
        projects:
          - {name: Growing pains, description: "Talk at the Medicine Forum, Lisbon.", startDate: 2019-05}
          - {name: Bell hobber, description: A machine., startDate: 2018}
        publications:
          - {name: "Talk: Bowling balls", publisher: Teachers Conference, releaseDate: 2021-10-22}
          - {name: Mise en place, publisher: Linux Evenings (talk), releaseDate: 2021-11-03}
          - {name: A cloud chamber, publisher: The Physicist, releaseDate: 2019-02}
        """
    )
    talks = [(entry.title, entry.organization) for entry in profile.entries if entry.section == "talks"]
    assert talks == [
        ("Growing pains", ""),
        ("Bowling balls", "Teachers Conference"),
        ("Mise en place", "Linux Evenings"),
    ]
