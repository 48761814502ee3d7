"""GOV.UK: the search API says what there is, the content API gives it, with its attachments and its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from scrapy.http import Request, Response

from crawler.article import Article, Reason, Rejected
from crawler.documents.govuk import CONTENT, as_documented, content_article, json_object
from crawler.documents.publication import iso_moment
from crawler.spiders.fetching import fetch_of
from crawler.spiders.listed import Listed, Taken
from crawler.spiders.paged import PagedSpider

# The search API answers at most 1,500 rows a page and 422 beyond its window; a tenth of that is kind to it.
_ROWS = 150
_FIELDS = ("link", "title", "public_timestamp")


class GovUkSpider(PagedSpider):
    """Searches by the source's words and filters (organisations, document types), newest first; takes each whole."""

    def page_address(self, begin: str, page: int) -> str:
        """One page of the search."""
        query: list[tuple[str, str]] = [("order", "-public_timestamp"), ("count", str(_ROWS))]
        query += [("start", str((page - 1) * _ROWS)), *(("fields", name) for name in _FIELDS)]
        query += [(f"filter_{name}", value) for name, values in self.source.filters.items() for value in values]
        return f"{begin}{'&' if '?' in begin else '?'}{urlencode(query)}"

    def last_page(self, response: Response) -> int | None:
        """The last page by the number of documents found; unknown when the answer was not sent again."""
        total = json_object(response.body).get("total") if response.body else None
        return -(-total // _ROWS) if isinstance(total, int) else None

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The documents a page of the search names, by their address in the content API."""
        results = json_object(response.body).get("results")
        if not isinstance(results, list):
            raise ValueError("the search answered without results: its interface may have changed")
        with as_documented():
            return [_result(row, response.url) for row in results if str(row.get("link", "")).startswith("/")]

    def take_document(self, response: Response, item: Listed, address: str, begin: str) -> Iterator[Any]:
        """A document of the content API, and requests for its attachments; anything else is taken as it is."""
        if f"{CONTENT}/" not in response.url or response.status != 200:
            yield from super().take_document(response, item, address, begin)
            return
        self.keep(response)
        try:
            content = json_object(response.body)
            article = content_article(content, self.source.name)
            with as_documented():
                attachments = list(_attachments(content, response.url))
        except ValueError as error:
            rejected = Rejected(address, self.source.name, Reason.NOT_A_DOCUMENT, str(error))
            yield Taken(rejected, fetch_of(response, self.source.name, address), item, begin)
            return
        due = [wanted for listed in attachments if (wanted := self.want(listed, begin))]
        # No listing names them: a run killed before they have ended must leave word of them.
        self.again.owe([wanted.cb_kwargs["item"] for wanted in due if isinstance(wanted, Request)])
        self.expect(begin, len(due))
        yield from due
        if isinstance(article, Rejected) and attachments:
            # A landing page with nothing of its own to say; its papers are the documents.
            self.note_unchanged(response, item, address, begin)
            return
        if isinstance(article, Article):
            article = replace(article, kind=self.source.document)
        yield Taken(article, fetch_of(response, self.source.name, address), item, begin)


def _result(row: dict[str, Any], url: str) -> Listed:
    address = urljoin(url, f"{CONTENT}{row['link']}")
    return Listed(address, title=str(row.get("title", "")), updated=iso_moment(row.get("public_timestamp")))


def _attachments(content: dict[str, Any], url: str) -> Iterator[Listed]:
    """The papers of a document: PDFs where they lie, HTML ones by the content API."""
    published = iso_moment(content.get("first_published_at"))
    for attachment in (content.get("details") or {}).get("attachments") or []:
        link, kind = str(attachment.get("url") or ""), str(attachment.get("content_type") or "")
        absolute = urljoin(url, link)
        if kind == "application/pdf":
            yield Listed(absolute, title=str(attachment.get("title") or ""), published=published)
        elif attachment.get("attachment_type") == "html" and link.startswith("/"):
            yield Listed(urljoin(url, f"{CONTENT}{urlsplit(absolute).path}"), published=published)
