"""A policy paper or inspection report in PDF as an Article: its text page by page, its title and its date."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pypdf

from crawler.addresses import canonical, host_of
from crawler.article import Article, DateOrigin, Flag, Kind, Reason, Rejected
from crawler.documents.decoding import clean
from crawler.documents.paper_columns import Run, in_reading_order
from crawler.documents.paper_layout import compose
from crawler.documents.paper_title import is_report, title_of
from crawler.documents.publication import day_in_address, labelled_day, midnight, possible
from crawler.limits import BODY_BYTES, PAPER_PAGES

# Fewer characters a page than this, on the whole, and the pages are pictures with stray marks.
_LEAST_CHARACTERS = 20
# How far into a paper its own date of publication is looked for.
_FRONT_CHARACTERS = 3_000


def article_from_pdf(data: bytes, url: str, source: str = "", kind: Kind = Kind.POLICY_PAPER) -> Article | Rejected:
    """The article of a paper.

    ``data`` is the whole file, ``url`` its address (a ``file:`` address for one on disk), ``source`` its name (the
    host when empty). A paper known as an inspection report by its first page gets that kind whatever ``kind`` says.
    ``pages`` of the article are the offsets in its text at which the pages begin.
    Refused with the reason: encrypted, scanned (no text), truncated or damaged, too large.
    """
    url = canonical(url)
    name = source or host_of(url) or "files"
    if len(data) > BODY_BYTES:
        return Rejected(url, name, Reason.TOO_LARGE, f"{len(data):,} bytes; {BODY_BYTES:,} are accepted")
    read = _read(data)
    if isinstance(read, tuple):
        reason, detail = read
        return Rejected(url, name, reason, detail)
    pages, marks = read.pages, []
    text, offsets = compose(pages)
    if len(text) < _LEAST_CHARACTERS * len(pages):
        detail = f"{len(pages)} pages and {len(text)} characters of text; run it through text recognition first"
        return Rejected(url, name, Reason.SCANNED, detail)
    if read.repaired:
        marks.append(Flag.REPAIRED)
    published, origin = _published(text, url, read.created)
    return Article(
        url=url,
        source=name,
        title=title_of(read.stated_title, read.largest, text) or url.rsplit("/", 1)[-1],
        text=text,
        published=published,
        published_from=origin,
        kind=Kind.INSPECTION_REPORT if is_report(pages[0]) else kind,
        flags=tuple(marks),
        pages=tuple(offsets),
    )


class _Pages:
    """The raw text of each page, and what the file and the type sizes of its first page say of its title and date."""

    def __init__(self, reader: pypdf.PdfReader) -> None:
        self.repaired = False
        self.pages: list[str] = []
        self.largest = ""
        for number, page in enumerate(reader.pages):
            written, runs = _runs(page)
            text, changed = clean(in_reading_order(runs) or written)
            self.repaired |= changed and "\ufffd" in text
            self.pages.append(text)
            if number == 0:
                self.largest = _largest(runs)
        known = reader.metadata
        self.stated_title = str((known.title if known else "") or "")
        self.created = _created(known)


def _created(known: pypdf.DocumentInformation | None) -> datetime | None:
    try:
        return possible(known.creation_date) if known and known.creation_date else None
    except ValueError:
        return None


def _read(data: bytes) -> _Pages | tuple[Reason, str]:
    if b"%PDF-" not in data[:1024]:
        return Reason.NOT_A_DOCUMENT, "it does not begin as a PDF does; was an error page saved under this name?"
    try:
        with _quiet():
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                return Reason.ENCRYPTED, "it opens with a password only; save a copy without one"
            if len(reader.pages) > PAPER_PAGES:
                return Reason.TOO_LARGE, f"{len(reader.pages):,} pages; {PAPER_PAGES:,} are accepted"
            read = _Pages(reader)
    except Exception as error:  # noqa: BLE001 - pypdf meets damage with whatever its parser stumbles over
        ends = "" if b"%%EOF" in data[-2048:] else "it stops before its end; "
        return Reason.TRUNCATED, f"{ends}fetch it again ({type(error).__name__}: {error})"
    return read if read.pages else (Reason.TRUNCATED, "it has no pages; fetch it again")


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs each oddity it works around; the outcome says what matters."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _runs(page: pypdf.PageObject) -> tuple[str, list[Run]]:
    """The text of a page in the order it was written, and the runs that make it up."""
    runs: list[Run] = []

    def visit(text: str, cm: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            x, y = matrix[4] * cm[0] + cm[4], matrix[5] * cm[3] + cm[5]
            runs.append(Run(text, x, y, round(abs(size * (matrix[3] or matrix[0]) * cm[3]), 1)))

    return page.extract_text(visitor_text=visit), runs


def _largest(runs: list[Run]) -> str:
    """The text set in the largest type of a page."""
    top = max((run.size for run in runs if len(run.text.strip()) > 1), default=0.0)
    return re.sub(r"\s+", " ", " ".join(run.text for run in runs if run.size == top)).strip()


def _published(text: str, url: str, created: datetime | None) -> tuple[datetime | None, DateOrigin | None]:
    """When a paper came out: its own words, else its address or file name, else when the file was made."""
    if stated := labelled_day(text[:_FRONT_CHARACTERS]):
        return midnight(stated), DateOrigin.TEXT
    if named := day_in_address(url) or _day_in_name(url):
        return midnight(named), DateOrigin.FILE if url.startswith("file:") else DateOrigin.URL
    if created is not None:
        # A paper is made on a day and published that day or after; its hour means nothing.
        return midnight(created.date()), DateOrigin.META
    return None, None


def _day_in_name(url: str) -> date | None:
    """The day of a file name such as report_20140523.pdf."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)", url.rsplit("/", 1)[-1])
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
