"""The ledger: every claim and which entry it went into, so that new articles re-merge only what they touch.

One SQLite file beside the generations. A build is one transaction on it, and its commit is the switch to the new
generation: killed before, nothing has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.merging.claims import Claim

# Raised whenever merging, the index's fields or this schema change: what older code built is then built anew.
FORMAT = 7

_SCHEMA = """
CREATE TABLE IF NOT EXISTS claim (number INTEGER PRIMARY KEY, article TEXT NOT NULL, entry TEXT, payload TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS claim_article ON claim (article);
CREATE INDEX IF NOT EXISTS claim_entry ON claim (entry);
CREATE TABLE IF NOT EXISTS filed (key TEXT, claim INTEGER, PRIMARY KEY (key, claim)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS filed_claim ON filed (claim);
CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS built (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_TABLES = ("claim", "filed", "entry", "built")


@dataclass(frozen=True, slots=True)
class Held:
    """A claim in the ledger: its number, itself, as it is stored, and the entry it is in."""

    number: int
    claim: Claim
    payload: str
    entry: str | None


class Ledger:
    """The open ledger of an index folder, in one transaction until ``commit``; leaving without it undoes everything.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        # All tables or, killed here, none: a ledger without any is one that nothing was built into yet.
        self._connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")

    def __enter__(self) -> Ledger:
        """Begin the transaction; waits for another build to end."""
        self._connection.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, *error: object) -> None:
        """Undo what was not committed, and close."""
        if self._connection.in_transaction:
            self._connection.rollback()
        self._connection.close()

    def commit(self) -> None:
        """Make everything since the beginning last, at once."""
        self._connection.commit()

    def get(self, name: str) -> str | None:
        """A fact about what was built last: generation, sequence, format."""
        row = self._connection.execute("SELECT value FROM built WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def note_fact(self, name: str, value: object) -> None:
        """Note a fact about this build."""
        self._connection.execute("INSERT OR REPLACE INTO built VALUES (?, ?)", (name, str(value)))

    def clear(self) -> None:
        """Forget everything, to build from the beginning."""
        for table in _TABLES:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 (the names stand above)

    def replace_article(self, article: str, claims: Iterable[Claim]) -> tuple[set[int], set[str]]:
        """Put an article's claims in place of those it had.

        Returns:
            the numbers of the new claims, and the entries that the former ones were in.
        """
        former = self._connection.execute("SELECT number, entry FROM claim WHERE article = ?", (article,)).fetchall()
        for number, _ in former:
            self._connection.execute("DELETE FROM filed WHERE claim = ?", (number,))
            self._connection.execute("DELETE FROM claim WHERE number = ?", (number,))
        added = set()
        for claim in claims:
            row = (article, claim.to_json())
            number = self._connection.execute("INSERT INTO claim (article, payload) VALUES (?, ?)", row).lastrowid
            keyed = [(key, number) for key in claim.keys]
            self._connection.executemany("INSERT OR IGNORE INTO filed VALUES (?, ?)", keyed)
            added.add(int(number or 0))
        return added, {str(entry) for _, entry in former if entry}

    def components(self) -> Iterator[list[int]]:
        """All claims, in sets that share keys directly or through others."""
        parent: dict[int, int] = {}
        first: dict[str, int] = {}
        for key, claim in self._connection.execute("SELECT key, claim FROM filed"):
            parent.setdefault(claim, claim)
            one, two = _root(parent, claim), _root(parent, first.setdefault(key, claim))
            parent[max(one, two)] = min(one, two)
        sets: dict[int, list[int]] = {}
        for claim in parent:
            sets.setdefault(_root(parent, claim), []).append(claim)
        yield from sets.values()

    def component_of(self, claim: int) -> list[int]:
        """The claims that share keys with this one, directly or through others."""
        found, fresh, keys = {claim}, [claim], set()
        while fresh:
            near: set[int] = set()
            for number in fresh:
                for (key,) in self._connection.execute("SELECT key FROM filed WHERE claim = ?", (number,)).fetchall():
                    if key not in keys:
                        keys.add(key)
                        rows = self._connection.execute("SELECT claim FROM filed WHERE key = ?", (key,))
                        near.update(row[0] for row in rows)
            fresh = sorted(near - found)
            found.update(near)
        return sorted(found)

    def claims_in(self, entry: str) -> list[int]:
        """The numbers of the claims an entry was merged from."""
        return [row[0] for row in self._connection.execute("SELECT number FROM claim WHERE entry = ?", (entry,))]

    def load(self, numbers: Iterable[int]) -> list[Held]:
        """Claims by number."""
        ask = "SELECT payload, entry FROM claim WHERE number = ?"
        found = []
        for number in numbers:
            payload, entry = self._connection.execute(ask, (number,)).fetchone()
            found.append(Held(number, Claim.from_json(payload), payload, entry))
        return found

    def assign(self, number: int, entry: str) -> None:
        """Note which entry a claim went into."""
        self._connection.execute("UPDATE claim SET entry = ? WHERE number = ?", (entry, number))

    def digest(self, entry: str) -> bytes | None:
        """The digest of an entry as it was indexed, None when it was not."""
        row = self._connection.execute("SELECT digest FROM entry WHERE id = ?", (entry,)).fetchone()
        return bytes(row[0]) if row else None

    def note(self, entry: str, digest: bytes | None) -> None:
        """Note an entry as it is now indexed; None when it is there no longer."""
        if digest is None:
            self._connection.execute("DELETE FROM entry WHERE id = ?", (entry,))
        else:
            self._connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?)", (entry, digest))

    def counts(self) -> tuple[int, int]:
        """How many claims and entries it holds."""
        ask = "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM entry)"
        claims, entries = self._connection.execute(ask).fetchone()
        return int(claims), int(entries)


def _root(parent: dict[int, int], claim: int) -> int:
    while parent[claim] != claim:
        parent[claim] = parent[parent[claim]]
        claim = parent[claim]
    return claim
