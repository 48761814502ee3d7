"""What every spider does: fetch what a listing names, take it as it is, and end each item in one counted outcome."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.addresses import BadAddressError, canonical
from crawler.archive import Archive
from crawler.archive_runs import Fetch
from crawler.article import Article, Outcome, Reason, Rejected
from crawler.keeping import keep_response
from crawler.responses import document
from crawler.safety import UnsafeAddressError
from crawler.settings import FULL_LOOK_DAYS
from crawler.sources import Source
from crawler.spiders.again import Again
from crawler.spiders.listed import Listed, Plan, Taken

_NOT_MODIFIED = 304


class SourceSpider(scrapy.Spider):
    """The base of the spiders; a kind of source overrides ``read_listing`` and, where it pages, ``page_done``."""

    custom_settings = {"HTTPERROR_ALLOWED_CODES": [_NOT_MODIFIED]}  # noqa: RUF012 - Scrapy's own interface

    def __init__(self, source: Source, archive: Archive, plan: Plan, **kwargs: Any) -> None:
        super().__init__(name=source.name, **kwargs)
        self.source, self.archive, self.plan = source, archive, plan
        self.listed: set[str] = set()
        self.listing_fetches: list[Fetch] = []
        self.broken_listings: list[str] = []
        self.errors: list[str] = []
        self.again = Again(archive, source.name)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy; hears of errors in the project's own code, which Scrapy only logs."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.code_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.item_failed, signal=signals.item_error)
        return spider

    def code_failed(self, failure: Failure, response: Response) -> None:
        """Count a response that could not be dealt with."""
        self._note_error(response.url, failure)

    def item_failed(self, item: Taken, failure: Failure) -> None:
        """Count a document that could not be kept."""
        self._note_error(item.fetch.url, failure)
        self.document_ended(item.begin)

    def _note_error(self, url: str, failure: Failure) -> None:
        self.errors.append(f"{url}: {told(failure)}")
        self.archive.fail(url, self.source.name, told(failure))

    async def start(self) -> AsyncIterator[Any]:
        """Ask for what failed in an earlier run, and for each listing the source begins with."""
        for url in self.again.addresses:
            request = self.want(Listed(url), "")
            if request:
                yield request
        for url in self.source.start:
            yield self.listing(url)

    def listing(self, url: str, page: int = 1, **kwargs: Any) -> Request:
        """A request for a listing page; unchanged since the last whole look, the site may answer 304."""
        return Request(
            url,
            callback=self.take_listing,
            errback=self.listing_failed,
            cb_kwargs={"page": page, **kwargs},
            headers=self._conditions(url),
            priority=10,
            dont_filter=True,
        )

    def take_listing(self, response: Response, page: int, **kwargs: Any) -> Iterator[Any]:
        """Fetch what a listing page names and go on from it as the kind of source does."""
        if response.status == _NOT_MODIFIED:
            yield from self.page_done(response, page, [], 0, **kwargs)
            return
        try:
            listed = list(self.read_listing(response, **kwargs))
        except ValueError as error:
            self.listing_broken(response.url, f"could not be read: {error}")
            return
        self.listing_fetches.append(_fetch(response, self.source.name))
        requests = [request for item in listed if (request := self.want(item, kwargs.get("begin", "")))]
        # What comes next is settled before the first document can end.
        following = list(self.page_done(response, page, listed, len(requests), **kwargs))
        yield from [*requests, *following]

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """What the listing page names. Raises ValueError when it is not such a page."""
        raise NotImplementedError

    def page_done(
        self, response: Response, page: int, listed: list[Listed], wanted: int, **kwargs: Any
    ) -> Iterable[Request]:
        """What to ask for after a page of which ``wanted`` documents are being fetched; nothing, unless overridden."""
        return ()

    def want(self, item: Listed, begin: str) -> Request | None:
        """A request for a document, or None: not covered, met already in this run, too old, or held and fresh."""
        try:
            address = canonical(item.url)
        except BadAddressError:
            return None
        if address in self.listed or not self.source.covers(address) or self.plan.too_old(item):
            return None
        self.listed.add(address)
        state = self.archive.fetch_state(address)
        if state and _fresh(state, item):
            self.archive.count(self.source.name, Outcome.UNCHANGED)
            return None
        if self.plan.dry_run:
            self.plan.would_fetch.append(item.url)
            return None
        return Request(
            item.url,
            callback=self.take_document,
            errback=self.document_failed,
            cb_kwargs={"item": item, "address": address, "begin": begin},
            headers=self._conditions(address),
            dont_filter=True,
        )

    def take_document(self, response: Response, item: Listed, address: str, begin: str) -> Iterator[Taken]:
        """The fetched document as an item for the archive."""
        if response.status == _NOT_MODIFIED:
            self.note_unchanged(response, address, begin)
            return
        if self.source.keep_responses:
            keep_response(self.archive.path.parent / "warc", self.source.name, response, datetime.now(UTC))
        taken = document(response.body, response.url, _header(response, "Content-Type") or "", self.source)
        if isinstance(taken, Article):
            taken = item.complete(taken)
        yield Taken(taken, self.fetched(response, address), item.url, begin)

    def note_unchanged(self, response: Response, address: str, begin: str) -> None:
        """Count a document that is as it was, and keep that it was asked for."""
        fetch = self.fetched(response, address)
        if response.status == _NOT_MODIFIED:
            fetch = replace(fetch, full_look=None)
        self.archive.count(self.source.name, Outcome.UNCHANGED)
        self.archive.store_fetch(fetch)
        self.document_ended(begin)

    def fetched(self, response: Response, address: str) -> Fetch:
        """The state of the fetch of a document, under its canonical address."""
        return replace(_fetch(response, self.source.name), url=address)

    def document_failed(self, failure: Failure) -> Iterator[Taken]:
        """Count a document that did not come; a refusal (robots.txt, an unsafe address) is a rejection."""
        request: Request = failure.request  # type: ignore[attr-defined]
        begin, address = request.cb_kwargs["begin"], request.cb_kwargs["address"]
        reason = _refusal(failure)
        if reason:
            rejected = Rejected(address, self.source.name, reason, str(failure.value))
            yield Taken(rejected, Fetch(address, self.source.name), request.url, begin)
            return
        with self.archive.transaction():
            self.archive.fail(request.url, self.source.name, told(failure))
            self.again.failed(request.url)
        self.document_ended(begin)

    def listing_failed(self, failure: Failure) -> Iterable[Any]:
        """Name a listing that did not come: a source must never fall silent."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.listing_broken(request.url, told(failure))
        return ()

    def listing_broken(self, url: str, why: str) -> None:
        """Count a listing page as a failed item."""
        self.broken_listings.append(f"{url}: {why}")
        self.archive.fail(url, self.source.name, f"listing: {why}")

    def document_ended(self, begin: str) -> None:
        """Told when a document of the listing that begins at an address has ended, in whatever outcome."""

    def closed(self, reason: str) -> None:
        """Keep what the listings' servers said, for conditional requests, once everything they named was dealt with."""
        if reason == "finished" and not self.broken_listings and not self.plan.dry_run:
            for fetch in self.listing_fetches:
                self.archive.store_fetch(fetch)

    def _conditions(self, address: str) -> dict[str, str]:
        state = self.archive.fetch_state(address)
        if state is None or not _recent(state.full_look):
            return {}
        conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
        return {name: value for name, value in conditions.items() if value}


def told(failure: Failure) -> str:
    """What went wrong, in words for the person who reads the status."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"the server answered {error.response.status}"
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _refusal(failure: Failure) -> Reason | None:
    if isinstance(failure.value, UnsafeAddressError):
        return Reason.UNSAFE_ADDRESS
    return Reason.FORBIDDEN if isinstance(failure.value, IgnoreRequest) and "robots" in str(failure.value) else None


def _recent(moment: datetime | None) -> bool:
    return moment is not None and datetime.now(UTC) - moment < timedelta(days=FULL_LOOK_DAYS)


def _fresh(state: Fetch, item: Listed) -> bool:
    """Whether a document need not be asked for: looked at lately, and not said to have changed since."""
    changed = item.updated and state.fetched and item.updated > state.fetched
    return _recent(state.full_look) and not changed


def _fetch(response: Response, source: str) -> Fetch:
    now = datetime.now(UTC)
    return Fetch(
        url=response.request.url if response.request else response.url,
        source=source,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        fetched=now,
        full_look=now,
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
