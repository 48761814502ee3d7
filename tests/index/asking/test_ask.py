"""Answers: what is certain and what is planned, counts that match the rows, and no answer where there is none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.answer import Answer, Post
from index.answer_json import answer_json
from index.asking.ask import ask as ask_index
from index.commands.ask import ask as ask_command
from index.search import Index
from index.timeline import Entry
from nlp.reading import EventType as T
from nlp.reading import Grade, Person, Status
from tests.index.factory import event, indexed, rating, told

ASKED = date(2025, 4, 10)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the history of a few authorities, in made-up articles."""
    folder = tmp_path_factory.mktemp("data")
    trust, company = "Slough Children First", "Sandwell Children’s Trust"
    indexed(
        folder,
        told(
            "trusts",
            "2024-02-01",
            event(T.TRUST_CREATED, "2018-04", "Sandwell", organisation=company),
            event(T.TRUST_ENDED, "2023-10-01", "Slough", organisation=trust),
            event(T.TRUST_ENDED, "2026", "Sandwell", organisation=company, status=Status.PLANNED),
            event(T.TRUST_CREATED, "2021", "Barnsley", status=Status.REJECTED),
        ),
        told(
            "money",
            "2024-03-01",
            event(
                T.FINANCE,
                "2022",
                "Sandwell",
                organisation=company,
                amount="£3m",
                evidence="The trust overspent by £3m.",
            ),
            event(T.FINANCE, "2022", "Sandwell", amount="£9m", evidence="Sandwell was given a grant of £9m."),
        ),
        told(
            "ratings",
            "2024-04-01",
            rating(Grade.INADEQUATE, "2016-11", "Kirklees"),
            rating(Grade.GOOD, "2019-06", "Kirklees", previous_grade=Grade.INADEQUATE),
            rating(Grade.INADEQUATE, "2024-01", "Dudley", previous_grade=Grade.GOOD),
        ),
        told(
            "people",
            "2024-05-01",
            event(T.APPOINTMENT, "2023-09", "Dudley", people=("Jo Example",)),
            text="Jo Example, director of children’s services at Dudley council, spoke.",
            people=[Person("Jo Example", "director of children’s services", "Dudley council", (), 0, 10)],
        ),
        told(
            "pilot",
            "2024-06-01",
            event(T.PILOT, "2024-06", councils=("Leeds", "Hull"), title="family hubs pathfinder"),
            event(T.PILOT, None, title="family hubs pathfinder"),
        ),
    )
    return folder


@pytest.fixture(scope="module")
def index(data: Path) -> Index:
    from index.search import open_index

    return open_index(data)


def answered(index: Index, question: str) -> Answer:
    return ask_index(index, question, ASKED)


def councils(answer: Answer) -> list[tuple[str, ...]]:
    return [row.councils for row in answer.rows]


def test_what_happened_comes_before_what_is_planned_and_is_told_apart(index: Index) -> None:
    answer = answered(index, "which trusts were wound up and when")
    assert [row.status for row in answer.rows if isinstance(row, Entry)] == [Status.HAPPENED, Status.PLANNED]
    assert councils(answer) == [("Slough",), ("Sandwell",)]
    assert "was taken back in-house" in answer.sentence
    assert "is planned to be taken back in-house" in answer.sentence
    assert answer.reason is None


def test_a_rejected_plan_is_no_answer_to_when_and_is_said(index: Index) -> None:
    answer = answered(index, "when was a trust set up in Barnsley")
    assert answer.rows == ()
    assert answer.reason is not None
    assert "Nothing found in 5 documents up to 1 June 2024" in answer.reason
    assert "considered but rejected" in answer.reason


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Has Slough taken back control of its services?", "Yes"),
        ("Has Sandwell taken back control yet?", "Not yet"),
        ("Did Barnsley get a trust?", "No"),
        ("Has Barnsley ever considered a trust?", "Yes"),
        ("Is Kirklees inadequate?", "No"),
        ("Is Kirklees rated good?", "Yes"),
        ("Was Kirklees ever inadequate?", "Yes"),
        ("Is there a trust in Cornwall?", "Nothing found"),
    ],
)
def test_yes_and_no_only_with_evidence(index: Index, question: str, begins: str) -> None:
    answer = answered(index, question)
    assert answer.sentence.startswith(begins)
    assert bool(answer.rows) == (begins != "Nothing found")


