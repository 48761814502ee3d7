"""Claim: one article's word for one event, in comparable terms, with the keys under which others like it are sought."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from crawler.article import Article
from index.facts import canonical_organisation, councils_of, fold, only_trust, predecessors
from index.merging.policies import POLICIES, Key
from index.merging.titles import title_keys
from nlp.edtf import When
from nlp.reading import Event, EventType, Grade, Judgement, Reading, Status


@dataclass(frozen=True, slots=True)
class Claim:
    """An event as one article tells it.

    ``id`` is the same whenever the article is read the same: it depends on type, body, grade and judgement, and counts
    the article's claims that have these in common; it depends on no offset. ``keys`` are what it may share with other
    claims of the same event; none shared, never merged.
    """

    article_id: str
    url: str
    headline: str
    source: str
    published: date | None
    kind: str
    type: EventType
    status: Status
    date: str | None
    quote: str
    start: int
    end: int
    councils: tuple[str, ...]
    organisation: str | None
    people: tuple[str, ...]
    grade: Grade | None
    previous_grade: Grade | None
    judgement: Judgement | None
    title: str | None
    amount: str | None
    confidence: float
    id: str = ""

    @property
    def when(self) -> When | None:
        """Its date, or None where the article gives none."""
        return When.parse(self.date) if self.date else None

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is filed under: type with council, body, person or title, by the type's policy."""
        for ways in POLICIES[self.type].keys:
            # Ratings of two areas, and two sums of money, are never one event.
            apart = self.judgement or amount_key(self)
            found = {f"{self.type}|{way}|{key}|{apart}" for way in ways for key in _KEYS[way](self)}
            if found:
                return tuple(sorted(found))
        return (f"{self.type}|alone|{self.id}",)

    def to_json(self) -> str:
        """The claim as one line of JSON, for the ledger."""
        values = [getattr(self, name) for name in _fields()]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)

    @classmethod
    def from_json(cls, line: str) -> Claim:
        """The claim that to_json wrote."""
        raw = json.loads(line)
        for place, made in _readers():
            if (value := raw[place]) is not None:
                raw[place] = made(value)
        return cls(*raw)


@cache
def _fields() -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(Claim))


@cache
def _readers() -> tuple[tuple[int, Callable[[Any], object]], ...]:
    """How a value is made of what JSON has of it, by its place, where that is not the same."""
    made: dict[str, Callable[[Any], object]] = {
        "published": date.fromisoformat,
        "type": EventType,
        "status": Status,
        "councils": tuple,
        "people": tuple,
        "grade": Grade,
        "previous_grade": Grade,
        "judgement": Judgement,
    }
    return tuple((_fields().index(name), make) for name, make in made.items())


def amount_key(claim: Claim) -> str:
    """A sum of money in one way of writing; two that differ are two awards. Empty for anything but finance."""
    return _plain_amount(claim.amount) if claim.type == EventType.FINANCE and claim.amount else ""


@lru_cache(maxsize=16384)
def _plain_amount(amount: str) -> str:
    return _AMOUNT.sub("", amount.casefold().replace("million", "m").replace("billion", "bn"))


def claims_of(article: Article, reading: Reading) -> Iterator[Claim]:
    """Every claim an article makes, in the order of its text.

    A rating told of several councils is one claim for each; a trust is filled in from its councils, and councils from
    their trust, where public record knows just one. Claims whose date is no EDTF keep no date.
    """
    seen: dict[str, int] = {}
    for event in sorted(reading.events, key=lambda e: (e.start, e.end, e.type, e.councils)):
        for councils in _spread(event):
            claim = _claim(article, event, councils)
            body = "|".join(claim.councils) or claim.organisation or claim.title or ""
            about = "\n".join((claim.type, body, claim.grade or "", claim.judgement or "", article.id))
            seen[about] = ordinal = seen.get(about, -1) + 1
            yield dataclasses.replace(claim, id=sha256(f"{about}\n{ordinal}".encode()).hexdigest()[:16])


def _spread(event: Event) -> list[tuple[str, ...]]:
    if POLICIES[event.type].per_council and len(event.councils) > 1:
        return [(council,) for council in event.councils]
    return [tuple(sorted(set(event.councils)))]


def _claim(article: Article, event: Event, councils: tuple[str, ...]) -> Claim:
    organisation = canonical_organisation(event.organisation) if event.organisation else None
    if not councils and organisation and POLICIES[event.type].of_trusts:
        councils = _served(event, organisation)
    if event.type == EventType.REORGANISATION:
        councils = tuple(sorted({*councils, *predecessors(councils)}))
    if event.type in (EventType.TRUST_CREATED, EventType.TRUST_ENDED) and not organisation:
        organisation = _known_trust(article, event, councils)
    rated = event.type == EventType.INSPECTION_RATING
    return Claim(
        article_id=article.id,
        url=article.url,
        headline=article.title,
        source=article.source,
        published=article.published_on,
        kind=article.kind,
        type=event.type,
        status=event.status,
        date=_sound(event.date),
        quote=event.evidence,
        start=event.start,
        end=event.end,
        councils=councils,
        organisation=organisation,
        people=tuple(sorted(set(event.people))),
        grade=event.grade,
        previous_grade=event.previous_grade,
        judgement=event.judgement or (Judgement.OVERALL if rated else None),
        title=event.title,
        amount=event.amount,
        confidence=event.confidence,
    )


def _served(event: Event, organisation: str) -> tuple[str, ...]:
    # Councils join a trust one by one; only its end is that of all.
    served = councils_of(organisation)
    return tuple(sorted(served)) if len(served) == 1 or event.type == EventType.TRUST_ENDED else ()


def _known_trust(article: Article, event: Event, councils: tuple[str, ...]) -> str | None:
    # A trust that was turned down, or is only talked of, is not the trust that serves the council at another time.
    if event.status in (Status.REJECTED, Status.PROPOSED):
        return None
    return only_trust(councils, article.published_on)


def _sound(value: str | None) -> str | None:
    try:
        return When.parse(value).value if value else None
    except ValueError:
        return None


def _person_keys(claim: Claim) -> list[str]:
    return [fold(name).split()[-1] for name in claim.people if fold(name)]


_AMOUNT = re.compile(r"[^\d.a-z]")
_KEYS: dict[Key, Callable[[Claim], Iterable[str]]] = {
    Key.COUNCIL: lambda claim: claim.councils,
    Key.ORGANISATION: lambda claim: (fold(claim.organisation),) if claim.organisation else (),
    Key.PERSON: _person_keys,
    Key.TITLE: lambda claim: title_keys(claim.title) if claim.title else (),
}
