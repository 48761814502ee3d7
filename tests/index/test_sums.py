"""Sums of money in questions: bounds, the biggest and the smallest, and what is no sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.asking.ask import ask
from index.search import Index
from index.sums import Sums, find_bounds, pounds
from index.timeline import Entry
from index.words import Sheet
from nlp.reading import EventType as T
from tests.index.factory import event, indexed, told


@pytest.mark.parametrize(
    ("amount", "value"),
    [("£7.6m", 7.6e6), ("£9.2 million", 9.2e6), ("£1,100", 1100.0), ("£2bn", 2e9), ("£500k", 5e5), ("a lot", None)],
)
def test_sums_in_pounds(amount: str, value: float | None) -> None:
    assert pounds(amount) == value


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        ("grants over £5m", 5.1e6, 5e6),
        ("overspends of more than 20 million", 2.1e7, 2e7),
        ("grants of at least £5m", 5e6, 4.9e6),
        ("awards under £2m", 1.9e6, 2e6),
        ("sums up to £2m", 2e6, 2.1e6),
        ("funding between £1m and £5m", 3e6, 6e6),
    ],
)
def test_bounds_as_they_are_typed(question: str, inside: float, outside: float) -> None:
    bounds = find_bounds(Sheet(question))
    assert bounds is not None
    within = [(bounds.least or 0) <= value <= (bounds.most or 1e15) for value in (inside, outside)]
    assert within == [True, False]
    assert bounds.said in question


@pytest.mark.parametrize("question", ["over 5 years", "more than 2020", "councils inspected over 3 weeks"])
def test_a_bare_number_is_no_sum(question: str) -> None:
    assert find_bounds(Sheet(question)) is None


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("data")
    return indexed(
        folder,
        told(
            "money",
            "2024-05-01",
            event(T.FINANCE, "2023", "Trafford", amount="£3.5m", evidence="Trafford overspent by £3.5m."),
            event(T.FINANCE, "2023", "Dudley", amount="£12 million", evidence="Dudley overspent by £12 million."),
            event(T.FINANCE, "2023", "Bury", amount="£900,000", evidence="Bury got a grant of £900,000."),
            event(T.FINANCE, "2023", "Wigan", evidence="Wigan overspent."),
        ),
    )


@pytest.mark.parametrize(
    ("question", "councils"),
    [
        ("overspends over £5m", {"Dudley"}),
        ("which councils overspent by less than £5m", {"Trafford"}),
        ("sums under £1m", {"Bury"}),
        ("biggest overspend", {"Dudley"}),
        ("what was the smallest overspend", {"Trafford"}),
        ("fines over £5m", set()),
        ("how much did bury get", {"Bury"}),
    ],
)
def test_rows_are_those_within_the_bounds(index: Index, question: str, councils: set[str]) -> None:
    rows = ask(index, question, date(2025, 1, 1)).rows
    assert {row.councils[0] for row in rows if isinstance(row, Entry)} == councils


def test_an_entry_without_a_sum_is_within_no_bounds(index: Index) -> None:
    rows = [row for row in ask(index, "overspends", date(2025, 1, 1)).rows if isinstance(row, Entry)]
    assert len(Sums(least=0.0).of(rows)) == len(rows) - 1
