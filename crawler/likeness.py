"""How alike two texts are, and short digests by which likely copies are found without comparing everything."""

from __future__ import annotations

import hashlib
import re

# A text shorter than this many words (a notice, a caption) is alike to too many others to be called a copy.
SHORTEST_WORDS = 80
# Share of three-word runs in common (Jaccard) from which a text counts as a syndicated copy. A copy with its first and
# last paragraph cut stays above it; two reports made from one template, with other facts, stay below.
COPY = 0.8

_BITS = 64
_BAND_BITS = 16
_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[str]:
    """The runs of three words in a text, lower-cased."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def bands(text: str) -> list[int]:
    """Four digests of a text (the bands of a 64-bit simhash); texts alike share at least one; a short text has none."""
    runs = shingles(text)
    if len(runs) < SHORTEST_WORDS:
        return []
    weights = [0] * _BITS
    for run in runs:
        digest = int.from_bytes(hashlib.blake2b(run.encode(), digest_size=_BITS // 8).digest(), "big")
        for bit in range(_BITS):
            weights[bit] += 1 if digest >> bit & 1 else -1
    simhash = sum(1 << bit for bit, weight in enumerate(weights) if weight > 0)
    mask = (1 << _BAND_BITS) - 1
    return [at << _BAND_BITS | (simhash >> at * _BAND_BITS) & mask for at in range(_BITS // _BAND_BITS)]


def is_copy(text: str, other: str) -> bool:
    """Whether one text is a syndicated copy of the other, small edits apart."""
    left, right = shingles(text), shingles(other)
    return bool(left and right) and len(left & right) / len(left | right) >= COPY
