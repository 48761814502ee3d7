"""Waits as long as a site asks: Crawl-delay of its robots.txt, Retry-After of its refusals."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response

# A site that asks for longer is left alone until the next run: cron comes again.
LONGEST_WAIT = 120.0
_LONGEST_DELAY = 60.0
_BUSY = (429, 503)
# Documents in a row, each tried several times, that a site was too busy to give: it has said clearly enough to go.
_MOST_REFUSALS = 3
LEFT_ALONE = "left alone"


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
        wanted = robotparser.crawl_delay(self._crawler.settings["ROBOTSTXT_USER_AGENT"])
        if not wanted or self._crawler.engine is None:
            return
        delay = min(float(wanted), _LONGEST_DELAY)
        _, slot = self._crawler.engine.downloader._get_slot(request)
        slot.delay = max(slot.delay, delay)
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle:
            throttle.mindelay = max(throttle.mindelay, delay)


class RetryAfterMiddleware(RetryMiddleware):
    """Retries as Scrapy does, but no sooner than a Retry-After allows, and with a growing pause where there is none.

    While a host has asked to be waited for, nothing else is asked of it either. One that asks for longer than a run
    can wait, or stays busy, ends the crawl of its source for this run; what is left is fetched by the next.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._until: dict[str, float] = {}
        self._refusals: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Hold a request back while its host has asked to be waited for."""
        wait = self._until.get(_host(request), 0.0) - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)

    async def process_response(  # type: ignore[override]  # Scrapy awaits what a middleware returns
        self, request: Request, response: Response, **_: Any
    ) -> Request | Response:
        """Wait and hand back the request to be retried, or the response when it is not to be."""
        answer = super().process_response(request, response)
        host = _host(request)
        if response.status not in _BUSY:
            self._refusals.pop(host, None)
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC)) if response.status >= 400 else None
        if asked is not None and asked > LONGEST_WAIT:
            self._leave(host, f"answered {response.status} and asks not to be visited for {asked / 60:.0f} minutes")
            return response
        if isinstance(answer, Request):
            wait = _backoff(request) if asked is None else asked
            if asked is not None:
                self._until[host] = time.monotonic() + asked
            await asyncio.sleep(wait)
        elif response.status in _BUSY:
            self._refusals[host] = self._refusals.get(host, 0) + 1
            if self._refusals[host] >= _MOST_REFUSALS:
                self._leave(host, f"goes on answering {response.status}")
        return answer

    def _leave(self, host: str, why: str) -> None:
        spider: Any = self.crawler.spider
        if spider.left_alone or self.crawler.engine is None:
            return
        spider.left_alone = f"{host} {why}; the next run goes on"
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=LEFT_ALONE))


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds a Retry-After header asks to wait, given in seconds or as a date; None when it says nothing usable."""
    if not header:
        return None
    value = header.decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (TypeError, ValueError):
        return None


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc


def _backoff(request: Request) -> float:
    return 0.5 * 2.0 ** int(request.meta.get("retry_times", 0))
