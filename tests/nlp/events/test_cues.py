"""The lists of cues: each compiles, matches whole words, and holds nothing that could never match."""

from __future__ import annotations

import subprocess
import sys

import pytest

from nlp.events.cues import compiled, cue, ending, every_list, opening


@pytest.mark.parametrize("name", sorted(every_list()))
def test_every_list_compiles_and_none_matches_nothing_everywhere(name: str) -> None:
    assert not cue(name).fullmatch("a sentence about the weather in Wales, which no list of cues should take whole")


def test_a_blank_at_an_entrys_end_does_not_keep_it_from_matching() -> None:
    assert compiled(["consulted "]).search("consulted on it")


def test_blanks_and_apostrophes_match_in_every_shape() -> None:
    pattern = compiled(["council's own trust"])
    assert pattern.search("the council’s own\ntrust")
    assert pattern.search("the Council's  own trust")


def test_matches_whole_words_only() -> None:
    assert not compiled(["good"]).search("goodwill")
    assert not compiled(["rated"]).search("overrated")


def test_a_blank_with_a_question_mark_may_be_missing() -> None:
    assert compiled(["in ?house"]).search("inhouse")


def test_ending_and_opening_bind_to_what_stands_beside() -> None:
    assert ending("rating.unmet").search("it was not")
    assert not ending("rating.unmet").search("it was not only that: services were")
    assert opening("rating.hyphened").match("-rated Richmond")


def test_grades_can_be_imported_before_the_events_that_use_them() -> None:
    """The grades use the cues and the events use the grades: neither may need the other to be loaded first."""
    run = subprocess.run([sys.executable, "-c", "import nlp.ratings"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
