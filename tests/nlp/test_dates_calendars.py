"""The calendars: Easter and bank holidays against published dates, financial years, weeks, quarters and seasons."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import calendars
from nlp.edtf import When


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1954, "04-18"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2016, "03-27"), (2024, "03-31")],
)
def test_easter(year: int, sunday: str) -> None:
    assert calendars.easter(year).isoformat() == f"{year}-{sunday}"


@given(st.integers(1753, 4099))
def test_easter_is_a_sunday_between_its_limits(year: int) -> None:
    easter = calendars.easter(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Good Friday", "2024-03-29"),
        ("Early May bank holiday", "2024-05-06"),
        ("Spring bank holiday", "2024-05-27"),
        ("August bank holiday", "2024-08-26"),
        ("Boxing Day", "2024-12-26"),
    ],
)
def test_holidays_of_2024(name: str, day: str) -> None:
    assert calendars.holiday(name, 2024).isoformat() == day


def test_an_unknown_holiday_is_no_day() -> None:
    with pytest.raises(KeyError):
        calendars.holiday("Twelfth Night", 2024)


@pytest.mark.parametrize(
    ("day", "financial", "academic"),
    [
        ("2024-03-31", "2023-04-01/2024-03-31", "2023-09-01/2024-08-31"),
        ("2024-04-01", "2024-04-01/2025-03-31", "2023-09-01/2024-08-31"),
        ("2024-09-01", "2024-04-01/2025-03-31", "2024-09-01/2025-08-31"),
    ],
)
def test_years_turn_in_april_and_in_september(day: str, financial: str, academic: str) -> None:
    assert calendars.year_of("financial", date.fromisoformat(day)) == financial
    assert calendars.year_of("academic", date.fromisoformat(day)) == academic
    assert calendars.year_of("calendar", date.fromisoformat(day)) == "2024"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_week_is_seven_days_from_monday_that_hold_the_day(day: date) -> None:
    week = When.parse(calendars.week(day))
    assert week.days == 7
    assert week.earliest.weekday() == 0
    assert week.earliest <= day <= week.latest
    assert week.contains(When.parse(calendars.weekend(day)))


def test_quarters_of_the_year_and_of_the_financial_year() -> None:
    assert calendars.quarter(2023, 4) == "2023-10/2023-12"
    assert calendars.quarter(2021, 4, first_month=4) == "2022-01/2022-03"


def test_seasons_run_on_and_winter_into_the_next_year() -> None:
    assert calendars.season_start(2021, 24) == date(2021, 12, 1)
    assert calendars.season_end(2023, 24) == date(2024, 2, 29)
    assert calendars.season_months(2016, 21, 22) == "2016-03/2016-08"
