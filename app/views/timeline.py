"""Timeline: every entry, narrowed by facets and dates; a picture, and the same as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import streamlit as st

from app import address, cards, charts, downloads, filters, keys, wording
from app.markup import element, internal
from app.opened import opened
from app.picture import picture
from index.query import Order, Query
from index.search import Index
from index.timeline import Entry
from nlp.reading import Judgement

_A_PAGE = 25
# Beyond these pages nobody reads on, and all entries before a page have to be read for it.
_MOST_PAGES = 80
_FACETS = ("type", "council", "organisation", "grade", "status", "judgement", "person", "source")


def show() -> None:
    """The page."""
    index = opened()
    entry = address.held("entry")
    if entry:
        _one(index, entry)
        return
    chosen = filters.query_held()
    with st.sidebar:
        filters.clear()
        address.text("Words in the evidence", "q", type="search", max_chars=200)
        filters.years(index.facets(Query(), ("year",))["year"])
        filters.facets(chosen, _FACETS, index.facets)
    total = index.count(chosen)
    st.html(element("h1", f"Timeline: {wording.counted(total, 'event')}", class_="ct-title"))
    _histogram(index, chosen)
    order = address.choice("Order", "order", {"newest": "Newest first", "oldest": "Oldest first"})
    query = replace(chosen, order=Order(order))
    if not total:
        st.html(element("p", "Nothing held meets all these conditions; take one away.", class_="ct-lead"))
        return
    pages = min(-(-total // _A_PAGE), _MOST_PAGES)
    page = address.page(pages)
    entries = _together(index.entries(replace(query, limit=page * _A_PAGE))[(page - 1) * _A_PAGE :])
    if chart := charts.timeline_chart(entries):
        st.html(keys.timeline(entries))
        picture(chart, charts.described(entries))
    zoom = " Shift and the wheel zoom, dragging moves, a double click goes back." if chart else ""
    st.html(element("p", f"This page: {charts.described(entries)}{zoom}", class_="ct-soft"))
    st.html(cards.entry_list(entries))
    if total > pages * _A_PAGE:
        st.caption(f"Only the first {pages * _A_PAGE:,} can be paged through; narrow by council, type or year.")
    downloads.downloads(lambda: index.entries(replace(query, limit=downloads.MOST)), "timeline")


def _together(entries: Sequence[Entry]) -> list[Entry]:
    """Entries of one date by council, a council's overall grade before those of areas."""
    found: list[Entry] = []
    for _, dated in groupby(entries, key=lambda entry: entry.date):
        found += sorted(dated, key=lambda e: (e.councils, e.judgement not in (None, Judgement.OVERALL)))
    return found


def _one(index: Index, identifier: str) -> None:
    found = index.entry(identifier)
    if found is None:
        st.html(element("h1", "No such line", class_="ct-title"))
        st.html("<p>No event has this address any more: the document it was read from may have changed.</p>")
        return
    st.html(element("p", internal("Timeline", "timeline"), class_="ct-soft"))
    st.html(element("h1", wording.sentence(found), class_="ct-title"))
    st.html(element("div", cards.entry_card(found, opened=True, whole=True), class_="ct-list", role="list"))
    downloads.downloads(lambda: [found], found.id)


def _histogram(index: Index, query: Query) -> None:
    """Events by year with the conditions but the years'; a span dragged over it goes into the address."""
    counts = index.facets(replace(query, after=None, before=None), ("year",))["year"]
    years = {int(year): number for year, number in counts.items() if year.isdigit()}
    if len(years) < 2:
        return
    span = (query.after.year if query.after else min(years), query.before.year if query.before else max(years))
    key = f"brush-{span[0]}-{span[1]}"
    busiest = max(years, key=lambda year: (years[year], year))
    told = (
        f"Events by year, {min(years)} to {max(years)}; most in {busiest} ({years[busiest]:,}). Drag to choose years."
    )
    picture(charts.years_chart(years, span), told, key=key, on_select=lambda: _brushed(key), selection_mode="brush")
    st.html(element("p", told, class_="ct-soft"))


def _brushed(key: str) -> None:
    chosen: dict[str, Any] = st.session_state[key].selection.get("brush", {})
    span = next(iter(chosen.values()), None)
    if span and len(span) == 2:
        first, last = (round(float(edge)) for edge in sorted(span))
        address.put({"from": [str(first)], "to": [str(last)]})
