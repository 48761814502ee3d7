"""Snippets: the densest stretch of a text, and offsets that mark the very words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.store.snippets import snippet
from tests.index.corpus import stems

FILLER = "The inspectors visited the offices and spoke with many people about their work there. " * 8


def test_the_stretch_where_the_words_stand_together() -> None:
    text = f"A trust was mentioned. {FILLER}Then the trust was wound up by the council. {FILLER}"
    stretch, marks = snippet(text, stems("trust wound up"))
    assert "wound up" in stretch
    assert [stretch[a:b] for a, b in marks] == ["trust", "wound", "up"]
    assert len(stretch) <= 290


def test_other_forms_and_prefixes_are_marked() -> None:
    stretch, marks = snippet("Councils were safeguarding children.", [*stems("council"), "safeg*"])
    assert [stretch[a:b] for a, b in marks] == ["Councils", "safeguarding"]


def test_without_a_match_the_beginning() -> None:
    stretch, marks = snippet(FILLER, stems("nothing"))
    assert FILLER.startswith(stretch)
    assert marks == ()
    assert snippet("", stems("nothing")) == ("", ())


@given(st.text(alphabet="ab trust.\n’", max_size=900), st.sampled_from(["trust", "a b", "us*"]))
def test_marks_lie_within_and_are_words(text: str, asked: str) -> None:
    wanted = [asked] if asked.endswith("*") else stems(asked)
    stretch, marks = snippet(text, wanted)
    assert stretch in text
    for start, end in marks:
        assert 0 <= start < end <= len(stretch)
        assert stems(stretch[start:end])[0] in wanted or stretch[start:end].startswith("us")
