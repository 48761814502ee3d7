"""What a listing (a feed, a sitemap, a search) says of a document before it is fetched, and what a run is to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from crawler.archive_runs import Fetch
from crawler.article import Article, DateOrigin, Kind, Rejected


@dataclass(frozen=True, slots=True)
class Listed:
    """One document as its listing shows it: the address to fetch and what is told of it, which may be nothing."""

    url: str
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kind: Kind | None = None

    def complete(self, article: Article) -> Article:
        """The article with what only the listing knows; a feed's date has its zone and goes before the page's."""
        if self.published:
            article = replace(article, published=self.published, published_from=DateOrigin.FEED)
        return replace(
            article,
            title=article.title or self.title,
            updated=article.updated or self.updated,
            authors=article.authors or self.authors,
            tags=article.tags or self.tags,
            kind=self.kind or article.kind,
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """A fetched document on its way into the archive: the fetch that brought it, the address asked for, the listing."""

    document: Article | Rejected
    fetch: Fetch
    asked: str = ""
    begin: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do: how far back, and whether to fetch at all or only to tell what would be fetched."""

    since: date | None = None
    dry_run: bool = False
    would_fetch: list[str] = field(default_factory=list)

    def too_old(self, listed: Listed) -> bool:
        """Whether a document came out before the day the run goes back to."""
        return bool(self.since and listed.published and listed.published.date() < self.since)
