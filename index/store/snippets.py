"""Snippets: the stretch of a text where most of the words searched for stand together, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.store.engine import WORD, stemmed

_LENGTH = 280
# A snippet begins a little before its first word, at the beginning of one.
_LEAD = 60
_MOST = 40


def snippet(text: str, stems: Collection[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The best stretch of a text, about 280 characters, and the words found in it as (start, end) within it.

    Args:
        text: the whole text.
        stems: what was searched, as the index knows it; a prefix ends with an asterisk.
    """
    hits = _hits(text, stems)
    start = _densest(text, hits)
    start = 0 if start < _LEAD else _word_start(text, start - _LEAD)
    end = len(text) if start + _LENGTH >= len(text) else text.rfind(" ", start, start + _LENGTH)
    end = end if end > start else min(len(text), start + _LENGTH)
    return text[start:end], tuple((a - start, b - start) for a, b in hits if start <= a and b <= end)


def _hits(text: str, stems: Collection[str]) -> list[tuple[int, int]]:
    """Where the words stand. Each different word of the text is judged once, then all its places are found at once."""
    wanted = {one for one in stems if not one.endswith("*")}
    prefixes = tuple(one[:-1] for one in stems if one.endswith("*"))
    words = [w for w in set(WORD.findall(text)) if stemmed(w) in wanted or (prefixes and _begins(w, prefixes))]
    if not words:
        return []
    any_word = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return [found.span() for found in re.finditer(rf"(?<!\w)(?<!\w['’])(?:{any_word})(?!\w|['’]\w)", text)]


def _begins(word: str, prefixes: tuple[str, ...]) -> bool:
    return word.lower().startswith(prefixes)


def _densest(text: str, hits: list[tuple[int, int]]) -> int:
    """Where the window with the most different words begins; the first of several."""
    best, best_score, last = 0, 0, 0
    words = [stemmed(text[a:b]) for a, b in hits]
    for first, (start, _) in enumerate(hits):
        last = max(last, first)
        while last < len(hits) and hits[last][1] <= start + _LENGTH - _LEAD:
            last += 1
        inside = words[first : min(last, first + _MOST)]
        score = 100 * len(set(inside)) + len(inside)
        if score > best_score:
            best, best_score = start, score
    return best


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return space + 1 if 0 <= space < at + _LEAD else at
