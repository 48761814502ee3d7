"""Whether every page of a SQLite file beside the index is as it was written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def check_pages(path: Path) -> None:
    """Make sure that every page of a file is sound; it is read whole, and not changed.

    Raises:
        sqlite3.DatabaseError: one is not, or there is no such file.
    """
    # Not mode=ro: the log that a killed process left must be read, for which SQLite needs its index.
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=60)) as connection:
        connection.execute("PRAGMA query_only = ON")
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise sqlite3.DatabaseError(said)
