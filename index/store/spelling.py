"""The words of an index as they are written: for prefixes, and for the word somebody meant to write."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

_LIKE = 0.75
_MOST = 3
# One letter too many or too few, or two: beyond that it is another word.
_LETTERS = 2


class Vocabulary:
    """Every word of an index once, in alphabetical order; read from its file when first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def words(self) -> Sequence[str]:
        """All words.

        Raises:
            OSError: the file cannot be read.
        """
        return self._path.read_text(encoding="utf-8").splitlines()

    def save(self, words: Iterable[str]) -> None:
        """Write words in place of those it had."""
        self._path.write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
        self.__dict__.pop("words", None)

    def beginning(self, prefix: str) -> Sequence[str]:
        """The words that begin so."""
        return self.words[bisect_left(self.words, prefix) : bisect_left(self.words, prefix + "\U0010ffff")]

    def similar(self, word: str) -> list[str]:
        """Up to three words most like one, the likest first; they begin with the same letter."""
        matcher = SequenceMatcher(b=word, autojunk=False)
        found = []
        for other in self.beginning(word[:1]):
            if abs(len(other) - len(word)) > _LETTERS or not other.isalpha():
                continue
            matcher.set_seq1(other)
            if matcher.quick_ratio() >= _LIKE and (ratio := matcher.ratio()) >= _LIKE:
                found.append((-ratio, other))
        return [other for _, other in sorted(found)[:_MOST]]
