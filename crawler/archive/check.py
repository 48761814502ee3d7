"""Looks an archive over without changing it: is it whole, of which format, and what does it hold?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.archive.schema import STEPS

# Corruption comes in crowds: a few of SQLite's complaints tell as much as a thousand.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: the format (0: no archive), documents, the last reading's sequence number, and what is wrong.

    ``newest`` is the latest moment that a run is said to have started.
    """

    version: int
    documents: int = 0
    sequence: int = 0
    newest: datetime | None = None
    problems: tuple[str, ...] = ()

    @property
    def newer(self) -> bool:
        """Whether it is of a format that this Caretrail does not know: nothing need be wrong with it."""
        return self.version > len(STEPS)

    @property
    def outdated(self) -> bool:
        """Whether it is of an older format; any command that opens it brings it up to date."""
        return self.version < len(STEPS)


def check_archive(path: Path) -> Checked:
    """Check every page and every reference of an archive; never raises for what is wrong with the file."""
    try:
        # Not mode=ro: an archive that a killed process left must have its log read, for which SQLite needs its index.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=30)) as connection:
            connection.execute("PRAGMA query_only = ON")
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if not 0 < version <= len(STEPS):
                return Checked(version, problems=(_unknown(version),))
            whole = connection.execute(f"PRAGMA integrity_check({_TOLD})").fetchall()
            problems = [str(row[0]) for row in whole if row[0] != "ok"]
            strays = connection.execute("PRAGMA foreign_key_check").fetchmany(_TOLD)
            problems += [f"table {row[0]}: row {row[1]} refers to a missing row of {row[2]}" for row in strays]
            documents = connection.execute("SELECT count(*) FROM document").fetchone()[0]
            sequence = connection.execute("SELECT max(sequence) FROM reading").fetchone()[0] or 0
            newest = connection.execute("SELECT max(started) FROM run").fetchone()[0]
    except sqlite3.Error as error:
        return Checked(0, problems=(str(error),))
    started = datetime.fromisoformat(newest) if newest else None
    return Checked(version, documents, sequence, started, tuple(problems))


def _unknown(version: int) -> str:
    if version > len(STEPS):
        return f"it was written by a newer Caretrail (format {version}); upgrade Caretrail"
    return "it is no archive of Caretrail"
