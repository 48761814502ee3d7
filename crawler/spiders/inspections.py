"""Inspections: the reports site, from its list of providers by their pages to the reports themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Request, Response
from w3lib.url import add_or_replace_parameters

from crawler.article import Kind
from crawler.documents.publication import find_day, midnight
from crawler.spiders.base import SourceSpider
from crawler.spiders.listed import Listed

# The site shows no more than 100 rows a page, whatever is asked for.
_ROWS = 100
# A provider without a report is one in a hundred; this many are a site that shows them otherwise.
_ENOUGH = 20
_PROVIDER = "a[href*='/provider/']::attr(href)"
_REPORT = "a.publication-link, a[href*='/v1/file/'], a[href$='.pdf']"
_NUMBER_OF_RESULTS = re.compile(r"(?<![\d,])([\d,]++)\s++(?:results?|providers?)", re.IGNORECASE)


class InspectionsSpider(SourceSpider):
    """Takes every report on every provider that the source's search finds."""

    names_documents = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._providers = 0

    def listing(self, url: str, page: int = 1, *, conditional: bool = True, **kwargs: Any) -> Request:
        """A page of the list of providers, or a provider's own page.

        The list stays as it is when a provider's page gets a report, so only the latter is asked for conditionally.
        """
        if not kwargs.get("provider"):
            kwargs.setdefault("begin", url)
            rows = {"start": str((page - 1) * _ROWS), "rows": str(_ROWS)}
            url, conditional = add_or_replace_parameters(kwargs["begin"], rows), False
        return super().listing(url, page, conditional=conditional, **kwargs)

    def read_listing(self, response: Response, **kwargs: Any) -> Iterable[Listed]:
        """The reports a provider's page names; a list of providers names none itself."""
        if not kwargs.get("provider"):
            if not response.css(_PROVIDER) and not _NUMBER_OF_RESULTS.search(response.text):
                raise ValueError("no providers and no count of results: the site's layout may have changed")
            return []
        self._providers += 1
        return [_report(link, response) for link in response.css(_REPORT)]

    def page_done(
        self, response: Response, page: int, listed: list[Listed], wanted: int, **kwargs: Any
    ) -> Iterator[Request]:
        """The providers of a page of the list, and the page after it."""
        if kwargs.get("provider") or response.status != 200:
            return
        providers = dict.fromkeys(urljoin(response.url, link) for link in response.css(_PROVIDER).getall())
        for url in providers:
            yield self.listing(url, page, provider=True, begin=kwargs["begin"])
        if len(providers) >= _ROWS and page < self.source.most_pages:
            yield self.listing(kwargs["begin"], page + 1, begin=kwargs["begin"])

    def closed(self, reason: str) -> None:
        """Say so when many providers' pages were read and none names a report."""
        if reason == "finished" and self._providers >= _ENOUGH and not self.covered:
            why = f"none of {self._providers} providers' pages names a report: the site's layout may have changed"
            self.listing_broken(self.source.start[0], why)
        super().closed(reason)


def _report(link: Any, response: Response) -> Listed:
    """A report by its link; its date stands beside it, in a ``time`` element or in words."""
    item = link.xpath("ancestor::li[1]")
    stamp = item.css("time::attr(datetime)").get() or " ".join(item.css("time ::text").getall())
    beside = stamp or " ".join(item.css("::text").getall())
    found = find_day(beside)
    published = midnight(found[0]) if found else None
    title = " ".join(" ".join(link.css("::text").getall()).split())
    url = urljoin(response.url, link.attrib["href"])
    return Listed(url, title, published=published, kind=Kind.INSPECTION_REPORT)
