"""Word lists of the lexicon as patterns, and texts made plain and cut into sentences without moving a character."""

from __future__ import annotations

import bisect
import functools
import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

# One character for one character, so that offsets hold: quotes, dashes and spaces in their plainest form.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-", "‐": "-"})


_SENTENCE_END = re.compile(r"[.!?][”\"'’)]*\s+|\n[ \t]*\n")


def plain(text: str) -> str:
    """The text with curly apostrophes, odd spaces and odd hyphens made plain; the same length as ``text``."""
    return text.translate(_PLAIN)


@functools.cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of ``nlp/lexicon/<name>.toml``.

    Raises:
        FileNotFoundError: there is no such list.
    """
    return tomllib.loads(resources.files("nlp.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def phrases(words: Iterable[str]) -> str:
    """An alternation of the words and phrases, longest first, with any white space between the words of a phrase."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


class Sentences:
    """Where the sentences of a text begin and end, near enough to look for words in them without a language model."""

    def __init__(self, line: str) -> None:
        self._bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(line)), len(line)]

    def around(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence at ``offset``."""
        after = bisect.bisect_right(self._bounds, offset, 1, len(self._bounds) - 1)
        return self._bounds[after - 1], self._bounds[after]
