"""Cluster: the claims gathered so far of one event, and whether another can be of it too."""

from __future__ import annotations

from collections.abc import Sequence

from index.measures import called
from index.merging.claims import Claim, amount_key
from index.merging.identity import alike, compatible, gap, same_people, span
from index.merging.policies import POLICIES
from nlp.reading import EventType

# Two sentences this alike are one sentence edited: the house's standing paragraph on the subject.
_SAME_SENTENCE = 0.6


class Cluster:
    """Claims of one event, the most precise first.

    ``first`` and ``last`` are the days the core, the most precise of them, can mean, as ordinals. Most claims repeat
    each other; what another is compared with is each different one of them only once.
    """

    def __init__(self, claim: Claim) -> None:
        self.claims = [claim]
        self.core = claim
        self.first, self.last = span(claim)
        self._articles = {claim.article_id: [claim]}
        self._people = {claim.people}
        self._dates = {claim.date}
        self._quotes = {claim.quote}
        self._stance = _stance(claim)
        self._different: dict[tuple[object, ...], Claim] = {}

    def add(self, claim: Claim) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        self._articles.setdefault(claim.article_id, []).append(claim)
        self._people.add(claim.people)
        self._dates.add(claim.date)
        self._quotes.add(claim.quote)
        stance = _stance(claim)
        if stance != self._stance:
            self._different.setdefault(stance, claim)

    def admits(self, claim: Claim) -> bool:
        """Whether a claim can be of the event that the core tells, and contradicts no other in more than the date."""
        if POLICIES[claim.type].alone and claim.article_id in self._articles:
            return False
        if POLICIES[claim.type].by_date and self._dated_otherwise(claim):
            return False
        if not compatible(claim, self.core):
            return False
        return all(compatible(claim, other, dated=False) for other in self._different.values())

    def _dated_otherwise(self, claim: Claim) -> bool:
        """Whether the article of a claim gives another date to one of these."""
        own = self._articles.get(claim.article_id, ())
        return bool(claim.date) and any(gap(claim, other) for other in own if other.date)

    def names_like(self, claim: Claim) -> bool:
        """Whether somebody named by a claim is named here too."""
        return bool(claim.people) and any(same_people(claim.people, people) for people in self._people)

    def overlaps(self, claim: Claim) -> bool:
        """Whether a claim and the core can mean the same day."""
        return not gap(claim, self.core)

    def dates_like(self, claim: Claim) -> bool:
        """Whether some article gave the very date that a claim gives."""
        return claim.date is not None and claim.date in self._dates

    def words_like(self, claim: Claim) -> bool:
        """Whether some article told it in much the same sentence."""
        return any(alike(claim.quote, quote) >= _SAME_SENTENCE for quote in self._quotes)


def meant(claim: Claim, candidates: Sequence[Cluster]) -> Cluster | None:
    """The one cluster it means of those that admit it, which come in the order of their cores.

    None when there is none, or several and nothing to tell them apart.
    """
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    for like in (Cluster.names_like, Cluster.dates_like, Cluster.words_like):
        agreed = next((cluster for cluster in candidates if like(cluster, claim)), None)
        if agreed:
            return agreed
    overlapping = [cluster for cluster in candidates if cluster.overlaps(claim)]
    if not overlapping:
        return min(candidates, key=lambda cluster: gap(claim, cluster.core))
    if len(overlapping) == 1:
        return overlapping[0]
    if claim.date is None and claim.type == EventType.INSPECTION_RATING:
        # A grade told without a date is the one held when it was told.
        return max(overlapping, key=lambda cluster: span(cluster.core))
    return None


def _stance(claim: Claim) -> tuple[object, ...]:
    """All that `compatible` looks at but the date and the article."""
    quote = "" if claim.amount else claim.quote
    money = (amount_key(claim), quote) if claim.type == "finance" else ()
    return (claim.status, claim.councils, claim.people, claim.organisation, called(claim.type, claim.quote), *money)
