"""Walking a WordPress archive: everything once, nothing twice, and no hole after a kill or an error."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.archive.archive import Archive
from crawler.article import Outcome
from tests.crawler.replica import Replica, Reply, crawl, page, replica, rss, start_crawl, write_sources

PER_PAGE = 5


def paged(site: Replica, urls: list[str]) -> None:
    """Serve the addresses as a feed with ``?paged=N``."""
    for number in range(-(-len(urls) // PER_PAGE)):
        days = [f"{1 + (len(urls) - at) % 28:02d} Jan {2024 - at // 28}" for at in range(len(urls))]
        part = slice(number * PER_PAGE, (number + 1) * PER_PAGE)
        site.routes[f"/feed/?paged={number + 1}"] = rss(urls[part], days[part])
    site.routes["/feed/"] = site.routes["/feed/?paged=1"]


def held(data: Path) -> dict[str, str]:
    with Archive(data / "archive.sqlite") as archive:
        return {article.url: article.text for article in archive.articles()}


def outcomes(data: Path) -> dict[Outcome, int]:
    with Archive(data / "archive.sqlite") as archive:
        return archive.runs()[0].outcomes.get("site", {})


def test_a_walk_takes_everything_once_and_the_second_asks_for_one_page(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(17)
        paged(site, urls)
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        code, out, err = crawl(tmp_path / "data", sources)
        assert (code, err) == (0, "")
        assert "17 items: 17 new" in out
        assert outcomes(tmp_path / "data") == {Outcome.NEW: 17}
        assert all(site.asked.count(path) <= 1 for path in site.asked)
        site.asked.clear()
        code, _, _ = crawl(tmp_path / "data", sources)
        assert code == 0
        assert sorted(site.asked) == ["/feed/", "/robots.txt"]


def test_what_is_new_is_taken_and_what_is_held_not_asked_for(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(12)
        paged(site, urls[2:])
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        crawl(tmp_path / "data", sources)
        paged(site, urls)
        site.asked.clear()
        _, out, _ = crawl(tmp_path / "data", sources)
        assert outcomes(tmp_path / "data")[Outcome.NEW] == 2
        assert "2 new" in out
        assert len([path for path in site.asked if "/a" in path]) == 2


@pytest.mark.parametrize("after", [0.9, 1.3, 1.7, 2.2])
def test_a_killed_walk_is_taken_up_and_equals_an_undisturbed_one(tmp_path: Path, after: float) -> None:
    def slow(reply: Reply) -> Callable[[Replica], Reply]:
        def answer(_: Replica) -> Reply:
            time.sleep(0.03)
            return reply

        return answer

    with replica() as site:
        urls = site.articles(40)
        paged(site, urls)
        for path, reply in list(site.routes.items()):
            if "/a" in path and isinstance(reply, Reply):
                site.routes[path] = slow(reply)
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        crawl(tmp_path / "whole", sources)
        process = start_crawl(tmp_path / "killed", sources)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        code, _, _ = crawl(tmp_path / "killed", sources)
        assert code == 0
        assert held(tmp_path / "killed") == held(tmp_path / "whole")
        assert len(held(tmp_path / "killed")) == 40


def test_a_page_that_fails_is_named_stepped_over_and_asked_for_again(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(20)
        paged(site, urls)
        whole = site.routes["/feed/?paged=2"]
        site.routes["/feed/?paged=2"] = Reply(b"broken", 500)
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        code, _, err = crawl(tmp_path / "data", sources)
        assert code == 1
        assert "paged=2" in err and "500" in err
        assert len(held(tmp_path / "data")) == 15
        site.routes["/feed/?paged=2"] = whole
        code, _, _ = crawl(tmp_path / "data", sources)
        assert code == 0
        assert len(held(tmp_path / "data")) == 20


def test_a_page_missing_in_the_middle_is_not_the_end(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(20)
        paged(site, urls)
        del site.routes["/feed/?paged=2"]
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        code, _, err = crawl(tmp_path / "data", sources)
        assert code == 1
        assert "paged=2" in err and "is missing" in err
        assert len(held(tmp_path / "data")) == 15


def test_an_archive_without_end_is_bounded_said_so_once_and_not_walked_again(tmp_path: Path) -> None:
    with replica() as site:
        paged(site, site.articles(40))
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/", "most_pages": 3})
        code, _, err = crawl(tmp_path / "data", sources)
        assert code == 1
        assert "raise most_pages" in err
        assert len(held(tmp_path / "data")) == 15
        site.asked.clear()
        assert crawl(tmp_path / "data", sources)[0] == 0
        assert sorted(site.asked) == ["/feed/", "/robots.txt"]
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        assert crawl(tmp_path / "data", sources, "--since", "2014-01-01")[0] == 0
        assert len(held(tmp_path / "data")) == 40


def test_one_broken_listing_does_not_hold_back_the_others(tmp_path: Path) -> None:
    with replica() as site:
        paged(site, site.articles(12))
        starts = [f"{site.base}/feed/", f"{site.base}/tag/gone/feed/"]
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": starts})
        assert crawl(tmp_path / "data", sources)[0] == 1
        site.asked.clear()
        code, _, err = crawl(tmp_path / "data", sources)
        assert code == 1 and "gone" in err
        assert not [path for path in site.asked if "paged" in path]


def test_a_site_that_ignores_paging_is_not_walked_for_ever(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(5)
        paged(site, urls)
        for number in range(2, 500):
            site.routes[f"/feed/?paged={number}"] = site.routes["/feed/"]
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        code, _, err = crawl(tmp_path / "data", sources)
        assert code == 1
        assert "not paged" in err
        assert len(site.asked) < 12


def test_a_document_that_failed_is_asked_for_again_by_the_next_run(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(8)
        paged(site, urls)
        lost = next(path for path in site.routes if "/a8/" in path)
        whole = site.routes[lost]
        site.routes[lost] = Reply(b"gone", 410)
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        code, out, err = crawl(tmp_path / "data", sources)
        assert code == 1
        assert "8 items: 7 new, 1 failed" in out
        assert lost in err and "410" in err
        site.routes[lost] = whole
        code, _, _ = crawl(tmp_path / "data", sources)
        assert code == 0
        assert len(held(tmp_path / "data")) == 8


def test_a_changed_article_becomes_a_version_and_the_old_one_stays(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(3)
        paged(site, urls)
        sources = write_sources(tmp_path, site={"kind": "wordpress", "start": f"{site.base}/feed/"})
        crawl(tmp_path / "data", sources)
        path = urls[0].removeprefix(site.base)
        site.routes[path] = page("Council number 1 drops its plan", 77)
        updated = "<atom:updated>2099-01-01T00:00:00Z</atom:updated>"
        feed = rss(urls, ["05 Jan 2024", "04 Jan 2024", "03 Jan 2024"])
        feed.body = feed.body.replace(b"</item>", updated.encode() + b"</item>", 1).replace(
            b'<rss version="2.0"', b'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        )
        site.routes["/feed/"] = feed
        crawl(tmp_path / "data", sources)
        assert outcomes(tmp_path / "data")[Outcome.CHANGED] == 1
        with Archive(tmp_path / "data" / "archive.sqlite") as archive:
            article = archive.article_by_url(urls[0])
            assert article and article.title == "Council number 1 drops its plan"
            assert len(archive.versions(article.id)) == 2
