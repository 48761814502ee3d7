"""The words the pages use for types, statuses, dates and counts: the guidelines' vocabulary in plain English."""

from __future__ import annotations

from datetime import UTC, date, datetime

from crawler.article import LONDON
from index.telling.clauses import clause
from index.telling.spoken_dates import alone
from index.timeline import Change, Entry
from nlp.reading import EventType, Grade, Judgement, Status

TYPES = {
    EventType.INSPECTION_RATING: "Inspection rating",
    EventType.TRUST_CREATED: "Trust created",
    EventType.TRUST_ENDED: "Trust ended",
    EventType.INTERVENTION: "Intervention",
    EventType.COMMISSIONER: "Commissioner or adviser",
    EventType.RECOMMENDATION: "Recommendation",
    EventType.APPOINTMENT: "Appointment",
    EventType.DEPARTURE: "Departure",
    EventType.PUBLICATION: "Publication",
    EventType.LEGISLATION: "Legislation",
    EventType.PILOT: "Pilot",
    EventType.RULING: "Ruling",
    EventType.CASE_REVIEW: "Case review",
    EventType.REORGANISATION: "Reorganisation",
    EventType.FINANCE: "Finance",
}

STATUSES = {
    Status.HAPPENED: "Happened",
    Status.PLANNED: "Planned",
    Status.PROPOSED: "Proposed",
    Status.REJECTED: "Rejected",
}

# A sign beside the colour, so that a status is told without seeing colours.
STATUS_SIGNS = {Status.HAPPENED: "●", Status.PLANNED: "○", Status.PROPOSED: "◌", Status.REJECTED: "✕"}

GRADES = {
    Grade.OUTSTANDING: "Outstanding",
    Grade.GOOD: "Good",
    Grade.REQUIRES_IMPROVEMENT: "Requires improvement",
    Grade.INADEQUATE: "Inadequate",
}

CHANGES = {
    Change.UPGRADED: "better than before",
    Change.DOWNGRADED: "worse than before",
    Change.UNCHANGED: "as before",
}

JUDGEMENTS = {
    Judgement.OVERALL: "Overall",
    Judgement.HELP_AND_PROTECTION: "Help and protection",
    Judgement.CHILDREN_IN_CARE: "Children in care",
    Judgement.CARE_LEAVERS: "Care leavers",
    Judgement.CHILDREN_IN_CARE_AND_CARE_LEAVERS: "Children in care and care leavers",
    Judgement.LEADERSHIP: "Leadership",
    Judgement.ADOPTION: "Adoption",
}


def when(value: str | None) -> str:
    """A date in words, or that the text gives none."""
    return alone(value) if value else "date not given"


def between(first: date | None, last: date | None) -> str:
    """Two days as a span, or the one there is; empty for none."""
    if first and last and first < last:
        return alone(f"{first.isoformat()}/{last.isoformat()}")
    return day(first or last) if first or last else ""


def day(on: date | None) -> str:
    """A day as it is written in a citation: 1 October 2024."""
    return f"{on.day} {on:%B %Y}" if on else "undated"


def today() -> date:
    """The day it is in London, where what is told here is told."""
    return datetime.now(UTC).astimezone(LONDON).date()


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 source, 3 sources."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def area(entry: Entry) -> str:
    """The area a grade is of and the grade before, as they follow the grade; empty where neither is told."""
    whole = entry.judgement in (None, Judgement.OVERALL)
    before = f" (before: {entry.previous_grade})" if entry.previous_grade else ""
    return ("" if whole or not entry.judgement else f" for {JUDGEMENTS[entry.judgement].lower()}") + before


def sentence(entry: Entry) -> str:
    """An entry told in a sentence, without its full stop."""
    told = clause(entry, today())
    return told[:1].upper() + told[1:]
