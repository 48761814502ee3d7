"""Posts, documents, cases, changes and finance: every marked sentence is read as marked, every near-miss left alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.article import Article
from nlp.pipeline import read
from nlp.reading import Event, EventType, Reading

FOLDER = Path(__file__).parent.parent.parent / "sentences" / "events"
FILES = ("documents", "finance", "posts", "cases", "changes")
THURSDAY = datetime(2023, 6, 15, 12, tzinfo=UTC)


def cases() -> Iterator[Any]:
    for name in FILES:
        marked = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        for number, case in enumerate(marked["case"], 1):
            yield pytest.param(case, id=f"{name}-{number}")


def reading_of(text: str, title: str = "", published: datetime | None = THURSDAY) -> Reading:
    article = Article("https://example.org/story", "example", title, text, published)
    return next(read([article]))


def compact(event: Event) -> str:
    """Type, status and date; councils; and what names the event of its type."""
    named = event.title
    if event.type is EventType.FINANCE:
        named = event.amount if event.councils or not event.title else f"{event.amount}, {event.title}"
    elif event.type in (EventType.APPOINTMENT, EventType.DEPARTURE):
        named = ", ".join(event.people)
    elif event.type is EventType.RULING:
        named = event.organisation
    councils = " + ".join(event.councils) or "-"
    return f"{event.type} {event.status} {event.date or '-'} | {councils} | {named or '-'}"


@pytest.mark.parametrize("case", list(cases()))
def test_is_read_as_marked(case: dict[str, Any]) -> None:
    found = reading_of(case["text"]).events
    if "none" in case:
        assert [compact(event) for event in found if event.type in case["none"]] == [], case["why"]
        return
    types = {entry.split()[0] for entry in case["events"]}
    assert sorted(compact(event) for event in found if event.type in types) == sorted(case["events"])


def test_each_type_has_ten_marked_sentences_with_near_misses_among_them() -> None:
    positive: dict[str, int] = {}
    near: dict[str, int] = {}
    for parameters in cases():
        (case,) = parameters.values
        for kind in {entry.split()[0] for entry in case.get("events", [])}:
            positive[kind] = positive.get(kind, 0) + 1
        for kind in case.get("none", []):
            near[kind] = near.get(kind, 0) + 1
    assert {kind for kind in positive if positive[kind] + near.get(kind, 0) < 10 or not near.get(kind)} == set()
    assert len(positive) == 9


def test_evidence_is_the_sentence_at_its_offsets() -> None:
    text = "Leeds is in Yorkshire.\n\nKent council overspent by £4m in 2021-22. It apologised."
    (event,) = (e for e in reading_of(text).events if e.type is EventType.FINANCE)
    assert event.evidence == text[event.start : event.end] == "Kent council overspent by £4m in 2021-22."
    assert event.rule
    assert 0 < event.confidence <= 1


def test_who_published_is_told_with_the_title() -> None:
    (event,) = reading_of("In its recently published five-year strategy, Ofsted pledged to inspect more often.").events
    assert (event.organisation, event.title, event.date) == ("Ofsted", "five-year strategy", "2023-06-15~")


def test_without_a_publication_date_nothing_is_dated_by_it() -> None:
    (event,) = reading_of("Kent has been awarded £4.2 million to expand family hubs.", published=None).events
    assert (event.type, event.date) == (EventType.FINANCE, None)


def test_the_councils_a_pilot_counts_are_those_listed_next() -> None:
    text = (
        "Three councils have been selected to test the family hub model.\n\n"
        "They are Kent, Leeds and Durham.\n\nThe family hub pilots will last a year."
    )
    found = [e for e in reading_of(text).events if e.type is EventType.PILOT]
    assert [e.councils for e in found if e.date == "2023-06-15~"] == [("Kent", "Leeds", "Durham")]


def test_an_acronym_for_a_scheme_is_written_out() -> None:
    text = (
        "Regional care co-operatives (RCCs) would buy placements for councils.\n\n"
        "The two RCC pathfinders are due to start work in spring 2024."
    )
    (event,) = (e for e in reading_of(text).events if e.type is EventType.PILOT)
    assert (event.title, event.status, event.date) == ("Regional care co-operatives", "planned", "2024-21")


def test_a_review_told_by_several_names_is_one_event() -> None:
    text = (
        "A toddler was let down by Kent services, a case review has found.\n\n"
        "The safeguarding practice review found that visits were missed.\n\nThe case review said more was needed."
    )
    (event,) = (e for e in reading_of(text).events if e.type is EventType.CASE_REVIEW)
    assert event.title == "safeguarding practice review"


def test_what_was_skipped_says_why() -> None:
    skipped = reading_of("The average cost of a grant-funded placement in Kent is £15,980 a week.").skipped
    assert [(s.type, s.reason) for s in skipped] == [
        (EventType.FINANCE, "a price, a saving or a budget, not an overspend or award")
    ]
