"""Dates that leave their year out: a month, a day and month, a season, a weekday, a holiday."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from nlp.dates import calendars
from nlp.dates.grammar import Shape
from nlp.dates.relative import year_meant
from nlp.dates.story import Story
from nlp.dates.words import meaning, number
from nlp.edtf import When, day, month

_CLOSE = timedelta(days=10)
# "It was proposed in March, after the council had in February …": what had been by then.
_EARLIER = re.compile(r"[^.;]*\bafter\b[^.;]*\bhad\s(?:\w+\s)?$", re.IGNORECASE)
_COMING = timedelta(days=45)
# Nearer to publication than this, and the other much farther, a date is meant whose sentence tells of past and future.
_NEAR = timedelta(days=120)
_WEEK = 7


def _dated(year: int, number_of_month: int, day_of_month: int) -> date | None:
    try:
        return date(year, number_of_month, day_of_month)
    except ValueError:
        return None


def year_of(shape: Shape, story: Story, span: Callable[[int], When | None]) -> int | None:
    """The year in which a recurring date is meant.

    ``span`` gives the date in a year, or None if it has none. In order: the year lent by the next date ("from October
    to December 2020"); within days of publication; the story's (the first on or after the month told just before);
    by tense the last that had begun, or the next not yet over, at publication; where the sentence has both tenses,
    the one near to publication.
    """
    if story.borrowed is not None:
        return story.borrowed
    published = story.published
    if published is None:
        return _in_story(shape, story, span)
    years = range(published.year - 4, published.year + 5)
    spans = [(year, when) for year in years if (when := span(year))]
    close = [year for year, when in spans if when.days == 1 and abs(when.earliest - published) <= _CLOSE]
    if close:
        return close[0]
    told = _in_story(shape, story, span)
    if told is not None:
        return told
    begun = [(year, published - when.latest) for year, when in spans if when.earliest <= published]
    ahead = [(year, when.earliest - published) for year, when in spans if when.latest >= published]
    if not begun or not ahead:
        return None
    (last, ago), (following, until) = begun[-1], ahead[0]
    tense = story.tense(shape)
    if (story.before(shape) or tense is None) and until <= _COMING:
        return following
    ahead_of_it = story.before(shape) and tense == "future"
    if story.unsure(shape) and tense is not None and not ahead_of_it and min(ago, until) <= _NEAR:
        return last if ago <= until else following
    return following if tense == "future" else last


def _in_story(shape: Shape, story: Story, span: Callable[[int], When | None]) -> int | None:
    anchor = story.near_month(shape)
    if anchor is None or (shape.core.name == "season" and story.published):
        return None
    if story.published and anchor.earliest > story.published:
        return None
    if _EARLIER.match(story.text, story.month_end, shape.start):
        return next((y for y in (anchor.earliest.year, anchor.earliest.year - 1) if _by(anchor, span(y))), None)
    future = story.tense(shape) == "future"
    for year in range(anchor.earliest.year, anchor.earliest.year + 2):
        when = span(year)
        if when and when.latest >= anchor.earliest:
            ahead = story.published is not None and when.earliest > story.published
            return year if ahead == future else None
    return None


def _by(anchor: When, when: When | None) -> bool:
    return when is not None and when.earliest <= anchor.earliest


def bare_month(shape: Shape, story: Story) -> str | None:
    """A month alone, or of a year the text points to ("September last year", "that December")."""
    name = number("months", shape.words.get("monthname") or shape.words["month"])
    reference = shape.words.get("reference")
    if "of_year" in shape.words:
        year = year_meant(shape.words["of_year"], story)
    elif reference:
        year = _referred(reference, story, lambda y: When.parse(month(y, name)))
    else:
        year = year_of(shape, story, lambda y: When.parse(month(y, name)))
    return None if year is None else month(year, name)


def _referred(reference: str, story: Story, span: Callable[[int], When]) -> int | None:
    sense = meaning("references", reference)
    if sense == "this":
        return story.published.year if story.published else None
    if sense == "same":
        return story.last.earliest.year if story.last else None
    told = sense in ("following", "previous")
    if (told and story.last is None) or (not told and story.published is None):
        return None
    first = story.last.earliest if told and story.last else story.published or date.min
    latest = story.last.latest if told and story.last else first
    years = range(first.year - 2, min(latest.year, date.max.year - 3) + 3)
    if sense in ("last", "previous"):
        return next((y for y in reversed(years) if span(y).latest < first), None)
    return next((y for y in years if span(y).earliest > latest), None)


def bare_day(shape: Shape, story: Story) -> str | None:
    """A day and month alone, or of a year the text points to."""
    name, number_of_day = number("months", shape.words["month"]), int(shape.words.get("day") or shape.words["nth"])

    def any_weekday(year: int) -> When | None:
        found = _dated(year, name, number_of_day)
        return When.parse(day(found)) if found else None

    def span(year: int) -> When | None:
        when = any_weekday(year)
        return when if when and when.earliest.weekday() == number("weekdays", shape.words["weekday"]) else None

    if "of_year" in shape.words:
        year = year_meant(shape.words["of_year"], story)
    else:
        year = _by_weekday(story, span) if "weekday" in shape.words else None
        year = year or year_of(shape, story, any_weekday)
    found = _dated(year, name, number_of_day) if year is not None else None
    return day(found) if found else None


def _by_weekday(story: Story, span: Callable[[int], When | None]) -> int | None:
    """The year nearest to publication, and next to it at most, in which the day falls on the weekday told."""
    if story.published is None or story.borrowed is not None:
        return story.borrowed
    published = story.published
    spans = [(year, when) for year in range(published.year - 1, published.year + 2) if (when := span(year))]
    return min(spans, key=lambda pair: abs(pair[1].earliest - published))[0] if spans else None


def days(shape: Shape, story: Story) -> str | None:
    """From one day to another of the same month."""
    name = number("months", shape.words["month"])
    first_day, last_day = int(shape.words["day"]), int(shape.words["day2"])
    if "year" in shape.words:
        year: int | None = int(shape.words["year"])
    elif "of_year" in shape.words:
        year = year_meant(shape.words["of_year"], story)
    else:
        year = year_of(shape, story, lambda y: When.parse(day(d)) if (d := _dated(y, name, last_day)) else None)
    if year is None:
        return None
    first, last = _dated(year, name, first_day), _dated(year, name, last_day)
    return calendars.between(first, last) if first and last and first < last else None


def bare_season(shape: Shape, story: Story) -> str | None:
    """A season alone, or of a year the text points to ("the autumn of last year", "next summer")."""
    name = number("seasons", shape.words["season"])

    def span(year: int) -> When:
        return When.parse(month(year, name))

    reference = shape.words.get("reference")
    if "of_year" in shape.words:
        year = year_meant(shape.words["of_year"], story)
    elif reference and meaning("references", reference) == "last" and story.published:
        year = _last_season(story.published, name)
    elif reference and meaning("references", reference) == "this" and story.published:
        this = story.published.year
        year = this - 1 if span(this - 1).latest >= story.published else this
    elif reference:
        year = _referred(reference, story, span)
    else:
        year = year_of(shape, story, span)
    return None if year is None else month(year, name)


def _last_season(published: date, name: int) -> int:
    """Last summer is the summer of last year; a winter that has lapsed into this year counts as last year's."""
    current = When.parse(month(published.year - 1, name)).latest >= published
    return published.year - 2 if current else published.year - 1


def bare_holiday(shape: Shape, story: Story) -> str | None:
    """A holiday with its year, of a year the text points to, or alone."""
    name = shape.words["holiday"]

    def span(year: int) -> When:
        return When.parse(day(calendars.holiday(name, year)))

    if "year" in shape.words:
        year: int | None = int(shape.words["year"])
    elif "of_year" in shape.words:
        year = year_meant(shape.words["of_year"], story)
    elif "reference" in shape.words:
        year = _referred(shape.words["reference"], story, span)
    else:
        year = year_of(shape, story, span)
    return None if year is None else span(year).value


def weekday(shape: Shape, story: Story) -> str | None:
    """A day of the week: the last before publication, or the next where the sentence looks ahead."""
    if story.published is None:
        return None
    wanted, today = number("weekdays", shape.words["weekdayname"]), story.published
    back, ahead = (today.weekday() - wanted) % _WEEK, (wanted - today.weekday()) % _WEEK
    sense = meaning("references", shape.words["reference"]) if "reference" in shape.words else story.tense(shape)
    if sense == "this":
        return day(today + timedelta(days=wanted - today.weekday()))
    if sense == "last":
        return day(today - timedelta(days=back or _WEEK))
    if sense in ("next", "future"):
        return day(today + timedelta(days=ahead or _WEEK))
    if sense in ("same", "following", "previous"):
        return None
    return day(today - timedelta(days=back))
