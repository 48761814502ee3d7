"""Interventions, commissioners and reorganisations: what a government did to one council several times over."""

from __future__ import annotations

from index.merging.merge import merge
from index.timeline import Entry
from nlp.reading import EventType as T
from tests.index.factory import Told, claims, event, told


def merged(*articles: Told) -> list[Entry]:
    return merge(claims(*articles))


def test_a_person_and_a_partner_council_are_two_appointments() -> None:
    entries = merged(
        told("one", "2019-06-02", event(T.COMMISSIONER, "2019-06", "Kent", people=("Jo Example",))),
        told("two", "2019-07-01", event(T.COMMISSIONER, "2019-07-01~", "Kent", organisation="Surrey")),
    )
    assert {(entry.people, entry.organisation) for entry in entries} == {(("Jo Example",), None), ((), "Surrey")}


def test_an_undated_telling_joins_the_appointment_of_the_same_person() -> None:
    (dated, partner) = merged(
        told("one", "2019-06-02", event(T.COMMISSIONER, "2019-06", "Kent", people=("Jo Example",))),
        told("two", "2019-07-01", event(T.COMMISSIONER, None, "Kent", organisation="Surrey")),
        told("three", "2021-01-01", event(T.COMMISSIONER, None, "Kent", people=("Jo Example",))),
        told("four", "2022-01-01", event(T.COMMISSIONER, None, "Kent", people=("Example",))),
    )
    assert (dated.date, len(dated.evidence), partner.organisation) == ("2019-06", 3, "Surrey")


def test_a_notice_and_a_direction_are_two_interventions() -> None:
    entries = merged(
        told("one", "2019-06-02", event(T.INTERVENTION, "2019", "Kent", evidence="Kent got an improvement notice.")),
        told("two", "2022-07-01", event(T.INTERVENTION, None, "Kent", evidence="Kent is under a direction.")),
        told("three", "2019-07-01", event(T.INTERVENTION, "2019-06", "Kent", evidence="Ministers stepped in.")),
    )
    assert sorted(len(entry.evidence) for entry in entries) == [1, 2]


def test_an_article_that_dates_two_interventions_tells_of_two() -> None:
    dates = ("2017-10", "2018-01", "2018-04")
    entries = merged(told("one", "2019-01-09", *(event(T.INTERVENTION, on, "Kent") for on in dates)))
    assert [entry.date for entry in entries] == list(dates)


def test_an_abolished_council_is_found_though_only_its_successors_are_named() -> None:
    new = ("North Northamptonshire", "West Northamptonshire")
    (entry,) = merged(
        told("one", "2021-04-02", event(T.REORGANISATION, "2021-04-01", councils=new)),
        told("two", "2020-11-01", event(T.REORGANISATION, "2021", "Northamptonshire")),
    )
    assert set(entry.councils) == {"Northamptonshire", *new}
