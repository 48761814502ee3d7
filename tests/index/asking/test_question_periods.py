"""Periods in questions: what days they cover on the day of asking, and what is no period."""

from __future__ import annotations

from datetime import date

import pytest

from index.asking.periods import find_period
from index.words import Sheet

ASKED = date(2025, 4, 10)

PERIODS = [
    ("trusts set up since 2020", "2020-01-01", None),
    ("ratings from 2014 onwards", "2014-01-01", None),
    ("rated inadequate in the last two years", "2023-04-10", "2025-04-10"),
    ("changes over the past 6 months", "2024-10-10", "2025-04-10"),
    ("over the last decade", "2015-04-10", "2025-04-10"),
    ("between 2017 and 2020", "2017-01-01", "2020-12-31"),
    ("from March 2019 to June 2020", "2019-03-01", "2020-06-30"),
    ("2005 to 2009", "2005-01-01", "2009-12-31"),
    ("2005-2009", "2005-01-01", "2009-12-31"),
    ("between march and june 2019", "2019-03-01", "2019-06-30"),
    ("between 2 and 13 December 2024", "2024-12-02", "2024-12-13"),
    ("in 2022", "2022-01-01", "2022-12-31"),
    ("Kirklees's 2019 inspection", "2019-01-01", "2019-12-31"),
    ("overspent in 2019-20", "2019-04-01", "2020-03-31"),
    ("in 2019/20", "2019-04-01", "2020-03-31"),
    ("in the 2010s", "2010-01-01", "2019-12-31"),
    ("in autumn 2023", "2023-09-01", "2023-11-30"),
    ("on 3 May 2022", "2022-05-03", "2022-05-03"),
    ("after June 2019", "2019-07-01", None),
    ("before 2015", None, "2014-12-31"),
    ("up to 2015", None, "2015-12-31"),
    ("last year", "2024-01-01", "2024-12-31"),
    ("this year", "2025-01-01", "2025-12-31"),
    ("last month", "2025-03-01", "2025-03-31"),
    ("last week", "2025-03-31", "2025-04-06"),
    ("last summer", "2024-06-01", "2024-08-31"),
    ("since last year", "2024-01-01", None),
    ("recently", "2024-04-10", "2025-04-10"),
    ("in 2019 and 2021", "2019-01-01", "2021-12-31"),
]


@pytest.mark.parametrize(("question", "after", "before"), PERIODS)
def test_a_period_is_understood(question: str, after: str | None, before: str | None) -> None:
    period = find_period(Sheet(question), ASKED)
    assert period is not None
    assert (period.after and period.after.isoformat(), period.before and period.before.isoformat()) == (after, before)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("what does the Children Act 2004 say", "the year is the act's name"),
        ("the 1989 Children Act", "the year is the act's name"),
        ("on 31 June 2020", "there is no such day"),
        ("may a council appeal", "may is no month without a year"),
        ("the first report", "an ordinal is no date"),
    ],
)
def test_what_is_no_period(question: str, why: str) -> None:
    assert find_period(Sheet(question), ASKED) is None, why


def test_the_words_of_a_period_are_understood() -> None:
    sheet = Sheet("ratings since March 2019 in Kirklees")
    find_period(sheet, ASKED)
    assert [sheet.words[at].folded for at in sheet.left()] == ["ratings", "in", "kirklees"]


def test_the_last_years_before_a_leap_day() -> None:
    period = find_period(Sheet("in the last year"), date(2024, 2, 29))
    assert period is not None
    assert period.after == date(2023, 2, 28)
