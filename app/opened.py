"""The index the pages look at, opened anew when it was rebuilt; and what a page says when there is none."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from app.markup import element
from crawler.archive.archive import Archive, ArchiveError
from crawler.article import Article
from crawler.console import archive_path
from index.search import Index, open_index
from index.store.document import IndexUnusable
from nlp.reading import Reading

_FIRST_STEPS = (
    ("caretrail demo", "a first look: fetches, reads and builds the bundled sample"),
    ("caretrail update", "fetches the sources, reads what is new and builds the index"),
    ("caretrail add PATH", "takes in documents you have; then caretrail read and caretrail build"),
)


def data_folder() -> Path:
    """The folder of the archive and the index, as `caretrail app` was told."""
    return Path(os.environ.get("CARETRAIL_DATA", "data"))


def opened() -> Index:
    """The index as it is now; without one the page says what to do and ends here."""
    try:
        return open_index(data_folder())
    except IndexUnusable as error:
        st.html(element("h1", "Nothing to show yet", class_="ct-title"))
        st.html(element("p", f"{str(error)[:1].upper()}{str(error)[1:]}.", role="alert"))
        steps = [element("li", [element("code", command), f" — {what}"]) for command, what in _FIRST_STEPS]
        st.html(element("div", [element("p", "What to do:"), element("ul", steps)], class_="ct-prose"))
        st.html(element("p", "Then reload this page; the pages need not be started again.", class_="ct-soft"))
        st.stop()


def article(identifier: str) -> Article | None:
    """A document of the archive by its id; None when it is not held or the archive can't be opened."""
    path = archive_path(data_folder())
    if not path.is_file():
        return None
    try:
        with Archive(path) as archive:
            return archive.article(identifier)
    except ArchiveError:
        return None


def reading(identifier: str) -> tuple[Article, Reading] | None:
    """The version of a document last read and what was read in it; None when it was never read."""
    try:
        with Archive(archive_path(data_folder())) as archive:
            found = archive.reading_of(identifier)
            return (found[0], Reading.from_json(found[1])) if found else None
    except (ArchiveError, ValueError):
        return None
