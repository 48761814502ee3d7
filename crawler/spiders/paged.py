"""What sources with numbered pages share: a walk from the newest page back, never ahead of what was taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.spiders.base import SourceSpider
from crawler.spiders.listed import Listed
from crawler.spiders.walk import Walk, Walked

# A page that fails is stepped over; three in a row, and the site itself is in trouble.
_MOST_BROKEN = 3
_NO_SUCH_PAGE = (400, 404)
# What an interface answers to a page beyond the window it shows.
_TOO_FAR = 422


class _Listing:
    """One listing on its way: the walk, what its pages named, and the page whose documents are fetched."""

    def __init__(self, begin: str, walk: Walk) -> None:
        self.begin, self.walk = begin, walk
        self.named: set[int] = set()
        self.page, self.waiting, self.broken = 1, 0, 0
        self.missing: list[str] = []
        self.following: int | None = None


class PagedSpider(SourceSpider):
    """Walks each listing of the source from its newest page.

    The next page is asked for when every document of the last one has ended, so that what is kept of the walk is true
    at any moment, however the run ends.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._listings = {url: _Listing(url, Walk(self._kept(url), self.plan.since)) for url in self.source.start}

    def page_address(self, begin: str, page: int) -> str:
        """The address of a page, from 1, of the listing that begins at an address."""
        raise NotImplementedError

    def last_page(self, response: Response) -> int | None:
        """The number of the listing's last page, where a page tells it."""
        return None

    def listing(self, url: str, page: int = 1, *, conditional: bool = True, **kwargs: Any) -> Request:
        """A page of a listing; a walk that has more to do than look for news takes no 304 for an answer."""
        begin = kwargs.setdefault("begin", url)
        conditional = conditional and page == 1 and not self._listings[begin].walk.needed
        return super().listing(self.page_address(begin, page), page, conditional=conditional, **kwargs)

    def page_done(
        self, response: Response, page: int, listed: list[Listed], wanted: int, **kwargs: Any
    ) -> Iterable[Request]:
        """The page after this one, at once or when the documents of this one have ended."""
        listing = self._listings[kwargs["begin"]]
        if listing.missing:
            # Not the end after all: a page that the site says it has not got, with others behind it.
            self.listing_broken(listing.missing.pop(), "is missing, though the page after it is there", listing.begin)
        names = {hash(item.url) for item in listed}
        if page > 1 and names and names <= listing.named:
            self.listing_broken(response.url, "not paged: it names what the pages before it do", listing.begin)
            listing.walk.past_the_end()
            return ()
        listing.named |= names
        listing.broken = 0
        listing.page, listing.waiting = page, wanted
        moments = [item.published or item.updated for item in listed]
        listing.following = listing.walk.following(page, moments, wanted > 0)
        last = self.last_page(response)
        if listing.following and last is not None and page >= last:
            listing.walk.past_the_end()
            listing.following = None
        return () if wanted else self._after(listing)

    def listing_failed(self, failure: Failure) -> Iterable[Any]:
        """Past the last page the walk is over; any other failure is named, and the page after it tried."""
        request: Request = failure.request  # type: ignore[attr-defined]
        page, listing = request.cb_kwargs["page"], self._listings[request.cb_kwargs["begin"]]
        status = failure.value.response.status if isinstance(failure.value, HttpError) else 0
        if page > 1 and status in _NO_SUCH_PAGE:
            return self._no_such_page(listing, request)
        if page > 1 and status == _TOO_FAR:
            self._bounded(listing, f"shows no page {page}: narrow the source's filters to reach what is older")
            return ()
        return super().listing_failed(failure)

    def listing_broken(self, url: str, why: str, begin: str = "", page: int = 1, **_: Any) -> Iterable[Any]:
        """Name a page that could not be read, and try the one after it."""
        super().listing_broken(url, why, begin)
        listing = self._listings[begin]
        listing.broken += 1
        return [self._page(listing, page + 1)] if page > 1 and listing.broken < _MOST_BROKEN else []

    def document_ended(self, begin: str) -> None:
        """Count down the documents of a page, and go on when the last has ended."""
        listing = self._listings.get(begin)
        if listing is None:
            return  # asked for again from an earlier run: of no page
        listing.waiting -= 1
        if listing.waiting == 0 and self.crawler.engine:
            for request in self._after(listing):
                self.crawler.engine.crawl(request)

    def expect(self, begin: str, number: int) -> None:
        """Wait for more documents of the page: a document named some of its own."""
        if begin in self._listings:
            self._listings[begin].waiting += number

    def _no_such_page(self, listing: _Listing, request: Request) -> Iterable[Request]:
        """The end of the listing, if the site has no page behind this one either: one may be missing in the middle."""
        if not listing.missing:
            listing.missing.append(request.url)
            return [self._page(listing, request.cb_kwargs["page"] + 1)]
        listing.walk.past_the_end()
        self._keep(listing)
        return []

    def _bounded(self, listing: _Listing, why: str) -> None:
        """End a walk before the listing's end, and say so, once: the next run looks at what is new, and no deeper."""
        listing.walk.bounded()
        self._keep(listing)
        super().listing_broken(listing.begin, why, listing.begin)

    def _after(self, listing: _Listing) -> Iterable[Request]:
        following = listing.following
        if following and following > self.source.most_pages:
            self._bounded(listing, f"was walked back {listing.page} pages: raise most_pages to reach what is older")
            return []
        self._keep(listing)
        return [self._page(listing, following)] if following else []

    def _page(self, listing: _Listing, page: int) -> Request:
        return self.listing(listing.begin, page, begin=listing.begin)

    def _keep(self, listing: _Listing) -> None:
        # A page that could not be read stays unread: the walk is not moved past it, and the next run comes again.
        if not self.plan.dry_run and not self.is_broken(listing.begin):
            kept = listing.walk.ended(listing.page).to_text()
            self.archive.store_cursor(self.source.name, f"walk {listing.begin}", kept)

    def _kept(self, begin: str) -> Walked:
        return Walked.from_text(self.archive.cursor(self.source.name, f"walk {begin}"))
