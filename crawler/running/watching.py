"""A crawl as a person watches it: a line a source, with what it has brought so far."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from crawler.archive.archive import Archive
from crawler.article import Outcome


class Watch:
    """Counts the items of each source as they end, and shows them."""

    def __init__(self, progress: Progress, names: Sequence[str]) -> None:
        self._progress = progress
        self._tasks = {name: progress.add_task(name, total=1, told="waits") for name in names}
        self._counts: dict[str, dict[Outcome, int]] = {name: {} for name in names}

    def counted(self, name: str, outcome: Outcome) -> None:
        """One item of a source has ended."""
        if name not in self._tasks:
            return
        counts = self._counts[name]
        counts[outcome] = counts.get(outcome, 0) + 1
        told = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome if outcome in counts)
        self._progress.update(self._tasks[name], told=told)

    def began(self, name: str) -> None:
        """A source's turn has come."""
        self._progress.update(self._tasks[name], told="asks for its listing")

    def ended(self, name: str) -> None:
        """A source is done."""
        self._progress.update(self._tasks[name], completed=1)


@contextmanager
def watched(archive: Archive, names: Sequence[str], console: Console | None = None) -> Iterator[Watch | None]:
    """Show the crawl of these sources while it lasts, on standard error if that is a terminal; else give None."""
    if console is None and not sys.stderr.isatty():
        yield None
        return
    columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), TextColumn("{task.fields[told]}"))
    console = console or Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True, refresh_per_second=4) as progress:
        watch = Watch(progress, names)
        archive.on_count = watch.counted
        try:
            yield watch
        finally:
            archive.on_count = None
