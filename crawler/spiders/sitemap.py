"""Sitemaps: plain, of news, gzipped, and indexes of sitemaps."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from typing import Any, Self

from lxml import etree
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from scrapy.utils.gz import gunzip

from crawler.documents.decoding import without_halves
from crawler.documents.publication import iso_moment
from crawler.limits import FEED_BYTES
from crawler.spiders.base import SourceSpider
from crawler.spiders.listed import Listed, Taken

# An index names sitemaps, not further indexes; one level more is allowed for sites that nest them all the same.
_DEEPEST = 3
# A sitemap names up to 50,000 pages; so many requests at a time are made of them, that memory does not grow with it.
_AT_ONCE = 200
_GZIP = b"\x1f\x8b"


class SitemapSpider(SourceSpider):
    """Takes what the sitemaps name; of an index, each sitemap it names."""

    names_documents = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sitemaps: set[str] = set(self.source.start)
        self._later: deque[Listed] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy; asks for more documents whenever those it asked for have ended."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.go_on, signal=signals.spider_idle)
        return spider

    def due(self, listed: Iterable[Listed], begin: str) -> list[Request | Taken]:
        """The first documents that are due, if none are waiting; the others wait their turn."""
        idle = not self._later
        self._later.extend(listed)
        return self._next(begin) if idle else []

    def go_on(self) -> None:
        """Ask for the next documents; Scrapy is kept from closing the spider while there are some."""
        following = self._next("")
        if following and self.crawler.engine:
            for request in following:
                self.crawler.engine.crawl(request)
            raise DontCloseSpider

    def _next(self, begin: str) -> list[Any]:
        following: list[Any] = []
        while self._later and len(following) < _AT_ONCE:
            wanted = self.want(self._later.popleft(), begin)
            if wanted:
                following.append(wanted)
        return following

    def listing(self, url: str, page: int = 1, *, conditional: bool = True, **kwargs: Any) -> Request:
        """A sitemap of any depth."""
        kwargs.setdefault("depth", 1)
        return super().listing(url, page, conditional=conditional, **kwargs)

    def take_listing(self, response: Response, page: int, **kwargs: Any) -> Iterator[Any]:
        """Follow an index down, or take a sitemap as a listing."""
        tree = None
        if response.status == HTTPStatus.OK:
            try:
                tree = sitemap_tree(response.body)
            except ValueError as error:
                yield from self.listing_broken(response.url, str(error))
                return
        if tree is None or etree.QName(tree).localname == "urlset":
            yield from super().take_listing(response, page, tree=tree, **kwargs)
            return
        # What it answered is not kept: an index may stay as it is when a sitemap it names does not.
        children = [url for url, _, _ in sitemap_rows(tree, "sitemap")]
        yield from self._below(response.url, children, page, int(kwargs["depth"]) + 1)

    def _below(self, url: str, children: Iterable[str], page: int, depth: int) -> Iterator[Request]:
        new = [child for child in dict.fromkeys(children) if child not in self._sitemaps]
        room = max(0, self.source.most_pages - len(self._sitemaps)) if depth <= _DEEPEST else 0
        if len(new) > room:
            bound = f"most_pages = {self.source.most_pages} and a depth of {_DEEPEST} allow"
            self.listing_broken(url, f"names {len(new)} more sitemaps, {len(new) - room} more than {bound}")
        self._sitemaps.update(new[:room])
        for child in new[:room]:
            yield self.listing(child, page, depth=depth)

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The pages a sitemap names."""
        return [
            Listed(url, title, published=published, updated=updated)
            for url, updated, (title, published) in sitemap_rows(kwargs["tree"], "url")
        ]

    def closed(self, reason: str) -> None:
        """Say so when the sitemaps, which name all that a site has, name nothing that the source covers."""
        if reason == "finished" and self.listing_fetches and not self.covered and not self.broken_listings:
            wanted = f" that fits include = {self.source.include!r}" if self.source.include else ""
            self.listing_broken(self.source.start[0], f"names no address{wanted}: the site may have changed")
        super().closed(reason)


def sitemap_tree(body: bytes) -> Any:
    """The XML of a sitemap, unpacked where it is gzipped; entities and network are off.

    Raises:
        ValueError: larger than a feed may be, or no sitemap.
    """
    if body.startswith(_GZIP):
        body = _unpacked(body)
    if len(body) > FEED_BYTES:
        raise ValueError(f"{len(body):,} bytes; {FEED_BYTES:,} are accepted")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(without_halves(body), parser)
    except etree.XMLSyntaxError:  # nothing at all that could be recovered
        tree = None
    if tree is None or etree.QName(tree).localname not in ("urlset", "sitemapindex"):
        raise ValueError("not a sitemap: it may have moved, or a page stands in its place")
    return tree


def sitemap_rows(tree: Any, tag: str) -> list[tuple[str, datetime | None, tuple[str, datetime | None]]]:
    """(address, last change, news) of each ``url`` or ``sitemap`` element, in whatever namespace.

    News is the title and the moment of publication that a news sitemap tells; empty and None elsewhere.
    """
    rows = []
    for element in tree.iter(f"{{*}}{tag}"):
        url = element.findtext("{*}loc")
        if url:
            title = (element.findtext("{*}news/{*}title") or "").strip()
            published = iso_moment(element.findtext("{*}news/{*}publication_date"))
            rows.append((url.strip(), iso_moment(element.findtext("{*}lastmod")), (title, published)))
    return rows


def _unpacked(body: bytes) -> bytes:
    try:
        return gunzip(body, max_size=FEED_BYTES)
    except (OSError, ValueError, EOFError) as error:
        raise ValueError(f"gzip that can't be unpacked: {error}") from error
