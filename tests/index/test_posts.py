"""Posts: the sentence of an article that names somebody in a role."""

from __future__ import annotations

import pytest

from index.posts import sentence_around

TEXT = "Pat Gray leads. “Jo Hill left.” Nobody followed\n\nA paragraph of its own"


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 3, "Pat Gray leads."),
        (17, 24, "“Jo Hill left."),
        (0, 20, "Pat Gray leads. “Jo Hill left."),
        (33, 39, "Nobody followed"),
        (50, 52, "A paragraph of its own"),
        (50, 5000, "A paragraph of its own"),
        (4000, 5000, "A paragraph of its own"),
    ],
)
def test_the_sentence_around_a_stretch(start: int, end: int, found: str) -> None:
    first, last = sentence_around(TEXT, start, end)
    assert TEXT[first:last].strip() == found


def test_a_text_of_nothing_has_one_empty_sentence() -> None:
    assert sentence_around("", 0, 0) == (0, 0)
