"""The same articles in the two engines one would otherwise search them with: SQLite's FTS5, and tantivy."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import tantivy

from crawler.archive.archive import Archive

WORDS = (
    *("trust", "ofsted", "inadequate", "commissioner", "workers", "improvement", "review", "wound up", "care", "bill"),
)
_BEST = 10


def queries(count: int, seed: int = 3) -> list[str]:
    """Queries as all three engines read them: two words, any of two, or a phrase and a word."""
    chance = random.Random(seed)
    asked = []
    for _ in range(count):
        one, two = (f'"{word}"' for word in chance.sample(WORDS, 2))
        asked.append(chance.choice([f"{one} AND {two}", f"{one} OR {two}", f'"children\'s services" AND {one}']))
    return asked


class Fts5:
    """A table of FTS5, filled from an archive when it is not there; scored by BM25, the title three times the body."""

    def __init__(self, path: Path, archive: Path) -> None:
        filled = path.is_file()
        self._connection = sqlite3.connect(path)
        if not filled:
            self._connection.execute(
                "CREATE VIRTUAL TABLE article USING fts5(id UNINDEXED, title, body, tokenize = 'porter unicode61')"
            )
            with Archive(archive) as held:
                rows = ((article.id, article.title, article.text) for article in held.articles())
                self._connection.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)
            self._connection.commit()

    def articles(self, text: str) -> list[object]:
        """The ten best articles for a query, with the stretch that matched."""
        ask = (
            "SELECT id, snippet(article, 2, '[', ']', '…', 40) FROM article WHERE article MATCH ?"
            f" ORDER BY bm25(article, 0, 3.0, 1.0) LIMIT {_BEST}"
        )
        return self._connection.execute(ask, (text.replace("'", " "),)).fetchall()


class Tantivy:
    """An index of tantivy, filled from an archive when it is not there; English stems, the title three times."""

    def __init__(self, path: Path, archive: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        self._schema = builder.build()
        filled = path.is_dir()
        path.mkdir(exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(path))
        if not filled:
            writer = self._index.writer(heap_size=100_000_000, num_threads=1)
            with Archive(archive) as held:
                for article in held.articles():
                    writer.add_document(tantivy.Document(id=article.id, title=article.title, body=article.text))
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
        self._searcher = self._index.searcher()

    def articles(self, text: str) -> list[object]:
        """The ten best articles for a query, with the stretch that matched."""
        query = self._index.parse_query(text, ["title", "body"], field_boosts={"title": 3.0})
        marked = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
        found = [self._searcher.doc(address) for _, address in self._searcher.search(query, limit=_BEST).hits]
        return [(document["id"], marked.snippet_from_doc(document).to_html()) for document in found]
