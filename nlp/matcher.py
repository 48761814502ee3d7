"""Finding the names of a gazetteer in a text in one pass: longest first, as capitalised as the name itself is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlp.words import plain

_GAP = r"(?:[ \t]*\n[ \t]*|[ \t]+|[ \t]*-[ \t]*)"
_WORD = re.compile(r"[\w&'.@]+")
_START = re.compile(r"(?<![A-Z&])[A-Z](?=[\w&@])")
_START_SMALL = re.compile(r"(?<![\w&@])[A-Za-z](?=[\w&@])")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: its span and the name as the gazetteer writes it."""

    start: int
    end: int
    name: str


class NameMatcher:
    """Many names compiled for one pass over plain text (see nlp.words.plain).

    "&" and "and", "on" and "upon", hyphens and spaces, commas and none are the same; a line may break inside a name.
    Two names that a feed ran together ("HerefordshireSolihull") are found as two.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: dict[str, str] = {}
        self._by_prefix: dict[str, list[str]] = {}
        for name in names:
            if self._by_key.setdefault(_key(name), name) == name:
                self._by_prefix.setdefault(plain(name)[:2].lower(), []).append(name)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def find(self, line: str, *, lower_case: bool = False) -> Iterator[Match]:
        """The names in ``line``, in order, none overlapping; with ``lower_case`` in any capitals or none."""
        end = 0
        for start in (m.start() for m in (_START_SMALL if lower_case else _START).finditer(line)):
            match = self._at(line, start, lower_case) if start >= end else None
            if match is not None and _begins(line, start, end) and self._stops(line, match, lower_case):
                yield match
                end = match.end

    def _at(self, line: str, start: int, lower_case: bool) -> Match | None:
        pattern = self._beginning(line[start : start + 2].lower())
        found = pattern.match(line, start) if pattern else None
        if found is None:
            return None
        name = self._by_key[_key(found[0])]
        return Match(start, found.end(), name) if lower_case or _as_capitalised(found[0], name) else None

    def _beginning(self, prefix: str) -> re.Pattern[str] | None:
        """The names that begin so; compiled when first met, for a question meets few of them."""
        if prefix not in self._patterns and prefix in self._by_prefix:
            names = sorted(self._by_prefix[prefix], key=lambda name: -len(name))
            self._patterns[prefix] = re.compile("|".join(map(_pattern, names)), re.IGNORECASE)
        return self._patterns.get(prefix)

    def _stops(self, line: str, match: Match, lower_case: bool) -> bool:
        after = line[match.end : match.end + 1]
        if not after.isalnum() and after not in ("&", "@"):
            return True
        return after.isupper() and line[match.end - 1].islower() and self._at(line, match.end, lower_case) is not None


def _begins(line: str, start: int, end: int) -> bool:
    return start == end or not line[start - 1 : start].isalnum()


def _as_capitalised(found: str, name: str) -> bool:
    """Whether each word has the capitals the name's word has, or all of a long name is in capitals."""
    if found.isupper() and len(found) > 3:
        return True
    pairs = zip(_WORD.findall(found), _WORD.findall(plain(name)), strict=False)
    return all(_word_as(written, word) for written, word in pairs)


def _word_as(written: str, word: str) -> bool:
    if any(letter.isupper() for letter in word[1:]):
        return written == word
    return not word[0].isupper() or written[0].isupper()


def _key(name: str) -> str:
    """A name as its words alone, so that "Stockton on Tees" and "Stockton-upon-Tees" are one."""
    words = re.findall(r"[\w@']+", plain(name).lower().replace("upon", "on").replace("&", " and "))
    return " ".join(word.strip("'") for word in words)


def _pattern(name: str) -> str:
    parts = []
    for word in re.findall(r"[\w&'@]+", plain(name).replace(".", "")):
        if word in ("and", "&"):
            parts.append("(?:and|&)")
        elif word in ("upon", "on"):
            parts.append("(?:up)?on")
        else:
            parts.append(re.escape(word) + (r"\.?" if word == "St" else ""))
    return f"(?:,?{_GAP})".join(parts)
