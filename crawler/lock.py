"""One run at a time: a lock that a killed run does not leave behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.console import Unusable


@contextmanager
def exclusive(data: Path, work: str) -> Iterator[None]:
    """Hold the lock of one kind of work (``crawl``, ``update``, ``build`` …) on a data folder.

    The kernel drops it with the process, however that ends; the file that stays behind means nothing.

    Raises:
        Unusable: another process holds it; the message names that process.
    """
    data.mkdir(parents=True, exist_ok=True)
    path = data / f"{work}.lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise Unusable(
                f"another {work} is under way in {data} (process {holder}); wait for it, or end that process"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
