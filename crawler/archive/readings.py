"""The part of the archive that keeps what was read from each version, and says what is still unread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.archive.record import from_json
from crawler.archive.schema import ArchiveError, Store
from crawler.article import Article

_UNREAD = """
    FROM document JOIN version ON version.number = document.latest
    LEFT JOIN reading ON reading.version = version.number
    WHERE NOT version.quarantined AND (reading.pipeline IS NULL OR reading.pipeline <> ?)
"""
# The newest version of a document that has been read: its text and the reading's offsets belong together.
_NEWEST_READ = """
    SELECT reading.sequence, reading.version FROM reading JOIN version ON version.number = reading.version
    WHERE reading.sequence > ? AND NOT version.quarantined AND version.number = (
        SELECT max(other.number) FROM version AS other JOIN reading ON reading.version = other.number
        WHERE other.document = version.document AND NOT other.quarantined)
    ORDER BY reading.sequence
"""


class Readings(Store):
    """Readings by version; one reading a version is kept, the newest."""

    def unread(self, pipeline: str) -> Iterator[Article]:
        """Latest versions without a reading by this pipeline, in the order they were taken; quarantined ones never."""
        for (number,) in self._rows(f"SELECT version.number {_UNREAD} ORDER BY version.number", pipeline):
            yield self._version(number)

    def unread_count(self, pipeline: str) -> int:
        """How many articles `unread` would yield."""
        return self._number(f"SELECT count(*) {_UNREAD}", pipeline)

    def store_readings(self, pairs: Iterable[tuple[Article, str, str]]) -> None:
        """Keep (article version, pipeline version, reading as JSON) triples, all or none of them.

        A reading replaces the one that version had and gets a new sequence number. Raises ArchiveError for an
        article the archive does not hold.
        """
        ready = list(pairs)
        with self.transaction():
            for article, pipeline, reading in ready:
                number = self._number(
                    "SELECT max(number) FROM version WHERE document = ? AND content_hash = ?",
                    article.id,
                    article.content_hash,
                )
                if not number:
                    raise ArchiveError(
                        f"{article.url} is not in the archive in the version that was read; take it first"
                    )
                self._connection.execute(
                    "INSERT OR REPLACE INTO reading (version, pipeline, reading) VALUES (?, ?, ?)",
                    (number, pipeline, reading),
                )

    def readings(self) -> Iterator[tuple[int, Article, str]]:
        """(sequence number, article, reading JSON) of every document that has been read, in the order of reading.

        The article is the newest version read; a newer version still unread does not hide it.
        """
        yield from self.readings_since(0)

    def readings_since(self, sequence: int) -> Iterator[tuple[int, Article, str]]:
        """As `readings`, only those stored after that sequence number."""
        for found, number in self._rows(_NEWEST_READ, sequence):
            rows = self._rows("SELECT reading FROM reading WHERE sequence = ?", found)
            if rows:
                yield int(str(found)), self._version(number), str(rows[0][0])

    def reading_of(self, identifier: str) -> tuple[Article, str] | None:
        """The newest version of a document that has been read, and its reading's JSON; None when none has been."""
        rows = self._rows(
            "SELECT reading.version, reading.reading FROM reading JOIN version ON version.number = reading.version"
            " WHERE version.document = ? AND NOT version.quarantined ORDER BY version.number DESC LIMIT 1",
            identifier,
        )
        return (self._version(rows[0][0]), str(rows[0][1])) if rows else None

    def latest_sequence(self) -> int:
        """The highest sequence number given out; 0 before the first reading."""
        return self._number("SELECT max(sequence) FROM reading")

    def _version(self, number: object) -> Article:
        return from_json(str(self._rows("SELECT record FROM version WHERE number = ?", number)[0][0]))
