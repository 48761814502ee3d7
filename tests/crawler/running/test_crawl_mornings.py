"""The morning after: what a crawl and the status say when a source has moved, emptied, changed or been mended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.archive.archive import Archive
from crawler.article import Outcome, Reason
from crawler.running.health import report
from tests.crawler.replica import Replica, Reply, crawl, page, replica, rss, write_sources

BARE = Reply(b"<html><head><title>x</title></head><body><div id='app'></div><script>1</script></body></html>")


def night(tmp_path: Path, site: Replica, *arguments: str, **table: Any) -> tuple[int, str, tuple[str, ...]]:
    """One crawl of a feed: its exit code, all it printed, and what the status warns of."""
    table = {"kind": "feed", "start": f"{site.base}/feed", **table}
    code, out, err = crawl(tmp_path / "data", write_sources(tmp_path, press=table), *arguments)
    with Archive(tmp_path / "data" / "archive.sqlite") as archive:
        return code, out + err, report(archive).sources[0].warnings


def lately(urls: list[str]) -> Reply:
    return rss(urls, [f"{datetime.now(UTC) - timedelta(days=at):%d %b %Y}" for at in range(1, len(urls) + 1)])


def test_a_feed_that_moved_for_good_is_said_to_have_until_its_row_is_mended(tmp_path: Path) -> None:
    with replica() as site:
        new = lately(site.articles(2))
        new.headers["ETag"] = '"2"'
        site.routes["/new"] = new
        site.routes["/feed"] = Reply(status=301, headers={"Location": "/new"})
        told = f"{site.base}/feed has moved for good to {site.base}/new: write that in sources.toml"
        for _ in range(2):
            code, said, warnings = night(tmp_path, site)
            assert code == 0
            assert told in said
            assert warnings == (told,)
        assert site.headers["/new"]["If-None-Match"] == '"2"'
        assert night(tmp_path, site, start=f"{site.base}/new")[2] == ()


def test_a_feed_that_names_nothing_any_more_is_not_silence(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/feed"] = lately(site.articles(2))
        night(tmp_path, site)
        site.routes["/feed"] = lately([])
        for _ in range(2):
            code, said, warnings = night(tmp_path, site)
            assert code == 1
            assert "names nothing, where it named documents before" in said
            assert "names nothing" in warnings[0]


def test_a_layout_that_changed_is_said_though_most_items_are_as_they_were(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(20)
        site.routes["/feed"] = lately(urls[4:])
        assert night(tmp_path, site)[0] == 0
        whole = {url: site.routes[url.removeprefix(site.base)] for url in urls[:4]}
        site.routes |= {url.removeprefix(site.base): BARE for url in whole}
        site.routes["/feed"] = lately(urls)
        code, said, warnings = night(tmp_path, site)
        assert code == 1
        assert "20 items: 16 unchanged, 4 rejected" in said
        assert "4 of the last 8 documents looked at could not be taken (no text found)" in warnings[0]


def test_what_was_refused_is_looked_at_again_once_the_row_was_mended(tmp_path: Path) -> None:
    image = Reply(BARE.body, headers={"ETag": '"same"'})
    with replica() as site:
        urls = site.articles(3)
        path = urls[0].removeprefix(site.base)
        # Refused where a redirect leads, and gone from the feed by the time the row is mended.
        site.routes[path] = Reply(status=302, headers={"Location": "/elsewhere"})
        site.routes["/elsewhere"] = image
        site.routes["/feed"] = rss(urls, ["04 Mar 2024", "03 Mar 2024", "02 Mar 2024"])
        assert "3 items: 2 new, 1 rejected" in night(tmp_path, site)[1]
        site.routes["/feed"] = rss(urls[1:], ["03 Mar 2024", "02 Mar 2024"])
        assert "2 items: 2 unchanged" in night(tmp_path, site)[1]
        undated = page("Mended", 9).body.replace(b"article:published_time", b"x")
        site.routes["/elsewhere"] = Reply(undated, headers={"ETag": '"same"'})
        assert "3 items: 1 new, 2 unchanged" in night(tmp_path, site, text=".entry-content")[1]
        assert "If-None-Match" not in site.headers["/elsewhere"]
        with Archive(tmp_path / "data" / "archive.sqlite") as archive:
            assert archive.rejected() == []
            (mended,) = (article for article in archive.articles() if article.title == "Mended")
            assert str(mended.published_on) == "2024-03-04"


def test_a_dead_link_is_given_up_and_does_not_fail_every_night(tmp_path: Path) -> None:
    with replica() as site:
        urls = site.articles(2)
        del site.routes[urls[0].removeprefix(site.base)]
        site.routes["/feed"] = lately(urls)
        codes = [night(tmp_path, site)[0] for _ in range(6)]
        assert codes == [1, 1, 1, 1, 0, 0]
        assert site.asked.count(urls[0].removeprefix(site.base)) == 5
        with Archive(tmp_path / "data" / "archive.sqlite") as archive:
            assert [(one.reason, one.detail) for one in archive.rejected()] == [
                (Reason.GIVEN_UP, "the server answered 404")
            ]
            assert archive.runs()[0].outcomes["press"] == {Outcome.REJECTED: 1, Outcome.UNCHANGED: 1}


def test_a_dry_run_tells_what_is_due_of_each_source_and_what_is_wrong(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/feed"] = lately(site.articles(2))
        sources = write_sources(
            tmp_path,
            press={"kind": "feed", "start": f"{site.base}/feed"},
            lost={"kind": "feed", "start": f"{site.base}/lost"},
        )
        code, out, err = crawl(tmp_path / "data", sources, "--dry-run")
        assert code == 1
        assert "crawl press: 2 would be fetched\n  http" in out
        assert "crawl: 2 would be fetched; nothing was stored" in out
        assert "lost: " in err and "the server answered 404" in err


def test_a_budget_is_the_runs_and_the_source_it_neglected_comes_first_next_time(tmp_path: Path) -> None:
    with replica() as site:
        tables = {}
        for name in ("one", "two"):
            site.routes[f"/{name}"] = rss(site.articles(20, name))
            tables[name] = {"kind": "feed", "start": f"{site.base}/{name}"}
        sources = write_sources(tmp_path, **tables)
        code, out, _ = crawl(tmp_path / "data", sources, "--pages", "8")
        assert code == 0
        assert "stopped: the run’s number of pages is reached, goes on next time" in out
        assert "crawl two: stopped: the run’s number of pages is reached before its turn" in out
        begun = len(site.asked)
        crawl(tmp_path / "data", sources, "--pages", "8")
        assert next(path for path in site.asked[begun:] if path in ("/one", "/two")) == "/two"
        code, out, _ = crawl(tmp_path / "data", sources, "--minutes", "5")
        with Archive(tmp_path / "data" / "archive.sqlite") as archive:
            assert archive.counts()["documents"] == 40
