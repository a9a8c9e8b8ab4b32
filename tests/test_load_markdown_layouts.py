"""Layouts of Markdown résumés beyond the common ones: dates first, tables for everything, citations, bullets only."""

from __future__ import annotations

import pytest

from tests.markdown import facts, load, of, only, page, when


def test_dates_first_then_employer_position_and_text_below_plain_headings() -> None:
    profile = page("""
        **Mira Voss**
        Bell founder

        Employment

        2019-04 – now
        *Ringwood Foundry*, Ghent
        Senior Caster (Bronze)
        Leads the night shift. Pours on Fridays.

        2016-02 – 2019-03
        *Self-employed*, Bruges
        Clockmaker, evenings and weekends
        Church clocks, and one very large sundial.

        2014-01 – 2016-01
        *Nordwal Boats*, Emden
        Deckhand
        Ropes, paint.

        Spare time

        Rowing
        """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Senior Caster (Bronze)", "Ringwood Foundry", "Ghent", "April 2019..now"),
        ("Clockmaker", "Self-employed", "Bruges", "February 2016..March 2019"),
        ("Deckhand", "Nordwal Boats", "Emden", "January 2014..January 2016"),
    ]
    assert of(profile, "work")[0].clauses == ("Leads the night shift.", "Pours on Fridays.")
    assert of(profile, "work")[1].fields["type"] == "evenings and weekends"


@pytest.mark.parametrize(
    "entry",
    [
        "Sous Chef\nHarbour Kitchen, Leith\nMarch 2015 – June 2019\nCooked for ninety guests a night.",
        "March 2015 – June 2019\nSous Chef\nHarbour Kitchen, Leith\nCooked for ninety guests a night.",
        "**Mar 2015 – Jun 2019** — Sous Chef, Harbour Kitchen, Leith\nCooked for ninety guests a night.",
        "- Sous Chef, Harbour Kitchen, Leith\n  - Mar 2015 - Jun 2019\n  - Cooked for ninety guests a night.",
        "- Sous Chef at Harbour Kitchen, Leith, 03/2015 to 06/2019. Cooked for ninety guests a night.",
        "| No. | Firm | Designation | From | To | Remarks |\n|--|--|--|--|--|--|\n"
        "| 1 | Harbour Kitchen, Leith | Sous Chef | Mar 2015 | Jun 2019 | Cooked for ninety guests a night. |",
    ],
)
def test_a_description_is_no_part_of_the_title(entry: str) -> None:
    job = only(f"## Experience\n\n{entry}\n", "work")
    assert facts(job) == ("Sous Chef", "Harbour Kitchen", "Leith", "March 2015..June 2019")
    assert job.clauses == ("Cooked for ninety guests a night.",)


