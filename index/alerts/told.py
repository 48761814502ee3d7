"""What each alert has told: one SQLite file beside the archive, so that nothing is told twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from index.timeline import Entry

_SCHEMA = """
CREATE TABLE IF NOT EXISTS alert (name TEXT PRIMARY KEY, asked TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (
    number INTEGER PRIMARY KEY, alert TEXT NOT NULL, entry TEXT NOT NULL, digest TEXT NOT NULL, on_day TEXT NOT NULL,
    change TEXT NOT NULL, payload TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS told_once ON told (alert, entry, digest);
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing an alert tells: an entry, and whether it is "new" or "changed"."""

    entry: Entry
    change: str
    at: datetime
    digest: str


class Told:
    """The record of what was told; a context manager.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=60)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.executescript(_SCHEMA)

    def __enter__(self) -> Told:
        """The open record."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self._connection.close()

    def begun(self, alert: str, asked: str) -> bool:
        """Whether this alert was run before with this question; what is held at its first run counts as told."""
        row = self._connection.execute("SELECT asked FROM alert WHERE name = ?", (alert,)).fetchone()
        return row is not None and row[0] == asked

    def fresh(self, alert: str, entries: Iterable[Entry], at: datetime) -> list[Telling]:
        """The entries that this alert has not told in this form."""
        found = []
        for entry in entries:
            names = (entry.id, *entry.aliases)
            marks = ",".join("?" * len(names))
            ask = f"SELECT digest FROM told WHERE alert = ? AND entry IN ({marks})"  # noqa: S608 (marks)
            told = {row[0] for row in self._connection.execute(ask, (alert, *names))}
            digest = digest_of(entry)
            if digest not in told:
                found.append(Telling(entry, "changed" if told else "new", at, digest))
        return found

    @contextmanager
    def telling(self, alert: str, asked: str, tellings: Sequence[Telling]) -> Iterator[None]:
        """Note tellings as told once what is done meanwhile is done; when that fails, nothing is noted."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO alert VALUES (?, ?)", (alert, asked))
            for item in tellings:
                row = (alert, item.entry.id, item.digest, item.at.isoformat(), item.change, item.entry.to_json())
                self._connection.execute("INSERT OR IGNORE INTO told VALUES (NULL, ?, ?, ?, ?, ?, ?)", row)
            yield

    def untell(self, alert: str, tellings: Sequence[Telling]) -> None:
        """Take back tellings whose message could not be sent: they are told with the next run."""
        with self._connection:
            for item in tellings:
                key = (alert, item.entry.id, item.digest)
                self._connection.execute("DELETE FROM told WHERE alert = ? AND entry = ? AND digest = ?", key)

    def latest(self, alert: str, most: int) -> list[Telling]:
        """The last tellings of an alert, the latest first."""
        ask = "SELECT payload, change, on_day, digest FROM told WHERE alert = ? ORDER BY number DESC LIMIT ?"
        rows = self._connection.execute(ask, (alert, most)).fetchall()
        return [Telling(Entry.from_json(line), change, datetime.fromisoformat(at), d) for line, change, at, d in rows]


def digest_of(entry: Entry) -> str:
    """What an entry says, as a digest: one more article that says the same does not change it."""
    fields = (entry.type, entry.status, entry.date, entry.councils, entry.organisation, entry.people, entry.grade)
    said = json.dumps([*fields, entry.judgement, entry.title, entry.amount])
    return sha256(said.encode()).hexdigest()[:16]
