"""Feeds: the documents that RSS and Atom name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scrapy.http import Response

from crawler.documents.feeds import read_feed
from crawler.spiders.base import SourceSpider
from crawler.spiders.listed import Listed


class FeedSpider(SourceSpider):
    """Takes what each feed of the source names."""

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The feed's entries that have an address."""
        return [
            Listed(
                url=entry.url,
                title=entry.title,
                published=entry.published,
                updated=entry.updated,
                authors=entry.authors,
                tags=entry.tags,
                body=entry.body,
            )
            for entry in read_feed(response.body, response.url).entries
            if entry.url
        ]
