"""Organisations: the records of public record, names by list, shape and definition, and what stands for them."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.councils import councils
from nlp.organisations import OrganisationKind, find_organisations, organisations, trusts


def named(text: str) -> list[tuple[str, str]]:
    found = find_organisations(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    return [(m.text, m.value) for m in found if not m.anaphor]


def stood_for(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.value) for m in find_organisations(text) if m.anaphor]


def test_every_trust_serves_known_councils() -> None:
    assert len(trusts()) == 10
    for trust in trusts().values():
        assert trust.councils and set(trust.councils) <= set(councils())
        assert trust.started and (trust.ended is None or trust.started < trust.ended)


def test_facts_of_public_record() -> None:
    assert organisations()["Worcestershire Children First"].ended == date(2024, 10, 1)
    assert organisations()["Achieving for Children"].councils[0] == "Kingston upon Thames"
    assert organisations()["Ofsted"].kind is OrganisationKind.REGULATOR
    assert organisations()["Department for Education"].kind == "department"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ofsted and the Department for Education agreed.", ["Ofsted", "Department for Education"]),
        ("The Department for Education (DfE) agreed.", ["Department for Education"] * 2),
        ("The National Society for the Prevention of Cruelty to Children agreed.", ["NSPCC"]),
        ("Barnardo's agreed.", ["Barnardo’s"]),
        ("Sandwell Children's Trust has a new chair.", ["Sandwell Children’s Trust"]),
        ("Slough Children’s Services Trust was renamed.", ["Slough Children First"]),
        ("A case heard by the High Court and the Court of Appeal.", ["High Court", "Court of Appeal"]),
        ("Bradford Family Court and Leeds Crown Court sat.", ["Family Court", "Leeds Crown Court"]),
    ],
)
def test_listed_names(text: str, expected: list[str]) -> None:
    assert [value for _, value in named(text) if value != "Bradford"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medway Children’s Trust will be set up next year.", "Medway Children’s Trust"),
        ("In 2019 Torbay Children First took over.", "Torbay Children First"),
        ("Kent Safeguarding Children Partnership reviewed the case.", "Kent Safeguarding Children Partnership"),
        ("The home is run by Bright Care Ltd.", "Bright Care Ltd"),
        ("Professor Smith of Oxford Brookes University found this.", "Oxford Brookes University"),
        ("The West Yorkshire Combined Authority met.", "West Yorkshire Combined Authority"),
        ("Devon and Cornwall Police are investigating.", "Devon and Cornwall Police"),
    ],
)
def test_new_ones_by_shape(text: str, expected: str) -> None:
    assert expected in [value for _, value in named(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Putting Children First set out the reforms.",  # a paper's title, no council's name before it
        "Staff in children’s trusts are paid more.",  # in general
        "Frontline staff were praised.",  # the ordinary word
        "The council uses initial child protection conferences (ICPCs).",  # an acronym of no body
        "Worcestershire County Council (WCC) runs it.",  # a council, found as one
        "Foundations of good practice were laid.",  # the ordinary word
        "Together for children, we can do more.",  # words in small letters
    ],
)
def test_what_looks_like_one_and_is_not(text: str) -> None:
    assert named(text) == []


def test_an_acronym_counts_once_the_text_defines_it() -> None:
    text = "The Consortium of Little Agencies (CLA) met. The CLA’s chair spoke; CLARITY did not."
    assert named(text) == [
        ("Consortium of Little Agencies", "Consortium of Little Agencies"),
        ("CLA", "Consortium of Little Agencies"),
        ("CLA", "Consortium of Little Agencies"),
    ]
    assert named("The CLA’s chair spoke.") == []


def test_a_trusts_acronym_counts_where_its_name_is_told() -> None:
    assert [v for _, v in named("Birmingham Children’s Trust grew. BCT hired.")] == ["Birmingham Children’s Trust"] * 2
    assert named("BCT hired.") == []


def test_guarded_names_count_within_a_sentence() -> None:
    assert named("The charity Frontline trains social workers.") == [("Frontline", "Frontline")]
    assert named("Frontline has trained 2,000 social workers.") == [("Frontline", "Frontline")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brighter Futures for Children runs services. The company is wholly owned.",
            [("The company", "Brighter Futures for Children")],
        ),
        ("Ofsted inspected in May. The inspectorate praised staff.", [("The inspectorate", "Ofsted")]),
        ("Social Work England fined no one. The regulator said so.", [("The regulator", "Social Work England")]),
        ("The DfE wrote to Kent. The department wants more.", [("The department", "Department for Education")]),
        ("Slough Children First and Sandwell Children’s Trust met. The trust was rated good.", []),
        ("Sandwell Children’s Trust was set up. Others turned away from the trust model.", []),
        ("The company was set up in May.", []),
        (
            "Slough Children First began. The independent trust was praised, the newly created organisation too.",
            [
                ("The independent trust", "Slough Children First"),
                ("the newly created organisation", "Slough Children First"),
            ],
        ),
        # The council's own department, as the other was not spoken of yet.
        ("Kent said the department had failed. The DfE sent an adviser.", []),
    ],
)
def test_what_stands_for_an_organisation(text: str, expected: list[tuple[str, str]]) -> None:
    assert stood_for(text) == expected


def test_questions_come_in_small_letters() -> None:
    found = find_organisations("when was achieving for children set up", lower_case=True)
    assert [m.value for m in found] == ["Achieving for Children"]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    named(text)
