"""How far back a paged archive was walked, so that a killed walk is taken up where it stopped and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from crawler.article import LONDON


@dataclass(frozen=True, slots=True)
class Walked:
    """What the archive keeps of the walks through one listing, newest first.

    ``whole``: everything published up to this moment was seen, back to ``floor`` (None: to the listing's end).
    ``top`` and ``page``: a walk not finished; from ``top`` down, all pages before ``page`` have ended.
    """

    whole: datetime | None = None
    floor: date | None = None
    top: datetime | None = None
    page: int = 0

    def to_text(self) -> str:
        """For the archive."""
        moments = [value.isoformat() if value else None for value in (self.whole, self.floor, self.top)]
        return json.dumps([*moments, self.page])

    @classmethod
    def from_text(cls, text: str | None) -> Walked:
        """What to_text wrote; nothing walked yet when there is none."""
        if not text:
            return cls()
        whole, floor, top, page = json.loads(text)
        return cls(
            whole=datetime.fromisoformat(whole) if whole else None,
            floor=date.fromisoformat(floor) if floor else None,
            top=datetime.fromisoformat(top) if top else None,
            page=int(page),
        )


class Walk:
    """One walk: told of each page in turn, says which comes next and what to keep once the page's documents ended."""

    def __init__(self, kept: Walked, since: date | None) -> None:
        self._kept, self._since = kept, since
        self._resuming = kept.page > 1
        deeper = since is not None and kept.floor is not None and since < kept.floor
        self._goal = None if deeper else kept.whole
        self._top: datetime | None = None
        self._oldest: datetime | None = None
        self._finished = self._bounded = False

    @property
    def needed(self) -> bool:
        """Whether there is more to do than to look for what is new: an unfinished walk, or one that goes deeper."""
        return self._resuming or self._goal is None

    def following(self, page: int, published: Sequence[datetime | None], any_new: bool) -> int | None:
        """The page to ask for after ``page``, on which stand documents of these dates; None when the walk is over."""
        dated = [moment for moment in published if moment]
        if dated and self._top is None:
            self._top = max(dated)
        oldest = min(dated, default=None)
        self._oldest = oldest or self._oldest
        if self._resuming:
            if _reached(oldest, self._kept.top, any_new):
                self._resuming = False
                return max(self._kept.page - 1, page + 1)
            return page + 1
        since = datetime.combine(self._since, time.min, LONDON) if self._since else None
        by_goal = self._goal is not None and _reached(oldest, self._goal, any_new)
        if not published or by_goal or (since is not None and oldest is not None and oldest < since):
            self._finished = True
            return None
        return page + 1

    def past_the_end(self) -> None:
        """Told that the site has no such page any more."""
        self._finished = True

    def bounded(self) -> None:
        """Told that no further page is to be asked for, though there may be some: what was seen is whole."""
        self._resuming, self._finished, self._bounded = False, True, True

    def ended(self, page: int) -> Walked:
        """What to keep when every document of a page has ended."""
        if self._resuming:
            return self._kept
        if not self._finished:
            return replace(self._kept, top=self._top, page=page + 1)
        went_deeper = self._goal is None
        floor = self._since if went_deeper else self._kept.floor
        if self._bounded and self._oldest:
            floor = self._oldest.astimezone(LONDON).date()
        return Walked(whole=self._top or self._kept.whole, floor=floor)


def _reached(oldest: datetime | None, goal: datetime | None, any_new: bool) -> bool:
    """Whether a page goes back to a moment; where nothing is dated, a page with nothing new has to do."""
    if oldest is None or goal is None:
        return not any_new
    return oldest <= goal
