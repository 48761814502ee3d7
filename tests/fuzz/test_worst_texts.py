"""Texts of the worst kind, repeating what patterns stumble over: twice the text takes about twice the steps."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from nlp.events.sentences import sentences
from nlp.pipeline import load


@pytest.mark.parametrize("program", ["tests.fuzz.steps", "tests.fuzz.patterns"])
def test_no_reader_and_no_pattern_takes_more_steps_than_in_proportion(program: str) -> None:
    """In a process of its own, where patterns are compiled anew to be counted."""
    child = subprocess.run([sys.executable, "-m", program], capture_output=True, text=True, timeout=600, check=True)
    assert child.stdout == ""


@pytest.mark.parametrize("unit", ["said that ", "x, ", "x; ", "word", "("])
def test_no_sentence_and_no_word_is_longer_than_any_of_prose(unit: str) -> None:
    doc = load()(unit * (3000 // len(unit))) if len(unit) > 1 else load()(" ".join([unit * 900] * 4))
    found = sentences(doc, [])
    assert all(len(sentence.text) <= 1000 + len(unit) * 900 for sentence in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert sum(len(sentence.tokens) for sentence in found) == sum(not token.is_space for token in doc)
