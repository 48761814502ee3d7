"""The record of one fetched document, and of one that was refused, with the reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Kind(StrEnum):
    """What a document is; decides how it is read and how its word weighs."""

    NEWS = "news"
    POLICY_PAPER = "policy paper"
    INSPECTION_REPORT = "inspection report"
    OMBUDSMAN_DECISION = "ombudsman decision"
    BLOG = "blog"
    OTHER = "other"


class DateOrigin(StrEnum):
    """Where a publication date was read."""

    FEED = "feed"
    JSON_LD = "json-ld"
    META = "meta"
    URL = "url"
    TEXT = "text"
    FILE = "file"


class Flag(StrEnum):
    """What was noticed while a document was taken in."""

    SPAM_REMOVED = "injected spam removed"
    QUARANTINED = "quarantined: the whole page is spam"
    NO_DATE = "no publication date"
    FUTURE_DATE = "dated in the future"
    NEAR_DUPLICATE = "near-duplicate"
    REPAIRED = "broken markup repaired"


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one document.

    ``text`` is plain text, paragraphs split by one blank line; every offset in the project counts characters into it.
    ``url`` is canonical (see crawler.addresses) and identifies the document; ``published`` and ``updated`` carry
    a zone.
    ``pages`` holds the offset at which each page of a paper begins, for evidence; it is empty for web pages.
    """

    url: str
    source: str
    title: str
    text: str
    published: datetime | None = None
    published_from: DateOrigin | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kind: Kind = Kind.NEWS
    language: str = "en"
    flags: tuple[Flag, ...] = ()
    pages: tuple[int, ...] = ()
    duplicate_of: str | None = None

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the address: the same document has the same id in every archive."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:16]

    @property
    def content_hash(self) -> str:
        """Digest of what a reader reads (title and text): a version is new when this differs."""
        return hashlib.sha256(f"{self.title}\n\n{self.text}".encode()).hexdigest()

    @property
    def published_on(self) -> date | None:
        """The day of publication in London, where the sector's newsrooms and departments are."""
        return self.published.astimezone(LONDON).date() if self.published else None


class Reason(StrEnum):
    """Why a document was refused."""

    ENCRYPTED = "encrypted"
    SCANNED = "no text: scanned pages"
    TRUNCATED = "truncated or damaged"
    EMPTY = "no text found"
    NOT_A_DOCUMENT = "not a document"
    UNSUPPORTED = "unsupported kind of file"
    TOO_LARGE = "too large"
    TOO_DEEP = "markup nested too deep"
    FORBIDDEN = "forbidden by robots.txt"
    UNSAFE_ADDRESS = "address not allowed"
    GIVEN_UP = "failed in five runs"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that could not be taken: its address or path, the source, the reason and what is known of it."""

    url: str
    source: str
    reason: Reason
    detail: str = ""


class Outcome(StrEnum):
    """How an item ended. Every item ends in exactly one of these, and the totals add up."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    FAILED = "failed"
