"""Hostile and broken sites: each harm is contained, named and counted, and everything else is still taken."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

from crawler.archive.archive import Archive
from crawler.article import Outcome, Reason
from tests.crawler.replica import Replica, Reply, crawl, page, replica, rss, write_sources


def feed_of(site: Replica, *paths: str) -> None:
    site.routes["/feed"] = rss([site.base + path for path in paths])


def taken(tmp_path: Path, site: Replica, **table: object) -> tuple[int, str, str, Archive]:
    sources = write_sources(tmp_path, site={"kind": "feed", "start": f"{site.base}/feed", **table})
    code, out, err = crawl(tmp_path / "data", sources)
    return code, out, err, Archive(tmp_path / "data" / "archive.sqlite")


def test_robots_txt_is_obeyed_and_the_refusal_counted(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /closed/\n", kind="text/plain")
        site.routes["/closed/a"], site.routes["/open/b"] = page("closed"), page("open", 2)
        feed_of(site, "/closed/a", "/open/b")
        code, out, _, archive = taken(tmp_path, site)
        with archive:
            assert "2 items: 1 new, 1 rejected" in out
            assert [refused.reason for refused in archive.rejected()] == [Reason.FORBIDDEN]
        assert "/closed/a" not in site.asked
        assert code == 0


def test_a_feed_link_or_redirect_into_the_private_network_is_refused(tmp_path: Path) -> None:
    with replica() as inner, replica() as site:
        inner.routes["/secret"] = page("secret")
        site.routes["/away"] = Reply(status=302, headers={"Location": f"{inner.base}/secret"})
        site.routes["/b"] = page("kept", 2)
        site.routes["/feed"] = rss(
            [f"{inner.base}/secret", f"{site.base}/away", "http://169.254.169.254/latest", f"{site.base}/b"]
        )
        _, out, _, archive = taken(tmp_path, site)
        with archive:
            assert "4 items: 1 new, 3 rejected" in out
            assert {refused.reason for refused in archive.rejected()} == {Reason.UNSAFE_ADDRESS}
        assert inner.asked == []


def test_a_source_that_does_not_say_private_may_not_reach_loopback(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/a"] = page("kept")
        feed_of(site, "/a")
        code, _, err, archive = taken(tmp_path, site, private=False)
        archive.close()
        assert code == 1
        assert "private" in err
        assert site.asked == []


def test_redirect_loops_and_strange_answers_are_failures_by_name(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/loop"] = Reply(status=302, headers={"Location": "/loop?again"})
        site.routes["/loop?again"] = Reply(status=302, headers={"Location": "/loop"})
        site.routes["/image"] = Reply(b"\x89PNG\r\n", kind="image/png")
        site.routes["/empty"] = Reply(b"")
        site.routes["/c"] = page("kept", 3)
        feed_of(site, "/loop", "/gone", "/image", "/empty", "/c")
        code, out, err, archive = taken(tmp_path, site)
        with archive:
            assert code == 1
            assert "5 items: 1 new, 2 rejected, 2 failed" in out
            assert "/loop" in err and "/gone" in err and "404" in err
            assert {refused.reason for refused in archive.rejected()} == {Reason.UNSUPPORTED, Reason.NOT_A_DOCUMENT}


def test_broken_xml_is_no_reason_to_drop_entries(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/a"], site.routes["/b"] = page("first"), page("second", 2)
        feed_of(site, "/a", "/b")
        feed = site.routes["/feed"]
        assert isinstance(feed, Reply)
        feed.body = feed.body.replace(b"<title>Item 0", b"<title>Item & 0 \x00").replace(b"</channel></rss>", b"")
        _, out, _, archive = taken(tmp_path, site)
        archive.close()
        assert "2 items: 2 new" in out


def test_a_feed_that_became_a_page_is_not_silence(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/feed"] = Reply(b"<html><body>We moved!</body></html>")
        code, _, err, archive = taken(tmp_path, site)
        archive.close()
        assert code == 1
        assert "not a feed" in err


def test_external_entities_and_entity_bombs_do_nothing(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with replica() as site:
        site.routes["/a"], site.routes["/leak"] = page("first"), Reply(b"LEAK")
        text = (
            f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "{site.base}/leak">{bomb}]>'
            f"<rss version='2.0'><channel><item><title>&x;&e11;</title>"
            f"<link>{site.base}/a</link></item></channel></rss>"
        )
        site.routes["/feed"] = Reply(text.encode(), kind="application/rss+xml")
        _, out, _, archive = taken(tmp_path, site)
        archive.close()
        assert "/leak" not in site.asked
        assert "1 item: 1 new" in out


def test_bombs_and_monsters_are_contained(tmp_path: Path) -> None:
    with replica() as site:
        bomb = gzip.compress(b"<html><body>" + b"A" * 150_000_000)
        site.routes["/bomb"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
        site.routes["/deep"] = Reply(b"<html><body>" + b"<div>" * 100_000 + b"text" + b"</div>" * 100_000)
        site.routes["/nul"] = page("nul", 4, "Coun\x00cillors decided in \x07 the chamber to go on as before. " * 5)
        site.routes["/c"] = page("kept", 3)
        feed_of(site, "/bomb", "/deep", "/nul", "/c")
        _, out, _, archive = taken(tmp_path, site)
        with archive:
            assert "4 items: 2 new, 1 rejected, 1 failed" in out
            assert [refused.reason for refused in archive.rejected()] == [Reason.TOO_DEEP]
            assert all("\x00" not in article.text for article in archive.articles())


def test_a_site_that_is_busy_is_given_the_time_it_asks_for(tmp_path: Path) -> None:
    with replica() as site:

        def busy_once(replica: Replica) -> Reply:
            if replica.asked.count("/a") == 1:
                return Reply(status=429, headers={"Retry-After": "1"})
            return page("kept")

        site.routes["/a"] = busy_once
        feed_of(site, "/a")
        begun = time.monotonic()
        _, out, _, archive = taken(tmp_path, site)
        archive.close()
        assert "1 item: 1 new" in out
        assert time.monotonic() - begun >= 1


def test_the_crawler_says_who_it_is_and_asks_conditionally(tmp_path: Path) -> None:
    with replica() as site:

        def unchanged(replica: Replica) -> Reply:
            sent = replica.headers["/feed"]
            if sent.get("If-None-Match") == '"one"':
                return Reply(status=304, headers={"ETag": '"one"'})
            reply = rss([f"{site.base}/a"])
            reply.headers["ETag"] = '"one"'
            return reply

        site.routes["/a"], site.routes["/feed"] = page("kept"), unchanged
        _, _, _, archive = taken(tmp_path, site)
        archive.close()
        assert "mailto:test@example.org" in site.headers["/a"]["User-Agent"]
        _, out, _, archive = taken(tmp_path, site)
        archive.close()
        assert site.headers["/feed"]["If-None-Match"] == '"one"'
        assert "nothing new" in out


def test_two_crawls_at_once_are_one_too_many_and_wrong_names_are_named(tmp_path: Path) -> None:
    from crawler.lock import exclusive

    with replica() as site:
        feed_of(site)
        sources = write_sources(tmp_path, site={"kind": "feed", "start": f"{site.base}/feed"})
        with exclusive(tmp_path / "data", "crawl"):
            code, _, err = crawl(tmp_path / "data", sources)
        assert code == 2 and "under way" in err
        code, _, err = crawl(tmp_path / "data", sources, "sight")
        assert code == 2 and "sight" in err and "site" in err


def test_every_outcome_adds_up(tmp_path: Path) -> None:
    with replica() as site:
        urls = [url.removeprefix(site.base) for url in site.articles(9)]
        feed_of(site, *urls, "/gone", "/image")
        site.routes["/image"] = Reply(b"\x89PNG", kind="image/png")
        _, _, _, archive = taken(tmp_path, site)
        with archive:
            counts = archive.runs()[0].outcomes["site"]
            assert sum(counts.values()) == 11
            assert counts == {Outcome.NEW: 9, Outcome.FAILED: 1, Outcome.REJECTED: 1}
