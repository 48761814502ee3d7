"""WordPress: feeds of a site, tag, author or category walked back by ``?paged=N``, or its JSON interface where open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from scrapy.http import Response
from w3lib.url import add_or_replace_parameter, add_or_replace_parameters

from crawler.article import LONDON
from crawler.documents.govuk import as_documented
from crawler.documents.publication import iso_moment
from crawler.spiders.feed import FeedSpider
from crawler.spiders.fetching import header
from crawler.spiders.listed import Listed
from crawler.spiders.paged import PagedSpider

# The interface gives no more a page, whatever is asked for.
_POSTS = 100
_FIELDS = "link,title,content,date_gmt,modified_gmt,_links,_embedded"


class WordPressSpider(PagedSpider, FeedSpider):
    """Takes what each feed names, page after page; of ``wp-json`` (``api = true``) the posts it gives whole."""

    def page_address(self, begin: str, page: int) -> str:
        """The feed itself, and its later pages by their number; of the interface, any page by its number."""
        if not self.source.api:
            return begin if page == 1 else add_or_replace_parameter(begin, "paged", str(page))
        asked = {"per_page": str(_POSTS), "page": str(page), "_embed": "author,wp:term", "_fields": _FIELDS}
        if self.plan.since:
            asked["after"] = datetime.combine(self.plan.since, time.min, LONDON).astimezone(UTC).isoformat()
        return add_or_replace_parameters(begin, asked)

    def last_page(self, response: Response) -> int | None:
        """The interface says how many pages there are; a feed does not."""
        total = header(response, "X-WP-TotalPages") or ""
        return int(total) if self.source.api and total.isdecimal() else None

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The feed's entries, or the interface's posts."""
        return posts(response) if self.source.api else super().read_listing(response, **kwargs)


def posts(response: Response) -> Iterator[Listed]:
    """The posts in an answer of ``wp-json/wp/v2/posts``, each with its whole content.

    Raises:
        ValueError: not a list of posts: the interface is closed, or a page stands in its place.
    """
    try:
        rows = json.loads(response.body)
    except RecursionError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("link") for row in rows):
        raise ValueError("not a list of posts: the interface may be closed; take the site's feed, without api = true")
    with as_documented():
        yield from map(_post, rows)


def _post(row: dict[str, Any]) -> Listed:
    embedded = row.get("_embedded") or {}
    terms = [term for group in embedded.get("wp:term") or [] for term in group if isinstance(term, dict)]
    return Listed(
        url=str(row["link"]),
        title=str((row.get("title") or {}).get("rendered") or ""),
        published=iso_moment(row.get("date_gmt")),
        updated=iso_moment(row.get("modified_gmt")),
        authors=_names(embedded.get("author") or []),
        tags=_names(terms),
        body=str((row.get("content") or {}).get("rendered") or ""),
        whole=True,
    )


def _names(rows: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(row["name"]) for row in rows if isinstance(row, dict) and row.get("name")))
