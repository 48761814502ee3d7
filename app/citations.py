"""A sentence of evidence as it is cited: the quote, who published it where and when, and the view it was read in."""

from __future__ import annotations

from app import wording
from app.markup import Html, element
from index.timeline import Evidence


def citation(item: Evidence) -> str:
    """One evidence as plain text: “quote” Title, source, day. Address."""
    title = f"{item.title}, " if item.title else ""
    return f"“{item.quote.strip()}” {title}{item.source}, {wording.day(item.published)}. {item.url}"


def copier(label: str, copied: str, view: str | None = None) -> Html:
    """A button that copies a text, and after it the address of a view (relative; empty for the one shown)."""
    return element("button", label, type="button", class_="ct-copy", data_copy=copied, data_view_address=view)
