"""Patterns that count the characters they read: the packages' own, from the moment they are compiled."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

PACKAGES = ("crawler", "nlp", "index", "app")


class Counted:
    """A compiled pattern that counts the characters between where it begins to read and where it ends.

    What it looks at again when it tries anew from the next character is not counted: that is for
    ``tests.fuzz.patterns`` to find.
    """

    read: ClassVar[Counter[str]] = Counter()

    def __init__(self, made: re.Pattern[str]) -> None:
        self.made = made

    def _count(self, characters: int) -> None:
        Counted.read[self.made.pattern[:80]] += characters

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)

    def __hash__(self) -> int:
        return hash(self.made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counted) and self.made == other.made

    def _told(self, found: re.Match[str] | None, text: str, pos: int, endpos: int) -> re.Match[str] | None:
        self._count(max(0, (found.end() if found else min(endpos, len(text))) - pos))
        return found

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As the pattern does; what is read ends with the match, or the text."""
        return self._told(self.made.search(text, pos, endpos), text, pos, endpos)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As the pattern does; one that does not match is taken to have read nothing."""
        found = self.made.match(text, pos, endpos)
        return self._told(found, text, pos, pos) if found is None else self._told(found, text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As the pattern does."""
        return self._told(self.made.fullmatch(text, pos, endpos), text, pos, endpos)

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As the pattern does; what is not asked for is not read."""
        for found in self.made.finditer(text, pos, endpos):
            self._told(found, text, pos, endpos)
            pos = found.end()
            yield found
        self._told(None, text, pos, endpos)

    def findall(self, text: str, *within: int) -> list[Any]:
        """As the pattern does."""
        self._count(len(text))
        return self.made.findall(text, *within)

    def sub(self, new: Any, text: str, count: int = 0) -> str:
        """As the pattern does."""
        self._count(len(text))
        return self.made.sub(new, text, count)

    def split(self, text: str, maxsplit: int = 0) -> list[Any]:
        """As the pattern does."""
        self._count(len(text))
        return self.made.split(text, maxsplit)


@contextmanager
def counted() -> Iterator[dict[str, set[re.Pattern[str]]]]:
    """Within, what the packages compile counts; yields each pattern by the module that compiled it first."""
    found: dict[str, set[re.Pattern[str]]] = {}
    compiling = re._compile  # type: ignore[attr-defined]

    def compiled(pattern: Any, flags: int) -> Any:
        made = compiling(pattern.made if isinstance(pattern, Counted) else pattern, flags)
        name = sys._getframe(2).f_globals.get("__name__", "")
        if name.split(".")[0] not in PACKAGES or not isinstance(made.pattern, str):
            return made
        found.setdefault(name, set()).add(made)
        return Counted(made)

    re._compile = compiled  # type: ignore[attr-defined]
    try:
        yield found
    finally:
        re._compile = compiling  # type: ignore[attr-defined]
