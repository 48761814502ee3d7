"""An engine-neutral query: the conditions an entry or an article must meet, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nlp.reading import EventType, Grade, Judgement, Status


class Order(StrEnum):
    """How results are ordered."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions on entries (or articles); every non-empty condition must hold, any value of one suffices.

    ``after`` and ``before`` are inclusive days; an entry meets them when its date overlaps the span. ``text`` is in
    the search language of index.language; ``upgraded`` is True for ratings better than the one before, False for worse.
    """

    text: str = ""
    types: tuple[EventType, ...] = ()
    councils: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    statuses: tuple[Status, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    upgraded: bool | None = None
    order: Order = Order.OLDEST
    limit: int | None = None
