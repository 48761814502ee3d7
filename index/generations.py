"""Generations: each build makes a folder of its own; readers keep theirs until the new one is whole and on disk."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path

from index.document import IndexUnusable
from index.ledger import FORMAT

LEDGER = "ledger.sqlite"
ENTRIES, ARTICLES = "entries", "articles"
_MARKER = "whole.json"
_LOCKS = ("WRITELOCK",)


def ledger_path(index: Path) -> Path:
    """Where the ledger of an index folder lies."""
    return index / LEDGER


def folder_of(index: Path, generation: int) -> Path:
    """Where a generation lies."""
    return index / f"generation-{generation}"


def current(index: Path) -> int:
    """The generation to read.

    Raises:
        IndexUnusable: nothing was built yet, what was built is damaged, or older code built it.
    """
    if not ledger_path(index).is_file():
        raise IndexUnusable(f"there is no index in {index}: run caretrail build")
    try:
        connection = sqlite3.connect(f"file:{ledger_path(index)}?mode=ro", uri=True, timeout=10)
        built = dict(connection.execute("SELECT name, value FROM built").fetchall())
        connection.close()
    except sqlite3.Error as error:
        raise IndexUnusable(f"the index in {index} is damaged ({error}): run caretrail build --anew") from error
    if "generation" not in built:
        raise IndexUnusable(f"there is no index in {index}: run caretrail build")
    if int(built["format"]) != FORMAT:
        raise IndexUnusable(f"the index in {index} was built by another version: run caretrail build")
    return int(built["generation"])


def columns_path(folder: Path, part: str) -> Path:
    """Where the columns of a part of a generation lie."""
    return folder / f"{part}.columns"


def highest(index: Path) -> int:
    """The highest number of any generation's folder, finished or not; 0 when there is none."""
    return max((int(folder.name.rsplit("-", 1)[1]) for folder in index.glob("generation-*")), default=0)


def begin(index: Path, generation: int, former: int | None) -> Path:
    """Make the folder of a new generation, empty or with the files of a former one.

    Files are linked, not copied: a finished segment is never written to again.
    """
    folder = folder_of(index, generation)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if former is not None:
        for part in (ENTRIES, ARTICLES):
            (folder / part).mkdir()
            for file in (folder_of(index, former) / part).iterdir():
                if not file.name.endswith(_LOCKS):
                    os.link(file, folder / part / file.name)
    return folder


def seal(folder: Path, counts: dict[str, int]) -> None:
    """Bring every file of a generation to disk, then mark it whole."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    marker = folder / _MARKER
    marker.write_text(json.dumps(counts) + "\n", encoding="utf-8")
    for path in (marker, folder, folder.parent):
        _sync(path)


def whole(folder: Path) -> bool:
    """Whether a generation was sealed."""
    return (folder / _MARKER).is_file()


def remove_others(index: Path, *keep: int) -> None:
    """Delete generations that nobody needs: all but these. What readers hold open stays readable to them."""
    kept = {folder_of(index, generation) for generation in keep}
    for folder in index.glob("generation-*"):
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
