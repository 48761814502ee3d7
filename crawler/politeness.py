"""Waits as long as a site asks: Crawl-delay of its robots.txt, Retry-After of its refusals."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response

# A site that asks for longer is left alone until the next run: cron comes again.
LONGEST_WAIT = 120.0
_LONGEST_DELAY = 60.0


class CrawlDelay:
    """Raises the delay of a host to the Crawl-delay its robots.txt names for us."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self.robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def robots_parsed(self, robotparser: Any, request: Request) -> None:
        """Take the delay for the host of ``request``; AutoThrottle may only lengthen it."""
        wanted = robotparser.crawl_delay(self._crawler.settings["USER_AGENT"])
        if not wanted or self._crawler.engine is None:
            return
        delay = min(float(wanted), _LONGEST_DELAY)
        _, slot = self._crawler.engine.downloader._get_slot(request)
        slot.delay = max(slot.delay, delay)
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle:
            throttle.mindelay = max(throttle.mindelay, delay)


class RetryAfterMiddleware(RetryMiddleware):
    """Retries as Scrapy does, but no sooner than a Retry-After allows, and with a growing pause where there is none."""

    async def process_response(  # type: ignore[override]  # Scrapy awaits what a middleware returns
        self, request: Request, response: Response, **_: Any
    ) -> Request | Response:
        """Wait and hand back the request to be retried, or the response when it is not to be."""
        answer = super().process_response(request, response)
        if isinstance(answer, Request):
            wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
            if wait is None:
                wait = _backoff(request)
            if wait > LONGEST_WAIT:
                return response
            await asyncio.sleep(wait)
        return answer


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds a Retry-After header asks to wait, given in seconds or as a date; None when it says nothing usable."""
    if not header:
        return None
    value = header.decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (TypeError, ValueError):
        return None


def _backoff(request: Request) -> float:
    return 0.5 * 2.0 ** int(request.meta.get("retry_times", 0))
