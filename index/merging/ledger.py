"""The ledger: every claim and which entry it went into, so that new articles re-merge only what they touch.

One SQLite file beside the generations. A build is one transaction on it, and its commit is the switch to the new
generation: killed before, nothing has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from index.merging.claims import Claim
from index.merging.identity import precedence, span

# Raised whenever merging, the index's fields or this schema change: what older code built is then built anew.
FORMAT = 9

_SCHEMA = """
CREATE TABLE IF NOT EXISTS claim (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, precedence TEXT NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, core INTEGER, entry TEXT, payload TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS claim_article ON claim (article);
CREATE INDEX IF NOT EXISTS claim_core ON claim (core);
CREATE TABLE IF NOT EXISTS filed (key TEXT, claim INTEGER, PRIMARY KEY (key, claim)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS filed_claim ON filed (claim);
CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS built (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_PLACE = "number, precedence, first, last, core"
_TABLES = ("claim", "filed", "entry", "built")


class Place(NamedTuple):
    """Where a claim in the ledger stands: its number, its precedence, the days it can mean, its cluster's core."""

    number: int
    precedence: str
    first: int
    last: int
    core: int | None


@dataclass(frozen=True)
class Held:
    """A claim in the ledger: where it stands, itself, as it is stored, and the entry it is in."""

    place: Place
    claim: Claim
    payload: str
    entry: str | None

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What the claim is filed under."""
        return self.claim.keys


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

    def replace_article(self, article: str, claims: Iterable[Claim]) -> tuple[list[int], list[Held]]:
        """Put an article's claims in place of those it had; what it tells as before stays as it is.

        Returns:
            the numbers of the new claims, and the claims that are no more.
        """
        numbers = self._connection.execute("SELECT number FROM claim WHERE article = ?", (article,)).fetchall()
        former = {held.payload: held for held in self.load(number for (number,) in numbers)}
        added = []
        for claim in claims:
            payload = claim.to_json()
            if former.pop(payload, None) is None:
                added.append(self._add(article, claim, payload))
        for held in former.values():
            self._connection.execute("DELETE FROM filed WHERE claim = ?", (held.place.number,))
            self._connection.execute("DELETE FROM claim WHERE number = ?", (held.place.number,))
        return added, list(former.values())

    def _add(self, article: str, claim: Claim, payload: str) -> int:
        row = (article, precedence(claim), *span(claim), payload)
        ask = "INSERT INTO claim (article, precedence, first, last, payload) VALUES (?, ?, ?, ?, ?)"
        number = int(self._connection.execute(ask, row).lastrowid or 0)
        keyed = [(key, number) for key in claim.keys]
        self._connection.executemany("INSERT INTO filed VALUES (?, ?)", keyed)
        return number

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

    def component(self, keys: Iterable[str]) -> list[int]:
        """The claims filed under some keys, and those that share keys with these, directly or through others."""
        found: set[int] = set()
        fresh, seen = set(keys), set(keys)
        while fresh:
            near = {place.number for key in fresh for place in self.filed(key)} - found
            found |= near
            fresh = {key for number in near for key in self._keys(number)} - seen
            seen |= fresh
        return sorted(found)

    def _keys(self, number: int) -> list[str]:
        return [row[0] for row in self._connection.execute("SELECT key FROM filed WHERE claim = ?", (number,))]

    def filed(self, key: str) -> list[Place]:
        """Where the claims stand that are filed under a key."""
        ask = f"SELECT {_PLACE} FROM filed JOIN claim ON number = claim WHERE key = ?"  # noqa: S608 (a constant)
        return list(map(Place._make, self._connection.execute(ask, (key,))))

    def cluster(self, core: int) -> tuple[list[Place], set[str]]:
        """Where the claims of a cluster stand, in the order of precedence, and all keys they are filed under."""
        ask = f"SELECT {_PLACE} FROM claim WHERE core = ? ORDER BY precedence"  # noqa: S608 (a constant)
        places = list(map(Place._make, self._connection.execute(ask, (core,))))
        ask = "SELECT DISTINCT key FROM claim JOIN filed ON filed.claim = number WHERE core = ?"
        return places, {row[0] for row in self._connection.execute(ask, (core,))}

    def load(self, numbers: Iterable[int]) -> list[Held]:
        """Claims by number."""
        return [self.claim(number) for number in numbers]

    def claim(self, number: int) -> Held:
        """The claim with a number."""
        ask = f"SELECT {_PLACE}, payload, entry FROM claim WHERE number = ?"  # noqa: S608 (a constant)
        *place, payload, entry = self._connection.execute(ask, (number,)).fetchone()
        return Held(Place._make(place), Claim.from_json(payload), payload, entry)

    def assign(self, number: int, core: int, entry: str) -> None:
        """Note which cluster a claim is in, by its core, and which entry it went into."""
        self._connection.execute("UPDATE claim SET core = ?, entry = ? WHERE number = ?", (core, entry, number))

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
