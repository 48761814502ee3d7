"""Inspection reports: the front page of each generation, and the real ones where they are beside the checkout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nlp.events.inspections.reports import dates_of, find_report, is_report
from nlp.reading import Event
from tests.quality.reports import measure

ILACS = """Inspection of Exeter local authority children’s services

Inspection dates: 28 November to 9 December 2022

Lead inspector: A Person, His Majesty’s Inspector

Judgement Grade

The impact of leaders on social work practice with children and families Good

The experiences and progress of children who need help and protection Requires improvement to be good

The experiences and progress of children in care Outstanding

The experiences and progress of care leavers Inadequate

Overall effectiveness Good
"""
SIF = """Kent County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 30 December 2014 – 21 January 2015

Report published: 3 March 2015

Children’s services in Kent require improvement to be good

1. Children who need help and protection Requires improvement

2. Children looked after and achieving permanence Good

2.1 Adoption performance Outstanding

2.2 Experiences and progress of care leavers Requires improvement

3. Leadership, management and governance Inadequate
"""
OLD = """Inspection of looked after children services

Kent County Council

Inspection dates: 15-19 July 2013

Record of main findings

Overall effectiveness Adequate Grade 3
"""


def graded(text: str, title: str) -> dict[str, str]:
    events, _ = find_report(text, [], None, title)
    assert {event.councils for event in events} == {("Kent",)}
    return {str(event.judgement): str(event.grade) for event in events}


def evidence(events: list[Event], text: str) -> list[str]:
    return [text[event.start : event.end] for event in events]


def test_the_framework_in_use_since_2018() -> None:
    text = ILACS.replace("Exeter", "Kent")
    assert is_report(text)
    assert graded(text, "Inspection of Kent local authority children’s services") == {
        "leadership": "good",
        "help and protection": "requires improvement",
        "children in care": "outstanding",
        "care leavers": "inadequate",
        "overall": "good",
    }


def test_the_single_inspection_framework() -> None:
    assert graded(SIF, "Kent County Council Inspection of services") == {
        "overall": "requires improvement",
        "help and protection": "requires improvement",
        "children in care": "good",
        "adoption": "outstanding",
        "care leavers": "requires improvement",
        "leadership": "inadequate",
    }


def test_before_2013_adequate_is_read_as_requires_improvement() -> None:
    assert graded(OLD, "Inspection of looked after children services Kent County Council") == {
        "children in care": "requires improvement"
    }


def test_each_event_is_proved_by_its_row_and_dated_by_the_inspection() -> None:
    events, _ = find_report(SIF, [], None, "Kent")
    assert {event.date for event in events} == {"2014-12-30/2015-01-21"}
    assert all(event.evidence == shown for event, shown in zip(events, evidence(events, SIF), strict=True))


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Inspection dates: 2 to 6 December 2024", date(2024, 12, 2), date(2024, 12, 6)),
        ("Inspection dates: 28 November to 9 December 2022", date(2022, 11, 28), date(2022, 12, 9)),
        ("Inspection date: 30 December - 21 January 2015", date(2014, 12, 30), date(2015, 1, 21)),
        ("Inspection dates: 15-19 July 2013", date(2013, 7, 15), date(2013, 7, 19)),
        ("Inspection date: 20 June 2017", date(2017, 6, 20), date(2017, 6, 20)),
    ],
)
def test_dates_as_they_are_written(line: str, first: date, last: date) -> None:
    assert dates_of(f"Kent\n\n{line}\n") == (first, last)


def test_a_day_that_is_none_gives_no_date() -> None:
    assert dates_of("Inspection dates: 31 to 32 June 2015") is None


def test_news_of_an_inspection_is_no_report() -> None:
    assert not is_report("Ofsted has published its inspection of Kent’s services, rating them good.")


def test_a_monitoring_visit_gives_no_grades() -> None:
    events, skipped = find_report(ILACS, [], None, "Monitoring visit to Kent children’s services")
    assert not events
    assert "without grades" in skipped[0].reason


@pytest.mark.shared
def test_one_in_fifteen_of_the_real_reports_is_read_without_a_mistake(shared: Path) -> None:
    figures = measure(shared / "inspections", every=15)
    for column in ("council", "overall", "leaders", "help_and_protection", "in_care"):
        right, stated = figures[column]
        assert right == stated, column
    assert all(figures[c][0] == figures[c][1] for c in ("inspection_start", "inspection_end"))
