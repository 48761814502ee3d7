"""Documents still to be had, for a listing may never name them again: those that failed, and papers of a document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crawler.archive import Archive
from crawler.article import Kind
from crawler.spiders.listed import Listed

# Five runs are most of a week of cron; a page that failed so long is gone, and stays named among the failures.
_MOST_TRIES = 5
_CURSOR = "again"


class Again:
    """The documents of one source to ask for once more, with how often each has failed; kept in the archive."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._archive, self._source = archive, source
        kept = archive.cursor(source, _CURSOR)
        self._kept: dict[str, dict[str, Any]] = json.loads(kept) if kept else {}

    @property
    def items(self) -> list[Listed]:
        """What to ask for, with what its listing told of it."""
        return [_listed(url, told) for url, told in self._kept.items()]

    def owe(self, items: Iterable[Listed]) -> None:
        """Note documents that no listing names, before they are asked for."""
        new = {item.url: {**_told(item), "tries": 0} for item in items if item.url not in self._kept}
        if new:
            self._kept |= new
            self._store()

    def failed(self, item: Listed) -> None:
        """Note one more failure; after the last try the document is given up."""
        tries = self._kept.get(item.url, {}).get("tries", 0) + 1
        if tries >= _MOST_TRIES:
            self._kept.pop(item.url, None)
        else:
            self._kept[item.url] = {**_told(item), "tries": tries}
        self._store()

    def ended(self, url: str) -> None:
        """Forget a document that came after all, in whatever form."""
        if self._kept.pop(url, None) is not None:
            self._store()

    def _store(self) -> None:
        self._archive.store_cursor(self._source, _CURSOR, json.dumps(self._kept) if self._kept else None)


def _told(item: Listed) -> dict[str, Any]:
    moments = {name: value.isoformat() for name in ("published", "updated") if (value := getattr(item, name))}
    return {"title": item.title, "authors": item.authors, "tags": item.tags, "kind": item.kind, **moments}


def _listed(url: str, told: dict[str, Any]) -> Listed:
    published, updated = (
        datetime.fromisoformat(told[name]) if name in told else None for name in ("published", "updated")
    )
    kind = Kind(told["kind"]) if told["kind"] else None
    return Listed(url, told["title"], published, updated, tuple(told["authors"]), tuple(told["tags"]), kind)
