"""A document of GOV.UK's content API as an Article, with what was changed in it and when."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urljoin

from crawler.addresses import canonical
from crawler.article import LONDON, Article, DateOrigin, Reason, Rejected
from crawler.documents.page import text_from_markup
from crawler.documents.publication import iso_moment

_SITE = "https://www.gov.uk"
# How the content API's addresses begin; what follows is the document's own path.
CONTENT = "/api/content"


def content_article(content: dict[str, Any], source: str) -> Article | Rejected:
    """The article in an answer of the content API: its body as text, and what was changed in it and when.

    Raises:
        ValueError: it has no base_path, which every document has, or something in it is of another type.
    """
    with as_documented():
        return _article(content, source)


@contextmanager
def as_documented() -> Iterator[None]:
    """Read an interface's answer as its documentation has it. Raises ValueError where it is otherwise."""
    try:
        yield
    except (AttributeError, TypeError, KeyError) as error:
        raise ValueError(f"not what the interface's documentation shows ({error}): it may have changed") from error


def _article(content: dict[str, Any], source: str) -> Article | Rejected:
    path, details = content.get("base_path"), content.get("details") or {}
    if not isinstance(path, str) or not isinstance(details, dict):
        raise ValueError("the content API answered without base_path: its interface may have changed")
    url = canonical(urljoin(_SITE, path))
    body = text_from_markup(str(details.get("body") or ""))
    if not body:
        return Rejected(url, source, Reason.EMPTY, "the document has no body of its own")
    organisations = (content.get("links") or {}).get("organisations") or []
    published = iso_moment(content.get("first_published_at")) or iso_moment(content.get("public_updated_at"))
    return Article(
        url=url,
        source=source,
        title=str(content.get("title") or "").strip(),
        text="\n\n".join(part for part in (str(content.get("description") or ""), body, _changes(details)) if part),
        published=published,
        published_from=DateOrigin.META if published else None,
        updated=iso_moment(content.get("public_updated_at")),
        authors=tuple(str(body["title"]) for body in organisations if body.get("title")),
        tags=tuple(str(value) for value in [content.get("document_type")] if value),
    )


def _changes(details: dict[str, Any]) -> str:
    """Each dated change as a paragraph, so that it can be read and cited as any other statement."""
    rows = []
    for change in details.get("change_history") or []:
        at, note = (
            iso_moment(change.get("public_timestamp")),
            html.unescape(str(change.get("note") or "")).strip(),
        )
        if at and note:
            on: date = at.astimezone(LONDON).date()
            rows.append(f"Updated {on.day} {on:%B %Y}: {note}")
    return "\n\n".join(rows)


def json_object(body: bytes) -> dict[str, Any]:
    """The object in an answer of either API.

    Raises:
        ValueError: it is not JSON, or no object.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(answer, dict):
        raise ValueError("not the object that the interface's documentation shows")
    return answer
