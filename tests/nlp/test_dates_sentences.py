"""Marked sentences: every date marked is found, with exact offsets and its EDTF value, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nlp.dates import find_dates
from nlp.edtf import When

FOLDER = Path(__file__).parent.parent / "sentences" / "dates"
MARK = re.compile(r"\[([^\]=]+)=([^\]]+)\]")
Case = tuple[str, date | None, list[tuple[str, str]]]


def marked() -> Iterator[Case]:
    """Each sentence without its marks, the day it was published, and the texts and values the marks said."""
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                day, entry = re.sub(r"\s+# .*$", "", line).split(" | ", 1)
                published = None if day == "-" else date.fromisoformat(day)
                yield MARK.sub(r"\1", entry), published, [(m[1], m[2]) for m in MARK.finditer(entry)]


CASES = list(marked())
NAMES = [sentence[:50] for sentence, _, _ in CASES]
BY_SENTENCE = pytest.mark.parametrize(("sentence", "published", "expected"), CASES, ids=NAMES)


@BY_SENTENCE
def test_dates_marked_are_found_and_no_others(
    sentence: str, published: date | None, expected: list[tuple[str, str]]
) -> None:
    found = find_dates(sentence, published)
    assert [(m.text, m.value) for m in found] == expected
    assert all(sentence[m.start : m.end] == m.text for m in found)
    assert all(When.parse(m.value).value == m.value for m in found)


@BY_SENTENCE
def test_finding_does_not_depend_on_where_the_sentence_stands(
    sentence: str, published: date | None, expected: list[tuple[str, str]]
) -> None:
    before, after = "The authority was praised.\n\n", "\n\nThe debate was adjourned."
    found = find_dates(before + sentence + after, published)
    assert [(m.text, m.value) for m in found] == expected
    assert all(m.start >= len(before) for m in found)


@pytest.mark.parametrize(("between", "count"), [(" ", 2), ("\n\n", 2), ("\n\nA new chief is named\n\n", 1)])
def test_the_same_day_is_not_told_across_a_heading(between: str, count: int) -> None:
    text = f"Inspectors came on 4 March 2019.{between}On the same day, the chief left."
    assert len(find_dates(text, date(2020, 9, 24))) == count
