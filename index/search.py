"""Searching: the open index, which answers queries with entries, articles and facets."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from crawler.archive.archive import Archive
from crawler.console import archive_path, index_path
from index.answer import ArticleHit
from index.language import Parsed, parse, prefixes_of, words_of
from index.posts import Posts, posts_path
from index.query import Order, Query
from index.store import generations
from index.store.columns import Columns, Mask
from index.store.conditions import Conditions
from index.store.document import IndexUnusable
from index.store.engine import Engine, stemmed, words_in
from index.store.schema import ARTICLE_WORDS
from index.store.scoring import Scoring
from index.store.snippets import snippet
from index.store.spelling import Vocabulary
from index.timeline import Entry

ENTRY_FACETS = ("type", "status", "council", "organisation", "person", "grade", "judgement", "source", "year")
_RELEVANT = 50
_TRIES = 3
_MOST_HELD = 4


def open_index(data: Path) -> Index:
    """The index of a data folder as it is now; the same object until it is built again.

    While one thread opens a new generation the others are given the one before it, and wait for nothing.

    Raises:
        IndexUnusable: there is none, it is damaged, or older code built it; says what to do.
    """
    for _ in range(_TRIES):
        built = generations.current(index_path(data))
        held = _held.get(data)
        if held is not None and (held.built == built or not _opening.acquire(blocking=False)):
            return held
        if held is None:
            _opening.acquire()
        try:
            return _open(data, built)
        except FileNotFoundError:
            # A build ended between the two steps, and took the folder away.
            continue
        finally:
            _opening.release()
    raise IndexUnusable(f"the index in {index_path(data)} lacks files: run caretrail build")


_opening = threading.Lock()
_held: dict[Path, Index] = {}


def _open(data: Path, built: tuple[int, int]) -> Index:
    """The index held, if another thread has opened it meanwhile, else the one in the folder, held from now on."""
    held = _held.get(data)
    if held is None or held.built != built:
        held = Index(data, *built)
        _held.pop(data, None)
        while len(_held) >= _MOST_HELD:
            del _held[next(iter(_held))]
        _held[data] = held
    return held


class _Part:
    """The entries or the articles of a generation: the engine for texts, the columns for all else."""

    def __init__(self, folder: Path, part: str) -> None:
        try:
            self.words = Vocabulary(generations.words_path(folder))
            self.engine = Engine(folder / part, self.words.beginning)
            self.columns = Columns.load(generations.columns_path(folder, part))
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnusable(f"the index in {folder} is damaged ({error}): run caretrail build") from error
        self.conditions = Conditions(self.columns)
        self.scoring = Scoring(self.engine, self.columns.live, self.columns.number("length"))
        # The engine reads files by seeking: one thread at a time.
        self.lock = threading.Lock()

    def find(self, query: Query) -> list[tuple[int, float]]:
        """(number, score) of every document that meets a query, in its order; scores are 0 unless asked by relevance.

        By relevance the fifty best come when the query sets no limit.
        """
        parsed = parse(query.text)
        if parsed.node is None or query.order != Order.RELEVANCE:
            numbers = self.conditions.ordered(self.mask(query), query.order)[: query.limit]
            return [(int(number), 0.0) for number in numbers]
        mask = self._structured(query, parsed)
        with self.lock:
            return self.scoring.best(parsed.node, query.limit or _RELEVANT, mask)

    def mask(self, query: Query) -> Mask:
        """Which documents meet a query, its text included."""
        parsed = parse(query.text)
        mask = self._structured(query, parsed)
        if parsed.node is not None:
            with self.lock:
                mask &= self.scoring.matching(parsed.node)
        return mask

    def stored(self, number: int) -> tuple[str, str]:
        """The id and the payload of a document."""
        with self.lock:
            return self.engine.stored(number)

    def facets(self, query: Query, names: Sequence[str]) -> dict[str, dict[str, int]]:
        """How many of the documents that meet a query have each value of the named columns."""
        mask = self.mask(query)
        return {name: self.columns.counts(name, mask) for name in names}

    def _structured(self, query: Query, parsed: Parsed) -> Mask:
        mask = self.conditions.mask(query) & self.conditions.mask(parsed.where)
        for without in parsed.without:
            mask &= ~self.conditions.mask(without)
        return mask


class Index:
    """One generation of the index, open for asking; several threads may ask at once.

    ``sequence`` is that of the last reading it was built from.
    """

    def __init__(self, data: Path, generation: int, sequence: int) -> None:
        folder = generations.folder_of(index_path(data), generation)
        generations.check(folder)
        self.generation = generation
        self.sequence = sequence
        self.built = generation, sequence
        self._archive = archive_path(data)
        self._entries = _Part(folder, generations.ENTRIES)
        self._articles = _Part(folder, generations.ARTICLES)
        self._posts = posts_path(index_path(data))
        self._read = lru_cache(maxsize=4096)(self._entry_at)

    @cached_property
    def posts(self) -> Posts:
        """Who held which post, as articles stated it."""
        return Posts(self._posts)

    def entries(self, query: Query) -> list[Entry]:
        """The entries that meet a query, in its order."""
        return [self._read(number) for number, _ in self._entries.find(query)]

    def count(self, query: Query) -> int:
        """How many entries meet a query, whatever its limit."""
        return int(self._entries.mask(query).sum())

    def facets(self, query: Query, names: Sequence[str] = ENTRY_FACETS) -> dict[str, dict[str, int]]:
        """For each facet (type, status, council, …) the values of the entries that meet a query, with their counts."""
        return self._entries.facets(query, names)

    def entry(self, identifier: str) -> Entry | None:
        """The entry with this id, or that had it before more evidence came; None when there is none."""
        part = self._entries
        with part.lock:
            number = part.engine.number(identifier)
        if number is None:
            found = np.flatnonzero(part.columns.having("alias", (identifier,)) & part.columns.live)
            number = int(found[0]) if len(found) else None
        return None if number is None else self._read(number)

    def articles(self, query: Query) -> list[ArticleHit]:
        """The articles that meet a query, in its order, each with the stretch of its text that matched.

        Conditions on councils, people, types and so on are met by what was read in the article; dates are those of
        publication.
        """
        found = self._articles.find(query)
        stems = self._stems(query.text)
        with Archive(self._archive) as archive:
            return [self._hit(archive, number, score, stems) for number, score in found]

    def article_count(self, query: Query) -> int:
        """How many articles meet a query, whatever its limit."""
        return int(self._articles.mask(query).sum())

    def article_facets(self, query: Query, names: Sequence[str] = ARTICLE_WORDS) -> dict[str, dict[str, int]]:
        """Source, kind, year and what was read in them (or of these what is named), of the articles, with counts."""
        return self._articles.facets(query, names)

    def spellings(self, text: str) -> dict[str, str]:
        """For words of a query that no document has, the most similar word that some have."""
        part, found = self._articles, {}
        for word in {word for words in words_of(parse(text).node) for word in words_in(words)}:
            with part.lock:
                known = part.engine.known(word)
            similar = [] if known else part.words.similar(word)
            if similar:
                found[word] = similar[0]
        return found

    def latest(self, sources: Sequence[str] = ()) -> datetime.date | None:
        """The day the newest article (of these sources) was published; None when there is none with a date."""
        newest = self._articles.find(Query(sources=tuple(sources), order=Order.NEWEST, limit=1))
        on = json.loads(self._articles.stored(newest[0][0])[1])["published"] if newest else None
        return datetime.date.fromisoformat(on) if on else None

    def _entry_at(self, number: int) -> Entry:
        return Entry.from_json(self._entries.stored(number)[1])

    def _stems(self, text: str) -> list[str]:
        node = parse(text).node
        return [stemmed(word) for words in words_of(node) for word in words_in(words)] + [
            f"{prefix}*" for prefix in prefixes_of(node)
        ]

    def _hit(self, archive: Archive, number: int, score: float, stems: list[str]) -> ArticleHit:
        identifier, payload = self._articles.stored(number)
        shown = json.loads(payload)
        article = archive.article(identifier)
        stretch, highlights = snippet(article.text if article else "", stems)
        return ArticleHit(
            article_id=identifier,
            url=shown["url"],
            title=shown["title"],
            source=shown["source"],
            published=datetime.date.fromisoformat(shown["published"]) if shown["published"] else None,
            snippet=stretch,
            highlights=highlights,
            score=score,
        )
