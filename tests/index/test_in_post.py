"""Who held a role at a time: whoever was appointed before it and is not told to have left before it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.asking.ask import ask
from index.search import Index
from index.timeline import Entry
from nlp.reading import EventType as T
from tests.index.factory import event, indexed, told

ASKED = date(2025, 4, 10)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("data")
    first, second = (
        "Pat Former was appointed chief executive of Bury.",
        "Jo Newer was appointed chief executive of Bury.",
    )
    return indexed(
        folder,
        told(
            "posts",
            "2023-02-01",
            event(T.APPOINTMENT, "2016", "Bury", people=("Pat Former",), evidence=first),
            event(T.DEPARTURE, "2019-06", "Bury", people=("Pat Former",)),
            event(T.APPOINTMENT, "2020-01", "Bury", people=("Jo Newer",), evidence=second),
        ),
    )


@pytest.mark.parametrize(
    ("year", "names"), [(2015, []), (2017, ["Pat Former"]), (2020, ["Jo Newer"]), (2022, ["Jo Newer"])]
)
def test_the_holder_at_a_time(index: Index, year: int, names: list[str]) -> None:
    rows = ask(index, f"who was chief exec of bury in {year}", ASKED).rows
    assert [name for row in rows if isinstance(row, Entry) for name in row.people] == names


def test_nobody_is_named_for_a_time_after_the_last_had_left(index: Index) -> None:
    gone = [row for row in ask(index, "who was director of bury in 2022", ASKED).rows if isinstance(row, Entry)]
    assert not gone
