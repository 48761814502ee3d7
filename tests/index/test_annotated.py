"""The annotated documents, read perfectly, become the lines a reader expects."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.merging.merge import merge
from index.timeline import Entry
from nlp.reading import EventType, Status
from tests.index.factory import annotated, claims

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def entries(shared: Path) -> list[Entry]:
    return merge(claims(*annotated(shared / "gold" / "dev.jsonl")))


def _of(entries: list[Entry], kind: EventType, council: str) -> list[Entry]:
    return [entry for entry in entries if entry.type == kind and council in entry.councils]


def test_one_winding_up_in_worcestershire_with_its_plan_as_history(entries: list[Entry]) -> None:
    (ended,) = _of(entries, EventType.TRUST_ENDED, "Worcestershire")
    assert (ended.status, ended.date) == (Status.HAPPENED, "2024-10-01")
    assert ended.organisation == "Worcestershire Children First"
    assert len(ended.articles) == 4
    assert ended.history[0].status == Status.PLANNED
    assert len(ended.disagreements) == 1


def test_one_line_for_doncaster_and_one_plan_for_reading(entries: list[Entry]) -> None:
    (doncaster,) = _of(entries, EventType.TRUST_ENDED, "Doncaster")
    assert (doncaster.status, doncaster.date, len(doncaster.articles)) == (Status.HAPPENED, "2022", 4)
    (reading,) = _of(entries, EventType.TRUST_ENDED, "Reading")
    assert (reading.status, reading.date) == (Status.PLANNED, "2025-23")


def test_one_set_of_ratings(entries: list[Entry]) -> None:
    ratings = _of(entries, EventType.INSPECTION_RATING, "Worcestershire")
    assert [(r.grade, r.date) for r in ratings] == [
        ("inadequate", "2017"),
        ("requires improvement", "2019"),
        ("good", "2023"),
    ]


def test_no_council_has_one_grade_of_one_year_twice(entries: list[Entry]) -> None:
    ratings = [e for e in entries if e.type == EventType.INSPECTION_RATING and e.earliest]
    keys = [(e.councils, e.judgement, e.grade, e.date) for e in ratings]
    assert len(keys) == len(set(keys))
