"""Remerging: the entries of a set of claims in the ledger, and which of them are other than before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from index.merging.changes import with_changes
from index.merging.ledger import Ledger
from index.merging.merge import tellings
from index.merging.settling import settle
from index.timeline import Entry
from nlp.reading import EventType


@dataclass(slots=True)
class Remerged:
    """Entries that are new or other than before, the ids of all there are now, and of those that are no more."""

    changed: list[Entry] = field(default_factory=list)
    current: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def remerge(ledger: Ledger, component: Iterable[int]) -> Remerged:
    """Merge a whole component (all claims that share keys) and note in the ledger what came of it.

    An entry is made of its claims and, a rating, of the one before; where these are as they were, so is the entry.
    """
    held = ledger.load(component)
    by_claim = {one.claim.id: one for one in held}
    result = Remerged(gone={one.entry for one in held if one.entry})
    found = tellings(one.claim for one in held)
    ratings = [settle(t.claims, t.hearsay) for t in found if t.claims[0].type == EventType.INSPECTION_RATING]
    rated = {entry.id: entry for entry in with_changes(ratings)}
    for telling in found:
        identifier = telling.id
        result.current.add(identifier)
        claims = [by_claim[claim.id] for claim in (*telling.claims, *telling.hearsay)]
        for one in claims:
            if one.entry != identifier:
                ledger.assign(one.number, identifier)
        rating = rated.get(identifier)
        digest = _digest([one.payload for one in claims], rating)
        if ledger.digest(identifier) != digest:
            ledger.note(identifier, digest)
            result.changed.append(rating or settle(telling.claims, telling.hearsay))
    result.gone -= result.current
    return result


def _digest(payloads: list[str], rating: Entry | None) -> bytes:
    """Tells whether an entry must be indexed again."""
    change = (rating.change or "") if rating else ""
    return blake2b("\n".join((*sorted(payloads), change)).encode(), digest_size=12).digest()


def remerge_touched(ledger: Ledger, claims: set[int], entries: set[str]) -> Remerged:
    """Merge again what new articles touch.

    Args:
        ledger: with the new claims in it, and those they replace gone.
        claims: the numbers of the new claims.
        entries: the entries that lost a claim.
    """
    waiting = claims | {number for entry in entries for number in ledger.claims_in(entry)}
    result = Remerged(gone=set(entries))
    while waiting:
        component = ledger.component_of(min(waiting))
        waiting.difference_update(component)
        part = remerge(ledger, component)
        result.changed += part.changed
        result.gone |= part.gone
        result.current |= part.current
    result.gone -= result.current
    for entry in result.gone:
        ledger.note(entry, None)
    return result
