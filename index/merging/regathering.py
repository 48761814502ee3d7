"""Regathering: where claims of the ledger came or went, the clusters as gathering all claims anew would make them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from operator import attrgetter

from index.merging.clusters import Cluster, meant
from index.merging.identity import compatible, farthest
from index.merging.ledger import Held, Ledger, Place

_PRECEDENCE = attrgetter("precedence")


@dataclass(slots=True)
class _Members:
    """The claims of a cluster in the order of precedence, all keys of theirs, and the first ``taken`` as a cluster."""

    places: list[Place]
    keys: set[str]
    taken: int = 0
    cluster: Cluster | None = None


@dataclass(slots=True)
class Regathering:
    """The clusters of the ledger while claims that came or went are followed up.

    Claims are gathered in the order of precedence, each by the clusters that those before it make: those that share a
    key with it and whose core it is compatible with. So a claim that came, went or moved can move only later ones that
    share a key with its cluster and are compatible with the core. These are placed again, and what they move, in turn.
    """

    ledger: Ledger
    _waiting: list[tuple[str, int]] = field(default_factory=list)
    _awaited: set[int] = field(default_factory=set)
    _held: dict[int, Held] = field(default_factory=dict)
    _places: dict[int, Place] = field(default_factory=dict)
    _filed: dict[str, list[int]] = field(default_factory=dict)
    _members: dict[int, _Members] = field(default_factory=dict)

    def follow(self, added: Iterable[int], lost: Iterable[Held]) -> set[int]:
        """Place new claims, and again whatever they and the lost ones move.

        Returns:
            the claims, by number, of all clusters that are other than before.
        """
        touched: set[int] = set()
        gone = {held.place.number: held for held in lost}
        self._held |= gone
        for held in gone.values():
            if held.place.core is not None:
                touched.add(held.place.core)
                self._await_moved(held, held.place.core)
        for held in self.ledger.load(added):
            self._held[held.place.number] = held
            self._await(held.place)
        while self._waiting:
            touched |= self._place(self._claim(heappop(self._waiting)[1]))
        return {place.number for core in touched for place in self._cluster(core).places}

    def gathered(self, numbers: Iterable[int]) -> list[list[Held]]:
        """Whole clusters by the numbers of their claims; clusters and claims come in the order of precedence."""
        clusters: dict[int | None, list[Held]] = {}
        for held in sorted((self._claim(number) for number in numbers), key=lambda held: held.place.precedence):
            clusters.setdefault(self._places.get(held.place.number, held.place).core, []).append(held)
        return list(clusters.values())

    def _place(self, held: Held) -> set[int]:
        """Put a claim where it now belongs; returns the cores of the clusters that this changes."""
        former, core = self._places.get(held.place.number, held.place).core, self._core(held)
        if core == former:
            return set()
        if former is not None:
            places = self._cluster(former).places
            del places[bisect_left(places, held.place.precedence, key=_PRECEDENCE)]
        joined = self._cluster(core)
        insort(joined.places, held.place, key=_PRECEDENCE)
        joined.keys.update(held.claim.keys)
        self._places[held.place.number] = held.place._replace(core=core)
        changed = {core} if former is None else {core, former}
        for one in changed:
            self._await_moved(held, one)
        return changed

    def _core(self, held: Held) -> int:
        """The core of the cluster that a claim is of, by the claims before it: another claim, or it itself."""
        claim, place = held.claim, held.place
        before = [other for key in claim.keys for other in self._under(key) if other.precedence < place.precedence]
        cores = [self._claim(core) for core in {other.core for other in before} if core is not None]
        near = sorted((one for one in cores if _near(place, one)), key=lambda one: one.place.precedence)
        admitting: dict[Cluster, int] = {}
        for core in near:
            if compatible(claim, core.claim):
                cluster = self._standing(core.place.number, place.precedence)
                if cluster.admits(claim):
                    admitting[cluster] = core.place.number
        chosen = meant(claim, list(admitting))
        return admitting[chosen] if chosen else place.number

    def _standing(self, core: int, precedence: str) -> Cluster:
        """A cluster as its claims before a precedence make it; asked in the order of precedence."""
        members = self._cluster(core)
        if members.cluster is None:
            members.cluster, members.taken = Cluster(self._claim(core).claim), 1
        while members.taken < len(members.places) and members.places[members.taken].precedence < precedence:
            members.cluster.add(self._claim(members.places[members.taken].number).claim)
            members.taken += 1
        return members.cluster

    def _await_moved(self, held: Held, core: int) -> None:
        """Have those placed again that a claim may move by coming into a cluster or leaving it."""
        head = self._claim(core)
        for key in self._cluster(core).keys.union(held.claim.keys):
            for other in self._under(key):
                later = other.precedence > held.place.precedence and other.number not in self._awaited
                if later and _near(other, head) and compatible(self._claim(other.number).claim, head.claim):
                    self._await(other)

    def _await(self, place: Place) -> None:
        self._awaited.add(place.number)
        heappush(self._waiting, (place.precedence, place.number))

    def _claim(self, number: int) -> Held:
        if number not in self._held:
            (self._held[number],) = self.ledger.load([number])
        return self._held[number]

    def _under(self, key: str) -> list[Place]:
        """Where the claims filed under a key stand now."""
        if key not in self._filed:
            places = self.ledger.filed(key)
            self._filed[key] = [place.number for place in places]
            for place in places:
                self._places.setdefault(place.number, place)
        return [self._places[number] for number in self._filed[key]]

    def _cluster(self, core: int) -> _Members:
        if core not in self._members:
            self._members[core] = _Members(*self.ledger.cluster(core))
        return self._members[core]


def _near(place: Place, core: Held) -> bool:
    """Whether the days a claim and a core can mean are near enough for one event of any kind of their type."""
    reach = farthest(core.claim.type)
    return place.first - core.place.last <= reach and core.place.first - place.last <= reach
