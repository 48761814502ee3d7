"""What a page says of itself: JSON-LD, meta tags, its address and its visible date, each value with where it stood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.addresses import BadAddressError, canonical
from crawler.article import DateOrigin
from crawler.documents.plain import is_chrome
from crawler.documents.publication import day_in_address, instant, labelled_day, may_label, midnight
from crawler.documents.rendering import to_text

_ARTICLES = re.compile(r"Article|BlogPosting|Report|WebPage|CreativeWork")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "govuk:first-published-at", "citation_publication_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "pubdate", "date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "govuk:public-updated-at",
    "lastmod",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "citation_author")
_TAGS = ("article:tag", "keywords", "news_keywords", "parsely-tags")
# A site's name after a bar or dash, as in "A story - The Paper"; titles have single blanks by then.
_SITE_NAME = re.compile(r" [|–—·»-] [^|–—·»]{2,60}$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; ``url`` is the canonical link the page declares, when it names its own site."""

    title: str = ""
    published: datetime | None = None
    published_from: DateOrigin | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    url: str = ""


def read(tree: Any, url: str, text: str) -> Metadata:
    """The metadata of a page from its lxml tree, its address and the main text taken from it.

    Dates: JSON-LD, then meta tags, then the address, then the first visible date (a time element, or a label such as
    "Published:"). A date in text or address is a day, kept as midnight in London.
    """
    linked = next(_linked(tree), {})
    meta = _meta(tree)
    published, origin = _published(tree, url, text, linked, meta)
    return Metadata(
        title=_title(tree, linked, meta),
        published=published,
        published_from=origin,
        updated=instant(_string(linked.get("dateModified")) or _first(meta, _UPDATED)),
        authors=_names(linked.get("author")) or tuple(name for name in _all(meta, _AUTHORS) if "://" not in name),
        tags=tuple(dict.fromkeys(_split(_strings(linked.get("keywords"))) or _split(_all(meta, _TAGS)))),
        language=str(tree.get("lang") or "")[:2].lower(),
        url=_declared(tree, url),
    )


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, the most specific first."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            queue = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue:
            value = queue.pop()
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                queue.extend(inner for inner in (value.get("@graph"), value.get("mainEntity")) if inner)
                if any(_ARTICLES.search(kind) for kind in _strings(value.get("@type"))):
                    found.append(value)
    yield from sorted(found, key=lambda value: ("headline" not in value, "datePublished" not in value))


def _meta(tree: Any) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop"):
            if element.get(key) and element.get("content").strip():
                values.setdefault(element.get(key).strip().lower(), []).append(element.get("content").strip())
    return values


def _published(
    tree: Any, url: str, text: str, linked: dict[str, Any], meta: dict[str, list[str]]
) -> tuple[datetime | None, DateOrigin | None]:
    if found := instant(_string(linked.get("datePublished"))):
        return found, DateOrigin.JSON_LD
    if found := instant(_first(meta, _PUBLISHED)):
        return found, DateOrigin.META
    if day := day_in_address(url):
        return midnight(day), DateOrigin.URL
    for element in tree.xpath("//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]"):
        stated = element.get("datetime") or "".join(element.itertext())
        if found := instant(stated):
            return found, DateOrigin.TEXT
    # To make text of a whole page costs more than to take out its article: done only where there is such a label.
    day = labelled_day(text[:600])
    if day is None and may_label(tree.text_content()):
        day = labelled_day(to_text(tree))
    if day:
        return midnight(day), DateOrigin.TEXT
    return None, None


def _title(tree: Any, linked: dict[str, Any], meta: dict[str, list[str]]) -> str:
    """The heading that the page's own metadata confirms, else what the metadata say, else the first heading."""
    headings = [heading for element in tree.xpath("//h1") if (heading := _text(element)) and not is_chrome(heading)]
    stated = " ".join((_string(linked.get("headline")) or _first(meta, _TITLES)).split())
    window = " ".join("".join(tree.xpath("//title[not(ancestor::svg)]/text()")).split())
    site = meta.get("og:site_name", [""])[0]
    if site and stated.endswith(site):
        stated = _SITE_NAME.sub("", stated)
    for heading in headings:
        if heading in (stated, _SITE_NAME.sub("", window)) or (
            len(headings) == 1 and (heading in window or heading in stated)
        ):
            return heading
    return stated or _SITE_NAME.sub("", window) or next(iter(headings), "")


def _declared(tree: Any, url: str) -> str:
    for link in tree.xpath("//link[@rel='canonical']/@href"):
        try:
            declared = canonical(str(link))
            same_site = declared.split("/")[2] == canonical(url).split("/")[2]
        except (BadAddressError, IndexError):
            continue
        # A front page as the canonical link of every article is a common mistake, and would make them all one.
        if same_site and declared.split("/", 3)[3]:
            return declared
    return ""


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _first(meta: dict[str, list[str]], keys: tuple[str, ...]) -> str:
    return next((meta[key][0] for key in keys if key in meta), "")


def _all(meta: dict[str, list[str]], keys: tuple[str, ...]) -> list[str]:
    return next((meta[key] for key in keys if key in meta), [])


def _strings(value: Any) -> list[str]:
    return [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, str)]


def _string(value: Any) -> str:
    return next(iter(_strings(value)), "")


def _split(values: list[str]) -> list[str]:
    return [tag.strip() for value in values for tag in value.split(",") if tag.strip()]


def _names(value: Any) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else [value]
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())
