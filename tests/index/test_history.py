"""One council over time: ratings by area, trusts in charge, people in post, predecessors and successors joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.history import History, history, related
from index.search import Index
from nlp.gazetteer import councils
from nlp.reading import EventType, Grade, Judgement, Person, Status
from tests.index.factory import event, indexed, rating, told


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    trust = "Northamptonshire Children’s Trust"
    body = "Somewhere Children’s Trust"
    return indexed(
        tmp_path_factory.mktemp("history"),
        told(
            "ratings",
            "2020-01-10",
            rating(Grade.INADEQUATE, "2019-07", "Northamptonshire"),
            rating(Grade.REQUIRES_IMPROVEMENT, "2019-07", "Northamptonshire", judgement=Judgement.LEADERSHIP),
            event(EventType.INTERVENTION, "2019-11", "Northamptonshire"),
        ),
        told(
            "trust", "2020-11-10", event(EventType.TRUST_CREATED, "2020-11-01", "Northamptonshire", organisation=trust)
        ),
        told(
            "split",
            "2021-04-02",
            event(
                EventType.REORGANISATION,
                "2021-04-01",
                councils=("Northamptonshire", "North Northamptonshire", "West Northamptonshire"),
            ),
        ),
        told("later", "2023-01-02", rating(Grade.REQUIRES_IMPROVEMENT, "2022-10", "West Northamptonshire")),
        told("made", "2018-05-01", event(EventType.TRUST_CREATED, "2018-04", "Kent", organisation=body)),
        told(
            "plan",
            "2024-05-01",
            event(EventType.TRUST_ENDED, "2025-23", "Kent", organisation=body, status=Status.PLANNED),
        ),
        told("turned-down", "2012-05-01", event(EventType.TRUST_CREATED, "2012", "Kent", status=Status.REJECTED)),
        told("came", "2019-03-01", event(EventType.APPOINTMENT, "2019-03", "Kent", people=("Alex Brown",))),
        told("went", "2022-09-01", event(EventType.DEPARTURE, "2022-08", "Kent", people=("Alex Brown",))),
        told(
            "speaks",
            "2023-09-01",
            people=[Person("Sam Green", "director of children’s services", "Kent council", ("Kent",), 0, 9)],
            text="Sam Green, director of children’s services at Kent council, said so.",
        ),
    )


def _history(index: Index, name: str) -> History:
    return history(index, name, index.posts.of_bodies([name], []))


def test_predecessors_and_successors_are_joined(index: Index) -> None:
    assert related(councils()["Northamptonshire"]) == ("North Northamptonshire", "West Northamptonshire")
    assert related(councils()["West Northamptonshire"]) == ("Northamptonshire",)
    told_of = _history(index, "Northamptonshire")
    assert {c for entry in told_of.entries for c in entry.councils} >= {"West Northamptonshire"}
    assert list(told_of.ratings) == [Judgement.OVERALL, Judgement.LEADERSHIP]
    assert [entry.date for entry in told_of.ratings[Judgement.OVERALL]] == ["2019-07"]
    assert [entry.date for entry in told_of.interventions] == ["2019-11"]


def test_a_trust_in_charge_from_its_beginning_to_its_planned_end(index: Index) -> None:
    (trust,) = _history(index, "Kent").trusts
    assert trust.name == "Somewhere Children’s Trust"
    assert (trust.begun.date, trust.begun.certain) == ("2018-04", True)
    assert (trust.ended.date, trust.ended.certain) == ("2025-23", False)


def test_people_in_post_with_the_evidence_of_each_bound(index: Index) -> None:
    brown, green = _history(index, "Kent").people
    assert (brown.name, brown.begun.date, brown.ended.date) == ("Alex Brown", "2019-03", "2022-08")
    assert brown.ended.entry is not None
    assert brown.ended.entry.type == EventType.DEPARTURE
    assert (green.name, green.role) == ("Sam Green", "director of children’s services")
    assert (green.begun.date, green.begun.certain) == ("2023-09-01", False)


def test_a_council_nobody_wrote_of(index: Index, tmp_path: Path) -> None:
    nothing = _history(index, "Leeds")
    assert (nothing.entries, nothing.people, nothing.trusts, nothing.ratings) == ((), (), (), {})
    with pytest.raises(KeyError):
        history(index, "Nowhere")
