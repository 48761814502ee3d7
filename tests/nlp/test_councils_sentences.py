"""Marked sentences: every council marked is found, with its canonical name, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.councils import find_councils

FOLDER = Path(__file__).parent.parent / "sentences" / "councils"
MARK = re.compile(r"\[([^\]=]+)(?:=([^\]]+))?\]")


def marked(name: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Each sentence of a file without its marks, and the spans and values the marks said."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    for entry in re.split(r"\n(?!Hamlets)", text):
        entry = re.sub(r"\s+# .*$", "", entry)
        if not entry.strip() or entry.startswith("#"):
            continue
        sentence, spans, at = "", [], 0
        for mark in MARK.finditer(entry):
            sentence += entry[at : mark.start()]
            spans.append((len(sentence), len(sentence) + len(mark[1]), mark[2] or mark[1]))
            sentence += mark[1]
            at = mark.end()
        yield sentence + entry[at:], spans


SERVICES, NEAR_MISSES = list(marked("services.txt")), list(marked("near_misses.txt"))


@pytest.mark.parametrize(("sentence", "spans"), SERVICES, ids=[s[:40] for s, _ in SERVICES])
def test_councils_meant_are_found(sentence: str, spans: list[tuple[int, int, str]]) -> None:
    assert [(m.start, m.end, m.value) for m in find_councils(sentence)] == spans


@pytest.mark.parametrize(("sentence", "spans"), NEAR_MISSES, ids=[s[:40] for s, _ in NEAR_MISSES])
def test_look_alikes_are_not(sentence: str, spans: list[tuple[int, int, str]]) -> None:
    assert spans == []
    assert [m.text for m in find_councils(sentence)] == []


@pytest.mark.parametrize(("sentence", "spans"), SERVICES, ids=[s[:40] for s, _ in SERVICES])
def test_finding_does_not_depend_on_where_the_sentence_stands(sentence: str, spans: list[tuple[int, int, str]]) -> None:
    before = "A minister spoke yesterday.\n\n"
    after = "\n\nThe debate was adjourned."
    found = [(m.start - len(before), m.end - len(before), m.value) for m in find_councils(before + sentence + after)]
    assert found == spans
