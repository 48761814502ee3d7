"""Document: the stored text, with what was read in it marked and the events beside it."""

from __future__ import annotations

import streamlit as st

from app import address, reader, wording
from app.citations import copier
from app.markup import Html, element, external, joined, web_address
from app.opened import article, reading
from crawler.article import Article

_KEY = (
    ("council", "council"),
    ("organisation", "organisation"),
    ("person", "person"),
    ("date", "date"),
    ("rating", "grade"),
)


def show() -> None:
    """The page: the document named by ``id`` in the address, with the stretch at ``at`` lit."""
    identifier = address.held("id")
    found = article(identifier)
    if found is None:
        st.html(element("h1", "No such document", class_="ct-title"))
        st.html("<p>The address names a document that is not held. It may come from another data folder.</p>")
        return
    held, read = reading(identifier) or (found, None)
    st.html(element("h1", held.title or held.url, class_="ct-title"))
    st.html(_head(held))
    marks = [element("span", name, class_=f"ct-m ct-m-{kind}") for kind, name in _KEY]
    note = "" if read else "It has not been read yet: run caretrail read."
    st.html(
        element(
            "p",
            joined(["Marked: ", *(part for mark in marks for part in (mark, " "))]) if read else note,
            class_="ct-soft",
        )
    )
    st.html(reader.document(held, read, reader.Place.of(address.held("at"))))
    if address.held("at"):
        st.html(_SCROLL, unsafe_allow_javascript=True)


# The place asked for comes into view once the text is drawn.
_SCROLL = (
    "<script>requestAnimationFrame(() => document.getElementById('here')?.scrollIntoView({block: 'center'}))</script>"
)


def _head(held: Article) -> Html:
    authors = f" · {', '.join(held.authors)}" if held.authors else ""
    cited = f"{held.title}, {held.source}, {wording.day(held.published_on)}. {held.url}"
    told = f"{held.source} · {held.kind} · {wording.day(held.published_on)}{authors}"
    original = [" · ", external("original", held.url)] if web_address(held.url) else []
    flags = [f" · {flag}" for flag in held.flags]
    copies = [" · a copy of ", external(held.duplicate_of, held.duplicate_of)] if held.duplicate_of else []
    line = [told, *original, *flags, *copies, " · ", copier("copy citation", cited, "")]
    return element("p", line, class_="ct-source")
