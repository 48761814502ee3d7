"""The one place that knows Whoosh: keeps the rules without which its answers are wrong.

Its scored searches are left alone (see index.store.scoring): asked are postings and unscored matches. Conditions never
enter a query; no AndNot, no DisjunctionMax; never refresh(); one writer; documents are checked before they are added.
"""

# Whoosh ships a marker for type checkers but no types.
# mypy: disable-error-code="attr-defined,no-untyped-call,no-any-return,name-defined,operator"

from __future__ import annotations

import pickle
import re
import struct
import unicodedata
import weakref
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query as q
from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import FileIndex
from whoosh.index import IndexError as NoIndex
from whoosh.lang.porter import stem
from whoosh.matching import NullMatcher
from whoosh.reading import CorruptIndexError
from whoosh.searching import Searcher

from index.language import Phrase, Prefix, Word
from index.store.columns import Ints
from index.store.distribution import check_distribution
from index.store.document import Document, IndexUnusable
from index.store.orphans import watched
from index.store.scoring import Postings

# An apostrophe within a word, straight or curly, belongs to it.
WORD = re.compile(r"\w+(?:['’]\w+)*")
# What reading a damaged file raises somewhere within Whoosh.
_DAMAGE = (
    *(OSError, EOFError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OverflowError),
    *(ImportError, MemoryError, pickle.UnpicklingError, struct.error, zlib.error, CorruptIndexError, FileFormatError),
)
# A document's number is shifted by so many bits to make room for a place in its text.
_PLACE = 32
# From here on two processes write a generation faster than one, the cost of starting them included.
_WORTH_TWO = 2000


def words_in(text: str) -> list[str]:
    """A text's words as they are compared: lower case, without accents, apostrophes and the possessive ending."""
    return [_plain(word) for word in WORD.findall(text)]


@lru_cache(maxsize=200_000)
def _plain(word: str) -> str:
    plain = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)) or plain


@lru_cache(maxsize=200_000)
def stemmed(word: str) -> str:
    """A word as written as the index knows it: plain, and without its English endings."""
    return str(stem(_plain(word)))


class Words(Analyzer):
    """Splits a text into stemmed words; drops none, so that phrases are compared word for word."""

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **more: Any) -> Iterator[Token]:
        """The words as Whoosh wants them: one object, changed for each; there are no character offsets."""
        token = Token(positions, False, mode=more.get("mode", ""))
        token.boost = 1.0
        token.stopped = False
        for number, word in enumerate(WORD.findall(value)):
            token.text = stemmed(word)
            if positions:
                token.pos = start_pos + number
            yield token


def _schema() -> Schema:
    return Schema(
        id=ID(unique=True, stored=True), title=TEXT(Words(), phrase=False), body=TEXT(Words()), payload=STORED
    )


def write(folder: Path, documents: Iterable[Document], remove: Sequence[str] = (), expected: int = 0) -> None:
    """Write documents into the index of a folder (made where there is none) in one commit, after removing some ids.

    New documents take the numbers after the last; numbers of those that stay do not change.

    Args:
        folder: where the index lies, or will lie.
        documents: each id once; none of them in the index unless it is among ``remove``.
        remove: ids whose documents go.
        expected: about how many documents there are; many are written by two processes.

    Raises:
        IndexUnusable: the folder holds something that is not an index.
    """
    index = _open(folder) if folder.is_dir() else _create(folder)
    with watched():
        # A segment packed into one file is read whole when it is opened: well for an addition, not for a whole index.
        many = {"procs": 2, "multisegment": True, "compound": False}
        writer = index.writer(**(many if expected >= _WORTH_TWO else {}))
        try:
            for identifier in remove:
                writer.delete_by_term("id", identifier)
            for document in documents:
                writer.add_document(**_checked(document))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)
    index.close()


def _checked(document: Document) -> dict[str, str]:
    """A document Whoosh takes without raising midway: strings alone, nothing that cannot be encoded."""
    # The body holds the title too, so that one place has all to be found; the title's own place only raises it.
    body = f"{document.title}\n\n{document.body}"
    values = {"id": document.id, "title": document.title, "body": body, "payload": document.payload}
    return {name: value.encode("utf-8", "replace").decode("utf-8") for name, value in values.items()}


def _create(folder: Path) -> FileIndex:
    check_distribution()
    folder.mkdir(parents=True)
    return FileStorage(str(folder)).create_index(_schema())


def _open(folder: Path) -> FileIndex:
    check_distribution()
    try:
        return FileStorage(str(folder), readonly=False).open_index()
    except (NoIndex, *_DAMAGE) as error:
        raise IndexUnusable(f"the index in {folder} cannot be opened ({error}): run caretrail build") from error


