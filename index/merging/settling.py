"""Settling: what an entry shows where its claims differ: status, date, names, and what is said of the rest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from crawler.article import Kind
from index.merging.claims import Claim
from index.merging.identity import alike, bounds, gap, same_person, span, vagueness
from index.timeline import Entry, Evidence
from nlp.edtf import When
from nlp.reading import EventType, Status

_V = TypeVar("_V")
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
# On one day the more settled word is the later.
_SETTLED = {Status.PROPOSED: 0, Status.PLANNED: 1, Status.HAPPENED: 2, Status.REJECTED: 3}
# A month or less: of two such dates of a rating neither is the vaguer telling of the other.
_EXACT = 31
_SURE = 0.99


def settle(claims: list[Claim], hearsay: list[Claim]) -> Entry:
    """One entry from all claims of an event, and from hearsay that its inspection report contradicts."""
    claims = sorted(claims, key=told)
    first = claims[0]
    status = _status(claims)
    dated = _date(claims, status)
    when = dated.when if dated else None
    earliest, latest = bounds(when, claims)
    reports = [claim for claim in claims if claim.kind == Kind.INSPECTION_REPORT] or claims
    return Entry(
        id=first.id,
        type=first.type,
        status=status,
        date=when.value if when else None,
        earliest=earliest,
        latest=latest,
        evidence=tuple(_evidence(claim) for claim in sorted([*claims, *hearsay], key=told)),
        councils=_councils(claims),
        organisation=_most(claim.organisation for claim in claims),
        people=_people(claims),
        grade=first.grade,
        previous_grade=_most(claim.previous_grade for claim in reports),
        judgement=first.judgement,
        title=_most(claim.title for claim in claims),
        amount=_most(claim.amount for claim in claims),
        disagreements=tuple(_disagreements(claims, dated, status, hearsay)),
        confidence=_confidence(claims),
        aliases=tuple(sorted({claim.id for claim in [*claims, *hearsay]} - {first.id})),
    )


def told(claim: Claim) -> tuple[date, str, int, str]:
    """The order in which articles told it; undated articles last, so that they never give an entry its id."""
    return (claim.published or date.max, claim.article_id, claim.start, claim.id)


def _status(claims: list[Claim]) -> Status:
    """By the latest evidence; but a plan told again after the fact does not undo it."""
    settled = [claim for claim in claims if claim.status not in _OPEN]
    latest = max(settled or claims, key=lambda c: (c.published or date.min, _SETTLED[c.status], c.id))
    if latest.status != Status.REJECTED:
        return latest.status
    # What was turned down may be taken up again.
    revived = [c for c in claims if c.status in _OPEN and c.published and c.published > (latest.published or date.max)]
    return max(revived, key=lambda c: (c.published or date.min, c.id)).status if revived else latest.status


def _date(claims: list[Claim], status: Status) -> Claim | None:
    """The claim whose date the entry shows: the most precise of those that most claims agree with.

    An inspection report's own date is taken before any other; the date of the fact before that of the plan.
    """
    dated = [claim for claim in claims if claim.date]
    reports = [claim for claim in dated if claim.kind == Kind.INSPECTION_REPORT]
    pool = reports or [claim for claim in dated if claim.status == status] or dated
    if not pool:
        return None
    spans = Counter(span(claim) for claim in dated)
    support = {one: sum(n for other, n in spans.items() if _overlap(one, other)) for one in {span(c) for c in pool}}
    most = max(support.values())
    return min((claim for claim in pool if support[span(claim)] == most), key=_preference(claims[0].type))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _preference(of: EventType) -> Callable[[Claim], tuple[object, ...]]:
    """Which of equally supported dates to show.

    The inspection comes before its report, so of two dates of a rating the earlier is the inspection's. Of two dates
    of anything else the article nearer to the event knows better.
    """

    def rating(claim: Claim) -> tuple[object, ...]:
        return (vagueness(claim)[1] > _EXACT, span(claim), claim.id)

    def other(claim: Claim) -> tuple[object, ...]:
        published = claim.published.toordinal() if claim.published else date.max.toordinal()
        return (*vagueness(claim), abs(published - span(claim)[1]), claim.date, claim.id)

    return rating if of == EventType.INSPECTION_RATING else other


def _most(values: Iterable[_V | None]) -> _V | None:
    """The value told most often; of several the longest, then the first by alphabet."""
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda v: (-counted[v], -len(str(v)), str(v))) if counted else None


def _councils(claims: list[Claim]) -> tuple[str, ...]:
    counted = Counter(council for claim in claims for council in claim.councils)
    return tuple(sorted(counted, key=lambda council: (-counted[council], council)))


def _people(claims: list[Claim]) -> tuple[str, ...]:
    """Everybody named, each once, by the fullest form of the name."""
    found: list[str] = []
    for name in sorted({name for claim in claims for name in claim.people}, key=lambda n: (-len(n.split()), n)):
        if not any(same_person(name, other) for other in found):
            found.append(name)
    return tuple(sorted(found))


def _confidence(claims: list[Claim]) -> float:
    """Independent articles strengthen each other; the same sentence told again does not."""
    heard: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.id))[:20]:
        if not any(claim.article_id == other.article_id or alike(claim.quote, other.quote) > 0.6 for other in heard):
            heard.append(claim)
    return round(min(_SURE, 1 - math.prod(1 - claim.confidence for claim in heard)), 3)


def _disagreements(claims: list[Claim], dated: Claim | None, status: Status, hearsay: list[Claim]) -> Iterable[str]:
    said: dict[str, None] = {}
    for claim in claims:
        # A plan that came true later than it said was a plan; history shows it.
        plan = claim.status in _OPEN and status not in _OPEN
        if dated and claim.date and gap(claim, dated) and not plan:
            said[f"{_by(claim)} dates it {When.parse(claim.date).in_words()}"] = None
    for claim in hearsay:
        said[f"{_by(claim)} tells it as {claim.grade}"] = None
    if len({claim.previous_grade for claim in claims if claim.previous_grade}) > 1:
        said.update(
            {f"{_by(c)} gives the grade before as {c.previous_grade}": None for c in claims if c.previous_grade}
        )
    return said


def _by(claim: Claim) -> str:
    on = f", {claim.published.day} {claim.published:%B %Y}" if claim.published else ""
    return f"{claim.source}{on}"


def _evidence(claim: Claim) -> Evidence:
    return Evidence(
        article_id=claim.article_id,
        url=claim.url,
        title=claim.headline,
        source=claim.source,
        published=claim.published,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        status=claim.status,
        date=claim.date,
        kind=claim.kind,
        confidence=claim.confidence,
    )