def test_one_paragraph_a_job_with_the_years_before_a_colon() -> None:
    profile = load("""
        ## Gardens

        2019 to date: Head Gardener, Hatherop Hall, Ludlow. Twelve acres, and nine volunteers.

        2012/13: Gardener, Villa Serafina, Lucca, Italy.

        2011 (six months): Trainee, Great Wixley Nursery, Kent.
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Head Gardener", "Hatherop Hall", "Ludlow", "2019..now"),
        ("Gardener", "Villa Serafina", "Lucca, Italy", "2012..2013"),
        ("Trainee", "Great Wixley Nursery", "Kent", "2011..2011"),
    ]
    assert of(profile, "work")[0].clauses == ("Twelve acres, and nine volunteers.",)
    assert of(profile, "work")[2].fields["duration"] == "six months"


def test_tables_name_their_columns_in_the_words_of_their_section() -> None:
    profile = load("""
        ## Education

        | When | What | Where | Result |
        |---|---|---|---|
        | 2011-09 – 2013-02 | MA Bells and Clocks | Dunes College of Arts, London | distinction |

        ## Projects

        | When | Name | Notes | Software |
        |---|---|---|---|
        | 2021-04 – 2022-06 | Clapper Atlas | Map of clappers. See https://clapper.example.com | QGIS, R |

        ## Certificates

        | Certificate | Body | Issued | Valid till |
        |---|---|---|---|
        | Crane Operator | Guild of Lifters | 12-08-2018 | 12-08-2023 |
        | Caster's Oath | Town of Ghent | 15-06-2009 | lifetime |

        ## Languages

        | Language | Speak | Read | Write |
        |---|---|---|---|
        | Tamil | Yes | Yes | No |
    """)
    assert facts(of(profile, "education")[0]) == (
        "MA Bells and Clocks",
        "Dunes College of Arts",
        "London",
        "September 2011..February 2013",
    )
    assert of(profile, "education")[0].fields["score"] == "distinction"
    (atlas,) = of(profile, "projects")
    assert (atlas.title, atlas.keywords, atlas.links[0].url) == (
        "Clapper Atlas",
        ("QGIS", "R"),
        "https://clapper.example.com",
    )
    assert "Map of clappers." in atlas.clauses
    crane, oath = of(profile, "certificates")
    assert facts(crane) == ("Crane Operator", "Guild of Lifters", "", "12 August 2018..12 August 2018")
    assert crane.fields["expires"] == "valid till 12.08.2023"
    assert "expires" not in oath.fields
    assert of(profile, "languages")[0].fields["fluency"] == "speak, read"


def test_numeric_dates_as_the_rest_of_the_file_writes_them() -> None:
    assert when(of(load("## Jobs\n\n- Cook, Old Inn (01/07/2019 – 30/06/2020)\n"), "work")[0]).startswith("1 July 2019")
    ranges = load("## Jobs\n\n- Cook, Old Inn, 2012-2016\n- Baker, New Inn, 2011-12\n")
    months = load("## Jobs\n\n- Cook, Old Inn, 2012-03\n- Baker, New Inn, 2011-12\n")
    assert [when(entry) for entry in of(ranges, "work")] == ["2012..2016", "2011..2012"]
    assert when(of(months, "work")[1]) == "December 2011..December 2011"


def test_paragraphs_that_begin_bold_and_dated_are_entries() -> None:
    profile = load("""
        ## Projects

        **Bench Bell** (October 2022 to present). Web page that rings at noon. *Python, Flask.* Used by 26 schools.

        **Chime Clock** (May 2019). Kit for a clock with an *Arduino* clapper.

        ## Education

        **MChem Metals**, Dunes University, 2006 to June 2010. Upper second. Dissertation: "Tin pest".

        **A levels** in Art (A), Maths (B) and Music (B), Hill Sixth Form, Derby, 2004 to 2006
    """)
    bench, chime = of(profile, "projects")
    assert (bench.title, bench.keywords, when(bench)) == ("Bench Bell", ("Python", "Flask"), "October 2022..now")
    assert (chime.title, chime.keywords) == ("Chime Clock", ("Arduino",))
    assert chime.clauses == ("Kit for a clock with an Arduino clapper.",)
    metals, school = of(profile, "education")
    assert facts(metals) == ("MChem Metals", "Dunes University", "", "2006..June 2010")
    assert (metals.fields["score"], metals.clauses) == ("Upper second", ('Dissertation: "Tin pest".',))
    assert facts(school)[:3] == ("A levels in Art (A), Maths (B) and Music (B)", "Hill Sixth Form", "Derby")


def test_positions_in_italics_below_an_employer_in_bold() -> None:
    profile = load("""
        ## Appointments

        **Cape Foundry**, Beaufort, NC

        *Associate Professor*, July 2018 – present
        *Assistant Professor*, August 2012 – June 2018

        ### Hon. Ida Brandt, Court of Bells — Denver, CO

        **Law Clerk** — Aug. 2011 to Aug. 2012
    """)
    assert [facts(entry)[:3] for entry in of(profile, "work")] == [
        ("Associate Professor", "Cape Foundry", "Beaufort, NC"),
        ("Assistant Professor", "Cape Foundry", "Beaufort, NC"),
        ("Law Clerk", "Hon. Ida Brandt, Court of Bells", "Denver, CO"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "outlet", "year"),
    [
        (
            "Voss, M., & Brandt, I. (2012). How bells crack in winter. *Journal of Bronze*, 14(2), 88–101.",
            "How bells crack in winter",
            "Journal of Bronze",
            "2012",
        ),
        (
            "Voss M, Brandt I. Earplugs: a trial. *Bells Today* 2018; 23(4): 201.",
            "Earplugs: a trial",
            "Bells Today",
            "2018",
        ),
        (
            'Brandt, I., **Voss, M.** (2019). "Tin and ears." *Tower Letters* 7: 12-19.',
            "Tin and ears",
            "Tower Letters",
            "2019",
        ),
        (
            "Voss, M. 2023. *The Patient Bell*. Pelican Hill Press, Ghent.",
            "The Patient Bell",
            "Pelican Hill Press",
            "2023",
        ),
        ('"Who Owns the Peal?", 52 *Tower L. Rev.* 101 (2012)', "Who Owns the Peal?", "Tower L. Rev.", "2012"),
    ],
)
def test_citations(text: str, title: str, outlet: str, year: str) -> None:
    work = only(f"## Publications\n\n- {text}\n", "publications")
    assert facts(work) == (title, outlet, "", f"{year}..{year}")


def test_grants_and_awards_that_begin_with_the_year() -> None:
    profile = load("""
        ## Grants and awards

        * 2021–2025. National Bell Fund, "Clocks of deep towers", $1.2 million (PI)
        * 2014. Foundry Seed Fund, $15,000
        * Best Young Caster award from Ringwood Foundry in 2017
        * 2021: Silver Clapper, Guild of Founders, for Flood Bell
    """)
    assert [facts(entry) for entry in of(profile, "awards")] == [
        ("Clocks of deep towers", "National Bell Fund", "", "2021..2025"),
        ("Foundry Seed Fund", "", "", "2014..2014"),
        ("Best Young Caster award", "Ringwood Foundry", "", "2017..2017"),
        ("Silver Clapper", "Guild of Founders", "", "2021..2021"),
    ]
    assert of(profile, "awards")[1].fields["amount"] == "$15,000"


def test_licences_with_issue_and_expiry_one_a_line() -> None:
    profile = load("""
        ## Tickets

        State Bar of Pecos, admitted Oct. 2013 (No. 145532)
        Gold Card, issued 02/03/2021, expires 13/03/2026
        Rope Work, 2022, runs out 2027
    """)
    bar, card, rope = of(profile, "certificates")
    assert (bar.title, when(bar)) == ("State Bar of Pecos", "October 2013..October 2013")
    assert (when(card), card.fields["expires"]) == ("2 March 2021..2 March 2021", "expires 13/03/2026")
    assert (when(rope), rope.fields["expires"]) == ("2022..2022", "runs out 2027")


def test_references_with_lines_of_their_own_and_in_brackets() -> None:
    profile = load("""
        ## Referees

        Ida Brandt, Professor, Institute for Cold Bells, Tromsø
        ida@brandt.example.no, +47 555 01 234

        - Tom Reed (foreman, Reed & Sons) — +47 555 01 999

        Dr Ann Orme, Head of Collections, Lothian Bell Archive: "I have seen her save a bell already mourned."
        Jan Eik, Director, Bell Mill: "Patient with bronze, brisk with meetings."
    """)
    assert [(entry.title, entry.organization, entry.fields["position"]) for entry in of(profile, "references")] == [
        ("Ida Brandt", "Institute for Cold Bells", "Professor"),
        ("Tom Reed", "Reed & Sons", "foreman"),
        ("Dr Ann Orme", "Lothian Bell Archive", "Head of Collections"),
        ("Jan Eik", "Bell Mill", "Director"),
    ]
    assert of(profile, "references")[0].fields["email"] == "ida@brandt.example.no"
    assert of(profile, "references")[3].clauses == ('"Patient with bronze, brisk with meetings."',)


def test_skills_in_sentences_and_languages_in_a_row() -> None:
    profile = load("""
        ## Skills

        I am confident with kilns (gas, wood) and the Ghent lathe. I use Blender.

        ## Languages

        Français C2 · English C1 · Welsh (native)
    """)
    (skills,) = of(profile, "skills")
    assert skills.keywords == ("kilns", "gas", "wood", "Ghent lathe", "Blender")
    assert [(entry.title, entry.fields["fluency"]) for entry in of(profile, "languages")] == [
        ("Français", "C2"),
        ("English", "C1"),
        ("Welsh", "native"),
    ]


def test_years_listed_without_a_gap_are_one_period() -> None:
    profile = load("## Jobs\n\n- Lifeguard (seasonal), Derwent Baths, Derby, summers of 2007, 2008 and 2009\n")
    (job,) = of(profile, "work")
    assert facts(job) == ("Lifeguard", "Derwent Baths", "Derby", "2007..2009")
    assert "Summers of 2007, 2008 and 2009" in job.clauses


def test_definitions_describe_the_term_above_them() -> None:
    profile = load("""
        ## Selected projects

        *The Great Peal*
        : Rang for nine hours without a single pause.
        *The Small Peal*
        : Rang for nine minutes and woke up everybody.
    """)
    assert [(entry.title, entry.clauses) for entry in of(profile, "projects")] == [
        ("The Great Peal", ("Rang for nine hours without a single pause.",)),
        ("The Small Peal", ("Rang for nine minutes and woke up everybody.",)),
    ]


@pytest.mark.parametrize(
    ("front", "name", "place"),
    [
        (
            "MIRA VOSS-LINDE\n====\n\n14 Tannery Row, Leeds LS9 · m@x.example\n",
            "Mira Voss-Linde",
            "14 Tannery Row, Leeds LS9",
        ),
        (
            "**CURRICULUM VITAE**\n\n**MIRA VOSS**\n\nPlot No. 4, Hill Road, Pune – 411 001\n",
            "Mira Voss",
            "Plot No. 4, Hill Road, Pune – 411 001",
        ),
        ('- Mira "Mi" Voss\n- Bell founder\n- Ghent, Belgium\n', "Mira Voss", "Ghent, Belgium"),
        ("# Mira Voss, RGN, Ph.D.\n\nGhent, Belgium\n", "Mira Voss", "Ghent, Belgium"),
    ],
)
def test_the_name_and_address_however_they_stand(front: str, name: str, place: str) -> None:
    profile = page(f"{front}\n## Jobs\n\n- Cook, Old Inn, 2012-2016\n")
    assert (profile.name, profile.entries[0].place) == (name, place)
    assert len(of(profile, "work")) == 1


@pytest.mark.parametrize("line", ["Status: June 2024", "*Ghent, June 2024*"])
def test_where_the_date_of_the_resume_may_stand(line: str) -> None:
    profile = load(f"## Jobs\n\n- Cook, Old Inn, 2012-2016\n\n{line}\n")
    assert str(profile.updated) == "June 2024"


def test_two_grades_of_one_degree_are_both_kept() -> None:
    law = "### Pecos School of Law — Ely, NM\n*Juris Doctor, magna cum laude* | May 2012\n\n- GPA: 3.81/4.00\n"
    doctor = only(f"## Education\n\n{law}", "education")
    assert facts(doctor) == ("Juris Doctor", "Pecos School of Law", "Ely, NM", "May 2012..May 2012")
    assert doctor.fields["score"] == "magna cum laude, 3.81/4.00"


def test_a_list_of_tools_before_an_address_is_not_lost() -> None:
    (atlas,) = of(
        load("## Projects\n\n- **Atlas**, 2021. Map of bells. R, QGIS. https://atlas.example.com\n"), "projects"
    )
    assert atlas.keywords == ("R", "QGIS")
    assert atlas.links[0].url == "https://atlas.example.com"


def test_headings_labels_dates_and_languages_in_french() -> None:
    profile = page("""
        # Mira « Mimi » Voss

        ## Expérience professionnelle

        | Période | Poste | Maison | Ville |
        |---|---|---|---|
        | depuis avril 2021 | Fondeuse, chef | Cloches du Nord | Lille |
        | été 2012 | Apprentice | Forge Bleue | Arras |

        ### Cloches du Nord

        - Casts in February 2023 won a prize

        ## Langues

        - Anglais : courant

        Mise à jour : mars 2024
        """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Fondeuse, chef", "Cloches du Nord", "Lille", "April 2021..now"),
        ("Apprentice", "Forge Bleue", "Arras", "Summer 2012..Summer 2012"),
    ]
    assert of(profile, "work")[0].clauses == ("Casts in February 2023 won a prize",)
    assert (profile.name, str(profile.updated)) == ("Mira Voss", "March 2024")
    assert [(entry.title, entry.aliases) for entry in of(profile, "languages")] == [("Anglais", ("English",))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seit 04/2021", "April 2021..now"),
        ("von März 2015 bis Juni 2019", "March 2015..June 2019"),
        ("enero de 2014 - actualidad", "January 2014..now"),
        ("1er août 2016 – 3. Mai 2017", "1 August 2016..3 May 2017"),
        ("जून 2014 – वर्तमान", "June 2014..now"),
    ],
)
def test_dates_of_other_languages(text: str, expected: str) -> None:
    profile = load(f"## Berufserfahrung\n\n### Senior Caster, Ringwood Foundry ({text})\n\nBells.\n")
    assert [when(entry) for entry in of(profile, "work")] == [expected]


def test_years_with_a_gap_between_them_are_two_stints() -> None:
    profile = load("""
        ## Work

        1. **Deckhand**, Nordwal Boats Ltd, Emden
           `2012, 2014`
           - Ropes and paint
    """)
    assert [when(entry) for entry in of(profile, "work")] == ["2012..2012", "2014..2014"]


def test_what_the_chambers_are_to_a_barrister_and_what_her_cases_are_called() -> None:
    profile = load("""
        Career
        ------

        ### Ringwood Chambers, London
        *October 2016 to date*

        Tenant. Head of the team since 2022.

        Notable cases
        -------------

        **The *Iron Bell* v Port of Emden** [2019]
        : Appeal on cargo; reversed.
    """)
    assert facts(of(profile, "work")[0]) == ("Tenant", "Ringwood Chambers", "London", "October 2016..now")
    assert [entry.title for entry in of(profile, "projects")] == ["The Iron Bell v Port of Emden"]


def test_grants_contact_numbers_and_languages_that_share_a_level() -> None:
    profile = page("""
        Dr. Mira Voss
        mira@example.org · ORCID 0000-0003-0000-2222

        **ABOUT**

        Founder of bells.

        **GRANTS**

        1. *DEEP: Bells under water*. National Bell Fund, NOK 8.4 million, 2023 – 2027 (PI)

        **LANGUAGES**

        Dutch and Frisian (native)
        """)
    person, grant = profile.entries[0], of(profile, "awards")[0]
    assert person.fields["ORCID"] == "0000-0003-0000-2222"
    assert "phone" not in person.fields
    assert facts(grant) == ("DEEP: Bells under water", "National Bell Fund", "", "2023..2027")
    assert (grant.fields["amount"], grant.clauses) == ("NOK 8.4 million", ("PI",))
    assert [entry.fields["fluency"] for entry in of(profile, "languages")] == ["native", "native"]


def test_firm_and_position_before_a_town_after_two_hyphens() -> None:
    profile = page("""
        # Mira Voss's CV

        - Email: [mira@example.org](mailto:mira@example.org)

        # Experience

        ## Ringwood Foundry, Co-Founder & Caster -- San Jose, CA

        June 2023 – present

        - Cast 400 bells
        """)
    assert profile.name == "Mira Voss"
    assert facts(of(profile, "work")[0]) == (
        "Co-Founder & Caster",
        "Ringwood Foundry",
        "San Jose, CA",
        "June 2023..now",
    )


def test_dates_as_the_terms_of_a_definition_list() -> None:
    profile = load("""
        Education
        ---------

        2010-2014 (expected)
        :   **PhD, Bell Science**; Ringwood University

            *Thesis: Clocks of deep towers*

        2007-2010
        :   **BSc, Metallurgy**; University of Emden

        <!-- ### Footer

        Last updated: May 2013 -->
    """)
    assert [facts(entry) for entry in of(profile, "education")] == [
        ("PhD, Bell Science", "Ringwood University", "", "2010..2014"),
        ("BSc, Metallurgy", "University of Emden", "", "2007..2010"),
    ]
    assert of(profile, "education")[0].clauses == ("Thesis: Clocks of deep towers", "2010 – 2014 expected")
    assert str(profile.updated) == "May 2013"


def test_a_picture_below_a_heading_is_no_entry() -> None:
    profile = load("## Work\n\n### Caster, Ringwood Foundry\n\n![](bell.png)\n\n2010 – 2012\n\nBells.\n")
    assert [entry.title for entry in of(profile, "work")] == ["Caster"]


def test_a_line_of_sentences_and_contacts_loses_nothing() -> None:
    profile = page("""
        Mira Voss
        =========
        *Bell founder and smith. Skibbereen, Co. Cork. 086 555 0147. mira@example.org*

        ## Work

        **2017 to now** — Owner, Ringwood Foundry, Skibbereen

        ## Papers

        * Bell Casting, Board of Bells, 2016, expired 2023

        ## Hands

        Hot work, cold work, MIG welding

        ## FLIGHT TIME

        | | Hours |
        |---|---|
        | Total | 9,200 |
        """)
    person = profile.entries[0]
    assert (person.fields["label"], person.place) == ("Bell founder and smith", "Skibbereen, Co. Cork")
    assert (person.fields["phone"], person.fields["email"]) == ("086 555 0147", "mira@example.org")
    assert [entry.title for entry in of(profile, "certificates")] == ["Bell Casting"]
    assert [entry.keywords for entry in of(profile, "skills")] == [("Hot work", "cold work", "MIG welding")]
    assert [(entry.title, entry.clauses) for entry in of(profile, "FLIGHT TIME")] == [("Total", ("Hours: 9,200",))]


def test_freelance_work_has_a_town_and_no_firm() -> None:
    profile = page("""
        # 🔔 Mira Voss — Bell Founder

        📍 Rotterdam · 📧 mira@example.org

        ## Jobs

        - **Freelance bell tuner** · *2018 – now* · Rotterdam
        - **Caster** · Ringwood Foundry · *Sept 2013 – June 2018* · Delft

        ## School

        - **BA Acoustics**, University of Emden, *2009 – 2013*, 8.1

        ## 🤝 Unpaid

        Teach casting to teenagers at Jongerenhuis West, Saturdays (2019 – 2022)

        ## Who to ask

        Femke Daal, production manager, Ringwood Foundry — femke@example.org
        Jules Okafor, singer, Velvet Antlers — "I hear it for the first time."

        <sub>v. August 2024</sub>
        """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Freelance bell tuner", "Freelance", "Rotterdam", "2018..now"),
        ("Caster", "Ringwood Foundry", "Delft", "September 2013..June 2018"),
    ]
    assert of(profile, "education")[0].fields["score"] == "8.1"
    assert [(entry.title, entry.organization) for entry in of(profile, "volunteer")] == [
        ("Teach casting to teenagers", "Jongerenhuis West")
    ]
    assert [entry.title for entry in of(profile, "references")] == ["Femke Daal", "Jules Okafor"]
    assert str(profile.updated) == "August 2024"


def test_position_as_heading_then_employer_then_dates_in_one_paragraph() -> None:
    profile = load("""
    ## Experience

    ### Senior Trainer, Bell Tuning
    Ringwood Foundry, Ghent
    *February 2022 to present*

    - Leads a team of seven

    ### Baker, Night Shift (2021)
    Old Inn Works, Ely

    ### Apprentice Caster

    Nordwal & Daughter, Emden (my aunt's firm)

    `2006 – 2009`

    ### Clerk
    Sorted the post for three floors.
    2005
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Senior Trainer, Bell Tuning", "Ringwood Foundry", "Ghent", "February 2022..now"),
        ("Baker, Night Shift", "Old Inn Works", "Ely", "2021..2021"),
        ("Apprentice Caster", "Nordwal & Daughter", "Emden", "2006..2009"),
        ("Clerk", "", "", "2005..2005"),
    ]
    assert [entry.clauses for entry in of(profile, "work")[2:]] == [
        ("My aunt's firm",),
        ("Sorted the post for three floors.",),
    ]


TABLES = """
# MIRA VOSS, Ed.D.

| | |
|---|---|
| **Where** | Ghent, Belgium |

## Career

| From – to | Post | Employer |
|---|---|---|
| 07/2018 – present | Principal | Ringwood High School |
| 08/2014 – 06/2018 | Assistant Principal | Ringwood High School |
| 08/2009 – 06/2014 | Bell Teacher and Coach | Nordwal School |

**As principal:** budget of 11 million. Opened a foundry.

**As assistant principal:** ran the timetable.

**As a teacher:**

- Coached the ringers

## Initiatives

| Name | When | What | With |
|---|---|---|---|
| Bells Down the Hall | 01/2020 – 09/2021 | Practice bells; clappers too | Ringwood Guild |

## Skills

| Area | Items |
|---|---|
| Casting | bronze, moulds |
| Languages | Dutch (native), Twi (reading) |

## References

| Name | Position | Words |
|---|---|---|
| Ida Brandt | Superintendent, Ringwood District | "She answers the bell at six." |

Outside school: curling (skip of the Stone Four), maple sugaring.
"""


def test_everything_in_tables_with_words_about_the_posts_below_theirs() -> None:
    profile = page(TABLES)
    assert [(entry.title, entry.clauses) for entry in of(profile, "work")] == [
        ("Principal", ("Budget of 11 million.", "Opened a foundry.")),
        ("Assistant Principal", ("Ran the timetable.",)),
        ("Bell Teacher and Coach", ("Coached the ringers",)),
    ]
    assert not profile.warnings


def test_cells_go_where_the_heads_of_their_columns_say() -> None:
    profile = page(TABLES)
    assert (profile.name, of(profile, "basics")[0].place) == ("Mira Voss", "Ghent, Belgium")
    assert of(profile, "basics")[0].fields["letters"] == "Ed.D."
    (initiative,) = of(profile, "initiatives")
    assert facts(initiative) == ("Bells Down the Hall", "", "", "January 2020..September 2021")
    assert initiative.clauses == ("Practice bells; clappers too", "With: Ringwood Guild")
    assert [(entry.title, entry.fields) for entry in of(profile, "languages")] == [
        ("Dutch", {"fluency": "native"}),
        ("Twi", {"fluency": "reading"}),
    ]
    (reference,) = of(profile, "references")
    assert (reference.organization, reference.fields) == ("Ringwood District", {"position": "Superintendent"})
    assert [entry.title for entry in of(profile, "interests")] == ["curling (skip of the Stone Four)", "maple sugaring"]


def test_bold_employer_and_position_in_italics_with_the_date_below() -> None:
    profile = load("""
    ## Experience

    **Casa Amarela** — *Head Baker*  
    March 2021 – present, Lisbon

    **Self-employed** — *Market stall*  
    Summers 2012 and 2013, Porto

    ## Education

    **Instituto Doce** — *Diploma in Casting*  
    2012 – 2014, Porto

    **University of Ghent**, BSc Acoustics, 2008 – 2011
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Head Baker", "Casa Amarela", "Lisbon", "March 2021..now"),
        ("Market stall", "Self-employed", "Porto", "2012..2013"),
    ]
    assert [facts(entry) for entry in of(profile, "education")] == [
        ("Diploma in Casting", "Instituto Doce", "Porto", "2012..2014"),
        ("BSc Acoustics", "University of Ghent", "", "2008..2011"),
    ]


def test_one_line_for_each_position_at_an_employer() -> None:
    profile = load("""
    ## Work

    Casting Assistant @ Ringwood Foundry of Upper Ghent | 2012 - 2014 | Ghent
    Barista @ Third Cup | summer 2011 | Leeds

    ## Licences

    Caster's registration | PIN 14I0552E | Sep 2014

    ## Volunteering

    First aider @ Ghent Marathon | May 2016, May 2017

    ## Referees

    Prof. Adaeze Lund @ University of Ghent - thesis supervisor of the bells
    Tom Birkett @ Ringwood Foundry - Head of Casting - "She asks the bell first."
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Casting Assistant", "Ringwood Foundry of Upper Ghent", "Ghent", "2012..2014"),
        ("Barista", "Third Cup", "Leeds", "Summer 2011..Summer 2011"),
    ]
    assert [(entry.organization, entry.clauses) for entry in of(profile, "certificates")] == [("", ("PIN 14I0552E",))]
    assert [when(entry) for entry in of(profile, "volunteer")] == ["May 2016..May 2016"]
    assert [(entry.title, entry.organization, entry.fields["position"]) for entry in of(profile, "references")] == [
        ("Prof. Adaeze Lund", "University of Ghent", "thesis supervisor of the bells"),
        ("Tom Birkett", "Ringwood Foundry", "Head of Casting"),
    ]


def test_long_line_below_a_date_is_the_title() -> None:
    profile = load("""
    ## Schooling

    2010 – 2013
    BA (Hons) Technical Theatre, Severn School of Stage Arts, first class, evenings

    ## Cards

    2021-06
    First Aid at Work and at Height, St Petroc Ambulance — expired June 2024
    """)
    (degree,) = of(profile, "education")
    assert facts(degree) == ("BA (Hons) Technical Theatre", "Severn School of Stage Arts", "", "2010..2013")
    (card,) = of(profile, "certificates")
    assert facts(card) == ("First Aid at Work and at Height", "St Petroc Ambulance", "", "June 2021..June 2021")
    assert card.fields["expires"] == "expired June 2024"


def test_headings_that_are_only_a_date_and_gaps_before_one() -> None:
    profile = load("""
    ## Experience

    #### 2020 – present
    #### Head Veterinary Nurse
    ##### Dierenkliniek Noord, Groningen

    Runs the surgery floor.

    ## Roles

    ### 2013 – 2015
    #### Kennel Assistant
    Asiel Zuid, Zwolle

    ## Volunteering

    Survey Assistant, Office of Public Works, Dublin                    2012, 2014
    """)
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Head Veterinary Nurse", "Dierenkliniek Noord", "Groningen", "2020..now"),
        ("Kennel Assistant", "Asiel Zuid", "Zwolle", "2013..2015"),
    ]
    (unpaid,) = of(profile, "volunteer")
    assert facts(unpaid) == ("Survey Assistant", "Office of Public Works", "Dublin", "2012..2012")


