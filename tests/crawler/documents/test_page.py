from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from crawler.article import Article, DateOrigin, Flag, Kind, Reason, Rejected
from crawler.documents.page import article_from_html, text_from_markup
from crawler.limits import HTML_BYTES
from crawler.sources import Source, SourceKind

URL = "https://www.paper.co.uk/2024/09/03/trust-to-close/"
FIRST = (
    "A children’s trust is to close next spring and its services will return to the council that set it up, under a"
    " plan that councillors agreed on Tuesday evening after a long debate in the chamber."
)
SECOND = (
    "The council’s leader said the trust had done what it was set up to do, and that running services directly would"
    " save money that could be spent on social workers, fostering and early help for families in the borough."
)
ITEMS = ["staff will transfer in April under the same terms", "the trust’s board will stay in place until then"]


def page(body: str = "", head: str = "", around: str = "") -> str:
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>Trust to close - The Paper</title>{head}</head><body>
    <header><nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">Jobs</a></li></ul></nav></header>
    <div class="cookie-banner">We use cookies to improve your visit.</div>
    <main><article><h1>Trust to close</h1><div class="entry-content"><p>{FIRST}</p>
    <h2>What happens next</h2><ul>{items}</ul>
    <figure><img src="x.jpg"><figcaption>Photo: a picture agency</figcaption></figure>
    <div class="sharedaddy"><ul><li>Share on Facebook</li></ul></div>
    <p>{SECOND}</p>{body}</div></article>
    <aside class="related"><h3>Related articles</h3><a href="/other">Another story</a></aside></main>
    {around}<footer>© The Paper. All rights reserved.</footer></body></html>"""


def taken(html: str | bytes, url: str = URL, source: Source | None = None) -> Article:
    article = article_from_html(html, url, source)
    assert isinstance(article, Article), article
    return article


def source(**changes: Any) -> Source:
    known: dict[str, Any] = {"kind": SourceKind.PAGES, "start": (URL,), "what": "pages", "why": "tests"}
    return Source("the-paper", **{**known, **changes})


def test_the_article_is_taken_and_what_is_around_it_is_not() -> None:
    article = taken(page())
    wanted = f"{FIRST}\n\nWhat happens next\n\n  • {ITEMS[0]}\n  • {ITEMS[1]}\n\n{SECOND}"
    assert article.text == wanted
    assert article.title == "Trust to close"
    assert article.url == URL
    assert article.source == "paper.co.uk"


def test_the_sources_own_selectors_come_first() -> None:
    html = page(body='<p class="promo-line">Book now for our conference.</p>')
    article = taken(html, source=source(text=".entry-content", drop=(".promo-line",), document=Kind.BLOG))
    assert article.text == f"{FIRST}\n\nWhat happens next\n\n  • {ITEMS[0]}\n  • {ITEMS[1]}\n\n{SECOND}"
    assert (article.source, article.kind) == ("the-paper", Kind.BLOG)


def test_a_selector_that_finds_nothing_falls_back_to_the_general_reader() -> None:
    assert FIRST in taken(page(), source=source(text=".gone-since-the-redesign")).text


LD = '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "The Paper"}, %s]}</script>'
ARTICLE_LD = (
    '{"@type": "NewsArticle", "headline": "Trust to close", "datePublished": "%s", "author": {"name": "A. Writer"}}'
)


@pytest.mark.parametrize(
    ("head", "url", "day", "origin"),
    [
        (LD % (ARTICLE_LD % "2024-09-02T23:01:40+00:00"), URL, date(2024, 9, 3), DateOrigin.JSON_LD),
        (
            '<meta property="article:published_time" content="2024-09-02T23:01:40Z">',
            URL,
            date(2024, 9, 3),
            DateOrigin.META,
        ),
        (
            '<meta name="DC.date.issued" content="2024-09-03">',
            "https://www.paper.co.uk/a",
            date(2024, 9, 3),
            DateOrigin.META,
        ),
        ("", URL, date(2024, 9, 3), DateOrigin.URL),
        ("", "https://www.paper.co.uk/a", None, None),
    ],
)
def test_a_date_is_read_with_where_it_stood(head: str, url: str, day: date | None, origin: DateOrigin | None) -> None:
    article = taken(page(head=head), url)
    assert (article.published_on, article.published_from) == (day, origin)


@pytest.mark.parametrize(
    "stated",
    [
        '<time datetime="2024-09-03T10:00">3 Sept</time>',
        "<p>Published: 3 September 2024</p>",
        "<p>Posted on 03/09/2024 by Desk</p>",
    ],
)
def test_a_visible_date_is_read_last(stated: str) -> None:
    article = taken(page().replace("<h1>", f"{stated}<h1>"), "https://www.paper.co.uk/a")
    assert (article.published_on, article.published_from) == (date(2024, 9, 3), DateOrigin.TEXT)


def test_a_date_in_a_sentence_is_not_the_publication_date() -> None:
    article = taken(
        page(body="<p>A report published on 3 May 2019 had praised the trust.</p>"), "https://www.paper.co.uk/a"
    )
    assert article.published is None


def test_authors_tags_and_update_are_read() -> None:
    head = LD % (ARTICLE_LD % "2024-09-03") + (
        '<meta property="article:modified_time" content="2024-09-04T08:00:00+00:00">'
        '<meta name="keywords" content="trusts, councils">'
    )
    article = taken(page(head=head))
    assert article.authors == ("A. Writer",)
    assert article.tags == ("trusts", "councils")
    assert article.updated == datetime(2024, 9, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>A – B - The Paper</title><h1>A – B</h1>", "A – B"),
        ("<title>A story | The Paper</title>", "A story"),
        ('<meta property="og:title" content="Trusts – what next"><title>x</title>', "Trusts – what next"),
        ('<meta property="og:title" content="A – The Paper"><meta property="og:site_name" content="The Paper">', "A"),
        ("<h1>The Paper</h1><h1>A story</h1><title>A story - The Paper</title>", "A story"),
        ("<h1>Only a heading</h1>", "Only a heading"),
    ],
)
def test_the_title_is_the_articles_and_not_the_sites(html: str, title: str) -> None:
    assert taken(f"<html><body>{html}<article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>").title == title


def test_the_declared_address_is_the_address_unless_it_is_the_front_page_or_another_site() -> None:
    link = '<link rel="canonical" href="https://www.paper.co.uk/2024/09/03/trust-to-close-next-spring/">'
    assert taken(page(head=link)).url == "https://www.paper.co.uk/2024/09/03/trust-to-close-next-spring/"
    assert taken(page(head='<link rel="canonical" href="https://www.paper.co.uk/">')).url == URL
    assert taken(page(head='<link rel="canonical" href="https://elsewhere.org/a">')).url == URL


@pytest.mark.parametrize(
    "html",
    [
        page().encode("cp1252", "xmlcharrefreplace"),
        page(head='<meta charset="iso-8859-1">').encode(),
        page(head='<meta charset="utf-8">').encode("cp1252"),
        page().encode("utf-16"),
        page().encode("utf-8-sig"),
        page().encode().decode("cp1252", "replace").replace("\ufffd", "").encode(),
    ],
    ids=["undeclared", "declared wrongly", "not the UTF-8 declared", "UTF-16", "marked", "encoded twice"],
)
def test_the_text_comes_out_whatever_the_charset_says(html: bytes) -> None:
    article = taken(html)
    assert "A children’s trust is to close" in article.text
    assert "â€" not in article.text


def test_nul_bytes_are_dropped_and_the_page_flagged() -> None:
    article = taken(page().replace("A children", "A \x00chil\x00dren").encode())
    assert FIRST in article.text
    assert Flag.REPAIRED in article.flags


def test_elements_nested_100_000_deep_end_in_a_refusal() -> None:
    html = page(body="<div>" * 100_000 + "deep" + "</div>" * 100_000)
    refused = article_from_html(html, URL)
    assert isinstance(refused, Rejected)
    assert refused.reason == Reason.TOO_DEEP


def test_a_page_too_large_is_refused_before_it_is_parsed() -> None:
    refused = article_from_html(b"<p>" * (HTML_BYTES // 3 + 1), URL)
    assert isinstance(refused, Rejected)
    assert refused.reason == Reason.TOO_LARGE


@pytest.mark.parametrize(
    "html", ["", "   ", "<html></html>", "\x00\x00", "<!-- nothing -->", "<html><body><nav>Home</nav></body></html>"]
)
def test_a_page_without_text_is_refused(html: str) -> None:
    refused = article_from_html(html, URL)
    assert isinstance(refused, Rejected)
    assert refused.reason in (Reason.EMPTY, Reason.NOT_A_DOCUMENT)


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "position:absolute; left:-9999px",
        "font-size: 0px",
        "height:0; overflow:hidden",
        "visibility:hidden",
    ],
)
def test_hidden_links_are_taken_out_and_flagged(style: str) -> None:
    links = '<a href="https://x.example">best online casino</a> <a href="https://y.example">slot gacor</a>'
    hidden = f'<div style="{style}">{links}</div>'
    article = taken(page(body=hidden))
    assert "casino" not in article.text
    assert Flag.SPAM_REMOVED in article.flags


def test_an_article_that_a_script_unhides_is_kept() -> None:
    html = page().replace("<main>", '<main style="opacity: 0">')
    article = taken(html)
    assert FIRST in article.text
    assert article.flags == ()


def test_markup_becomes_paragraphs_and_list_lines() -> None:
    markup = "One<br>two <b>bold</b>.<ul><li>a<li>b</ul>After<table><tr><td>Overall<td>Good</table><script>x()</script>"
    assert text_from_markup(markup) == "One\n\ntwo bold.\n\n  • a\n  • b\n\nAfter\n\nOverall Good"