def test_a_plan_whose_day_has_passed_is_not_called_done(index: Index) -> None:
    answer = ask_index(index, "Has Sandwell taken back control yet?", date(2027, 6, 1))
    assert answer.sentence.startswith("Not so far as is told")


def test_only_overspends_are_overspends(index: Index) -> None:
    rows = answered(index, "which trusts overspent").rows
    assert [row.amount for row in rows if isinstance(row, Entry)] == ["£3m"]


def test_changes_of_grade(index: Index) -> None:
    assert councils(answered(index, "which councils were downgraded")) == [("Dudley",)]
    assert councils(answered(index, "which councils went from inadequate to good")) == [("Kirklees",)]
    assert councils(answered(index, "inadequate in the last two years")) == [("Dudley",)]


def test_a_history_names_every_grade(index: Index) -> None:
    answer = answered(index, "kirklees rating history")
    assert answer.sentence == "Kirklees: inadequate in November 2016, then good in June 2019."


def test_who_is(index: Index) -> None:
    answer = answered(index, "who is jo example")
    post = answer.rows[0]
    assert isinstance(post, Post)
    assert (post.role, post.councils) == ("director of children’s services", ("Dudley",))
    assert post.entry.evidence[0].quote == "Jo Example, director of children’s services at Dudley council, spoke."
    held = answered(index, "who is the DCS in Dudley")
    assert isinstance(held.rows[0], Post)
    assert held.rows[0].name == "Jo Example"


def test_a_count_matches_its_rows(index: Index) -> None:
    answer = answered(index, "How many councils were picked for the family hubs pathfinder?")
    assert answer.sentence.startswith("2 councils: ")
    assert sum(len(row.councils) for row in answer.rows) == 2


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Cornwall rating history", "the council is not held"),
        ("Who is Kim Unknown?", "the person is not held"),
        ("Which NHS hospital trusts were wound up?", "hospital trusts are not meant"),
        ("good ratings 2005 to 2009", "nothing of that time is held"),
        ("How many children live in Dudley?", "children are not counted"),
        ("GCSE results in Kirklees", "schools are not told of"),
        ("CQC ratings of Kirklees", "another inspectorate"),
        ("what is the capital of France", "nothing of it is known"),
        ("", "nothing is asked"),
    ],
)
def test_no_answer_is_made_up(index: Index, question: str, why: str) -> None:
    answer = answered(index, question)
    assert answer.rows == (), why
    assert answer.reason


def test_the_contract_of_json(index: Index) -> None:
    plain = answer_json(answered(index, "who is jo example"))
    assert list(plain) == ["question", "understood", "answer", "rows", "reason"]
    post = plain["rows"][0]
    assert post["type"] == "post"
    assert post["people"] == [
        {"name": "Jo Example", "role": "director of children’s services", "organisation": "Dudley council"}
    ]
    row = answer_json(answered(index, "which trusts were wound up"))["rows"][0]
    fields = ("type", "status", "date", "councils", "organisation", "people", "grade", "previous_grade")
    assert set(fields) | {"judgement", "title", "amount", "evidence"} <= set(row)
    assert set(row["evidence"][0]) >= {"url", "title", "published", "quote", "start", "end"}
    assert answer_json(answered(index, "Cornwall ratings"))["articles"] == []


def test_the_command_prints_an_answer_or_json(data: Path) -> None:
    runner = CliRunner()
    shown = runner.invoke(ask_command, ["which", "trusts", "were", "wound", "up", "--data", str(data)])
    assert shown.exit_code == 0
    assert "Slough" in shown.output
    assert "\x1b" not in shown.output
    plain = runner.invoke(ask_command, ["doncastor ratings under Cameron", "--json", "--data", str(data)])
    understood = json.loads(plain.output)["understood"]
    assert understood["corrections"] == {"doncastor": "Doncaster"}
    assert understood["ignored"] == ["under Cameron"]


def test_the_command_says_what_to_do_without_an_index(tmp_path: Path) -> None:
    ran = CliRunner().invoke(ask_command, ["anything", "--data", str(tmp_path)])
    assert ran.exit_code == 2
    assert "caretrail build" in ran.output


def test_control_characters_of_an_article_do_not_reach_the_terminal() -> None:
    from index.commands.tables import plain

    assert plain("a\x1b[31mred\x07 \u202eback[bold]").plain == "a[31mred back[bold]"
