"""Feeds: RSS and Atom as they really are, through feedparser."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import feedparser
from scrapy.http import Response

from crawler.decoding import without_halves
from crawler.limits import FEED_BYTES
from crawler.spiders.base import SourceSpider
from crawler.spiders.listed import Listed


class FeedSpider(SourceSpider):
    """Takes what each feed of the source names."""

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The feed's entries."""
        return feed_entries(response.body, response.url)


def feed_entries(body: bytes, url: str) -> list[Listed]:
    """The entries of a feed that have a link; broken XML is no reason to drop those that can be read.

    Raises:
        ValueError: too large, or not a feed at all (a page, an error, nothing).
    """
    if len(body) > FEED_BYTES:
        raise ValueError(f"{len(body):,} bytes; a feed has at most {FEED_BYTES:,}")
    try:
        parsed = feedparser.parse(without_halves(body), response_headers={"content-location": url}, sanitize_html=False)
    except (TypeError, LookupError, AttributeError) as error:
        # feedparser means to raise nothing, and stumbles over some broken namespaces all the same.
        raise ValueError(f"a feed broken beyond repair: {error}") from error
    if not parsed.version and not parsed.entries:
        raise ValueError("not a feed: it may have moved, or a page stands in its place")
    return [_listed(entry) for entry in parsed.entries if entry.get("link")]


def _listed(entry: Any) -> Listed:
    authors = [author.get("name", "") for author in entry.get("authors", ())]
    return Listed(
        url=entry.link,
        title=entry.get("title", ""),
        published=_moment(entry.get("published_parsed") or entry.get("created_parsed")),
        updated=_moment(entry.get("updated_parsed")),
        authors=tuple(name for name in authors if name),
        tags=tuple(tag.term for tag in entry.get("tags", ()) if tag.get("term")),
        body=max((content.get("value", "") for content in entry.get("content", ())), key=len, default=""),
    )


def _moment(parsed: Any) -> datetime | None:
    """feedparser's time tuple, which is in UTC, as a moment."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
