"""Pages: a list of addresses, each a document by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from crawler.spiders.base import SourceSpider
from crawler.spiders.listed import Listed


class PagesSpider(SourceSpider):
    """Takes the documents at the source's own addresses."""

    async def start(self) -> AsyncIterator[Any]:
        """Ask for each address."""
        for url in self.source.start:
            due = self.want(Listed(url), url)
            if due:
                yield due
