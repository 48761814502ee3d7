"""The archive: every document fetched, its versions, its readings and the runs that brought it, in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from crawler.archive.likeness import SHARED, is_copy, marks
from crawler.archive.readings import Readings
from crawler.archive.record import from_json, to_json
from crawler.archive.runs import Runs
from crawler.archive.schema import ArchiveError
from crawler.article import Article, Flag, Outcome, Reason, Rejected

__all__ = ["Archive", "ArchiveError"]

# A syndicated copy appears within days of its original; a month apart, likeness is a template's.
_COPY_WINDOW = timedelta(days=31)

_LATEST = "SELECT version.record FROM document JOIN version ON version.number = document.latest"


class Archive(Readings, Runs):
    """An open archive: ``Archive(path)`` in a ``with`` statement.

    One writer at a time (others wait up to half a minute), any number of readers, which are never blocked. Each call
    that writes is one commit, which no killed process loses; wrap several in ``transaction()`` to make them one.
    """

    def take(self, article: Article) -> Outcome:
        """Take one article in and say how it ended.

        NEW: its address was unknown. CHANGED: title or text differ from the latest version (or a date is known at
        last); the old version stays. UNCHANGED: nothing differs. DUPLICATE: the same text is held under another
        address; a copy on the same site becomes a second address of the original, a syndicated copy on another site
        is kept as an article that names its original in ``duplicate_of``.
        """
        with self.transaction():
            outcome = self._take(article)
            self.count(article.source, outcome)
            self.forget_refusal(article.url)
        return outcome

    def reject(self, rejected: Rejected, rules: str = "", told: str = "") -> Outcome:
        """Keep the refusal of a document, with its reason, until it is taken.

        ``rules`` names the rules it was read by, so that it can be looked at again when they change; ``told`` is what
        its listing said of it, in the crawler's own form.
        """
        with self.transaction():
            self.count(rejected.source, Outcome.REJECTED)
            self._connection.execute(
                "INSERT INTO rejected (url, source, reason, detail, at, rules, told) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (url) DO UPDATE SET source = excluded.source, reason = excluded.reason,"
                " detail = excluded.detail, rules = excluded.rules, told = excluded.told",
                (rejected.url, rejected.source, rejected.reason, rejected.detail, self._stamp(), rules, told),
            )
        return Outcome.REJECTED

    def rejected(self, since: datetime | None = None) -> list[Rejected]:
        """Every document refused (first refused at or after a moment) and not taken since, by address."""
        first = since.isoformat() if since else ""
        rows = self._rows("SELECT url, source, reason, detail FROM rejected WHERE at >= ? ORDER BY url", first)
        return [Rejected(str(url), str(source), Reason(str(why)), str(detail)) for url, source, why, detail in rows]

    def refused_by(self, url: str) -> str | None:
        """The rules by which the document at a canonical address was refused; None when it was not, or taken since."""
        rows = self._rows("SELECT rules FROM rejected WHERE url = ?", url)
        return str(rows[0][0]) if rows else None

    def forget_refusal(self, url: str) -> None:
        """Drop the refusal of an address: its document was taken under another, or is not wanted any more."""
        with self.transaction():
            self._connection.execute("DELETE FROM rejected WHERE url = ?", (url,))

    def refused_by_others(self, source: str, rules: str) -> list[tuple[str, str]]:
        """(address, what its listing told) of each refused document of a source that was read by other rules."""
        rows = self._rows(
            "SELECT url, told FROM rejected WHERE source = ? AND rules <> ? ORDER BY at, url", source, rules
        )
        return [(str(url), str(told)) for url, told in rows]

    def article(self, identifier: str) -> Article | None:
        """The latest version of the document with this id, or None."""
        return self._one(f"{_LATEST} WHERE document.id = ?", identifier)

    def article_by_url(self, url: str) -> Article | None:
        """The latest version of the document at this canonical address, be it its own or that of a duplicate."""
        aliased = f"{_LATEST} JOIN alias ON alias.document = document.id WHERE alias.url = ?"
        return self._one(f"{_LATEST} WHERE document.url = ?", url) or self._one(aliased, url)

    def versions(self, identifier: str) -> list[Article]:
        """Every version of a document, the oldest first; empty when the id is unknown."""
        rows = self._rows("SELECT record FROM version WHERE document = ? ORDER BY number", identifier)
        return [from_json(str(row[0])) for row in rows]

    def articles(self) -> Iterator[Article]:
        """The latest version of every document but the quarantined, oldest publication first, undated ones last."""
        rows = self._rows(
            "SELECT number FROM version JOIN document ON latest = number WHERE NOT quarantined"
            " ORDER BY published IS NULL, published, url"
        )
        for (number,) in rows:
            yield self._version(number)

    def quarantined(self) -> list[Article]:
        """Documents whose latest version is all spam: kept, shown in status, never read."""
        rows = self._rows(f"{_LATEST} WHERE quarantined ORDER BY document.url")
        return [from_json(str(row[0])) for row in rows]

    def counts(self) -> dict[str, int]:
        """How much is held: documents, versions, duplicate addresses, quarantined, rejected, readings."""
        return {
            "documents": self._number("SELECT count(*) FROM document"),
            "versions": self._number("SELECT count(*) FROM version"),
            "duplicates": self._number("SELECT count(*) FROM alias"),
            "quarantined": self._number(
                "SELECT count(*) FROM document JOIN version ON number = latest WHERE quarantined"
            ),
            "rejected": self._number("SELECT count(*) FROM rejected"),
            "readings": self._number("SELECT count(*) FROM reading"),
        }

    def _take(self, article: Article) -> Outcome:
        held = self._one(f"{_LATEST} WHERE document.id = ?", article.id)
        if held is None:
            return self._take_new(article)
        seen = self._stamp()
        self._connection.execute("UPDATE document SET seen = ? WHERE id = ?", (seen, article.id))
        dated_at_last = held.published is None and article.published is not None
        if held.content_hash == article.content_hash and not dated_at_last:
            return Outcome.UNCHANGED
        number = self._add_version(replace(article, duplicate_of=article.duplicate_of or held.duplicate_of))
        self._connection.execute(
            "UPDATE document SET latest = ?, source = ? WHERE id = ?", (number, article.source, article.id)
        )
        return Outcome.CHANGED

    def _take_new(self, article: Article) -> Outcome:
        original = self._same_text(article)
        if original and _same_site(article, original):
            row = (article.url, original.id)
            self._connection.execute("INSERT OR REPLACE INTO alias VALUES (?, ?)", row)
            return Outcome.DUPLICATE
        original = original or self._syndicated(article)
        if original:
            flags = (*(flag for flag in article.flags if flag != Flag.NEAR_DUPLICATE), Flag.NEAR_DUPLICATE)
            article = replace(article, duplicate_of=original.url, flags=flags)
        number = self._add_version(article)
        row_of_document = (article.id, article.url, article.source, number, self._stamp(), self._stamp())
        self._connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", row_of_document)
        self._connection.execute("DELETE FROM alias WHERE url = ?", (article.url,))
        return Outcome.DUPLICATE if original else Outcome.NEW

    def _add_version(self, article: Article) -> int:
        published = article.published.astimezone(UTC).isoformat() if article.published else None
        quarantined = Flag.QUARANTINED in article.flags
        row = (article.id, article.content_hash, published, quarantined, self._stamp(), to_json(article))
        added = self._connection.execute(
            "INSERT INTO version (document, content_hash, published, quarantined, taken, record)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )
        number = int(added.lastrowid or 0)
        filed = [(number, mark, _day(article.published)) for mark in marks(article.text)]
        self._connection.executemany("INSERT INTO likeness VALUES (?, ?, ?)", filed)
        return number

    def _same_text(self, article: Article) -> Article | None:
        rows = self._rows(f"{_LATEST} WHERE content_hash = ? ORDER BY version.number LIMIT 5", article.content_hash)
        held = (from_json(str(row[0])) for row in rows)
        return next((other for other in held if _near_in_time(article, other)), None)

    def _syndicated(self, article: Article) -> Article | None:
        """The article of another site that this one repeats, small edits apart."""
        filed = marks(article.text)
        if not filed:
            return None
        near = f"SELECT version FROM likeness WHERE mark IN ({', '.join('?' * len(filed))})"  # noqa: S608
        rows = self._rows(
            f"{_LATEST} WHERE version.number IN (SELECT version FROM"  # noqa: S608
            f" ({near} AND day BETWEEN ? AND ? UNION ALL {near} AND day IS NULL)"
            " GROUP BY version HAVING count(*) >= ?) ORDER BY version.number",
            *(*filed, *_window(article), *filed, SHARED),
        )
        for row in rows:
            other = from_json(str(row[0]))
            apart = not _same_site(article, other) and other.duplicate_of is None
            if apart and _near_in_time(article, other) and is_copy(article.text, other.text):
                return other
        return None

    def _one(self, sql: str, value: str) -> Article | None:
        rows = self._rows(sql, value)
        return from_json(str(rows[0][0])) if rows else None


def _same_site(article: Article, other: Article) -> bool:
    """Whether both lie on one host; a file on disk has none, and counts as a saved copy of whatever holds its text."""
    hosts = {urlsplit(article.url).netloc, urlsplit(other.url).netloc}
    return len(hosts) == 1 or "" in hosts


def _window(article: Article) -> tuple[int, int]:
    """The first and the last day on which a copy of an article may have been published."""
    on = _day(article.published)
    return (0, date.max.toordinal()) if on is None else (on - _COPY_WINDOW.days, on + _COPY_WINDOW.days)


def _day(published: datetime | None) -> int | None:
    return published.astimezone(UTC).date().toordinal() if published else None


def _near_in_time(article: Article, other: Article) -> bool:
    """Whether both may be one publication: within a month of each other, or one of them undated."""
    if article.published is None or other.published is None:
        return True
    return abs(article.published - other.published) <= _COPY_WINDOW
