"""Web archives (WARC) of raw responses as Articles, so that an archive can be rebuilt from what was received."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import IO, Any, TypeVar

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from crawler.addresses import BadAddressError, canonical, host_of
from crawler.article import Article, Kind, Reason, Rejected
from crawler.documents.feeds import articles_from_feed
from crawler.documents.govuk import CONTENT, content_article, json_object
from crawler.documents.page import article_from_html
from crawler.documents.paper import article_from_pdf
from crawler.limits import BODY_BYTES, HEAD_BYTES
from crawler.sources import SHIPPED, Source, load_sources

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)

_T = TypeVar("_T")


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]  # warcio is untyped
    """A stream whose lines, which are heads, come to no more than is accepted: warcio puts no limit to them."""

    heads = 0

    def readline(self, length: int | None = None) -> bytes:
        """The next line. Raises ArchiveLoadFailed past the limit."""
        line: bytes = super().readline(length or HEAD_BYTES)
        self.heads += len(line)
        if self.heads > HEAD_BYTES:
            raise ArchiveLoadFailed(f"the heads of a record are longer than {HEAD_BYTES:,} bytes")
        return line


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a WARC file."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.reader = _Lines(file)

    def _next_record(self, next_line: bytes | None) -> Any:
        self.reader.heads = 0
        return super()._next_record(next_line)


def articles_from_warc(path: Path, address: str) -> Iterator[Article | Rejected]:
    """The document of each successful response of a WARC file, gzipped or not; feeds give their entries.

    Redirects, errors, pictures, robots.txt and the like are no documents and are passed over. A file that breaks off
    gives what it has, and then its refusal under ``address``.
    """
    with path.open("rb") as file:
        try:
            archive = _quietly(lambda: _Records(file))
            while record := _quietly(lambda: next(archive, None)):
                if record.rec_type == "response" and record.http_headers is not None:
                    yield from _documents(record, path.name)
        except ArchiveLoadFailed as error:
            detail = f"breaks off or is no WARC ({error}); what came before was taken"
            yield Rejected(address, "files", Reason.TRUNCATED, detail)


def _quietly(step: Callable[[], _T]) -> _T:
    """What a step of warcio's gives, which prints each oddity it works around; the outcome says what matters.

    Raises:
        ArchiveLoadFailed: it came to no end.
    """
    try:
        with redirect_stderr(io.StringIO()):
            return step()
    except Exception as error:  # warcio meets damage with whatever its parser stumbles over
        raise ArchiveLoadFailed(str(error) or type(error).__name__) from error


def _documents(record: Any, file: str) -> Iterator[Article | Rejected]:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    content_type = record.http_headers.get_header("Content-Type") or ""
    kind = content_type.partition(";")[0].strip().lower()
    wanted = kind in ("text/html", "application/xhtml+xml", "application/pdf") or kind.endswith("xml")
    wanted = wanted or (kind == "application/json" and f"{CONTENT}/" in url)
    if record.http_headers.get_statuscode() != "200" or not wanted:
        return
    try:
        url = canonical(url)
    except BadAddressError:
        return
    source = _source_of(url, file)
    name = source.name if source else host_of(url)
    # Reading stops at the limit, so that a packed bomb is never unpacked whole.
    body = _quietly(lambda: record.content_stream().read(BODY_BYTES + 1))
    if len(body) <= BODY_BYTES and record.raw_stream.limit > 0:
        raise ArchiveLoadFailed(f"the response of {url} is not whole")
    if len(body) > BODY_BYTES:
        yield Rejected(url, name, Reason.TOO_LARGE, f"more than {BODY_BYTES:,} bytes")
    elif kind == "application/pdf":
        paper = Kind.POLICY_PAPER if source is None or source.document is Kind.NEWS else source.document
        yield article_from_pdf(body, url, name, paper)
    elif kind == "application/json":
        yield _content(body, url, source, name)
    elif "html" in kind:
        charset = _CHARSET.search(content_type)
        yield article_from_html(body, url, source, charset.group(1) if charset else None)
    else:
        # A sitemap or an API's answer is XML too, and no document.
        found = articles_from_feed(body, url, source.name if source else "")
        yield from (entry for entry in found if not (isinstance(entry, Rejected) and entry.url == url))


def _content(body: bytes, url: str, source: Source | None, name: str) -> Article | Rejected:
    """A document of GOV.UK's content API."""
    try:
        article = content_article(json_object(body), name)
    except ValueError as error:
        return Rejected(url, name, Reason.NOT_A_DOCUMENT, str(error))
    paper = source.document if source else Kind.POLICY_PAPER
    return replace(article, kind=paper) if isinstance(article, Article) else article


@cache
def _shipped() -> tuple[Source, ...]:
    return tuple(load_sources(SHIPPED).values())


def _source_of(url: str, file: str) -> Source | None:
    """The shipped source that an address is of: the one its file is named after, else one of its host that covers it.

    So a rebuilt archive names the source as the crawled one does, also where several share a host.
    """
    named = (source for source in _shipped() if file.startswith(f"{source.name}-"))
    longest = max(named, key=lambda source: len(source.name), default=None)
    host = host_of(url)
    of_host = (source for source in _shipped() if any(host_of(start) == host for start in source.start))
    return longest or next((source for source in of_host if source.covers(url)), None)
