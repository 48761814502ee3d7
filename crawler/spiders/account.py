"""How each item of a crawl ends: in exactly one counted outcome, with a reason where it was not taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.addresses import canonical
from crawler.archive.archive import Archive
from crawler.archive.runs import Fetch
from crawler.article import Outcome, Reason, Rejected
from crawler.running.health import MOVED
from crawler.running.robots import RobotsUnreachableError
from crawler.running.safety import UnsafeAddressError
from crawler.running.troubles import in_words
from crawler.sources import Source
from crawler.spiders.again import Again
from crawler.spiders.fetching import asked_for, fetch_of
from crawler.spiders.listed import Listed, Plan, Taken

# Answers with which a site keeps an article from those who have not signed in, though its feed may give it whole.
_CLOSED = (401, 402, 403, 451)
_FOR_GOOD = (301, 308)


class AccountingSpider(scrapy.Spider):
    """A spider that accounts for every listing and every document it asks for."""

    def __init__(self, source: Source, archive: Archive, plan: Plan, **kwargs: Any) -> None:
        super().__init__(name=source.name, **kwargs)
        self.source, self.archive, self.plan = source, archive, plan
        self.listing_fetches: dict[str, list[Fetch]] = {}
        self.broken_listings: list[tuple[str, str]] = []
        self.errors: list[str] = []
        self.again = Again(archive, source.name)
        known = json.loads(archive.cursor(source.name, MOVED) or "{}")
        self.moved: dict[str, str] = {url: to for url, to in known.items() if url in source.start}
        self.left_alone = ""
        self._broken: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy; hears of errors in the project's own code, which Scrapy only logs."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.code_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.item_failed, signal=signals.item_error)
        return spider

    def code_failed(self, failure: Failure, response: Response) -> None:
        """Count a response that could not be dealt with, be it a document or a listing."""
        self.errors.append(f"{response.url}: {in_words(failure.value)}")
        known = response.request.cb_kwargs if response.request else {}
        if "item" in known:
            self.give_up(known["item"], in_words(failure.value), known["begin"])
        else:
            self.archive.fail(response.url, self.source.name, in_words(failure.value))
            self._broken.add(known.get("begin") or response.url)

    def item_failed(self, item: Taken, failure: Failure) -> None:
        """Count a document that could not be kept."""
        self.errors.append(f"{item.listed.url}: {in_words(failure.value)}")
        self.give_up(item.listed, in_words(failure.value), item.begin)

    def note_unchanged(self, response: Response, item: Listed, address: str, begin: str) -> None:
        """Count a document that is as it was, and keep that it was asked for."""
        with self.archive.transaction():
            self.archive.count(self.source.name, Outcome.UNCHANGED)
            self.archive.store_fetch(fetch_of(response, self.source.name, address))
            self.again.ended(item.url)
        self.document_ended(begin)

    def document_failed(self, failure: Failure) -> Iterator[Taken]:
        """Count a document that did not come.

        A refusal (robots.txt, an unsafe address) is a rejection; of an article that only its page keeps back, the
        text that the feed gives is taken.
        """
        request: Request = failure.request  # type: ignore[attr-defined]
        item, address, begin = (request.cb_kwargs[name] for name in ("item", "address", "begin"))
        reason = _refusal(failure)
        told_by_feed = item.article(address, self.source) if _closed(failure) else None
        if reason:
            rejected = Rejected(address, self.source.name, reason, str(failure.value))
            yield Taken(rejected, Fetch(address, self.source.name), item, begin)
        elif told_by_feed:
            yield Taken(told_by_feed, Fetch(address, self.source.name), item, begin)
        else:
            self.give_up(item, in_words(failure.value), begin)

    def give_up(self, item: Listed, why: str, begin: str) -> None:
        """Count a document as failed, and after some runs as refused; the next runs, or later ones, ask for it again.

        One that was refused already stays so, by the same rules: that it can't be had now is no news.
        """
        address = canonical(item.url)
        with self.archive.transaction():
            refused = self.archive.refused_by(address)
            if self.again.failed(item):
                self.refuse(Rejected(address, self.source.name, Reason.GIVEN_UP, why), item)
                now = datetime.now(UTC)
                self.archive.store_fetch(Fetch(address, self.source.name, fetched=now, full_look=now))
            elif refused is not None:
                self.archive.count(self.source.name, Outcome.REJECTED)
            else:
                self.archive.fail(item.url, self.source.name, why)
        self.document_ended(begin)

    def refuse(self, rejected: Rejected, item: Listed) -> None:
        """Keep a refusal with the rules it was made by, and with what is needed to ask for the document again."""
        self.archive.reject(rejected, self.source.rules, json.dumps({"url": item.url, **item.told}))

    def listing_failed(self, failure: Failure) -> Iterable[Any]:
        """Name a listing that did not come: a source must never fall silent."""
        request: Request = failure.request  # type: ignore[attr-defined]
        return self.listing_broken(request.url, in_words(failure.value), **request.cb_kwargs)

    def listing_broken(self, url: str, why: str, begin: str = "", **_: Any) -> Iterable[Any]:
        """Count a listing page as a failed item; gives what to ask for all the same."""
        self.broken_listings.append((url, why))
        self._broken.add(begin or url)
        self.archive.fail(url, self.source.name, why, listing=True)
        return ()

    def note_move(self, response: Response) -> None:
        """Keep that a listing has moved for good (301, 308), or that it is where it was."""
        asked = asked_for(response)
        self.moved.pop(asked, None)
        steps = response.request.meta.get("redirect_reasons", ()) if response.request else ()
        if steps and all(step in _FOR_GOOD for step in steps) and canonical(asked) != canonical(response.url):
            self.moved[asked] = response.url

    def is_broken(self, begin: str) -> bool:
        """Whether a page of the listing that begins at an address could not be read."""
        return begin in self._broken

    def document_ended(self, begin: str) -> None:
        """Told when a document of the listing that begins at an address has ended, in whatever outcome."""

    def closed(self, reason: str) -> None:
        """Keep what the listings' servers said, for conditional requests, once everything they named was dealt with.

        What could not even be counted, as on a full disk, is known to nobody but the listing: it must come whole again.
        """
        if self.plan.dry_run:
            return
        self.archive.store_cursor(self.source.name, MOVED, json.dumps(self.moved) if self.moved else None)
        if reason != "finished" or self.errors:
            return
        with self.archive.transaction():
            for begin, fetches in self.listing_fetches.items():
                for fetch in fetches if not self.is_broken(begin) else ():
                    self.archive.store_fetch(fetch)


def _closed(failure: Failure) -> bool:
    return isinstance(failure.value, HttpError) and failure.value.response.status in _CLOSED


def _refusal(failure: Failure) -> Reason | None:
    error = failure.value
    if isinstance(error, RobotsUnreachableError):
        return None
    if isinstance(error, UnsafeAddressError):
        return Reason.UNSAFE_ADDRESS
    return Reason.FORBIDDEN if isinstance(error, IgnoreRequest) and "robots" in str(error) else None
