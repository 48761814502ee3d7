"""The commands backup and restore: a whole copy of the archive while others use it, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import click

from crawler.archive.check import Checked, check_archive
from crawler.console import Unusable, archive_path, data_option, index_path, say
from crawler.lock import exclusive

_BESIDE = ("", "-wal", "-shm")
# Seconds that the pages may take over a question while they have the archive open.
_PATIENCE = 5.0


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Replace FILE if it is there.")
@data_option
def backup(file: Path, overwrite: bool, data: Path) -> None:
    """Copy the archive to FILE, whole and checked, while others may go on reading and writing it."""
    path = archive_path(data)
    if not path.is_file():
        raise Unusable(f"there is no archive in {data}: name the folder with --data")
    if file.exists() and not overwrite:
        raise Unusable(f"{file} is there already: name another file, or say --overwrite")
    checked = copied(path, file)
    say(f"backup: {checked.documents} documents in {file}, {file.stat().st_size:,} bytes, checked")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Put it in the place of the archive that is there.")
@data_option
def restore(file: Path, replace: bool, data: Path) -> None:
    """Make a backup's FILE the archive of the data folder; run caretrail build afterwards.

    An archive in its place is kept as archive.sqlite.replaced. The index is of the other archive and is removed.
    """
    path = archive_path(data)
    _refuse_unsound(file, check_archive(file))
    with ExitStack() as stack:
        for work in ("update", "crawl"):
            stack.enter_context(exclusive(data, work))
        if path.exists() and not replace:
            raise Unusable(f"{data} has an archive: name another folder with --data, or say --replace")
        fresh = path.with_name(f"{path.name}.restored")
        checked = copied(file, fresh)
        if path.exists():
            _set_aside(path)
        fresh.replace(path)
        shutil.rmtree(index_path(data), ignore_errors=True)
    say(f"restore: {checked.documents} documents from {file}; run caretrail build")


def _set_aside(path: Path) -> None:
    """Keep the archive that is there under another name too, so that at no moment there is none.

    Raises:
        Unusable: another process has it open, whose work would be lost.
    """
    try:
        # Its log is folded into it, for which SQLite must be alone with it.
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as held:
            held.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise Unusable(f"{path} is in use (caretrail add, read, build …); end that, then restore again") from error
        # A damaged one goes aside with its log.
    for end in _BESIDE:
        kept = path.with_name(f"{path.name}.replaced{end}")
        kept.unlink(missing_ok=True)
        if (log := path.with_name(path.name + end)).exists() and end:
            log.replace(kept)
    os.link(path, path.with_name(f"{path.name}.replaced"))


def copied(source: Path, target: Path) -> Checked:
    """Copy an archive as it is at one moment, check the copy, and only then give it its name.

    Raises:
        Unusable: it cannot be read or written, or the copy is not sound; ``target`` is as it was.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(source, timeout=30)) as held, closing(sqlite3.connect(partial)) as copy:
            held.backup(copy)
            # One file, not three: the copy needs no log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        checked = check_archive(partial)
        _refuse_unsound(source, checked)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise Unusable(
            f"{source} could not be copied to {target} ({error}); is there room, and the right to?"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return checked


def _refuse_unsound(file: Path, checked: Checked) -> None:
    if checked.newer:
        raise Unusable(f"{file}: {'; '.join(checked.problems)}")
    if checked.problems:
        raise Unusable(f"{file} is not a sound archive: {'; '.join(checked.problems)}; use an older backup")
