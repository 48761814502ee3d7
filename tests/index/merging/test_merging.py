"""Claims become entries: what is one event, what it shows, and that the order of arrival changes nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Kind
from index.merging.claims import Claim
from index.merging.merge import merge
from index.timeline import Change, Entry
from nlp.reading import EventType, Grade, Judgement, Status
from tests.index.factory import Told, claims, event, rating, told

ENDED, CREATED = EventType.TRUST_ENDED, EventType.TRUST_CREATED
TRUST = "Somewhere Children’s Trust"


def merged(*articles: Told) -> list[Entry]:
    return merge(claims(*articles))


def only(*articles: Told) -> Entry:
    entries = merged(*articles)
    assert len(entries) == 1, [(e.type, e.date, e.status) for e in entries]
    return entries[0]


def test_a_plan_that_came_true_is_one_line_with_its_history() -> None:
    entry = only(
        told("plan", "2024-01-22", event(ENDED, "2024-09", "Kent", organisation=TRUST, status=Status.PLANNED)),
        told("done", "2024-10-24", event(ENDED, "2024-10-01", "Kent", organisation=TRUST)),
    )
    assert (entry.status, entry.date) == (Status.HAPPENED, "2024-10-01")
    assert [(e.status, e.date) for e in entry.history] == [(Status.PLANNED, "2024-09"), (Status.HAPPENED, "2024-10-01")]
    assert entry.disagreements == ()


def test_a_plan_later_turned_down_is_dropped() -> None:
    entry = only(
        told("plan", "2020-03-01", event(CREATED, "2021", "Kent", status=Status.PLANNED)),
        told("no", "2020-11-01", event(CREATED, "2020-11", "Kent", status=Status.REJECTED)),
    )
    assert entry.status == Status.REJECTED


def test_a_plan_told_again_after_the_fact_does_not_undo_it() -> None:
    entry = only(
        told("done", "2024-10-24", event(ENDED, "2024-10-01", "Kent")),
        told("stale", "2024-11-02", event(ENDED, "2024-10", "Kent", status=Status.PLANNED)),
    )
    assert entry.status == Status.HAPPENED


def test_a_proposal_turned_down_and_a_trust_that_was_made_are_two() -> None:
    entries = merged(
        told("no", "2016-03-01", event(CREATED, "2016", "Kent", status=Status.REJECTED)),
        told("yes", "2016-12-01", event(CREATED, "2016-12", "Kent")),
    )
    assert [e.status for e in entries] == [Status.REJECTED, Status.HAPPENED]


def test_what_happens_once_is_dated_by_the_majority_and_the_odd_one_is_named() -> None:
    entry = only(
        told("before", "2024-09-24", event(ENDED, "2024-10", "Kent", organisation=TRUST, status=Status.PLANNED)),
        told("after", "2024-10-24", event(ENDED, "2024-10-01", "Kent", organisation=TRUST)),
        told("later", "2025-01-29", event(ENDED, "2025", "Kent")),
    )
    assert entry.date == "2024-10-01"
    assert entry.disagreements == ("example.org, 29 January 2025 dates it 2025",)


def test_two_trusts_of_one_council_ended_apart() -> None:
    entries = merged(
        told("one", "2018-01-01", event(ENDED, "2017", "Kent", organisation="Old Children’s Trust")),
        told("two", "2024-01-01", event(ENDED, "2023", "Kent", organisation="New Children’s Company")),
    )
    assert len(entries) == 2


def test_ratings_of_one_inspection_are_one_and_of_two_are_two() -> None:
    entries = merged(
        told("a", "2022-05-12", rating(Grade.GOOD, "2022-03", "Kent")),
        told("b", "2022-05-20", rating(Grade.GOOD, "2022-05-09/2022-05-15", "Kent")),
        told("c", "2018-05-20", rating(Grade.GOOD, "2018", "Kent")),
        told("d", "2022-05-20", rating(Grade.GOOD, "2022-03", "Kent", judgement=Judgement.LEADERSHIP)),
        told("e", "2022-05-20", rating(Grade.GOOD, "2022-03", "Essex")),
    )
    assert sorted((str(e.date), *e.councils, str(e.judgement), len(e.articles)) for e in entries) == [
        ("2018", "Kent", "overall", 1),
        ("2022-03", "Essex", "overall", 1),
        ("2022-03", "Kent", "leadership", 1),
        ("2022-03", "Kent", "overall", 2),
    ]


def test_a_vague_rating_joins_the_only_precise_one_within_it() -> None:
    entry = only(
        told("vague", "2024-09-24", rating(Grade.GOOD, "2014/2022", "Kent")),
        told("exact", "2018-06-01", rating(Grade.GOOD, "2018-05", "Kent")),
    )
    assert entry.date == "2018-05"


def test_a_vague_rating_that_can_mean_two_stays_apart() -> None:
    entries = merged(
        told("vague", "2024-09-24", rating(Grade.GOOD, "2014/2022", "Kent", evidence="Its trust took it to good.")),
        told("first", "2015-06-01", rating(Grade.GOOD, "2015-05", "Kent")),
        told("second", "2019-06-01", rating(Grade.GOOD, "2019-05", "Kent")),
    )
    assert [e.date for e in entries] == ["2014/2022", "2015-05", "2019-05"]


def test_an_undated_grade_is_the_one_held_when_it_was_told() -> None:
    entries = merged(
        told("first", "2015-06-01", rating(Grade.GOOD, "2015-05", "Kent")),
        told("second", "2019-06-01", rating(Grade.GOOD, "2019-05", "Kent")),
        told("undated", "2020-09-24", rating(Grade.GOOD, None, "Kent", evidence="Kent, rated good, agreed.")),
    )
    assert [len(e.evidence) for e in entries] == [1, 2]


def test_the_report_outranks_what_is_said_of_it() -> None:
    entry = only(
        told(
            "report",
            "2023-07-03",
            rating(Grade.REQUIRES_IMPROVEMENT, "2023-05-15", "Kent"),
            kind=Kind.INSPECTION_REPORT,
        ),
        told("news", "2023-07-05", rating(Grade.GOOD, "2023-07-03", "Kent")),
    )
    assert (entry.grade, entry.date) == (Grade.REQUIRES_IMPROVEMENT, "2023-05-15")
    assert entry.disagreements == ("example.org, 5 July 2023 tells it as good",)
    assert len(entry.evidence) == 2


def test_an_earlier_grade_told_by_year_is_no_contradiction_of_a_report() -> None:
    entries = merged(
        told("report", "2023-07-03", rating(Grade.GOOD, "2023-05-15", "Kent"), kind=Kind.INSPECTION_REPORT),
        told("news", "2023-07-05", rating(Grade.INADEQUATE, "2018", "Kent")),
    )
    assert len(entries) == 2


def test_a_rating_says_how_it_compares_with_the_one_before() -> None:
    entries = merged(
        told("a", "2015-06-01", rating(Grade.INADEQUATE, "2015-05", "Kent")),
        told("b", "2018-06-01", rating(Grade.GOOD, "2018-05", "Kent")),
        told("c", "2022-06-01", rating(Grade.REQUIRES_IMPROVEMENT, "2022-05", "Kent", previous_grade=Grade.GOOD)),
    )
    assert [e.change for e in entries] == [None, Change.UPGRADED, Change.DOWNGRADED]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (
            event(EventType.APPOINTMENT, "2023-06", "Kent", people=("Alex Brown",)),
            event(EventType.APPOINTMENT, "2023", "Kent", people=("Brown",)),
            1,
        ),
        (
            event(EventType.APPOINTMENT, "2023-06", "Kent", people=("Alex Brown",)),
            event(EventType.APPOINTMENT, "2023-06", "Kent", people=("Sam Green",)),
            2,
        ),
        (
            event(EventType.PUBLICATION, "2022-05", title="Independent Review of Children’s Social Care"),
            event(EventType.PUBLICATION, "2022", title="Independent review of children's social care report"),
            1,
        ),
        (
            event(EventType.PUBLICATION, "2021", title="Social Care Annual Report"),
            event(EventType.PUBLICATION, "2022-09", title="Social Care Annual Report"),
            2,
        ),
        (
            event(EventType.FINANCE, "2022-04-01/2023-03-31", "Kent", amount="£7.6m"),
            event(EventType.FINANCE, "2022-04-01/2023-03-31", "Kent", amount="£7.6 million"),
            1,
        ),
        (
            event(EventType.FINANCE, "2022-04-01/2023-03-31", "Kent", amount="£7.6m"),
            event(EventType.FINANCE, "2022-04-01/2023-03-31", "Kent", amount="£28.6m"),
            2,
        ),
        (
            event(EventType.LEGISLATION, "2024-07", title="Children’s Wellbeing Bill"),
            event(EventType.LEGISLATION, "2024-12", title="Children’s Wellbeing Bill"),
            2,
        ),
        (
            event(EventType.RULING, "2018", "Kent", organisation="High Court"),
            event(EventType.RULING, "2018", "Kent", organisation="Local Government and Social Care Ombudsman"),
            2,
        ),
    ],
)
def test_what_tells_events_apart(first: object, second: object, count: int) -> None:
    assert len(merged(told("a", "2024-12-30", first), told("b", "2024-12-31", second))) == count  # type: ignore[arg-type]


def test_an_article_that_tells_of_two_rulings_tells_of_two() -> None:
    one = event(EventType.RULING, "2018", "Kent", evidence="A judge condemned the council over one child.")
    two = event(EventType.RULING, "2018", "Kent", evidence="In another case that year it was criticised too.")
    assert len(merged(told("a", "2022-05-16", one, two))) == 2


def test_the_id_survives_more_evidence_and_a_better_date() -> None:
    first = told("a", "2024-01-22", event(ENDED, "2024", "Kent", status=Status.PLANNED))
    before = only(first)
    after = only(first, told("b", "2024-10-24", event(ENDED, "2024-10-01", "Kent", organisation=TRUST)))
    assert after.id == before.id


def test_older_evidence_found_later_keeps_the_former_id_as_an_alias() -> None:
    second = told("b", "2024-10-24", event(ENDED, "2024-10-01", "Kent"))
    former = only(second).id
    assert former in only(told("a", "2024-01-22", event(ENDED, "2024", "Kent", status=Status.PLANNED)), second).aliases


_COUNCILS = ("Kent", "Essex")
_DATES = (
    None,
    "2018",
    "2018-05",
    "2018-05-03",
    "2019~",
    "2014/2022",
    "2020/..",
    "2021-23",
    "2022-05-17~",
    "2024-10-01",
)
_told = st.tuples(
    st.sampled_from(["2017-01-01", "2018-06-01", "2020-02-02", "2022-05-17", "2024-12-01"]),
    st.lists(
        st.one_of(
            st.builds(rating, st.sampled_from(list(Grade)[:2]), st.sampled_from(_DATES), st.sampled_from(_COUNCILS)),
            st.builds(
                lambda kind, on, council, status, body: event(kind, on, council, status=status, organisation=body),
                st.sampled_from([CREATED, ENDED, EventType.RULING]),
                st.sampled_from(_DATES),
                st.sampled_from(_COUNCILS),
                st.sampled_from(list(Status)),
                st.sampled_from([None, TRUST, "Other Trust"]),
            ),
        ),
        max_size=4,
    ),
)


def _all_claims(stories: list[tuple[str, list[object]]]) -> list[Claim]:
    return claims(*(told(f"story-{n}", on, *events) for n, (on, events) in enumerate(stories)))  # type: ignore[arg-type]


@settings(max_examples=120, deadline=None)
@given(st.lists(_told, max_size=7), st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(stories: list[tuple[str, list[object]]], shuffler: random.Random) -> None:
    found = _all_claims(stories)
    shuffled = list(found)
    shuffler.shuffle(shuffled)
    assert merge(shuffled) == merge(found)


@settings(max_examples=120, deadline=None)
@given(st.lists(_told, max_size=7))
def test_every_claim_is_evidence_of_exactly_one_entry(stories: list[tuple[str, list[object]]]) -> None:
    found = _all_claims(stories)
    entries = merge(found)
    assert sorted(c.id for c in found) == sorted(i for e in entries for i in (e.id, *e.aliases))
    assert len(found) == sum(len(e.evidence) for e in entries)


@settings(max_examples=60, deadline=None)
@given(st.lists(_told, max_size=5))
def test_claims_and_entries_survive_storing(stories: list[tuple[str, list[object]]]) -> None:
    found = _all_claims(stories)
    assert [Claim.from_json(claim.to_json()) for claim in found] == found
    entries = merge(found)
    assert [Entry.from_json(entry.to_json()) for entry in entries] == entries
