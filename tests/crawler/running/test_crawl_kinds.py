"""Sitemaps, GOV.UK, the inspection reports site and single pages, each against a replica of its documented shape."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fpdf import FPDF

from crawler.archive.archive import Archive
from crawler.article import Article, DateOrigin, Kind
from crawler.documents.saved import documents
from tests.crawler.replica import ROOT, Replica, Reply, crawl, page, replica, rss, write_sources


def taken(tmp_path: Path, **tables: Any) -> tuple[int, str, str, list[Article]]:
    sources = write_sources(tmp_path, **tables)
    code, out, err = crawl(tmp_path / "data", sources)
    with Archive(tmp_path / "data" / "archive.sqlite") as archive:
        return code, out, err, list(archive.articles())


def xml(body: str) -> Reply:
    return Reply(body.encode(), kind="application/xml")


def paper(*lines: str) -> Reply:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    for line in lines:
        pdf.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return Reply(bytes(pdf.output()), kind="application/pdf")


def test_sitemap_indexes_gzip_and_news_sitemaps_are_followed(tmp_path: Path) -> None:
    with replica() as site:
        for name in ("a", "b", "c"):
            site.routes[f"/news/{name}"] = page(f"Article {name}", ord(name))
        site.routes["/about"] = page("About us", 5)
        site.routes["/sitemap.xml"] = xml(
            "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
            f"<sitemap><loc>{site.base}/one.xml.gz</loc></sitemap><sitemap><loc>{site.base}/news.xml</loc></sitemap>"
            "</sitemapindex>"
        )
        rows = "".join(f"<url><loc>{site.base}{path}</loc></url>" for path in ("/news/a", "/about", "/news/b"))
        one = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>"
        site.routes["/one.xml.gz"] = Reply(gzip.compress(one.encode()), kind="application/gzip")
        site.routes["/news.xml"] = xml(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/news'>"
            f"<url><loc>{site.base}/news/c</loc><n:news><n:title>Title in the sitemap</n:title></n:news></url></urlset>"
        )
        table = {"kind": "sitemap", "start": f"{site.base}/sitemap.xml", "include": "/news/"}
        code, out, _, articles = taken(tmp_path, site=table)
        assert code == 0
        assert "3 items: 3 new" in out
        assert {article.title for article in articles} == {"Article a", "Article b", "Article c"}
        assert "/about" not in site.asked


def govuk(site: Replica, documents: int) -> None:
    """The search and content interfaces, as their documentation shows them."""

    def row(at: int) -> dict[str, str]:
        return {
            "link": f"/government/publications/p{at}",
            "title": f"Paper {at}",
            "public_timestamp": f"2023-03-{1 + at % 28:02d}T09:30:00Z",
        }

    def search(replica: Replica) -> Reply:
        query = parse_qs(urlsplit(replica.asked[-1]).query)
        assert query["filter_organisations"] == ["department-for-education"]
        start, count = int(query["start"][0]), int(query["count"][0])
        if count > 1500:
            return Reply(b'{"error": "count too large"}', 422)
        rows = [row(at) for at in range(documents)][start : start + count]
        return Reply(
            json.dumps({"results": rows, "total": documents, "start": start}).encode(), kind="application/json"
        )

    for start in range(0, documents + 1, 150):
        fields = "fields=link&fields=title&fields=public_timestamp"
        query = (
            f"order=-public_timestamp&count=150&start={start}&{fields}&filter_organisations=department-for-education"
        )
        site.routes[f"/api/search.json?{query}"] = site.routes[f"/api/search.json?q=care&{query}"] = search
    for at in range(documents):
        content = {
            "base_path": f"/government/publications/p{at}",
            "title": f"Paper {at}",
            "description": "A direction to a council.",
            "first_published_at": f"2023-03-{1 + at % 28:02d}T09:30:00+00:00",
            "public_updated_at": "2023-05-02T09:30:00+01:00",
            "document_type": "policy_paper",
            "details": {
                "body": f"<div><p>Direction {at} says the council must act.</p><ul><li>One</li><li>Two</li></ul></div>",
                "change_history": [
                    {"public_timestamp": "2023-05-02T09:30:00+01:00", "note": "Added the second direction."}
                ],
                "attachments": [{"content_type": "application/pdf", "title": "The direction", "url": "/media/d0.pdf"}]
                if at == 0
                else [],
            },
            "links": {"organisations": [{"title": "Department for Education"}]},
        }
        site.routes[f"/api/content/government/publications/p{at}"] = Reply(
            json.dumps(content).encode(), kind="application/json"
        )
    site.routes["/media/d0.pdf"] = paper("Statutory direction to the council", "The Secretary of State directs so.")


def test_govuk_is_searched_page_by_page_and_taken_with_attachments_and_changes(tmp_path: Path) -> None:
    with replica() as site:
        govuk(site, 153)
        filters = {"organisations": "department-for-education"}
        start = f"{site.base}/api/search.json?q=care"
        table = {"kind": "govuk", "start": start, "document": "policy paper", "filters": filters}
        code, out, err, articles = taken(tmp_path, dfe={**table, "keep_responses": True})
        assert (code, err) == (0, "")
        (kept,) = (tmp_path / "data" / "warc").iterdir()
        again = {article.url: article.text for article in documents(kept) if isinstance(article, Article)}
        assert again == {article.url: article.text for article in articles}
        assert "154 items: 154 new" in out
        first = next(article for article in articles if article.title == "Paper 0")
        assert first.url == "https://www.gov.uk/government/publications/p0"
        assert first.kind is Kind.POLICY_PAPER
        assert first.authors == ("Department for Education",)
        assert first.text.split("\n\n")[-1] == "Updated 2 May 2023: Added the second direction."
        assert "Direction 0 says the council must act." in first.text
        attached = next(article for article in articles if article.url.endswith("d0.pdf"))
        assert attached.published_on == first.published_on
        assert attached.published_from is DateOrigin.FEED


def test_an_interface_that_changed_is_named(tmp_path: Path) -> None:
    with replica() as site:
        govuk(site, 1)
        for path in [path for path in site.routes if "search" in path]:
            site.routes[path] = Reply(b'{"items": []}', kind="application/json")
        filters = {"organisations": "department-for-education"}
        table = {"kind": "govuk", "start": f"{site.base}/api/search.json", "filters": filters}
        code, _, err, _ = taken(tmp_path, dfe=table)
        assert code == 1
        assert "without results" in err


def test_the_reports_site_is_walked_from_providers_to_reports(tmp_path: Path) -> None:
    with replica() as site:
        providers = [f"/provider/44/{80000 + at}" for at in range(103)]
        for start in (0, 100, 200):
            rows = "".join(f"<li><a href='{link}'>Council</a></li>" for link in providers[start : start + 100])
            site.routes[f"/search?q=&level_1_types=4&start={start}&rows=100"] = Reply(
                f"<html><body><p>103 results</p><ul>{rows}</ul></body></html>".encode()
            )
        for link in providers:
            site.routes[link] = Reply(b"<html><body><h1>Council</h1><ol></ol></body></html>")
        site.routes[providers[101]] = Reply(
            b"<html><body><ol class='timeline'><li><time datetime='2023-05-12'>12 May 2023</time>"
            b"<a class='publication-link' href='/v1/file/50001'>Children's services inspection</a></li></ol>"
        )
        site.routes["/v1/file/50001"] = paper(
            "Inspection of Northshire local authority children's services", "Inspection dates: 13 to 24 March 2023"
        )
        table = {"kind": "inspections", "start": f"{site.base}/search?q=&level_1_types=4"}
        code, out, err, articles = taken(tmp_path, reports={**table, "document": "inspection report"})
        assert (code, err) == (0, "")
        assert "1 item: 1 new" in out
        assert articles[0].kind is Kind.INSPECTION_REPORT
        assert str(articles[0].published_on) == "2023-05-12"


def test_single_pages_are_taken(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/post"] = page("A post", 1, day="2015-12-18")
        _, out, _, articles = taken(tmp_path, one={"kind": "pages", "start": [f"{site.base}/post"]})
        assert "1 item: 1 new" in out
        assert str(articles[0].published_on) == "2015-12-18"


def test_responses_are_kept_where_asked_and_the_archive_can_be_made_from_them(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/post"] = page("A post that stays", 1, day="2015-12-18")
        site.routes["/paper.pdf"] = paper("A paper that stays", "Its one paragraph says what was decided in May 2016.")
        start = [f"{site.base}/post", f"{site.base}/paper.pdf"]
        _, _, _, crawled = taken(tmp_path, one={"kind": "pages", "start": start, "keep_responses": True})
    files = list((tmp_path / "data" / "warc").iterdir())
    assert [file.name.startswith("one-") for file in files] == [True]
    again = {article.url: article.text for article in documents(files[0]) if isinstance(article, Article)}
    assert again == {article.url: article.text for article in crawled}
    assert len(again) == 2


def test_a_page_in_a_sitemaps_place_and_a_sitemap_of_other_things_are_not_silence(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/sitemap.xml"] = Reply(b"<html><body><p>We moved</p></body></html>")
        site.routes["/other.xml"] = xml(f"<urlset><url><loc>{site.base}/shop/1</loc></url></urlset>")
        moved = {"kind": "sitemap", "start": f"{site.base}/sitemap.xml"}
        other = {"kind": "sitemap", "start": f"{site.base}/other.xml", "include": "/news/"}
        code, _, err, _ = taken(tmp_path, moved=moved, other=other)
        assert code == 1
        assert "moved: " in err and "not a sitemap" in err
        assert "other: " in err and "names no address that fits include" in err


def test_a_long_sitemap_is_taken_piece_by_piece_and_whole(tmp_path: Path) -> None:
    with replica() as site:
        rows = [f"<url><loc>{url}</loc></url>" for url in site.articles(230)]
        site.routes["/a.xml"] = xml(f"<urlset>{''.join(rows[:220])}</urlset>")
        site.routes["/b.xml"] = xml(f"<urlset>{''.join(rows[210:])}</urlset>")
        table = {"kind": "sitemap", "start": [f"{site.base}/a.xml", f"{site.base}/b.xml"]}
        code, out, _, _ = taken(tmp_path, site=table)
        assert code == 0
        assert "230 items: 230 new" in out


def test_sitemaps_that_name_each_other_without_end_are_bounded(tmp_path: Path) -> None:
    def index(at: int) -> Reply:
        names = "".join(f"<sitemap><loc>{site.base}/map{at * 7 + n}.xml</loc></sitemap>" for n in range(1, 8))
        return xml(f"<sitemapindex><sitemap><loc>{site.base}/map0.xml</loc></sitemap>{names}</sitemapindex>")

    with replica() as site:
        site.fallback = lambda path: index(int(path[4:-4])) if path.startswith("/map") else None
        table = {"kind": "sitemap", "start": f"{site.base}/map0.xml", "most_pages": 20}
        code, _, err, _ = taken(tmp_path, site=table)
        assert code == 1
        assert "most_pages = 20" in err
        assert len(site.asked) <= 21


def test_a_check_tries_a_listing_and_a_document_and_stores_nothing(tmp_path: Path) -> None:
    with replica() as site:
        site.routes["/feed"], site.routes["/dull"] = rss([f"{site.base}/a", f"{site.base}/b"]), rss([f"{site.base}/c"])
        site.routes["/a"], site.routes["/b"] = page("An article"), page("Another", 2)
        site.routes["/c"] = Reply(b"<html><head><title>x</title></head><body><script>1</script></body></html>")
        sources = write_sources(
            tmp_path,
            well={"kind": "wordpress", "start": f"{site.base}/feed"},
            dull={"kind": "feed", "start": f"{site.base}/dull"},
        )
        command = [sys.executable, "-m", "app.cli", "sources", "--check", "--sources-file", str(sources)]
        environment = os.environ | {"CARETRAIL_CONTACT": "mailto:test@example.org"}
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.returncode == 1
        assert "works  well: 2 documents listed; one gave" in done.stdout
        assert "dated 2024-01-28 (feed)" in done.stdout
        assert "fails  dull: " in done.stdout and "no text found" in done.stdout
        assert "/b" not in site.asked
