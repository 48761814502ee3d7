"""Misspelt words of a question, and the words that are other words and stay as they are."""

from __future__ import annotations

import pytest

from index.asking.misspelt import mend_words
from index.words import Sheet


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("comissioner", "commissioner"),
        ("commmissioner", "commissioner"),
        ("inadaquate", "inadequate"),
        ("inpsections", "inspections"),
        ("overspend", None),
        ("outstnding", "outstanding"),
    ],
)
def test_one_slip_is_put_right(written: str, word: str | None) -> None:
    sheet = Sheet(f"who was the {written}")
    assert mend_words(sheet) == ({written: word} if word else {})
    assert sheet.words[-1].folded == (word or written)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("fines", "too short to tell"),
        ("judging", "another form of a word that is known"),
        ("quackenbush", "like no word at all"),
        ("nspection", "the first letter is right as a rule"),
        ("population", "a word of its own"),
    ],
)
def test_other_words_stay(word: str, why: str) -> None:
    assert not mend_words(Sheet(f"what is the {word}")), why
