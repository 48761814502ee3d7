"""RSS and Atom files, well-formed or not, as Articles: whatever entries can be read are."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from crawler.addresses import BadAddressError, canonical, host_of
from crawler.article import Article, DateOrigin, Flag, Reason, Rejected
from crawler.decoding import clean, decode, without_halves
from crawler.limits import FEED_BYTES
from crawler.page import text_from_markup
from crawler.publication import instant

# A feed needs no document type; entities declared in one are how a small file unpacks into gigabytes.
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EARLIEST_SIGN = re.compile(r"<(?:rss|feed|(?:rdf:)?RDF|channel|item|entry)\b", re.IGNORECASE)


def articles_from_feed(data: bytes, address: str, source: str = "") -> Iterator[Article | Rejected]:
    """Each entry of a feed: title, link, body (the whole content where the feed gives it, else its summary), moment.

    ``address`` is the feed's own (or its file's), under which an entry without a link is kept; ``source`` names the
    source (the host of each link when empty). Broken markup is repaired and flagged, never a reason to drop entries.
    """
    if len(data) > FEED_BYTES:
        detail = f"{len(data):,} bytes; {FEED_BYTES:,} are accepted for a feed"
        yield Rejected(address, source or "files", Reason.TOO_LARGE, detail)
        return
    text, repaired = clean(decode(data))
    begins = _EARLIEST_SIGN.search(text)
    if not begins:
        yield Rejected(address, source or "files", Reason.NOT_A_DOCUMENT, "XML, but no RSS or Atom feed")
        return
    # What stands before the feed itself, its declarations, is left out by place: no pattern need look for their ends.
    without = _DECLARED.sub("", text[begins.start() :])
    try:
        parsed = feedparser.parse(
            io.BytesIO(without_halves(without.encode())), resolve_relative_uris=False, sanitize_html=False
        )
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        # feedparser means to raise nothing, and stumbles over some broken namespaces all the same.
        yield Rejected(address, source or "files", Reason.NOT_A_DOCUMENT, f"a feed broken beyond repair: {error}")
        return
    flags = (Flag.REPAIRED,) if repaired or parsed.get("bozo") else ()
    if not parsed.entries:
        yield Rejected(address, source or "files", Reason.EMPTY, "a feed without an entry that can be read")
    for number, entry in enumerate(parsed.entries, start=1):
        yield _article(entry, f"{address}#{number}", source, flags)


def _article(entry: Any, fallback: str, source: str, flags: tuple[Flag, ...]) -> Article | Rejected:
    url = _link(entry) or fallback
    name = source or host_of(url) or "files"
    markup = max((content.get("value", "") for content in entry.get("content", ())), key=len, default="")
    body = text_from_markup(markup or entry.get("summary", ""))
    if not body:
        return Rejected(url, name, Reason.EMPTY, "an entry without content or summary")
    published = _moment(entry, "published")
    updated = _moment(entry, "updated")
    return Article(
        url=url,
        source=name,
        title=" ".join(text_from_markup(entry.get("title", "")).split()) or body.split("\n", 1)[0][:200],
        text=body,
        published=published or updated,
        published_from=DateOrigin.FEED if published or updated else None,
        updated=updated if published else None,
        authors=tuple(author["name"] for author in entry.get("authors", ()) if author.get("name")),
        tags=tuple(dict.fromkeys(tag["term"] for tag in entry.get("tags", ()) if tag.get("term"))),
        flags=flags,
    )


def _link(entry: Any) -> str:
    for candidate in (entry.get("link"), entry.get("feedburner_origlink"), entry.get("id")):
        try:
            return canonical(str(candidate))
        except BadAddressError:
            continue
    return ""


def _moment(entry: Any, name: str) -> datetime | None:
    """The moment as written, zone and all; else as feedparser understood it, in UTC."""
    # Asked the usual way for a missing update, feedparser answers with the publication and a warning.
    if written := instant(str(dict.get(entry, name) or "")):
        return written
    known = dict.get(entry, f"{name}_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(known), UTC) if known else None
    except (ValueError, OverflowError):
        return None