def test_lists_below_software_are_skills_and_dated_lines_stay_apart() -> None:
    profile = load("""
    ## Software

    QGIS, AutoCAD, Python (a little)

    ## Projects

    Western Greenway, 2019 – 2021: 60 km of survey, 4 crews, client Galway County Council
    Bog Atlas (own project), 2016 – now: mapping drained bogs with a kite camera
    """)
    assert of(profile, "skills")[0].keywords == ("QGIS", "AutoCAD", "Python (a little)")
    assert [(entry.title, when(entry)) for entry in of(profile, "projects")] == [
        ("Western Greenway", "2019..2021"),
        ("Bog Atlas (own project)", "2016..now"),
    ]


def test_tables_with_heads_of_their_own_words() -> None:
    profile = load("""
    ## Employment

    | Dates | What I was | Where I was | Boss |
    |---|---|---|---|
    | 2019 – now | Head Caster | Ringwood Foundry, Ghent | Dr Aoife Lyne |

    ## Talks

    | Talk | Event | Place | Month |
    |---|---|---|---|
    | Small bells, big towers | Carillon Congress | Mechelen | March 2023 |

    ## Volunteering

    | Doing | With whom | Since / until |
    |---|---|---|
    | Swim teacher | Ghent Dolphins | since 2021 |

    ## References

    | Who | Relation | Contact | What they say |
    |---|---|---|---|
    | Prof. Ito | Former supervisor, Nordwal College | ito@example.org | "Grades 6 to 8. Calm in every storm." |
    """)
    (job,) = of(profile, "work")
    assert facts(job) == ("Head Caster", "Ringwood Foundry", "Ghent", "2019..now")
    assert job.clauses == ("Boss: Dr Aoife Lyne",)
    assert [facts(entry) for entry in of(profile, "talks")] == [
        ("Small bells, big towers", "Carillon Congress", "Mechelen", "March 2023..March 2023")
    ]
    assert [facts(entry) for entry in of(profile, "volunteer")] == [("Swim teacher", "Ghent Dolphins", "", "2021..now")]
    (reference,) = of(profile, "references")
    assert (reference.title, reference.organization, reference.fields) == (
        "Prof. Ito",
        "Nordwal College",
        {"position": "Former supervisor", "email": "ito@example.org"},
    )
    assert reference.clauses == ('"Grades 6 to 8.', 'Calm in every storm."')


