"""The period a question names ("since 2020", "in the last two years"), as the first and last day it covers."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.words import Sheet
from nlp.edtf import When

_MONTHS = {name.lower(): n for n in range(1, 13) for name in (calendar.month_name[n], calendar.month_abbr[n])} | {
    "sept": 9
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_NUMBERS |= {"twelve": 12, "a": 1, "an": 1, "couple": 2, "few": 3}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_POINT = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+{_YEAR}|(?:{_MONTH})\s+\d{{1,2}},?\s+{_YEAR}|{_YEAR}-\d\d-\d\d"
    rf"|(?:{_MONTH})\.?,?\s+(?:of\s+)?{_YEAR}|(?:spring|summer|autumn|winter)\s+(?:of\s+)?{_YEAR}|{_YEAR}\s?[-–/]\s?\d\d(?!\d)"
    rf"|{_YEAR}s|{_YEAR}|(?:last|this|next)\s+(?:year|month|week|spring|summer|autumn|winter)|today|yesterday|now)"
)
_NUMBER = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_RANGE = re.compile(
    r"\b(?:(?:between|from|in|during|over)\s+)?(?:the\s+(?:years?|period)\s+)?"
    rf"(?P<first>{_POINT}|(?:\d{{1,2}}\s+)?(?:{_MONTH})|\d{{1,2}}(?=\s+(?:and|to)\s+\d{{1,2}}\s+[a-z]))\s*"
    rf"(?:and|to|until|till|through|up to|[-–—])\s*(?P<last>{_POINT})\b"
)
_LAST_FEW = re.compile(
    r"\b(?:(?:in|over|during|within|for)\s+)?(?:the\s+)?(?:last|past|previous|recent)\s+"
    rf"(?:(?P<number>{_NUMBER})\s+(?:of\s+)?)?(?P<unit>decade|year|month|week|day)s?\b"
)
_OPEN = re.compile(
    r"\b(?P<side>since|after|from|before|until|till|up to|by|prior to|as of|later than|earlier than)\s+"
    rf"(?:the\s+)?(?:(?:start|beginning|end)\s+of\s+)?(?P<point>{_POINT})(?:\s+(?:onwards?|on))?\b"
)
_AT = re.compile(
    rf"\b(?:(?:in|during|on|for|of|at|throughout)\s+)?(?:early\s+|late\s+|mid[- ])?(?:the\s+)?(?P<point>{_POINT})\b"
)
_RECENTLY = re.compile(r"\b(?:recently|lately|in recent (?:years|months|weeks))\b")
_ONE_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day meant, both inclusive; None where a side is open."""

    after: date | None
    before: date | None


def find_period(sheet: Sheet, as_of: date) -> Period | None:
    """The period a question names, its words marked as understood; None when it names none.

    "The last two years" end on the day the question is asked. Of several separate years the whole stretch is taken.
    """
    text = sheet.question.lower()
    for pattern in (_RANGE, _OPEN, _LAST_FEW, _RECENTLY):
        for found in pattern.finditer(text):
            period = _period(found, as_of)
            if period:
                sheet.take_span(found.start(), found.end())
                return period
    points = [(found, _point(found["point"], as_of)) for found in _AT.finditer(text)]
    known = [(found, when) for found, when in points if when and _stands_alone(found, text)]
    for found, _ in known:
        sheet.take_span(found.start(), found.end())
    if not known:
        return None
    return Period(min(when.earliest for _, when in known), max(when.latest for _, when in known))


def _stands_alone(found: re.Match[str], text: str) -> bool:
    """Whether a date is one of the question's, not part of a name ("Act 2004", "the 1989 Act", "now")."""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    named = before.endswith((" act", " bill", " regulations")) or re.match(
        r"(?:\w+ )?(?:act|bill|regulations)\b", after
    )
    return found["point"] != "now" and not (named and re.fullmatch(_YEAR, found["point"]))


