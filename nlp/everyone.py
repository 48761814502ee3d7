"""Everyone a text names: which places name the same person, found by surname and first name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nlp.names import Name

_WORD = re.compile(r"(?<![\w-])[\w-]+")
_ON = re.compile(r"[\w-]")


@dataclass(eq=False)
class Known:
    """A person being read: the name as first given in full, and every place that names them."""

    name: Name
    places: list[Name] = field(default_factory=list)


class Everyone:
    """Those named so far, in order; full names are to be added before surnames alone, each in order of place."""

    def __init__(self) -> None:
        self.known: list[Known] = []
        self.places: set[Name] = set()
        # Who was named last by a surname and a first name, and by a surname and an initial or any name it may be of.
        self._by_name: dict[tuple[str, str], Known] = {}
        self._by_initial: dict[tuple[str, str], Known] = {}
        # Where whoever has a surname, or in full a first name, is named, in order, and who it is.
        self._surnames: dict[str, list[tuple[int, Known]]] = defaultdict(list)
        self._firsts: dict[str, list[tuple[int, Known]]] = defaultdict(list)

    def add(self, name: Name) -> None:
        """Add a place to the person it names, the one named last before it where several share the name."""
        one = self._of_full(name) if name.full else self._of_short(name)
        if one is None:
            one = Known(name)
            self.known.append(one)
        one.places.append(name)
        self.places.add(name)
        surname, first = one.name.words[-1], _first(one.name)
        self._by_name[surname, first] = self._by_initial[surname, first[:1]] = one
        for line in (self._surnames[surname], self._firsts[one.name.text.split()[0] if one.name.full else ""]):
            line.insert(bisect_left(line, name.start, key=_start), (name.start, one))

    def short(self) -> set[str]:
        """The words that may stand for one of them: every surname, and each first name that only one person has."""
        given = Counter(one.name.text.split()[0] for one in self.known if one.name.full)
        firsts = {name for name, count in given.items() if count == 1 and len(name) > 2 and name.isalpha()}
        return {one.name.surname for one in self.known} | firsts

    def in_order(self) -> list[Known]:
        """Everyone by where they are first named, their places in order."""
        for one in self.known:
            one.places.sort(key=lambda place: place.start)
        return sorted(self.known, key=lambda one: one.places[0].start)

    def _of_full(self, name: Name) -> Known | None:
        first, surname = _first(name), name.words[-1]
        if len(first) == 1:
            return self._by_initial.get((surname, first))
        named = [self._by_name.get((surname, said)) for said in (first, first[:1])]
        return max(filter(None, named), key=lambda one: one.places[-1].start, default=None)

    def _of_short(self, name: Name) -> Known | None:
        line = self._surnames.get(name.words[-1]) or self._firsts.get(name.text)
        return line[max(0, bisect_left(line, name.start, key=_start) - 1)][1] if line else None


def standing(wanted: Iterable[str], text: str) -> Iterator[Name]:
    """Every place where one of some surnames or first names stands as a word of its own."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in sorted(wanted):
        begins = _WORD.match(name)
        by_word[begins[0] if begins else ""].append(name)
    taken = 0
    for found in _WORD.finditer(text):
        start = found.start()
        for name in by_word.get(found[0], ()) if start >= taken else ():
            end = start + len(name)
            if text.startswith(name, start) and not _ON.match(text, end):
                yield Name(start, end, name, start, end)
                taken = end
                break


def _first(name: Name) -> str:
    return name.words[0].rstrip(".")


def _start(place: tuple[int, Known]) -> int:
    return place[0]
