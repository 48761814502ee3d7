"""Merging within an article: what looking only where a match can be finds is what comparing all with all finds."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from nlp.events import merge
from nlp.reading import Event, EventType, Grade, Status

_DATES = (None, "2019", "2020-03-01", "2020-12-31", "2021~", "2021-12-30~", "2018-05", "2020-23", "2015/..", "../2020")
_TITLES = (None, "Staying Close", "the Staying Close pilot", "staying close", "Family Hubs", "the")
_EVENTS = st.builds(
    Event,
    type=st.sampled_from(EventType),
    status=st.sampled_from(Status),
    date=st.sampled_from((*_DATES, "2010-04-01/2023-03-31")),
    evidence=st.just("Words."),
    start=st.integers(0, 50),
    end=st.just(60),
    councils=st.sampled_from(((), ("Essex",), ("Kent",), ("Essex", "Kent"))),
    organisation=st.sampled_from((None, "Ofsted", "Alder Trust")),
    people=st.sampled_from(((), ("Mary Alder",), ("Mary Alder", "John Birch"))),
    grade=st.sampled_from((None, Grade.GOOD)),
    title=st.sampled_from(_TITLES),
    amount=st.sampled_from((None, "£1m")),
    confidence=st.sampled_from((0.5, 0.9)),
    rule=st.sampled_from(("", "partner")),
)


def _by_comparing_all(events: list[Event]) -> list[Event]:
    kept: list[Event] = []
    for event in sorted(events, key=merge._rank, reverse=True):
        at = next((at for at, other in enumerate(kept) if merge.same(event, other)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = merge._completed(kept[at], event)
    return sorted(kept, key=lambda e: (e.start, e.type, e.councils, e.date or ""))


@given(st.lists(_EVENTS, max_size=12), st.sampled_from(EventType))
def test_the_same_as_by_comparing_all(events: list[Event], kind: EventType) -> None:
    alike = [*events, *(replace(event, type=kind) for event in events)]
    assert merge.merged(alike) == _by_comparing_all(alike)


def test_twice_as_many_distinct_events_are_compared_about_twice_as_often() -> None:
    assert _comparisons(800) < 3 * _comparisons(400)


def _comparisons(number: int) -> int:
    days = [f"{1950 + at // 12}-{at % 12 + 1:02d}" for at in range(number)]
    graded = [Event(EventType.INSPECTION_RATING, Status.HAPPENED, day, "", 0, 1, ("Essex",)) for day in days]
    post = [replace(e, type=EventType.APPOINTMENT, people=(f"Mary {e.date}",)) for e in graded]
    with patch.object(merge, "same", wraps=merge.same) as same:
        assert len(merge.merged([*graded, *post])) == 2 * number
    return same.call_count
