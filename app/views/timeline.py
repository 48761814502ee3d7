"""Timeline: every entry, narrowed by facets and dates; a picture, and the same as a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from app import cards, charts, wording
from app.opened import opened
from index.query import Order, Query
from index.search import Index
from nlp.reading import EventType, Grade, Status

_E = TypeVar("_E", bound=StrEnum)
_A_PAGE = 50
_CHARTED = 400


def show() -> None:
    """The page."""
    index = opened()
    entry = st.query_params.get("entry")
    if entry:
        _one(index, entry)
        return
    facets = index.facets(Query())
    query = _chosen(index, facets)
    total = index.count(query)
    st.subheader(wording.counted(total, "event"), anchor=False)
    years = sorted((int(year), number) for year, number in index.facets(query)["year"].items() if year.isdigit())
    if years:
        st.altair_chart(charts.years_chart(years), alt="How many events each year holds")
    pages = max(1, -(-total // _A_PAGE))
    page = int(st.pagination(pages, key="page", bind="query-params")) if pages > 1 else 1
    entries = index.entries(replace(query, limit=page * _A_PAGE))[(page - 1) * _A_PAGE :]
    if chart := charts.timeline_chart(entries):
        st.altair_chart(chart, alt=charts.described(entries))
    st.html(cards.entry_list(entries))


def _one(index: Index, identifier: str) -> None:
    found = index.entry(identifier)
    if found is None:
        st.title("No such line")
        st.write("No entry has this address any more: it may have been read from a document since withdrawn.")
        return
    st.html(cards.entry_list([found], opened=1))


def _chosen(index: Index, facets: dict[str, dict[str, int]]) -> Query:
    first, second, third = st.columns(3)
    with first:
        types = _facet("Type", "type", facets["type"], wording.TYPES)
        statuses = _facet("Status", "status", facets["status"], wording.STATUSES)
    with second:
        councils = _facet("Council", "council", facets["council"])
        organisations = _facet("Organisation", "organisation", facets["organisation"])
    with third:
        grades = _facet("Grade", "grade", facets["grade"], wording.GRADES)
        sources = _facet("Source", "source", facets["source"])
    after, before = _years(facets["year"])
    newest = st.toggle("Newest first", key="newest", value=True, bind="query-params")
    return Query(
        types=tuple(EventType(value) for value in types),
        councils=tuple(councils),
        organisations=tuple(organisations),
        grades=tuple(Grade(value) for value in grades),
        statuses=tuple(Status(value) for value in statuses),
        sources=tuple(sources),
        after=after,
        before=before,
        order=Order.NEWEST if newest else Order.OLDEST,
    )


def _facet(label: str, key: str, counts: dict[str, int], words: dict[Any, str] | None = None) -> list[str]:
    """A choice among the values held, the most frequent first; the address keeps the values themselves."""
    values = sorted(counts, key=lambda value: (-counts[value], value))

    def shown(value: str) -> str:
        return f"{words[value] if words else value} ({counts.get(value, 0):,})"

    return list(st.multiselect(label, values, key=key, format_func=shown, bind="query-params"))


def _years(counts: dict[str, int]) -> tuple[date | None, date | None]:
    years = sorted(int(year) for year in counts if year.isdigit())
    if len(years) < 2:
        return None, None
    first, last = st.slider("Years", years[0], years[-1], (years[0], years[-1]), key="years", bind="query-params")
    after = date(first, 1, 1) if first > years[0] else None
    before = date(last, 12, 31) if last < years[-1] else None
    return after, before
