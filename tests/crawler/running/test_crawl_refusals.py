"""Sites that say no: rules that can't be had, hosts that stay busy, pages that are closed or missing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.archive import Archive
from crawler.article import Outcome, Reason
from tests.crawler.replica import Replica, Reply, crawl, page, replica, rss, write_sources

CONTENT = "http://purl.org/rss/1.0/modules/content/"


def taken(tmp_path: Path, site: Replica, *arguments: str, **table: Any) -> tuple[int, str, str, Archive]:
    table = {"kind": "feed", "start": f"{site.base}/feed", **table}
    code, out, err = crawl(tmp_path / "data", write_sources(tmp_path, site=table), *arguments)
    return code, out, err, Archive(tmp_path / "data" / "archive.sqlite")


@pytest.mark.parametrize("status", [503, 429])
def test_a_robots_txt_that_cannot_be_had_forbids_everything_for_this_run(tmp_path: Path, status: int) -> None:
    with replica() as site:
        site.routes["/robots.txt"] = Reply(b"try later", status, headers={"Retry-After": "0"})
        site.routes["/a"], site.routes["/feed"] = page("kept"), rss([f"{site.base}/a"])
        code, _, err, archive = taken(tmp_path, site)
        archive.close()
        assert code == 1
        assert f"robots.txt answered {status}" in err
        assert set(site.asked) == {"/robots.txt"}
        site.routes["/robots.txt"] = Reply(b"<html>User-agent: * Disallow: /</html>", 404)
        code, out, _, archive = taken(tmp_path, site)
        archive.close()
        assert code == 0
        assert "1 new" in out


def test_rules_for_the_product_are_obeyed(tmp_path: Path) -> None:
    rules = b"User-agent: Caretrail\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n"
    with replica() as site:
        site.routes["/robots.txt"] = Reply(rules, kind="text/plain")
        site.routes["/open"], site.routes["/closed"] = page("open"), page("closed", 2)
        site.routes["/feed"] = rss([f"{site.base}/open", f"{site.base}/closed"])
        _, out, _, archive = taken(tmp_path, site)
        archive.close()
        assert "2 items: 1 new, 1 rejected" in out


def test_a_host_that_asks_for_an_hour_is_left_alone_and_gone_on_with_next_time(tmp_path: Path) -> None:
    with replica() as site:
        urls = [f"{site.base}/a{at}" for at in range(30)]
        busy = Reply(status=429, headers={"Retry-After": "3600"})
        for at in range(30):
            site.routes[f"/a{at}"] = page(f"Article {at}", at) if at < 4 else busy
        site.routes["/feed"] = rss(urls)
        begun = time.monotonic()
        code, _, err, archive = taken(tmp_path, site)
        assert code == 1
        assert "asks not to be visited for 60 minutes; the next run goes on" in err
        assert len([path for path in site.asked if path.startswith("/a")]) < 24
        assert time.monotonic() - begun < 60
        assert "60 minutes" in archive.visits("site")[0].problem
        archive.close()
        for at in range(4, 30):
            site.routes[f"/a{at}"] = page(f"Article {at}", at)
        code, _, _, archive = taken(tmp_path, site)
        with archive:
            assert code == 0
            assert archive.counts()["documents"] == 30


def test_an_article_that_only_its_page_keeps_back_is_taken_from_the_feed(tmp_path: Path) -> None:
    whole = "<p>" + " ".join(f"Paragraph word{n} on the council's plan." for n in range(40)) + "</p><p>The end.</p>"
    items = [f"<content:encoded><![CDATA[{body}]]></content:encoded>" for body in (whole, "<p>An excerpt.</p>")]
    with replica() as site:
        feed = rss([f"{site.base}/paid", f"{site.base}/cut"], ["02 Sep 2024", "01 Sep 2024"])
        feed.body = feed.body.replace(b'<rss version="2.0"', f'<rss version="2.0" xmlns:content="{CONTENT}"'.encode())
        for item in items:
            feed.body = feed.body.replace(b"</pubDate></item>", f"</pubDate>{item}</item >".encode(), 1)
        site.routes["/feed"] = feed
        site.routes["/paid"] = site.routes["/cut"] = Reply(b"Subscribe!", 403)
        code, out, err, archive = taken(tmp_path, site)
        with archive:
            assert code == 1
            assert "2 items: 1 new, 1 failed" in out
            assert "/cut" in err and "403" in err
            (article,) = archive.articles()
            assert article.title == "Item 0"
            assert article.text.endswith("The end.")
            assert str(article.published_on) == "2024-09-02"


def test_what_was_refused_stays_refused_until_it_is_looked_at_again(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/a"], site.routes["/image"] = page("kept"), Reply(b"\x89PNG", kind="image/png")
        site.routes["/feed"] = rss([f"{site.base}/a", f"{site.base}/image"])
        code, _, err, archive = taken(tmp_path, site)
        archive.close()
        assert code == 0 and "/image: refused: unsupported kind of file: sent as image/png" in err
        code, out, err, archive = taken(tmp_path, site)
        with archive:
            assert "2 items: 1 unchanged, 1 rejected" in out
            assert (code, err) == (0, "")
            assert [refused.reason for refused in archive.rejected()] == [Reason.UNSUPPORTED]


def test_a_page_that_breaks_the_reader_is_a_failure_and_the_walk_goes_on(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(4)
        site.routes["/feed"] = rss(urls[:2])
        site.routes["/feed?paged=2"] = rss(urls[2:])
        whole = site.routes[urls[1].removeprefix(site.base)]
        # A status that Scrapy hands on and no reader expects: the WARC can't be written.
        site.routes[urls[1].removeprefix(site.base)] = Reply(b"<p>strange</p>", 299)
        code, out, _, archive = taken(tmp_path, site, kind="wordpress", keep_responses=True)
        archive.close()
        assert code == 1
        assert "4 items: 3 new, 1 failed" in out
        site.routes[urls[1].removeprefix(site.base)] = whole
        code, out, _, archive = taken(tmp_path, site, kind="wordpress", keep_responses=True)
        with archive:
            assert code == 0
            assert archive.runs()[0].outcomes["site"][Outcome.NEW] == 1


def test_a_body_said_to_be_a_gigabyte_is_not_waited_for(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/huge"], site.routes["/b"] = Reply(headers={"Content-Length": "1000000000"}), page("kept")
        site.routes["/feed"] = rss([f"{site.base}/huge", f"{site.base}/b"])
        begun = time.monotonic()
        _, out, err, archive = taken(tmp_path, site)
        archive.close()
        assert "2 items: 1 new, 1 failed" in out
        assert "huge" in err
        assert time.monotonic() - begun < 60
