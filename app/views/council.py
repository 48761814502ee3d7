"""Council: one authority over time, or up to four beside each other, as known on any day."""

from __future__ import annotations

from datetime import date

import streamlit as st

from app import address, cards, council_charts, council_tables, downloads, keys, links, wording
from app.markup import element, internal, joined
from app.opened import opened
from app.picture import picture
from index.history import History, history
from index.query import Order, Query
from index.search import Index
from nlp.gazetteer import councils

_MOST_COMPARED = 3
_DOCUMENTS = 5
_A_PAGE = 25


def show() -> None:
    """The page."""
    index = opened()
    if address.held("name") not in councils():
        _choose(index)
        return
    with st.sidebar:
        name = _chosen()
        others = address.choices(
            "Compare with",
            "with",
            [other for other in councils() if other != name],
            placeholder="Up to three more",
            max_selections=_MOST_COMPARED,
        )
        day = address.day("As of", "as_of", min_value=date(1990, 1, 1), help="What had happened by the end of this day")
    if name is None:
        return
    compared = [name, *(other for other in others if other in councils() and other != name)][: _MOST_COMPARED + 1]
    told = [history(index, one, index.posts.of_bodies([one], []), day) for one in compared]
    if len(told) == 1:
        _one(index, told[0], day)
    else:
        _several(told, day)


def _choose(index: Index) -> None:
    st.html(element("h1", "Councils", class_="ct-title"))
    counts = index.facets(Query(), ("council",))["council"]
    told = "Everything told of one council: its grades, interventions, trusts, people in post and documents."
    names = [
        element("span", [links.council(name), f" {count}"], class_="ct-chip")
        for name, count in list(counts.items())[:60]
    ]
    st.html(element("p", told, class_="ct-lead"))
    _chosen()
    st.html(element("h2", "Councils with most events", class_="ct-heading"))
    st.html(element("div", names, class_="ct-chips"))


def _chosen() -> str | None:
    return address.select("Council", "name", list(councils()), placeholder="Type a council’s name")


def _one(index: Index, told: History, day: date | None) -> None:
    st.html(element("h1", told.council.official, class_="ct-title"))
    st.html(council_tables.about(told, day))
    if not told.entries and not told.people:
        st.html(
            element(
                "p", "Nothing held tells of it" + (f" by {wording.day(day)}." if day else " yet."), class_="ct-lead"
            )
        )
        return
    _charts(told, council_charts.span([told], day or wording.today()))
    st.html(council_tables.grades(told, day))
    st.html(council_tables.periods(told))
    st.html(element("h2", f"Everything told, oldest first ({len(told.entries):,})", class_="ct-heading"))
    pages = -(-len(told.entries) // _A_PAGE)
    first = (address.page(pages) - 1) * _A_PAGE
    st.html(cards.entry_list(told.entries[first : first + _A_PAGE]))
    _documents(index, told, day)
    downloads.downloads(lambda: told.entries, told.council.name.lower().replace(" ", "-"))


def _several(told: list[History], day: date | None) -> None:
    names = [one.council.name for one in told]
    st.html(element("h1", f"{', '.join(names[:-1])} and {names[-1]} compared", class_="ct-title"))
    st.html(council_tables.compared(told, day))
    across = council_charts.span(told, day or wording.today())
    st.html(keys.lanes())
    if across and (chart := council_charts.beside(told, across)):
        st.html(element("h2", "Overall grades", class_="ct-heading"))
        picture(chart, " ".join(council_tables.in_words(one) for one in told))
    for one in told:
        st.html(element("h2", links.council(one.council.name), class_="ct-heading"))
        st.html(council_tables.about(one, day))
        st.html(element("p", council_tables.in_words(one), class_="ct-soft"))
        _lanes(one, across)
    entries = sorted(
        {e.id: e for one in told for e in one.entries}.values(), key=lambda e: (e.earliest or date.max, e.id)
    )
    downloads.downloads(lambda: entries, "compared")


def _charts(told: History, across: council_charts.Span | None) -> None:
    if across is None:
        return
    if steps := council_charts.steps(told, across):
        st.html(element("h2", "Overall grade", class_="ct-heading"))
        picture(steps, council_tables.in_words(told))
        st.html(element("p", council_tables.in_words(told), class_="ct-soft"))
    st.html(element("h2", "Areas, control, trusts and people", class_="ct-heading"))
    st.html(keys.lanes())
    _lanes(told, across)


def _lanes(told: History, across: council_charts.Span | None) -> None:
    if across and (lanes := council_charts.lanes(told, across)):
        picture(lanes, "Grades by area, interventions, trusts and people in post over the same years")
        note = (
            "A grade is drawn until the next inspection, a person without a told end where they began; pale is planned "
            "or only reported. The tables say the same."
        )
        st.html(element("p", note, class_="ct-soft"))


def _documents(index: Index, told: History, day: date | None) -> None:
    query = Query(councils=(told.council.name,), before=day, order=Order.NEWEST, limit=_DOCUMENTS)
    count = index.article_count(query)
    more = {"council": told.council.name}
    head = [wording.counted(count, "document")]
    st.html(element("h2", head, class_="ct-heading"))
    st.html(cards.article_list(index.articles(query)))
    if count > _DOCUMENTS:
        st.html(element("p", joined([internal(f"All {count:,} documents", "documents", more)])))
