"""Dates and periods as people write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.load.dates import find_date, is_ongoing, is_reversed, parse_date, parse_period
from bot.profile import PartialDate, Period

DATES = [
    ("2014", PartialDate(2014)),
    (2014, PartialDate(2014)),
    ("2014-06", PartialDate(2014, 6)),
    ("2014-06-15", PartialDate(2014, 6, 15)),
    ("2014-06-15T12:00:00Z", PartialDate(2014, 6, 15)),
    (datetime.date(2014, 6, 15), PartialDate(2014, 6, 15)),
    ("Jun 2014", PartialDate(2014, 6)),
    ("June 2014", PartialDate(2014, 6)),
    ("april, 2017", PartialDate(2017, 4)),
    ("06/2014", PartialDate(2014, 6)),
    ("6.2014", PartialDate(2014, 6)),
    ("14 Sep 2022", PartialDate(2022, 9, 14)),
    ("14th of September 2022", PartialDate(2022, 9, 14)),
    ("Sept. 14, 2022", PartialDate(2022, 9, 14)),
    ("13-Oct-2011", PartialDate(2011, 10, 13)),
    ("23/09/2011", PartialDate(2011, 9, 23)),
    ("09/23/2011", PartialDate(2011, 9, 23)),
    ("04/05/2019", PartialDate(2019)),
    ("04.05.2019", PartialDate(2019, 5, 4)),
    ("Summer 2019", PartialDate(2019, season="summer")),
    ("fall of 2019", PartialDate(2019, season="fall")),
    ("May '19", PartialDate(2019, 5)),
]
NOT_DATES = [
    *("", "present", "2014-19", "2014-00", "2014-02-30", "31 June 2014", "13/2014", "marching 2014"),
    *("0000", "20144", "banana", "00/00/2014", "Summer 12 2019"),
]
PERIODS = [
    ("June 2014 – November 2015", Period(PartialDate(2014, 6), PartialDate(2015, 11))),
    ("09/2009 – 11/2012", Period(PartialDate(2009, 9), PartialDate(2012, 11))),
    ("2007 - 2008", Period(PartialDate(2007), PartialDate(2008))),
    ("(2007-2011)", Period(PartialDate(2007), PartialDate(2011))),
    ("2022 to 2023", Period(PartialDate(2022), PartialDate(2023))),
    ("from 2014 to 2016", Period(PartialDate(2014), PartialDate(2016))),
    ("2014–19", Period(PartialDate(2014), PartialDate(2019))),
    ("2014-06 - 2015-03", Period(PartialDate(2014, 6), PartialDate(2015, 3))),
    ("Jan – Apr 2019", Period(PartialDate(2019, 1), PartialDate(2019, 4))),
    ("Nov – Feb 2019", Period(PartialDate(2018, 11), PartialDate(2019, 2))),
    ("June 2014 – Nov 2015 (1 year, 6 months)", Period(PartialDate(2014, 6), PartialDate(2015, 11))),
    ("January 2016 - present", Period(PartialDate(2016, 1), ongoing=True)),
    ("2016 –", Period(PartialDate(2016), ongoing=True)),
    ("since 03/2021", Period(PartialDate(2021, 3), ongoing=True)),
    ("until 2019", Period(end=PartialDate(2019))),
    ("Dec 2014", Period(PartialDate(2014, 12), PartialDate(2014, 12))),
    ("2014-06", Period(PartialDate(2014, 6), PartialDate(2014, 6))),
    ("ongoing", Period(ongoing=True)),
    ("2014-19", None),
    ("Python – 2014", None),
    ("from here to there", None),
    ("", None),
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_a_date_is_as_precise_as_it_is_written(written: object, expected: PartialDate) -> None:
    assert parse_date(written) == expected


@pytest.mark.parametrize("written", NOT_DATES)
def test_what_is_no_date_or_impossible_gives_none(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(("written", "expected"), PERIODS)
def test_a_period_has_the_ends_that_are_written(written: str, expected: Period | None) -> None:
    assert parse_period(written) == expected


def test_a_period_may_be_written_the_wrong_way_round() -> None:
    backwards, same = parse_period("2015 – 2014"), parse_period("June 2014 – 2014")
    assert backwards
    assert is_reversed(backwards)
    assert same
    assert not is_reversed(same)


@pytest.mark.parametrize("word", ["present", "Now", "CURRENT", "today", "ongoing", "(present)"])
def test_words_for_up_to_now(word: str) -> None:
    assert is_ongoing(word)


def test_a_date_is_found_in_other_words() -> None:
    assert find_date("expected May 2025, if all goes well") == PartialDate(2025, 5)
    assert find_date("no date at all") is None


@given(st.text() | st.from_regex(r"[0-9 /.–-]{1,20}|[a-z]{3,9}[ .-][0-9']{1,4}"))
def test_any_text_is_a_possible_date_or_none(text: str) -> None:
    date = parse_date(text)
    assert date is None or date.first <= date.last
    assert find_date(text) is None or str(find_date(text))
    period = parse_period(text)
    assert period is None or period.start or period.end or period.ongoing
