"""Snippets: the stretch of a text where most of the words searched for stand together, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")
_LENGTH = 280
# A snippet begins a little before its first word, at the beginning of one.
_LEAD = 60


def snippet(text: str, stems: Iterable[str], stem: Callable[[str], str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The best stretch of a text, about 280 characters, and the words found in it as (start, end) within it.

    Args:
        text: the whole text.
        stems: what was searched, as the index knows it; a prefix ends with an asterisk.
        stem: turns a word into its stem.
    """
    wanted = {one for one in stems if not one.endswith("*")}
    prefixes = tuple(one[:-1] for one in stems if one.endswith("*"))
    known = lru_cache(maxsize=4096)(lambda word: _is_wanted(word, stem(word), wanted, prefixes))
    hits = [m.span() for m in _WORD.finditer(text) if known(m.group().lower())]
    start = _densest(text, hits, stem)
    start = 0 if start < _LEAD else _word_start(text, start - _LEAD)
    end = len(text) if start + _LENGTH >= len(text) else text.rfind(" ", start, start + _LENGTH)
    end = end if end > start else min(len(text), start + _LENGTH)
    return text[start:end], tuple((a - start, b - start) for a, b in hits if start <= a and b <= end)


def _is_wanted(word: str, stem: str, wanted: set[str], prefixes: tuple[str, ...]) -> bool:
    return stem in wanted or (bool(prefixes) and word.startswith(prefixes))


def _densest(text: str, hits: list[tuple[int, int]], stem: Callable[[str], str]) -> int:
    """Where the window with the most different words begins; the first of several."""
    best, best_score = 0, 0
    words = [stem(text[a:b].lower()) for a, b in hits]
    last = 0
    for first, (start, _) in enumerate(hits):
        last = max(last, first)
        while last < len(hits) and hits[last][1] <= start + _LENGTH - _LEAD:
            last += 1
        inside = words[first : min(last, first + 40)]
        score = 100 * len(set(inside)) + len(inside)
        if score > best_score:
            best, best_score = start, score
    return best


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return space + 1 if 0 <= space < at + _LEAD else at
