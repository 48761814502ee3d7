"""Dates that name their own year: days, months, seasons, years, pairs of years, decades and centuries."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from nlp.dates import calendars
from nlp.dates.grammar import Shape
from nlp.dates.story import Story, sentence_around
from nlp.dates.words import any_of, meaning, number
from nlp.edtf import day, month

_WINTER = 24
_APRIL = 4
# Day first, as British texts write; nothing filled in from the clock: all three parts must be in the text.
_SETTINGS: dict[str, Any] = {
    "DATE_ORDER": "DMY",
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - a day, not a moment
    "TIMEZONE": "UTC",
    "RETURN_AS_TIMEZONE_AWARE": False,
}


@lru_cache(maxsize=8192)
def parsed(written: str) -> date | None:
    """The day that a complete date such as "3rd May 2016" or "18/12/2015" names, or None if there is no such day."""
    import dateparser  # a question without such a date need not wait for its loading

    found = dateparser.parse(written, languages=["en"], settings=_SETTINGS)
    return found.date() if found else None


def full_year(short: str, story: Story) -> int | None:
    """The year two digits stand for: the latest that is at most ten years after publication."""
    if story.published is None:
        return None
    limit = story.published.year + 10
    return limit - (limit - int(short)) % 100


def year_in(shape: Shape, story: Story) -> int | None:
    """The year a shape names in four digits or two."""
    if "year" in shape.words:
        return int(shape.words["year"])
    return full_year(shape.words["short"], story) if "short" in shape.words else None


def whole_day(shape: Shape, story: Story) -> str | None:
    """A day, month and year, in words or figures."""
    year, words = year_in(shape, story), shape.words
    if year is None:
        return None
    if "month" in words:
        found = parsed(f"{words['day']} {words['month'].rstrip('.').lower()[:3]} {year}")
    else:
        found = parsed(f"{words['day']}/{words['mm']}/{year}")
    return day(found) if found else None


def whole_month(shape: Shape, story: Story) -> str | None:
    """A month and its year."""
    year = year_in(shape, story)
    return None if year is None else month(year, number("months", shape.words["month"]))


def season(shape: Shape, _story: Story) -> str | None:
    """A season and its year; a winter of two years is named after the first."""
    year, name = int(shape.words["year"]), number("seasons", shape.words["season"])
    if "tail" in shape.words and name != _WINTER:
        return None
    return month(year, name)


def seasons(shape: Shape, _story: Story) -> str | None:
    """Two seasons of one year."""
    first, last = (number("seasons", shape.words[key]) for key in ("season", "season2"))
    return calendars.season_months(int(shape.words["year"]), first, last) if first < last else None


def _last_year(first: int, tail: str) -> int:
    if len(tail) > 2:
        return int(tail)
    return first - first % 100 + int(tail) + (100 if int(tail) < first % 100 else 0)


def pair(shape: Shape, story: Story) -> str | None:
    """Two years: neighbours are one financial or academic year or an intake, others a range."""
    first, tail = int(shape.words["year"]), shape.words["tail"]
    last = _last_year(first, tail)
    if last - first == 1:
        return neighbours(shape, story, first)
    if first < last <= first + 60:
        return f"{first}/{last}"
    return month(first, int(tail)) if len(tail) == 2 and 1 <= int(tail) <= 12 else None


def neighbours(shape: Shape, story: Story, first: int) -> str:
    """A year and the next as the one year they name together."""
    kind = shape.words.get("kind") or shape.words.get("kind2")
    if kind:
        named = meaning("year_kinds", kind)
        return f"{first}/{first + 1}" if named == "calendar" else calendars.named_year(named, first)
    low, high = sentence_around(story.text, shape.start, shape.end)
    if any_of("fences", "intakes").search(story.text, low, high):
        return f"{first}/{first + 1}"
    return calendars.named_year("financial", first)


def short_pair(shape: Shape, story: Story) -> str | None:
    """A financial year in twice two digits."""
    first, last = full_year(shape.words["short"], story), full_year(shape.words["short2"], story)
    return calendars.named_year("financial", first) if first and last == first + 1 else None


def kind_year(shape: Shape, _story: Story) -> str:
    """A financial or academic year by one year: "FY2023" ends in 2023; "the academic year 2023" begins then."""
    year, kind = int(shape.words["year"]), shape.words.get("kind")
    named = meaning("year_kinds", kind) if kind else "financial"
    return calendars.named_year(named, year if kind else year - 1)


def quarter(shape: Shape, _story: Story) -> str:
    """A quarter of a calendar year, or of the financial year where two years are given."""
    start = _APRIL if "tail" in shape.words else 1
    return calendars.quarter(int(shape.words["year"]), int(shape.words["quarter"]), start)


def half(shape: Shape, _story: Story) -> str:
    """A half of a calendar year, or of the financial year where two years are given."""
    start = _APRIL if "tail" in shape.words else 1
    return calendars.months(int(shape.words["year"]), start + 6 * (int(shape.words["half"]) - 1), 6)


def decade(shape: Shape, _story: Story) -> str:
    """Ten years by their first: "the 1990s", "the 90s", "the nineties"."""
    if "ten" in shape.words:
        return f"{shape.words['ten'][:3]}X"
    if "tens" in shape.words:
        return f"{number('decades', shape.words['tens']) // 10}X"
    return f"19{shape.words['shorten'][0]}X"


def century(shape: Shape, _story: Story) -> str | None:
    """A hundred years, counted as EDTF counts them: the 20th century is 1900 to 1999."""
    words = shape.words
    which = int(words["nth"]) if "nth" in words else number("centuries", words["nthword"])
    return f"{which - 1:02d}00/{which - 1:02d}99" if 10 <= which <= 21 else None


def turn(shape: Shape, story: Story) -> str:
    """The turn of the century, and the new millennium, which has not ended."""
    if not story.text[shape.start : shape.start + 8].lower().startswith("the turn"):
        return "2000/.."
    return f"{int(shape.words.get('nth', '21')) - 1:02d}00~"


def year(shape: Shape, _story: Story) -> str:
    """A year by itself."""
    return shape.words["year"]
