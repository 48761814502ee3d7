"""The index the pages look at, opened anew when it was rebuilt; and what a page says when there is none."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from app.markup import element
from crawler.archive import Archive, ArchiveError
from crawler.article import Article
from crawler.console import archive_path
from index.document import IndexUnusable
from index.search import Index, open_index


def data_folder() -> Path:
    """The folder of the archive and the index, as `caretrail app` was told."""
    return Path(os.environ.get("CARETRAIL_DATA", "data"))


def opened() -> Index:
    """The index as it is now; without one the page says what to do and ends here."""
    try:
        return open_index(data_folder())
    except IndexUnusable as error:
        st.title("Nothing to show yet")
        st.html(element("p", str(error)))
        st.html(
            element(
                "p",
                ["A first look: ", element("code", "make run"), " fetches, reads and builds the bundled sample."],
            )
        )
        st.stop()


def article(identifier: str) -> Article | None:
    """A document of the archive by its id; None when it is not held or the archive can't be opened."""
    path = archive_path(data_folder())
    if not path.exists():
        return None
    try:
        with Archive(path) as archive:
            return archive.article(identifier)
    except ArchiveError:
        return None
