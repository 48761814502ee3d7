"""The calendars news counts by: weeks, quarters, seasons, financial and academic years, Easter and bank holidays."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from nlp.dates.words import lexicon
from nlp.edtf import When, financial_year, month

_APRIL, _SEPTEMBER = 4, 9
_SATURDAY = 5


def between(first: date, last: date) -> str:
    """The EDTF interval of two days, both included."""
    return f"{first.isoformat()}/{last.isoformat()}"


def week(day: date) -> str:
    """The EDTF of the week a day is in, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return between(monday, monday + timedelta(days=6))


def weekend(day: date) -> str:
    """The EDTF of the Saturday and Sunday of the week a day is in."""
    saturday = day + timedelta(days=_SATURDAY - day.weekday())
    return between(saturday, saturday + timedelta(days=1))


def quarter(year: int, number: int, first_month: int = 1) -> str:
    """The EDTF of a quarter, 1 to 4, of a year that begins in a month (4: the financial year)."""
    start = first_month + 3 * (number - 1)
    return months(year, start, 3)


def months(year: int, first: int, count: int) -> str:
    """The EDTF of so many months from a month, which may lie outside 1 to 12: month 13 is next January."""
    last = first + count - 1
    start = shifted(date(year, 1, 1), first - 1)
    end = shifted(date(year, 1, 1), last - 1)
    return month(start.year, start.month) if count == 1 else f"{start:%Y-%m}/{end:%Y-%m}"


def shifted(day: date, by: int) -> date:
    """The first of the month so many months from a day's month.

    Raises:
        ValueError: that is outside the years 1 to 9999.
    """
    total = day.year * 12 + day.month - 1 + by
    return date(total // 12, total % 12 + 1, 1)


def year_of(kind: str, day: date) -> str:
    """The EDTF of the financial, academic or calendar year a day is in."""
    first_month = {"financial": _APRIL, "academic": _SEPTEMBER}.get(kind, 1)
    return named_year(kind, day.year if day.month >= first_month else day.year - 1)


def named_year(kind: str, first: int) -> str:
    """The EDTF of a financial, academic or calendar year by the year it begins in."""
    if kind == "financial":
        return financial_year(first)
    return f"{first}-09-01/{first + 1}-08-31" if kind == "academic" else f"{first}"


def is_financial(when: When) -> bool:
    """Whether a date is exactly one or more financial years."""
    ends = (when.earliest.month, when.earliest.day, when.latest.month, when.latest.day)
    return ends == (_APRIL, 1, 3, 31)


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the anonymous computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skew = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (century % 4) + 2 * (rest // 4) - skew - rest % 4) % 7
    late = (golden + 11 * skew + 22 * days) // 451
    total = skew + days - 7 * late + 114
    return date(year, total // 31, total % 31 + 1)


def holiday(name: str, year: int) -> date:
    """The day of a named holiday in a year.

    Raises:
        KeyError: no such holiday in the lexicon.
    """
    key = " ".join(name.lower().split())
    tables = lexicon()["holidays"]
    if key in tables["fixed"]:
        return date(year, *tables["fixed"][key])
    if key in tables["easter"]:
        return easter(year) + timedelta(days=tables["easter"][key])
    number, which = tables["mondays"][key]
    days = [w[0] for w in calendar.monthcalendar(year, number) if w[0]]
    return date(year, number, days[which - 1 if which > 0 else which])


def season_start(year: int, season: int) -> date:
    """The first day of a season, 21 spring to 24 winter, of a year; a winter is named after its December."""
    return date(year, 3 * (season - 20), 1)


def season_end(year: int, season: int) -> date:
    """The last day of a season of a year."""
    return shifted(season_start(year, season), 3) - timedelta(days=1)


def season_months(year: int, first: int, last: int) -> str:
    """The EDTF of the months from one season to another of the same year."""
    return f"{season_start(year, first):%Y-%m}/{season_end(year, last):%Y-%m}"
