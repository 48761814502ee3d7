"""Claims: the grades that an article's sentences give, and what each says of the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import itemgetter

from nlp.edtf import When
from nlp.events.story import Hit
from nlp.reading import Grade, Judgement

# Two dates so close are of one inspection: its own, and its report's.
_SAME_INSPECTION = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Claim:
    """One grade that a sentence gives: to whom, for what, when, and whether it is told as the one before.

    ``own`` tells whether the date is the sentence's own, and not that of the inspection the article is about.
    """

    hit: Hit
    grade: Grade
    judgement: Judgement
    councils: tuple[str, ...]
    date: str | None
    earlier: bool
    sure: float
    rule: str
    own: bool = True


def of_one_grade(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, those without a date that an inspection's was lent to though it gave another grade."""
    given: dict[tuple[tuple[str, ...], Judgement, str], Grade] = {}
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (not claim.own, claim.hit.start)):
        if claim.date and not claim.earlier:
            grade = given.setdefault((claim.councils, claim.judgement, claim.date), claim.grade)
            claim = claim if claim.own or grade is claim.grade else replace(claim, date=None)
        kept.append(claim)
    return sorted(kept, key=lambda claim: claim.hit.start)


class Past:
    """What an article tells of one council and judgement, asked which grade was held before another."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._beside: dict[int, Grade] = {}
        dated: list[tuple[date, Grade]] = []
        for claim in claims:
            if claim.earlier:
                self._beside[claim.hit.sentence.index] = claim.grade
            if claim.date:
                dated.append((When.parse(claim.date).latest, claim.grade))
        self._dated = sorted(dated, key=itemgetter(0))

    def before(self, claim: Claim) -> Grade | None:
        """The grade told as held before: beside it in the sentence, else the latest that is dated before it."""
        beside = None if claim.earlier else self._beside.get(claim.hit.sentence.index)
        if beside or claim.date is None:
            return beside
        limit = When.parse(claim.date).earliest - _SAME_INSPECTION
        at = bisect_left(self._dated, limit, key=itemgetter(0))
        # Of several that end on one day, the first told.
        return self._dated[bisect_left(self._dated, self._dated[at - 1][0], key=itemgetter(0))][1] if at else None
