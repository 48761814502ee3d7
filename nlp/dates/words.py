"""The words and shapes of dates, read once from the lexicon."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_LEXICON = Path(__file__).parent.parent / "lexicon"


@cache
def lexicon() -> dict[str, Any]:
    """Everything in dates.toml: each table from a word in lower case to what it means."""
    return tomllib.loads((_LEXICON / "dates.toml").read_text(encoding="utf-8"))


@cache
def shapes() -> dict[str, dict[str, str]]:
    """The prefixes and shapes of dates_shapes.toml by name, in their order of preference."""
    return tomllib.loads((_LEXICON / "dates_shapes.toml").read_text(encoding="utf-8"))


def number(table: str, word: str) -> int:
    """What a word or figure counts for: ``number("months", "Sept.")`` is 9, ``number("numbers", "12")`` is 12.

    Raises:
        KeyError: the word is not in that table.
    """
    key = " ".join(word.lower().rstrip(".").split())
    return int(key) if key.isdigit() else int(lexicon()[table][key])


def meaning(table: str, word: str) -> str:
    """What a word stands for in a table of words: ``meaning("references", "the same")`` is "same"."""
    return str(lexicon()[table][" ".join(word.lower().split())])


@cache
def fence(name: str) -> frozenset[str]:
    """One of the lists of telling neighbours under [fences]."""
    return frozenset(lexicon()["fences"][name])


@cache
def any_of(table: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any word of one list, whole and in either case."""
    words = sorted(lexicon()[table][key], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)
