"""Merging: claims in, one entry per real-world event out, whatever the order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.article import Kind
from index.merging.changes import with_changes
from index.merging.claims import Claim, amount_key
from index.merging.clusters import Cluster, meant
from index.merging.identity import farthest, precedence, same_rating_told_otherwise, span
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
    entries = with_changes(settle(t.claims, t.hearsay) for t in reports_outrank(clustered(claims)))
    return sorted(entries, key=lambda e: (e.earliest is None, str(e.earliest), e.type, e.id))


def clustered(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims grouped by event: the most precise begin the groups, the vaguer join the one they can only mean.

    Groups and claims come in the order of precedence.
    """
    clusters: list[Cluster] = []
    filed: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for claim in sorted(claims, key=precedence):
        # What can never be one event is not even compared.
        places = [(key, claim.grade, claim.judgement, amount_key(claim)) for key in claim.keys]
        near = sorted({number for place in places for number in filed[place]})
        first, last, reach = *span(claim), farthest(claim.type)
        near = [n for n in near if clusters[n].first - last <= reach and first - clusters[n].last <= reach]
        admitting = {clusters[number]: number for number in near if clusters[number].admits(claim)}
        chosen = meant(claim, list(admitting))
        if chosen is None:
            number = len(clusters)
            clusters.append(Cluster(claim))
        else:
            number = admitting[chosen]
            chosen.add(claim)
        for place in places:
            filed[place].add(number)
    return [cluster.claims for cluster in clusters]


def reports_outrank(clusters: Sequence[list[Claim]]) -> list[Telling]:
    """Each cluster with the hearsay that its inspection report contradicts, which then is no event of its own.

    Clusters come in the order, and their claims too, that `clustered` gives them.
    """
    reports = [c for c in clusters if any(claim.kind == Kind.INSPECTION_REPORT for claim in c)]
    by_council: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        if report[0].type == EventType.INSPECTION_RATING:
            by_council[report[0].councils, report[0].judgement].append(number)
    contradicted: dict[int, list[Claim]] = defaultdict(list)
    dropped: set[int] = set()
    numbers = {id(report): number for number, report in enumerate(reports)}
    for cluster in clusters:
        if id(cluster) in numbers:
            continue
        for number in by_council.get((cluster[0].councils, cluster[0].judgement), ()):
            if same_rating_told_otherwise(cluster[0], _report(reports[number])):
                contradicted[number].extend(cluster)
                dropped.add(id(cluster))
                break
    told_so = [cluster for cluster in clusters if id(cluster) not in dropped]
    return [Telling(cluster, contradicted[numbers.get(id(cluster), -1)]) for cluster in told_so]


def _report(cluster: list[Claim]) -> Claim:
    return next(claim for claim in cluster if claim.kind == Kind.INSPECTION_REPORT)
