"""An Article as JSON for the archive, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from crawler.article import Article, DateOrigin, Flag, Kind


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def to_json(article: Article) -> str:
    """The article as one JSON object, dates in ISO 8601 with their zone."""
    return json.dumps(asdict(article), ensure_ascii=False, default=datetime.isoformat)


def from_json(record: str) -> Article:
    """The article of a record written by `to_json`; fields added since then get their defaults."""
    known = json.loads(record)
    origin = known.get("published_from")
    return Article(
        url=known["url"],
        source=known["source"],
        title=known["title"],
        text=known["text"],
        published=_instant(known.get("published")),
        published_from=DateOrigin(origin) if origin else None,
        updated=_instant(known.get("updated")),
        authors=tuple(known.get("authors", ())),
        tags=tuple(known.get("tags", ())),
        kind=Kind(known.get("kind", Kind.NEWS)),
        language=known.get("language", "en"),
        flags=tuple(Flag(flag) for flag in known.get("flags", ())),
        pages=tuple(known.get("pages", ())),
        duplicate_of=known.get("duplicate_of"),
    )
