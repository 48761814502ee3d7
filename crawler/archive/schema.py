"""The archive's tables, how an archive is opened or upgraded, and the one way to write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

# A reader of a long report or a slow disk may hold the one writer up; half a minute outlasts any single commit.
BUSY_MILLISECONDS = 30_000

# Each step takes an archive from its position in this tuple to the next; a step, once released, is never edited.
STEPS = (
    """
    CREATE TABLE document (
        id TEXT PRIMARY KEY, url TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
        latest INTEGER NOT NULL, taken TEXT NOT NULL, seen TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX document_source ON document (source);
    CREATE INDEX document_latest ON document (latest);
    CREATE TABLE version (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL REFERENCES document DEFERRABLE INITIALLY DEFERRED,
        content_hash TEXT NOT NULL, published TEXT, quarantined INTEGER NOT NULL,
        taken TEXT NOT NULL, record TEXT NOT NULL
    );
    CREATE INDEX version_document ON version (document, number);
    CREATE INDEX version_content ON version (content_hash);
    CREATE TABLE alias (url TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document) WITHOUT ROWID;
    CREATE TABLE likeness (version INTEGER NOT NULL REFERENCES version, mark INTEGER NOT NULL);
    CREATE INDEX likeness_mark ON likeness (mark);
    CREATE TABLE rejected (
        url TEXT PRIMARY KEY, source TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE reading (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL UNIQUE REFERENCES version,
        pipeline TEXT NOT NULL, reading TEXT NOT NULL
    );
    CREATE TABLE run (
        number INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL,
        started TEXT NOT NULL, finished TEXT, ending TEXT
    );
    CREATE TABLE run_outcome (
        run INTEGER NOT NULL REFERENCES run, source TEXT NOT NULL, outcome TEXT NOT NULL, items INTEGER NOT NULL,
        PRIMARY KEY (run, source, outcome)
    ) WITHOUT ROWID;
    CREATE TABLE failure (
        run INTEGER NOT NULL REFERENCES run, source TEXT NOT NULL, url TEXT NOT NULL,
        reason TEXT NOT NULL, at TEXT NOT NULL
    );
    CREATE TABLE fetch (
        url TEXT PRIMARY KEY, source TEXT NOT NULL, etag TEXT, last_modified TEXT, fetched TEXT NOT NULL, full_look TEXT
    ) WITHOUT ROWID;
    CREATE TABLE cursor (
        source TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (source, name)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE run_source (
        run INTEGER NOT NULL REFERENCES run, source TEXT NOT NULL, ended TEXT NOT NULL, problem TEXT NOT NULL,
        PRIMARY KEY (run, source)
    ) WITHOUT ROWID;
    CREATE INDEX run_source_source ON run_source (source, run);
    """,
    # The day of publication (UTC, as a proleptic ordinal), so that copies are sought among what came out around then
    # and taking an article in costs the same however many are held.
    """
    ALTER TABLE likeness ADD COLUMN day INTEGER;
    UPDATE likeness SET day = (
        SELECT CAST(julianday(date(published)) - 1721424.5 AS INTEGER) FROM version WHERE number = likeness.version);
    DROP INDEX likeness_mark;
    CREATE INDEX likeness_mark ON likeness (mark, day, version);
    """,
    """
    ALTER TABLE rejected ADD COLUMN rules TEXT NOT NULL DEFAULT '';
    ALTER TABLE rejected ADD COLUMN told TEXT NOT NULL DEFAULT '';
    ALTER TABLE failure ADD COLUMN listing INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX rejected_source ON rejected (source);
    CREATE INDEX failure_source ON failure (source, at);
    """,
)


class ArchiveError(Exception):
    """The archive cannot be used: says why and what to do."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date, each step in its own transaction; another process may be doing the same."""
    while (version := connection.execute("PRAGMA user_version").fetchone()[0]) < len(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] == version:
            for statement in STEPS[version].split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    if version > len(STEPS):
        raise ArchiveError(f"{path} was written by a newer Caretrail (format {version}); upgrade Caretrail to open it")


def connect(path: Path) -> sqlite3.Connection:
    """Open the archive at ``path``, making it (and its folder) when there is none.

    Raises ArchiveError when the file is not an archive, cannot be written, or is of a newer format.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
        connection.execute("PRAGMA journal_mode = WAL")
        # With the write-ahead log, NORMAL loses nothing to a killed process. A power cut may take the last moments,
        # never the consistency; what went is fetched or read again, for its state went with it. FULL costs a fifth.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _upgrade(connection, path)
    except (sqlite3.Error, OSError) as error:
        raise ArchiveError(f"{path} cannot be opened as an archive ({error}); check the --data folder") from error
    return connection


class Store:
    """An open archive file: its connection, its clock, and transactions that nest into one."""

    def __init__(self, path: Path, now: Callable[[], datetime] = _utc_now) -> None:
        self.path = path
        self._now = now
        self._depth = 0
        self._connection = connect(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed stays committed."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything written inside one commit, or nothing at all; keep slow work outside.

        A killed process loses only what it had not finished: what is committed when this ends stays.

        Raises:
            ArchiveError: the disk is full, cannot be written to, or another process writes for too long.
        """
        try:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    self._connection.execute("COMMIT")
            finally:
                self._depth -= 1
        except BaseException as error:
            # A full disk has SQLite undo the transaction by itself.
            if self._depth == 0 and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                why = f"{self.path} cannot be written ({error}); nothing that was committed is lost"
                raise ArchiveError(f"{why}: make room or mend the disk, and run again") from error
            raise

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")

    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def _number(self, sql: str, *values: object) -> int:
        return int(self._connection.execute(sql, values).fetchone()[0] or 0)
