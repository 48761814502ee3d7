"""Makes articles and their readings, and archives and indexes of them, for tests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from crawler.archive.archive import Archive
from crawler.article import Article, Kind
from crawler.console import archive_path, index_path
from index.build import build
from index.merging.claims import Claim, claims_of
from index.search import Index, open_index
from nlp.reading import PIPELINE, Event, EventType, Grade, Judgement, Mention, MentionKind, Person, Reading, Status

Told = tuple[Article, Reading]


def event(kind: EventType, on: str | None, council: str | None = None, /, **more: Any) -> Event:
    """An event that happened, with a sentence made of its parts; ``more`` are further fields of Event."""
    councils = (council,) if council else tuple(more.pop("councils", ()))
    told = [kind.replace("_", " "), *councils, more.get("grade"), more.get("title"), *more.get("people", ()), on]
    sentence = more.pop("evidence", " ".join(str(part) for part in told if part) + ".")
    more.setdefault("status", Status.HAPPENED)
    return Event(type=kind, date=on, councils=councils, evidence=sentence, start=0, end=0, **more)


def rating(grade: Grade, on: str | None, council: str, /, **more: Any) -> Event:
    """A grade given to a council, overall unless ``judgement`` says otherwise."""
    more.setdefault("judgement", Judgement.OVERALL)
    return event(EventType.INSPECTION_RATING, on, council, grade=grade, **more)


def told(name: str, published: str, *events: Event, people: Iterable[Person] = (), **more: Any) -> Told:
    """An article whose text is its events' sentences, and the reading with their offsets.

    ``name`` makes the address; ``published`` is a day; ``more`` are further fields of Article (source, kind, title).
    """
    more.setdefault("source", "example.org")
    more.setdefault("title", name.replace("-", " ").capitalize())
    text, placed = more.pop("text", ""), []
    for one in events:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{one.evidence}" if text else one.evidence
        values = {field: getattr(one, field) for field in one.__dataclass_fields__}
        placed.append(Event(**{**values, "start": start, "end": start + len(one.evidence)}))
    article = Article(
        url=f"https://{more['source']}/{name}",
        text=text or more["title"],
        published=datetime.combine(date.fromisoformat(published), datetime.min.time(), UTC).replace(hour=12),
        kind=more.pop("kind", Kind.NEWS),
        **more,
    )
    mentions = tuple(
        Mention(MentionKind.COUNCIL, one.start, one.end, council, council) for one in placed for council in one.councils
    )
    return article, Reading(article.id, PIPELINE, mentions=mentions, people=tuple(people), events=tuple(placed))


def claims(*articles: Told) -> list[Claim]:
    """Every claim these articles make."""
    return [claim for article, reading in articles for claim in claims_of(article, reading)]


def archived(data: Path, *articles: Told) -> Path:
    """Take articles and readings into the archive of a data folder, and return the folder."""
    data.mkdir(parents=True, exist_ok=True)
    with Archive(archive_path(data)) as archive:
        for article, _ in articles:
            archive.take(article)
        archive.store_readings((article, reading.pipeline, reading.to_json()) for article, reading in articles)
    return data


def indexed(data: Path, *articles: Told, anew: bool = False) -> Index:
    """Archive these articles, build the index of the data folder, and open it."""
    archived(data, *articles)
    build(archive_path(data), index_path(data), anew)
    return open_index(data)


def annotated(gold: Path) -> list[Told]:
    """The annotated documents as articles and readings: what a perfect reader would have read."""
    found = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        on = datetime.combine(date.fromisoformat(raw["published"]), datetime.min.time(), UTC).replace(hour=12)
        article = Article(raw["url"], raw["source"], raw["title"], raw["text"], on)
        people = tuple(Person(p["name"], p.get("role"), p.get("organisation")) for p in raw["people"])
        events = tuple(_annotated_event(raw["text"], one) for one in raw["events"])
        found.append((article, Reading(article.id, PIPELINE, people=people, events=events)))
    return found


def _annotated_event(text: str, raw: dict[str, Any]) -> Event:
    quote = raw.get("evidence") or ""
    start = max(0, text.find(quote))
    return Event(
        type=EventType(raw["type"]),
        status=Status(raw["status"]),
        date=raw.get("date"),
        evidence=quote,
        start=start,
        end=start + len(quote),
        councils=tuple(raw.get("councils") or ()),
        organisation=raw.get("organisation"),
        people=tuple(raw.get("people") or ()),
        grade=Grade(raw["grade"]) if raw.get("grade") else None,
        previous_grade=Grade(raw["previous_grade"]) if raw.get("previous_grade") else None,
        judgement=Judgement(raw["judgement"]) if raw.get("judgement") else None,
        title=raw.get("title"),
        amount=raw.get("amount"),
    )
