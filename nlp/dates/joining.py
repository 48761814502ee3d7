"""Joins neighbouring dates: the two ends of a range, and a date told twice ("yesterday (28 January 2025)")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nlp.dates import calendars
from nlp.dates.grammar import Shape
from nlp.dates.story import sentence_around
from nlp.dates.words import any_of
from nlp.edtf import When, financial_year

_RANGE = re.compile(r"\s?(?:to|until|till|through|up to|[-–—])\s?(?:the )?")
_AND = re.compile(r"\s(?:and|to)\s(?:the )?")
_RUNNING_ON = re.compile(r"\s(?:and|&)\s(?:into )?(?:in )?")
_APPOSED = re.compile(r"(?:['’]s)?\s?\((?:on )?")
_COMMA = re.compile(r",\s")
_BETWEEN = re.compile(r"between(?: the)?\s+$", re.IGNORECASE)
_FROM = re.compile(r"from(?: the)?\s+$", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—]\s?")
_JUST_BEFORE, _JUST_AFTER = 100, 60
_MONTH, _YEAR = 31, 366
_SPOKEN = frozenset({"ref_unit", "the_unit", "day_word", "ago", "hence"})
_POINTS = frozenset({"day_word", "weekday", "ref_weekday", "ref_unit", "part_of_day", "month"})
_MONTHS = frozenset({"month", "month_year", "month_of_year", "ref_month"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A shape and its EDTF value; ``borrowed`` if its year was lent by the next date; ``parts`` if joined of two."""

    shape: Shape
    start: int
    end: int
    value: str
    borrowed: bool = False


def joined(text: str, dates: list[Dated]) -> list[Dated]:
    """The dates in order with ranges and repetitions made one; offsets grow, nothing else is lost."""
    result: list[Dated] = []
    for dated in dates:
        pair = _one(text, result[-1], dated) if result else None
        if pair:
            result[-1] = pair
        else:
            result.append(dated)
    return result


def _one(text: str, left: Dated, right: Dated) -> Dated | None:
    gap = text[left.end : right.start]
    if len(gap) > 12:
        return None
    told_twice = _told_twice(text, left, right, gap)
    if told_twice:
        return told_twice
    value = _range(text, left, right, gap)
    return Dated(right.shape, left.start, right.end, value) if value else None


def _told_twice(text: str, left: Dated, right: Dated, gap: str) -> Dated | None:
    if left.shape.core.name not in _POINTS:
        return None
    if _COMMA.fullmatch(gap):
        if left.shape.core.name == "ref_unit":
            return None
        same = left.value == right.value
        return Dated(right.shape, left.start, right.end, right.value) if same else None
    if not _APPOSED.fullmatch(gap) or text[right.end : right.end + 1] != ")":
        return None
    agree = _spelt(left, right) or When.parse(left.value).overlaps(When.parse(right.value))
    return Dated(right.shape, left.start, right.end + 1, right.value) if agree else None


def _spelt(left: Dated, right: Dated) -> bool:
    """Whether a day in brackets says which day "today" or "Friday" was, even in a text put out again later."""
    if left.shape.core.name == "day_word":
        return right.shape.core.name in ("day_month_year", "month_day_year")
    first, day = When.parse(left.value), When.parse(right.value)
    return left.shape.core.name == "weekday" and day.days == 1 and day.earliest.weekday() == first.earliest.weekday()


def _range(text: str, left: Dated, right: Dated, gap: str) -> str | None:
    if (left.shape.core.name in _SPOKEN) != (right.shape.core.name in _SPOKEN):
        return None
    within = bool(_BETWEEN.search(text, max(0, left.start - 12), left.start))
    listed = text[left.start - 2 : left.start] == ", "
    if not within and not listed and _RUNNING_ON.fullmatch(gap) and _next_month(left, right):
        return f"{left.value}/{right.value}"
    if not (_AND.fullmatch(gap) if within else _RANGE.fullmatch(gap)):
        return None
    if "/" in left.value + right.value and not _both_financial(left, right):
        return None
    first, last = When.parse(left.value), When.parse(right.value)
    if _grain(first) != _grain(last) or first.earliest >= last.earliest:
        return None
    following = bool(_FROM.search(text, max(0, left.start - 10), left.start))
    if _neighbours(left, right) and not within and not following:
        return financial_year(int(left.value))
    dash = bool(_DASH.fullmatch(gap))
    if not dash and not left.borrowed and _compared(text, left, right):
        return None
    return _spanning(first, last)


def _next_month(left: Dated, right: Dated) -> bool:
    """Whether one month is told with the next: "in September and October", a stretch of time rather than two."""
    if left.shape.name not in _MONTHS or right.shape.name not in _MONTHS:
        return False
    return (When.parse(right.value).earliest - When.parse(left.value).latest).days == 1


def _both_financial(left: Dated, right: Dated) -> bool:
    return calendars.is_financial(When.parse(left.value)) and calendars.is_financial(When.parse(right.value))


def _neighbours(left: Dated, right: Dated) -> bool:
    plain = left.shape.name == right.shape.name == "year"
    return plain and int(right.value) - int(left.value) == 1


def _grain(when: When) -> int:
    if calendars.is_financial(when):
        return 4
    return next((grain for grain, limit in enumerate((1, _MONTH, _YEAR)) if when.days <= limit), 3)


def _compared(text: str, left: Dated, right: Dated) -> bool:
    if text[left.start - 1 : left.start] == "(" and text[right.end : right.end + 1] == ")":
        return False
    low, high = sentence_around(text, left.start, right.end)
    low = max(low, left.start - _JUST_BEFORE)
    words = any_of("baseline", "words")
    if words.search(text, low, left.start) or "%" in text[low : left.start]:
        return True
    high = min(high, right.end + _JUST_AFTER)
    return text[right.end : right.end + 1] == "," and bool(words.search(text, right.end, high))


def _spanning(first: When, last: When) -> str:
    if len(first.value) == len(last.value) and "/" not in first.value and "~" not in first.value + last.value:
        return f"{first.value}/{last.value}"
    low, high = max(first.earliest, date.min), min(last.latest, date.max)
    return calendars.between(low, high)
