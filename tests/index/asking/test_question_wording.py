"""Questions as they are typed: small letters, short names, who runs and who follows, notices, headline grades."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from index.answer import QuestionKind, Understood
from index.asking.question import understand
from nlp.reading import EventType as T
from nlp.reading import Grade, Judgement


class Known:
    """An index that knows one person."""

    def with_surname(self, surname: str) -> Sequence[str]:
        return ["Jo Example"] if surname == "example" else []


def read(question: str) -> Understood:
    return understand(question, date(2025, 4, 10), Known())


@pytest.mark.parametrize(
    ("question", "organisation"),
    [
        ("when was together for children set up", "Together for Children"),
        ("sandwell childrens trust overspend", "Sandwell Children’s Trust"),
        ("bct ratings", "Birmingham Children’s Trust"),
        ("what has adcs published", "Association of Directors of Children’s Services"),
        ("reports by the dfe", "Department for Education"),
    ],
)
def test_bodies_in_small_letters_and_by_their_initials(question: str, organisation: str) -> None:
    asked = read(question)
    assert (asked.query.organisations, asked.words) == ((organisation,), ())


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("nice guidance", "an ordinary word in small letters"),
        ("did anyone pause the plan", "a charity's name is an ordinary verb"),
        ("when did leeds become good", "so is this one's"),
    ],
)
def test_ordinary_words_are_no_bodies(question: str, why: str) -> None:
    assert read(question).query.organisations == (), why


def test_a_courts_name_says_that_rulings_are_asked_for() -> None:
    assert read("high court on barnet").query.types == (T.RULING,)
    assert read("lgsco decision on barnet").query.types == (T.RULING,)


@pytest.mark.parametrize(
    ("written", "council"),
    [("ne lincs", "North East Lincolnshire"), ("iow", "Isle of Wight"), ("worcs", "Worcestershire")],
)
def test_councils_by_what_they_are_called_for_short(written: str, council: str) -> None:
    asked = read(f"{written} ofsted ratings")
    assert (asked.query.councils, asked.corrections) == ((council,), {})


def test_a_word_that_begins_otherwise_is_no_misspelt_council() -> None:
    assert read("zlincs ofsted ratings").query.councils == ()


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("when did kirklees become good", {T.INSPECTION_RATING}),
        ("how did inspectors rate leadership in kent", {T.INSPECTION_RATING}),
        ("when did jo example start in kent", {T.APPOINTMENT, T.COMMISSIONER}),
        ("who replaced jo example", {T.APPOINTMENT, T.DEPARTURE, T.COMMISSIONER}),
        ("resignations since 2019", {T.DEPARTURE}),
        ("appointments in kent", {T.APPOINTMENT}),
        ("which trusts were abolished", {T.TRUST_ENDED}),
        ("when was cumbria abolished", {T.REORGANISATION}),
        ("when does kent get its services back", {T.TRUST_ENDED}),
        ("who ordered kent to hand over its services", {T.INTERVENTION}),
        ("chair of the kent trust", {T.APPOINTMENT, T.DEPARTURE}),
    ],
)
def test_verbs_by_what_they_are_told_of(question: str, types: set[T]) -> None:
    assert set(read(question).query.types) == types


def test_who_runs_a_trust_is_its_head_and_who_runs_services_a_body() -> None:
    head = read("who runs sandwell children's trust")
    assert (head.kind, head.role) == (QuestionKind.WHO, "chief executive")
    body = read("who runs children's services in sandwell")
    assert (body.kind, body.role) == (QuestionKind.LIST, None)
    assert T.TRUST_CREATED in body.query.types


def test_a_who_that_follows_its_noun_asks_for_nobody() -> None:
    assert read("directors who resigned in 2018").kind is QuestionKind.LIST
    assert read("tell me who resigned in 2018").kind is QuestionKind.WHO


def test_who_came_after_somebody_is_somebody_else() -> None:
    asked = read("who succeeded jo example at kent")
    assert (asked.beside, asked.query.people) == (("Jo Example",), ())


def test_notices_are_told_from_directions() -> None:
    assert read("improvement notices in 2016").cues == ("notice",)
    assert "direction" in read("statutory directions in 2016").cues
    assert read("interventions in 2016").cues == ()


@pytest.mark.parametrize(
    ("question", "judgements"),
    [
        ("current ofsted rating of trafford", (Judgement.OVERALL,)),
        ("when did trafford become good", (Judgement.OVERALL,)),
        ("was trafford ever inadequate", (Judgement.OVERALL,)),
        ("trafford ofsted ratings", ()),
        ("trafford ratings area by area", ()),
        ("trafford's latest judgements", ()),
        ("when was trafford's leadership rated good", (Judgement.LEADERSHIP,)),
    ],
)
def test_the_headline_grade_where_one_grade_is_asked_for(question: str, judgements: tuple[Judgement, ...]) -> None:
    assert read(question).query.judgements == judgements


def test_an_area_counts_only_where_ratings_are_spoken_of() -> None:
    assert read("leadership changes in trafford").query.judgements == ()
    assert "leadership" in read("leadership changes in trafford").words


def test_better_than_compares_what_holds_now() -> None:
    asked = read("is trafford rated better than kent")
    assert (asked.kind, asked.only, asked.words) == (QuestionKind.COMPARE, "latest", ())


def test_grades_by_other_words() -> None:
    assert read("how often has kent required improvement").query.grades == (Grade.REQUIRES_IMPROVEMENT,)
    assert read("damning ofsted reports in 2016").query.grades == (Grade.INADEQUATE,)


def test_reports_are_dated_by_when_they_came_out() -> None:
    assert read("ofsted reports published in may 2016").published
    assert not read("inspections in may 2016").published


def test_an_abolished_councils_successors_are_asked_about_with_it() -> None:
    assert set(read("when was cumbria replaced").query.councils) == {"Cumbria", "Cumberland", "Westmorland and Furness"}
    assert read("cumbria ofsted ratings").query.councils == ("Cumbria",)


def test_who_is_asks_for_the_holder_last_told_of() -> None:
    assert read("who is the director of children's services in kent").only == "latest"
    assert read("who was the director of children's services in kent").only is None


def test_what_is_denied_is_not_answered_by_what_happened() -> None:
    asked = read("which councils did not improve in 2016")
    assert (asked.unmet, asked.ignored) == (True, ("not improve",))
    assert read("which councils have never been outstanding").unmet
    assert not read("has kent not improved").unmet, "yes or no is told by what happened"
    assert not read("trusts considered but not set up").unmet, "a phrase of its own: rejected"


def test_a_grade_denied_is_the_others_that_do_not_count_as_it() -> None:
    assert set(read("councils not rated good in 2016").query.grades) == {Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT}
    assert set(read("councils that are not inadequate").query.grades) == set(Grade) - {Grade.INADEQUATE}


@pytest.mark.parametrize(
    "question",
    [
        "which trusts are still running",
        "current children's trusts",
        "how many trusts are left",
        "which councils still have a trust",
    ],
)
def test_trusts_there_are_now(question: str) -> None:
    asked = read(question)
    assert asked.standing
    assert set(asked.query.types) == {T.TRUST_CREATED, T.TRUST_ENDED}


@pytest.mark.parametrize(
    "question", ["how many trusts were set up", "which trusts no longer exist", "does kent have a trust"]
)
def test_trusts_of_another_time_or_place_are_not_those_there_are_now(question: str) -> None:
    assert not read(question).standing


def test_what_is_compared_with_no_council_is_not_followed() -> None:
    assert read("are trusts better than schools").unmet
    assert read("councils inspected more than twice").unmet
    assert not read("is trafford better than kent").unmet


def test_a_grade_kept_is_the_one_before_too() -> None:
    asked = read("which councils kept their good rating")
    assert (asked.previous, asked.query.grades, asked.query.upgraded) == (Grade.GOOD, (Grade.GOOD,), None)


@pytest.mark.parametrize(
    ("question", "previous", "grades"),
    [
        ("who lost their outstanding rating", Grade.OUTSTANDING, ()),
        ("councils neither good nor outstanding", None, (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)),
        ("councils not rated good or outstanding", None, (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)),
    ],
)
def test_grades_lost_and_denied(question: str, previous: Grade | None, grades: tuple[Grade, ...]) -> None:
    asked = read(question)
    assert (asked.previous, set(asked.query.grades)) == (previous, set(grades))


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("trusts set up but since closed", {T.TRUST_ENDED}),
        ("trusts created and later wound up", {T.TRUST_ENDED}),
        ("when was the sandwell trust set up and wound up", {T.TRUST_CREATED, T.TRUST_ENDED}),
        ("trusts set up since 2019", {T.TRUST_CREATED}),
    ],
)
def test_what_came_afterwards_is_asked_about(question: str, types: set[T]) -> None:
    assert set(read(question).query.types) == types


@pytest.mark.parametrize(("question", "only"), [("the newest trust", "latest"), ("oldest children's trust", "first")])
def test_one_trust_by_its_age(question: str, only: str) -> None:
    asked = read(question)
    assert (asked.only, asked.standing, asked.query.types) == (only, False, (T.TRUST_CREATED,))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("posts held by jo example", QuestionKind.WHO),
        ("jo example previous jobs", QuestionKind.WHO),
        ("bradford trust start date", QuestionKind.WHEN),
        ("which is better rated, trafford or kent", QuestionKind.COMPARE),
        ("chief social worker 2016", QuestionKind.WHO),
        ("which council runs trafford's services", QuestionKind.LIST),
        ("jo example's successor", QuestionKind.LIST),
    ],
)
def test_kinds_without_a_question_word(question: str, kind: QuestionKind) -> None:
    assert read(question).kind is kind
