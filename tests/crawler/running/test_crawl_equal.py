"""One archive, however it came to be: killed and resumed, or by feed, tag page, sitemap and mirror."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.archive.archive import Archive
from crawler.archive.record import to_json
from crawler.article import Outcome
from tests.crawler.replica import Replica, Reply, Route, crawl, page, replica, rss, start_crawl, write_sources


def kept(data: Path) -> list[Any]:
    """Everything an archive holds but the moments of its runs: each version's record, refusals and positions."""
    with Archive(data / "archive.sqlite") as archive:
        versions = [[to_json(version) for version in archive.versions(held.id)] for held in archive.articles()]
        refused = [(refused.url, refused.reason, refused.detail) for refused in archive.rejected()]
        cursors = archive._rows("SELECT source, name, value FROM cursor ORDER BY source, name")
        fetched = archive._rows("SELECT url, source, etag, last_modified FROM fetch ORDER BY url")
    return [sorted(versions), refused, cursors, fetched]


def wordpress(site: Replica) -> dict[str, Any]:
    urls = site.articles(24)
    for number in range(6):
        days = [f"{28 - at:02d} Jan 2024" for at in range(number * 4, number * 4 + 4)]
        site.routes[f"/feed?paged={number + 1}"] = rss(urls[number * 4 : number * 4 + 4], days)
    site.routes["/feed"] = site.routes["/feed?paged=1"]
    return {"kind": "wordpress", "start": f"{site.base}/feed"}


def sitemap(site: Replica) -> dict[str, Any]:
    urls = site.articles(24)
    rows = "".join(
        f"<url><loc>{url}</loc><lastmod>2024-02-0{1 + at % 9}</lastmod></url>" for at, url in enumerate(urls)
    )
    site.routes["/sitemap.xml"] = Reply(f"<urlset>{rows}</urlset>".encode(), kind="application/xml")
    return {"kind": "sitemap", "start": f"{site.base}/sitemap.xml"}


def govuk(site: Replica) -> dict[str, Any]:
    def document(at: int, attachments: list[dict[str, str]]) -> Reply:
        details = {"body": f"<p>Direction {at} tells the council to act.</p>", "attachments": attachments}
        first = f"2023-01-{1 + at % 28:02d}T09:30:00Z"
        content = {"base_path": f"/p{at}", "title": f"P{at}", "first_published_at": first, "details": details}
        return Reply(json.dumps(content).encode(), kind="application/json")

    def search(replica: Replica) -> Reply:
        start = int(parse_qs(urlsplit(replica.asked[-1]).query)["start"][0])
        rows = [{"link": f"/p{at}", "public_timestamp": f"2023-02-{28 - at:02d}T09:30:00Z"} for at in range(12)]
        answer = {"results": rows[start : start + 150], "total": 12}
        return Reply(json.dumps(answer).encode(), kind="application/json")

    for at in range(12):
        link = f"/annex{at}"
        site.routes[f"/api/content/p{at}"] = document(at, [{"attachment_type": "html", "url": link}])
        annex = document(at + 100, [])
        annex.body = annex.body.replace(f"/p{at + 100}".encode(), link.encode())
        site.routes[f"/api/content{link}"] = annex
    site.fallback = lambda path: search if path.startswith("/api/search.json") else None
    return {"kind": "govuk", "start": f"{site.base}/api/search.json", "filters": {"organisations": "x"}}


def slow(reply: Route) -> Route:
    def answer(_: Replica) -> Reply:
        time.sleep(0.05)
        assert isinstance(reply, Reply)
        return reply

    return answer


@pytest.mark.parametrize(("kind", "requests"), [(wordpress, 13), (sitemap, 16), (govuk, 9), (govuk, 17)])
def test_killed_and_resumed_equals_uninterrupted(tmp_path: Path, kind: Any, requests: int) -> None:
    with replica() as site:
        sources = write_sources(tmp_path, site=kind(site))
        for path, route in list(site.routes.items()):
            site.routes[path] = slow(route) if isinstance(route, Reply) else route
        assert crawl(tmp_path / "whole", sources, "--since", "2014-01-01")[0] == 0
        site.asked.clear()
        process = start_crawl(tmp_path / "killed", sources, "--since", "2014-01-01")
        while len(site.asked) < requests:
            assert process.poll() is None
            time.sleep(0.005)
        process.kill()
        process.communicate()
        assert kept(tmp_path / "killed")[0] != kept(tmp_path / "whole")[0]
        assert crawl(tmp_path / "killed", sources, "--since", "2014-01-01")[0] == 0
        assert kept(tmp_path / "killed") == kept(tmp_path / "whole")
        assert len(kept(tmp_path / "whole")[0]) == 24


def test_one_article_by_feed_tag_page_and_sitemap_is_one_with_its_day_in_london(tmp_path: Path) -> None:
    path = "/2024/09/03/the-trust-is-wound-up/"
    with replica() as site:
        article = page("The trust is wound up", 3, day="2024-09-02")
        article.body = article.body.replace(b"2024-09-02T09:00:00Z", b"2024-09-02T23:01:00+00:00")
        site.routes[path] = site.routes[path.rstrip("/")] = site.routes[f"{path}?utm_source=tag"] = article
        for name, address in (("feed", f"{path}?utm_source=rss#comments"), ("tag", f"{path}?utm_source=tag")):
            feed = rss([site.base + address], ["02 Sep 2024"])
            feed.body = feed.body.replace(b"09:00:00 +0000", b"23:01:00 +0000")
            site.routes[f"/{name}"] = feed
        site.routes[f"{path}?utm_source=rss"] = article
        rows = f"<url><loc>{site.base}{path.rstrip('/')}</loc></url>"
        site.routes["/sitemap.xml"] = Reply(f"<urlset>{rows}</urlset>".encode(), kind="application/xml")
        sources = write_sources(
            tmp_path,
            site={"kind": "feed", "start": [f"{site.base}/feed", f"{site.base}/tag"]},
            map={"kind": "sitemap", "start": f"{site.base}/sitemap.xml"},
        )
        code, _, err = crawl(tmp_path / "data", sources)
        assert (code, err) == (0, "")
        assert len([asked for asked in site.asked if "/2024/" in asked]) == 1
    with Archive(tmp_path / "data" / "archive.sqlite") as archive:
        (held,) = archive.articles()
        assert held.url.endswith(path)
        assert str(held.published_on) == "2024-09-03"


def test_a_syndicated_copy_names_its_original(tmp_path: Path) -> None:
    told = " ".join(f"Word{n} of what the cabinet decided on its trust." for n in range(60))
    with replica() as one, replica() as other:
        one.routes["/a"] = page("The trust ends", 1, told)
        other.routes["/copy"] = page("Trust to end, cabinet decides", 1, told + " First told by another paper.")
        one.routes["/feed"], other.routes["/feed"] = rss([f"{one.base}/a"]), rss([f"{other.base}/copy"])
        one_source = {"kind": "feed", "start": f"{one.base}/feed"}
        crawl(tmp_path / "data", write_sources(tmp_path, one=one_source))
        crawl(tmp_path / "data", write_sources(tmp_path, other={"kind": "feed", "start": f"{other.base}/feed"}))
    with Archive(tmp_path / "data" / "archive.sqlite") as archive:
        assert archive.runs()[0].outcomes["other"] == {Outcome.DUPLICATE: 1}
        assert sorted(article.duplicate_of or "" for article in archive.articles()) == ["", f"{one.base}/a"]
