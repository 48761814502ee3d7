"""Times told by another event: "since the trust was set up" is since the day the index knows for that."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.answer_json import answer_json
from index.asking.ask import ask
from index.search import Index
from index.telling.spoken_dates import alone
from index.telling.understood import parts
from index.timeline import Entry
from nlp.reading import EventType as T
from nlp.reading import Grade
from tests.index.factory import event, indexed, rating, told

TRUST = "Sandwell Children’s Trust"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("data")
    return indexed(
        folder,
        told(
            "history",
            "2024-02-01",
            event(T.TRUST_CREATED, "2018-04-01", "Sandwell", organisation=TRUST),
            event(T.TRUST_CREATED, "2015-10", "Slough", organisation="Slough Children First"),
            event(T.TRUST_ENDED, "2017-10-01", "Slough", organisation="Slough Children First"),
            rating(Grade.INADEQUATE, "2015-06", "Sandwell"),
            rating(Grade.REQUIRES_IMPROVEMENT, "2022-05", "Sandwell"),
            event(T.INTERVENTION, "2016-10", "Sandwell"),
        ),
    )


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("sandwell ofsted ratings since the trust was set up", ["2022-05"]),
        ("sandwell ofsted ratings before the trust was set up", ["2015-06"]),
        ("trusts set up after slough closed its trust", ["2018-04-01"]),
        ("what happened in sandwell after it was rated inadequate", ["2016-10", "2018-04-01", "2022-05"]),
    ],
)
def test_the_clause_becomes_a_period(index: Index, question: str, dates: list[str]) -> None:
    answer = ask(index, question, date(2025, 1, 1))
    assert [row.date for row in answer.rows if isinstance(row, Entry)] == dates
    assert answer.understood.ignored == ()
    time = answer_json(answer)["understood"]["time"]
    assert question.endswith(time["clause"])
    assert any(part.words == f"{time['clause']} ({alone(time['date'])})" for part in parts(answer.understood))


@pytest.mark.parametrize("clause", ["since dudley's trust was set up", "since the minister resigned"])
def test_a_time_that_is_not_known_is_said_to_be_left_out(index: Index, clause: str) -> None:
    answer = ask(index, f"sandwell ofsted ratings {clause}", date(2025, 1, 1))
    assert answer.understood.ignored == (clause,)
    assert len(answer.rows) == 2
