"""Merging within one article: an event told in several sentences is kept once, with its best dated evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nlp.edtf import When
from nlp.reading import Event, EventType, Status

_PER_PERSON = frozenset((EventType.APPOINTMENT, EventType.DEPARTURE))
_PER_TITLE = frozenset((EventType.PUBLICATION, EventType.LEGISLATION, EventType.PILOT, EventType.CASE_REVIEW))


def merged(events: Iterable[Event]) -> list[Event]:
    """One event for each distinct one, in the order of their evidence.

    Two claims are of the same event when type, councils (or body, title or person), grade and judgement agree, their
    dates are compatible, and not one alone was rejected.
    """
    kept: list[Event] = []
    for event in sorted(events, key=_rank, reverse=True):
        for at, other in enumerate(kept):
            if same(event, other):
                kept[at] = _completed(other, event)
                break
        else:
            kept.append(event)
    return sorted(kept, key=lambda e: (e.start, e.type, e.councils, e.date or ""))


def same(one: Event, other: Event) -> bool:
    """Whether two claims tell of one event."""
    if one.type is not other.type or one.grade is not other.grade or one.judgement is not other.judgement:
        return False
    if (one.status is Status.REJECTED) is not (other.status is Status.REJECTED):
        return False
    return _same_subject(one, other) and _compatible(one.date, other.date)


def _same_subject(one: Event, other: Event) -> bool:
    if one.type in _PER_PERSON:
        return bool(set(one.people) & set(other.people))
    if one.type is EventType.COMMISSIONER and one.people and other.people:
        return bool(set(one.people) & set(other.people))
    if one.type in _PER_TITLE or one.title or other.title:
        return (one.title or "").lower() == (other.title or "").lower()
    if one.amount != other.amount:
        return False
    if one.councils or other.councils:
        return bool(set(one.councils) & set(other.councils))
    return one.organisation == other.organisation


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or When.parse(one).overlaps(When.parse(other))


def _rank(event: Event) -> tuple[bool, bool, float, float]:
    """Better evidence first: dated, exactly so, surer, and the more precise date."""
    when = When.parse(event.date) if event.date else None
    exact = when is not None and not when.approximate
    return when is not None, exact, event.confidence, -(when.days if when else 0)


def _completed(best: Event, other: Event) -> Event:
    """The best claim, with what only the other one knew."""
    more_precise = best.date
    if best.date and other.date:
        ours, theirs = When.parse(best.date), When.parse(other.date)
        if theirs.days < ours.days and ours.contains(theirs) and not theirs.approximate:
            more_precise = other.date
    return replace(
        best,
        date=more_precise,
        organisation=best.organisation or other.organisation,
        people=best.people or other.people,
        previous_grade=best.previous_grade or other.previous_grade,
        title=best.title or other.title,
    )
