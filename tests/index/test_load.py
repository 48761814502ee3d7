"""Load: twenty readers at once while builds run meet no error, and always one whole generation or the next."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from benchmarks.readers import Readers
from crawler.console import archive_path, index_path
from index import search
from index.asking.ask import ask
from index.build import build
from index.query import Order, Query
from index.search import Index, open_index
from tests.index.factory import archived, indexed
from tests.index.test_build import stories

ASKS = (
    lambda index: ask(index, "which trusts were wound up in Kent since 2015", date(2025, 6, 1)),
    lambda index: index.articles(Query(text='"story number" AND year', order=Order.RELEVANCE, limit=10)),
    lambda index: index.facets(Query(councils=("Kent",))),
    lambda index: index.entries(Query(text="rul*", order=Order.NEWEST)),
    lambda index: ask(index, "Leeds Ofsted rating history", date(2025, 6, 1)),
)


def test_readers_meet_no_error_while_builds_run(tmp_path: Path) -> None:
    found = stories(72)
    indexed(tmp_path, *found[:48])
    with Readers(tmp_path, ASKS) as readers:
        for start in range(48, 72, 6):
            indexed(tmp_path, *found[start : start + 6])
    assert readers.errors == []
    assert not readers.backward
    assert max(readers.held) == open_index(tmp_path).generation == 5
    assert {generation: len(seen) for generation, seen in readers.held.items() if len(seen) != 1} == {}


def test_while_one_thread_opens_a_generation_the_others_go_on_with_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = stories(30)
    before = indexed(tmp_path, *found[:24])
    begun, may_end = threading.Event(), threading.Event()

    class Slow(Index):
        def __init__(self, data: Path, generation: int, sequence: int) -> None:
            begun.set()
            assert may_end.wait(30)
            super().__init__(data, generation, sequence)

    archived(tmp_path, *found[24:])
    build(archive_path(tmp_path), index_path(tmp_path))
    monkeypatch.setattr(search, "Index", Slow)
    opened: list[Index] = []
    opener = threading.Thread(target=lambda: opened.append(open_index(tmp_path)))
    opener.start()
    assert begun.wait(30)
    assert open_index(tmp_path) is before
    may_end.set()
    opener.join()
    assert open_index(tmp_path) is opened[0]
    assert opened[0].generation == before.generation + 1
