"""Scoring: which documents match a text and how well, from the postings of its words.

Whoosh's own scored searches give a wrong top ten in most of the ways they are called, and take ten microseconds a
hit where they are right. Here it gives postings alone; AND, OR, NOT and the score (BM25) are sums over arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.language import And, Node, Not, Or, Phrase, Prefix, Word
from index.store.columns import Ints, Mask

# The usual values; a title names the subject, a text only mentions it.
_SATURATION, _LENGTH = 1.2, 0.75
_TITLE = 3.0
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that have something, by number, and how often each has it."""

    numbers: Ints
    weights: NDArray[np.float32]

    @classmethod
    def once(cls, numbers: Ints) -> Postings:
        """Documents that have it once each."""
        return cls(numbers, np.ones(len(numbers), np.float32))


class Source(Protocol):
    """What gives postings: the engine."""

    def postings(self, leaf: Word | Phrase | Prefix) -> Postings:
        """Documents that have a word, a phrase or a prefix anywhere."""
        ...

    def titled(self, leaf: Word | Phrase | Prefix) -> Postings:
        """Documents that have words in their title."""
        ...


class Scoring:
    """Matches and scores the documents of one index; the postings of the latest words stay in memory.

    Args:
        source: where postings come from.
        live: which documents are not removed.
        lengths: how many words each document has.
    """

    def __init__(self, source: Source, live: Mask, lengths: Ints) -> None:
        self._live = live
        self._norm = _SATURATION * (
            1 - _LENGTH + _LENGTH * lengths / max(1.0, float(lengths.mean()) if len(live) else 1)
        )
        self._postings = lru_cache(maxsize=_KEPT)(source.postings)
        self._titled = lru_cache(maxsize=_KEPT)(source.titled)

    def matching(self, node: Node) -> Mask:
        """The documents that match, those removed left out."""
        return self._matches(node) & self._live

    def best(self, node: Node, limit: int, allowed: Mask) -> list[tuple[int, float]]:
        """The best matches among the allowed, as (number, score), best first; of equals the lower number first."""
        numbers = np.flatnonzero(self.matching(node) & allowed)
        scores = self.scores(node)[numbers]
        if len(numbers) > limit:
            least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
            numbers, scores = numbers[scores >= least], scores[scores >= least]
        order = np.lexsort((numbers, -scores))[:limit]
        return [(int(numbers[place]), float(scores[place])) for place in order]

    def scores(self, node: Node) -> NDArray[np.float64]:
        """The score of every document, matching or not: the sum over what the query asks for, not what it excludes."""
        total = np.zeros(len(self._live))
        for leaf in _asked(node):
            found = self._postings(leaf)
            weights = found.weights * (_SATURATION + 1) / (found.weights + self._norm[found.numbers])
            total[found.numbers] += self._rarity(found) * weights
            titled = self._titled(leaf)
            total[titled.numbers] += _TITLE * self._rarity(titled)
        return total

    def _rarity(self, found: Postings) -> float:
        """The rarer, the more it says of a document."""
        return float(np.log(1 + (len(self._live) - len(found.numbers) + 0.5) / (len(found.numbers) + 0.5)))

    def _matches(self, node: Node) -> Mask:
        match node:
            case And(parts):
                return reduce(np.bitwise_and, map(self._matches, parts))
            case Or(parts):
                return reduce(np.bitwise_or, map(self._matches, parts))
            case Not(part):
                return ~self._matches(part)
        found = np.zeros(len(self._live), np.bool_)
        found[self._postings(node).numbers] = True
        return found


def _asked(node: Node) -> Iterator[Word | Phrase | Prefix]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _asked(part)
        case Word() | Phrase() | Prefix():
            yield node
