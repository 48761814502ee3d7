"""A watched crawl shows what each source has brought; an unwatched one shows nothing."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from crawler.archive.archive import Archive
from crawler.article import Outcome
from crawler.running.watching import watched


def test_outcomes_are_shown_as_they_are_counted(tmp_path: Path) -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=100)
    with Archive(tmp_path / "archive.sqlite") as archive:
        archive.start_run("crawl")
        with watched(archive, ["news", "papers"], screen) as watch:
            assert watch is not None
            watch.began("news")
            for outcome in (Outcome.NEW, Outcome.NEW, Outcome.FAILED):
                archive.count("news", outcome)
            archive.count("elsewhere", Outcome.NEW)
            watch.ended("news")
        assert archive.on_count is None
    assert "2 new, 1 failed" in screen.file.getvalue()  # type: ignore[attr-defined]
    assert "waits" in screen.file.getvalue()  # type: ignore[attr-defined]


def test_nothing_is_shown_to_nobody(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive, watched(archive, ["news"]) as watch:
        assert watch is None
