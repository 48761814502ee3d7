"""Likeness: whether two titles can be those of one document, law or scheme."""

from __future__ import annotations

import re

_SMALL = frozenset(["the", "of", "for", "and", "a", "an", "in", "on", "to", "at", "its", "their", "this", "that"])


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles can be one document's: the words of one are all among those of the other."""
    first, second = title_words(one), title_words(other)
    return bool(first and second) and (first <= second or second <= first)


def title_words(title: str | None) -> frozenset[str]:
    """The words of a title that tell it from others."""
    return frozenset(re.findall(r"\w+", (title or "").lower().replace("’s", ""))) - _SMALL