def _period(found: re.Match[str], as_of: date) -> Period | None:
    if found.re is _RANGE:
        last = _point(found["last"], as_of)
        # "Between March and June 2019": the year is said once.
        first = _point(found["first"], as_of) or (_completed(found["first"], last) if last else None)
        return Period(first.earliest, last.latest) if first and last and first.earliest <= last.latest else None
    if found.re is _LAST_FEW:
        return _last_few(found, as_of)
    if found.re is _RECENTLY:
        return Period(as_of - _ONE_YEAR, as_of)
    when = _point(found["point"], as_of)
    if not when:
        return None
    if found["side"] in ("since", "from", "after", "later than"):
        exclusive = found["side"] in ("after", "later than")
        return Period(when.latest + timedelta(days=1) if exclusive else when.earliest, None)
    inclusive = found["side"] in ("until", "till", "up to", "by", "as of")
    return Period(None, when.latest if inclusive else when.earliest - timedelta(days=1))


def _last_few(found: re.Match[str], as_of: date) -> Period | None:
    number, unit = found["number"], found["unit"]
    if number is None:
        # "Last year" is the calendar year before; "the past year" and "the last years" run up to today.
        if re.search(r"\blast\s+(?:year|month|week)$", found[0]) and "the " not in found[0]:
            return _of(_point(found[0][found[0].index("last") :], as_of))
        number = "5" if found[0].endswith("s") else "1"
    many = _NUMBERS.get(number) or int(number)
    if unit in ("week", "day"):
        return Period(as_of - timedelta(days=many * (7 if unit == "week" else 1)), as_of)
    return Period(_months_before(as_of, many * {"decade": 120, "year": 12, "month": 1}[unit]), as_of)


def _completed(first: str, last: When) -> When | None:
    """The first of two dates whose month and year, or whose year, only the last one tells."""
    rest = f"{last.latest:%B %Y}" if first.isdigit() else f"{last.latest:%Y}"
    return _point(f"{first} {rest}".lower(), last.latest)


def _of(when: When | None) -> Period | None:
    return Period(when.earliest, when.latest) if when else None


def _months_before(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    year = max(year, 1)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def _point(text: str, as_of: date) -> When | None:
    """The date that one expression denotes on the day a question is asked; None when it is no date (31 June)."""
    try:
        return When.parse(_edtf(" ".join(text.replace(",", " ").replace(".", " ").split()), as_of))
    except (ValueError, KeyError):
        return None


def _edtf(text: str, as_of: date) -> str:
    words = [word for word in text.split() if word != "of"]
    if words[0] in ("today", "now"):
        return as_of.isoformat()
    if words[0] == "yesterday":
        return (as_of - timedelta(days=1)).isoformat()
    if words[0] in ("last", "this", "next"):
        return _relative(words[1], {"last": -1, "this": 0, "next": 1}[words[0]], as_of)
    if re.fullmatch(rf"{_YEAR}s", text):
        return f"{text[:3]}X" if text[3] == "0" else text[:4]
    if pair := re.fullmatch(rf"({_YEAR})\s?[-–/]\s?(\d\d)", text):
        first = int(pair[1])
        short = int(pair[2])
        return (
            f"{first}-04-01/{first + 1}-03-31" if short == (first + 1) % 100 else f"{first}/{first // 100}{short:02d}"
        )
    if len(words) == 1:
        return words[0]
    year = words[-1]
    if len(words) == 2:
        return f"{year}-{_SEASONS.get(words[0]) or _MONTHS[words[0]]:02d}"
    named, day = (words[1], words[0]) if words[1] in _MONTHS else (words[0], words[1])
    return f"{year}-{_MONTHS[named]:02d}-{int(re.sub(r'[a-z]', '', day)):02d}"


def _relative(unit: str, step: int, as_of: date) -> str:
    if unit == "year":
        return f"{as_of.year + step:04d}"
    if unit == "month":
        year, month = divmod(as_of.year * 12 + as_of.month - 1 + step, 12)
        return f"{year:04d}-{month + 1:02d}"
    if unit == "week":
        monday = as_of - timedelta(days=as_of.weekday()) + timedelta(weeks=step)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    seasons = (f"{as_of.year + year:04d}-{_SEASONS[unit]}" for year in (-1, 0, 1))
    if step == 0:
        return f"{as_of.year:04d}-{_SEASONS[unit]}"
    if step > 0:
        return next(season for season in seasons if When.parse(season).earliest > as_of)
    return [season for season in seasons if When.parse(season).latest < as_of][-1]
