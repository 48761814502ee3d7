"""A page of HTML as an Article: its main text, what it says of itself, and what was hidden in it taken out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import lxml.etree
import lxml.html
import trafilatura
from lxml.cssselect import CSSSelector

from crawler.addresses import canonical, host_of
from crawler.article import Article, Flag, Kind, Reason, Rejected
from crawler.documents import metadata
from crawler.documents.decoding import clean, decode
from crawler.documents.plain import is_chrome
from crawler.documents.rendering import to_text
from crawler.documents.spam import mentions_spam
from crawler.limits import HTML_BYTES, HTML_DEPTH
from crawler.sources import Source

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?!\.?\d)|opacity\s*:\s*0(?!\.\d)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|height\s*:\s*[01](?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
# Parts of an article element that are about it or beside it. Poll and promotion boxes go by the names sites give them.
_BESIDE = (
    "nav, aside, footer, figcaption, .wp-caption-text, .sharedaddy, .share, .social-share, .sharing, .related,"
    " .related-posts, .related-articles, .jp-relatedposts, .promo, .newsletter, .newsletter-signup, .poll, .polldaddy,"
    " .wp-polls, .advert, .ad, .cookie-banner, .comments, #comments, .comment-respond, .breadcrumb, .breadcrumbs,"
    " .post-tags, .author-bio"
)
_ENCODING = re.compile(r"^\s*<\?xml[^>]*\?>")


def article_from_html(
    html: bytes | str, url: str, source: Source | None = None, charset: str | None = None
) -> Article | Rejected:
    """The article of a page.

    ``html`` as received (bytes are decoded by what they are, then by ``charset`` of the response, then by their own
    declaration); ``url`` it was fetched from. The source's own selectors for text come first, trafilatura when there
    are none or they find nothing. Refused: no text, markup too large or nested too deep.
    """
    url = canonical(url)
    name = source.name if source else host_of(url) or "files"
    if len(html) > HTML_BYTES:
        return Rejected(url, name, Reason.TOO_LARGE, f"{len(html):,} bytes of HTML; {HTML_BYTES:,} are accepted")
    text, repaired = clean(html if isinstance(html, str) else decode(html, charset))
    tree = parse(text)
    if tree is None:
        return Rejected(url, name, Reason.NOT_A_DOCUMENT, "no element of HTML in it")
    depth = _depth(tree)
    if depth > HTML_DEPTH:
        return Rejected(url, name, Reason.TOO_DEEP, f"elements nested {depth} deep or more; {HTML_DEPTH} are accepted")
    injected = _remove_hidden(tree)
    body = _own_text(tree, source) or _main_text(tree, url)
    if not body:
        return Rejected(url, name, Reason.EMPTY, "no main text; if a reader sees one, give the source a text selector")
    known = metadata.read(tree, url, body)
    flags = [flag for flag, seen in ((Flag.SPAM_REMOVED, injected), (Flag.REPAIRED, repaired)) if seen]
    return Article(
        url=known.url or url,
        source=name,
        title=known.title or body.split("\n", 1)[0][:200],
        text=_without_title(body, known.title),
        published=known.published,
        published_from=known.published_from,
        updated=known.updated,
        authors=known.authors,
        tags=known.tags,
        kind=source.document if source else Kind.NEWS,
        language=known.language or "en",
        flags=tuple(flags),
    )


def text_from_markup(html: str, drop: tuple[str, ...] = ()) -> str:
    """The text of a piece of HTML that is all content, such as the body of a feed's entry.

    ``drop`` are a source's selectors of what is not part of its text.
    """
    tree = parse(f"<div>{html}</div>")
    if tree is None or _depth(tree) > HTML_DEPTH:
        return ""
    _remove_hidden(tree)
    _drop(tree, drop)
    _remove(_beside(tree))
    return to_text(tree)


def parse(text: str) -> Any:
    """The lxml tree of a page, or None when there is nothing in it."""
    # Without the flag the parser drops what is nested over 255 deep; with it, 2,047, and says nothing either.
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(_ENCODING.sub("", text), parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return None


def _depth(tree: Any) -> int:
    deepest, stack = 0, [(tree, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in element)
    return deepest


def _remove(elements: list[Any]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _drop(element: Any, selectors: tuple[str, ...]) -> None:
    _remove([part for selector in selectors for part in _selector(selector)(element)])


def _remove_hidden(tree: Any) -> bool:
    """Take out what a reader cannot see; True when some of it advertised."""
    hidden = [element for element in tree.xpath("//body//*[@style]") if _HIDDEN.search(element.get("style"))]
    hidden += tree.xpath("//body//*[@hidden]")
    advertised = any(mentions_spam(" ".join(element.itertext())) for element in hidden)
    _remove([element for element in hidden if not _holds_article(element)])
    return advertised


@cache
def _selector(css: str) -> CSSSelector:
    return CSSSelector(css)


def _beside(tree: Any) -> list[Any]:
    return [element for element in _selector(_BESIDE)(tree) if element is not tree and not _holds_article(element)]


def _holds_article(element: Any) -> bool:
    """Whether an element holds the article itself: some pages show it by script only, or name its frame oddly."""
    return bool(element.xpath("self::article or self::main or .//article or .//main or .//h1"))


def _own_text(tree: Any, source: Source | None) -> str:
    """The text at the source's own selector, without what its ``drop`` selectors name."""
    if source is None or not source.text:
        return ""
    found = _selector(source.text)(tree)
    for element in found:
        _drop(element, source.drop)
        _remove(_beside(element))
    return "\n\n".join(filter(None, (to_text(element) for element in found)))


def _main_text(tree: Any, url: str) -> str:
    _remove(_beside(tree))
    document = trafilatura.bare_extraction(tree, url=url, include_comments=False, favor_recall=True)
    body = getattr(document, "body", None)
    if body is None:
        return ""
    blocks = to_text(body).split("\n\n")
    return "\n\n".join(block for block in blocks if not is_chrome(block))


def _without_title(body: str, title: str) -> str:
    """The body without the heading that repeats the title at its beginning."""
    first, _, rest = body.partition("\n\n")
    return rest if rest and title and first.strip() == title else body
