"""Merging within one article: an event told in several sentences is kept once, with its best dated evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.edtf import When
from nlp.events.likeness import same_title, title_words
from nlp.reading import Event, EventType, Status

_PER_PERSON = frozenset((EventType.APPOINTMENT, EventType.DEPARTURE))
# What is planned and then done once: a plan's date need not be that of the deed.
_ONCE = frozenset((EventType.TRUST_CREATED, EventType.TRUST_ENDED))
# A span of more days than this says little of when: even an approximate year is better.
_LONG = 400
# How many days an approximate date may be off, and an approximate year ("six years after"), which counts as a year.
_ABOUT, _YEAR = 31, 365
_SETTLED = (Status.PROPOSED, Status.PLANNED, Status.REJECTED, Status.HAPPENED)
_PER_ADVISER = frozenset((EventType.COMMISSIONER, EventType.RECOMMENDATION))
_PER_TITLE = frozenset((EventType.PUBLICATION, EventType.LEGISLATION, EventType.PILOT, EventType.CASE_REVIEW))
# Where an event is kept to be found again: by type, subject and year, or among those of all years or of any.
_Subject = str | tuple[str | None, ...]
_Place = tuple[EventType, _Subject, int]
_ALL, _ANY = -1, -2
_MANY = 10 * _YEAR


def merged(events: Iterable[Event]) -> list[Event]:
    """One event for each distinct one, in the order of their evidence.

    Two claims are of the same event when type, councils (or body, title or person), grade and judgement agree, their
    dates are compatible, and not one alone was rejected.
    """
    kept: list[Event] = []
    places: dict[_Place, list[int]] = defaultdict(list)
    for event in sorted(events, key=_rank, reverse=True):
        times, near = _times(event)
        subjects = _subjects(event)
        candidates = {at for subject in subjects for time in near for at in places[event.type, subject, time]}
        for at in sorted(candidates):
            if same(event, kept[at]):
                kept[at] = _completed(kept[at], event)
                break
        else:
            for subject in subjects:
                for time in times:
                    places[event.type, subject, time].append(len(kept))
            kept.append(event)
    return sorted(kept, key=lambda e: (e.start, e.type, e.councils, e.date or ""))


def standing(events: Sequence[Event]) -> list[Event]:
    """The events without the trusts that were proposed and, as the same article tells, turned down since."""
    return [event for event in events if not _overruled(event, events)]


def _overruled(event: Event, events: Sequence[Event]) -> bool:
    """Whether a trust was only proposed, and the article tells that it was turned down, at no earlier time."""
    if event.type is not EventType.TRUST_CREATED or event.status is not Status.PROPOSED:
        return False
    refusals = (e for e in events if e.type is event.type and e.status is Status.REJECTED)
    if event.organisation:
        refusals = (e for e in refusals if e.organisation == event.organisation)
    return any(set(e.councils) & set(event.councils) and not _is_before(e.date, event.date) for e in refusals)


def _is_before(one: str | None, other: str | None) -> bool:
    return bool(one and other) and When.parse(str(one)).latest < When.parse(str(other)).earliest


def _subjects(event: Event) -> set[_Subject]:
    """What two events must share one of to be of the same subject."""
    if event.type in _PER_PERSON:
        return set(event.people)
    if event.type is EventType.PILOT and event.title:
        return set(title_words(event.title))
    if event.type in _PER_TITLE or event.title:
        authors = event.people if event.type is EventType.PUBLICATION else ()
        return {("title", (event.title or "").lower()), *(("by", author) for author in authors)}
    amount = event.amount if event.type is EventType.FINANCE else None
    if event.councils:
        return {(amount, council) for council in event.councils}
    return {(amount, "by", event.organisation)}


def _times(event: Event) -> tuple[Sequence[int], Sequence[int]]:
    """Under which years an event is kept, and under which those are kept whose dates may be compatible with its own."""
    when = When.parse(event.date) if event.date else None
    if when is None or event.type in _ONCE or when.days > _MANY:
        return (_ALL, _ANY), (_ALL,)
    years = range(when.earliest.year - 1, when.latest.year + 2)
    return (_ALL, *years), (_ANY, *years)


def same(one: Event, other: Event) -> bool:
    """Whether two claims tell of one event."""
    if one.type is not other.type or one.grade is not other.grade or one.judgement is not other.judgement:
        return False
    if (one.status is Status.REJECTED) is not (other.status is Status.REJECTED):
        return False
    if _other_stage(one, other):
        return False
    return _same_subject(one, other) and (_compatible(one.date, other.date) or _carried_out(one, other))


def _other_stage(one: Event, other: Event) -> bool:
    """Whether one tells of a stage that a bill has passed and the other of one still to come."""
    if one.type is not EventType.LEGISLATION or one.status is other.status:
        return False
    return one.date is None or other.date is None


def _carried_out(one: Event, other: Event) -> bool:
    """Whether one tells of the plan and the other of its being done, or both of the plan: they are one event."""
    planned = one.status is Status.PLANNED and other.status is Status.PLANNED
    return one.type in _ONCE and (planned or one.status is not other.status)


def _same_subject(one: Event, other: Event) -> bool:
    if one.type in _PER_PERSON:
        return bool(set(one.people) & set(other.people))
    if one.type in _PER_ADVISER and not _same_adviser(one, other):
        return False
    if one.type is EventType.PILOT and one.title and other.title:
        return same_title(one.title, other.title) and _same_places(one, other)
    if one.type is EventType.PUBLICATION and set(one.people) & set(other.people):
        return same_title(one.title, other.title)
    if one.type in _PER_TITLE or one.title or other.title:
        return (one.title or "").lower() == (other.title or "").lower()
    if one.amount != other.amount and (one.type is EventType.FINANCE or (one.amount and other.amount)):
        return False
    if one.councils or other.councils:
        return bool(set(one.councils) & set(other.councils))
    return one.organisation == other.organisation


def _same_places(one: Event, other: Event) -> bool:
    """Whether two claims of one scheme or document can be of the same councils: one names none, or they share one."""
    return not one.councils or not other.councils or bool(set(one.councils) & set(other.councils))


def _same_adviser(one: Event, other: Event) -> bool:
    """Whether two commissioners or two pieces of advice can be one: the same person or body, or one not named."""
    if one.type is EventType.COMMISSIONER and one.status is not other.status:
        return False
    if one.people and other.people:
        return bool(set(one.people) & set(other.people))
    if one.type is EventType.COMMISSIONER:
        return one.rule == other.rule or not any(e.rule.endswith("partner") for e in (one, other))
    if (one.date is None) is not (other.date is None):
        return one.organisation == other.organisation
    return one.organisation is None or other.organisation is None or one.organisation == other.organisation


def _compatible(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    ours, theirs = When.parse(one), When.parse(other)
    if ours.overlaps(theirs):
        return True
    vague = [when for when in (ours, theirs) if when.approximate]
    return bool(vague) and _gap(ours, theirs) <= max(_ABOUT if when.days < _YEAR else _YEAR for when in vague)


def _gap(one: When, other: When) -> int:
    """The days between two spans that do not overlap."""
    return max((other.earliest - one.latest).days, (one.earliest - other.latest).days)


def _rank(event: Event) -> tuple[bool, int, int, bool, float, float]:
    """Better evidence first: dated, done rather than planned, exactly dated, surer, and the more precise date.

    Of two dates of a plan the later is that of the deed, the earlier that of its announcement.
    """
    when = When.parse(event.date) if event.date else None
    exact = when is not None and not when.approximate
    to_come = when.latest.toordinal() if when and event.type in _ONCE and event.status is Status.PLANNED else 0
    days = -(when.days if when else 0)
    return when is not None, _SETTLED.index(event.status), to_come, exact, event.confidence, days


def _completed(best: Event, other: Event) -> Event:
    """The best claim, with what only the other one knew."""
    more_precise = best.date
    if best.date and other.date:
        ours, theirs = When.parse(best.date), When.parse(other.date)
        vague = ours.days > _LONG
        if theirs.days < ours.days and ours.contains(theirs) and (vague or not theirs.approximate):
            more_precise = other.date
    return replace(
        best,
        date=more_precise,
        organisation=best.organisation or other.organisation,
        people=best.people or other.people,
        previous_grade=best.previous_grade or other.previous_grade,
        title=best.title or other.title,
        amount=best.amount or other.amount,
    )
