"""What the fuzzer begins from: sound bytes of every form a reader knows, and the words its grammar turns on."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from crawler.sample.feed import feed
from crawler.sample.loader import HERE, articles
from crawler.sample.site import Site, blocks
from crawler.sources import SHIPPED
from tests.fuzz.readers import AT, READERS, SOUND, warc

_PAGES = (*(article.path for article in articles()[:4]), "/", "/papers/", "/about/")
_WORDS = re.compile(rb"[A-Za-z][\w:.@/-]{2,30}|[^\w\s]{2,4}")
_MOST_WORDS = 400


def seeds(name: str) -> list[bytes]:
    """Small valid inputs of the reader ``name``; that of ``READERS`` is the first."""
    more = _MORE.get(name)
    return [READERS[name][1], *(more() if more else ())]


def words(name: str) -> list[bytes]:
    """The words, tags and marks of a reader's seeds and those known to be hard, for the fuzzer's dictionary."""
    found = dict.fromkeys(word for seed in seeds(name) for word in _WORDS.findall(seed))
    return [*_HARD, *islice(found, _MOST_WORDS)]


_HARD = [
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\x1b[", b"&#xD800;"),
    *(b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE a [", b"&x;", b"1e999", b"-1", b"NaN", b"null", b"[[[[", b'{"a":'),
    *(b"99999-99-99", b"0000-00-00", b"9999-12-31T23:59:59-14:00", b"0001-01-01T00:00:00+14:00", b"29 February"),
    *(b"http://[", b"http://[::1]:99999/", b"javascript:", b"%zz", b"\\ud800", b"\x1f\x8b\x08", b"Content-Length: -1"),
]


def _feeds() -> Iterator[bytes]:
    yield b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title>
        <entry><title type="html">&lt;b&gt;Essex&lt;/b&gt;</title><link rel="alternate" href="https://example.org/a"/>
        <id>tag:example.org,2024:1</id><published>2024-05-01T09:00:00Z</published><updated>2024-05-02</updated>
        <author><name>A</name></author><category term="t"/><summary>S</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text of it.</p></div></content></entry>
        </feed>"""
    yield b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://example.org/a"><title>T</title>
        <link>https://example.org/a</link><dc:date>2024-05-01T09:00+01:00</dc:date><dc:creator>A</dc:creator>
        <description>&lt;p&gt;Text&lt;/p&gt;</description></item></rdf:RDF>"""
    yield b"""<rss version="2.0"><channel><item><title>T<link>https://example.org/a<pubDate>Wed, 01 May 2024 09:00 BST
        </pubDate><guid isPermaLink="false">x</guid><description><![CDATA[<p>T</p>]]></description></item>"""
    yield feed(articles()[:1], "https://example.org", blocks).decode().encode("utf-16")


def _pages() -> Iterator[bytes]:
    site = Site("https://example.org")
    yield from (page.content for path in _PAGES if (page := site.page(path)))
    yield b"""<html lang="cy"><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline":
        "H", "datePublished": "2024-05-01T09:00:00+01:00", "author": {"name": "A"}}]}</script>
        <meta name="date" content="1 May 2024"><link rel="canonical" href="/a"></head><body><main><h1>H</h1>
        <time datetime="2024-05-01">1 May</time><p>Ofsted rated Essex good on 1 May 2024.</p><ul><li>one<li>two</ul>
        <table><tr><th>Council<td>Grade<tr><td>Kent<td>Good</table><p style="display:none">casino</p>
        <blockquote>Said so.</blockquote><iframe src="x"></iframe><p>Published: 1 May 2024</p></main></body></html>"""


def _papers() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((HERE / "papers").glob("*.pdf"))[1:])
    whole = PdfReader(io.BytesIO(SOUND["paper"]))
    for change in (_locked, _annotated):
        writer, out = PdfWriter(), io.BytesIO()
        writer.add_page(whole.pages[0])
        change(writer)
        writer.write(out)
        yield out.getvalue()
    # Uncompressed, so that what is changed is what is drawn.
    drawn = b"BT /F1 12 Tf 72 700 Td (Essex is good) Tj 300 0 Td [(Ken) -250 (t)] TJ T* (1 May 2024) ' ET"
    yield b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font",
            b"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>endobj 4 0 obj<</Length %d>>stream\n"
            % len(drawn),
            drawn + b"\nendstream endobj trailer<</Root 1 0 R/Size 5/Info<</CreationDate(D:20240501090000+01'00')>>>>",
            b"\nstartxref 0\n%%EOF",
        )
    )


def _locked(writer: PdfWriter) -> None:
    writer.encrypt("", "owner", algorithm="RC4-128")


def _annotated(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Essex is good", "/CreationDate": "D:20240501"})
    writer.add_attachment("a.txt", b"text")


def _lines() -> Iterator[bytes]:
    known = {"id": "a", "title": "T", "authors": ["A"], "tags": ["t"], "kind": "policy paper", "source": "s"}
    yield json.dumps(
        {**known, "url": "https://example.org/b", "published": "2024-05", "text": "Kent.\n\nGood."}
    ).encode()
    yield b'{"text": 1}\n[]\n\n{"id": null, "text": "\\ud83d\\ude00 \\u0000"}\n{"text": "a", "published": 2024}'


def _archives() -> Iterator[bytes]:
    page = "Content-Type: text/html"
    chunked = warc(b"4\r\n<p>a\r\n4\r\n</p>\r\n0\r\n\r\n", f"{page}\r\nTransfer-Encoding: chunked")
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\na: b\r\n\r\n"
    yield from (warc(b"<p>Essex is good.</p>"), warc(SOUND["paper"], "Content-Type: application/pdf"), chunked)
    yield warc(gzip.compress(SOUND["page"], mtime=0), f"{page}\r\nContent-Encoding: gzip")
    yield info + warc(SOUND["feed"], "Content-Type: application/rss+xml")
    yield gzip.compress(warc(SOUND["page"]), mtime=0) + gzip.compress(chunked, mtime=0)
    yield warc(SOUND["govuk"], "Content-Type: application/json", "https://www.gov.uk/api/content/a")


def _texts() -> Iterator[bytes]:
    moment = "Wed, 01 May 2024 09:00:00 +0000"
    head = f"Essex is good https://example.org/a https://example.org/a#comments {moment} https://example.org/?p=1"
    yield f"{head}\nExcerpt ]]>\nThe body.\n\n• one\n• two ]]>\nhttps://example.org/a/feed 0\n{head}\nx ]]>".encode()
    yield from (article.excerpt.encode() for article in articles()[:2])
    yield b"Home > News\nEssex is good\nBy A on 1 May 2024\n\nOfsted rated Essex good.\n\nShare this\nCookies\n"


def _sitemaps() -> Iterator[bytes]:
    news = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/n">
        <url><loc>https://example.org/a</loc><news:news><news:publication_date>2024-05-01T09:00Z</news:publication_date>
        <news:title>T</news:title></news:news></url></urlset>"""
    yield from (news, gzip.compress(news, mtime=0), news.decode().encode("utf-16"))
    yield b"<sitemapindex><sitemap><loc>https://example.org/s.xml.gz</loc></sitemap></sitemapindex>"


