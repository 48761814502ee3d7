"""Why something happened: the plainest cause told is quoted, and where none is told that is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.asking.ask import ask
from index.measures import called
from index.search import Index
from nlp.reading import EventType as T
from tests.index.factory import event, indexed, told

ORDERED = "Ministers stepped in at Trafford because children were left at risk."
FOLLOWED = "Dudley was given a direction after inspectors found failings."
BARE = "Bury was given a direction on 3 May 2021."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("data")
    return indexed(
        folder,
        told(
            "orders",
            "2021-06-01",
            event(T.INTERVENTION, "2021-05", "Trafford", evidence=ORDERED),
            event(T.INTERVENTION, "2021-05", "Dudley", evidence=FOLLOWED),
            event(T.INTERVENTION, "2021-05-03", "Bury", evidence=BARE),
        ),
    )


@pytest.mark.parametrize(
    ("council", "said", "quote"),
    [
        ("trafford", "The reason given:", ORDERED),
        ("dudley", "What is told of how it came about:", FOLLOWED),
        ("bury", "The sentences held do not say why;", BARE),
    ],
)
def test_the_plainest_cause_is_quoted(index: Index, council: str, said: str, quote: str) -> None:
    answer = ask(index, f"why did the government intervene in {council}", date(2025, 1, 1))
    assert said in answer.sentence
    assert answer.sentence.endswith(f"“{quote}”")
    assert len(answer.rows) == 1


@pytest.mark.parametrize(
    ("quotes", "near", "said"),
    [
        ("It overspent by £7m.", None, "an overspend of"),
        ("After a surplus of £1m it overspent by £7m.", None, ""),
        ("After a surplus of £1m it overspent by £7m.", "£7m", "an overspend of"),
        ("After a surplus of £1m it overspent by £7m.", "£1m", "a surplus of"),
        ("It paid £7m.", "£7m", ""),
    ],
)
def test_a_sum_is_called_what_stands_nearest(quotes: str, near: str | None, said: str) -> None:
    assert called(T.FINANCE, quotes, near) == said
