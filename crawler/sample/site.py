"""Renders the sample site: for an address, the page that WordPress would show there."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from string import Template

from crawler.sample import feed as xml
from crawler.sample.loader import BYLINE, HERE, SampleArticle, articles, documents, papers

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
_RELATED = 3


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent for an address: the content and its media type."""

    content: bytes
    media_type: str = HTML


@dataclass(frozen=True, slots=True)
class Site:
    """The sample site as it is served at ``base``, an address without a slash at the end.

    Every link it writes, the canonical ones too, begins with ``base``: the sample has no other home, and the
    evidence that a reader follows must lead to a page that opens. The public document that an article's facts are
    from stands at its end.
    """

    base: str

    def page(self, path: str, number: int = 1) -> Page | None:
        """The page at a path, or None where there is none.

        Args:
            path: the address's path, "/tag/ofsted/".
            number: the page of a list or a feed, from ``?paged=``.
        """
        fixed = {
            "/": lambda: self._list("Latest news", "/", articles(), number),
            "/feed/": lambda: self._feed(number),
            "/papers/": self._papers,
            "/about/": lambda: self._framed("About this site", "/about/", _template("about").substitute()),
            "/robots.txt": self._robots,
            "/sitemap.xml": lambda: Page(xml.sitemap_index(self.base, articles()[0].published), XML),
            "/sitemap-1.xml": self._sitemap,
        }
        if path in fixed:
            return fixed[path]()
        if tagged := re.fullmatch(r"/tag/([a-z0-9-]+)/", path):
            return self._tag(tagged[1], number)
        if paper := re.fullmatch(r"/papers/([a-z0-9-]+)\.pdf", path):
            return _pdf(paper[1])
        return next((self._article(article) for article in articles() if article.path == path), None)

    def _feed(self, number: int) -> Page | None:
        shown = _paged(articles(), number)
        return Page(xml.feed(shown, self.base, blocks), RSS) if shown else None

    def _sitemap(self) -> Page:
        return Page(xml.sitemap((f"{self.base}{item.path}", item.published) for item in documents()), XML)

    def _robots(self) -> Page:
        lines = ("User-agent: *", "Disallow: /wp-admin/", "", f"Sitemap: {self.base}/sitemap.xml", "")
        return Page("\n".join(lines).encode(), "text/plain; charset=utf-8")

    def _tag(self, slug: str, number: int) -> Page | None:
        tagged = [article for article in articles() if slug in map(slugged, article.tags)]
        name = next((tag for article in tagged for tag in article.tags if slugged(tag) == slug), "")
        return self._list(f"Tag: {name}", f"/tag/{slug}/", tagged, number)

    def _list(self, title: str, path: str, listed: Sequence[SampleArticle], number: int) -> Page | None:
        shown = _paged(listed, number)
        if not shown:
            return None
        cards = "".join(self._card(article) for article in shown)
        older = f'<a class="next page-numbers" href="{self.base}{path}?paged={number + 1}">Older articles</a>'
        more = older if len(listed) > number * xml.PER_PAGE else ""
        return self._framed(title, path, _template("list").substitute(title=escape(title), cards=cards, older=more))

    def _card(self, article: SampleArticle) -> str:
        return _template("card").substitute(
            address=f"{self.base}{article.path}",
            title=escape(article.title),
            day=_day(article),
            excerpt=escape(article.excerpt),
        )

    def _papers(self) -> Page:
        links = "".join(
            f'<li><a href="{self.base}{paper.path}">{escape(paper.title)}</a> (PDF), {paper.published:%-d %B %Y}</li>'
            for paper in papers()
        )
        return self._framed("Policy papers", "/papers/", _template("papers").substitute(links=links))

    def _article(self, article: SampleArticle) -> Page:
        head = _template("article-head").substitute(
            linked_data=_linked_data(article, f"{self.base}{article.path}"),
            published=article.published.isoformat(),
            excerpt=escape(article.excerpt),
            author=BYLINE,
        )
        main = _template("article").substitute(
            title=escape(article.title),
            day=_day(article),
            published=article.published.isoformat(),
            author=BYLINE,
            text=blocks(article),
            tags=self._tags(article),
            related="".join(self._related(article)),
        )
        return self._framed(article.title, article.path, main, head)

    def _tags(self, article: SampleArticle) -> str:
        return " ".join(f'<a rel="tag" href="{self.base}/tag/{slugged(t)}/">{escape(t)}</a>' for t in article.tags)

    def _related(self, article: SampleArticle) -> list[str]:
        others = sorted(articles(), key=lambda other: len({*other.tags} & {*article.tags}), reverse=True)
        picked = [other for other in others if other != article][:_RELATED]
        return [f'<li><a href="{self.base}{other.path}">{escape(other.title)}</a></li>' for other in picked]

    def _framed(self, title: str, path: str, main: str, head: str = "") -> Page:
        framed = _template("page").substitute(
            base=self.base, title=escape(title), canonical=f"{self.base}{path}", head=head, main=main
        )
        return Page(framed.encode())


def blocks(article: SampleArticle) -> str:
    """An article's text as HTML, the address of its source last."""
    written = [_block(block) for block in article.body]
    source = escape(article.source_url)
    return "\n".join([*written, f'<p class="source">Source: <a href="{source}" rel="external">{source}</a></p>'])


def slugged(name: str) -> str:
    """A tag as it stands in an address: "children’s trusts" is "childrens-trusts"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("’", "")).strip("-")


def _block(block: str) -> str:
    if block.startswith("## "):
        return f"<h2>{escape(block.removeprefix('## '))}</h2>"
    if block.startswith("- "):
        items = (escape(line.removeprefix("- ")) for line in block.splitlines())
        return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    return f"<p>{escape(block)}</p>"


def _linked_data(article: SampleArticle, address: str) -> str:
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "author": {"@type": "Organization", "name": BYLINE},
        "mainEntityOfPage": address,
        "isBasedOn": article.source_url,
        "keywords": list(article.tags),
    }
    return json.dumps(stated, ensure_ascii=False).replace("</", "<\\/")


def _pdf(slug: str) -> Page | None:
    known = next((paper for paper in papers() if paper.slug == slug), None)
    if known is None:
        return None
    return Page((HERE / "papers" / f"{known.slug}.pdf").read_bytes(), "application/pdf")


def _paged(listed: Sequence[SampleArticle], number: int) -> Sequence[SampleArticle]:
    return listed[(number - 1) * xml.PER_PAGE : number * xml.PER_PAGE]


def _day(article: SampleArticle) -> str:
    return f"{article.published:%-d %B %Y}"


@functools.cache
def _template(name: str) -> Template:
    return Template((HERE / "templates" / f"{name}.html").read_text(encoding="utf-8"))
