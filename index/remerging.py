"""Remerging: the entries of a set of claims in the ledger, and which of them are other than before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from index.ledger import Ledger
from index.merging import merge
from index.timeline import Entry


@dataclass(slots=True)
class Remerged:
    """Entries that are new or other than before, the ids of all there are now, and of those that are no more."""

    changed: list[Entry] = field(default_factory=list)
    current: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def remerge(ledger: Ledger, component: Iterable[int]) -> Remerged:
    """Merge a whole component (all claims that share keys) and note in the ledger what came of it."""
    loaded = ledger.load(component)
    numbers = {claim.id: number for number, (claim, _) in loaded.items()}
    before = {number: entry for number, (_, entry) in loaded.items()}
    result = Remerged()
    for entry in merge(claim for claim, _ in loaded.values()):
        result.current.add(entry.id)
        for identifier in (entry.id, *entry.aliases):
            if before[numbers[identifier]] != entry.id:
                ledger.assign(numbers[identifier], entry.id)
        digest = blake2b(entry.to_json().encode(), digest_size=12).digest()
        if ledger.digest(entry.id) != digest:
            ledger.note(entry.id, digest)
            result.changed.append(entry)
    result.gone = {entry for entry in before.values() if entry} - result.current
    return result


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
