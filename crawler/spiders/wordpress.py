"""WordPress: feeds of a site, tag, author or category walked back by ``?paged=N``."""

from __future__ import annotations

from w3lib.url import add_or_replace_parameter

from crawler.spiders.feed import FeedSpider
from crawler.spiders.paged import PagedSpider


class WordPressSpider(PagedSpider, FeedSpider):
    """Takes what each feed names, page after page."""

    def page_address(self, begin: str, page: int) -> str:
        """The feed itself, and its later pages by their number."""
        return begin if page == 1 else add_or_replace_parameter(begin, "paged", str(page))
