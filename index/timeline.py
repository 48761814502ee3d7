"""Entry: one real-world event as told by all its sources."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from nlp.reading import EventType, Grade, Judgement, Status


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
    says in words where claims differ. ``id`` is stable under rebuilding and more evidence.
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

    @property
    def history(self) -> tuple[Evidence, ...]:
        """The claims in the order they were published."""
        return tuple(sorted(self.evidence, key=lambda e: (e.published or datetime.date.min, e.article_id, e.start)))
