from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.article import Article, DateOrigin, Flag, Kind, Reason, Rejected
from crawler.documents.saved import address_of, documents

BODY = "The council agreed the plan on Tuesday evening, and the trust will close in the spring of next year. " * 3


def _one(path: Path) -> Article:
    (document,) = documents(path)
    assert isinstance(document, Article), document
    return document


def _refused(path: Path) -> Rejected:
    (document,) = documents(path)
    assert isinstance(document, Rejected), document
    return document


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_saved_blog_loses_the_sites_furniture_and_keeps_its_text(tmp_path: Path) -> None:
    text = (
        "Cookie Consent by Somebody\n\nHands holding 1000x500\n\nNews & Views\n\n"
        "What does the new plan mean for trusts?\n\n"
        "Posted on 18/12/2015 by\n\nThe first paragraph.\n\n  • a point\n  • another\n\nThe last paragraph.\n\n"
        "Click here to sign up for our newsletter\n\nLeave a Reply\n\nNotify of"
    )
    article = _one(_write(tmp_path / "a blog.txt", text))
    assert article.title == "What does the new plan mean for trusts?"
    assert article.text == "The first paragraph.\n\n  • a point\n  • another\n\nThe last paragraph."
    assert (article.published_on, article.published_from) == (date(2015, 12, 18), DateOrigin.TEXT)
    assert article.kind == Kind.BLOG
    assert article.url == (tmp_path / "a%20blog.txt").as_uri().replace("%25", "%")


@pytest.mark.parametrize(
    ("text", "title", "body", "authors"),
    [
        ("Title here\nBy Jane Roe\n3 May 2020\n\nBody.", "Title here", "Body.", ("Jane Roe",)),
        ("Title here\n\nA standfirst of the piece that says more.\n\n3 May 2020\n\nBody.", "Title here",
         "A standfirst of the piece that says more.\n\nBody.", ()),
        ("3 May 2020\n\nTitle here\n\nBody.", "Title here", "Body.", ()),
        ("Title here\n\nBody without a date.", "Title here", "Body without a date.", ()),
        ("A note of one sentence only.", "note", "A note of one sentence only.", ()),
        ("It begins with a sentence.\n\nAnd goes on.", "note", "It begins with a sentence.\n\nAnd goes on.", ()),
    ],
)  # fmt: skip
def test_title_and_body_of_plain_text(
    tmp_path: Path, text: str, title: str, body: str, authors: tuple[str, ...]
) -> None:
    article = _one(_write(tmp_path / "note.txt", text))
    assert (article.title, article.text, article.authors) == (title, body, authors)


ITEM = "<item><title>%s</title><link>%s</link><pubDate>%s</pubDate><description>Short.</description>%s</item>"
CONTENT = "<content:encoded><![CDATA[<p>One.</p><p>Two <b>bold</b>.</p>]]></content:encoded>"


def _rss(*items: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"'
        f' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>{"".join(items)}</channel></rss>'
    )


LINK = "http://www.paper.co.uk/2024/09/03/a/?utm_source=rss"
LATE = "Mon, 02 Sep 2024 23:01:40 +0000"


def test_a_feed_gives_its_entries_whole(tmp_path: Path) -> None:
    article = _one(_write(tmp_path / "feed.xml", _rss(ITEM % ("Fees &amp; trusts", LINK, LATE, CONTENT))))
    assert article.url == "https://www.paper.co.uk/2024/09/03/a/"
    assert (article.title, article.text) == ("Fees & trusts", "One.\n\nTwo bold.")
    assert (article.published_on, article.published_from) == (date(2024, 9, 3), DateOrigin.FEED)
    assert article.flags == ()


def test_broken_xml_drops_no_entry_that_can_be_read(tmp_path: Path) -> None:
    broken = _rss(*(ITEM % (f"A & B {n} &nbsp; \x00", f"https://www.paper.co.uk/{n}", LATE, CONTENT) for n in range(5)))
    found = list(documents(_write(tmp_path / "feed.rss", broken.replace("</channel></rss>", ""))))
    assert [article.url[-1] for article in found] == list("01234")
    assert all(isinstance(article, Article) and Flag.REPAIRED in article.flags for article in found)


