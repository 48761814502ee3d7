"""Who held which role, as articles stated it: one SQLite file beside the index, and the rows of an answer out of it."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from crawler.archive.archive import Archive
from crawler.article import Article
from index.answer import Post
from index.store.document import IndexUnusable
from index.timeline import Entry, Evidence
from index.words import fold, stems, surname_of
from nlp.gazetteer import council_named
from nlp.reading import EventType, Status

# The file's name says its format: what older code wrote is not read, and filled anew.
_NAME = "posts-1.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS told (
    number INTEGER PRIMARY KEY, article TEXT NOT NULL, surname TEXT NOT NULL, name TEXT NOT NULL, role TEXT,
    organisation TEXT, councils TEXT NOT NULL, evidence TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS told_article ON told (article);
CREATE INDEX IF NOT EXISTS told_surname ON told (surname);
CREATE INDEX IF NOT EXISTS told_organisation ON told (organisation);
CREATE TABLE IF NOT EXISTS serves (council TEXT, told INTEGER, PRIMARY KEY (council, told)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS serves_told ON serves (told);
"""
_COLUMNS = "name, role, organisation, councils, evidence"
# Which posts are one must not depend on the order in which articles were read.
_ORDER = "ORDER BY json_extract(evidence, '$.published'), article, number"
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-Z])|\n\n")


def posts_path(index: Path) -> Path:
    """Where the posts of an index folder lie."""
    return index / _NAME


class Posts:
    """The posts of an index folder, open to read, or (``writable``) to take over what was read.

    A file that is not there yet is empty to a reader.

    Raises:
        sqlite3.DatabaseError: the file is damaged; it is derived and can be deleted.
    """

    def __init__(self, path: Path, writable: bool = False) -> None:
        if writable:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=60)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript(_SCHEMA)
        elif path.is_file():
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", timeout=60, uri=True, check_same_thread=False
            )
        else:
            self._connection = sqlite3.connect(":memory:", check_same_thread=False)
            self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def catch_up(self, archive: Archive) -> int:
        """Take over the people of every reading stored since the last time; returns how many articles that were.

        One transaction: killed within it, nothing has changed.
        """
        done = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        taken = 0
        with self._connection:
            for sequence, article, line in archive.readings_since(done):
                self._replace(article, json.loads(line))
                done = max(done, sequence)
                taken += 1
            self._connection.execute(f"PRAGMA user_version = {done:d}")
        return taken

    def with_surname(self, surname: str) -> Sequence[str]:
        """The full names, as written, whose last word folds to this one."""
        rows = self._rows("SELECT DISTINCT name FROM told WHERE surname = ? ORDER BY name", surname)
        return [str(name) for (name,) in rows]

    def of_people(self, names: Iterable[str]) -> list[Post]:
        """Every post the people of these names held, the latest first."""
        ask = f"SELECT {_COLUMNS} FROM told WHERE surname = ? AND name = ? {_ORDER}"  # noqa: S608 (a constant)
        told = [row for name in names for row in self._rows(ask, surname_of(name), name)]
        return _held(told)

    def holders(self, names: Iterable[str]) -> set[str]:
        """Those of some people, by their names as written, whom an article states a role of."""
        sql = "SELECT 1 FROM told WHERE surname = ? AND name = ? AND role IS NOT NULL LIMIT 1"
        return {name for name in names if self._rows(sql, surname_of(name), name)}

    def of_bodies(self, councils: Sequence[str], organisations: Sequence[str]) -> list[Post]:
        """Every post held at these councils or organisations, the latest first."""
        at_council = f"SELECT {_COLUMNS} FROM told JOIN serves ON told = number WHERE council = ? {_ORDER}"  # noqa: S608
        told = [row for council in councils for row in self._rows(at_council, council)]
        at_body = f"SELECT {_COLUMNS} FROM told WHERE organisation = ? COLLATE NOCASE {_ORDER}"  # noqa: S608
        told += [row for body in organisations for row in self._rows(at_body, body)]
        return _held(dict.fromkeys(told))

    def of_role(self, word: str) -> list[Post]:
        """Every post whose role has a word that begins so, the latest first."""
        ask = f"SELECT {_COLUMNS} FROM told WHERE ' ' || role LIKE ? {_ORDER}"  # noqa: S608 (a constant)
        return _held(self._rows(ask, f"% {word}%")) if word.isalnum() else []

    def _rows(self, sql: str, *values: str) -> list[Any]:
        """What a reader asked for; a damaged file is told as one of the index."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexUnusable(f"the posts beside the index are damaged ({error}): run caretrail build") from error

    def _replace(self, article: Article, reading: dict[str, Any]) -> None:
        former = self._connection.execute("SELECT number FROM told WHERE article = ?", (article.id,)).fetchall()
        self._connection.executemany("DELETE FROM serves WHERE told = ?", former)
        self._connection.execute("DELETE FROM told WHERE article = ?", (article.id,))
        for person in _people(reading):
            councils = person["councils"] or [c for c in [council_named(person["organisation"] or "")] if c]
            evidence = json.dumps(_evidence(article, person["start"], person["end"]), ensure_ascii=False)
            row = (article.id, surname_of(person["name"]), person["name"], person["role"], person["organisation"])
            added = self._connection.execute(
                "INSERT INTO told VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
                (*row, json.dumps(councils), evidence),
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO serves VALUES (?, ?)", [(council, added.lastrowid) for council in councils]
            )


def _people(reading: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The people of a reading, and those that only its events name."""
    named = set()
    for person in reading["people"]:
        named.add(surname_of(person["name"]))
        yield person
    for event in reading["events"]:
        for name in event["people"]:
            if surname_of(name) not in named:
                named.add(surname_of(name))
                place = {"start": event["start"], "end": event["end"]}
                yield {"name": name, "role": None, "organisation": None, "councils": event["councils"], **place}


