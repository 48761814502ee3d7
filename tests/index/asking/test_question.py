"""Questions in English: what each is understood to ask, in many wordings, with near-misses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from index.answer import QuestionKind, Understood
from index.asking.question import understand
from nlp.reading import EventType as T
from nlp.reading import Grade, Judgement, Status

ASKED = date(2025, 4, 10)


class Known:
    """An index that knows three people."""

    names = ("Jo Example", "Sam Maria Placeholder", "Placid")

    def with_surname(self, surname: str) -> Sequence[str]:
        return [name for name in self.names if name.split()[-1].lower() == surname]


def read(question: str) -> Understood:
    return understand(question, ASKED, Known())


TYPES = [
    ("which trusts have been wound up", {T.TRUST_ENDED}),
    ("which trusts were disbanded since 2019", {T.TRUST_ENDED}),
    ("whose services were taken back in-house", {T.TRUST_ENDED}),
    ("Which councils brought services back in house?", {T.TRUST_ENDED}),
    ("Has Slough's company handed services back to the council?", {T.TRUST_ENDED}),
    ("When did Slough's trust close?", {T.TRUST_ENDED}),
    ("when was Sandwell Children's Trust set up", {T.TRUST_CREATED}),
    ("Which companies were created to run services?", {T.TRUST_CREATED}),
    ("when were Sandwell's services handed to a trust", {T.TRUST_CREATED}),
    ("Which councils outsourced children's services?", {T.TRUST_CREATED}),
    ("Did Barnsley get a trust?", {T.TRUST_CREATED}),
    ("when did Kirklees lose control of its services", {T.INTERVENTION, T.TRUST_CREATED}),
    ("which councils are under intervention", {T.INTERVENTION}),
    ("improvement notices issued in 2013", {T.INTERVENTION}),
    ("Which councils did the DfE intervene in?", {T.INTERVENTION}),
    ("Who was appointed commissioner in Slough?", {T.COMMISSIONER}),
    ("Which adviser was appointed to help Dudley?", {T.COMMISSIONER}),
    ("what did the commissioner recommend for Slough", {T.RECOMMENDATION}),
    ("which trusts overspent", {T.FINANCE}),
    ("How much funding did Leeds get?", {T.FINANCE}),
    ("grants to Kent", {T.FINANCE}),
    ("court rulings on Kent", {T.RULING}),
    ("What did the ombudsman find about Kent?", {T.RULING}),
    ("Did the High Court rule against Kent?", {T.RULING}),
    ("serious case reviews in Rochdale", {T.CASE_REVIEW}),
    ("safeguarding practice reviews published in 2021", {T.CASE_REVIEW}),
    ("who left Croydon in 2020", {T.DEPARTURE}),
    ("which directors resigned", {T.DEPARTURE}),
    ("Who has been appointed to a post since 2023?", {T.APPOINTMENT}),
    ("who joined Leeds", {T.APPOINTMENT}),
    ("Who took over as chief executive of Leeds?", {T.APPOINTMENT}),
    ("who was appointed or left", {T.APPOINTMENT, T.DEPARTURE}),
    ("reports by the National Audit Office", {T.PUBLICATION, T.CASE_REVIEW}),
    ("What did Ofsted publish in 2016?", {T.PUBLICATION, T.CASE_REVIEW}),
    ("When was the bill introduced?", {T.LEGISLATION}),
    ("which acts received royal assent", {T.LEGISLATION}),
    ("pathfinder areas", {T.PILOT}),
    ("Which councils were picked for the pilots?", {T.PILOT}),
    ("which pilots ended in 2020", {T.PILOT}),
    ("when was Cumbria replaced", {T.REORGANISATION}),
    ("which councils were abolished", {T.REORGANISATION}),
    ("Which councils merged in 2019?", {T.REORGANISATION}),
    ("kirklees ofsted ratings", {T.INSPECTION_RATING}),
    ("Which councils were downgraded?", {T.INSPECTION_RATING}),
    ("When was Trafford last inspected?", {T.INSPECTION_RATING}),
    ("What happened in Leeds?", set()),
]


@pytest.mark.parametrize(("question", "types"), TYPES)
def test_event_types_by_their_many_names(question: str, types: set[T]) -> None:
    assert set(read(question).query.types) == types


KINDS = [
    ("which trusts were wound up and when", QuestionKind.LIST),
    ("When was the trust wound up?", QuestionKind.WHEN),
    ("what year was Sandwell's trust set up", QuestionKind.WHEN),
    ("Who is Jo Example?", QuestionKind.WHO),
    ("what jobs has jo example held", QuestionKind.WHO),
    ("director of children's services in Leeds", QuestionKind.WHO),
    ("Leeds rating history", QuestionKind.HISTORY),
    ("How has Leeds's grade changed since 2009?", QuestionKind.HISTORY),
    ("What happened in Leeds between 2015 and 2018?", QuestionKind.HISTORY),
    ("leeds", QuestionKind.HISTORY),
    ("Compare Leeds and Kirklees", QuestionKind.COMPARE),
    ("leeds vs kirklees ofsted", QuestionKind.COMPARE),
    ("How many councils were rated good?", QuestionKind.COUNT),
    ("Has Slough taken back control yet?", QuestionKind.YES_NO),
    ("Did Barnsley get a trust?", QuestionKind.YES_NO),
    ("Is Leeds outstanding?", QuestionKind.YES_NO),
    ("What did the ombudsman find about Kent?", QuestionKind.LOOKUP),
    ("where are the pilots", QuestionKind.LOOKUP),
    ("Who runs children's services in Sandwell?", QuestionKind.LIST),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_kinds_of_question(question: str, kind: QuestionKind) -> None:
    assert read(question).kind is kind


@pytest.mark.parametrize(
    ("question", "statuses"),
    [
        ("trusts planned to be wound up", (Status.PLANNED,)),
        ("which trusts were considered and rejected", (Status.REJECTED,)),
        ("which trusts were proposed", (Status.PROPOSED,)),
        ("Has Barnsley ever considered a trust?", (Status.PROPOSED, Status.REJECTED, Status.PLANNED)),
        ("which trusts were wound up", ()),
    ],
)
def test_status(question: str, statuses: tuple[Status, ...]) -> None:
    assert read(question).query.statuses == statuses


def test_grades_and_their_direction() -> None:
    improved = read("Which councils improved to outstanding overall?").query
    assert (improved.grades, improved.upgraded, improved.judgements) == (
        (Grade.OUTSTANDING,),
        True,
        (Judgement.OVERALL,),
    )
    assert read("councils downgraded in 2022").query.upgraded is False
    assert read("Which are good or outstanding?").query.grades == (Grade.GOOD, Grade.OUTSTANDING)


def test_from_one_grade_to_another() -> None:
    asked = read("Which councils went from inadequate to good?")
    assert (asked.previous, asked.query.grades) == (Grade.INADEQUATE, (Grade.GOOD,))


def test_areas_of_judgement() -> None:
    assert read("Which were outstanding for leadership?").query.judgements == (Judgement.LEADERSHIP,)
    assert read("Leeds's judgements, area by area").by_area
    assert not read("which pathfinder areas were chosen").by_area


@pytest.mark.parametrize(
    ("question", "councils"),
    [
        ("west sussex ofsted", ("West Sussex",)),
        ("Derbyshire and Derby ratings", ("Derbyshire", "Derby")),
        ("has reading taken back control", ("Reading",)),
        ("north yorkshire vs york ofsted", ("North Yorkshire", "York")),
        ("telford & wrekin ratings", ("Telford and Wrekin",)),
        ("Northamptonshire County Council's ratings", ("Northamptonshire",)),
        ("rulings on Kent county council", ("Kent",)),
    ],
)
def test_councils_in_either_case(question: str, councils: tuple[str, ...]) -> None:
    assert read(question).query.councils == councils


@pytest.mark.parametrize(
    ("written", "council"), [("doncastor", "Doncaster"), ("Glocestershire", "Gloucestershire"), ("kirklys", "Kirklees")]
)
def test_a_misspelt_council_is_mended_and_said(written: str, council: str) -> None:
    asked = read(f"{written} ofsted rating")
    assert (asked.query.councils, asked.corrections) == ((council,), {written.lower(): council})


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Which NHS hospital trusts were merged?", "a hospital is no council"),
        ("who is amanda unknown", "no name of the index"),
        ("what did the house of commons publish", "no council is meant"),
    ],
)
def test_no_council_is_made_up(question: str, why: str) -> None:
    assert read(question).query.councils == (), why


def test_people_by_full_name_in_either_case() -> None:
    assert read("who is jo example").query.people == ("Jo Example",)
    assert read("Who is Sam Placeholder?").query.people == ("Sam Maria Placeholder",)
    assert read("How often did Mr Justice Placid criticise Kent?").query.people == ("Placid",)


def test_another_person_of_that_surname_is_not_taken() -> None:
    asked = read("Who is Kim Example?")
    assert (asked.query.people, asked.words) == ((), ("kim", "example"))


def test_words_that_remain_are_kept_to_be_searched() -> None:
    assert read("families first for children pathfinder areas").words == ("families", "first", "children")
    assert read("When did the Children and Social Work Act become law?").words == ("children", "social", "work")
    assert read("Which acts were passed for children's social care?").words == ()
    assert read("Which NHS hospital trusts were merged?").words == ("nhs", "hospital")
    assert read("which trusts were wound up and when").words == ()


@pytest.mark.parametrize(
    ("question", "ignored"),
    [
        ("Leeds ratings under Cameron", "under Cameron"),
        ("trusts set up since the pandemic", "since the pandemic"),
        ("Birmingham ratings before the trust was set up", "before the trust was set up"),
    ],
)
def test_times_told_by_a_reign_or_an_event_are_not_understood_and_said(question: str, ignored: str) -> None:
    assert read(question).ignored == (ignored,)


@pytest.mark.parametrize(
    "question", ["which councils are under intervention", "looked after children ratings in Leeds", "trusts since 2020"]
)
def test_prepositions_that_are_understood(question: str) -> None:
    assert read(question).ignored == ()


def test_a_region_stands_for_its_councils() -> None:
    asked = read("Which London boroughs are outstanding?")
    assert asked.region == "London"
    assert "Camden" in asked.query.councils
    assert "Leeds" not in asked.query.councils
    assert read("North Yorkshire ratings").region is None


def test_an_inspectorate_narrows_what_it_publishes_not_ratings() -> None:
    assert read("Leeds Ofsted rating").query.organisations == ()
    assert read("What did Ofsted publish in 2016?").query.organisations == ("Ofsted",)
    assert read("CQC rating of Leeds").query.organisations == ("Care Quality Commission",)


def test_now_and_ever() -> None:
    assert read("Is Leeds inadequate?").only == "latest"
    assert read("Was Leeds ever inadequate?").only is None
    assert read("latest ofsted rating for Leeds").only == "latest"
    assert set(read("Does Leeds have a trust?").query.types) == {T.TRUST_CREATED, T.TRUST_ENDED}


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "🦄" * 50, "a" * 10_000, "(((", "\x00\x1b[31m", "'''", "in in in"]
)
def test_any_text_is_read(question: str) -> None:
    assert read(question).as_of == ASKED


def test_of_an_endless_question_the_beginning_is_read_and_the_rest_told() -> None:
    asked = understand("Essex ratings " + "and March " * 100_000, ASKED)
    assert asked.query.councils == ("Essex",)
    assert "and March" in asked.ignored[-1]
    assert len(asked.ignored[-1]) < 100
