"""Several clauses as one sentence, in which what they have in common is said once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from index.telling.labels import listed

# A date has at most so many words after its preposition.
_DATE = 4
_PREPOSITIONS = ("in", "on", "about", "at", "for", "by", "between", "since", "until", "before", "after", "some", "as")


@dataclass(frozen=True, slots=True)
class Clause:
    """Who, what was done and when: "Kirklees", " was rated good", " in 2019"; each but the first with its space."""

    who: str
    told: str
    when: str = ""

    def __str__(self) -> str:
        return f"{self.who}{self.told}{self.when}"


def together(clauses: Sequence[Clause]) -> str:
    """The clauses as one text without a full stop, in their order.

    Neighbours told of one body or person begin once ("Jo was appointed in 2018 and in 2020"); of several told to have
    done the same, the rest are told by their dates ("A was set up in 2018 and B in 2020").
    """
    return "; ".join(text for group in _groups(clauses) for text in _merged(group))


def _groups(clauses: Sequence[Clause]) -> Iterator[Sequence[Clause]]:
    """Runs of neighbours told of one, or to have done the same at a time that is told."""
    begin = 0
    while begin < len(clauses):
        taken = _alike(clauses[begin:])
        yield clauses[begin : begin + taken]
        begin += taken


def _alike(clauses: Sequence[Clause]) -> int:
    """How many clauses from the first on can be told together with it; what has no verb stands alone."""
    first = clauses[0]

    def of_one(other: Clause) -> bool:
        return bool(other.told) and other.who == first.who and bool(other.when) == bool(first.when)

    def alike(other: Clause) -> bool:
        return bool(other.told and other.when) and other.told == first.told

    return max(len(list(takewhile(of_one, clauses))), len(list(takewhile(alike, clauses))), 1)


def _merged(clauses: Sequence[Clause]) -> Sequence[str]:
    if len(clauses) == 1:
        return [str(clauses[0])]
    if len({clause.who for clause in clauses}) == 1:
        return _of_one(clauses)
    whens: dict[str, list[str]] = {}
    for clause in clauses:
        whens.setdefault(clause.who, []).append(clause.when.strip())
    names = [(listed(list(whens)), when) for when, whens in _by_when({w: listed(ts) for w, ts in whens.items()})]
    (first, at), rest = names[0], names[1:]
    told = clauses[0].told
    if first not in whens:
        told = told.replace(" was ", " were ", 1).replace(" is ", " are ", 1)
    return [listed([f"{first}{told} {at}", *(f"{who} {when}" for who, when in rest)])]


def _by_when(whens: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Neighbours of one time together."""
    for when, group in groupby(whens.items(), key=lambda one: one[1]):
        yield when, [who for who, _ in group]


def _of_one(clauses: Sequence[Clause]) -> Sequence[str]:
    """What is told of one, its beginning said once where a verb is shared; what differs keeps its preposition."""
    texts = list(dict.fromkeys(map(str, clauses)))
    words = [text.split(" ") for text in texts]
    shared = next((n for n, column in enumerate(zip(*words, strict=False)) if len(set(column)) > 1), len(words[0]))
    name = len(clauses[0].who.split(" "))
    before = [at for at in range(max(shared - _DATE, name), shared) if words[0][at] in _PREPOSITIONS]
    shared = before[-1] if before else shared
    opened = next((at for at in range(name, shared) if words[0][at].startswith("(")), shared)
    shared = opened if not " ".join(words[0][opened:shared]).endswith(")") else shared
    whole = any(len(text) <= shared for text in words)
    if len(texts) == 1 or whole or shared <= name:
        return texts
    return [" ".join((*words[0][:shared], listed([" ".join(text[shared:]) for text in words])))]
