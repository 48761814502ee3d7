"""When a document came out: dates as feeds, pages, papers and addresses write them, with their zone."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from crawler.article import LONDON
from crawler.words import longest_first

_NUMBERED = re.compile(r"(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})\b")
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|$)|[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}(?:[:.]\d\d)+\s*(?:[ap]\.?m\.?)?|,?\s+\d{1,2}\s*[ap]\.?m\.?)?"
# Content systems write 0001-01-01 for a date nobody gave and 9999-12-31 for never; neither fits into another zone.
_EARLIEST, _NEVER = 1900, 9999


@cache
def _months() -> dict[str, int]:
    names = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
    return names | {name[:length]: at for name, at in names.items() for length in (3, 4)}


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    day_first = re.compile(rf"\b{day}\s+(?:of\s+)?{month},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
    month_first = re.compile(rf"\b{month}\s+{day},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
    return day_first, month_first


@cache
def _labels() -> str:
    return "|".join(re.escape(label) for label in longest_first("dates", "labels"))


def _day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else _months()[month]
    year = int(match["year"])
    try:
        return date(year if year > 99 else 2000 + year, number, int(match["day"]))
    except ValueError:
        return None


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first full calendar day a text names, with the offsets of its characters; British order in 18/12/2015."""
    found = [match for pattern in (*_written(), _ISO, _NUMBERED) if (match := pattern.search(text))]
    days = [(day, match.start(), match.end()) for match in found if (day := _day(match)) and day.year >= _EARLIEST]
    return min(days, key=lambda known: known[1], default=None)


def labelled_day(text: str) -> date | None:
    """The day that a label such as "Report published:" at the beginning of a line announces; the first such."""
    for match in re.finditer(rf"^\s*(?:{_labels()})\b\s*:?\s+{_WEEKDAY}(?=\S)", text, re.IGNORECASE | re.MULTILINE):
        found = find_day(text[match.end() : match.end() + 30])
        if found and found[1] == 0:
            return found[0]
    return None


def may_label(text: str) -> bool:
    """Whether a text with its lines run together may hold what ``labelled_day`` finds: a label and soon a number."""
    return re.search(rf"(?:{_labels()})\D{{0,30}}\d", text, re.IGNORECASE) is not None


def day_of_line(line: str) -> date | None:
    """The day of a line that holds nothing else but a label, a weekday, a time or a "by"; None for any other line."""
    found = find_day(line)
    if not found:
        return None
    day, start, end = found
    before = re.fullmatch(rf"(?:(?:{_labels()})\b\s*:?\s*)?{_WEEKDAY}", line[:start].lstrip(), re.IGNORECASE)
    after = re.fullmatch(rf"{_TIME}[\s.|,–-]*(?:by\b.{{0,60}})?", line[end:], re.IGNORECASE)
    return day if before and after else None


def midnight(day: date) -> datetime:
    """The beginning of a day in London: how a day without a time is kept."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def instant(value: str) -> datetime | None:
    """The moment a feed, a meta tag or JSON-LD states: ISO 8601, RFC 822 or a written day; without a zone, London's."""
    value = value.strip()
    moment: datetime | None = None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(value)
        except (ValueError, TypeError, IndexError):
            continue
        break
    if moment is None:
        found = find_day(value[:80])
        return midnight(found[0]) if found else None
    if moment.tzinfo is None:
        # RFC 822 writes an unknown zone as -0000, and means the moment in UTC.
        moment = moment.replace(tzinfo=UTC if value.endswith("-0000") else LONDON)
    return possible(moment)


def iso_moment(value: object) -> datetime | None:
    """The moment an interface or a sitemap states in ISO 8601, in UTC unless it names a zone; None for none."""
    try:
        moment = datetime.fromisoformat(str(value or "").strip())
    except ValueError:
        return None
    return possible(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def possible(moment: datetime) -> datetime | None:
    """The moment, if a document can have come out at it."""
    return moment if _EARLIEST <= moment.year < _NEVER else None


def day_in_address(address: str) -> date | None:
    """The day in an address or file name, as in /2024/10/24/ or report-2014-05-23.pdf."""
    match = _IN_PATH.search(address)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None
