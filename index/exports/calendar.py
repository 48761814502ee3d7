"""Export as iCalendar (RFC 5545): every entry with a date as an all-day event, planned ones as tentative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TextIO

from index.exports.columns import proof
from index.telling.clauses import clause
from index.timeline import Entry
from nlp.edtf import When
from nlp.reading import Status

_STATUS = {
    Status.HAPPENED: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.PROPOSED: "TENTATIVE",
    Status.REJECTED: "CANCELLED",
}
_LONGEST = 75  # octets a line, RFC 5545 section 3.1
_DAY = timedelta(days=1)


def write(entries: Iterable[Entry], out: TextIO) -> int:
    """Write one calendar; entries without a beginning and an end are left out of it and of the count."""
    count = 0
    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Caretrail//Timeline//EN", "CALSCALE:GREGORIAN"):
        out.write(f"{line}\r\n")
    for entry in entries:
        if entry.earliest in (None, date.min) or entry.latest in (None, date.max):
            continue
        for line in _event(entry):
            out.write("\r\n ".join(_folded(line)) + "\r\n")
        count += 1
    out.write("END:VCALENDAR\r\n")
    return count


def _event(entry: Entry) -> Iterator[str]:
    quote = proof(entry)
    summary = clause(entry)
    told = quote.published or entry.earliest or date.min
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@caretrail"
    # The stamp is the day it was last told, so that the same entry is written the same every time.
    yield f"DTSTAMP:{told:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.earliest:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{_after(entry.latest or date.min):%Y%m%d}"
    yield f"SUMMARY:{_text(summary[:1].upper() + summary[1:])}"
    yield f"DESCRIPTION:{_text(_description(entry))}"
    yield f"STATUS:{_STATUS[entry.status]}"
    yield f"CATEGORIES:{_text(entry.type.replace('_', ' '))}"
    if quote.url.startswith(("http://", "https://")) and not set(quote.url) & set("\r\n"):
        yield f"URL:{quote.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(entry: Entry) -> str:
    when = When.parse(entry.date).in_words() if entry.date else ""
    quotes = [f"“{item.quote}” {item.source}: {item.url}" for item in entry.history]
    return "\n".join([f"{entry.status.value.capitalize()}, {when}.", *quotes])


def _after(day: date) -> date:
    """The day after: an all-day event ends before its DTEND."""
    return day + _DAY if day < date.max else day


def _text(value: str) -> str:
    """Text as RFC 5545 (3.3.11) escapes it."""
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(character for character in value if character >= " " and character != "\x7f")


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, no character cut."""
    part, octets = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if octets + width > _LONGEST - 1:
            yield part
            part, octets = "", 0
        part += character
        octets += width
    yield part
