"""Merging: claims in, one entry per real-world event out, whatever the order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.article import Kind
from index.changes import with_changes
from index.claims import Claim
from index.identity import alike, compatible, gap, same_rating_told_otherwise, span, vagueness
from index.settling import settle, told
from index.timeline import Entry
from nlp.reading import EventType

# Two sentences this alike are one sentence edited: the house's standing paragraph on the subject.
_SAME_SENTENCE = 0.6

Cluster = list[Claim]


@dataclass(frozen=True, slots=True)
class Telling:
    """The claims of one event, and the hearsay that its inspection report contradicts."""

    claims: list[Claim]
    hearsay: list[Claim]

    @property
    def id(self) -> str:
        """The id of its entry: that of the claim told first."""
        return min(self.claims, key=told).id


def merge(claims: Iterable[Claim]) -> list[Entry]:
    """The entries that these claims tell of, ordered by date and id.

    The claims of one event must all be among them: give whole components (see index.ledger) or everything. The result
    is the same for every order of the claims.
    """
    entries = with_changes(settle(telling.claims, telling.hearsay) for telling in tellings(claims))
    return sorted(entries, key=lambda e: (e.earliest is None, str(e.earliest), e.type, e.id))


def tellings(claims: Iterable[Claim]) -> list[Telling]:
    """The claims, each in the telling of exactly one event; what `merge` makes its entries of."""
    return _reports_outrank(_clustered(claims))


def _clustered(claims: Iterable[Claim]) -> list[Cluster]:
    """Claims grouped by event: the most precise begin the groups, the vaguer join the one they can only mean."""
    clusters: list[Cluster] = []
    filed: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for claim in sorted(claims, key=_by_precision):
        # What can never be one event is not even compared.
        places = [(key, claim.grade, claim.judgement) for key in claim.keys]
        near = sorted({number for place in places for number in filed[place]})
        chosen = _choose(claim, [number for number in near if _belongs(claim, clusters[number])], clusters)
        if chosen is None:
            chosen = len(clusters)
            clusters.append([])
        clusters[chosen].append(claim)
        for place in places:
            if chosen not in filed[place]:
                filed[place].append(chosen)
    return clusters


def _by_precision(claim: Claim) -> tuple[object, ...]:
    published = claim.published.toordinal() if claim.published else 0
    reported = claim.kind != Kind.INSPECTION_REPORT
    return (*vagueness(claim), span(claim), reported, published, claim.id)


def _belongs(claim: Claim, cluster: Cluster) -> bool:
    """Whether it can be of the event the cluster began with, and contradicts no member in more than the date."""
    return compatible(claim, cluster[0]) and all(compatible(claim, other, dated=False) for other in cluster[1:])


def _choose(claim: Claim, candidates: list[int], clusters: list[Cluster]) -> int | None:
    """The one cluster it means; None when there is none, or several and nothing to tell them apart."""
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    for of_one_mind in (_same_date, _same_sentence):
        agreed = [number for number in candidates if of_one_mind(claim, clusters[number])]
        if agreed:
            return agreed[0]
    overlapping = [number for number in candidates if not gap(claim, clusters[number][0])]
    if not overlapping:
        return min(candidates, key=lambda number: (gap(claim, clusters[number][0]), number))
    if len(overlapping) == 1:
        return overlapping[0]
    if claim.date is None and claim.type == EventType.INSPECTION_RATING:
        # A grade told without a date is the one held when it was told.
        return max(overlapping, key=lambda number: (span(clusters[number][0]), -number))
    return None


def _same_date(claim: Claim, cluster: Cluster) -> bool:
    return claim.date is not None and any(claim.date == other.date for other in cluster)


def _same_sentence(claim: Claim, cluster: Cluster) -> bool:
    return any(alike(claim.quote, other.quote) >= _SAME_SENTENCE for other in cluster)


def _reports_outrank(clusters: list[Cluster]) -> list[Telling]:
    """Each cluster with the hearsay that its inspection report contradicts, which then is no event of its own."""
    reports = [c for c in clusters if any(claim.kind == Kind.INSPECTION_REPORT for claim in c)]
    by_council: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        if report[0].type == EventType.INSPECTION_RATING:
            by_council[report[0].councils, report[0].judgement].append(number)
    contradicted: dict[int, Cluster] = defaultdict(list)
    dropped: set[int] = set()
    for cluster in clusters:
        if cluster in reports:
            continue
        for number in by_council.get((cluster[0].councils, cluster[0].judgement), ()):
            if same_rating_told_otherwise(cluster[0], _report(reports[number])):
                contradicted[number].extend(cluster)
                dropped.add(id(cluster))
                break
    numbers = {id(report): number for number, report in enumerate(reports)}
    told_so = [cluster for cluster in clusters if id(cluster) not in dropped]
    return [Telling(cluster, contradicted[numbers.get(id(cluster), -1)]) for cluster in told_so]


def _report(cluster: Cluster) -> Claim:
    return next(claim for claim in cluster if claim.kind == Kind.INSPECTION_REPORT)
