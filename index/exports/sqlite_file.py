"""Export as a SQLite file that opens well in Datasette: entries, evidence, councils and people, linked by keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from index.exports.columns import COLUMNS, flat
from index.timeline import Entry

_KINDS = {"confidence": "REAL", "sources": "INTEGER"}
_SCHEMA = f"""
CREATE TABLE entries ({", ".join(f"{name} {_KINDS.get(name, 'TEXT')}" for name in COLUMNS)}, PRIMARY KEY (id));
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, entry TEXT NOT NULL REFERENCES entries (id), url TEXT, title TEXT, source TEXT,
    published TEXT, status TEXT, date TEXT, quote TEXT, start INTEGER, "end" INTEGER, confidence REAL
);
CREATE TABLE councils (name TEXT PRIMARY KEY);
CREATE TABLE people (name TEXT PRIMARY KEY);
CREATE TABLE entry_councils (
    entry TEXT REFERENCES entries (id), council TEXT REFERENCES councils (name), PRIMARY KEY (entry, council)
);
CREATE TABLE entry_people (
    entry TEXT REFERENCES entries (id), person TEXT REFERENCES people (name), PRIMARY KEY (entry, person)
);
CREATE INDEX entries_type ON entries (type);
CREATE INDEX entries_earliest ON entries (earliest);
CREATE INDEX entries_status ON entries (status);
CREATE INDEX evidence_entry ON evidence (entry);
CREATE INDEX evidence_source ON evidence (source);
CREATE INDEX entry_councils_council ON entry_councils (council);
CREATE INDEX entry_people_person ON entry_people (person);
"""


def write(entries: Iterable[Entry], path: Path) -> int:
    """Write a new file, in place of one that is there; returns how many entries.

    The file appears only when it is whole.

    Raises:
        OSError: it cannot be written.
    """
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    count = 0
    with closing(sqlite3.connect(partial)) as connection, connection:
        connection.executescript(_SCHEMA)
        for entry in entries:
            _insert(connection, entry)
            count += 1
    partial.replace(path)
    return count


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    row = flat(entry)
    marks = ", ".join("?" * len(COLUMNS))
    connection.execute(f"INSERT INTO entries VALUES ({marks})", [row[name] for name in COLUMNS])  # noqa: S608 (marks)
    for item in entry.history:
        published = item.published.isoformat() if item.published else None
        told = (item.url, item.title, item.source, published, item.status.value, item.date)
        where = (item.quote, item.start, item.end, item.confidence)
        connection.execute("INSERT INTO evidence VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?)", (entry.id, *told, *where))
    for council in entry.councils:
        connection.execute("INSERT OR IGNORE INTO councils VALUES (?)", (council,))
        connection.execute("INSERT OR IGNORE INTO entry_councils VALUES (?, ?)", (entry.id, council))
    for person in entry.people:
        connection.execute("INSERT OR IGNORE INTO people VALUES (?)", (person,))
        connection.execute("INSERT OR IGNORE INTO entry_people VALUES (?, ?)", (entry.id, person))
