"""Changes of grade: each rating compared with the one before it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from index.timeline import Change, Entry
from nlp.reading import EventType, Grade

_RANK = {Grade.INADEQUATE: 0, Grade.REQUIRES_IMPROVEMENT: 1, Grade.GOOD: 2, Grade.OUTSTANDING: 3}


def compare(before: Grade, after: Grade) -> Change:
    """Whether the later grade is better or worse."""
    if _RANK[after] == _RANK[before]:
        return Change.UNCHANGED
    return Change.UPGRADED if _RANK[after] > _RANK[before] else Change.DOWNGRADED


def with_changes(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, each rating saying how it compares with the one before.

    What an article tells as the previous grade decides; else the latest rating of the same council and area that
    ended before this one can have begun. All ratings of a council must be among the entries.
    """
    entries = list(entries)
    series: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.type == EventType.INSPECTION_RATING and entry.latest:
            series[entry.councils, entry.judgement].append(entry)
    return [_compared(entry, series[entry.councils, entry.judgement]) for entry in entries]


def grade_before(entry: Entry, series: Iterable[Entry]) -> Grade | None:
    """The grade a rating's own evidence tells as the one before, else the latest before it of its council and area.

    In: a rating and ratings of the same council, of any area. None where no earlier one is known.
    """
    if entry.previous_grade or not entry.earliest:
        return entry.previous_grade
    alike = [other for other in series if (other.councils, other.judgement) == (entry.councils, entry.judgement)]
    earlier = [other for other in alike if other.grade and other.latest and other.latest < entry.earliest]
    last = max(earlier, key=lambda other: (other.latest or date.min, other.id), default=None)
    return last.grade if last else None


def _compared(entry: Entry, series: list[Entry]) -> Entry:
    if entry.grade is None:
        return entry
    before = grade_before(entry, series)
    return dataclasses.replace(entry, change=compare(before, entry.grade)) if before else entry
