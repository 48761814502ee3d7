"""An ombudsman's decision statements, and lists of their summaries, are read by their form."""

from __future__ import annotations

from crawler.article import Article
from nlp.pipeline import read
from nlp.reading import Event, EventType

STATEMENT = """Decision : {outcome}

Decision date : 4 Oct 2022

The Ombudsman's final decision:

Summary: Mrs X complained that her plan was late. {finding}

The complaint

1. Mrs X says the Council was at fault and should pay her £9,000."""
LIST = """• Dorset Council (20 001 002)

Statement Not upheld Looked after children 29-Jul-2021

Summary: The Council is not at fault.

• Kent County Council (20 001 003)

Statement Closed after initial enquiries Fostering 18-Feb-2021

Summary: We will not investigate this complaint.

• Essex County Council (20 001 004)

Summary: The Council should pay Mr X £400 for the distress it caused."""


def rulings(text: str, title: str) -> list[Event]:
    reading = next(read([Article("https://example.org/d", "example", title, text, None)]))
    return [event for event in reading.events if event.type is EventType.RULING]


def test_a_statement_names_its_council_in_the_title_alone() -> None:
    finding = "The Council was at fault and has agreed to pay her £300."
    (ruling,) = rulings(STATEMENT.format(outcome="Upheld", finding=finding), "Bury Metropolitan Borough Council")
    assert (ruling.councils, ruling.date, ruling.amount) == (("Bury",), "2022-10-04", "£300")
    assert ruling.evidence == finding


def test_a_complaint_that_is_not_investigated_is_no_ruling() -> None:
    finding = "We will not investigate this complaint."
    assert not rulings(STATEMENT.format(outcome="Closed after initial enquiries", finding=finding), "Bury Council")


def test_a_list_of_summaries_gives_each_councils() -> None:
    found = rulings(LIST, "Recent statements")
    told = [(ruling.councils, ruling.date, ruling.amount) for ruling in found]
    assert told == [(("Dorset",), "2021-07-29", None), (("Essex",), None, "£400")]
