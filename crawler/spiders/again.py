"""Documents whose fetch failed are asked for again in the next runs, for a listing may never name them again."""

from __future__ import annotations

import json

from crawler.archive import Archive

# Five runs are most of a week of cron; a page that failed so long is gone, and stays named among the failures.
_MOST_TRIES = 5
_CURSOR = "again"


class Again:
    """The addresses of one source to ask for once more, with how often each has failed; kept in the archive."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._archive, self._source = archive, source
        kept = archive.cursor(source, _CURSOR)
        self._tries: dict[str, int] = json.loads(kept) if kept else {}

    @property
    def addresses(self) -> list[str]:
        """What to ask for."""
        return list(self._tries)

    def failed(self, url: str) -> None:
        """Note one more failure; after the last try the address is given up."""
        self._tries[url] = self._tries.get(url, 0) + 1
        if self._tries[url] >= _MOST_TRIES:
            del self._tries[url]
        self._store()

    def ended(self, url: str) -> None:
        """Forget an address that came after all, in whatever form."""
        if self._tries.pop(url, None) is not None:
            self._store()

    def _store(self) -> None:
        self._archive.store_cursor(self._source, _CURSOR, json.dumps(self._tries) if self._tries else None)
