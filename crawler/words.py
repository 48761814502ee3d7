"""The word lists of the crawler (words.toml), read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def words(part: str, name: str) -> tuple[str, ...]:
    """The list ``name`` of the table ``part`` of words.toml."""
    lists = tomllib.loads(resources.files("crawler").joinpath("words.toml").read_text("utf-8"))
    return tuple(lists[part][name])


@cache
def longest_first(part: str, name: str) -> tuple[str, ...]:
    """As `words`, longer entries before those they contain, for patterns that take the first that fits."""
    return tuple(sorted(words(part, name), key=len, reverse=True))
