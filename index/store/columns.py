"""Columns: what structured conditions, facets and orders need of every document, as arrays held in memory.

Row numbers are the engine's document numbers. Written once a generation beside the index, read in one go.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Ints = NDArray[np.int32]
_N = TypeVar("_N", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Row:
    """One document's values: numbers by name (0 for unknown), and words by name (any number of each)."""

    id: str
    numbers: Mapping[str, int]
    words: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Words:
    """A column of words: row ``rows[k]`` has the word at place ``values[k]`` of the vocabulary; rows rise."""

    vocabulary: list[str]
    rows: Ints
    values: Ints


class _Longer:
    """A column of words while rows are added to it."""

    def __init__(self, column: _Words) -> None:
        self._column = column
        self._places = {word: place for place, word in enumerate(column.vocabulary)}
        self._rows = array("i")
        self._values = array("i")

    def append(self, row: int, words: Iterable[str]) -> None:
        for word in dict.fromkeys(words):
            self._rows.append(row)
            self._values.append(self._places.setdefault(word, len(self._places)))

    def column(self) -> _Words:
        rows, values = _joined(self._column.rows, self._rows), _joined(self._column.values, self._values)
        return _Words(list(self._places), rows, values)


class Columns:
    """The columns of one index.

    ``live`` is False for documents that were removed.
    """

    def __init__(self, live: Mask, numbers: dict[str, Ints], words: dict[str, _Words]) -> None:
        self.live = live
        self._numbers = numbers
        self._words = words
        self._places: dict[str, dict[str, int]] = {}

    @classmethod
    def of(cls, rows: Iterable[Row], numbers: Sequence[str], words: Sequence[str]) -> Columns:
        """Columns of these rows, all live."""
        empty = cls(
            np.zeros(0, np.bool_),
            {name: np.zeros(0, np.int32) for name in numbers},
            {name: _Words([], np.zeros(0, np.int32), np.zeros(0, np.int32)) for name in words},
        )
        return empty.extended(rows)

    def extended(self, rows: Iterable[Row]) -> Columns:
        """These columns with rows added after the last; the rows are taken one at a time."""
        numbers = {name: array("i") for name in self._numbers}
        words = {name: _Longer(column) for name, column in self._words.items()}
        count = len(self.live)
        for row in rows:
            for name, column in numbers.items():
                column.append(row.numbers.get(name, 0))
            for name, longer in words.items():
                longer.append(count, row.words.get(name, ()))
            count += 1
        return Columns(
            np.concatenate([self.live, np.ones(count - len(self.live), np.bool_)]),
            {name: _joined(column, numbers[name]) for name, column in self._numbers.items()},
            {name: longer.column() for name, longer in words.items()},
        )

    def with_live(self, live: Sequence[bool]) -> Columns:
        """These columns with another word on which rows are live.

        Raises:
            ValueError: there are not as many rows.
        """
        if len(live) != len(self.live):
            raise ValueError(f"{len(live)} documents, but {len(self.live)} rows of columns")
        return Columns(np.array(live, np.bool_), self._numbers, self._words)

    def number(self, name: str) -> Ints:
        """A column of numbers."""
        return self._numbers[name]

    def vocabulary(self, name: str) -> Sequence[str]:
        """Every word of a column; some may be of removed rows alone."""
        return self._words[name].vocabulary

    def having(self, name: str, wanted: Iterable[str]) -> Mask:
        """The rows that have any of these words."""
        column = self._words[name]
        places = self._places.setdefault(name, {word: place for place, word in enumerate(column.vocabulary)})
        found = np.zeros(len(self.live), np.bool_)
        chosen = [places[word] for word in wanted if word in places]
        if len(chosen) == 1:
            found[column.rows[column.values == chosen[0]]] = True
        elif chosen:
            found[column.rows[np.isin(column.values, chosen)]] = True
        return found

    def counts(self, name: str, mask: Mask) -> dict[str, int]:
        """How many of some rows have each word, the commonest first, those of none left out."""
        column = self._words[name]
        counted = np.bincount(column.values[mask[column.rows]], minlength=len(column.vocabulary))
        order = sorted(np.flatnonzero(counted).tolist(), key=lambda place: (-counted[place], column.vocabulary[place]))
        return {column.vocabulary[place]: int(counted[place]) for place in order}

    def save(self, path: Path) -> None:
        """Write them to one file: a line of JSON that says what follows, then the arrays."""
        arrays: list[NDArray[np.generic]] = [self.live, *self._numbers.values()]
        head = {"rows": len(self.live), "numbers": list(self._numbers), "words": {}}
        for name, column in self._words.items():
            head["words"][name] = {"vocabulary": column.vocabulary, "length": len(column.rows)}  # type: ignore[index]
            arrays += [column.rows, column.values]
        with path.open("wb") as file:
            file.write(json.dumps(head).encode() + b"\n")
            for array in arrays:
                file.write(array.tobytes())

    @classmethod
    def load(cls, path: Path) -> Columns:
        """The columns that ``save`` wrote.

        Raises:
            OSError: the file cannot be read.
            ValueError: it is damaged or cut short.
        """
        with path.open("rb") as file:
            head = json.loads(file.readline())
            rows = int(head["rows"])
            live = _read(file.read(rows), np.bool_, rows)
            numbers = {name: _read(file.read(4 * rows), np.int32, rows) for name in head["numbers"]}
            words = {}
            for name, column in head["words"].items():
                length = int(column["length"])
                owners = _read(file.read(4 * length), np.int32, length)
                words[name] = _Words(column["vocabulary"], owners, _read(file.read(4 * length), np.int32, length))
        return cls(live, numbers, words)


def _joined(column: Ints, added: array[int]) -> Ints:
    return np.concatenate([column, np.frombuffer(added, np.int32) if added else np.zeros(0, np.int32)])


def _read(data: bytes, kind: type[_N], length: int) -> NDArray[_N]:
    array = np.frombuffer(data, kind)
    if len(array) != length:
        raise ValueError("the file of columns is cut short")
    return array
