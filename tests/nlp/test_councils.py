"""Councils: the gazetteer's records, looking one up, questions in small letters, and what holds of any text."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.councils import council_named, councils, find_councils, nearest
from nlp.reading import MentionKind

# Rows of the reference that place a county in a region it is not of.
MISPLACED = {"Derbyshire", "Lincolnshire"}
DISTRICTS = {"Non-metropolitan district", "NI district", "Combined authority", "Strategic Regional Authority"}


def test_every_authority_of_england_wales_scotland_and_northern_ireland_is_there() -> None:
    running = [c for c in councils().values() if c.ended is None]
    counts = {nation: sum(c.nation == nation for c in running) for nation in ("England", "Wales", "Scotland")}
    assert counts == {"England": 153, "Wales": 22, "Scotland": 32}
    assert sum(c.nation == "Northern Ireland" for c in running) == 5


def test_an_abolished_authority_passes_to_those_that_started_the_same_day_or_were_there() -> None:
    for council in councils().values():
        assert (council.ended is None) == (not council.successors)
        for successor in council.successors:
            assert council.name in councils()[successor].predecessors
            assert council.ended is not None and councils()[successor].started <= council.ended


def test_northamptonshire_became_two() -> None:
    county = councils()["Northamptonshire"]
    assert county.ended == date(2021, 4, 1)
    assert county.successors == ("North Northamptonshire", "West Northamptonshire")
    assert councils()["West Northamptonshire"].predecessors == ("Northamptonshire",)


def test_no_name_belongs_to_two_authorities() -> None:
    owners: dict[str, str] = {}
    for council in councils().values():
        for name in council.names():
            assert owners.setdefault(name, council.name) == council.name


@pytest.mark.shared
def test_the_gazetteer_agrees_with_the_reference(shared: Path) -> None:
    text = (shared / "reference" / "local_authorities.csv").read_text(encoding="utf-8", errors="replace")
    rows = {row["gss-code"]: row for row in csv.DictReader(text.splitlines())}
    listed = {c.gss for c in councils().values() if c.gss}
    wanted = {
        code for code, row in rows.items() if row["local-authority-type-name"] not in DISTRICTS and not row["end-date"]
    }
    assert wanted <= listed
    for council in councils().values():
        row = rows.get(council.gss) if council.gss else None
        if row is None:
            continue
        if council.latitude is not None and row["lat"]:
            assert council.latitude == pytest.approx(float(row["lat"]), abs=0.001)
        assert not row["start-date"] or council.started <= date.fromisoformat(row["start-date"])
        assert (council.ended is None) == (not row["end-date"])
        if council.ended:
            assert abs((council.ended - date.fromisoformat(row["end-date"])).days) <= 1
        if row["region"] and council.name not in MISPLACED:
            assert council.region.lower() == row["region"].lower()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("medway", "Medway"),
        ("TELFORD & WREKIN COUNCIL", "Telford and Wrekin"),
        ("the royal borough of kensington and chelsea", "Kensington and Chelsea"),
        ("city of york council", "York"),
        ("hull", "Kingston upon Hull"),
        ("county durham", "Durham"),
        ("durham county council", "Durham"),
        ("London Borough of Barking & Dagenham", "Barking and Dagenham"),
        ("stockton on tees", "Stockton-on-Tees"),
        ("Comhairle nan Eilean Siar", "Eilean Siar"),
        ("City of London", "City of London"),
    ],
)
def test_a_council_is_known_by_any_of_its_names(written: str, name: str) -> None:
    assert council_named(written) == name


@pytest.mark.parametrize("written", ["London", "Yorkshire", "Ofsted", "trust", "Greater Manchester", ""])
def test_other_names_are_no_council(written: str) -> None:
    assert council_named(written) is None


@pytest.mark.parametrize(
    ("misspelt", "name"),
    [
        ("doncastor", "Doncaster"),
        ("Glocestershire", "Gloucestershire"),
        ("Worcestshire", "Worcestershire"),
        ("Hereforshire", "Herefordshire"),
        ("Tamside", "Tameside"),
        ("West Sussx", "West Sussex"),
        ("Wolverhamton", "Wolverhampton"),
        ("Merton", "Merton"),
    ],
)
def test_the_nearest_council_of_a_misspelling(misspelt: str, name: str) -> None:
    assert nearest(misspelt) == name


@pytest.mark.parametrize("word", ["ofsted", "rating", "children", "trust", "history", "Scotland", "London", "bed"])
def test_other_words_are_near_no_council(word: str) -> None:
    assert nearest(word) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("kent vs west sussex ofsted 2023", ["Kent", "West Sussex"]),
        ("what happened in reading between 2017 and 2025", ["Reading"]),
        ("who is director of children's services at telford & wrekin", ["Telford and Wrekin"]),
        ("kingston university research on care", []),
        ("bury council ofsted rating", ["Bury"]),
        ("is reading to children good for them", []),
    ],
)
def test_questions_come_in_small_letters(question: str, names: list[str]) -> None:
    assert [m.value for m in find_councils(question, lower_case=True)] == names


def test_small_letters_are_not_names_in_an_article() -> None:
    assert find_councils("The reading group met in the barking spider.") == []


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    curly, straight = "Derby’s children’s services improved.", "Derby's children's services improved."
    assert [(m.start, m.end) for m in find_councils(curly)] == [(m.start, m.end) for m in find_councils(straight)]


def test_a_surname_told_with_its_forename_is_a_person_throughout() -> None:
    text = "Charlotte Durham chairs the panel.\n\nDurham said children in care had waited too long."
    assert find_councils(text) == []


def test_a_surname_does_not_hide_the_council_of_that_name() -> None:
    text = "Charlotte Durham chairs the panel.\n\nDurham county council said children in care had waited too long."
    assert [m.value for m in find_councils(text)] == ["Durham"]


def test_an_ambiguous_name_counts_where_the_text_names_the_authority_elsewhere() -> None:
    text = "Westminster city council was rated outstanding. Inspectors returned to Westminster in May."
    assert [m.value for m in find_councils(text)] == ["Westminster", "Westminster"]


NAMES = st.sampled_from(sorted(councils()))


@example(["Cheshire East", "West Dunbartonshire"], ", ")
@given(st.lists(NAMES, min_size=1, max_size=6), st.sampled_from([", ", " and ", "; ", "\n", " "]))
def test_spans_are_exact_and_never_shared(names: list[str], separator: str) -> None:
    text = f"Ofsted has inspected {separator.join(names)} children’s services."
    found = find_councils(text)
    assert all(text[m.start : m.end] == m.text and m.kind is MentionKind.COUNCIL for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(NAMES)
def test_a_name_beside_council_is_that_council(name: str) -> None:
    council = councils()[name]
    if council.type == "health and social care trust":
        return
    assert [m.value for m in find_councils(f"Inspectors visited {name} council in May.")] == [name]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for lower_case in (False, True):
        assert all(text[m.start : m.end] == m.text for m in find_councils(text, lower_case=lower_case))
