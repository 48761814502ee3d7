"""England's authorities as tiles on a grid: each near its place, none on another, so that London can be read too."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.gazetteer import Council, councils

# Columns and rows that the spread of coordinates is laid on; wide enough that the densest places find room near by.
_COLUMNS, _ROWS = 17, 21
# One degree of longitude is this much of one of latitude at England's middle (cosine of 52.8 degrees).
_NARROWER = 0.605
_PASSES = 12


@cache
def places() -> dict[str, tuple[int, int]]:
    """(column, row) of every English authority there is or was, by name; rows count from the north, both from 0."""
    england = [council for council in councils().values() if council.nation == "England" and _at(council)]
    wanted = _spread(england)
    cells = _assigned(wanted)
    cells -= cells.min(axis=0)
    return {council.name: (int(x), int(y)) for council, (x, y) in zip(england, cells.tolist(), strict=True)}


def size() -> tuple[int, int]:
    """How many columns and rows the grid has."""
    columns, rows = zip(*places().values(), strict=True)
    return max(columns) + 1, max(rows) + 1


def code(council: Council, taken: set[str]) -> str:
    """Three letters for a tile, of the name's words, not yet taken; ``taken`` gets them added."""
    words = [
        word for word in council.name.replace("-", " ").split() if word not in ("and", "upon", "of", "the", "with")
    ]
    candidates = [f"{words[0][:1]}{words[1][:2]}".title() if len(words) > 1 else words[0][:3]]
    letters = [c for c in "".join(words)[1:] if c.isalpha()]
    candidates += [words[0][:3]] + [
        f"{words[0][0]}{one}{other}" for n, one in enumerate(letters) for other in letters[n + 1 :]
    ]
    found = next(candidate for candidate in candidates if candidate.lower() not in taken)
    taken.add(found.lower())
    return found


def _at(council: Council) -> tuple[float, float] | None:
    """Latitude and longitude; of one that is no more and has none, the middle of those that followed it."""
    if council.latitude is not None and council.longitude is not None:
        return council.latitude, council.longitude
    followed = [found for name in council.successors if (found := _at(councils()[name]))]
    if not followed:
        return None
    return sum(at[0] for at in followed) / len(followed), sum(at[1] for at in followed) / len(followed)


def _spread(england: list[Council]) -> NDArray[np.float64]:
    """Where each would stand on the grid: half as the map has it, half evened out, so that dense places grow."""
    at = np.array([_at(council) for council in england])
    east, south = at[:, 1] * _NARROWER, -at[:, 0]
    return np.stack([_evened(east) * (_COLUMNS - 1), _evened(south) * (_ROWS - 1)], axis=1)


def _evened(values: NDArray[np.float64]) -> NDArray[np.float64]:
    linear = (values - values.min()) / (values.max() - values.min())
    ranked = np.argsort(np.argsort(values, kind="stable"), kind="stable") / (len(values) - 1)
    evened: NDArray[np.float64] = (linear + ranked) / 2
    return evened


def _assigned(wanted: NDArray[np.float64]) -> NDArray[np.int64]:
    """A cell for each, first come first served from the middle out, then swapped while that brings two nearer."""
    grid = np.array([(x, y) for y in range(_ROWS) for x in range(_COLUMNS)], np.float64)
    distance = ((wanted[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    free = np.ones(len(grid), np.bool_)
    chosen = np.zeros(len(wanted), np.int64)
    crowd = (((wanted[:, None, :] - wanted[None, :, :]) ** 2).sum(axis=2) < 4).sum(axis=1)
    for number in np.argsort(-crowd, kind="stable"):
        cell = int(np.where(free, distance[number], np.inf).argmin())
        chosen[number], free[cell] = cell, False
    for _ in range(_PASSES):
        if not _improved(distance, chosen, free):
            break
    cells: NDArray[np.int64] = grid[chosen].astype(np.int64)
    return cells


def _improved(distance: NDArray[np.float64], chosen: NDArray[np.int64], free: NDArray[np.bool_]) -> bool:
    """Move each to a nearer free cell, or swap it with another where both together gain; whether anything moved."""
    moved = False
    everyone = np.arange(len(chosen))
    for number in everyone:
        empty = np.where(free, distance[number], np.inf)
        cell = int(empty.argmin())
        if empty[cell] < distance[number, chosen[number]] - 1e-9:
            free[chosen[number]], free[cell], chosen[number], moved = True, False, cell, True
        own = distance[everyone, chosen]
        gain = own[number] + own - distance[number, chosen] - distance[everyone, chosen[number]]
        other = int(gain.argmax())
        if gain[other] > 1e-9:
            here, there = int(chosen[number]), int(chosen[other])
            chosen[number], chosen[other], moved = there, here, True
    return moved