def _evidence(article: Article, start: int, end: int) -> dict[str, Any]:
    """The sentence that a stretch of an article stands in, and where."""
    first, last = sentence_around(article.text, start, end)
    return {
        "article_id": article.id,
        "url": article.url,
        "title": article.title,
        "source": article.source,
        "published": article.published_on.isoformat() if article.published_on else None,
        "quote": article.text[first:last],
        "start": first,
        "end": last,
        "kind": article.kind,
    }


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence (or sentences) that a stretch of a text lies in; a paragraph's end ends one."""
    ends, begins = _breaks(text)
    first, last = bisect_right(begins, start) - 1, bisect_left(ends, min(end, len(text)))
    return begins[first], ends[max(first, last)]


@lru_cache(maxsize=4)  # asked for each person an article names
def _breaks(text: str) -> tuple[list[int], list[int]]:
    """Where each sentence of a text ends, and where each begins."""
    found = [match.span() for match in _SENTENCE_END.finditer(text)]
    return [*(first for first, _ in found), len(text)], [0, *(last for _, last in found)]


def _held(told: Iterable[Any]) -> list[Post]:
    try:
        return _merged(told)
    except ValueError as error:
        raise IndexUnusable(f"the posts beside the index are damaged ({error}): run caretrail build --anew") from error


def _merged(told: Iterable[tuple[str, str | None, str | None, str, str]]) -> list[Post]:
    """Statements of the same person in the same role at the same body as one post each, the latest first."""
    same: dict[tuple[str, str], list[list[tuple[str, str | None, str | None, str, str]]]] = {}
    for row in told:
        groups = same.setdefault((fold(row[0]), fold(row[2] or "")), [])
        group = next((group for group in groups if _same_role(group[0], row)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    posts = [_post(group) for groups in same.values() for group in groups]
    return sorted(posts, key=lambda post: (post.as_of or date.min, post.name, post.role or ""), reverse=True)


def _same_role(one: tuple[str, ...] | Any, other: tuple[str, ...] | Any) -> bool:
    role, another = stems(one[1] or ""), stems(other[1] or "")
    return role == another or (bool(role and another) and (role <= another or another <= role))


def _post(told: Sequence[tuple[str, str | None, str | None, str, str]]) -> Post:
    name, _, organisation, _, _ = told[0]
    role = max((row[1] for row in told if row[1]), key=len, default=None)
    councils = tuple(dict.fromkeys(council for row in told for council in json.loads(row[3])))
    evidence = tuple(_read(json.loads(row[4])) for row in told)
    days = [item.published for item in evidence if item.published]
    entry = Entry(
        id=f"post-{evidence[0].article_id}-{evidence[0].start}",
        type=EventType.APPOINTMENT,
        status=Status.HAPPENED,
        date=None,
        earliest=None,
        latest=None,
        evidence=tuple(sorted(evidence, key=lambda item: (item.published or date.min, item.article_id), reverse=True)),
        councils=councils,
        organisation=organisation,
        people=(name,),
        title=role,
    )
    return Post(name, role, organisation, councils, max(days, default=None), entry, min(days, default=None))


def _read(raw: dict[str, Any]) -> Evidence:
    published = date.fromisoformat(raw["published"]) if raw["published"] else None
    return Evidence(**{**raw, "published": published}, status=Status.HAPPENED, date=None)
