"""Grades as they were held: which one a council had for an area on a day, and what was in force then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.query import Query
from index.search import Index
from index.timeline import Entry
from nlp.reading import EventType, Grade, Judgement, Status


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


@lru_cache(maxsize=4)
def overall(index: Index) -> dict[str, tuple[Held, ...]]:
    """Every council's overall grades in order; found once for each index."""
    query = Query(types=(EventType.INSPECTION_RATING,), judgements=(Judgement.OVERALL,), statuses=(Status.HAPPENED,))
    entries: dict[str, list[Entry]] = {}
    for entry in index.entries(query):
        for council in entry.councils:
            entries.setdefault(council, []).append(entry)
    return {council: tuple(held(told)) for council, told in entries.items()}
