"""Existing: what is told of a council at a time when there was none is of the one before or after it, or of none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nlp.edtf import When
from nlp.events.story import Story
from nlp.gazetteer import councils
from nlp.reading import Event, EventType, Skipped, Status

# A council to come is told of in plans, laws and posts filled before its first day.
_BEFORE = frozenset(
    (EventType.REORGANISATION, EventType.LEGISLATION, EventType.APPOINTMENT, EventType.DEPARTURE, EventType.PUBLICATION)
)
# Of a council that has ended there are still rulings and reviews, but no new grade or measure.
_WHILE_IT_LASTS = frozenset((EventType.INSPECTION_RATING, EventType.INTERVENTION, EventType.COMMISSIONER))
REASON = "the council did not exist then"


def of_existing(story: Story, found: Iterable[Event | Skipped]) -> Iterator[Event | Skipped]:
    """The findings, each council that did not exist at an event's date replaced by the one before or after it.

    Where the text names none, or several, that council is left out; an event left without any is skipped.
    """
    for item in found:
        if isinstance(item, Skipped) or item.date is None or not item.councils or _may_precede(item):
            yield item
            continue
        told = [_at(story, name, item) for name in item.councils]
        kept = tuple(dict.fromkeys(name for name in told if name))
        if kept == item.councils:
            yield item
        elif kept:
            yield replace(item, councils=kept)
        else:
            yield Skipped(item.type, item.start, item.end, item.evidence, REASON)


def _may_precede(event: Event) -> bool:
    return event.type in _BEFORE or event.status is not Status.HAPPENED


def _at(story: Story, name: str, event: Event) -> str | None:
    """The council itself where it existed by then, else the one predecessor, or successor, that the text names."""
    council = councils().get(name)
    if council is None or event.date is None:
        return name
    when = When.parse(event.date)
    gone = council.ended is not None and when.earliest > council.ended and event.type in _WHILE_IT_LASTS
    if when.latest >= council.started and not gone:
        return name
    named = [other for other in (council.successors if gone else council.predecessors) if other in story.councils]
    return named[0] if len(named) == 1 else None
