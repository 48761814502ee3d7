"""Merging: claims in, one entry per real-world event out, whatever the order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.article import Kind
from index.merging.changes import with_changes
from index.merging.claims import Claim, amount_key
from index.merging.clusters import Cluster
from index.merging.identity import farthest, gap, same_rating_told_otherwise, span, vagueness
from index.merging.settling import settle, told
from index.timeline import Entry
from nlp.reading import EventType


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

    The claims of one event must all be among them: give whole components (see index.merging.ledger) or everything. The
    result is the same for every order of the claims.
    """
    entries = with_changes(settle(telling.claims, telling.hearsay) for telling in tellings(claims))
    return sorted(entries, key=lambda e: (e.earliest is None, str(e.earliest), e.type, e.id))


def tellings(claims: Iterable[Claim]) -> list[Telling]:
    """The claims, each in the telling of exactly one event; what `merge` makes its entries of."""
    return _reports_outrank(_clustered(claims))


def _clustered(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims grouped by event: the most precise begin the groups, the vaguer join the one they can only mean."""
    clusters: list[Cluster] = []
    filed: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for claim in sorted(claims, key=_by_precision):
        # What can never be one event is not even compared.
        places = [(key, claim.grade, claim.judgement, amount_key(claim)) for key in claim.keys]
        near = sorted({number for place in places for number in filed[place]})
        first, last, reach = *span(claim), farthest(claim.type)
        near = [n for n in near if clusters[n].first - last <= reach and first - clusters[n].last <= reach]
        chosen = _choose(claim, [number for number in near if clusters[number].admits(claim)], clusters)
        if chosen is None:
            chosen = len(clusters)
            clusters.append(Cluster(claim))
        else:
            clusters[chosen].add(claim)
        for place in places:
            filed[place].add(chosen)
    return [cluster.claims for cluster in clusters]


def _by_precision(claim: Claim) -> tuple[object, ...]:
    published = claim.published.toordinal() if claim.published else 0
    reported = claim.kind != Kind.INSPECTION_REPORT
    return (*vagueness(claim), span(claim), reported, published, claim.id)


def _choose(claim: Claim, candidates: list[int], clusters: list[Cluster]) -> int | None:
    """The one cluster it means; None when there is none, or several and nothing to tell them apart."""
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    for like in (Cluster.names_like, Cluster.dates_like, Cluster.words_like):
        agreed = [number for number in candidates if like(clusters[number], claim)]
        if agreed:
            return agreed[0]
    overlapping = [number for number in candidates if clusters[number].overlaps(claim)]
    if not overlapping:
        return min(candidates, key=lambda number: (gap(claim, clusters[number].core), number))
    if len(overlapping) == 1:
        return overlapping[0]
    if claim.date is None and claim.type == EventType.INSPECTION_RATING:
        # A grade told without a date is the one held when it was told.
        return max(overlapping, key=lambda number: (span(clusters[number].core), -number))
    return None


def _reports_outrank(clusters: list[list[Claim]]) -> list[Telling]:
    """Each cluster with the hearsay that its inspection report contradicts, which then is no event of its own."""
    reports = [c for c in clusters if any(claim.kind == Kind.INSPECTION_REPORT for claim in c)]
    by_council: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        if report[0].type == EventType.INSPECTION_RATING:
            by_council[report[0].councils, report[0].judgement].append(number)
    contradicted: dict[int, list[Claim]] = defaultdict(list)
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


def _report(cluster: list[Claim]) -> Claim:
    return next(claim for claim in cluster if claim.kind == Kind.INSPECTION_REPORT)
