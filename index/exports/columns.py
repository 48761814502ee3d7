"""An entry as one flat row: the columns that the CSV and SQLite exports share, in their order."""

from __future__ import annotations

from datetime import date

from index.timeline import Entry, Evidence
from nlp.edtf import When

COLUMNS = (
    *("id", "type", "status", "date", "date_in_words", "earliest", "latest", "councils", "organisation", "people"),
    *("grade", "previous_grade", "change", "judgement", "title", "amount", "confidence", "disagreements"),
    *("sources", "quote", "quote_source", "quote_title", "quote_published", "quote_url", "other_urls"),
)
_JOINED = "; "


def flat(entry: Entry) -> dict[str, str | float | int]:
    """The row of an entry: text, with several values joined by "; "; the quote is what proves status and date."""
    quote = proof(entry)
    urls = dict.fromkeys(item.url for item in reversed(entry.history))
    return {
        "id": entry.id,
        "type": entry.type.value,
        "status": entry.status.value,
        "date": entry.date or "",
        "date_in_words": When.parse(entry.date).in_words() if entry.date else "",
        "earliest": bounded(entry.earliest),
        "latest": bounded(entry.latest),
        "councils": _JOINED.join(entry.councils),
        "organisation": entry.organisation or "",
        "people": _JOINED.join(entry.people),
        "grade": entry.grade.value if entry.grade else "",
        "previous_grade": entry.previous_grade.value if entry.previous_grade else "",
        "change": entry.change.value if entry.change else "",
        "judgement": entry.judgement.value if entry.judgement else "",
        "title": entry.title or "",
        "amount": entry.amount or "",
        "confidence": entry.confidence,
        "disagreements": _JOINED.join(entry.disagreements),
        "sources": len(entry.articles),
        "quote": quote.quote,
        "quote_source": quote.source,
        "quote_title": quote.title,
        "quote_published": quote.published.isoformat() if quote.published else "",
        "quote_url": quote.url,
        "other_urls": _JOINED.join(url for url in urls if url != quote.url),
    }


def proof(entry: Entry) -> Evidence:
    """The claim that says what the entry shows: its status and date, the latest of such; else the latest of all."""
    same = [item for item in entry.history if item.status is entry.status]
    return ([item for item in same if item.date == entry.date] or same or list(entry.history))[-1]


def bounded(day: date | None) -> str:
    """A day in ISO 8601; empty where it is not known or the end is open."""
    return day.isoformat() if day and day not in (date.min, date.max) else ""
