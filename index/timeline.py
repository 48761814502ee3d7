"""Entry: one real-world event as told by all its sources."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nlp.reading import EventType, Grade, Judgement, Status, as_json


class Change(StrEnum):
    """How a rating compares with the one before it."""

    UPGRADED = "upgraded"
    DOWNGRADED = "downgraded"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One article's claim of an event: where it stands and the sentence that proves it.

    ``start`` and ``end`` are character offsets into the stored article's text; ``date`` and ``status`` are what this
    claim said; ``published`` is the article's day; ``confidence`` is the reading's, 0 to 1.
    """

    article_id: str
    url: str
    title: str
    source: str
    published: datetime.date | None
    quote: str
    start: int
    end: int
    status: Status
    date: str | None
    kind: str
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline, merged from every claim of one event.

    ``date`` is the most precise EDTF all (or most) claims agree on; ``earliest`` and ``latest`` bound it and are None
    with it. ``history`` holds the claims in the order they were published, the latest status last; ``disagreements``
    says in words where claims differ. ``id`` is stable under rebuilding and more evidence; should older evidence turn
    up and become the first, the former id stays among the ``aliases``, one for every claim, and still leads here.
    ``change`` compares a rating with the one told as previous, else with the one before it in the timeline.
    """

    id: str
    type: EventType
    status: Status
    date: str | None
    earliest: datetime.date | None
    latest: datetime.date | None
    evidence: tuple[Evidence, ...]
    councils: tuple[str, ...] = ()
    organisation: str | None = None
    people: tuple[str, ...] = ()
    grade: Grade | None = None
    previous_grade: Grade | None = None
    judgement: Judgement | None = None
    title: str | None = None
    amount: str | None = None
    disagreements: tuple[str, ...] = ()
    confidence: float = 0.5
    aliases: tuple[str, ...] = ()
    change: Change | None = None

    @property
    def history(self) -> tuple[Evidence, ...]:
        """The claims in the order they were published."""
        return tuple(sorted(self.evidence, key=lambda e: (e.published or datetime.date.min, e.article_id, e.start)))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that tell of it, each once, in the order they were published."""
        return tuple(dict.fromkeys(e.article_id for e in self.history))

    def to_json(self) -> str:
        """The entry as one line of JSON, for the index."""
        return as_json(self)

    @classmethod
    def from_json(cls, line: str) -> Entry:
        """The entry that to_json wrote.

        Raises:
            ValueError: the line is not JSON or not such an entry.
        """
        try:
            raw = json.loads(line)
            return cls(**{**raw, **_values(raw)})
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a stored entry: {error}") from error


def _values(raw: dict[str, Any]) -> dict[str, Any]:
    """The fields JSON has no kind for, and tuples where it has lists."""
    return {
        "type": EventType(raw["type"]),
        "status": Status(raw["status"]),
        "earliest": _day(raw["earliest"]),
        "latest": _day(raw["latest"]),
        "evidence": tuple(_evidence(e) for e in raw["evidence"]),
        "councils": tuple(raw["councils"]),
        "people": tuple(raw["people"]),
        "grade": Grade(raw["grade"]) if raw["grade"] else None,
        "previous_grade": Grade(raw["previous_grade"]) if raw["previous_grade"] else None,
        "judgement": Judgement(raw["judgement"]) if raw["judgement"] else None,
        "disagreements": tuple(raw["disagreements"]),
        "aliases": tuple(raw["aliases"]),
        "change": Change(raw["change"]) if raw["change"] else None,
    }


def _evidence(raw: dict[str, Any]) -> Evidence:
    return Evidence(**{**raw, "published": _day(raw["published"]), "status": Status(raw["status"])})


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None
