"""Trusts that took another name: one body, told by the list kept here, and nothing made up beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.asking.ask import ask
from index.facts import canonical_organisation, councils_of, renames
from index.search import Index
from nlp.reading import EventType as T
from tests.index.factory import event, indexed, told


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("data")
    slough, sandwell = "Slough Children’s Services Trust", "Sandwell Children’s Trust"
    return indexed(
        folder,
        told(
            "trusts",
            "2018-06-01",
            event(T.TRUST_CREATED, "2015-10-01", "Slough", organisation=slough),
            event(T.TRUST_CREATED, "2018-04-01", "Sandwell", organisation=sandwell),
        ),
    )


def test_both_names_are_one_trust() -> None:
    assert all(canonical_organisation(one.before) == one.now and councils_of(one.now) for one in renames())


@pytest.mark.parametrize(
    ("question", "rows", "told"),
    [
        ("which trusts were renamed", 1, "took the name Slough Children First on 1 April 2021"),
        ("what was Slough Children First called before", 1, "Slough Children’s Services Trust took the name"),
        ("has the slough trust changed its name", 1, "on 1 April 2021"),
        ("trusts renamed in 2021", 0, "on 1 April 2021"),
        ("was Sandwell's trust renamed", 0, "No such change of name"),
        ("new name of the regulator", 0, "Nothing found"),
    ],
)
def test_a_change_of_name(index: Index, question: str, rows: int, told: str) -> None:
    answer = ask(index, question, date(2025, 1, 1))
    assert told in answer.sentence
    assert len(answer.rows) == rows
