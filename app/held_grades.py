"""Grades as they were held: which one a council had for an area on a day, and what was in force then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from index.query import Query
from index.search import Index
from index.timeline import Entry
from nlp.reading import EventType, Grade, Judgement, Status

# What one inspection gives is told with dates so far apart at most: its first day, its report, the news of it.
_ONE_INSPECTION = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class Held:
    """A grade and when it was given.

    ``since`` and ``latest`` are the first and last day its date can mean, ``entry`` the line that tells it.
    """

    since: date
    latest: date
    grade: Grade
    entry: str
    when: str

    @property
    def middle(self) -> date:
        """The day it is drawn at."""
        return self.since + (self.latest - self.since) / 2


def held(entries: Iterable[Entry]) -> list[Held]:
    """The grades given, in order; what is only planned or was refused, and what has no date, is none."""
    found = [
        Held(entry.earliest, entry.latest, entry.grade, entry.id, entry.date or "")
        for entry in entries
        if entry.grade and entry.status is Status.HAPPENED and entry.earliest and entry.latest
        if entry.earliest != date.min and entry.latest != date.max
    ]
    return sorted(found, key=lambda one: (one.latest, one.since, one.entry))


def on(grades: Sequence[Held], day: date) -> Held | None:
    """The grade held on a day: of those given by then for certain, the last."""
    return next((one for one in reversed(grades) if one.latest <= day), None)


def spells(ratings: Mapping[Judgement, Iterable[Entry]], area: Judgement) -> list[tuple[Held, date | None]]:
    """The grades of an area with the day each was held until, None for those still held.

    The next one ends it; so does a later inspection that gives no grade for the area, as frameworks come and go.
    """
    given = held(ratings.get(area, ()))
    inspected = [one.middle for one in held(ratings.get(Judgement.OVERALL, ()))]
    found = []
    for number, one in enumerate(given, 1):
        later = [day for day in inspected if day > one.middle + _ONE_INSPECTION]
        found.append((one, min([*(other.middle for other in given[number : number + 1]), *later], default=None)))
    return found


def in_area(ratings: Mapping[Judgement, Iterable[Entry]], area: Judgement, day: date) -> Held | None:
    """The grade of an area held on a day; None where the last inspection by then gave none."""
    known = [(one, until) for one, until in spells(ratings, area) if one.latest <= day]
    return next((one for one, until in reversed(known) if until is None or until > day), None)


@lru_cache(maxsize=4)
def overall(index: Index) -> dict[str, tuple[Held, ...]]:
    """Every council's overall grades in order; found once for each index."""
    query = Query(types=(EventType.INSPECTION_RATING,), judgements=(Judgement.OVERALL,), statuses=(Status.HAPPENED,))
    entries: dict[str, list[Entry]] = {}
    for entry in index.entries(query):
        for council in entry.councils:
            entries.setdefault(council, []).append(entry)
    return {council: tuple(held(told)) for council, told in entries.items()}
