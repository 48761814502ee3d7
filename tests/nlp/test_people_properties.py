"""What holds of people in any text: exact offsets, and the same people wherever the passage stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.names import runs
from nlp.roles import after, before
from tests.nlp.people_sentences import lines, people_of, unmarked

SENTENCES = [unmarked(line)[0] for line in lines("roles")]
FILLERS = ("The council met.", "Costs rose – by £1.2m – “sharply”.", "• first\n• second", "It’s\u00a0late… émigré 𝒳.")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(FILLERS), max_size=3), st.sampled_from(SENTENCES))
def test_a_passage_reads_alike_wherever_it_stands(fillers: list[str], sentence: str) -> None:
    alone, _ = people_of(sentence)
    text = "\n\n".join([*fillers, sentence])
    people, mentions = people_of(text)
    assert [p.name for p in people] == [p.name for p in alone]
    assert all(text[p.start : p.end].split() == p.name.split() for p in people)
    assert all(text[m.start : m.end] == m.text for m in mentions)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ABab .,'’-\n\u00a0éÉ(1", max_size=80))
def test_names_lie_where_they_say(text: str) -> None:
    for name in runs(text):
        assert text[name.start : name.end].split() == name.text.split()
        assert "\n" not in text[name.start : name.tail]


@pytest.mark.parametrize("piece", ["Aa ", "director of ", "and the ", "chief executive, ", "Aa’s ", "of people, "])
def test_long_lines_of_the_worst_kind_take_no_longer_than_they_are_long(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.perf_counter()
    assert sum(1 for _ in runs(text)) >= 0
    for offset in range(0, len(text), 10_000):
        before(text, offset)
        after(text, offset)
    assert time.perf_counter() - begun < 5


def test_a_long_list_of_signatures_is_read_in_bounded_time() -> None:
    begun = time.process_time()
    people, _ = people_of("Signed: " + ", ".join(["Jane Smith", "John Brown", "Mary Jones"] * 600))
    assert [p.name for p in people] == ["Jane Smith", "John Brown", "Mary Jones"]
    assert time.process_time() - begun < 10
