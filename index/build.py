"""Building: readings to claims, claims to entries, entries and articles to a new generation of the index."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crawler.archive.archive import Archive
from crawler.article import Article
from index.merging.claims import claims_of
from index.merging.ledger import FORMAT, Held, Ledger
from index.merging.remerging import remerge, remerge_touched
from index.posts import Posts, posts_path
from index.store import generations, schema
from index.store.columns import Columns, Row
from index.store.document import Document, IndexUnusable
from index.store.engine import Engine, words_in, write
from index.store.soundness import check_pages
from index.store.spelling import Vocabulary
from index.timeline import Entry
from nlp.reading import Reading

# Each addition is a segment more to search; past this many everything is written anew.
_MOST_ADDITIONS = 40
# When so great a part of the articles is new, writing everything anew is quicker than finding what changed.
_LARGE_PART = 0.3
# What SQLite says of the disk and of other processes, not of the file's content (its primary result codes).
_OF_THE_DISK = (
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM),
)


@dataclass(frozen=True, slots=True)
class Built:
    """How a build went: articles taken in, what the index now holds, entries written, and what could not be read."""

    generation: int
    articles: int
    claims: int
    entries: int
    written: int
    anew: bool
    seconds: float
    unreadable: tuple[str, ...] = ()


def build(archive: Path, index: Path, anew: bool = False) -> Built:
    """Bring the index up to date with the archive; ``anew`` builds all of it whatever is there.

    Readers see the old index until the last step, which is one commit; a build killed before has changed nothing.

    Raises:
        ArchiveError: the archive cannot be opened.
        IndexUnusable: more than one distribution of the engine is installed.
        OSError: the index cannot be written: no room, no right to, or another build is under way.
    """
    try:
        return _Build(archive, index, anew).run()
    except (sqlite3.DatabaseError, IndexUnusable) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
            raise OSError(str(error)) from error
        # The index is derived: what is damaged is made again.
        for path in index.glob(f"{generations.LEDGER}*"):
            path.unlink()
        return _Build(archive, index, True).run()


class _Build:
    """One build, in its steps."""

    def __init__(self, archive: Path, index: Path, anew: bool) -> None:
        self._archive = archive
        self._index = index
        self._anew = anew
        self._started = time.monotonic()
        self._articles = 0
        self._written = 0
        self._unreadable: list[str] = []
        self._words: set[str] = set()

    def run(self) -> Built:
        """All of it."""
        with Archive(self._archive) as archive, Ledger(generations.ledger_path(self._index)) as ledger:
            former = self._former(archive, ledger)
            latest = archive.latest_sequence()
            if former is not None and ledger.get("sequence") == str(latest):
                _catch_up_posts(archive, self._index, False)
                return self._built(ledger, former, former)
            generations.remove_unfinished(self._index, int(ledger.get("generation") or 0))
            generation = max(int(ledger.get("generation") or 0), generations.highest(self._index)) + 1
            folder = generations.begin(self._index, generation, former)
            if former is None:
                self._write_all(folder, archive, ledger)
            else:
                self._write_changes(folder, archive, ledger)
            before = generations.folder_of(self._index, former) if former else None
            _write_columns(folder, before)
            self._write_words(folder, before)
            additions = int(ledger.get("additions") or 0) + 1 if former else 0
            facts = {"generation": generation, "sequence": latest, "format": FORMAT, "additions": additions}
            for name, value in facts.items():
                ledger.note_fact(name, value)
            generations.seal(folder, before)
            _catch_up_posts(archive, self._index, former is None)
            ledger.commit()
            generations.remove_others(self._index, generation, former or generation)
            return self._built(ledger, generation, former)

    def _former(self, archive: Archive, ledger: Ledger) -> int | None:
        """The generation to add to, None to build anew."""
        generation, additions = ledger.get("generation"), int(ledger.get("additions") or 0)
        if self._anew or generation is None or ledger.get("format") != str(FORMAT) or additions >= _MOST_ADDITIONS:
            return None
        waiting = archive.latest_sequence() - int(ledger.get("sequence") or 0)
        if waiting < 0 or waiting > max(1, _LARGE_PART * archive.counts()["readings"]):
            return None
        check_pages(generations.ledger_path(self._index))
        try:
            generations.check(generations.folder_of(self._index, int(generation)), thoroughly=True)
            check_pages(posts_path(self._index))
        except (FileNotFoundError, IndexUnusable, sqlite3.DatabaseError):
            return None
        return int(generation)

    def _built(self, ledger: Ledger, generation: int, former: int | None) -> Built:
        claims, entries = ledger.counts()
        return Built(
            generation=generation,
            articles=self._articles,
            claims=claims,
            entries=entries,
            written=self._written,
            anew=former is None,
            seconds=time.monotonic() - self._started,
            unreadable=tuple(self._unreadable),
        )

    def _write_all(self, folder: Path, archive: Archive, ledger: Ledger) -> None:
        ledger.clear()

        def taken() -> Iterator[Document]:
            for article, reading in self._read(archive.readings()):
                ledger.replace_article(article.id, claims_of(article, reading))
                yield schema.article_document(article, reading)

        def merged() -> Iterator[Document]:
            for component in ledger.components():
                for entry in remerge(ledger, component).changed:
                    self._written += 1
                    yield schema.entry_document(entry)

        write(folder / generations.ARTICLES, self._noted(taken()), expected=archive.counts()["readings"])
        write(folder / generations.ENTRIES, self._noted(merged()), expected=ledger.counts()[0])

    def _write_changes(self, folder: Path, archive: Archive, ledger: Ledger) -> None:
        news = list(self._read(archive.readings_since(int(ledger.get("sequence") or 0))))
        documents = [schema.article_document(article, reading) for article, reading in news]
        write(folder / generations.ARTICLES, self._noted(documents), remove=[article.id for article, _ in news])
        added: list[int] = []
        lost: list[Held] = []
        for article, reading in news:
            came, went = ledger.replace_article(article.id, claims_of(article, reading))
            added += came
            lost += went
        result = remerge_touched(ledger, added, lost)
        self._written = len(result.changed)
        gone = sorted(result.gone | {entry.id for entry in result.changed})
        documents = [schema.entry_document(entry) for entry in result.changed]
        write(folder / generations.ENTRIES, self._noted(documents), remove=gone)

    def _noted(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents as they come, their words kept for the vocabulary."""
        for document in documents:
            self._words.update(words_in(document.title), words_in(document.body))
            yield document

    def _write_words(self, folder: Path, former: Path | None) -> None:
        before = Vocabulary(generations.words_path(former)).words if former else ()
        Vocabulary(generations.words_path(folder)).save(self._words.union(before))

    def _read(self, stored: Iterable[tuple[int, Article, str]]) -> Iterator[tuple[Article, Reading]]:
        for _, article, line in stored:
            try:
                reading = Reading.from_json(line)
            except ValueError as error:
                self._unreadable.append(f"{article.url}: {error}")
                continue
            self._articles += 1
            yield article, reading


