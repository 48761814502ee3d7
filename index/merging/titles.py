"""Titles: what tells one report, bill or scheme from another, whatever else is written around its name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from index.facts import fold

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]*[A-Z])\)")
_ENOUGH = 3


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    text = (resources.files("index.lexicon") / "titles.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def title_words(title: str) -> frozenset[str]:
    """The words that tell one title from another; generic ones only when it has no others."""
    words = fold(_ACRONYM.sub(" ", title.replace("-", " "))).split()
    return frozenset(words) - _lexicon()["generic"] or frozenset(words)


def title_keys(title: str) -> list[str]:
    """What two writings of one title have in common: their telling words, or an acronym given in brackets."""
    return [" ".join(sorted(title_words(title))), *(found.casefold() for found in _ACRONYM.findall(title))]


def comes_once(title: str) -> bool:
    """Whether a title is telling enough, and of no periodical, that only one paper bears it."""
    words = title_words(title)
    return len(words) >= _ENOUGH and not words & _lexicon()["periodic"]
