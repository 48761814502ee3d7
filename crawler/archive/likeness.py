"""How alike two texts are, and a few digests by which likely copies are found without comparing everything."""

from __future__ import annotations

import heapq
import re
import zlib
from functools import lru_cache

# A text shorter than this many words (a notice, a caption) is alike to too many others to be called a copy.
SHORTEST_WORDS = 80
# Share of three-word runs in common (Jaccard) from which a text counts as a syndicated copy. A copy with its first and
# last paragraph cut stays above it; two reports made from one template, with other facts, stay below.
COPY = 0.8

# A text is filed under its this many lowest digests of runs. A copy with 0.8 of the runs in common shares most of them;
# half is enough to compare the texts themselves, and more than stock phrases alone bring together.
_FILED = 8
SHARED = 4

_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[str]:
    """The runs of three words in a text, lower-cased."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


@lru_cache(maxsize=4)  # asked for when a copy is looked for, and again when the text is filed
def marks(text: str) -> tuple[int, ...]:
    """The digests a text is filed under; texts alike share at least ``SHARED``. Empty for a short text."""
    runs = shingles(text)
    if len(runs) < SHORTEST_WORDS:
        return ()
    return tuple(heapq.nsmallest(_FILED, {zlib.crc32(run.encode()) for run in runs}))


def is_copy(text: str, other: str) -> bool:
    """Whether one text is a syndicated copy of the other, small edits apart."""
    left, right = shingles(text), shingles(other)
    return bool(left and right) and len(left & right) / len(left | right) >= COPY
