"""Dates counted from the publication day or from the last one told: "last week", "the following year"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nlp.dates import calendars
from nlp.dates.grammar import Shape
from nlp.dates.story import Story
from nlp.dates.words import meaning, number
from nlp.edtf import When, day, month

_STEPS = {"this": 0, "same": 0, "last": -1, "previous": -1, "next": 1, "following": 1, "past": -1, "coming": 1}
_TOLD = ("same", "following", "previous")
_OVER = re.compile(r"(?:over|in|within|for|during|throughout|across)\s*$", re.IGNORECASE)
_DAYS = {"yesterday": -1, "tomorrow": 1}
_MONTHS = {"month": 1, "quarter": 3}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_JUST_TOLD = 250
_A_MONTH = 31
_A_YEAR = 366


def year_meant(reference: str, story: Story) -> int | None:
    """The year of "last year", "this year", "that year", "the following year"."""
    sense = meaning("references", reference)
    base = _base(sense, story)
    return base.year + _STEPS[sense] if base else None


def _base(sense: str, story: Story) -> date | None:
    if sense not in _TOLD:
        return story.published
    if story.last is None or story.last.earliest == date.min:
        return None
    return story.last.earliest


def unit_meant(shape: Shape, story: Story) -> str | None:
    """This, last, next, that, the following or the previous year, month, week, day …"""
    sense, unit = meaning("references", shape.words["reference"]), shape.words["unit"].lower()
    if shape.words["reference"].lower().endswith("the next") and _OVER.search(
        story.text, max(0, shape.start - 12), shape.start
    ):
        return window(story.published, 1, unit) if story.published else None
    if sense in _TOLD and not (_fine_enough(unit, story) and _close_enough(unit, shape, story)):
        return None
    base = _base(sense, story)
    if base is None:
        return None
    kind = shape.words.get("kind")
    told = story.last if sense in _TOLD else None
    if told and unit == "year" and not kind and calendars.is_financial(told):
        kind = "financial"
    if story.text[shape.start : shape.start + 9].lower() == "this time":
        return month(base.year + _STEPS[sense], base.month)
    return moved(base, unit, _STEPS[sense], meaning("year_kinds", kind) if kind else "calendar")


def _close_enough(unit: str, shape: Shape, story: Story) -> bool:
    """Whether days are counted from a date just told, not from some event of a later paragraph."""
    near = story.exact and shape.start - story.last_end <= _JUST_TOLD
    return unit != "day" or (near and not story.past_a_heading(shape))


def _fine_enough(unit: str, story: Story) -> bool:
    """Whether the last date told is precise enough to count such units from."""
    if story.last is None:
        return False
    limit = {
        "year": 3 * _A_YEAR,
        "decade": 11 * _A_YEAR,
        "month": _A_MONTH,
        "quarter": _A_MONTH,
        "week": 7,
        "weekend": 7,
        "day": 1,
    }
    return story.last.days <= limit.get(unit, 0) or (unit == "year" and story.last.open_ended)


def moved(base: date, unit: str, by: int, kind: str = "calendar") -> str | None:
    """The EDTF of the year, month, week … that a day is in, so many of them on."""
    if unit == "year":
        return calendars.year_of(kind, _safe_year(base, by))
    if unit == "decade":
        return f"{base.year // 10 + by}X"
    if unit == "century":
        return f"{base.year // 100 + by}00/{base.year // 100 + by}99"
    if unit == "month":
        return f"{calendars.shifted(base, by):%Y-%m}"
    if unit == "quarter":
        first = calendars.shifted(base, 3 * by)
        return calendars.quarter(first.year, (first.month - 1) // 3 + 1)
    if unit in ("week", "weekend"):
        moved_on = base + timedelta(days=7 * by)
        return calendars.week(moved_on) if unit == "week" else calendars.weekend(moved_on)
    return day(base + timedelta(days=by)) if unit == "day" else None


def _safe_year(base: date, by: int) -> date:
    return date(base.year + by, base.month, min(base.day, 28))


def the_unit(shape: Shape, story: Story) -> str | None:
    """The year, month or week in "the end of the year": the story's if its sentence has one, else the current one."""
    unit, kind = shape.words["unit"].lower(), shape.words.get("kind")
    told = story.in_same_sentence(shape)
    # A year of another kind begins within a calendar year: "last year" does not say in which one.
    placed = told and told.earliest != date.min and _fine_enough("month" if kind else unit, story)
    base = told.earliest if told and placed else story.published
    return moved(base, unit, 0, meaning("year_kinds", kind) if kind else "calendar") if base else None


def spoken_day(shape: Shape, story: Story) -> str | None:
    """Today, tonight, yesterday, tomorrow, the day before yesterday."""
    if story.published is None:
        return None
    step = _DAYS.get(shape.words["dayword"].lower(), 0)
    earlier = story.text[shape.start : shape.start + 7].lower() == "the day"
    return day(story.published + timedelta(days=step - earlier))


