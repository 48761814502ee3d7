"""A response as a document: a paper or a page, by what it says it is and by how it begins."""

from __future__ import annotations

import re

from crawler.article import Article, Kind, Reason, Rejected
from crawler.documents.page import article_from_html
from crawler.documents.paper import article_from_pdf
from crawler.sources import Source

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PDF = b"%PDF-"
# The standard allows bytes before the header; readers look for it in the first kilobyte.
_PDF_WITHIN = 1024


def document(body: bytes, url: str, content_type: str, source: Source) -> Article | Rejected:
    """The article in a response, or why there is none.

    ``content_type`` is the header as sent; servers send papers as octet streams, so the body's beginning decides too.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/pdf" or _PDF in body[:_PDF_WITHIN]:
        paper = Kind.POLICY_PAPER if source.document is Kind.NEWS else source.document
        return article_from_pdf(body, url, source.name, paper)
    if kind in ("", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"):
        charset = _CHARSET.search(content_type)
        return article_from_html(body, url, source, charset[1] if charset else None)
    return Rejected(url, source.name, Reason.UNSUPPORTED, f"sent as {kind}; pages (HTML) and papers (PDF) are read")
