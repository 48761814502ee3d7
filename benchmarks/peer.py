"""The same entries in SQLite: what one would use for timelines and facets without an index of one's own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.query import Order, Query
from index.search import Index
from index.store.schema import as_number

_SCHEMA = """
CREATE TABLE entry (id TEXT, type TEXT, status TEXT, grade TEXT, first INTEGER, last INTEGER, payload TEXT);
CREATE TABLE council (name TEXT, entry INTEGER);
CREATE TABLE person (name TEXT, entry INTEGER);
"""
_INDEXES = """
CREATE INDEX entry_type ON entry (type, first);
CREATE INDEX entry_first ON entry (first);
CREATE INDEX council_name ON council (name, entry);
CREATE INDEX council_entry ON council (entry);
CREATE INDEX person_entry ON person (entry);
ANALYZE;
"""
_MET = "FROM entry WHERE first <> 0 AND last >= :after AND first <= :before"
_FACETS = ("type", "status", "grade", "first / 10000")


class Peer:
    """The database, filled from an index."""

    def __init__(self, path: Path, index: Index) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_SCHEMA)
        for number, entry in enumerate(index.entries(Query())):
            row = (entry.id, entry.type, entry.status, entry.grade, as_number(entry.earliest), as_number(entry.latest))
            self._connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, entry.to_json()))
            named = [(name, number + 1) for name in entry.councils]
            self._connection.executemany("INSERT INTO council VALUES (?, ?)", named)
            named = [(name, number + 1) for name in entry.people]
            self._connection.executemany("INSERT INTO person VALUES (?, ?)", named)
        self._connection.executescript(_INDEXES)
        self._connection.commit()

    def entries(self, query: Query) -> list[str]:
        """The payloads of the entries that meet a query's types, councils and dates."""
        values, where = _where(query)
        order = "DESC" if query.order == Order.NEWEST else "ASC"
        limit = -1 if query.limit is None else query.limit
        ask = f"SELECT payload {_MET} {where} ORDER BY first {order} LIMIT {limit}"
        return [row[0] for row in self._connection.execute(ask, values)]

    def facets(self, query: Query) -> list[object]:
        """Counts by type, status, grade, year, council and person of the entries that meet a query."""
        values, where = _where(query)
        asks = [f"SELECT {facet}, count(*) {_MET} {where} GROUP BY 1" for facet in _FACETS]
        for named in ("council", "person"):
            met = f"SELECT rowid {_MET} {where}"
            asks.append(f"SELECT name, count(*) FROM {named} WHERE entry IN ({met}) GROUP BY 1 ORDER BY 2 DESC")
        return [self._connection.execute(ask, values).fetchall() for ask in asks]


def _where(query: Query) -> tuple[dict[str, object], str]:
    values: dict[str, object] = {
        "after": as_number(query.after) or 1,
        "before": as_number(query.before) or 99991231,
    }
    where = ""
    if query.types:
        values["type"] = query.types[0]
        where += " AND type = :type"
    if query.councils:
        values["council"] = query.councils[0]
        where += " AND rowid IN (SELECT entry FROM council WHERE name = :council)"
    return values, where
