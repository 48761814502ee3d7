"""What the sentence of an event calls it, where one type covers several things: a notice or a direction, a grant."""

from __future__ import annotations

import re
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
def called(kind: EventType | str, quotes: str, near: str | None = None) -> str:
    """What the evidence calls it, in the lexicon's words for that ("an overspend of"); empty where it cannot be told.

    Where the evidence says several things, the one said nearest to a sum or a name counts; without one, none.
    """
    folded = quotes.casefold()
    ways = {cue: told for cue, told in _said_as().get(kind, {}).items() if cue in folded}
    if len(set(ways.values())) == 1:
        return next(iter(ways.values()))
    about = [found.span() for found in re.finditer(re.escape(near.casefold()), folded)] if near else []
    said = [(found.span(), told) for cue, told in ways.items() for found in re.finditer(re.escape(cue), folded)]
    # Of two as near, the one before it: "a surplus of £1m", "overspent by £7m".
    far = [(max(a - last, first - z, 0), first > z, told) for (first, last), told in said for a, z in about]
    return min(far)[2] if far else ""
