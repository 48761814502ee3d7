"""robots.txt as RFC 9309 has it: one that can't be had for the server's own fault forbids everything for this run."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser

from crawler.running.troubles import in_words

_FORBIDS_ALL = b"User-agent: *\nDisallow: /\n"
_TOO_MANY_REQUESTS = 429


class RobotsUnreachableError(IgnoreRequest):
    """The site's rules could not be had, so nothing of it is fetched until they can."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """As Scrapy's, which takes an error page for a robots.txt without rules and no answer for permission."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}
        # Scrapy logs an unreachable robots.txt with a traceback; here it is told as the reason of what was not fetched.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise RobotsUnreachableError, or IgnoreRequest for an address the rules forbid."""
        why = self._unreachable.get(urlsplit(request.url).netloc)
        if why:
            raise RobotsUnreachableError(f"its robots.txt {why}, so nothing of it was fetched")
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == _TOO_MANY_REQUESTS:
            self._unreachable[netloc] = f"answered {response.status}"
            response = response.replace(body=_FORBIDS_ALL)
        elif response.status >= 400:
            response = response.replace(body=b"")  # there is none: everything is allowed, whatever the error page says
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._unreachable[netloc] = f"could not be fetched ({in_words(exc)})"
        super()._robots_error(exc, netloc)
