"""What a listing (a feed, a sitemap, a search) says of a document before it is fetched, and what a run is to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self

from crawler.archive.runs import Fetch
from crawler.article import LONDON, Article, DateOrigin, Kind, Rejected
from crawler.documents.page import text_from_markup
from crawler.sources import Source

# What a feed gives of an article is an excerpt below this many words, and the whole of it hardly ever is.
_WHOLE_WORDS = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """One document as its listing shows it: the address to fetch and what is told of it, which may be nothing.

    ``body`` is markup of its content; ``whole`` says that it is all of it, so that no page need be fetched.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kind: Kind | None = None
    body: str = ""
    whole: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """What a later run must know to ask for the document without its listing, as plain values; not its body."""
        moments = {name: value.isoformat() for name in ("published", "updated") if (value := getattr(self, name))}
        return {"title": self.title, "authors": self.authors, "tags": self.tags, "kind": self.kind, **moments}

    @classmethod
    def as_told(cls, url: str, told: dict[str, Any]) -> Self:
        """The document at an address, with what ``told`` gave of it."""
        published, updated = (
            datetime.fromisoformat(told[name]) if name in told else None for name in ("published", "updated")
        )
        kind = Kind(told["kind"]) if told.get("kind") else None
        authors, tags = tuple(told.get("authors", ())), tuple(told.get("tags", ()))
        return cls(url, told.get("title", ""), published, updated, authors, tags, kind)

    def article(self, address: str, source: Source) -> Article | None:
        """The article as far as the listing gives it, under its canonical address; None when that is an excerpt."""
        text = text_from_markup(self.body, source.drop) if self.body else ""
        if not text or (not self.whole and len(text.split()) < _WHOLE_WORDS):
            return None
        title = " ".join(text_from_markup(self.title).split()) or text.split("\n", 1)[0][:200]
        return self.complete(Article(address, source.name, title, text, kind=source.document))

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
    """A fetched document on its way into the archive: the fetch that brought it, and what which listing told of it."""

    document: Article | Rejected
    fetch: Fetch
    listed: Listed
    begin: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do: how far back, and whether to fetch at all or only to tell what would be fetched.

    ``sample`` documents are fetched even in a dry run, to see whether their pages give text and a date.
    """

    since: date | None = None
    dry_run: bool = False
    sample: int = 0
    would_fetch: list[str] = field(default_factory=list)

    def too_old(self, listed: Listed) -> bool:
        """Whether a document came out before the day, in London, that the run goes back to.

        What was last changed before that day came out before it.
        """
        known = listed.published or listed.updated
        return bool(self.since and known and known.astimezone(LONDON).date() < self.since)

    def only_told(self, url: str) -> bool:
        """Whether a document that is due is told of instead of fetched; it is told of in any dry run."""
        if self.dry_run:
            self.would_fetch.append(url)
        return self.dry_run and len(self.would_fetch) > self.sample
