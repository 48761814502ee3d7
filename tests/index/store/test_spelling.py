"""Words as they are written: what begins with a prefix, and what somebody meant to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.store.spelling import Vocabulary


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    words = Vocabulary(tmp_path / "words.txt")
    words.save(
        {"commission", "commissioner", "commissioners", "services", "trust", "trusted", "worcestershire", "2024"}
    )
    return words


def test_beginning(vocabulary: Vocabulary) -> None:
    assert vocabulary.beginning("commissioner") == ["commissioner", "commissioners"]
    assert vocabulary.beginning("zoo") == []
    assert vocabulary.beginning("202") == ["2024"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("comissioner", "commissioner"), ("worcestershre", "worcestershire"), ("servises", "services")],
)
def test_similar(vocabulary: Vocabulary, written: str, meant: str) -> None:
    assert vocabulary.similar(written)[0] == meant


def test_nothing_is_similar_to_another_word(vocabulary: Vocabulary) -> None:
    assert vocabulary.similar("tribunal") == []
    assert vocabulary.similar("2025") == []
