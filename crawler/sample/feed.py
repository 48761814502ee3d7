"""Writes the sample site's feed and sitemap as XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime

from crawler.sample.loader import BYLINE, SampleArticle

PER_PAGE = 10  # what WordPress puts in a feed and on a list page unless told otherwise
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def feed(articles: Sequence[SampleArticle], base: str, body: Callable[[SampleArticle], str]) -> bytes:
    """One page of the RSS feed, with the whole text of each article.

    Args:
        articles: those of this page, newest first.
        base: the site's address, without a slash at the end.
        body: writes an article's text as HTML.
    """
    for prefix, uri in (("content", _CONTENT), ("dc", _DC), ("atom", _ATOM)):
        ET.register_namespace(prefix, uri)
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _texts(channel, {"title": "Caretrail Sample News", "link": f"{base}/", "language": "en-GB"})
    ET.SubElement(channel, "description").text = "Children’s social care, told for the sample of Caretrail"
    ET.SubElement(channel, f"{{{_ATOM}}}link", href=f"{base}/feed/", rel="self", type="application/rss+xml")
    ET.SubElement(channel, "lastBuildDate").text = format_datetime(articles[0].published)
    for article in articles:
        _item(channel, article, base, body)
    return _written(rss)


def _item(channel: ET.Element, article: SampleArticle, base: str, body: Callable[[SampleArticle], str]) -> None:
    item = ET.SubElement(channel, "item")
    address = f"{base}{article.path}"
    _texts(item, {"title": article.title, "link": address, f"{{{_DC}}}creator": BYLINE})
    ET.SubElement(item, "pubDate").text = format_datetime(article.published)
    for tag in article.tags:
        ET.SubElement(item, "category").text = tag
    ET.SubElement(item, "guid", isPermaLink="true").text = address
    ET.SubElement(item, "description").text = article.excerpt
    ET.SubElement(item, f"{{{_CONTENT}}}encoded").text = body(article)


def sitemap_index(base: str, latest: datetime) -> bytes:
    """The sitemap that robots.txt names: it lists the one that lists the pages."""
    root = ET.Element("sitemapindex", xmlns=_SITEMAP)
    child = ET.SubElement(root, "sitemap")
    _texts(child, {"loc": f"{base}/sitemap-1.xml", "lastmod": latest.isoformat()})
    return _written(root)


def sitemap(addresses: Iterable[tuple[str, datetime]]) -> bytes:
    """The sitemap of the pages: address and when each was last changed."""
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for address, changed in addresses:
        _texts(ET.SubElement(root, "url"), {"loc": address, "lastmod": changed.isoformat()})
    return _written(root)


def _texts(parent: ET.Element, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text


def _written(root: ET.Element) -> bytes:
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
