"""What one run may take, of time and of pages, from all its sources together; the next run goes on from there."""

from __future__ import annotations

import asyncio
import time

from scrapy import signals
from scrapy.crawler import Crawler

TIME, PAGES = "the run’s time is used up", "the run’s number of pages is reached"


class Budget:
    """Minutes from now, and responses; None is without end. Ends the crawls under way when either is used up."""

    def __init__(self, minutes: float | None = None, pages: int | None = None) -> None:
        self._pages = pages
        self._until = time.monotonic() + minutes * 60 if minutes else None
        self._timer: asyncio.TimerHandle | None = None
        self._open: set[Crawler] = set()
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def spent(self) -> str:
        """What of the run is used up, in words; empty while there is something left."""
        if self._until and time.monotonic() >= self._until:
            return TIME
        return PAGES if self._pages is not None and self._pages <= 0 else ""

    def begin(self, crawler: Crawler) -> None:
        """Watch a crawl that is about to begin."""
        self._open.add(crawler)
        crawler.signals.connect(self._received, signal=signals.response_received)
        if self._until and self._timer is None:
            wait = max(0.0, self._until - time.monotonic())
            self._timer = asyncio.get_running_loop().call_later(wait, self._end_all, TIME)

    def end(self, crawler: Crawler) -> None:
        """Told when a crawl has ended, by itself or not."""
        self._open.discard(crawler)

    def _received(self) -> None:
        if self._pages is not None:
            self._pages -= 1
            if self._pages <= 0:
                self._end_all(PAGES)

    def _end_all(self, reason: str) -> None:
        for crawler in list(self._open):
            self._open.discard(crawler)
            if crawler.engine:
                self._closing.add(asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason)))
