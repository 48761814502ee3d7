"""Every marked sentence is read as it is marked, and every near-miss is left alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.article import Article
from nlp.pipeline import read
from nlp.reading import Event

FOLDER = Path(__file__).parent.parent.parent / "sentences" / "events"
DEFAULT_DAY = date(2023, 6, 15)
# The types each file marks; other events of its sentences are marked in other files.
TYPES = {
    "trusts": {"trust_created", "trust_ended"},
    "ratings": {"inspection_rating"},
    "interventions": {"intervention", "commissioner", "recommendation"},
}


def cases() -> Iterator[Any]:
    for name in TYPES:
        marked = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        for number, case in enumerate(marked["case"], 1):
            yield pytest.param(name, case, id=f"{name}-{number}")


@cache
def events_of(text: str, title: str, day: date) -> tuple[Event, ...]:
    published = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    article = Article(url="https://example.org/story", source="example", title=title, text=text, published=published)
    return next(iter(read([article]))).events


def compact(event: Event) -> str:
    parts = [event.type, event.status, event.date or "-", " + ".join(event.councils)]
    parts += [event.grade, event.judgement] if event.grade and event.judgement else []
    return " ".join(parts)


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_is_read_as_marked(name: str, case: dict[str, Any]) -> None:
    marked = case.get("events", [])
    types = {entry.split()[0] for entry in marked} or TYPES[name]
    found = events_of(case["text"], case.get("title", ""), case.get("published", DEFAULT_DAY))
    read_as = sorted(compact(event) for event in found if event.type in types)
    if "none" in case:
        assert not [entry for entry in read_as for barred in case["none"] if entry.startswith(barred)], case["why"]
    else:
        assert read_as == sorted(marked), case.get("why", case["text"])


def test_every_near_miss_says_why() -> None:
    for parameters in cases():
        _, case = parameters.values
        assert "events" in case or case.get("why"), case["text"]
