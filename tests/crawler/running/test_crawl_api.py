"""The JSON interface of WordPress: posts whole, page by page, without fetching their pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.archive.archive import Archive
from crawler.article import DateOrigin
from tests.crawler.replica import Replica, Reply, crawl, replica, write_sources

POSTS = "/wp-json/wp/v2/posts"


def post(site: Replica, at: int) -> dict[str, Any]:
    """One post in the shape of the interface's documentation."""
    return {
        "link": f"{site.base}/2024/09/{1 + at % 28:02d}/post-{at}/",
        "date_gmt": f"2024-{9 - at // 28:02d}-{28 - at % 28:02d}T23:01:00",
        "modified_gmt": f"2024-{9 - at // 28:02d}-{28 - at % 28:02d}T23:30:00",
        "title": {"rendered": f"Council&#8217;s plan {at}"},
        "content": {
            "rendered": f"<p>Councillors decided on plan {at}.</p><p class='promo-box'>Subscribe</p><p>It began.</p>"
        },
        "_embedded": {
            "author": [{"name": "A. Reporter"}],
            "wp:term": [[{"name": "Ofsted", "taxonomy": "post_tag"}], [{"name": "Children"}]],
        },
    }


def serve(site: Replica, number: int, pages: bool = True) -> None:
    """The interface with so many posts, refusing a page past the last one as the real one does."""

    def answer(replica: Replica) -> Reply:
        query = parse_qs(urlsplit(replica.asked[-1]).query)
        count, at = int(query["per_page"][0]), int(query["page"][0])
        after = query.get("after", ["0"])[0][:10]
        rows = [row for row in (post(site, n) for n in range(number)) if row["date_gmt"] > after]
        last = -(-len(rows) // count)
        if at > max(1, last):
            return Reply(b'{"code": "rest_post_invalid_page_number"}', 400, "application/json")
        part = rows[(at - 1) * count : at * count]
        headers = {"X-WP-TotalPages": str(last), "X-WP-Total": str(len(rows))} if pages else {}
        return Reply(json.dumps(part).encode(), kind="application/json", headers=headers)

    site.fallback = lambda path: answer if path.startswith(POSTS) else None


def source(tmp_path: Path, site: Replica) -> Path:
    table = {"kind": "wordpress", "api": True, "start": f"{site.base}{POSTS}?tags=12", "drop": [".promo-box"]}
    return write_sources(tmp_path, site=table)


def test_posts_are_taken_whole_page_by_page(tmp_path: Path) -> None:
    with replica() as site:
        serve(site, 130)
        code, out, err = crawl(tmp_path / "data", source(tmp_path, site))
        assert (code, err) == (0, "")
        assert "130 items: 130 new" in out
        assert len(site.asked) == 3  # robots.txt and two pages
        with Archive(tmp_path / "data" / "archive.sqlite") as archive:
            article = archive.article_by_url(f"{site.base}/2024/09/01/post-0/")
        assert article is not None
        assert article.title == "Council’s plan 0"
        assert article.text == "Councillors decided on plan 0.\n\nIt began."
        assert article.authors == ("A. Reporter",)
        assert article.tags == ("Ofsted", "Children")
        assert (str(article.published_on), article.published_from) == ("2024-09-29", DateOrigin.FEED)
        site.asked.clear()
        code, out, _ = crawl(tmp_path / "data", source(tmp_path, site))
        assert code == 0
        assert "100 items: 100 unchanged" in out
        assert len(site.asked) == 2


def test_a_backfill_asks_the_interface_for_no_more_than_its_days(tmp_path: Path) -> None:
    with replica() as site:
        serve(site, 130, pages=False)
        _, out, _ = crawl(tmp_path / "data", source(tmp_path, site), "--since", "2024-09-20")
        assert "after=2024-09-19T23%3A00%3A00%2B00%3A00" in site.asked[-1]
        assert "10 items: 10 new" in out


def test_a_closed_interface_is_named(tmp_path: Path) -> None:
    with replica() as site:
        site.fallback = lambda _: Reply(b'{"code": "rest_cannot_access"}', kind="application/json")
        code, _, err = crawl(tmp_path / "data", source(tmp_path, site))
        assert code == 1
        assert "the interface may be closed" in err
