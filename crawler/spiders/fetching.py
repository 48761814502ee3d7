"""When a document is asked for again, under which conditions, and what its answer leaves for the next time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from scrapy.http import Response

from crawler.archive.archive import Archive
from crawler.archive.runs import Fetch
from crawler.settings import FULL_LOOK_DAYS
from crawler.spiders.listed import Listed

NOT_MODIFIED = 304


def conditions(archive: Archive, address: str) -> dict[str, str]:
    """The headers of a conditional request; none when the address was last looked at whole too long ago."""
    state = archive.fetch_state(address)
    if state is None or not _recent(state.full_look):
        return {}
    known = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in known.items() if value}


def is_fresh(state: Fetch, item: Listed) -> bool:
    """Whether a document need not be asked for: looked at lately, and not said to have changed since."""
    updated = item.updated
    if updated and updated.time() == time.min:
        updated += timedelta(days=1)  # a day without a time: the change may have come at its very end
    changed = updated and state.fetched and updated > state.fetched
    return _recent(state.full_look) and not changed


def fetch_of(response: Response, source: str, address: str = "") -> Fetch:
    """The state that a response leaves, under ``address`` (default: the address asked for).

    A 304 shows nothing of the body, so it is no full look.
    """
    now = datetime.now(UTC)
    fetch = Fetch(
        url=address or asked_for(response),
        source=source,
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
        fetched=now,
        full_look=now,
    )
    return replace(fetch, full_look=None) if response.status == NOT_MODIFIED else fetch


def asked_for(response: Response) -> str:
    """The address that was asked for first, wherever redirects led from it."""
    if response.request is None:
        return response.url
    return str(response.request.meta.get("redirect_urls", [response.request.url])[0])


def header(response: Response, name: str) -> str | None:
    """A header of a response as text, or None."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _recent(moment: datetime | None) -> bool:
    """Whether a moment is of the last days; one to come was written under a wrong clock, and tells nothing."""
    return moment is not None and abs(datetime.now(UTC) - moment) < timedelta(days=FULL_LOOK_DAYS)
