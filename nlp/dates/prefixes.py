"""What the words before a date make of it: "the first half of", "the year to", "week commencing", "around"."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.dates import calendars
from nlp.dates.grammar import Shape
from nlp.dates.words import number
from nlp.edtf import When

_PIECE_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_PIECE_DAYS = {"week": 7, "fortnight": 14, "day": 1}
_A_MONTH = 31
_A_YEAR = 366


def applied(shape: Shape, value: str, text: str) -> str | None:
    """The EDTF of a prefix and the date it stands before, whose own EDTF is given; None if they make no date."""
    if shape.name == "portion":
        return _portion(shape, When.parse(value))
    if shape.name == "ending":
        return _ending(shape, When.parse(value))
    if shape.name == "week_of":
        closing = text[shape.start : shape.start + 12].lower().lstrip("the ").startswith("w/e")
        return _week_of(When.parse(value), closing)
    if shape.name == "about":
        return f"{value}~" if len(value) in (4, 7, 10) and value[5:7] < "13" and value[-1] not in "X~" else value
    return value


def _portion(shape: Shape, whole: When) -> str | None:
    which = shape.words["which"].lower()
    place = 2 if which == "other" else number("ordinals", which)
    piece, count = shape.words["piece"].lower().rstrip("s"), number("numbers", shape.words.get("count", "1"))
    if whole.open_ended:
        return None
    if piece in _PIECE_DAYS:
        return _days_of(whole, place, _PIECE_DAYS[piece] * count)
    length = (whole.latest.year - whole.earliest.year) * 12 + whole.latest.month - whole.earliest.month + 1
    size = length // 2 if piece == "half" else _PIECE_MONTHS[piece] * count
    if size == 0 or size > length:
        return whole.value
    if piece == "half" and length > 24 and length % 24 == 0:
        return _years_of(whole, place, length // 24)
    first = whole.earliest.month + (length - size if place < 0 else (place - 1) * size)
    return calendars.months(whole.earliest.year, first, size) if place * size <= length else None


def _years_of(whole: When, place: int, size: int) -> str:
    first = whole.earliest.year + (0 if place == 1 else size)
    return f"{first}/{first + size - 1}"


def _days_of(whole: When, place: int, size: int) -> str | None:
    if whole.days < size or whole.days > _A_YEAR:
        return whole.value
    if place < 0:
        first, last = whole.latest - timedelta(days=size - 1), whole.latest
    else:
        first = whole.earliest + timedelta(days=(place - 1) * size)
        last = first + timedelta(days=size - 1)
    return first.isoformat() if size == 1 else calendars.between(first, min(last, whole.latest))


def _ending(shape: Shape, last: When) -> str | None:
    piece, count = shape.words["piece"].lower().rstrip("s"), number("numbers", shape.words.get("count", "1"))
    if last.open_ended:
        return None
    if piece in _PIECE_DAYS:
        size = _PIECE_DAYS[piece] * count
        return calendars.between(last.latest - timedelta(days=size - 1), last.latest) if last.days == 1 else None
    span = _PIECE_MONTHS[piece] * count
    if last.days == 1:
        return calendars.between(_day_after_months_back(last.latest, span), last.latest)
    if last.days <= _A_MONTH:
        return calendars.months(last.earliest.year, last.earliest.month - span + 1, span)
    named = "count" in shape.words and piece == "year" and shape.inner is not None and shape.inner.core.name == "year"
    return f"{last.earliest.year - count}/{last.earliest.year}" if named else None


def _day_after_months_back(day: date, months: int) -> date:
    following = day + timedelta(days=1)
    first = calendars.shifted(following, -months)
    return first + timedelta(days=min(following.day, 28) - 1)


def _week_of(day: When, closing: bool) -> str | None:
    if day.days != 1:
        return None
    if closing:
        return calendars.between(day.latest - timedelta(days=6), day.latest)
    return calendars.between(day.earliest, day.earliest + timedelta(days=6))
