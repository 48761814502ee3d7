"""The story so far: the dates already told, the tense of a sentence, and so the year a later expression falls in."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import date

from nlp.dates.grammar import Shape
from nlp.dates.words import any_of, fence
from nlp.edtf import When

_NEAR = 800  # characters within which a month is still part of the story of the last one
_CLAUSE = 300
_MONTH = 31
_SENTENCE_END = re.compile(r"[.!?][’”\"')\]]?\s+(?=[A-Z‘“\"'•])|\n\s*\n|•|;\s")
_TO_BE = re.compile(r"\bbe $")
_FEW_WORDS = re.compile(r"(?:\s\w+){0,3}\s")
_HEADING = re.compile(r"\n[ \t]*\n[^\n.!?:]{3,90}\n[ \t]*\n")
_ASIDE = 20  # what stands beyond a comma is that much farther away
_REGULAR_PAST = re.compile(r"(?<!\w)[a-z]{2,}ed(?!\w)")
_BESIDE = re.compile(r"(?:before|after|by|until)\s*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:by|until|till|before|ahead of|no later than)\s"
    r"(?:(?:the\s)?(?:early|mid|late|end|start|beginning|middle)[\s-](?:of\s)?)?(?:the\s)?$",
    re.IGNORECASE,
)
# "After Ofsted's report in May, the council will …": what is acted upon has been.
_REPORTED = re.compile(
    r"\b(?:following|after|since|despite)\s\w+(?:['’]s|s['’])\s(?:[\w-]+\s){0,3}"
    r"(?:report|letter|inspection|visit|findings|verdict|judge?ment|ruling)\s(?:in|on|of|from)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"(?:as of|as at|at|to|ending|ended)(?: the end of)?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Story:
    """What is known while reading on: the text, its publication day if any, and the last dates told.

    ``last`` is the latest date told, ``exact`` unless the text only says before or after it; ``month`` the latest no
    coarser than a month; each with where it ended. ``borrowed`` is the year that the very next date lends to this one
    ("from *October* to December 2020").
    """

    text: str
    published: date | None
    last: When | None = None
    last_end: int = 0
    month: When | None = None
    month_end: int = 0
    borrowed: int | None = None
    exact: bool = False
    _tenses: dict[int, tuple[str | None, bool]] = field(default_factory=dict)

    def tell(self, shape: Shape, value: str) -> None:
        """Take note of a date just read; a stretch of time up to now is not a point to count from."""
        if shape.core.name == "stretch":
            return
        when = When.parse(value)
        self.last, self.last_end = when, shape.end
        self.exact = not _BESIDE.search(self.text, max(0, shape.start - 10), shape.start)
        # What is counted from the publication day says no more of the year that follows than that day does.
        as_of = shape.core.name == "ago" or _AS_OF.search(self.text, max(0, shape.start - 20), shape.start)
        if when.days <= _MONTH and not as_of:
            self.month, self.month_end = when, shape.end
        elif self.month and when.days > _MONTH and not when.overlaps(self.month):
            self.month = None  # the story has moved on to another year

    def near_month(self, shape: Shape) -> When | None:
        """The month or day the passage is about, if one was told shortly before."""
        return self.month if self.month and shape.start - self.month_end <= _NEAR else None

    def past_a_heading(self, shape: Shape) -> bool:
        """Whether a heading stands between the date last told and this one: another part of the text begins."""
        return _HEADING.search(self.text, self.last_end, shape.start) is not None

    def in_same_sentence(self, shape: Shape) -> When | None:
        """The date last told, if no sentence has ended since."""
        if self.last is None or shape.start - self.last_end > _CLAUSE:
            return None
        return None if _SENTENCE_END.search(self.text, self.last_end, shape.start) else self.last

    def before(self, shape: Shape) -> bool:
        """Whether the text says before, by or until this date."""
        return _UNTIL.search(self.text, max(0, shape.start - 32), shape.start) is not None

    def tense(self, shape: Shape) -> str | None:
        """ "future" or "past", whichever the nearest telling word of the sentence is, or None."""
        return self._told(shape)[0]

    def unsure(self, shape: Shape) -> bool:
        """Whether a sentence tells both of what was and of what will be, or of neither."""
        return self._told(shape)[1]

    def _told(self, shape: Shape) -> tuple[str | None, bool]:
        if shape.start not in self._tenses:
            nearest, told = _tense(self.text, shape.start, shape.end)
            # "Aims to have the post filled by May": what is to be done by then is told as done.
            aimed = not told.get("future", (True, 0))[0]
            ahead = "future" if self.before(shape) and (nearest is None or aimed) else None
            both = len(told) > 1 and not any(beyond for beyond, _ in told.values())
            known = "past" if _REPORTED.search(self.text, max(0, shape.start - 90), shape.start) else ahead
            self._tenses[shape.start] = known or nearest, not known and (both or nearest is None)
        return self._tenses[shape.start]


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence, or bullet, around a span; cut to a few hundred characters each way."""
    low, high = max(0, start - _CLAUSE), min(len(text), end + _CLAUSE)
    for match in _SENTENCE_END.finditer(text, low, start):
        low = match.end()
    after = _SENTENCE_END.search(text, end, high)
    return low, after.start() + 1 if after else high


def _tense(text: str, start: int, end: int) -> tuple[str | None, dict[str, tuple[bool, int]]]:
    """The tense told nearest to a span, a word of its own clause first, and how far off each tense is told."""
    low, high = sentence_around(text, start, end)
    near = {
        "future": _nearest([any_of("tense", "future")], text, (low, high), (start, end)),
        "past": _nearest([any_of("tense", "past"), _REGULAR_PAST], text, (low, high), (start, end)),
    }
    told = {tense: place for tense, place in near.items() if place is not None}
    return min(told, key=lambda tense: (told[tense], tense), default=None), told


def _nearest(
    cues: list[re.Pattern[str]], text: str, bounds: tuple[int, int], span: tuple[int, int]
) -> tuple[bool, int] | None:
    """The nearest telling word to a span: whether another clause begins or ends between, and how far, in characters."""
    places = []
    for match in itertools.chain.from_iterable(cue.finditer(text, *bounds) for cue in cues):
        if _tells_no_time(text, match):
            continue
        between = text[match.end() : span[0]] if match.end() <= span[0] else text[span[1] : match.start()]
        aside = any(mark in between for mark in ",–—(")
        places.append((aside or any_of("tense", "clause").search(between) is not None, len(between) + _ASIDE * aside))
    return min(places, default=None)


def _tells_no_time(text: str, match: re.Match[str]) -> bool:
    """Whether a word with the look of a tense has none here: "need", "be submitted", "judged them to be"."""
    if match[0].lower() == "to be":
        said = any_of("tense", "found").finditer(text, max(0, match.start() - 40), match.start())
        return any(_FEW_WORDS.fullmatch(text, word.end(), match.start()) for word in said)
    if not _REGULAR_PAST.fullmatch(match[0]):
        return False
    return match[0] in fence("not_past") or _TO_BE.search(text, max(0, match.start() - 4), match.start()) is not None
