"""What every spider does: read what a listing names, fetch what is due of it, and take it as it is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy.http import Request, Response

from crawler.addresses import BadAddressError, canonical
from crawler.archive.archive import Archive
from crawler.archive.runs import Fetch
from crawler.article import Article, Outcome, Reason
from crawler.running.keeping import keep_response
from crawler.running.responses import document
from crawler.sources import Source
from crawler.spiders.account import AccountingSpider
from crawler.spiders.fetching import NOT_MODIFIED, asked_for, conditions, fetch_of, header, is_fresh
from crawler.spiders.listed import Listed, Plan, Taken

# Before documents (0): what a listing names is asked for as soon as it is known. A document fetched as a sample goes
# before everything, for the check that wants it ends after a few responses.
_LISTING_PRIORITY, _SAMPLE_PRIORITY = 10, 20


class SourceSpider(AccountingSpider):
    """The base of the spiders; a kind of source overrides ``read_listing`` and, where it pages, ``page_done``."""

    custom_settings = {"HTTPERROR_ALLOWED_CODES": [NOT_MODIFIED]}  # noqa: RUF012 - Scrapy's own interface
    # Whether a listing names documents itself; one that leads to others may name none.
    names_documents = True

    def __init__(self, source: Source, archive: Archive, plan: Plan, **kwargs: Any) -> None:
        super().__init__(source, archive, plan, **kwargs)
        # Hashes of addresses: a run may meet a hundred thousand, and need only know them again.
        self.met: set[int] = set()
        self.covered = 0

    async def start(self) -> AsyncIterator[Any]:
        """Ask for what earlier runs left, and for each listing the source begins with."""
        for due in self.left_over():
            yield due
        for url in self.source.start:
            yield self.listing(url)

    def left_over(self) -> Iterator[Request | Taken]:
        """What failed in an earlier run, and what was refused by other rules than those that hold now."""
        for item in self.again.items:
            due = self.want(item, "")
            if due:
                yield due
            elif not self.plan.dry_run:
                self.again.ended(item.url)  # held by now, or no longer covered by the source
        for address, told in self.archive.refused_by_others(self.source.name, self.source.rules):
            known = json.loads(told or "{}")
            due = self.want(Listed.as_told(known.get("url", address), known), "")
            if due:
                yield due
            elif not self.plan.dry_run and not self.source.covers(address):
                self.archive.forget_refusal(address)

    def listing(self, url: str, page: int = 1, *, conditional: bool = True, **kwargs: Any) -> Request:
        """A request for a listing page; unchanged since the last whole look, the site may answer 304."""
        return Request(
            url,
            callback=self.take_listing,
            errback=self.listing_failed,
            cb_kwargs={"page": page, **kwargs},
            headers=conditions(self.archive, url) if conditional else {},
            priority=_LISTING_PRIORITY,
            dont_filter=True,
        )

    def take_listing(self, response: Response, page: int, **kwargs: Any) -> Iterator[Any]:
        """Fetch what a listing page names and go on from it as the kind of source does."""
        asked = asked_for(response)
        if page == 1:
            self.note_move(response)
        if response.status == NOT_MODIFIED:
            self.covered += 1
            yield from self.page_done(response, page, [], 0, **kwargs)
            return
        try:
            listed = list(self.read_listing(response, **kwargs))
        except ValueError as error:
            yield from self.listing_broken(response.url, str(error), page=page, **kwargs)
            return
        if page == 1 and not listed and self.names_documents and self.archive.fetch_state(asked):
            yield from self.listing_broken(response.url, "names nothing, where it named documents before", **kwargs)
            return
        begin = str(kwargs.get("begin", ""))
        if listed or not self.names_documents:
            self.listing_fetches.setdefault(begin or asked, []).append(fetch_of(response, self.source.name))
        due = self.due(listed, begin)
        # What comes next is settled before the first document can end.
        following = list(self.page_done(response, page, listed, len(due), **kwargs))
        yield from [*due, *following]

    def due(self, listed: Iterable[Listed], begin: str) -> list[Request | Taken]:
        """What is to be fetched, or taken at once, of the documents that a listing names."""
        return [wanted for item in listed if (wanted := self.want(item, begin))]

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """What the listing page names. Raises ValueError when it is not such a page."""
        raise NotImplementedError

    def page_done(
        self, response: Response, page: int, listed: list[Listed], wanted: int, **kwargs: Any
    ) -> Iterable[Request]:
        """What to ask for after a page of which ``wanted`` documents are being fetched; nothing, unless overridden."""
        return ()

    def want(self, item: Listed, begin: str) -> Request | Taken | None:
        """A request for a document, or the document itself where the listing gives it whole.

        None when it is not covered, met already in this run, too old, or held and fresh.
        """
        try:
            address = canonical(item.url)
        except BadAddressError:
            return None
        if not self.source.covers(address):
            return None
        self.covered += 1
        if hash(address) in self.met or self.plan.too_old(item):
            return None
        self.met.add(hash(address))
        state, refused = self.archive.fetch_state(address), self.archive.refused_by(address)
        if state and is_fresh(state, item) and refused in (None, self.source.rules):
            self.archive.count(self.source.name, Outcome.UNCHANGED if refused is None else Outcome.REJECTED)
            return None
        if self.plan.only_told(item.url):
            return None
        return self._given(item, address, begin) or self._request(item, address, begin)

    def _given(self, item: Listed, address: str, begin: str) -> Taken | None:
        article = item.article(address, self.source) if item.whole else None
        now = datetime.now(UTC)
        fetch = Fetch(address, self.source.name, fetched=now, full_look=now)
        return Taken(article, fetch, item, begin) if article else None

    def _request(self, item: Listed, address: str, begin: str) -> Request:
        # What was refused is wanted whole: that it is as it was says nothing of whether it can be read now.
        refused = self.archive.refused_by(address) is not None
        return Request(
            item.url,
            callback=self.take_document,
            errback=self.document_failed,
            cb_kwargs={"item": item, "address": address, "begin": begin},
            headers={} if refused else conditions(self.archive, address),
            priority=_SAMPLE_PRIORITY if self.plan.sample else 0,
            dont_filter=True,
        )

    def take_document(self, response: Response, item: Listed, address: str, begin: str) -> Iterator[Any]:
        """The fetched document as an item for the archive; of a page without text, the text that its feed gives."""
        if response.status == NOT_MODIFIED:
            self.note_unchanged(response, item, address, begin)
            return
        self.keep(response)
        taken = document(response.body, response.url, header(response, "Content-Type") or "", self.source)
        if isinstance(taken, Article):
            taken = item.complete(taken)
        elif taken.reason is Reason.EMPTY:
            taken = item.article(address, self.source) or taken
        yield Taken(taken, fetch_of(response, self.source.name, address), item, begin)

    def keep(self, response: Response) -> None:
        """Keep a response as evidence, where the source asks for it."""
        if self.source.keep_responses and not self.plan.dry_run:
            keep_response(self.archive.path.parent / "warc", self.source.name, response, datetime.now(UTC))
