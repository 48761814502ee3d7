"""Pages in two columns written across both, or the right one first, put into reading order: left, then right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median

# Fewer lines side by side than this are a heading and its number, or the rows of a small table.
_ENOUGH = 6
# Points within which two runs stand on one line, or begin at one margin.
_NEAR = 2.0
# Prose runs on from line to line in small letters; the cells of a table begin anew, with a capital or a figure.
_RUNNING_ON = 0.3
_WORDS = 3
# A character is hardly ever narrower, on the average of a line, than this share of its type's size.
_NARROWEST = 0.4
# A gutter lies somewhere in the middle of what is set (whose right end is known at the least); bullets do not.
_MIDDLE = (0.3, 0.8)
# Columns stand beside each other; what follows below is another part of the page.
_SHARED = 0.5
_LEFT, _RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text as the page sets it: where it begins, in points from the lower left, and the size of its type."""

    text: str
    x: float
    y: float
    size: float


def in_reading_order(runs: Sequence[Run]) -> str | None:
    """The text of a page from its runs in the order they were written, when that is not the order of two columns.

    They go to and fro between both then, or the right one was written before the left one beside it. None when they
    do not: the order of writing is then the order of reading, as nearly always.
    """
    lines = [list(line) for _, line in groupby(_lined(runs), key=lambda known: known[0])]
    rows = [[run for _, run in line] for line in lines]
    starts = Counter(start for row in rows for start in {round(run.x / _NEAR) for run in row if run.x > row[0].x})
    for start, times in starts.most_common(3):
        if times >= _ENOUGH and (text := _parted(rows, start * _NEAR)):
            return text
    margins = Counter(round(row[0].x / _NEAR) for row in rows)
    for margin, times in margins.most_common(3):
        if times >= _ENOUGH and (text := _turned(rows, margin * _NEAR)):
            return text
    return None


def _lined(runs: Iterable[Run]) -> Iterable[tuple[int, Run]]:
    """Each run with the number of its line: a new one begins where the height changes, or the text goes back left."""
    number, last = 0, None
    for run in runs:
        if last and (abs(run.y - last.y) > _NEAR or run.x < last.x):
            number += 1
        yield number, run
        last = run


def _parted(rows: Sequence[Sequence[Run]], gutter: float) -> str | None:
    """The text with the columns on both sides of a gutter one after the other; None when they are not both prose."""
    sides = [_sides(row, gutter) for row in rows]
    across = [at for at, (left, right) in enumerate(sides) if left and right]
    begin, end = (across[0], across[-1] + 1) if across else (0, 0)
    left, right = ([side[which] for side in sides[begin:end] if side[which]] for which in (0, 1))
    block = rows[begin:end]
    if len(across) < _ENOUGH or not (_is_gutter(block, gutter) and _is_prose(left) and _is_prose(right)):
        return None
    whole = [_text(row) for row in rows]
    return "\n".join([*whole[:begin], *left, *right, *whole[end:]])


def _turned(rows: Sequence[Sequence[Run]], gutter: float) -> str | None:
    """The text with a column written right after the one to its right put before it; None where there is none."""
    sides = [_side(row, gutter) for row in rows]
    grouped = groupby(zip(sides, rows, strict=True), itemgetter(0))
    blocks = [(side, [row for _, row in block]) for side, block in grouped]
    for at, ((side, right), (other, left)) in enumerate(pairwise(blocks)):
        columns = (side, other) == (_RIGHT, _LEFT) and min(len(right), len(left)) >= _ENOUGH and _beside(right, left)
        prose = columns and all(_is_prose([_text(row) for row in block]) for block in (left, right))
        if prose and _is_gutter([*right, *left], gutter):
            blocks[at : at + 2] = [(other, left), (side, right)]
            return "\n".join(_text(row) for _, block in blocks for row in block)
    return None


def _side(row: Sequence[Run], gutter: float) -> str:
    if row[0].x >= gutter - _NEAR:
        return _RIGHT
    return _LEFT if all(_end(run) <= gutter for run in row) else ""


def _beside(one: Sequence[Sequence[Run]], other: Sequence[Sequence[Run]]) -> bool:
    """Whether two blocks stand beside each other for most of the height of the lower one."""
    heights = [(min(row[0].y for row in block), max(row[0].y for row in block)) for block in (one, other)]
    shared = min(top for _, top in heights) - max(bottom for bottom, _ in heights)
    return shared >= _SHARED * min(top - bottom for bottom, top in heights)


def _sides(row: Sequence[Run], gutter: float) -> tuple[str, str]:
    """The text of a line on each side of the gutter; all of it on one side where no run begins at the gutter."""
    if not any(abs(run.x - gutter) <= _NEAR for run in row):
        return ("", _text(row)) if row[0].x > gutter else (_text(row), "")
    before = [run for run in row if run.x < gutter - _NEAR]
    return _text(before), _text(row[len(before) :])


def _is_gutter(rows: Sequence[Sequence[Run]], gutter: float) -> bool:
    """Whether a place lies in the middle of these lines, and nothing that begins before it reaches over it."""
    runs = [run for row in rows for run in row]
    first, last = min(run.x for run in runs), max(_end(run) for run in runs)
    middle = _MIDDLE[0] <= (gutter - first) / max(last - first, 1.0) <= _MIDDLE[1]
    return middle and all(_end(run) <= gutter + _NEAR for run in runs if run.x < gutter - _NEAR)


def _end(run: Run) -> float:
    """Where a run ends at the least."""
    return run.x + len(run.text.strip()) * run.size * _NARROWEST


def _is_prose(lines: Sequence[str]) -> bool:
    running_on = sum(line[:1].islower() for line in lines)
    return running_on >= _RUNNING_ON * len(lines) and median(len(line.split()) for line in lines) >= _WORDS


def _text(row: Sequence[Run]) -> str:
    return "".join(run.text for run in row).strip()
