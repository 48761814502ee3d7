"""What "the authority", "the council", "the borough" stand for, and where they stand for none."""

from __future__ import annotations

import pytest

from nlp.councils import council_in_focus, find_councils, resolve_councils


def resolved(text: str) -> list[tuple[str, str]]:
    found = resolve_councils(text, find_councils(text))
    assert all(m.anaphor and text[m.start : m.end] == m.text for m in found)
    return [(m.text, m.value) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ofsted has upgraded Derby council to good. The authority had been in intervention.",
            [("The authority", "Derby")],
        ),
        (
            "Ofsted criticised Medway.\n\nInspectors said the council’s leaders knew its faults.",
            [("the council", "Medway")],
        ),
        ("Kent council lost. Staff will move to the county council in May.", [("the county council", "Kent")]),
        (
            "Ofsted inspected Leeds. It then inspected Kent council, where the county had cut posts.",
            [("the county", "Kent")],
        ),
        (
            "Children’s services in Reading are to return to the council. Families in the borough were told.",
            [("the council", "Reading"), ("the borough", "Reading")],
        ),
        (
            "Council takes back its children’s services\n\nReading council voted last night to end the contract.",
            [("Council", "Reading")],
        ),
        (
            "A council has voted to take services back.\n\nCouncillors in Reading backed the plan.",
            [("A council", "Reading")],
        ),
        (
            "Doncaster set up its trust in 2014. The south Yorkshire authority took services back.",
            [("The south Yorkshire authority", "Doncaster")],
        ),
        (
            "Cornwall’s director has gone, as Haringey’s had.\n\nThe council said so. Cornwall’s staff were told.",
            [("The council", "Cornwall")],
        ),
        (
            "Ministers advised an ‘inadequate’ council.\n\nThe cash-strapped Labour-run authority, Croydon, agreed.",
            [("an ‘inadequate’ council", "Croydon"), ("The cash-strapped Labour-run authority", "Croydon")],
        ),
    ],
)
def test_what_stands_for_the_council_spoken_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Councils were told that the council must act.",  # no council is named
        "Kent and Essex councils were inspected. The authority was praised.",  # either may be meant
        "Kent council raised the council tax.",  # a tax
        "Kent council went to the county court.",  # a court
        "Kent council was inspected. Local authorities differ: in some, the council runs homes.",  # councils in general
    ],
)
def test_what_stands_for_none_or_several_is_left_out(text: str) -> None:
    assert resolved(text) == []


def test_the_focus_follows_the_passage() -> None:
    text = "Ofsted downgraded York council.\n\nIt also inspected West Berkshire. It was rated good."
    mentions = find_councils(text)
    assert council_in_focus(text, mentions, text.index("It was")) == "West Berkshire"
    assert council_in_focus(text, mentions, text.index("It also")) == "York"
    assert council_in_focus(text, [], 5) is None
