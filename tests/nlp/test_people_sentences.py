"""People in marked sentences: every order in which news names a person and a post, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.nlp.people_sentences import lines, people_of, unmarked


@pytest.mark.parametrize("line", lines("roles"))
def test_role_and_organisation_are_as_stated(line: str) -> None:
    text, marks = unmarked(line)
    people, _ = people_of(text)
    told = [[p.name, p.role or "-", p.organisation or "-"] for p in people]
    assert told == [parts for _, _, parts in marks]


@pytest.mark.parametrize("line", lines("later"))
def test_later_mentions_belong_to_the_full_name(line: str) -> None:
    text, marks = unmarked(line)
    _, mentions = people_of(text)
    expected = [(start, end, parts[0], parts[-1]) for start, end, parts in marks]
    assert [(m.start, m.end, m.text, m.value) for m in mentions] == expected


@pytest.mark.parametrize("line", lines("near_misses"))
def test_what_only_looks_like_a_person_is_none(line: str) -> None:
    assert people_of(line)[0] == ()
