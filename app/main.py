"""The pages: one app, a page a view, each with an address of its own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.views import ask, document, timeline

PAGES = (
    (ask.show, "Ask", ""),
    (timeline.show, "Timeline", "timeline"),
    (document.show, "Document", "document"),
)
_HIDDEN = {"document"}


def main() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="Caretrail", page_icon="🧭", layout="wide")
    st.html(Path(__file__).parent / "style.css")
    pages = [
        st.Page(
            show,
            title=title,
            url_path=path,
            default=not path,
            visibility="hidden" if path in _HIDDEN else "visible",
        )
        for show, title, path in PAGES
    ]
    st.navigation(pages, position="top").run()


main()