def _govuk() -> Iterator[bytes]:
    changes = [{"public_timestamp": "2024-05-01T09:00:00Z", "note": "First &amp; last"}]
    paper = {"content_type": "application/pdf", "url": "https://assets.example.org/a.pdf", "title": "P"}
    page = {"attachment_type": "html", "url": "/a/b"}
    details = {"body": "<p>T</p>", "change_history": changes, "attachments": [paper, page]}
    links = {"organisations": [{"title": "DfE"}]}
    moments = {"first_published_at": "2024-05-01T09:00:00.000+01:00", "public_updated_at": "2024-05-02T00:00:00Z"}
    yield json.dumps({"base_path": "/a", "title": "T", "details": details, "links": links, **moments}).encode()
    yield json.dumps({"base_path": "/a", "document_type": "guidance", "description": "D", "details": None}).encode()


def _posts() -> Iterator[bytes]:
    embedded = {"author": [{"name": "A"}], "wp:term": [[{"name": "t"}]]}
    rendered = {"title": {"rendered": "T"}, "content": {"rendered": "<p>T</p>"}, "_embedded": embedded}
    yield json.dumps([{"link": AT, "date_gmt": "2024-05-01T09:00:00", "modified_gmt": None, **rendered}]).encode()


def _settings() -> Iterator[bytes]:
    shipped = Path(SHIPPED).read_bytes().split(b"\n\n")
    yield from (table for table in shipped if table.startswith(b"["))


def _typed(*texts: str) -> list[bytes]:
    return [text.encode() for text in texts]


_ASKED = _typed(
    *("when was Essex last rated inadequate?", "who was director of children’s services in Kent in March 2019"),
    *("how many councils were outstanding at the end of 2022", "Doncaster rating history since the trust ended"),
    *("compare Leeds and Bradford", "did Slough overspend by more than £5m in 2023-24?", "what is planned next year"),
    *("why was a commissioner appointed in Birmingham after 2013", "latest news on RCCs", "list notices, 2014 to 2016"),
)
_QUERIES = _typed(
    *('"care leavers" AND (trust OR fund*) NOT Kent', "council:Essex grade:good date:2019..2022", "after:2020-03"),
    *('title:"annual report" source:sample', "type:rating status:planned before:2021", "-(a OR -b) AND *", "x~ y^2"),
)
_DATES = _typed(
    *("2024-10-01", "2024-10", "2024", "2025-23", "2020/..", "../2020", "2019~", "2019?", "201X", "19XX", "2004-06-XX"),
    *("2023-04-01/2024-03-31", "[2019,2020]", "y-17e7", "-0044", "2024-02-30", "2024-01-01T10:10:10+05:30", "2019%"),
)
_ADDRESSES = _typed(
    *("https://example.org/a?utm_source=x&b=1#c", "http://xn--bcher-kva.example/%E2%82%AC", "//example.org/a/../b"),
    *("https://user:pw@example.org:8080/a;p?q", "file:///a/b", "http://[::1]/a", "HTTP://EXAMPLE.ORG./A/./B//"),
)

_MORE: dict[str, Callable[[], Iterable[bytes]]] = {
    **{"feed": _feeds, "page": _pages, "paper": _papers, "lines": _lines, "line": _lines, "warc": _archives},
    **{"text": _texts, "sitemap": _sitemaps, "govuk": _govuk, "posts": _posts, "sources": _settings},
    **{"question": lambda: _ASKED, "query": lambda: _QUERIES, "edtf": lambda: _DATES, "address": lambda: _ADDRESSES},
    "finders": lambda: [paragraph.encode() for article in articles()[:6] for paragraph in blocks(article).split("\n")],
}