def part_of_day(shape: Shape, story: Story) -> str | None:
    """This morning, last night."""
    if story.published is None:
        return None
    return day(story.published - timedelta(days=story.text[shape.start].lower() == "l"))


def ago(shape: Shape, story: Story) -> str | None:
    """So many years, months, weeks or days before publication, as precise as the unit; "… ago today" to the day."""
    value = _counted(shape, story.published, -1)
    if value is None or story.published is None or "upon" not in shape.words or len(value) > 7:
        return value
    upon = story.published + timedelta(days=_DAYS.get(shape.words["upon"].lower(), 0))
    first = When.parse(value).earliest
    try:
        return day(upon.replace(year=first.year, month=first.month if len(value) == 7 else upon.month))
    except ValueError:
        return value


def hence(shape: Shape, story: Story) -> str | None:
    """In so many years' time."""
    return _counted(shape, story.published, 1)


def _counted(shape: Shape, base: date | None, sign: int) -> str | None:
    if base is None:
        return None
    value = counted(base, sign * number("numbers", shape.words["count"]), shape.words["units"].lower().rstrip("s"))
    return f"{value}~" if value and "approx" in shape.words and "/" not in value else value


def counted(base: date, count: int, unit: str) -> str | None:
    """The EDTF of the year, month, week or day so many units from a day."""
    if unit == "decade":
        unit, count = "year", 10 * count
    if unit == "fortnight":
        unit, count = "week", 2 * count
    try:
        return moved(base, unit, count)
    except (ValueError, OverflowError):
        return None


def offset(shape: Shape, story: Story) -> str | None:
    """A year later, two months earlier: from the last date told, never to a day after publication."""
    sign = 1 if shape.words["later"].lower() in ("later", "on", "after", "afterwards") else -1
    unit = shape.words["units"].lower().rstrip("s")
    return (
        None
        if not _close_enough(unit, shape, story)
        else _from_story(story, sign * number("numbers", shape.words["count"]), unit)
    )


def beside(shape: Shape, story: Story) -> str | None:
    """The year before, the month after."""
    unit, sign = shape.words["unit"].lower(), 1 if shape.words["beside"].lower() == "after" else -1
    return _from_story(story, sign, unit) if _close_enough(unit, shape, story) else None


def _from_story(story: Story, count: int, unit: str) -> str | None:
    if story.last is None or not _fine_enough(unit, story):
        return None
    if unit == "year" and calendars.is_financial(story.last):
        return calendars.named_year("financial", story.last.earliest.year + count)
    value = counted(story.last.earliest, count, unit)
    late = value and story.published and When.parse(value).earliest > story.published
    return None if late else value


def stretch(shape: Shape, story: Story) -> str | None:
    """The past five years, the next 18 months; "the previous two years" count from the last date told."""
    unit = shape.words["units"].lower().rstrip("s")
    sense = meaning("stretches", shape.words["stretch"])
    count = number("numbers", shape.words.get("count", "1"))
    if "count" not in shape.words and shape.words["units"].lower().endswith("s"):
        return None
    if sense in _TOLD and unit != "decade":
        return _stretch_of_story(story, count * _STEPS[sense], unit)
    value = window(story.published, count * _STEPS[sense], unit) if story.published else None
    return value.replace("/", "~/") if value and "so" in shape.words else value


def _stretch_of_story(story: Story, count: int, unit: str) -> str | None:
    told = story.last
    if told is None or (unit == "year" and told.days < 28) or not _fine_enough(unit, story):
        return None
    if unit == "year" and calendars.is_financial(told):
        first = told.earliest.year
        years = (first + count, first) if count < 0 else (first + 1, first + 1 + count)
        return f"{years[0]}-04-01/{years[1]}-03-31"
    return window(told.earliest, count, unit)


def window(base: date, count: int, unit: str) -> str | None:
    """The EDTF interval of so many units up to a day (negative) or from it, as precise as the unit.

    One year or twelve months are told in months, several years in years.
    """
    if unit == "decade":
        unit, count = "year", 10 * count
    if unit == "year" and abs(count) == 1:
        unit, count = "month", 12 * count
    if unit == "year":
        low, high = sorted((base.year, base.year + count))
        return f"{low:04d}/{high:04d}" if low > 0 else None
    try:
        if (unit == "month" and abs(count) > 1) or unit == "quarter":
            ends = sorted((calendars.shifted(base, 0), calendars.shifted(base, _MONTHS[unit] * count)))
            return f"{ends[0]:%Y-%m}/{ends[1]:%Y-%m}"
        if unit == "month":
            other = calendars.shifted(base, count)
            ends = sorted((base, other.replace(day=min(base.day, 28))))
        else:
            ends = sorted((base, base + timedelta(days=_DAYS_IN[unit] * count)))
    except (KeyError, ValueError, OverflowError):
        return None
    return calendars.between(*ends)


def new_year(_shape: Shape, story: Story) -> str | None:
    """The new year: the one about to begin, or in January the one just begun."""
    published = story.published
    return None if published is None else f"{published.year + (published.month > 1):04d}"
