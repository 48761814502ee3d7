"""Sources: what is held of each, how the crawler fares, what failed, and which years are covered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import altair as alt
import streamlit as st

from app import colours, wording
from app.markup import Content, Html, element, external, internal
from app.opened import data_folder, opened
from app.picture import picture
from app.tables import table
from crawler.archive.archive import Archive, ArchiveError
from crawler.article import LONDON
from crawler.console import archive_path
from crawler.discretion import discreet
from crawler.running.health import Health, SourceHealth, report
from index.query import Query
from index.search import Index
from nlp.reading import Status

_MOST = 50
# What is counted, in words; versions and readings are the archive's own matter.
_HELD = {
    "documents": ("document", "documents"),
    "duplicates": ("copy of another", "copies of others"),
    "quarantined": ("kept apart as spam", "kept apart as spam"),
    "rejected": ("refused", "refused"),
}
_ROW_PIXELS = 30
_FRAME = 60


def show() -> None:
    """The page."""
    if not archive_path(data_folder()).is_file():
        opened()
    st.html(element("h1", "Sources", class_="ct-title"))
    try:
        with Archive(archive_path(data_folder())) as archive:
            health = report(archive)
    except ArchiveError as error:
        st.html(element("p", str(error), role="alert"))
        return
    _held(health)
    _table(health)
    _coverage(opened())
    _failed(health)


def _held(health: Health) -> None:
    counts = ", ".join(
        wording.counted(number, *_HELD[name]) for name, number in health.counts.items() if number and name in _HELD
    )
    run = health.last_run
    last = f" Last run: {run.command}, {_moment(run.started)}, {run.ending or 'not finished'}." if run else ""
    st.html(element("p", f"Held: {counts}.{last}", class_="ct-lead"))
    warned = [(source.name, discreet(warning)) for source in health.sources for warning in source.warnings]
    if warned:
        items = [element("li", [element("b", name), f": {warning}"]) for name, warning in warned]
        st.html(
            element(
                "div", [element("h2", "Needs attention", class_="ct-heading"), element("ul", items)], class_="ct-prose"
            )
        )


def _table(health: Health) -> None:
    heads = ("Source", "Documents", "Last fetched without fault", "Last new document", "Last run")
    st.html(table(heads, [_row(source) for source in health.sources], "Sources and how they fare", numbers=(1,)))


def _row(source: SourceHealth) -> tuple[Content, ...]:
    outcomes = ", ".join(f"{number:,} {outcome}" for outcome, number in source.outcomes.items())
    return (
        internal(source.name, "documents", {"source": source.name}),
        f"{source.documents:,}",
        _moment(source.last_success),
        _moment(source.last_new),
        outcomes or "none",
    )


def _moment(moment: datetime | None) -> str:
    return f"{wording.day(moment.astimezone(LONDON).date())}, {moment.astimezone(LONDON):%H:%M}" if moment else "never"


def _coverage(index: Index) -> None:
    """Documents by source and year: what the timeline can know of."""
    sources = list(index.article_facets(Query(), ("source",))["source"])[:_MOST]
    held = {source: _years(index, source) for source in sources}
    st.html(element("h2", "Coverage by year of publication", class_="ct-heading"))
    years = [year for counts in held.values() for year in counts]
    if not years:
        st.html(element("p", "No document held has a date.", class_="ct-soft"))
        return
    picture(_heat(held), "Documents held by source and year; the sentence below sums them up")
    told = "; ".join(
        f"{source}: {sum(counts.values()):,} dated, {min(counts)} to {max(counts)}".replace(f"{max(counts)} to ", "")
        for source, counts in held.items()
        if counts
    )
    st.html(element("p", f"{told}. A year without documents is not a year without events.", class_="ct-soft"))


def _years(index: Index, source: str) -> dict[int, int]:
    counts = index.article_facets(Query(sources=(source,)), ("year",))["year"]
    return {int(year): number for year, number in counts.items() if year.isdigit()}


def _heat(held: Mapping[str, Mapping[int, int]]) -> Any:
    records = [
        {"source": source, "year": str(year), "documents": number}
        for source, counts in held.items()
        for year, number in sorted(counts.items())
    ]
    base = alt.Chart(alt.Data(values=records)).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, orient="bottom")),
        y=alt.Y("source:N", title=None, axis=alt.Axis(labelLimit=170, ticks=False, domain=False)),
        tooltip=[alt.Tooltip(f"{name}:N", title=name.capitalize()) for name in ("source", "year", "documents")],
    )
    boxes = base.mark_circle(color=colours.STATUSES[Status.HAPPENED], opacity=0.9).encode(
        size=alt.Size("documents:Q", scale=alt.Scale(range=[30, 500]), legend=None)
    )
    return boxes.properties(height=len(held) * _ROW_PIXELS + _FRAME)


def _address(url: str) -> Html:
    shown = discreet(url)
    return external(shown, shown)


def _failed(health: Health) -> None:
    rows = [(source, _address(url), discreet(reason)) for source, url, reason in health.failures[:_MOST]]
    rows += [(one.source, _address(one.url), f"{one.reason} {one.detail}".strip()) for one in health.rejected[:_MOST]]
    rows += [(one.source, _address(one.url), "all spam: kept apart") for one in health.quarantined[:_MOST]]
    st.html(element("h2", "What failed or was refused", class_="ct-heading"))
    if rows:
        st.html(table(("Source", "Address", "Why"), rows, "What failed or was refused"))
    else:
        st.html(element("p", "Nothing in the last run, and nothing is refused.", class_="ct-soft"))
