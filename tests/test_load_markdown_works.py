"""Talks, articles, books and prizes: each an entry of its own, of its own kind."""

from __future__ import annotations

import pytest

from tests.markdown import facts, load, of, only

TOLD = """
    ## Told and written

    | Title | Where | Date |
    |---|---|---|
    | "Battery first" | talk, Green Tug Forum, Rotterdam | 2022-09-21 |
    | "Re-engining a ferry" | article, *Engine & Keel* | 2021-03 |
    """
SAID = """
    ## Said and written

    - "Turning wheels" — talk, Dairy Days, Burlington, 11 March 2021
    - "Wind slab: a case study", The Alpine Journal, December 2018
    - *Glacier Travel*, handbook, Keaside Press, 2021
    """


def test_a_row_goes_where_its_own_word_says() -> None:
    profile = load(TOLD)
    assert [facts(entry)[:3] for entry in of(profile, "talks")] == [("Battery first", "Green Tug Forum", "Rotterdam")]
    assert [facts(entry)[:2] for entry in of(profile, "publications")] == [("Re-engining a ferry", "Engine & Keel")]


def test_what_appeared_in_a_journal_is_no_talk() -> None:
    profile = load(SAID)
    assert [entry.title for entry in of(profile, "talks")] == ["Turning wheels"]
    assert [facts(entry)[:2] for entry in of(profile, "publications")] == [
        ("Wind slab: a case study", "The Alpine Journal"),
        ("Glacier Travel", "Keaside Press"),
    ]


def test_each_translated_book_is_an_entry_with_its_author_and_publisher() -> None:
    profile = load("""
        ## What I've translated

        ### Novels

        1. *Le Commis du sel* (Saltskriveren), Bodil Krog, from Danish, Éditions Basse, 2015
        2. *La Maison* (Casa), Radu Ilie, from Romanian, Passerelle, 2021

        ### On the desk

        3. *La Fille* (Datter), Bodil Krog, from Danish, under contract, not yet dated
        """)
    books = of(profile, "publications")
    assert [(book.title, book.organization, book.fields["authors"]) for book in books] == [
        ("Le Commis du sel", "Éditions Basse", "Bodil Krog"),
        ("La Maison", "Passerelle", "Radu Ilie"),
        ("La Fille", "", "Bodil Krog"),
    ]
    assert "Translated from Danish" in books[0].clauses


def test_from_one_language_into_another_is_a_skill_and_no_language() -> None:
    profile = load(
        "## Languages\n\n- Danish → French: novels\n- English ⇄ French: conferences\n- French: mother tongue\n"
    )
    assert [entry.title for entry in of(profile, "languages")] == ["French"]
    assert [entry.title for entry in of(profile, "skills")] == ["Danish into French", "English and French"]


def test_the_work_that_won_a_prize_did_not_give_it() -> None:
    profile = load("""
        ## Projects

        - **Ossuary** (2021): a film
        - **Ferryman** (2015): a cheese

        ## Prizes

        - Golden Clapper for Best Sound, *Ossuary* – 2022
        - First in class, Curd Society — Ferryman, August 2016
        """)
    clapper, ribbon = of(profile, "awards")
    assert (clapper.organization, clapper.clauses) == ("", ("For Ossuary",))
    assert (ribbon.organization, ribbon.place, ribbon.clauses) == ("Curd Society", "", ("For Ferryman",))


def test_a_remark_in_brackets_stays_in_the_name_of_a_certificate() -> None:
    profile = load(
        "## Certificates\n\n| Paper | From | Got |\n|---|---|---|\n| HACCP (dairy) | Safe Plate | Nov 2019 |\n"
    )
    assert [facts(entry)[:2] for entry in of(profile, "certificates")] == [("HACCP (dairy)", "Safe Plate")]


def test_a_course_with_a_word_of_institutions_in_it_is_what_was_studied() -> None:
    profile = load(
        "## Education\n\n- Court interpreting, 60 hours, Jutland School, 2019\n- A.A.S. Baking, Bay Institute, 2012\n"
    )
    assert [facts(entry)[:2] for entry in of(profile, "education")] == [
        ("Court interpreting", "Jutland School"),
        ("A.A.S. Baking", "Bay Institute"),
    ]


def test_a_book_is_as_old_as_its_first_edition() -> None:
    profile = load(
        "## Publications\n\n- *Nuisance*, with Tobias Wren, Lanyard Press, first edition 2019, second edition 2022\n"
    )
    (book,) = of(profile, "publications")
    assert facts(book) == ("Nuisance", "Lanyard Press", "", "2019..2019")
    assert "Second edition 2022" in book.clauses


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("Jan Krawiec, *The Lift* (Quay Books, 2019)", "Quay Books", "Jan Krawiec"),
        ("*The Lift* (Form & Co, 2022), with Kajsa Rehn", "Form & Co", None),
        ("[The Lift](https://press.example/lift) (Die Schau, March 2023)", "Die Schau", None),
    ],
)
def test_the_publisher_of_a_book_stands_in_brackets(line: str, publisher: str, authors: str | None) -> None:
    book = only(f"## Books\n\n- {line}\n", "publications")
    assert (book.title, book.organization, book.fields.get("authors")) == ("The Lift", publisher, authors)


def test_a_guest_lecture_is_no_event() -> None:
    talk = only('## Talks\n\n- Guest lecture, University of Una, 3 March 2022: "Feel and timing in games"\n', "talks")
    assert (talk.title, talk.organization) == ("Feel and timing in games", "University of Una")


def test_a_remark_with_a_year_is_no_tool() -> None:
    assert not only("## Projects\n\n### tatws\nWatches a queue. *Archived 2021.*\n", "projects").keywords
