"""Sitemaps: plain, of news, gzipped, and indexes of sitemaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree
from scrapy.http import Request, Response
from scrapy.utils.gz import gunzip

from crawler.limits import FEED_BYTES
from crawler.spiders.base import SourceSpider
from crawler.spiders.listed import Listed

# An index names sitemaps, not further indexes; one level more is allowed for sites that nest them all the same.
_DEEPEST = 3
_GZIP = b"\x1f\x8b"


class SitemapSpider(SourceSpider):
    """Takes what the sitemaps name; of an index, each sitemap it names."""

    def take_listing(self, response: Response, page: int, **kwargs: Any) -> Iterator[Any]:
        """Follow an index down, or take a sitemap as a listing."""
        depth = int(kwargs.pop("depth", 1))
        yield from super().take_listing(response, page, **kwargs)
        if response.status != 200 or depth >= _DEEPEST:
            return
        try:
            children = [url for url, _, _ in sitemap_rows(sitemap_tree(response.body), "sitemap")]
        except ValueError:
            return  # named already, by the listing it could not be
        for url in children:
            yield self.listing(url, page, depth=depth + 1)

    def listing(self, url: str, page: int = 1, **kwargs: Any) -> Request:
        """A sitemap of any depth."""
        kwargs.setdefault("depth", 1)
        return super().listing(url, page, **kwargs)

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The pages a sitemap names; an index names none."""
        rows = sitemap_rows(sitemap_tree(response.body), "url")
        return [Listed(url, title, updated=updated) for url, updated, title in rows]


def sitemap_tree(body: bytes) -> Any:
    """The XML of a sitemap, unpacked where it is gzipped; entities and network are off.

    Raises:
        ValueError: larger than a feed may be, or not XML.
    """
    if body.startswith(_GZIP):
        body = _unpacked(body)
    if len(body) > FEED_BYTES:
        raise ValueError(f"{len(body):,} bytes; a sitemap has at most {FEED_BYTES:,}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    tree = etree.fromstring(body, parser) if body.strip() else None
    if tree is None:
        raise ValueError("not a sitemap")
    return tree


def sitemap_rows(tree: Any, tag: str) -> list[tuple[str, datetime | None, str]]:
    """(address, last change, title) of each ``url`` or ``sitemap`` element, in whatever namespace."""
    rows = []
    for element in tree.iter(f"{{*}}{tag}"):
        url = element.findtext("{*}loc")
        if url:
            title = element.findtext(".//{*}news/{*}title") or ""
            rows.append((url.strip(), _moment(element.findtext("{*}lastmod")), title.strip()))
    return rows


def _unpacked(body: bytes) -> bytes:
    try:
        return gunzip(body, max_size=FEED_BYTES)
    except (OSError, ValueError, EOFError) as error:
        raise ValueError(f"gzip that can't be unpacked: {error}") from error


def _moment(text: str | None) -> datetime | None:
    """A W3C date or moment; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
