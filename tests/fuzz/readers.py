"""Every reader of foreign bytes as a fuzzer wants it, failing over what it cannot take; sound bytes to begin with."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from scrapy.http import TextResponse

from crawler.addresses import BadAddressError, canonical
from crawler.article import Article, Rejected
from crawler.documents.feeds import articles_from_feed
from crawler.documents.govuk import content_article, json_object
from crawler.documents.page import article_from_html
from crawler.documents.paper import article_from_pdf
from crawler.documents.saved import documents
from crawler.sample.feed import feed
from crawler.sample.loader import HERE, articles
from crawler.sample.site import Site, blocks
from crawler.sources import SourcesError, load_sources
from crawler.spiders.listed import Listed
from crawler.spiders.sitemap import sitemap_rows, sitemap_tree
from crawler.spiders.wordpress import posts
from index.alerts.config import AlertsUnusable, load_alerts
from index.asking.question import understand
from index.language import parse
from nlp.contract import BadLine, document
from nlp.councils import find_councils
from nlp.dates import find_dates
from nlp.edtf import When
from nlp.organisations import find_organisations
from nlp.ratings import find_ratings

AT = "https://example.org/a"


def _page() -> bytes:
    found = Site("https://example.org").page(articles()[0].path)
    assert found is not None
    return found.content


SOUND: dict[str, bytes] = {
    "feed": feed(articles()[:2], "https://example.org", blocks),
    "page": _page(),
    "paper": sorted((HERE / "papers").glob("*.pdf"))[0].read_bytes(),
    "lines": b'{"id": "a", "url": "https://example.org/a", "published": "2024-05-01", "text": "Essex."}\n',
    "text": b"Title: Essex is good\n\nPublished: 1 May 2024\n\nOfsted rated Essex good. The trust closes.\n",
    "sitemap": b"<urlset><url><loc>https://example.org/a</loc><lastmod>2024-05-01</lastmod></url></urlset>",
    "govuk": json.dumps(
        {"base_path": "/a", "title": "T", "details": {"body": "<p>Text</p>", "change_history": []}}
    ).encode(),
    "posts": b'[{"link": "https://example.org/a", "title": {"rendered": "T"}, "content": {"rendered": "<p>Text</p>"}}]',
    "sources": b'[a]\nkind = "feed"\nstart = "https://example.org/"\nwhat = "a"\nwhy = "b"\n',
    "alerts": b'[[alert]]\nname = "a"\nsearch = "trust council:Essex"\nnotify = ["env:DESK"]\n',
    "query": b'(trust OR "care leavers") AND council:Essex type:trust_ended after:2020 -Kent',
    "question": b"which trusts were wound up between 2019 and 2021, and when?",
    "edtf": b"2023-04-01/2024-03-31",
    "address": b"HTTPS://Example.org:443/a/../b?utm_source=x&c=%7e#d",
    "prose": "Ofsted rated Essex “good” on 1 May 2024; Kent’s trust (KCT) closes next week.".encode(),
}


def warc(body: bytes, headers: str = "Content-Type: text/html", url: str = AT) -> bytes:
    """A web archive of one response."""
    http = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(http)}\r\n"
    return head.encode() + b"Content-Type: application/http; msgtype=response\r\n\r\n" + http + b"\r\n\r\n"


def are_records(found: object) -> None:
    """Fail unless each is an article or refused."""
    for item in found if isinstance(found, list) else [found]:
        assert isinstance(item, Article | Rejected), item


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _saved(ending: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"file.{ending}"
            path.write_bytes(data)
            are_records(list(documents(path)))

    return read


def _settings(load: Callable[[Path], object], error: type[Exception]) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.toml"
            path.write_bytes(data)
            try:
                load(path)
            except error as said:
                assert str(path) in str(said)

    return read


def _sitemap(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        tree = sitemap_tree(data)
        assert isinstance(sitemap_rows(tree, "url"), list)


def _govuk(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        are_records(content_article(json_object(data), "gov-uk"))


def _posts(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert all(isinstance(listed, Listed) for listed in posts(TextResponse(AT, body=data)))


def _line(data: bytes) -> None:
    with contextlib.suppress(BadLine):
        document(data)


def _edtf(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        when = When.parse(_text(data))
        assert when.earliest <= when.latest


def _address(data: bytes) -> None:
    with contextlib.suppress(BadAddressError):
        address = canonical(_text(data))
        assert canonical(address) == address


def _finders(data: bytes) -> None:
    text = _text(data)
    for mention in (
        *find_dates(text, date(2024, 5, 1)),
        *find_dates(text, None),
        *find_councils(text),
        *find_organisations(text),
        *find_ratings(text),
    ):
        assert text[mention.start : mention.end] == mention.text


# Name, reader, and which sound bytes it begins from.
READERS: dict[str, tuple[Callable[[bytes], None], bytes]] = {
    "feed": (lambda data: are_records(list(articles_from_feed(data, AT))), SOUND["feed"]),
    "page": (lambda data: are_records(article_from_html(data, AT, None)), SOUND["page"]),
    "paper": (lambda data: are_records(article_from_pdf(data, AT)), SOUND["paper"]),
    "lines": (_saved("jsonl"), SOUND["lines"]),
    "line": (_line, SOUND["lines"]),
    "warc": (_saved("warc"), warc(SOUND["page"])),
    "text": (_saved("txt"), SOUND["text"]),
    "sitemap": (_sitemap, SOUND["sitemap"]),
    "govuk": (_govuk, SOUND["govuk"]),
    "posts": (_posts, SOUND["posts"]),
    "sources": (_settings(load_sources, SourcesError), SOUND["sources"]),
    "alerts": (_settings(load_alerts, AlertsUnusable), SOUND["alerts"]),
    "query": (lambda data: void(parse(_text(data))), SOUND["query"]),
    "question": (lambda data: void(understand(_text(data), date(2025, 1, 1))), SOUND["question"]),
    "edtf": (_edtf, SOUND["edtf"]),
    "address": (_address, SOUND["address"]),
    "finders": (_finders, SOUND["prose"]),
}


def void(_: object) -> None:
    """Nothing, whatever was returned: that nothing was raised is the point."""
