"""Documents still to be had, for a listing may never name them again: those that failed, and papers of a document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from crawler.archive.archive import Archive
from crawler.spiders.listed import Listed

# Five runs are most of a week of cron; a page that failed so long is gone, and is named among what was refused.
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
        return [Listed.as_told(url, told) for url, told in self._kept.items()]

    def owe(self, items: Iterable[Listed]) -> None:
        """Note documents that no listing names, before they are asked for."""
        new = {item.url: {**item.told, "tries": 0} for item in items if item.url not in self._kept}
        if new:
            self._kept |= new
            self._store()

    def failed(self, item: Listed) -> bool:
        """Note one more failure; True when it was the last try, after which the document is given up."""
        tries = self._kept.get(item.url, {}).get("tries", 0) + 1
        given_up: bool = tries >= _MOST_TRIES
        if given_up:
            self._kept.pop(item.url, None)
        else:
            self._kept[item.url] = {**item.told, "tries": tries}
        self._store()
        return given_up

    def ended(self, url: str) -> None:
        """Forget a document that came after all, in whatever form."""
        if self._kept.pop(url, None) is not None:
            self._store()

    def _store(self) -> None:
        self._archive.store_cursor(self._source, _CURSOR, json.dumps(self._kept) if self._kept else None)
