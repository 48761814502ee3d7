"""Generations: each build makes a folder of its own; readers keep theirs until the new one is whole and on disk."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path
from zlib import crc32

from index.merging.ledger import FORMAT
from index.store.document import IndexUnusable

LEDGER = "ledger.sqlite"
ENTRIES, ARTICLES = "entries", "articles"
_MARKER = "whole.json"
_LOCKS = ("WRITELOCK",)
_PIECE = 1 << 18


def ledger_path(index: Path) -> Path:
    """Where the ledger of an index folder lies."""
    return index / LEDGER


def folder_of(index: Path, generation: int) -> Path:
    """Where a generation lies."""
    return index / f"generation-{generation}"


def current(index: Path) -> tuple[int, int]:
    """The generation to read, and the sequence number of the last reading in it.

    Raises:
        IndexUnusable: nothing was built yet, what was built is damaged, or older code built it.
    """
    if not ledger_path(index).is_file():
        raise IndexUnusable(f"there is no index in {index}: run caretrail build")
    try:
        connection = sqlite3.connect(f"file:{ledger_path(index)}?mode=ro", uri=True, timeout=10)
        begun = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        built = dict(connection.execute("SELECT name, value FROM built").fetchall()) if begun else {}
        connection.close()
    except sqlite3.Error as error:
        raise IndexUnusable(f"the index in {index} is damaged ({error}): run caretrail build") from error
    if "generation" not in built:
        raise IndexUnusable(f"there is no index in {index}: run caretrail build")
    if int(built["format"]) != FORMAT:
        raise IndexUnusable(f"the index in {index} was built by another version: run caretrail build")
    return int(built["generation"]), int(built["sequence"])


def words_path(folder: Path) -> Path:
    """Where the words of a generation lie."""
    return folder / "words.txt"


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


def seal(folder: Path, former: Path | None) -> None:
    """Bring every file of a generation to disk, then mark it whole: the marker holds each file's size and digest.

    Digests of files linked from a ``former`` generation are taken over from its marker.
    """
    known = _marker(former) if former else {}
    sums: dict[str, list[object]] = {}
    for path in _files(folder):
        name, size = str(path.relative_to(folder)), path.stat().st_size
        if name in known and known[name][0] == size and path.samefile(_beside(former, name, path)):
            sums[name] = known[name]
            continue
        sums[name] = [size, _digest(path)]
        _sync(path)
    marker = folder / _MARKER
    marker.write_text(json.dumps(sums, indent=0) + "\n", encoding="utf-8")
    for path in (marker, folder / ENTRIES, folder / ARTICLES, folder, folder.parent):
        _sync(path)


def check(folder: Path, thoroughly: bool = False) -> None:
    """Make sure that a generation is whole: every file there at its size, and (``thoroughly``) its bytes as written.

    Raises:
        FileNotFoundError: the generation is not there (any more).
        IndexUnusable: a file is missing, cut short or altered.
    """
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    try:
        for name, (size, digest) in _marker(folder).items():
            if (folder / name).stat().st_size != size or (thoroughly and _digest(folder / name) != digest):
                raise IndexUnusable(f"{folder / name} is damaged: run caretrail build")
    except (OSError, ValueError) as error:
        raise IndexUnusable(f"the index in {folder} is damaged ({error}): run caretrail build") from error


def _marker(folder: Path) -> dict[str, list[object]]:
    found = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
    return {str(name): [*values] for name, values in found.items()}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(_LOCKS))


def _beside(former: Path | None, name: str, path: Path) -> Path:
    linked = former / name if former else path
    return linked if linked.exists() else path.parent


def _digest(path: Path) -> int:
    """Tells a file's content from one with a bit turned over or a stretch spoilt: no more is asked of it, but soon."""
    digest, piece = 0, memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while length := file.readinto(piece):
            digest = crc32(piece[:length], digest)
    return digest


def remove_others(index: Path, *keep: int) -> None:
    """Delete generations that nobody needs: all but these. What readers hold open stays readable to them."""
    kept = {folder_of(index, generation) for generation in keep}
    for folder in index.glob("generation-*"):
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def remove_unfinished(index: Path, generation: int) -> None:
    """Delete what builds that were killed or ran out of room left after the last whole ``generation``."""
    for folder in index.glob("generation-*"):
        if generation and int(folder.name.rsplit("-", 1)[1]) > generation:
            shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
