"""Export as FollowTheMoney entities, one JSON object a line, for Aleph: events, bodies and people, linked by id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha1
from typing import Any, TextIO

from index.exports.columns import bounded
from index.telling.clauses import clause
from index.timeline import Entry

_Entity = dict[str, Any]


def write(entries: Iterable[Entry], out: TextIO) -> int:
    """Write each event, and before it every body and person not written yet; returns how many events."""
    written: set[str] = set()
    count = 0
    for entry in entries:
        parties = list(_parties(entry))
        for entity in parties:
            if entity["id"] not in written:
                written.add(entity["id"])
                _line(entity, out)
        _line(_event(entry, [entity["id"] for entity in parties]), out)
        count += 1
    return count


def _line(entity: _Entity, out: TextIO) -> None:
    entity["properties"] = {name: values for name, values in entity["properties"].items() if any(values)}
    out.write(json.dumps(entity, ensure_ascii=False) + "\n")


def _parties(entry: Entry) -> Iterator[_Entity]:
    for council in entry.councils:
        properties = {"name": [f"{council} council"], "alias": [council], "country": ["gb"]}
        yield {"id": _id("council", council), "schema": "PublicBody", "properties": properties}
    if entry.organisation:
        properties = {"name": [entry.organisation], "country": ["gb"]}
        yield {"id": _id("organisation", entry.organisation), "schema": "Organization", "properties": properties}
    for person in entry.people:
        yield {"id": _id("person", person), "schema": "Person", "properties": {"name": [person]}}


def _event(entry: Entry, involved: list[str]) -> _Entity:
    text = clause(entry)
    first, last = bounded(entry.earliest), bounded(entry.latest)
    keywords = [entry.type.replace("_", " "), entry.status.value, entry.grade, entry.judgement, entry.amount]
    return {
        "id": f"caretrail-event-{entry.id}",
        "schema": "Event",
        "properties": {
            "name": [text[:1].upper() + text[1:]],
            # A day only where the sources give a day: FollowTheMoney's dates have no other precision.
            "date": [first] if first and first == last else [],
            "startDate": [first],
            "endDate": [last],
            "summary": [item.quote for item in entry.history],
            "sourceUrl": list(dict.fromkeys(item.url for item in entry.history if item.url.startswith("http"))),
            "publisher": list(dict.fromkeys(item.source for item in entry.history)),
            "keywords": [str(word) for word in keywords if word],
            "notes": list(entry.disagreements),
            "involved": involved,
        },
    }


def _id(kind: str, name: str) -> str:
    """The same body or person has the same id in every export."""
    digest = sha1(name.casefold().encode(), usedforsecurity=False).hexdigest()[:16]
    return f"caretrail-{kind}-{digest}"
