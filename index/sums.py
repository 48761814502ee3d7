"""Sums of money a question asks about ("over £5m", "the biggest"), and whether an entry's sum is one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.timeline import Entry
from index.words import Sheet

_UNITS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
# A bare number is a year or a count: a sum has the sign, the unit or the currency's name.
_SUM = rf"(?:£\s?[\d,]+(?:\.\d+)?\s?(?:(?:{_UNIT})\b)?|[\d,]+(?:\.\d+)?\s?(?:{_UNIT})\b(?:\s+pounds)?|[\d,]+\s+pounds)"
_FLOOR = (
    "more than|over|above|exceeding|greater than|larger than|bigger than|higher than|at least|in excess of|upwards of"
)
_CEILING = "less than|under|below|smaller than|lower than|fewer than|at most|up to|no more than|not more than"
_INCLUSIVE = ("at least", "upwards of", "at most", "up to", "no more than", "not more than")
_JUST = 1e-9
_BETWEEN = re.compile(rf"\b(?:between|from)\s+(?P<least>{_SUM})\s*(?:and|to|[-–])\s*(?P<most>{_SUM})")
_SIDE = re.compile(rf"\b(?:(?:of|by)\s+)?(?:(?P<floor>{_FLOOR})|(?P<ceiling>{_CEILING}))\s+(?P<sum>{_SUM})")
_PLAIN = re.compile(rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>{_UNIT})?\b")
_EXTREME = {
    **dict.fromkeys(("biggest", "largest", "highest", "greatest", "most expensive", "costliest"), True),
    **dict.fromkeys(("smallest", "lowest", "least expensive", "cheapest"), False),
}
_BY_SIZE = re.compile(rf"\b(?:{'|'.join(_EXTREME)})\b")


@dataclass(frozen=True, slots=True)
class Sums:
    """Bounds in pounds, both inclusive (None: open); ``largest`` True or False asks for just the extreme sum.

    ``said`` is what the question says of them: "over £5m".
    """

    least: float | None = None
    most: float | None = None
    largest: bool | None = None
    said: str = field(default="", compare=False)

    def of(self, entries: Sequence[Entry]) -> list[Entry]:
        """The entries whose sum lies within the bounds; of an extreme, those with that sum. One without a sum never."""
        told = {entry.id: pounds(entry.amount) for entry in entries}
        least, most = self.least or 0.0, self.most or float("inf")
        within = {one: value for one, value in told.items() if value is not None and least <= value <= most}
        if self.largest is not None and within:
            edge = (max if self.largest else min)(within.values())
            within = {one: value for one, value in within.items() if value == edge}
        return [entry for entry in entries if entry.id in within]


def find_bounds(sheet: Sheet) -> Sums | None:
    """The bounds a question sets to sums of money, their words marked as understood; None when it sets none."""
    text = sheet.question.lower()
    if found := _BETWEEN.search(text):
        sheet.take_span(found.start(), found.end())
        return Sums(pounds(found["least"]), pounds(found["most"]), said=found[0])
    if found := _SIDE.search(text):
        sheet.take_span(found.start(), found.end())
        bound, side = pounds(found["sum"]) or 0.0, found["floor"] or found["ceiling"]
        past = 0.0 if side in _INCLUSIVE else bound * _JUST
        return Sums(least=bound + past, said=found[0]) if found["floor"] else Sums(most=bound - past, said=found[0])
    return None


def find_extreme(sheet: Sheet) -> Sums | None:
    """The biggest or smallest sum, where a question about money asks for it; the word is marked."""
    found = _BY_SIZE.search(sheet.question.lower())
    if found is None:
        return None
    sheet.take_span(found.start(), found.end())
    return Sums(largest=_EXTREME[found[0]], said=f"the {found[0]}")


@lru_cache(maxsize=16384)
def pounds(amount: str | None) -> float | None:
    """A sum as told ("£7.6m", "£11,500", "£9.2 million") in pounds; None where there is no number."""
    found = _PLAIN.search((amount or "").lower())
    return float(found["number"].replace(",", "")) * _UNITS.get(found["unit"] or "", 1.0) if found else None
