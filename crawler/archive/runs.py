"""The part of the archive that keeps runs, how each item ended, and what the next fetch must know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from crawler.archive.schema import Store
from crawler.article import Outcome


@dataclass(frozen=True, slots=True)
class Fetch:
    """What is known of an address from the last time it was fetched.

    ``full_look`` is when the whole body was last received: a 304 is not believed for ever.
    """

    url: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    fetched: datetime | None = None
    full_look: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: items by source and outcome; ``finished`` is None while it runs or if it was killed."""

    number: int
    command: str
    started: datetime
    finished: datetime | None
    ending: str | None
    outcomes: dict[str, dict[Outcome, int]]


@dataclass(frozen=True, slots=True)
class Visit:
    """How one run ended for one source; ``problem`` is empty when all went well."""

    run: int
    ended: datetime
    problem: str


def _instant(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None


class Runs(Store):
    """Runs, outcomes, fetch state and backfill positions."""

    _run: int | None = None
    # Told of each item as it is counted, for whoever watches the run.
    on_count: Callable[[str, Outcome], None] | None = None

    def start_run(self, command: str) -> int:
        """Open a run; until `finish_run` every item taken, rejected or failed is counted in it. Returns its number."""
        with self.transaction():
            row = self._connection.execute("INSERT INTO run (command, started) VALUES (?, ?)", (command, self._stamp()))
        self._run = row.lastrowid
        return int(self._run or 0)

    def finish_run(self, number: int, ending: str = "done") -> Run:
        """Close a run and return it with its counts; ``ending`` says in a word or two how it ended."""
        with self.transaction():
            self._connection.execute(
                "UPDATE run SET finished = ?, ending = ? WHERE number = ?", (self._stamp(), ending, number)
            )
        self._run = None
        return self.runs(number)[0]

    def count(self, source: str, outcome: Outcome) -> None:
        """Count one item of the open run; does nothing when no run is open."""
        if self._run is None:
            return
        with self.transaction():
            self._connection.execute(
                "INSERT INTO run_outcome VALUES (?, ?, ?, 1)"
                " ON CONFLICT (run, source, outcome) DO UPDATE SET items = items + 1",
                (self._run, source, outcome),
            )
        if self.on_count:
            self.on_count(source, outcome)

    def fail(self, url: str, source: str, reason: str, *, listing: bool = False) -> Outcome:
        """Count an item that could not be fetched or read, and keep why, so that `status` can name it.

        ``listing`` says that it is no document, but a page that names some.
        """
        with self.transaction():
            self.count(source, Outcome.FAILED)
            if self._run is not None:
                row = (self._run, source, url, reason, self._stamp(), listing)
                self._connection.execute("INSERT INTO failure VALUES (?, ?, ?, ?, ?, ?)", row)
        return Outcome.FAILED

    def end_source(self, source: str, problem: str = "") -> None:
        """Keep that the open run is done with a source, even if it brought nothing; ``problem`` says what was wrong."""
        if self._run is None:
            return
        with self.transaction():
            row = (self._run, source, self._stamp(), problem)
            self._connection.execute("INSERT OR REPLACE INTO run_source VALUES (?, ?, ?, ?)", row)

    def visits(self, source: str, most: int = 20) -> list[Visit]:
        """How the last runs that visited a source ended for it, the newest first."""
        rows = self._rows(
            "SELECT run, ended, problem FROM run_source WHERE source = ? ORDER BY run DESC LIMIT ?", source, most
        )
        return [Visit(int(str(run)), datetime.fromisoformat(str(ended)), str(problem)) for run, ended, problem in rows]

    def sources_held(self) -> dict[str, int]:
        """The number of documents held of each source."""
        rows = self._rows("SELECT source, count(*) FROM document GROUP BY source ORDER BY source")
        return {str(source): int(str(documents)) for source, documents in rows}

    def newest(self, source: str, most: int = 40) -> list[tuple[datetime, datetime | None]]:
        """(first taken, published) of the documents of a source last taken in, the newest first."""
        rows = self._rows(
            "SELECT document.taken, published FROM document JOIN version ON number = latest"
            " WHERE source = ? ORDER BY document.taken DESC, number DESC LIMIT ?",
            source,
            most,
        )
        return [(datetime.fromisoformat(str(taken)), _instant(published)) for taken, published in rows]

    def looked_at(self, source: str, most: int) -> list[str]:
        """How the documents of a source that were last looked at ended, the newest first.

        Empty for each one taken in; for the others, why it was refused or failed. What was held already is left out.
        """
        rows = self._rows(
            "SELECT why, max(at) AS at FROM ("
            " SELECT url, taken AS at, '' AS why FROM document WHERE source = ?1"
            " UNION ALL SELECT url, at, reason FROM rejected WHERE source = ?1"
            " UNION ALL SELECT url, at, reason FROM failure WHERE source = ?1 AND NOT listing"
            "  AND url NOT IN (SELECT url FROM document))"
            " GROUP BY url ORDER BY at DESC, why = '' LIMIT ?2",
            source,
            most,
        )
        return [str(why) for why, _ in rows]

    def publications(self, source: str, most: int = 40) -> list[datetime]:
        """When the documents of a source last published came out, the latest first, in whatever order they came in."""
        rows = self._rows(
            "SELECT published FROM document JOIN version ON number = latest"
            " WHERE source = ? AND published IS NOT NULL ORDER BY published DESC LIMIT ?",
            source,
            most,
        )
        return [datetime.fromisoformat(str(published)) for (published,) in rows]

    def first_taken(self, source: str) -> datetime | None:
        """When the first document of a source was taken in; None when none is held."""
        return _instant(self._rows("SELECT min(taken) FROM document WHERE source = ?", source)[0][0])

    def visited(self) -> set[str]:
        """The names of all sources that a run has ever been done with."""
        return {str(name) for (name,) in self._rows("SELECT DISTINCT source FROM run_source")}

    def runs(self, number: int | None = None, most: int = 100) -> list[Run]:
        """The last runs, the newest first; or the one of a number."""
        where = "WHERE number = ?" if number is not None else "WHERE ? IS NULL"
        rows = self._rows(
            f"SELECT number, command, started, finished, ending FROM run {where} ORDER BY number DESC LIMIT ?",  # noqa: S608
            number,
            most,
        )
        return [self._with_outcomes(row) for row in rows]

    def failures(self, run: int, *, listings: bool = True) -> list[tuple[str, str, str]]:
        """(source, address, reason) of each item of a run that failed; pages that list documents only if asked for."""
        rows = self._rows(
            "SELECT source, url, reason FROM failure WHERE run = ? AND (NOT listing OR ?) ORDER BY rowid", run, listings
        )
        return [(str(source), str(url), str(reason)) for source, url, reason in rows]

    def fetch_state(self, url: str) -> Fetch | None:
        """What the last fetch of an address left for the next; None when it was never fetched."""
        rows = self._rows("SELECT url, source, etag, last_modified, fetched, full_look FROM fetch WHERE url = ?", url)
        if not rows:
            return None
        address, source, etag, modified, fetched, full_look = rows[0]
        return Fetch(
            str(address),
            str(source),
            str(etag) if etag else None,
            str(modified) if modified else None,
            _instant(fetched),
            _instant(full_look),
        )

    def store_fetch(self, fetch: Fetch) -> None:
        """Keep the state of a fetch; not given, ``fetched`` is now and ``full_look`` stays as it was."""
        fetched = fetch.fetched.isoformat() if fetch.fetched else self._stamp()
        full_look = fetch.full_look.isoformat() if fetch.full_look else None
        with self.transaction():
            self._connection.execute(
                "INSERT INTO fetch VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET source = excluded.source,"
                " etag = excluded.etag, last_modified = excluded.last_modified, fetched = excluded.fetched,"
                " full_look = coalesce(excluded.full_look, full_look)",
                (fetch.url, fetch.source, fetch.etag, fetch.last_modified, fetched, full_look),
            )

    def cursor(self, source: str, name: str) -> str | None:
        """A position kept for a source, such as the archive page a backfill has reached; None when there is none."""
        rows = self._rows("SELECT value FROM cursor WHERE source = ? AND name = ?", source, name)
        return str(rows[0][0]) if rows else None

    def store_cursor(self, source: str, name: str, value: str | None) -> None:
        """Keep a position, or forget it when ``value`` is None; put it in one transaction with the items it covers."""
        with self.transaction():
            self._connection.execute("DELETE FROM cursor WHERE source = ? AND name = ?", (source, name))
            if value is not None:
                self._connection.execute("INSERT INTO cursor VALUES (?, ?, ?)", (source, name, value))

    def _with_outcomes(self, row: tuple[object, ...]) -> Run:
        number, command, started, finished, ending = row
        outcomes: dict[str, dict[Outcome, int]] = {}
        for source, outcome, items in self._rows(
            "SELECT source, outcome, items FROM run_outcome WHERE run = ? ORDER BY source, outcome", number
        ):
            outcomes.setdefault(str(source), {})[Outcome(str(outcome))] = int(str(items))
        begun = datetime.fromisoformat(str(started))
        return Run(int(str(number)), str(command), begun, _instant(finished), str(ending) if ending else None, outcomes)
