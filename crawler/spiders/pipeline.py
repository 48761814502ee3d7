"""The item pipeline: each document and the state of its fetch go into the archive in one commit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.article import Article
from crawler.documents.intake import admit
from crawler.spiders.listed import Taken


class ArchivePipeline:
    """Passes every document through the gate and keeps it; killed in between, the next run fetches it again."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Taken) -> Taken:
        """Keep one document."""
        spider: Any = self._crawler.spider
        document = admit(item.document, datetime.now(UTC)) if isinstance(item.document, Article) else item.document
        with spider.archive.transaction():
            if isinstance(document, Article):
                spider.archive.take(document)
                spider.archive.forget_refusal(item.fetch.url)
            else:
                # Under the address it is asked for by, wherever that led to, so that the next run knows it again.
                spider.refuse(replace(document, url=item.fetch.url), item.listed)
            spider.archive.store_fetch(item.fetch)
            spider.again.ended(item.listed.url)
        spider.document_ended(item.begin)
        return item
