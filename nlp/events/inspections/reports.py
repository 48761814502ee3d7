"""Reports: the inspectorate's own reports, whose front page states council, dates and every judgement."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from nlp import ratings
from nlp.councils import find_councils
from nlp.edtf import day
from nlp.events.cues import cue
from nlp.reading import Event, EventType, Grade, Judgement, Mention, MentionKind, Skipped, Status

RATING = EventType.INSPECTION_RATING
# The title stands within this of the top, and the judgements within the front, in characters.
_TOP, _FRONT = 700, 6000
_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_TO = r"\s*(?:to|and|until|[-–—])\s*"
_RANGE = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+({_MONTH}))?(?:\s+(\d{{4}}))?{_TO}"
    rf"(?:[a-z]+day\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\s+(\d{{4}})",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\s+(\d{{4}})", re.IGNORECASE)


def is_report(text: str) -> bool:
    """Whether a text is an inspection report on a council's children's services, by its front page."""
    top = text[:_TOP]
    return cue("report.front").search(top) is not None and dates_of(text) is not None


def find_report(
    text: str, mentions: Sequence[Mention], published: date | None, title: str
) -> tuple[list[Event], list[Skipped]]:
    """The ratings an inspection report gives: one event for each judgement, its row of the front page as evidence.

    Args:
        text: the report's; offsets of the events count characters into it.
        mentions: those found in the text; of them the councils are used.
        published: the day of publication, for a report that does not say when the inspection was.
        title: the report's, which names the council.
    """
    council = council_of(text, mentions, title)
    if council is None:
        return [], [Skipped(RATING, 0, 0, "", "a report that names no council")]
    if cue("report.visit").search(title or text[:_TOP]):
        return [], [Skipped(RATING, 0, min(len(text), _TOP), text[:_TOP], "a visit without grades")]
    inspected = dates_of(text)
    when = _interval(*inspected) if inspected else published and day(published)
    events = [
        Event(
            RATING,
            Status.HAPPENED,
            when or None,
            text[start:end],
            start,
            end,
            councils=(council,),
            grade=value,
            judgement=judgement,
            confidence=0.99,
            rule="inspection_rating: the report's own judgement",
        )
        for judgement, value, start, end in judgements_of_report(text)
    ]
    return events, []


def council_of(text: str, mentions: Sequence[Mention], title: str) -> str | None:
    """The canonical name of the council a report is on: named in its title, else first in the text."""
    found = find_councils(title) or [m for m in mentions if m.kind is MentionKind.COUNCIL and m.start < _TOP]
    found = found or find_councils(text[:_FRONT])
    return found[0].value if found else None


def dates_of(text: str) -> tuple[date, date] | None:
    """The first and last day of the inspection, from the line so labelled; None where the report does not say."""
    for label in cue("report.label").finditer(text[:_FRONT]):
        line = text[label.end() : label.end() + 70].lstrip(" :\n")
        span = _RANGE.match(line)
        if span:
            return _range(span)
        single = _DAY.match(line)
        if single:
            on = _day(single[1], single[2], single[3])
            return (on, on) if on else None
    return None


def judgements_of_report(text: str) -> list[tuple[Judgement, Grade, int, int]]:
    """Each judgement of the front page with its grade and the offsets of its row, in order of the text.

    A report of before 2013 on looked after children alone has its overall effectiveness read as that of children in
    care.
    """
    front = text[:_FRONT]
    out: list[tuple[Judgement, Grade, int, int]] = []
    for judgement in Judgement:
        found = _row(judgement).search(front) or (_row(judgement).search(text) if _is_old(text) else None)
        if found:
            kind = Judgement.CHILDREN_IN_CARE if judgement is Judgement.OVERALL and _is_old(text) else judgement
            out.append((kind, ratings.grade(" ".join(found["grade"].split())), found.start(), found.end()))
    return sorted(out, key=lambda row: row[2])


@cache
def _row(judgement: Judgement) -> re.Pattern[str]:
    """A row of one judgement: what it is called, then its grade on the same or the next line."""
    return re.compile(
        rf"(?:{cue(f'report.row.{judgement.value}').pattern})[\s:–-]*(?:is |are )?(?:[Gg]rade \d \(?)?"
        rf"(?P<grade>{cue('grade.on_front').pattern})",
        re.IGNORECASE,
    )


def _is_old(text: str) -> bool:
    return cue("report.looked_after").search(text[:_TOP]) is not None


def _range(found: re.Match[str]) -> tuple[date, date] | None:
    first_day, first_month, first_year, last_day, last_month, last_year = found.groups()
    last = _day(last_day, last_month, last_year)
    first = _day(first_day, first_month or last_month, first_year or last_year)
    if first is None or last is None:
        return None
    if first > last and first_year is None:
        first = first.replace(year=first.year - 1)
    return (first, last) if first <= last else None


def _day(number: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS.index(month.lower()) + 1, int(number))
    except ValueError:
        return None


def _interval(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)}/{day(last)}"
