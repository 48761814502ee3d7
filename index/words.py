"""The words of a question with their places, folded for comparing, and which of them are already understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

# Newspapers write both "co-operative" and "cooperative": such a prefix is joined, any other hyphen parts two words.
_WORD = re.compile(r"£?(?:(?:co|re|non|anti|multi)-)?[^\W_]+(?:\.\d+[a-z]*)?(?:['’][^\W_]+)*['’]?|&", re.IGNORECASE)
_UNMARKED = {"childrens": "children", "whos": "who", "whats": "what"}
_ENDINGS = (("ies", "y"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, folded (lower case, no accents, no possessive) and its character offsets."""

    text: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Lower case, straight quotes, no accents and no possessive ending: what is compared."""
    bare = text.replace("’", "'")
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    bare = bare.lower().rstrip("'").removesuffix("'s")
    bare = bare.replace("'", "").replace("-", "")
    return _UNMARKED.get(bare, bare)


def split(text: str) -> tuple[Word, ...]:
    """The words of a text in order; a hyphen parts two words except after co-, re-, non-, anti- and multi-."""
    words = (Word(found[0], fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))
    return tuple(word for word in words if word.folded)


@lru_cache(maxsize=32768)
def stem(folded: str) -> str:
    """A folded word without its common English ending, so that "councils" meets "council"."""
    for ending, instead in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return folded[: len(folded) - len(ending)] + instead
    return folded


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of all the words of a text."""
    return frozenset(stem(word.folded) for word in split(text))


def name_words(name: str) -> list[str]:
    """The folded words of a name."""
    return [word.folded for word in split(name)]


def surname_of(name: str) -> str:
    """The last word of a name, folded."""
    return (name_words(name) or [""])[-1]


class Sheet:
    """A question's words, and a mark on each that has been understood."""

    def __init__(self, question: str) -> None:
        self.question = question
        self.words = split(question)
        self._taken: set[int] = set()

    def free(self, at: int) -> bool:
        """Whether the word at a place has not been understood yet."""
        return at not in self._taken

    def mend(self, at: int, folded: str) -> None:
        """Take a word for another one."""
        self.words = (*self.words[:at], replace(self.words[at], folded=folded), *self.words[at + 1 :])

    def take(self, places: Iterable[int]) -> None:
        """Mark the words at these places as understood."""
        self._taken.update(places)

    def take_span(self, start: int, end: int) -> tuple[int, ...]:
        """Mark the words that lie in a stretch of characters as understood, and return their places."""
        places = self.places(start, end)
        self._taken.update(places)
        return places

    def places(self, start: int, end: int) -> tuple[int, ...]:
        """The places of the words that overlap a stretch of characters."""
        return tuple(at for at, word in enumerate(self.words) if word.start < end and start < word.end)

    def left(self) -> tuple[int, ...]:
        """The places of the words not understood yet."""
        return tuple(at for at in range(len(self.words)) if at not in self._taken)

    def text(self, places: Sequence[int]) -> str:
        """The question's own words from the first of some places to the last."""
        return self.question[self.words[places[0]].start : self.words[places[-1]].end]

    def runs(self) -> list[tuple[int, ...]]:
        """The words not understood yet, in runs of neighbours."""
        found: list[list[int]] = []
        for at in self.left():
            if found and found[-1][-1] == at - 1:
                found[-1].append(at)
            else:
                found.append([at])
        return [tuple(run) for run in found]


def stretches(runs: Sequence[tuple[int, ...]], longest: int) -> Iterable[tuple[int, ...]]:
    """Every stretch of neighbouring places of some runs, the longest first."""
    for length in range(longest, 0, -1):
        for run in runs:
            for start in range(len(run) - length + 1):
                yield run[start : start + length]