@contextmanager
def _reading() -> Iterator[None]:
    """Turn what a damaged file raises within Whoosh into the one error that says what to do."""
    try:
        yield
    except _DAMAGE as error:
        raise IndexUnusable(f"the index is damaged ({type(error).__name__}: {error}): run caretrail build") from error


class Engine:
    """An open index, as it was when it was opened; a later commit does not change it."""

    def __init__(self, folder: Path, written: Callable[[str], Iterable[str]] = lambda _: ()) -> None:
        """Open the index of a folder; ``written`` gives the words of its texts that begin with something."""
        with _reading():
            self._searcher: Searcher = _open(folder).searcher()
            self._reader = self._searcher.reader()
        # Nobody closes an index that others may be reading; the last to let go of it does.
        weakref.finalize(self, self._searcher.close)
        self._written = written

    def __len__(self) -> int:
        """How many numbers are given out, those of removed documents among them."""
        return int(self._reader.doc_count_all())

    def live(self) -> list[bool]:
        """For each number, whether its document is still there."""
        return [not self._reader.is_deleted(number) for number in range(len(self))]

    def number(self, identifier: str) -> int | None:
        """The number of the document with this id, None when there is none."""
        with _reading():
            found = self._searcher.document_number(id=identifier)
        return None if found is None else int(found)

    def stored(self, number: int) -> tuple[str, str]:
        """The id and the payload of a document, removed ones too."""
        with _reading():
            stored = self._reader.stored_fields(number)
            return str(stored["id"]), str(stored["payload"])

    def length(self, number: int) -> int:
        """About how many words a document has."""
        return int(self._reader.doc_field_length(number, "body"))

    def postings(self, leaf: Word | Phrase | Prefix) -> Postings:
        """The documents that have a word, a phrase or a prefix, and how often (once, but for single words)."""
        with _reading():
            if isinstance(leaf, Prefix):
                return self._found(self._prefix("".join(words_in(leaf.text))))
            stems = [stemmed(word) for word in WORD.findall(leaf.text)]
            return self._term("body", stems[0]) if len(stems) == 1 else self._phrase(stems)

    def titled(self, leaf: Word | Phrase | Prefix) -> Postings:
        """The documents that have all words of a leaf in their title; of a prefix none."""
        with _reading():
            stems = [] if isinstance(leaf, Prefix) else [stemmed(word) for word in WORD.findall(leaf.text)]
            if len(stems) == 1:
                return self._term("title", stems[0])
            return self._found(q.And([q.Term("title", stem) for stem in stems]) if stems else q.NullQuery)

    def _term(self, field: str, stem: str) -> Postings:
        numbers, weights = array("i"), array("f")
        matcher = self._reader.postings(field, stem) if (field, stem) in self._reader else NullMatcher()
        while matcher.is_active():
            numbers.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        return Postings(np.array(numbers, np.int32), np.array(weights, np.float32))

    def _found(self, query: q.Query) -> Postings:
        return Postings.once(np.fromiter(self._searcher.docs_for_query(query), np.int32))

    def _phrase(self, stems: Sequence[str]) -> Postings:
        """The documents that have these stems one after another."""
        within = reduce(np.intersect1d, [self._term("body", one).numbers for one in stems])
        begins = [self._places(one, within) - place for place, one in enumerate(stems)]
        return Postings.once(np.unique(reduce(np.intersect1d, begins) >> _PLACE).astype(np.int32))

    def _places(self, stem: str, within: Ints) -> NDArray[np.int64]:
        """Where a stem stands in documents that have it: each one's number, shifted, plus a place in its body."""
        places, counts = array("q"), array("q")
        if len(within):
            matcher = self._reader.postings("body", stem)
            for number in within.tolist():
                matcher.skip_to(number)
                found = matcher.value_as("positions")
                places.extend(found)
                counts.append(len(found))
        return (np.repeat(within.astype(np.int64), counts) << _PLACE) + np.array(places, np.int64)

    def known(self, word: str) -> bool:
        """Whether some document has these words in some form."""
        return all(("body", stemmed(one)) in self._reader for one in WORD.findall(word))

    def _prefix(self, begins: str) -> q.Query:
        # The index holds stems, which may be shorter than the prefix of the word they come from.
        shorter = sorted({stem for word in self._written(begins) if not (stem := stemmed(word)).startswith(begins)})
        return q.Or([q.Prefix("body", begins), *(q.Term("body", stem) for stem in shorter)])
