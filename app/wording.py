"""The words the pages use for types, statuses, dates and counts: the guidelines' vocabulary in plain English."""

from __future__ import annotations

from datetime import date

from index.timeline import Entry
from nlp.edtf import When
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
    return When.parse(value).in_words() if value else "date not given"


def day(on: date | None) -> str:
    """A day as it is written in a citation: 1 October 2024."""
    return f"{on.day} {on:%B %Y}" if on else "undated"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 source, 3 sources."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def what(entry: Entry) -> str:
    """What an entry says beside its type: the grade, the body, the person, the title or the amount."""
    parts: list[str] = []
    if entry.grade:
        parts.append(GRADES[entry.grade])
        if entry.judgement and entry.judgement is not Judgement.OVERALL:
            parts.append(f"for {JUDGEMENTS[entry.judgement].lower()}")
        if entry.previous_grade:
            parts.append(f"(before: {entry.previous_grade.value})")
        return " ".join(parts)
    named = [entry.amount, entry.title, ", ".join(entry.people), entry.organisation]
    return " · ".join(part for part in named if part)
