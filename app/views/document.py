"""Document: the stored text, with what was read in it marked and the events beside it."""

from __future__ import annotations

import streamlit as st

from app import wording
from app.markup import element, external
from app.opened import article


def show() -> None:
    """The page: the document named by ``id`` in the address, with the sentence at ``at`` in view."""
    held = article(st.query_params.get("id", ""))
    if held is None:
        st.title("No such document")
        st.write("The address names a document that is not held. It may come from another data folder.")
        return
    st.html(element("h1", held.title, class_="ct-title"))
    line = [f"{held.source} · {held.kind} · {wording.day(held.published_on)} · ", external("original", held.url)]
    st.html(element("p", line, class_="ct-source"))
    st.html(element("div", [element("p", part) for part in held.text.split("\n\n")], class_="ct-reader"))