def test_entries_as_labelled_lines() -> None:
    profile = page("""
        # Mira Voss
        ## UX writer

        Malmö, Sweden
        mira@example.org

        ### Experience

        **Position:** Lead UX Writer
        **Company:** Fjällbank
        **Dates:** August 2021 – present
        **Location:** Malmö
        - Cut support calls by 30%

        **Position:** Subtitler
        **Company:** Freelance
        **Dates:** 2014 – 2018

        ### Education

        Degree: BA Greek
        School: University of Patras
        Dates: 2008 – 2012
        Grade: 8.9/10

        ### Projects

        **Name:** Tone Dice
        **Dates:** 2020
        **Link:** https://example.org/dice
        A card game. Sold 800 decks.

        ### Certificates

        **Certificate:** Plain Language Editor
        **Issuer:** Nordic Language Council
        **Date:** March 2019
        """)
    assert of(profile, "basics")[0].place == "Malmö, Sweden"
    assert [facts(entry) for entry in of(profile, "work")] == [
        ("Lead UX Writer", "Fjällbank", "Malmö", "August 2021..now"),
        ("Subtitler", "Freelance", "", "2014..2018"),
    ]
    assert of(profile, "work")[0].clauses == ("Cut support calls by 30%",)
    (degree,) = of(profile, "education")
    assert (*facts(degree), degree.fields["score"]) == (
        "BA Greek",
        "University of Patras",
        "",
        "2008..2012",
        "8.9/10",
    )
    (project,) = of(profile, "projects")
    assert (project.title, project.clauses, project.links[0].url) == (
        "Tone Dice",
        ("A card game.", "Sold 800 decks."),
        "https://example.org/dice",
    )
    (certificate,) = of(profile, "certificates")
    assert facts(certificate)[:2] == ("Plain Language Editor", "Nordic Language Council")


