"""The records of what was read from one version of an article: mentions, people, events and what was skipped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

# Raised whenever what is read changes: what an older pipeline read is then read again.
PIPELINE = "3"

_E = TypeVar("_E", bound=StrEnum)


def as_json(record: object) -> str:
    """A record, with the records in it, as one line of JSON; days are written as 2024-10-01."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> object:
    return value.isoformat() if isinstance(value, date) else {name: getattr(value, name) for name in value.__slots__}


class MentionKind(StrEnum):
    """What a marked stretch of text names."""

    COUNCIL = "council"
    ORGANISATION = "organisation"
    PERSON = "person"
    DATE = "date"
    RATING = "rating"


class EventType(StrEnum):
    """The fifteen types of the annotation guidelines."""

    INSPECTION_RATING = "inspection_rating"
    TRUST_CREATED = "trust_created"
    TRUST_ENDED = "trust_ended"
    INTERVENTION = "intervention"
    COMMISSIONER = "commissioner"
    RECOMMENDATION = "recommendation"
    APPOINTMENT = "appointment"
    DEPARTURE = "departure"
    PUBLICATION = "publication"
    LEGISLATION = "legislation"
    PILOT = "pilot"
    RULING = "ruling"
    CASE_REVIEW = "case_review"
    REORGANISATION = "reorganisation"
    FINANCE = "finance"


class Status(StrEnum):
    """Whether it happened, is decided, was only proposed, or was turned down."""

    HAPPENED = "happened"
    PLANNED = "planned"
    PROPOSED = "proposed"
    REJECTED = "rejected"


class Grade(StrEnum):
    """The four grades of the inspectorate; the older "adequate" is read as requires improvement's predecessor."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"


class Judgement(StrEnum):
    """What a grade is of: the whole service or one area of it."""

    OVERALL = "overall"
    HELP_AND_PROTECTION = "help and protection"
    CHILDREN_IN_CARE = "children in care"
    CARE_LEAVERS = "care leavers"
    CHILDREN_IN_CARE_AND_CARE_LEAVERS = "children in care and care leavers"
    LEADERSHIP = "leadership"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the article's text that names something.

    ``start`` and ``end`` are character offsets into the article's text, end exclusive; ``value`` is the canonical
    name, an EDTF date or a grade; ``anaphor`` marks "the authority", "the trust", "he": resolved, not named.
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    value: str
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the article states them: full name, and role and organisation where told."""

    name: str
    role: str | None = None
    organisation: str | None = None
    councils: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One event the text asserts, with the sentence that proves it.

    ``date`` is EDTF or None; ``start`` and ``end`` are the evidence's character offsets into the article's text;
    ``confidence`` is between 0 and 1, from the rule named by ``rule`` and its context.
    """

    type: EventType
    status: Status
    date: str | None
    evidence: str
    start: int
    end: int
    councils: tuple[str, ...] = ()
    organisation: str | None = None
    people: tuple[str, ...] = ()
    grade: Grade | None = None
    previous_grade: Grade | None = None
    judgement: Judgement | None = None
    title: str | None = None
    amount: str | None = None
    confidence: float = 0.5
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sentence that looked like an event and was not taken for one, and why; without a type, what was not read."""

    type: EventType | None
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one version of the pipeline read from one version of an article."""

    article_id: str
    pipeline: str
    mentions: tuple[Mention, ...] = ()
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def to_json(self) -> str:
        """The reading as one line of JSON, for the archive."""
        return as_json(self)

    @classmethod
    def from_json(cls, line: str) -> Reading:
        """The reading that to_json wrote.

        Raises:
            ValueError: the line is not JSON or not such a reading.
        """
        try:
            raw = json.loads(line)
            return cls(
                article_id=raw["article_id"],
                pipeline=raw["pipeline"],
                mentions=tuple(Mention(**{**m, "kind": MentionKind(m["kind"])}) for m in raw["mentions"]),
                people=tuple(Person(**{**p, "councils": tuple(p["councils"])}) for p in raw["people"]),
                events=tuple(_event(e) for e in raw["events"]),
                skipped=tuple(Skipped(**{**s, "type": _optional(EventType, s["type"])}) for s in raw["skipped"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a stored reading: {error}") from error


def _optional(kind: type[_E], value: str | None) -> _E | None:
    return kind(value) if value else None


def _event(raw: dict[str, Any]) -> Event:
    return Event(
        **{
            **raw,
            "type": EventType(raw["type"]),
            "status": Status(raw["status"]),
            "councils": tuple(raw["councils"]),
            "people": tuple(raw["people"]),
            "grade": _optional(Grade, raw["grade"]),
            "previous_grade": _optional(Grade, raw["previous_grade"]),
            "judgement": _optional(Judgement, raw["judgement"]),
        }
    )
