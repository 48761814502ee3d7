"""Entries and posts as they stood on a day: plans before they came true, nothing that nobody had told of yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.history import history
from index.query import Query
from index.search import Index
from index.standing import stood
from nlp.reading import EventType, Person, Status
from tests.index.factory import event, indexed, told

_TRUST = {"organisation": "Kent Children’s Trust"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A trust proposed, planned, then started; another proposed and turned down; a director named twice."""
    data: Path = tmp_path_factory.mktemp("standing")
    kent, made = "Kent", EventType.TRUST_CREATED
    director = Person("Alex Brown", "director of children’s services", "Kent council", ("Kent",), 0, 10)
    text = "Alex Brown, director of children’s services at Kent council, spoke."
    return indexed(
        data,
        told("proposes", "2022-03-01", event(made, "2024", kent, status=Status.PROPOSED, **_TRUST)),
        told("plans", "2023-02-01", event(made, "2024-04", kent, status=Status.PLANNED, **_TRUST)),
        told("starts", "2024-04-02", event(made, "2024-04-01", kent, **_TRUST)),
        told("looks-back", "2025-01-01", event(EventType.INTERVENTION, "2021", kent)),
        told("thinks", "2022-05-01", event(made, "2023", "Essex", status=Status.PROPOSED)),
        told("turns-down", "2023-05-01", event(made, "2023", "Essex", status=Status.REJECTED)),
        told("names", "2023-06-01", people=[director], text=text),
        told("names-again", "2025-06-01", people=[director], text=text),
    )


@pytest.mark.parametrize(
    ("day", "status", "when", "sources"),
    [
        ("2022-06-30", Status.PROPOSED, "2024", 1),
        ("2023-06-30", Status.PLANNED, "2024-04", 2),
        ("2024-04-30", Status.HAPPENED, "2024-04-01", 3),
    ],
)
def test_a_line_reads_as_it_was_planned_then(index: Index, day: str, status: Status, when: str, sources: int) -> None:
    (entry,) = index.entries(Query(types=(EventType.TRUST_CREATED,), councils=("Kent",)))
    known = stood(entry, date.fromisoformat(day))
    assert known is not None
    assert (known.status, known.date, len(known.evidence), known.id) == (status, when, sources, entry.id)


def test_what_nobody_had_told_of_is_not_known(index: Index) -> None:
    (entry,) = index.entries(Query(types=(EventType.TRUST_CREATED,), councils=("Kent",)))
    assert stood(entry, date(2022, 1, 1)) is None


def test_what_had_happened_is_known_though_told_later(index: Index) -> None:
    (entry,) = index.entries(Query(types=(EventType.INTERVENTION,)))
    assert stood(entry, date(2022, 1, 1)) == entry
    assert stood(entry, date(2020, 1, 1)) is None


def test_a_proposal_is_one_until_it_is_turned_down(index: Index) -> None:
    (entry,) = index.entries(Query(types=(EventType.TRUST_CREATED,), councils=("Essex",)))
    before, after = stood(entry, date(2022, 12, 31)), stood(entry, date(2023, 12, 31))
    assert before and before.status is Status.PROPOSED
    assert after and after.status is Status.REJECTED


def test_a_history_as_of_a_day_has_the_trust_as_planned_and_the_post_as_last_stated(index: Index) -> None:
    known = history(index, "Kent", index.posts.of_bodies(["Kent"], []), date(2023, 12, 31))
    (trust,) = known.trusts
    assert (trust.begun.date, trust.begun.certain) == ("2024-04", False)
    (director,) = known.people
    assert (director.begun.date, director.ended.date) == ("2023-06-01", "2023-06-01")
    assert [entry.type for entry in known.entries] == [EventType.INTERVENTION, EventType.TRUST_CREATED]
