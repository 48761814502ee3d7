"""Documents: full-text search with what matched highlighted, narrowed by source, year and what was read in them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import address, cards, downloads, filters, wording
from app.markup import element, internal, joined
from app.opened import opened
from index.answer import ArticleHit
from index.query import Order, Query
from index.search import Index

_A_PAGE = 20
_MOST_PAGES = 25
_FACETS = ("source", "council", "organisation", "type", "person")
_HELP = "Words, “phrases”, AND, OR, NOT, begin*, and fields: council:Reading type:trust_ended after:2022"


def show() -> None:
    """The page."""
    index = opened()
    st.html(element("h1", "Documents", class_="ct-title"))
    text = address.text("Search the full text", "q", type="search", placeholder=_HELP, max_chars=300)
    chosen = filters.query_held()
    with st.sidebar:
        filters.clear()
        filters.years(index.article_facets(Query(), ("year",))["year"])
        filters.facets(chosen, _FACETS, index.article_facets)
    orders = {"best": "Best match", "newest": "Newest", "oldest": "Oldest"}
    order = address.choice("Order", "order", orders if text else {k: v for k, v in orders.items() if k != "best"})
    query = replace(chosen, order=Order.RELEVANCE if order == "best" else Order(order))
    _found(index, query)


def _found(index: Index, query: Query) -> None:
    total = index.article_count(query)
    st.html(element("p", wording.counted(total, "document"), class_="ct-soft", role="status"))
    for wrong, right in index.spellings(query.text).items():
        meant = internal(right, "documents", {"q": query.text.replace(wrong, right)})
        st.html(element("p", joined([f"No document has “{wrong}”. Did you mean ", meant, "?"])))
    pages = min(-(-total // _A_PAGE), _MOST_PAGES)
    page = address.page(pages)
    hits = index.articles(replace(query, limit=page * _A_PAGE))[(page - 1) * _A_PAGE :]
    if hits:
        st.html(cards.article_list(hits))
    if total > pages * _A_PAGE:
        st.caption(f"Only the first {pages * _A_PAGE} can be paged through; narrow by source, council or year.")
    if hits:

        def listed() -> list[dict[str, object]]:
            return [_plain(hit) for hit in index.articles(replace(query, limit=_MOST_PAGES * _A_PAGE))]

        downloads.downloads(None, "documents", *downloads.records("documents", listed))


def _plain(hit: ArticleHit) -> dict[str, object]:
    return {
        "id": hit.article_id,
        "title": hit.title,
        "url": hit.url,
        "source": hit.source,
        "published": hit.published,
        "snippet": hit.snippet,
    }
