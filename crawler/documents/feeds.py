"""RSS and Atom, well-formed or not: whatever entries can be read are, for crawls and for saved files alike."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import feedparser

from crawler.addresses import BadAddressError, canonical, host_of
from crawler.article import Article, DateOrigin, Flag, Reason, Rejected
from crawler.documents.decoding import clean, decode, without_halves
from crawler.documents.page import text_from_markup
from crawler.documents.publication import instant, possible
from crawler.limits import FEED_BYTES

# A feed needs no document type; entities declared in one are how a small file unpacks into gigabytes.
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EARLIEST_SIGN = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF|channel|item|entry)\b", re.IGNORECASE)


class FeedError(ValueError):
    """No feed can be read out of this; ``reason`` is why, the message says more."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``url`` as the feed writes it, made whole by the feed's own address; empty where there is none.

    ``body`` is markup: the content where the feed gives it, else the summary.
    """

    url: str
    title: str
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, and whether its markup had to be repaired."""

    entries: tuple[Entry, ...]
    repaired: bool


def read_feed(data: bytes, address: str) -> Feed:
    """The entries of a feed's bytes; ``address`` is where it was fetched, or its file's.

    Broken markup is repaired, never a reason to drop entries that can be read.

    Raises:
        FeedError: too large, or not a feed at all (a page, an error, nothing).
    """
    if len(data) > FEED_BYTES:
        raise FeedError(Reason.TOO_LARGE, f"{len(data):,} bytes; {FEED_BYTES:,} are accepted for a feed")
    text, repaired = clean(decode(data))
    begins = _EARLIEST_SIGN.search(text)
    if not begins:
        raise FeedError(Reason.NOT_A_DOCUMENT, "not a feed: it may have moved, or a page stands in its place")
    # What stands before the feed itself, its declarations, is left out by place: no pattern need look for their ends.
    markup = without_halves(_DECLARED.sub("", text[begins.start() :]).encode())
    fetched = {"content-location": address} if address.startswith("http") else {}
    try:
        parsed = feedparser.parse(
            io.BytesIO(markup), response_headers=fetched, resolve_relative_uris=False, sanitize_html=False
        )
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        # feedparser means to raise nothing, and stumbles over some broken namespaces all the same.
        raise FeedError(Reason.NOT_A_DOCUMENT, f"a feed broken beyond repair: {error}") from error
    if not parsed.version and not parsed.entries:
        raise FeedError(Reason.NOT_A_DOCUMENT, "not a feed: it may have moved, or a page stands in its place")
    return Feed(tuple(_entry(entry) for entry in parsed.entries), repaired or bool(parsed.get("bozo")))


def articles_from_feed(data: bytes, address: str, source: str = "") -> Iterator[Article | Rejected]:
    """Each entry of a feed as the article it gives: title, link, body, moment.

    ``address`` is the feed's own (or its file's), under which an entry without a link is kept; ``source`` names the
    source (the host of each link when empty).
    """
    try:
        feed = read_feed(data, address)
    except FeedError as error:
        yield Rejected(address, source or "files", error.reason, str(error))
        return
    flags = (Flag.REPAIRED,) if feed.repaired else ()
    if not feed.entries:
        yield Rejected(address, source or "files", Reason.EMPTY, "a feed without an entry that can be read")
    for number, entry in enumerate(feed.entries, start=1):
        yield _article(entry, f"{address}#{number}", source, flags)


def _article(entry: Entry, fallback: str, source: str, flags: tuple[Flag, ...]) -> Article | Rejected:
    try:
        url = canonical(entry.url)
    except BadAddressError:
        url = fallback
    name = source or host_of(url) or "files"
    body = text_from_markup(entry.body)
    if not body:
        return Rejected(url, name, Reason.EMPTY, "an entry without content or summary")
    published = entry.published or entry.updated
    return Article(
        url=url,
        source=name,
        title=" ".join(text_from_markup(entry.title).split()) or body.split("\n", 1)[0][:200],
        text=body,
        published=published,
        published_from=DateOrigin.FEED if published else None,
        updated=entry.updated if entry.published else None,
        authors=entry.authors,
        tags=entry.tags,
        flags=flags,
    )


def _entry(entry: Any) -> Entry:
    return Entry(
        url=_link(entry),
        title=entry.get("title", ""),
        published=_moment(entry, "published") or _moment(entry, "created"),
        updated=_moment(entry, "updated"),
        authors=tuple(author["name"] for author in entry.get("authors", ()) if author.get("name")),
        tags=tuple(dict.fromkeys(tag["term"] for tag in entry.get("tags", ()) if tag.get("term"))),
        body=max((content.get("value", "") for content in entry.get("content", ())), key=len, default="")
        or entry.get("summary", ""),
    )


def _link(entry: Any) -> str:
    """The first of an entry's addresses that is one."""
    for candidate in (entry.get("link"), entry.get("feedburner_origlink"), entry.get("id")):
        try:
            canonical(str(candidate))
        except BadAddressError:
            continue
        return str(candidate).strip()
    return ""


def _moment(entry: Any, name: str) -> datetime | None:
    """The moment as written, zone and all; else as feedparser understood it, in UTC."""
    # Asked the usual way for a missing update, feedparser answers with the publication and a warning.
    if written := instant(str(dict.get(entry, name) or "")):
        return written
    known = dict.get(entry, f"{name}_parsed")
    try:
        return possible(datetime.fromtimestamp(calendar.timegm(known), UTC)) if known else None
    except (ValueError, OverflowError, OSError):
        return None
