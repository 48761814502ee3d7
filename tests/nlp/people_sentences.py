"""Marked sentences about people: what stands in brackets is the answer, and is taken out before reading."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from crawler.article import Article
from nlp.pipeline import read
from nlp.reading import Mention, MentionKind, Person

FOLDER = Path(__file__).parent.parent / "sentences" / "people"
_MARK = re.compile(r"\[([^\]]+)\]")


def lines(name: str) -> list[str]:
    """The sentences of a file, comments left out."""
    rows = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [row.split(" # ")[0] for row in rows if row.strip() and not row.startswith("#")]


def unmarked(line: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """The bare sentence, and for each mark its offsets into it and what it says."""
    marks: list[tuple[int, int, list[str]]] = []
    bare, at = "", 0
    for found in _MARK.finditer(line):
        bare += line[at : found.start()]
        parts = [part.strip() for part in re.split(r"[|=]", found[1])]
        marks.append((len(bare), len(bare) + len(parts[0]), parts))
        bare, at = bare + parts[0], found.end()
    return bare + line[at:], marks


@cache
def people_of(text: str) -> tuple[tuple[Person, ...], tuple[Mention, ...]]:
    """The people read from a text, and their mentions."""
    (reading,) = read([Article("https://example.org/a", "example", "", text, datetime(2023, 5, 1, 12, tzinfo=UTC))])
    return reading.people, tuple(m for m in reading.mentions if m.kind is MentionKind.PERSON)
