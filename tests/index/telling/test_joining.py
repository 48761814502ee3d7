"""Clauses told together: what they have in common is said once, and nothing else is changed."""

from __future__ import annotations

import pytest

from index.telling.joining import Clause, together

OFFICE = "the Office for A"
IN_18, IN_20, IN_21 = " in 2018", " in 2020", " in 2021"


def was(who: str, done: str, when: str = "") -> Clause:
    return Clause(who, f" was {done}", when)


@pytest.mark.parametrize(
    ("clauses", "text"),
    [
        ([was("A", "set up", IN_18), was("B", "set up", IN_20)], "A was set up in 2018 and B in 2020"),
        ([was("A", "rated good", IN_18), was("B", "rated good", IN_18)], "A and B were rated good in 2018"),
        (
            [was("A", "set up", IN_18), was("A", "wound up", IN_20)],
            "A was set up in 2018 and wound up in 2020",
        ),
        (
            [was("A", "set up", IN_18), was("B", "wound up", IN_20)],
            "A was set up in 2018; B was wound up in 2020",
        ),
        (
            [
                was("A", "rated good", IN_18),
                was("A", "rated good", IN_20),
                was("B", "rated good", IN_21),
            ],
            "A was rated good in 2018 and in 2020 and B in 2021",
        ),
        ([was("A", "named"), was("B", "named")], "A was named; B was named"),
        ([was("A", "rated good", IN_18), was("A", "rated bad")], "A was rated good in 2018; A was rated bad"),
        (
            [Clause("£1m for A", "", IN_18), Clause("£2m for B", "", IN_18)],
            "£1m for A in 2018; £2m for B in 2018",
        ),
        (
            [
                Clause(OFFICE, " published B", IN_18),
                Clause(OFFICE, " published C", IN_20),
            ],
            "the Office for A published B in 2018 and C in 2020",
        ),
    ],
)
def test_what_is_shared_is_said_once(clauses: list[Clause], text: str) -> None:
    assert together(clauses) == text


def test_brackets_stay_whole() -> None:
    ratings = [was("A", "rated good", when) for when in (" (inspected 2 to 4 May 2018)", " (inspected 1 June 2020)")]
    assert together(ratings) == "A was rated good (inspected 2 to 4 May 2018) and (inspected 1 June 2020)"
