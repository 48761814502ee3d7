"""Regathering: where claims of the ledger came or went, the clusters as gathering all claims anew would make them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
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
    """The claims of a cluster in the order of precedence, and all keys of theirs.

    As a ``cluster`` the first ``taken`` of them, and the keys ``under`` which these are filed.
    """

    places: list[Place]
    keys: set[str]
    taken: int = 0
    cluster: Cluster | None = None
    under: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Filed:
    """The claims under a key in the order of precedence, and the cores of the clusters that they are or were in."""

    places: list[Place]
    cores: set[int]


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
    _cores: dict[int, int] = field(default_factory=dict)
    _filed: dict[str, _Filed] = field(default_factory=dict)
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
            clusters.setdefault(self._core_of(held.place), []).append(held)
        return list(clusters.values())

    def _place(self, held: Held) -> set[int]:
        """Put a claim where it now belongs; returns the cores of the clusters that this changes."""
        place = held.place
        former, core = self._core_of(place), self._meant(held)
        if core == former:
            return set()
        if former is not None:
            places = self._cluster(former).places
            del places[bisect_left(places, place.precedence, key=_PRECEDENCE)]
        joined = self._cluster(core)
        insort(joined.places, place, key=_PRECEDENCE)
        joined.keys.update(held.keys)
        for key in held.keys:
            self._under(key).cores.add(core)
        self._cores[place.number] = core
        changed = {core} if former is None else {core, former}
        for one in changed:
            self._await_moved(held, one)
        return changed

    def _meant(self, held: Held) -> int:
        """The core of the cluster that a claim is of, by the claims before it: another claim, or it itself."""
        claim, place = held.claim, held.place
        cores = [self._claim(core) for core in set().union(*(self._under(key).cores for key in held.keys))]
        near = [core for core in cores if core.place.precedence < place.precedence and _near(place, core)]
        admitting: dict[Cluster, int] = {}
        for core in sorted(near, key=lambda core: core.place.precedence):
            if compatible(claim, core.claim):
                standing = self._standing(core, place.precedence)
                if standing.cluster and not standing.under.isdisjoint(held.keys) and standing.cluster.admits(claim):
                    admitting[standing.cluster] = core.place.number
        chosen = meant(claim, list(admitting))
        return admitting[chosen] if chosen else place.number

    def _standing(self, core: Held, precedence: str) -> _Members:
        """A cluster with its claims before a precedence taken; asked in the order of precedence.

        None are where the core has gone, or joined another: those that were with it wait to be placed.
        """
        members = self._cluster(core.place.number)
        if not members.places or members.places[0].number != core.place.number:
            members.cluster = None
            return members
        while members.taken < len(members.places) and members.places[members.taken].precedence < precedence:
            held = self._claim(members.places[members.taken].number)
            if members.cluster:
                members.cluster.add(held.claim)
            else:
                members.cluster = Cluster(held.claim)
            members.under.update(held.keys)
            members.taken += 1
        return members

    def _await_moved(self, held: Held, core: int) -> None:
        """Have those placed again that a claim may move by coming into a cluster or leaving it."""
        head = self._claim(core)
        for key in self._cluster(core).keys.union(held.keys):
            filed = self._under(key).places
            for other in filed[bisect_right(filed, held.place.precedence, key=_PRECEDENCE) :]:
                fresh = other.number not in self._awaited and _near(other, head)
                if fresh and compatible(self._claim(other.number).claim, head.claim):
                    self._await(other)

    def _await(self, place: Place) -> None:
        self._awaited.add(place.number)
        heappush(self._waiting, (place.precedence, place.number))

    def _claim(self, number: int) -> Held:
        if number not in self._held:
            self._held[number] = self.ledger.claim(number)
        return self._held[number]

    def _core_of(self, place: Place) -> int | None:
        return self._cores.get(place.number, place.core)

    def _under(self, key: str) -> _Filed:
        if key not in self._filed:
            places = sorted(self.ledger.filed(key), key=_PRECEDENCE)
            cores = {core for place in places if (core := self._core_of(place)) is not None}
            self._filed[key] = _Filed(places, cores)
        return self._filed[key]

    def _cluster(self, core: int) -> _Members:
        if core not in self._members:
            self._members[core] = _Members(*self.ledger.cluster(core))
        return self._members[core]


def _near(place: Place, core: Held) -> bool:
    """Whether the days a claim and a core can mean are near enough for one event of any kind of their type."""
    reach = farthest(core.claim.type)
    return place.first - core.place.last <= reach and core.place.first - place.last <= reach
