"""Finds dates in reading order: shape, fence, value from the story so far, then ranges and open ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import date

from nlp.dates import absolute, loose, prefixes, relative
from nlp.dates.fences import fenced
from nlp.dates.grammar import Shape, scan
from nlp.dates.joining import Dated, joined
from nlp.dates.story import Story, sentence_around
from nlp.dates.words import any_of, number
from nlp.edtf import When
from nlp.reading import Mention, MentionKind

Resolver = Callable[[Shape, Story], str | None]

_RESOLVERS: dict[str, Resolver] = {
    "iso": absolute.whole_day,
    "numeric": absolute.whole_day,
    "days": loose.days,
    "day_month_year": absolute.whole_day,
    "month_day_year": absolute.whole_day,
    "day_month": loose.bare_day,
    "month_day": loose.bare_day,
    "month_year": absolute.whole_month,
    "month_of_year": loose.bare_month,
    "ref_month": loose.bare_month,
    "month": loose.bare_month,
    "seasons": absolute.seasons,
    "season_year": absolute.season,
    "season_of_year": loose.bare_season,
    "ref_season": loose.bare_season,
    "season": loose.bare_season,
    "quarter": absolute.quarter,
    "half": absolute.half,
    "pair": absolute.pair,
    "short_pair": absolute.short_pair,
    "kind_pair": absolute.pair,
    "kind_year": absolute.kind_year,
    "decade": absolute.decade,
    "decade_word": absolute.decade,
    "century": absolute.century,
    "turn": absolute.turn,
    "holiday": loose.bare_holiday,
    "ref_holiday": loose.bare_holiday,
    "new_year": relative.new_year,
    "ago": relative.ago,
    "hence": relative.hence,
    "stretch": relative.stretch,
    "ref_unit": relative.unit_meant,
    "offset": relative.offset,
    "beside": relative.beside,
    "the_unit": relative.the_unit,
    "day_word": relative.spoken_day,
    "part_of_day": relative.part_of_day,
    "ref_weekday": loose.weekday,
    "weekday": loose.weekday,
    "year": absolute.year,
}
_CONNECTOR = re.compile(
    r"\s?(?:,|and|or|to|until|[-–—/&]|,\s(?:and|or))\s?(?:(?:in|the|early|late|mid|end of)[ -]){0,2}", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince(?: (?:about|around|at least|the))?\s+$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s(?:onwards?|and beyond)\b")
_LENDERS = frozenset({"month_year", "month_of_year", "day_month_year", "days", "season_year", "season_of_year"})
_FARTHEST_LENDER = 6
_BORROWERS = frozenset({"month", "day_month", "season"})


def find_dates(text: str, published: date | None) -> list[Mention]:
    """Every expression of the text that names calendar time, in order and not overlapping.

    Args:
        text: an article's text, paragraphs split by a blank line; offsets are characters into it.
        published: the day the text speaks from ("last week"); None leaves out all that depends on it.

    Returns:
        Mentions of kind DATE whose value is EDTF (ISO 8601-2 level 1) that nlp.edtf.When accepts.
    """
    story, shapes = Story(text, published), list(scan(text))
    dates: list[Dated] = []
    for place, shape in enumerate(shapes):
        story.borrowed = _lent(story, shapes, place)
        if story.borrowed is None and fenced(text, shape):
            continue
        value = resolved(shape, story)
        if value is not None:
            story.tell(shape, value)
            dates.append(Dated(shape, shape.start, shape.end, value, story.borrowed is not None))
    return [_mention(text, dated) for dated in joined(text, dates)]


def resolved(shape: Shape, story: Story) -> str | None:
    """The EDTF value of a shape at its place in the story, or None if it cannot be placed."""
    if shape.inner is None:
        return _RESOLVERS[shape.name](shape, story)
    value = resolved(shape.inner, story)
    return None if value is None else prefixes.applied(shape, value, story.text)


def _lent(story: Story, shapes: list[Shape], place: int) -> int | None:
    """The year that the next date lends to a month or day before it: "*October* to December 2020"."""
    chain = shapes[place : place + _FARTHEST_LENDER]
    length = next((n for n, shape in enumerate(chain) if shape.core.name not in _BORROWERS), 0)
    if not length or chain[length].core.name not in _LENDERS:
        return None
    for one, other in itertools.pairwise(chain[: length + 1]):
        if not _CONNECTOR.fullmatch(story.text, one.end, other.start):
            return None
    value = resolved(chain[length].core, story)
    if value is None:
        return None
    lender = When.parse(value).earliest
    year, month = lender.year, lender.month
    for shape in reversed(chain[:length]):
        own = _month_of(shape.core)
        year, month = year - (own > month), own
    return year


def _month_of(shape: Shape) -> int:
    name = shape.words.get("monthname") or shape.words.get("month")
    return number("months", name) if name else 3 * (number("seasons", shape.words["season"]) - 20)


def _mention(text: str, dated: Dated) -> Mention:
    value = _opened(text, dated)
    return Mention(MentionKind.DATE, dated.start, dated.end, text[dated.start : dated.end], value)


def _opened(text: str, dated: Dated) -> str:
    """The value with an open end where the text says since or onwards, unless it only compares two moments."""
    if "/" in dated.value and not dated.value.endswith(("-03-31", "-08-31")):
        return dated.value
    first = dated.value.split("/")[0]
    if _ONWARDS.match(text, dated.end):
        return f"{first}/.."
    since = _SINCE.search(text, max(0, dated.start - 24), dated.start)
    if since is None or _baseline(text, since.start(), dated.end):
        return dated.value
    return f"{first}/.."


def _baseline(text: str, start: int, end: int) -> bool:
    low, _ = sentence_around(text, start, end)
    return bool(
        any_of("baseline", "words").search(text, max(low, start - 80), start)
        or "%" in text[max(low, start - 80) : start]
    )
