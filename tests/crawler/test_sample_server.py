"""The sample site as it is served: pages, feed, sitemap, robots.txt and conditional requests."""

from __future__ import annotations

import io
import json
import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from protego import Protego
from pypdf import PdfReader

from crawler.sample.loader import BYLINE, articles, documents, papers
from crawler.sample.server import HOST, PORT, serve
from crawler.sample.site import Site, slugged
from crawler.sources import load_sources

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve() as address:
        yield address


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


def test_feed_shows_every_article_once(base: str) -> None:
    links: list[str] = []
    page = 1
    while (answer := fetch(f"{base}/feed/?paged={page}"))[0] == 200:
        parsed = feedparser.parse(answer[2])
        assert not parsed.bozo
        links += [entry.link for entry in parsed.entries]
        page += 1
    assert answer[0] == 404
    assert links == [f"{base}{article.path}" for article in articles()]


def test_feed_entry_carries_the_whole_article(base: str) -> None:
    entry = feedparser.parse(fetch(f"{base}/feed/")[2]).entries[0]
    newest = articles()[0]
    assert entry.author == BYLINE
    assert tuple(tag.term for tag in entry.tags) == newest.tags
    assert entry.published_parsed[:3] == newest.published.utctimetuple()[:3]
    content = entry.content[0].value
    assert all(block.removeprefix("## ") in content for block in newest.body)
    assert newest.source_url in content


def test_feed_held_already_is_not_sent_again(base: str) -> None:
    _, headers, body = fetch(f"{base}/feed/")
    assert body
    for condition in ({"If_None_Match": headers["ETag"]}, {"If_Modified_Since": headers["Last-Modified"]}):
        status, _, again = fetch(f"{base}/feed/", **condition)
        assert (status, again) == (304, b"")
    assert fetch(f"{base}/feed/", If_None_Match='"another"', If_Modified_Since=headers["Last-Modified"])[0] == 200


def test_article_page_states_what_it_is(base: str) -> None:
    article = next(item for item in articles() if item.slug == "worcestershire-services-back-with-council")
    page = fetch(f"{base}/2024/10/25/worcestershire-services-back-with-council/")[2].decode()
    assert f'<link rel="canonical" href="{base}{article.path}">' in page
    assert 'property="article:published_time" content="2024-10-25T08:45:00+01:00"' in page
    stated = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert stated["datePublished"] == article.published.isoformat()
    assert stated["headline"] == article.title
    assert f'Source: <a href="{article.source_url}"' in page
    for chrome in ("cookie-banner", "newsletter", "share", "poll", "related-posts"):
        assert chrome in page


def test_list_pages_lead_to_every_article(base: str) -> None:
    seen: list[str] = []
    path = "/"
    while path:
        page = fetch(f"{base}{path}")[2].decode()
        seen += re.findall(r'<h2><a href="([^"]+)"', page)
        older = re.search(rf'class="next page-numbers" href="{re.escape(base)}([^"]+)"', page)
        path = older[1] if older else ""
    assert seen == [f"{base}{article.path}" for article in articles()]


def test_tag_page_lists_its_articles_alone(base: str) -> None:
    page = fetch(f"{base}/tag/doncaster/")[2].decode()
    wanted = [f"{base}{item.path}" for item in articles() if "Doncaster" in item.tags]
    assert re.findall(r'<h2><a href="([^"]+)"', page) == wanted


def test_sitemap_index_leads_to_articles_and_papers(base: str) -> None:
    child = ET.fromstring(fetch(f"{base}/sitemap.xml")[2]).findtext("s:sitemap/s:loc", namespaces=SITEMAP)
    assert child == f"{base}/sitemap-1.xml"
    pages = ET.fromstring(fetch(child)[2]).findall("s:url/s:loc", SITEMAP)
    assert [page.text for page in pages] == [f"{base}{item.path}" for item in documents()]


def test_robots_forbid_the_back_office_alone(base: str) -> None:
    robots = Protego.parse(fetch(f"{base}/robots.txt")[2].decode())
    assert not robots.can_fetch(f"{base}/wp-admin/edit.php", "caretrail")
    assert robots.can_fetch(f"{base}{articles()[0].path}", "caretrail")
    assert robots.crawl_delay("caretrail") is None
    assert list(robots.sitemaps) == [f"{base}/sitemap.xml"]


def test_papers_page_leads_to_papers_that_open(base: str) -> None:
    page = fetch(f"{base}/papers/")[2].decode()
    links = re.findall(r'href="([^"]+\.pdf)"', page)
    assert links == [f"{base}{paper.path}" for paper in papers()]
    for link in links:
        status, headers, data = fetch(link)
        assert (status, headers["Content-Type"]) == (200, "application/pdf")
        assert len(PdfReader(io.BytesIO(data)).pages) in (2, 3)


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/tag/nothing/", "/feed/?paged=0", "/feed/?paged=x", "/?paged=99", "/papers/no.pdf", "/wp-admin/",
     "/papers/../loader.py", "/2014/10/02/slough-trust-takes-over/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(base: str, path: str) -> None:
    assert fetch(f"{base}{path}")[0] == 404


def test_address_without_its_last_slash_is_led_to_the_page(base: str) -> None:
    status, _, page = fetch(f"{base}/tag/ofsted")
    assert status == 200
    assert b"Tag: Ofsted" in page


def test_every_link_within_the_site_opens(base: str) -> None:
    site = Site(base)
    waiting, seen = [f"{base}/"], {f"{base}/"}
    while waiting:
        address = waiting.pop()
        number = parse_qs(urlsplit(address).query).get("paged", ["1"])[0]
        page = site.page(urlsplit(address).path, int(number))
        assert page is not None, address
        if page.media_type.startswith("text/html"):
            found = {link for link in _links(page.content.decode()) if link.startswith(base)}
            waiting += sorted(found - seen)
            seen |= found
    assert {f"{base}{item.path}" for item in documents()} <= seen


def test_slugs_are_plain() -> None:
    assert slugged("children’s trusts") == "childrens-trusts"
    assert slugged("Bournemouth Christchurch and Poole") == "bournemouth-christchurch-and-poole"


def test_sources_name_the_port_it_is_served_on() -> None:
    sources = load_sources(Path(__file__).parents[2] / "crawler" / "sample" / "sources.toml")
    starts = [start for source in sources.values() for start in source.start]
    assert {urlsplit(start).netloc for start in starts} == {f"{HOST}:{PORT}"}
    site = Site(f"http://{HOST}:{PORT}")
    assert all(site.page(urlsplit(start).path) for start in starts)


def _links(page: str) -> list[str]:
    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(value for name, value in attrs if tag == "a" and name == "href" and value)

    Links().feed(page)
    return found