def test_a_bomb_of_entities_goes_off_nowhere(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    feed = _rss(ITEM % ("A title &e11; &x;", LINK, LATE, CONTENT), before=bomb)
    article = _one(_write(tmp_path / "feed.xml", feed))
    assert len(article.title) < 100
    assert "root" not in article.title
    assert article.text == "One.\n\nTwo bold."


def test_hidden_links_in_a_feed_are_not_shown(tmp_path: Path) -> None:
    hidden = CONTENT.replace(
        "<p>Two", '<div style="display:none"><a href="https://x.example">slot gacor</a></div><p>Two'
    )
    assert _one(_write(tmp_path / "feed.xml", _rss(ITEM % ("T", LINK, LATE, hidden)))).text == "One.\n\nTwo bold."


def test_json_lines_are_taken_and_bad_lines_named(tmp_path: Path) -> None:
    good = {"id": "a", "title": "T", "published": "2024-09-03", "text": "One.\n\nTwo.", "url": LINK}
    lines = [json.dumps(good), "{broken", "", '["no object"]', '{"text": 3}', json.dumps({"id": "b", "text": "Three."})]
    path = _write(tmp_path / "d.jsonl", "\n".join(lines))
    first, *bad, last = documents(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.url, first.text, first.published_on) == (
        "https://www.paper.co.uk/2024/09/03/a/", "One.\n\nTwo.", date(2024, 9, 3),
    )  # fmt: skip
    assert last.url == f"{path.as_uri()}#b"
    assert [refused.url.partition("#")[2] for refused in bad] == ["line-2", "line-4", "line-5"]


def _warc(*responses: tuple[str, str, bytes, str]) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, kind, body, status in responses:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


PAGE = f"<html><body><article><h1>Trust to close</h1><p>{BODY}</p></article></body></html>".encode()


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    feed = _rss(ITEM % ("C", LINK, LATE, CONTENT)).encode()
    data = _warc(
        ("http://www.paper.co.uk/2024/09/03/a/", "text/html; charset=utf-8", PAGE, "200 OK"),
        ("http://www.paper.co.uk/b", "text/html", PAGE, "404 Not Found"),
        ("http://www.paper.co.uk/robots.txt", "text/plain", b"User-agent: *", "200 OK"),
        ("http://www.paper.co.uk/sitemap.xml", "application/xml", b"<urlset></urlset>", "200 OK"),
        ("http://www.paper.co.uk/feed/", "application/rss+xml", feed, "200 OK"),
    )  # fmt: skip
    first, second = documents(_write(tmp_path / "crawl.warc.gz", data))
    assert isinstance(first, Article)
    assert (first.url, first.title) == ("https://www.paper.co.uk/2024/09/03/a/", "Trust to close")
    assert isinstance(second, Article)
    assert second.text == "One.\n\nTwo bold."


def test_a_web_archive_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    one = _warc(("http://www.paper.co.uk/2024/09/03/a/", "text/html", PAGE, "200 OK"))
    first, second = documents(_write(tmp_path / "crawl.warc.gz", one + one[: len(one) * 3 // 4]))
    assert isinstance(first, Article)
    assert isinstance(second, Rejected)
    assert second.reason == Reason.TRUNCATED


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", Reason.EMPTY),
        ("a.txt", b"\x00" * 1000, Reason.EMPTY),
        ("a.docx", b"PK\x03\x04", Reason.UNSUPPORTED),
        ("a", b"some bytes", Reason.UNSUPPORTED),
        ("a.xml", b"<urlset><url/></urlset>", Reason.NOT_A_DOCUMENT),
        ("a.xml", b"<rss><channel></channel></rss>", Reason.EMPTY),
        ("a.pdf", b"<html>Not found</html>", Reason.NOT_A_DOCUMENT),
        ("a.html", b"<html></html>", Reason.EMPTY),
        ("a.txt.gz", gzip.compress(bytes(60_000_000)), Reason.TOO_LARGE),
        ("a.txt.gz", gzip.compress(b"text " * 1000)[:-9], Reason.TRUNCATED),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: Reason
) -> None:
    refused = _refused(_write(tmp_path / name, content))
    assert refused.reason == reason
    assert refused.detail
    assert refused.url == (tmp_path / name).as_uri()


def test_a_folder_is_taken_with_its_folders_and_nothing_hidden(tmp_path: Path) -> None:
    _write(tmp_path / "b" / "c" / "deep.txt", "Deep\n\nDeep text.")
    _write(tmp_path / "a.txt.gz", gzip.compress(b"Packed\n\nPacked text."))
    _write(tmp_path / ".hidden" / "x.txt", "Hidden\n\nHidden.")
    _write(tmp_path / ".DS_Store", b"\x00\x01")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = [document.title for document in documents(tmp_path) if isinstance(document, Article)]
    assert found == ["Packed", "Deep"]


def test_a_page_without_an_ending_is_known_by_its_beginning(tmp_path: Path) -> None:
    assert _one(_write(tmp_path / "page", b"<!DOCTYPE html>" + PAGE)).title == "Trust to close"


def test_a_file_has_one_address_whatever_folder_it_is_named_from(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    page = folder / "note.txt"
    page.write_text("A note.", encoding="utf-8")

    assert address_of(folder / ".." / "papers" / "note.txt") == address_of(page)