def _catch_up_posts(archive: Archive, index: Path, anew: bool) -> None:
    """Take over who held which post; a file that is damaged, or of a build to be made anew, is begun again."""
    path = posts_path(index)
    for last_try in (False, True):
        if anew or last_try:
            for file in index.glob(f"{path.name}*"):
                file.unlink()
        try:
            with closing(Posts(path, writable=True)) as posts:
                posts.catch_up(archive)
            return
        except sqlite3.DatabaseError:
            if last_try:
                raise


def _write_columns(folder: Path, former: Path | None) -> None:
    """Write the columns of both indexes: those of the former generation, and the rows of what was added."""
    for part, numbers, words in (
        (generations.ENTRIES, schema.ENTRY_NUMBERS, schema.ENTRY_WORDS),
        (generations.ARTICLES, schema.ARTICLE_NUMBERS, schema.ARTICLE_WORDS),
    ):
        engine = Engine(folder / part)
        before = Columns.load(generations.columns_path(former, part)) if former else Columns.of((), numbers, words)
        columns = before.extended(_rows(engine, part, len(before.live)))
        columns.with_live(engine.live()).save(generations.columns_path(folder, part))


def _rows(engine: Engine, part: str, first: int) -> Iterator[Row]:
    for number in range(first, len(engine)):
        identifier, payload = engine.stored(number)
        if part == generations.ENTRIES:
            yield schema.entry_row(Entry.from_json(payload), engine.length(number))
        else:
            yield schema.article_row(identifier, json.loads(payload), engine.length(number))
