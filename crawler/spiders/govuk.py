"""GOV.UK: the search API says what there is, the content API gives it, with its attachments and its changes."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from scrapy.http import Response

from crawler.addresses import canonical
from crawler.article import LONDON, Article, DateOrigin, Reason, Rejected
from crawler.page import text_from_markup
from crawler.spiders.listed import Listed, Taken
from crawler.spiders.paged import PagedSpider

# The search API answers at most 1,500 rows a page and 422 beyond its window; a tenth of that is kind to it.
_ROWS = 150
_FIELDS = ("link", "title", "public_timestamp")
_SITE = "https://www.gov.uk"


class GovUkSpider(PagedSpider):
    """Searches by the source's filters (organisations, document types), newest first, and takes each document whole."""

    def page_address(self, begin: str, page: int) -> str:
        """One page of the search."""
        query: list[tuple[str, str]] = [("order", "-public_timestamp"), ("count", str(_ROWS))]
        query += [("start", str((page - 1) * _ROWS)), *(("fields", name) for name in _FIELDS)]
        query += [(f"filter_{name}", value) for name, values in self.source.filters.items() for value in values]
        return f"{begin}?{urlencode(query)}"

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The documents a page of the search names, by their address in the content API."""
        results = _object(response.body).get("results")
        if not isinstance(results, list):
            raise ValueError("the search answered without results: its interface may have changed")
        for row in results:
            link = str(row.get("link", ""))
            if link.startswith("/"):
                yield Listed(
                    urljoin(response.url, f"/api/content{link}"),
                    title=str(row.get("title", "")),
                    updated=_moment(row.get("public_timestamp")),
                )

    def take_document(self, response: Response, item: Listed, address: str, begin: str) -> Iterator[Any]:
        """A document of the content API, and requests for its attachments; anything else is taken as it is."""
        if "/api/content/" not in response.url or response.status != 200:
            yield from super().take_document(response, item, address, begin)
            return
        try:
            content = _object(response.body)
            article = content_article(content, self.source.name)
        except ValueError as error:
            rejected = Rejected(address, self.source.name, Reason.NOT_A_DOCUMENT, str(error))
            yield Taken(rejected, self.fetched(response, address), item.url, begin)
            return
        attachments = list(_attachments(content, response.url))
        requests = [request for listed in attachments if (request := self.want(listed, begin))]
        self.expect(begin, len(requests))
        yield from requests
        if isinstance(article, Rejected) and attachments:
            # A landing page with nothing of its own to say; its papers are the documents.
            self.note_unchanged(response, address, begin)
            return
        if isinstance(article, Article):
            article = replace(article, kind=self.source.document)
        yield Taken(article, self.fetched(response, address), item.url, begin)


def content_article(content: dict[str, Any], source: str) -> Article | Rejected:
    """The article in an answer of the content API: its body as text, and what was changed in it and when.

    Raises:
        ValueError: it has no base_path, which every document has.
    """
    path, details = content.get("base_path"), content.get("details") or {}
    if not isinstance(path, str) or not isinstance(details, dict):
        raise ValueError("the content API answered without base_path: its interface may have changed")
    url = canonical(urljoin(_SITE, path))
    body = text_from_markup(str(details.get("body") or ""))
    if not body:
        return Rejected(url, source, Reason.EMPTY, "the document has no body of its own")
    organisations = (content.get("links") or {}).get("organisations") or []
    published = _moment(content.get("first_published_at")) or _moment(content.get("public_updated_at"))
    return Article(
        url=url,
        source=source,
        title=str(content.get("title") or "").strip(),
        text="\n\n".join(part for part in (str(content.get("description") or ""), body, _changes(details)) if part),
        published=published,
        published_from=DateOrigin.META if published else None,
        updated=_moment(content.get("public_updated_at")),
        authors=tuple(str(body["title"]) for body in organisations if body.get("title")),
        tags=tuple(str(value) for value in [content.get("document_type")] if value),
    )


def _changes(details: dict[str, Any]) -> str:
    """Each dated change as a paragraph, so that it can be read and cited as any other statement."""
    rows = []
    for change in details.get("change_history") or []:
        moment, note = _moment(change.get("public_timestamp")), html.unescape(str(change.get("note") or "")).strip()
        if moment and note:
            on: date = moment.astimezone(LONDON).date()
            rows.append(f"Updated {on.day} {on:%B %Y}: {note}")
    return "\n\n".join(rows)


def _attachments(content: dict[str, Any], url: str) -> Iterator[Listed]:
    """The papers of a document: PDFs where they lie, HTML ones by the content API."""
    published = _moment(content.get("first_published_at"))
    for attachment in (content.get("details") or {}).get("attachments") or []:
        link, kind = str(attachment.get("url") or ""), str(attachment.get("content_type") or "")
        absolute = urljoin(url, link)
        if kind == "application/pdf":
            yield Listed(absolute, title=str(attachment.get("title") or ""), published=published)
        elif attachment.get("attachment_type") == "html" and link.startswith("/"):
            yield Listed(urljoin(url, f"/api/content{urlsplit(absolute).path}"), published=published)


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(answer, dict):
        raise ValueError("not the object that the interface's documentation shows")
    return answer


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
