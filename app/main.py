"""The pages: one app, a page a view, each with an address of its own."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from app import colours
from app.markup import element
from app.picture import trust_charts
from app.views import about, ask, council, document, documents, map_view, people, sources, timeline, trusts

PAGES = (
    (ask.show, "Ask", ""),
    (timeline.show, "Timeline", "timeline"),
    (council.show, "Councils", "council"),
    (map_view.show, "Map", "map"),
    (trusts.show, "Trusts", "trusts"),
    (people.show, "People", "people"),
    (documents.show, "Documents", "documents"),
    (document.show, "Document", "document"),
    (sources.show, "Sources", "sources"),
    (about.show, "About", "about"),
)
_HIDDEN = {"document"}
_FOLDER = Path(__file__).parent
_LOG = logging.getLogger(__name__)
_FAILED = (
    "An error in the program, not in the address; what went wrong is in the log of caretrail app. If the index was "
    "just being built, or the program updated, reload the page or start caretrail app again."
)


def main() -> None:
    """Show the page that the address names."""
    trust_charts()
    st.set_page_config(page_icon=str(_FOLDER / "icon.svg"), layout="wide", initial_sidebar_state="auto")
    st.logo(str(_FOLDER / "wordmark.svg"), size="large")
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
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · Caretrail")
    st.html(_FOLDER / "style.css")
    st.html(colours.style())
    try:
        page.run()
    except Exception:  # noqa: BLE001 - the last there is to catch it: logged, and told in plain words
        _LOG.exception("the view at %s failed", st.context.url)
        st.html(
            element("div", [element("h1", "This view could not be shown", class_="ct-title"), element("p", _FAILED)])
        )
    # Our own file, which holds no crawled text.
    script = (_FOLDER / "behaviour.js").read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


main()