def test_position_at_employer_in_two_styles_and_givers_in_brackets() -> None:
    profile = load("""
    ## Work

    **Bell adviser** at *Chambre Verte* (since April 2019, Perpignan)
    I visit about 90 towers a year.

    **Head ringer** at *Tour du Sud* (2013–2019, Céret): 40 bells, and one very large clock.

    ## Certificates

    * Certified organ inspector (Organ Board, 2015, renewed 2020)

    ## Side projects

    * **Bell walk** (2016–2018): Sunday walks for children, with *Mairie de Céret*.

    ## Talks

    * Carillon Youth, Ljubljana — "Bells that text" — Sept 2023
    """)
    (job, earlier) = of(profile, "work")
    assert (*facts(earlier), earlier.clauses) == (
        "Head ringer",
        "Tour du Sud",
        "Céret",
        "2013..2019",
        ("40 bells, and one very large clock.",),
    )
    assert (*facts(job), job.clauses) == (
        "Bell adviser",
        "Chambre Verte",
        "Perpignan",
        "April 2019..now",
        ("I visit about 90 towers a year.",),
    )
    (certificate,) = of(profile, "certificates")
    assert (*facts(certificate), certificate.clauses) == (
        "Certified organ inspector",
        "Organ Board",
        "",
        "2015..2015",
        ("Renewed 2020",),
    )
    assert of(profile, "projects")[0].clauses == ("Sunday walks for children, with Mairie de Céret.",)
    assert [facts(entry) for entry in of(profile, "talks")] == [
        ("Bells that text", "Carillon Youth", "Ljubljana", "September 2023..September 2023")
    ]
