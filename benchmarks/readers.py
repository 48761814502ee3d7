"""Readers that ask at once: threads of one process, as the pages have them, each asking again when it is answered."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from index.query import Query
from index.search import Index, open_index

READERS = 20
Ask = Callable[[Index], object]


class Readers:
    """So many readers of a data folder, from ``with`` to its end; each asks what is to be asked in an order of its own.

    ``seconds`` holds how long each answer took; ``errors`` what was raised; ``held`` for each generation met, what it
    was seen to hold (entries, articles): one pair, if what readers see is always one whole build; ``backward`` whether
    anyone was led back to an older generation.
    """

    def __init__(self, data: Path, asks: Sequence[Ask], count: int = READERS) -> None:
        self.seconds: list[float] = []
        self.errors: list[str] = []
        self.held: dict[int, set[tuple[int, int]]] = defaultdict(set)
        self.backward = False
        self._data = data
        self._asks = asks
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(count)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _read(self, number: int) -> None:
        """Ask until the end, and once more after it, so that what was built last is seen by everyone."""
        before, last = 0, False
        while not last:
            last = self._done.is_set()
            began = time.perf_counter()
            try:
                index = open_index(self._data)
                self._asks[number % len(self._asks)](index)
                self.seconds.append(time.perf_counter() - began)
                self.held[index.generation].add((index.count(Query()), index.article_count(Query())))
            except Exception as error:  # noqa: BLE001 - whatever a reader would have been shown
                self.errors.append(f"{type(error).__name__}: {error}")
                continue
            self.backward |= index.generation < before
            before, number = index.generation, number + 1
