"""Remerging: the entries of a set of claims in the ledger, and which of them are other than before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from index.merging.changes import with_changes
from index.merging.ledger import Held, Ledger
from index.merging.merge import clustered, reports_outrank
from index.merging.regathering import Regathering
from index.merging.settling import settle
from index.timeline import Entry
from nlp.reading import EventType

_RATING = EventType.INSPECTION_RATING


@dataclass(slots=True)
class Remerged:
    """Entries that are new or other than before, the ids of all there are now, and of those that are no more."""

    changed: list[Entry] = field(default_factory=list)
    current: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def add(self, other: Remerged) -> None:
        """Take in what merging others came to."""
        self.changed += other.changed
        self.current |= other.current
        self.gone |= other.gone


def remerge(ledger: Ledger, component: Iterable[int]) -> Remerged:
    """Merge a whole component (all claims that share keys) and note in the ledger what came of it."""
    held = {one.claim.id: one for one in ledger.load(component)}
    clusters = clustered(one.claim for one in held.values())
    return _settled(ledger, [[held[claim.id] for claim in cluster] for cluster in clusters])


def remerge_touched(ledger: Ledger, added: Iterable[int], lost: Iterable[Held]) -> Remerged:
    """Merge again what new articles touch.

    Args:
        ledger: with the new claims in it, and those they replace gone.
        added: the numbers of the new claims.
        lost: the claims that are no more.
    """
    lost = list(lost)
    again = Regathering(ledger)
    clusters = again.gathered(again.follow(added, lost))
    touched = [*lost, *(one for cluster in clusters for one in cluster)]
    result = _settled(ledger, [cluster for cluster in clusters if cluster[0].claim.type != _RATING])
    # What a rating shows depends on the others of its council.
    keys = {key for one in touched if one.claim.type == _RATING for key in one.keys}
    while keys:
        series = again.gathered(ledger.component([keys.pop()]))
        keys.difference_update(key for cluster in series for one in cluster for key in one.keys)
        result.add(_settled(ledger, series))
    result.gone |= {one.entry for one in lost if one.entry}
    result.gone -= result.current
    for entry in result.gone:
        ledger.note(entry, None)
    return result


def _settled(ledger: Ledger, clusters: list[list[Held]]) -> Remerged:
    """The entries of whole clusters, noted in the ledger; of ratings all must be there that share keys.

    An entry is made of its claims and, a rating, of the one before; where these are as they were, so is the entry.
    """
    held = {one.claim.id: one for cluster in clusters for one in cluster}
    cores = {one.claim.id: cluster[0].place.number for cluster in clusters for one in cluster}
    result = Remerged(gone={one.entry for one in held.values() if one.entry})
    found = reports_outrank([[one.claim for one in cluster] for cluster in clusters])
    ratings = [settle(t.claims, t.hearsay) for t in found if t.claims[0].type == _RATING]
    rated = {entry.id: entry for entry in with_changes(ratings)}
    for telling in found:
        identifier = telling.id
        result.current.add(identifier)
        claims = [*telling.claims, *telling.hearsay]
        for claim in claims:
            one, core = held[claim.id], cores[claim.id]
            if (one.entry, one.place.core) != (identifier, core):
                ledger.assign(one.place.number, core, identifier)
        rating = rated.get(identifier)
        digest = _digest([held[claim.id].payload for claim in claims], rating)
        if ledger.digest(identifier) != digest:
            ledger.note(identifier, digest)
            result.changed.append(rating or settle(telling.claims, telling.hearsay))
    result.gone -= result.current
    return result


def _digest(payloads: list[str], rating: Entry | None) -> bytes:
    """Tells whether an entry must be indexed again."""
    change = (rating.change or "") if rating else ""
    return blake2b("\n".join((*sorted(payloads), change)).encode(), digest_size=12).digest()
