"""When: a date exactly as precise as the text was, in EDTF (ISO 8601-2 level 1), on the edtf library."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from edtf import EDTFParseException, Interval, parse_edtf

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_FEW_DAYS = timedelta(days=10)
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?", re.ASCII)
_DECADE = re.compile(r"(\d{3})X", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF value with the first and last day it can mean.

    ``earliest`` is date.min for an open beginning, ``latest`` date.max for an open end ("since 2020": ``2020/..``).
    """

    value: str
    earliest: date
    latest: date

    @classmethod
    def parse(cls, value: str) -> When:
        """The date an EDTF string denotes.

        Raises:
            ValueError: the string is not EDTF of level 0 or 1, or its interval runs backwards.
        """
        return _parse(value.strip())

    @property
    def approximate(self) -> bool:
        """Whether the text said about, around, or gave no more than the article's own day."""
        return "~" in self.value

    @property
    def days(self) -> int:
        """How many days it spans: 1 for a day, 366 or fewer for a year; open ends count to the calendar's limits."""
        return (self.latest - self.earliest).days + 1

    @property
    def open_ended(self) -> bool:
        """Whether one side is not known."""
        return self.earliest == date.min or self.latest == date.max

    def overlaps(self, other: When) -> bool:
        """Whether some day could be both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def contains(self, other: When) -> bool:
        """Whether every day of the other is one of this."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def in_words(self) -> str:
        """The date as an English reader writes it: "1 October 2024", "autumn 2025", "2023-24", "since 2020"."""
        return _in_words(self)


@lru_cache(maxsize=16384)
def _parse(value: str) -> When:
    if "/" in value:
        left, right = (side.strip() for side in value.split("/", 1))
        earliest = date.min if left in ("", "..") else _parse(left).earliest
        latest = date.max if right in ("", "..") else _parse(right).latest
        if earliest > latest:
            raise ValueError(f"the interval {value} ends before it begins")
        return When(value, earliest, latest)
    first, last = _plain_days(value) or _library_days(value)
    return When(value, first, last)


def _plain_days(value: str) -> tuple[date, date] | None:
    """First and last day of a plain year, month, day or decade; the library's grammar takes milliseconds for each."""
    if decade := _DECADE.fullmatch(value):
        return (date(int(decade[1]) * 10, 1, 1), date(int(decade[1]) * 10 + 9, 12, 31)) if int(decade[1]) else None
    plain = _PLAIN.fullmatch(value)
    if plain is None or not int(plain[1]):
        return None
    if len(value) == 7 and int(plain[2] or 0) in SEASONS:
        return _season_days(int(plain[1]), int(plain[2]))
    if plain[2] and not 1 <= int(plain[2]) <= 12:
        return None
    year, month_of_year, day_of_month = int(plain[1]), int(plain[2] or 0), int(plain[3] or 0)
    if not month_of_year:
        return date(year, 1, 1), date(year, 12, 31)
    days = calendar.monthrange(year, month_of_year)[1]
    if plain[3] and not 1 <= day_of_month <= days:
        return None
    return date(year, month_of_year, day_of_month or 1), date(year, month_of_year, day_of_month or days)


def _season_days(year: int, season: int) -> tuple[date, date]:
    """A season's three months, of which a winter's last two are in the next year: it is named after its December."""
    first, last_month = date(year, 3 * (season - 20), 1), 3 * (season - 20) + 2
    end_year, end_month = (year + 1, last_month - 12) if last_month > 12 else (year, last_month)
    return first, date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _library_days(value: str) -> tuple[date, date]:
    try:
        parsed = parse_edtf(value)
        if isinstance(parsed, Interval):
            raise ValueError(f"{value} is not one EDTF date")
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ValueError(f"{value!r} is not an EDTF date") from error


def day(on: date) -> str:
    """The EDTF of a day."""
    return on.isoformat()


def month(year: int, number: int) -> str:
    """The EDTF of a month, 1 to 12, or of a season, 21 to 24."""
    return f"{year:04d}-{number:02d}"


def financial_year(first: int) -> str:
    """The EDTF of the financial year that begins on 1 April of a year."""
    return f"{first:04d}-04-01/{first + 1:04d}-03-31"


def _in_words(when: When) -> str:
    value = when.value
    if "/" in value:
        return _interval_in_words(when, *value.split("/", 1))
    bare = value.rstrip("~?%")
    about = "about " if "~" in value or "?" in value else ""
    if bare.endswith("X"):
        return f"{about}the {when.earliest.year}s"
    parts = bare.split("-")
    if len(parts) == 1:
        return f"{about}{bare}"
    if len(parts) == 2:
        number = int(parts[1])
        name = SEASONS.get(number) or calendar.month_name[number]
        return f"{about}{name} {parts[0]}"
    return f"{about}{when.earliest.day} {calendar.month_name[when.earliest.month]} {when.earliest.year}"


def _interval_in_words(when: When, left: str, right: str) -> str:
    if when.latest == date.max:
        return f"since {_in_words(_parse(left))}" if when.earliest != date.min else "at an unknown date"
    if when.earliest == date.min:
        return f"until {_in_words(_parse(right))}"
    first, last = when.earliest, when.latest
    if (first.month, first.day, last.month, last.day) == (4, 1, 3, 31) and last.year == first.year + 1:
        return f"{first.year}-{last.year % 100:02d}"
    if when.latest - when.earliest <= _FEW_DAYS and first.year == last.year:
        start = f"{first.day}" if first.month == last.month else f"{first.day} {calendar.month_name[first.month]}"
        return f"{start}-{last.day} {calendar.month_name[last.month]} {last.year}"
    return f"{_in_words(_parse(left))} to {_in_words(_parse(right))}"
