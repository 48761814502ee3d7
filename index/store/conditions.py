"""Conditions: which documents meet the structured part of a query, and in which order they come, by the columns."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.facts import canonical_organisation, fold
from index.merging.identity import same_body, same_person
from index.query import Order, Query
from index.store.columns import Columns, Mask
from index.store.schema import as_number, change_number, surname
from index.timeline import Change

# Condition of a query -> column of words it is about.
_WORDS = {
    "types": "type",
    "councils": "council",
    "grades": "grade",
    "judgements": "judgement",
    "statuses": "status",
    "sources": "source",
    "languages": "language",
}


class Conditions:
    """The structured side of one index."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names = lru_cache(maxsize=512)(self._bodies)

    def mask(self, query: Query) -> Mask:
        """The live documents that meet every condition of a query but its text."""
        mask = self._columns.live.copy()
        for condition, column in _WORDS.items():
            wanted = getattr(query, condition)
            if wanted:
                mask &= self._columns.having(column, wanted)
        if query.people:
            mask &= self._columns.having("person", [n for name in query.people for n in self._people(name)])
        if query.organisations:
            mask &= self._columns.having("organisation", [n for name in query.organisations for n in self._names(name)])
        if query.after or query.before:
            mask &= self._within(query)
        if query.upgraded is not None:
            wanted = Change.UPGRADED if query.upgraded else Change.DOWNGRADED
            mask &= self._columns.number("change") == change_number(wanted)
        return mask

    def ordered(self, mask: Mask, order: Order) -> NDArray[np.int64]:
        """The numbers of a mask's documents by date, undated ones last; of one day always in the same order."""
        numbers = np.flatnonzero(mask)
        first, tie = self._columns.number("first")[numbers], self._columns.number("tie")[numbers]
        undated = first == 0
        by_date = first if order == Order.OLDEST else -first
        return numbers[np.lexsort((tie, by_date, undated))]

    def _within(self, query: Query) -> Mask:
        """Documents whose date overlaps the query's span; those without a date never do."""
        first, last = self._columns.number("first"), self._columns.number("last")
        mask: Mask = first != 0
        if query.after:
            mask &= last >= as_number(query.after)
        if query.before:
            mask &= first <= as_number(query.before)
        return mask

    def _people(self, name: str) -> list[str]:
        return [known for known in self._by_surname.get(surname(name), ()) if same_person(name, known)]

    def _bodies(self, name: str) -> tuple[str, ...]:
        """The organisations a name can mean: the very one, else those that say no more or no less."""
        known = self._columns.vocabulary("organisation")
        name = canonical_organisation(name)
        exact = tuple(other for other in known if fold(other) == fold(name))
        return exact or tuple(other for other in known if same_body(name, other))

    @cached_property
    def _by_surname(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._columns.vocabulary("person"):
            found[surname(name)].append(name)
        return found
