"""WordPress: feeds of a site, tag, author or category walked back by ``?paged=N``, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure
from w3lib.url import add_or_replace_parameter

from crawler.spiders.feed import FeedSpider
from crawler.spiders.listed import Listed
from crawler.spiders.walk import Walk, Walked

# A page that fails is stepped over; three in a row, and the site itself is in trouble.
_MOST_BROKEN = 3
_PAST_THE_END = (400, 404)


class _Archive:
    """One archive of the site on its way: the walk, what its pages named, and the page whose documents are fetched."""

    def __init__(self, begin: str, walk: Walk) -> None:
        self.begin, self.walk = begin, walk
        self.named: set[str] = set()
        self.page, self.waiting, self.broken = 1, 0, 0
        self.following: int | None = None


class WordPressSpider(FeedSpider):
    """Walks each archive of the source from its newest page.

    The next page is asked for when every document of the last one has ended, so that what is kept of the walk is true
    at any moment, however the run ends.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._archives = {url: _Archive(url, Walk(self._kept(url), self.plan.since)) for url in self.source.start}

    def listing(self, url: str, page: int = 1, **kwargs: Any) -> Request:
        """A page of an archive; a walk that has more to do than look for news takes no 304 for an answer."""
        begin = kwargs.setdefault("begin", url)
        request = super().listing(url, page, **kwargs)
        if page > 1 or self._archives[begin].walk.needed:
            for condition in ("If-None-Match", "If-Modified-Since"):
                request.headers.pop(condition, None)
        return request

    def page_done(
        self, response: Response, page: int, listed: list[Listed], wanted: int, **kwargs: Any
    ) -> Iterable[Request]:
        """The page after this one, at once or when the documents of this one have ended."""
        archive = self._archives[kwargs["begin"]]
        names = {item.url for item in listed}
        if page > 1 and names and names <= archive.named:
            self.listing_broken(response.url, "names the same documents as the pages before it: it is not paged")
            archive.walk.past_the_end()
            return ()
        archive.named |= names
        archive.broken = 0
        archive.page, archive.waiting = page, wanted
        archive.following = archive.walk.following(page, [item.published for item in listed], wanted > 0)
        return () if wanted else self._after(archive)

    def listing_failed(self, failure: Failure) -> Iterator[Any]:
        """Past the last page the walk is over; any other failure is named, and the page after it tried."""
        request: Request = failure.request  # type: ignore[attr-defined]
        page, archive = request.cb_kwargs["page"], self._archives[request.cb_kwargs["begin"]]
        error = failure.value
        if page > 1 and isinstance(error, HttpError) and error.response.status in _PAST_THE_END:
            archive.walk.past_the_end()
            self._keep(archive)
            return
        yield from super().listing_failed(failure)
        archive.broken += 1
        if page > 1 and archive.broken < _MOST_BROKEN:
            yield self._page(archive, page + 1)

    def document_ended(self, begin: str) -> None:
        """Count down the documents of a page, and go on when the last has ended."""
        archive = self._archives.get(begin)
        if archive is None:
            return  # asked for again from an earlier run: of no page
        archive.waiting -= 1
        if archive.waiting == 0 and self.crawler.engine:
            for request in self._after(archive):
                self.crawler.engine.crawl(request)

    def _after(self, archive: _Archive) -> Iterable[Request]:
        self._keep(archive)
        following = archive.following
        return [self._page(archive, following)] if following and following <= self.source.most_pages else []

    def _page(self, archive: _Archive, page: int) -> Request:
        return self.listing(add_or_replace_parameter(archive.begin, "paged", str(page)), page, begin=archive.begin)

    def _keep(self, archive: _Archive) -> None:
        # A page that could not be read stays unread: the walk is not moved past it, and the next run comes again.
        if not self.plan.dry_run and not self.broken_listings:
            kept = archive.walk.ended(archive.page).to_text()
            self.archive.store_cursor(self.source.name, f"walk {archive.begin}", kept)

    def _kept(self, begin: str) -> Walked:
        return Walked.from_text(self.archive.cursor(self.source.name, f"walk {begin}"))
