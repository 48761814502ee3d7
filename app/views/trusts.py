"""Trusts: every children's trust, with its councils, beginning and end, the grades around it, and how many ran when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

import altair as alt
import streamlit as st

from app import address, cards, colours, downloads, links, trust_register, wording
from app.held_grades import Held
from app.markup import Content, Html, element, internal, joined
from app.opened import opened
from app.picture import picture
from app.tables import table
from app.trust_register import Trust
from index.query import Order, Query
from index.search import Index
from index.timeline import Entry
from nlp.organisations import trusts
from nlp.reading import EventType, Status


def show() -> None:
    """The page."""
    index = opened()
    register = trust_register.register(index)
    name = address.held("name")
    if name:
        _one(index, next((trust for trust in register if trust.name == name), None))
        return
    st.html(element("h1", "Children’s trusts", class_="ct-title"))
    lead = "Trusts, companies and other councils that run, or ran, a council’s children’s services."
    st.html(element("p", lead, class_="ct-lead"))
    _by_year(register)
    first = (address.page(-(-len(register) // _A_REGISTER_PAGE)) - 1) * _A_REGISTER_PAGE
    rows = [_row(index, trust) for trust in register[first : first + _A_REGISTER_PAGE]]
    st.html(table(_HEADS, rows, "Register of children’s trusts"))
    note = (
        "Dates with a link are told by documents held here; those without come from the project’s own list. "
        "Before is the last overall grade before the trust began. Trusts without a name are called by their councils."
    )
    st.html(element("p", note, class_="ct-soft"))
    _rejected(index)
    query = Query(types=(EventType.TRUST_CREATED, EventType.TRUST_ENDED))
    downloads.downloads(
        lambda: index.entries(query),
        "trusts",
        ("Register (CSV)", "caretrail-trust-register.csv", lambda: _flat(index, register)),
        ("Register (JSON)", "caretrail-trust-register.json", lambda: downloads.plain_json(_plain(index, register))),
    )


_A_PAGE = 25
_A_REGISTER_PAGE = 50
# What a cell of the register shows of councils, and of changes of one's grade; a trust's own page shows all.
_MOST_COUNCILS = 4
_MOST_CHANGES = 5
_HEADS = ("Trust", "Councils", "Created", "Ended", "Before", "During", "After")


def _row(index: Index, trust: Trust, whole: bool = False) -> tuple[Content, ...]:
    around = trust_register.grades(index, trust)
    graded = [_grades(around, when, whole) for when in ("before", "during", "after")]
    named = internal(trust.name, "trusts", {"name": trust.name})
    return (
        named,
        links.listed(links.council(name) for name in trust.councils),
        _created(trust),
        _ended(trust),
        *graded,
    )


def _created(trust: Trust) -> Content:
    listed = trusts().get(trust.name)
    return _told(trust.created, listed.started if listed else None) or "not told"


def _ended(trust: Trust) -> Content:
    listed = trusts().get(trust.name)
    planned = " (planned)" if trust.planned_end else ""
    told = _told(trust.ended, listed.ended if listed and not planned else None)
    return [told, planned] if told else "—"


def _told(entry: Entry | None, listed: date | None) -> str | Html:
    """A date in words, leading to what tells it; the listed day where what is told is no day."""
    day = bool(entry and entry.earliest and entry.earliest == entry.latest)
    words = wording.when(entry.date) if entry and (day or not listed) else wording.day(listed) if listed else ""
    # A narrow column breaks the date before the year alone.
    words = words.replace(" ", "\u00a0", 1) if day else words
    return links.entry(words, entry) if entry else words


def _grades(around: Mapping[str, Mapping[str, Sequence[Held]]], when: str, whole: bool) -> Html:
    """The grades of a time, the council named where there are several; the first and the latest unless ``whole``."""
    graded = {council: times[when] for council, times in around.items() if times[when]}
    shown = list(graded) if whole else list(graded)[:_MOST_COUNCILS]
    parts = [_badges(f"{name}: " if len(around) > 1 else "", graded[name], whole) for name in shown]
    if left := len(graded) - len(shown):
        parts.append(element("div", f"and {wording.counted(left, 'council')} more", class_="ct-soft"))
    return joined(parts) if parts else element("span", "—", class_="ct-soft")


def _badges(head: str, given: Sequence[Held], whole: bool) -> Html:
    """The grades of one council, those that stayed the same together with their years."""
    badges = [
        element("span", [cards.grade_badge(grade), f" {_years(same)}"])
        for grade, same in groupby(given, key=lambda one: one.grade)
    ]
    if not whole and len(badges) > _MOST_CHANGES:
        badges[1 : 2 - _MOST_CHANGES] = [element("span", "…", class_="ct-soft")]
    named = [element("span", head, class_="ct-soft")] if head else []
    return element("div", [*named, *badges], class_="ct-lines")


def _years(given: Iterable[Held]) -> str:
    return ", ".join(dict.fromkeys(str(one.latest.year) for one in given))


def _by_year(register: tuple[Trust, ...]) -> None:
    """How many ran in each year, as bars and in words."""
    started = [trust.started.year for trust in register if trust.started]
    if not started:
        return
    years = range(min(started), datetime.now(UTC).year + 1)
    counts = {year: sum(trust_register.running(trust, year) for trust in register) for year in years}
    records = [{"year": str(year), "trusts": number} for year, number in counts.items()]
    chart = (
        alt.Chart(alt.Data(values=records))
        .mark_bar(color=colours.STATUSES[Status.HAPPENED], opacity=0.9)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("trusts:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            tooltip=[alt.Tooltip("year:O", title="Year"), alt.Tooltip("trusts:Q", title="Trusts running")],
        )
        .properties(height=150)
    )
    most = max(counts, key=lambda year: (counts[year], year))
    unknown = sum(trust.started is None for trust in register)
    left_out = f" {wording.counted(unknown, 'trust')} of unknown beginning left out." if unknown else ""
    ends = ", ".join(f"{counts[year]} in {year}" for year in (years[0], years[-1]))
    told = f"Trusts running in each year: {ends}, at most {counts[most]} in {most}.{left_out}"
    picture(chart, told)
    st.html(element("p", told, class_="ct-soft"))


def _rejected(index: Index) -> None:
    """Trusts that were only considered: told apart, so that none is taken for one that ran."""
    kind, statuses = EventType.TRUST_CREATED, (Status.REJECTED, Status.PROPOSED)
    query = Query(types=(kind,), statuses=statuses, order=Order.NEWEST)
    entries = index.entries(replace(query, limit=_A_PAGE))
    if entries:
        st.html(element("h2", "Considered, but never made", class_="ct-heading"))
        st.html(cards.entry_list(entries))
    if index.count(query) > len(entries):
        state = {"type": kind.value, "status": [status.value for status in statuses]}
        st.html(element("p", internal("All that were considered", "timeline", state), class_="ct-soft"))


def _one(index: Index, trust: Trust | None) -> None:
    st.html(element("p", internal("All trusts", "trusts"), class_="ct-soft"))
    if trust is None:
        st.html(element("h1", "No such trust", class_="ct-title"))
        st.html(element("p", "The address names a trust that is neither listed nor told of here."))
        return
    st.html(element("h1", trust.name, class_="ct-title"))
    st.html(table(_HEADS[1:], [_row(index, trust, whole=True)[1:]], trust.name))
    query = (
        Query(organisations=(trust.name,))
        if trust.name in trusts()
        else Query(councils=trust.councils, types=(EventType.TRUST_CREATED, EventType.TRUST_ENDED))
    )
    entries = {entry.id: entry for entry in (*index.entries(query), *filter(None, (trust.created, trust.ended)))}
    posts = index.posts.of_bodies([], [trust.name])
    st.html(element("h2", "What is told of it", class_="ct-heading"))
    ordered = sorted(entries.values(), key=lambda e: (e.earliest is None, e.earliest, e.id))
    first = (address.page(-(-len(ordered) // _A_PAGE)) - 1) * _A_PAGE
    st.html(cards.entry_list(ordered[first : first + _A_PAGE]))
    if posts:
        st.html(element("h2", "People in post, as reported", class_="ct-heading"))
        st.html(cards.post_list(posts[:_A_PAGE]))
    downloads.downloads(lambda: ordered, "trust")


def _plain(index: Index, register: tuple[Trust, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": trust.name,
            "councils": trust.councils,
            "created": trust.created.date if trust.created else trust.started,
            "ended": trust.ended.date if trust.ended else trust.stopped,
            "end_planned": trust.planned_end,
            "grades": {
                council: {when: [{"grade": h.grade, "date": h.when} for h in held] for when, held in times.items()}
                for council, times in trust_register.grades(index, trust).items()
            },
        }
        for trust in register
    ]


def _flat(index: Index, register: tuple[Trust, ...]) -> str:
    """The register as CSV, a row a trust, the grades around it in a cell each."""
    rows = []
    for trust in _plain(index, register):
        around = trust.pop("grades")
        for when in ("before", "during", "after"):
            told = [(name, one) for name, times in around.items() for one in times[when]]
            trust[when] = [f"{name}: {one['grade']} {one['date']}" for name, one in told]
        rows.append(trust)
    return downloads.csv_text(rows)
