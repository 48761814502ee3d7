"""Stretches of a text, asked quickly whether one of them overlaps a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Stretches:
    """A fixed set of (start, end) character offsets, end exclusive, any of which may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach: list[int] = []  # the furthest end of this and all earlier stretches
        for _, end in ordered:
            self._reach.append(max(end, self._reach[-1] if self._reach else end))

    def overlap(self, start: int, end: int) -> bool:
        """Whether some stretch shares a character with the one from start to end."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
