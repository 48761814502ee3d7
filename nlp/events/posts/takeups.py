"""Take-ups: an appointment announced in one sentence whose first day another one tells is one event, of that day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.posts.offices import ANNOUNCED
from nlp.events.status import settled
from nlp.events.story import Story
from nlp.reading import Event, EventType, Skipped, Status

_REACH = 30
# Who follows or is followed in a post.
_OTHER = {EventType.DEPARTURE: EventType.APPOINTMENT, EventType.APPOINTMENT: EventType.DEPARTURE}


def taken_up(story: Story, found: Iterable[Event | Skipped]) -> Iterator[Event | Skipped]:
    """What was found, each announcement with the day on which the post is taken up, where the article tells it."""
    found = list(found)
    starts = dict(_told_of_all(story))
    leavings = [one for one in found if isinstance(one, Event) and one.type is EventType.DEPARTURE]
    done = {one.people for one in leavings if not one.rule.endswith(ANNOUNCED)}
    to_come = {one.people: one for one in reversed(leavings) if one.status is Status.PLANNED and one.date}
    for item in found:
        if isinstance(item, Event) and item.type is EventType.DEPARTURE:
            if item.rule.endswith(ANNOUNCED) and item.people in done:
                continue
            if _is_notice_of(item, to_come.get(item.people)):
                continue
        if not isinstance(item, Event) or not _announced(item, story):
            yield _with_successor(item, found) if isinstance(item, Event) else item
        elif not any(_takes_up(other, item) for other in found):
            day = starts.get(_before(item, starts))
            yield replace(item, date=day, status=settled(item.status, day, story.published)) if day else item


def _with_successor(event: Event, found: Iterable[Event | Skipped]) -> Event:
    """What is planned without its day: of the day, and as sure, as the coming or going of the post's other holder."""
    if event.type not in _OTHER or event.date or event.status is not Status.PLANNED:
        return event
    others = [
        other
        for other in found
        if isinstance(other, Event)
        and other.type is _OTHER[event.type]
        and other.date
        and other.people != event.people
        and other.people[0].split()[-1] in event.evidence
    ]
    if event.type is EventType.APPOINTMENT:
        others = [other for other in others if other.status is Status.PLANNED and other.start == event.start]
    if not others:
        return event
    last = max(others, key=lambda other: (other.status is Status.PLANNED, When.parse(str(other.date)).earliest))
    return replace(event, date=last.date, status=last.status)


def _is_notice_of(event: Event, last_day: Event | None) -> bool:
    """Whether a leaving told as news, or without its day, is the notice of one that is told with a day to come."""
    fresh = event.status is Status.HAPPENED and (event.date or "~").endswith("~")
    return fresh and last_day is not None and _may_be_one(last_day, event)


def _may_be_one(one: Event, other: Event) -> bool:
    """Whether two tellings can be of one post: they share a council or body, or one names none."""
    bodies = [set(e.councils) or {e.organisation} - {None} for e in (one, other)]
    return not all(bodies) or bool(bodies[0] & bodies[1])


def _announced(event: Event, story: Story) -> bool:
    """Whether an appointment is dated only by its announcement about the day of publication."""
    if event.type is not EventType.APPOINTMENT or event.date is None or story.published is None:
        return False
    return event.status is Status.HAPPENED and When.parse(event.date).latest >= story.published


def _takes_up(other: Event | Skipped, announced: Event) -> bool:
    """Whether a finding is the same person's taking up a post that is still to come."""
    if not isinstance(other, Event) or other.type is not EventType.APPOINTMENT or other.date is None:
        return False
    same = set(other.people) & set(announced.people) and set(other.councils) >= set(announced.councils)
    return bool(same) and other.status is Status.PLANNED


def _told_of_all(story: Story) -> Iterator[tuple[int, str]]:
    """Where a sentence says from when "the appointments" hold, and from when."""
    for hit in story.hits("post.effect"):
        dates = [m for m in args.dates_of_events(hit.sentence) if 0 <= m.start - hit.end <= _REACH]
        if dates and re.fullmatch(r"[^,.;]*", hit.after[: dates[0].start - hit.end]):
            yield hit.sentence.start, dates[0].value


def _before(event: Event, starts: dict[int, str]) -> int:
    """The first such sentence behind an event's."""
    return min((start for start in starts if start > event.start), default=-1)
