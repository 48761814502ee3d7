"""Export for TimelineJS: the JSON that Knight Lab's timeline reads, every entry with a date a slide."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any, TextIO

from index.telling.clauses import clause
from index.timeline import Entry
from nlp.edtf import When


def write(entries: Iterable[Entry], out: TextIO) -> int:
    """Write one JSON object; entries without a date, which have no place on a timeline, are left out of the count."""
    slides = [slide for entry in entries if (slide := _slide(entry))]
    json.dump({"events": slides}, out, ensure_ascii=False, indent=1)
    out.write("\n")
    return len(slides)


def _slide(entry: Entry) -> dict[str, Any] | None:
    if not entry.date or entry.earliest in (None, date.min):
        return None
    headline = clause(entry)
    slide: dict[str, Any] = {
        "unique_id": entry.id,
        "start_date": _date(entry.date.split("/")[0], entry.earliest),
        "display_date": escape(f"{When.parse(entry.date).in_words()} ({entry.status.value})"),
        # TimelineJS shows headline and text as HTML.
        "text": {"headline": escape(headline[:1].upper() + headline[1:]), "text": _text(entry)},
        "group": entry.type.replace("_", " "),
    }
    if "/" in entry.date and entry.latest and entry.latest != date.max:
        slide["end_date"] = _date(entry.latest.isoformat(), entry.latest)
    return slide


def _date(edtf: str, day: date | None) -> dict[str, int]:
    """The parts of a date that its EDTF says: a year, a month, a day; a season stands as its first month."""
    if day is None:
        return {}
    parts = edtf.rstrip("~?%").split("-")
    fields = {"year": day.year, "month": day.month, "day": day.day}
    return {name: fields[name] for name in list(fields)[: len(parts)]}


def _text(entry: Entry) -> str:
    quotes = []
    for item in entry.history:
        link = escape(item.title or item.url)
        if item.url.startswith(("http://", "https://")):
            link = f'<a href="{escape(item.url, quote=True)}">{link}</a>'
        quotes.append(f"<p>“{escape(item.quote)}”<br>{link}, {escape(item.source)}</p>")
    return "".join(quotes)
