"""What the sentence of an event calls it, where one type covers several things: a notice or a direction, a grant."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from nlp.reading import EventType


@cache
def _said_as() -> dict[str, dict[str, str]]:
    """How some events are told by a word of their evidence, by event type (lexicon/said_as.toml)."""
    told: dict[str, dict[str, str]] = tomllib.loads(files("index.lexicon").joinpath("said_as.toml").read_text("utf-8"))
    return told


@lru_cache(maxsize=65536)
def called(kind: EventType, quotes: str) -> str:
    """What the evidence calls it, in the lexicon's words for that ("an overspend of"), where it calls it one thing."""
    folded = quotes.casefold()
    found = {told for cue, told in _said_as().get(kind, {}).items() if cue in folded}
    return found.pop() if len(found) == 1 else ""
