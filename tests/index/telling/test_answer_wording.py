"""Answers as they are worded: present holders, trusts that stand, inspections, notices and councils' partnerships."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.answer import Answer, Post
from index.asking.ask import ask
from index.search import Index
from index.timeline import Entry
from nlp.reading import EventType as T
from nlp.reading import Grade, Judgement, Person, Status
from tests.index.factory import event, indexed, rating, told

ASKED = date(2025, 4, 10)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """What a few made-up articles and one report tell."""
    folder: Path = tmp_path_factory.mktemp("data")
    chair, trust = "chair of the board", "Sandwell Children’s Trust"
    return indexed(
        folder,
        told(
            "trusts",
            "2024-02-01",
            event(T.TRUST_CREATED, "2018-04", "Sandwell", organisation=trust),
            event(T.TRUST_CREATED, "2015-10", "Slough", organisation="Slough Children First"),
            event(T.TRUST_ENDED, "2023-10", "Slough", organisation="Slough Children First"),
            event(T.TRUST_ENDED, "2024-01-31", "Torbay", organisation="Plymouth", status=Status.PLANNED),
            event(T.DEPARTURE, "2023-06", "Sandwell", organisation=trust, people=("Pat Former",)),
            event(T.APPOINTMENT, "2023-09", "Sandwell", people=("Jo Newer",), evidence="Jo Newer follows Pat Former."),
            text="Pat Former was chair of the board. Jo Newer is chair of the board.",
            people=[
                Person("Pat Former", chair, trust, ("Sandwell",), 0, 10),
                Person("Jo Newer", chair, trust, (), 35, 43),
            ],
        ),
        told(
            "report",
            "2022-02-11",
            rating(Grade.INADEQUATE, "2021-12-06/2021-12-17", "Trafford"),
            rating(Grade.GOOD, "2021-12-06/2021-12-17", "Trafford", judgement=Judgement.ADOPTION),
            kind="inspection report",
        ),
        told(
            "notices",
            "2020-03-01",
            event(T.INTERVENTION, "2020-02", "Trafford", evidence="Trafford was issued with an improvement notice."),
            event(T.INTERVENTION, "2020-02", "Dudley", evidence="Dudley was placed under a statutory direction."),
        ),
    )


def answered(index: Index, question: str) -> Answer:
    return ask(index, question, ASKED)


def names(answer: Answer) -> set[str]:
    return {row.name for row in answer.rows if isinstance(row, Post)}


def test_trusts_that_stand_are_those_not_told_to_have_ended(index: Index) -> None:
    answer = answered(index, "which trusts are still running")
    assert answer.sentence == "1 trust or company set up and not told to have ended: Sandwell Children’s Trust."
    assert [row.organisation for row in answer.rows if isinstance(row, Entry)] == ["Sandwell Children’s Trust"]


def test_the_present_holder_is_none_that_has_left(index: Index) -> None:
    assert names(answered(index, "who is the chair of sandwell children's trust")) == {"Jo Newer"}
    assert "Pat Former" in names(answered(index, "who was the chair of sandwell children's trust"))


def test_who_came_after(index: Index) -> None:
    answer = answered(index, "who replaced pat former")
    assert [row.people for row in answer.rows if isinstance(row, Entry)] == [("Jo Newer",)]


def test_a_council_that_ran_anothers_services_is_no_trust(index: Index) -> None:
    told_of = answered(index, "which trusts closed").sentence
    assert "Plymouth" not in told_of
    ended = answered(index, "when did torbay take services back").sentence
    assert ended == ("The running of children's services in Torbay by Plymouth was due to end on 31 January 2024.")


def test_a_rating_of_a_report_says_when_it_was_inspected(index: Index) -> None:
    answer = answered(index, "current ofsted rating of trafford")
    assert answer.sentence == "Trafford was rated inadequate (inspected 6 to 17 December 2021)."
    assert len(answer.rows) == 1


def test_reports_are_found_by_the_month_they_came_out(index: Index) -> None:
    assert answered(index, "ofsted reports published in february 2022").rows
    assert not answered(index, "ofsted reports published in january 2022").rows
    assert not answered(index, "inspections in february 2022").rows


def test_a_notice_is_no_direction(index: Index) -> None:
    answer = answered(index, "improvement notices in 2020")
    assert answer.sentence == "Trafford was given an improvement notice in February 2020."


def test_what_did_not_happen_has_no_rows(index: Index) -> None:
    answer = answered(index, "which councils did not improve")
    assert answer.rows == ()
    assert answer.reason is not None
    assert "did not happen" in answer.reason


def test_a_grade_never_given_is_refused_with_those_that_were(index: Index) -> None:
    answer = answered(index, "has trafford ever been outstanding")
    assert not answer.rows
    assert answer.sentence.startswith("No such rating is told in 3 documents")
    assert answer.sentence.endswith("What is held: Trafford was rated inadequate (inspected 6 to 17 December 2021).")
