"""Map: England's authorities as tiles near their places, in the colour of the grade they held at the end of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime

import streamlit as st

from app import address, cards, colours, downloads, held_grades, tiles, wording
from app.held_grades import Held
from app.markup import Html, element, internal, joined
from app.opened import opened
from app.tables import table
from nlp.gazetteer import councils
from nlp.reading import Grade

_PLAYING = "playing"
# Whether the map was drawn since it was last told what year to show: only then does the next tick move it on.
_TICKED = "ticked"
_TICK = 1.2
Grades = Mapping[str, tuple[Held, ...]]


def show() -> None:
    """The page."""
    index = opened()
    st.html(element("h1", "Grades across England", class_="ct-title"))
    grades = held_grades.overall(index)
    days = [one.latest for held in grades.values() for one in held]
    if not days:
        st.html(element("p", "No overall grade with a date is held yet.", class_="ct-lead"))
        return
    bounds = (min(days).year, max(max(days).year, datetime.now(UTC).year))
    playing = bool(st.session_state.get(_PLAYING))
    label, icon = ("Stop", ":material/pause:") if playing else ("Play the years", ":material/play_arrow:")
    st.button(label, icon=icon, key="play", on_click=_toggle, args=(bounds,))
    st.fragment(_map, run_every=_TICK if playing else None)(grades, bounds)


def _map(grades: Grades, bounds: tuple[int, int]) -> None:
    """The slider, the tiles and the table of the year; while playing it runs by itself, a year on each time."""
    playing = bool(st.session_state.get(_PLAYING))
    if playing and st.session_state.pop(_TICKED, False):
        _step(bounds)
    st.session_state[_TICKED] = True
    year = _chosen(bounds)
    if bounds[0] < bounds[1]:
        _slider(year, bounds)
    told = [_key(grades, year), _tiles(grades, year)]
    st.html(element("div", told, class_="ct-playing" if playing else None))
    _table(grades, year)


def _slider(year: int, bounds: tuple[int, int]) -> None:
    if st.session_state.get("year") != year:
        st.session_state["year"] = year
    st.slider("At the end of", *bounds, key="year", on_change=_moved, args=(bounds,))


def _moved(bounds: tuple[int, int]) -> None:
    year = st.session_state["year"]
    st.session_state[_TICKED] = False
    address.put({"at": [] if year == bounds[1] else [str(year)]})


def _toggle(bounds: tuple[int, int]) -> None:
    playing = not st.session_state.get(_PLAYING)
    st.session_state[_PLAYING] = playing
    st.session_state[_TICKED] = False
    if playing and _chosen(bounds) == bounds[1]:
        address.put({"at": [str(bounds[0])]})


def _step(bounds: tuple[int, int]) -> None:
    """One year on; at the last the playing ends and the whole page is drawn, its table too."""
    year = _chosen(bounds) + 1
    address.put({"at": [] if year >= bounds[1] else [str(year)]})
    if year >= bounds[1]:
        st.session_state[_PLAYING] = False
        st.rerun()


def _chosen(bounds: tuple[int, int]) -> int:
    written = address.held("at")[:4]
    year = int(written) if written.isascii() and written.isdigit() else bounds[1]
    return min(max(year, bounds[0]), bounds[1])


def _on(grades: Grades, year: int) -> dict[str, Held | None]:
    """The grade held at the end of a year by every authority that there was then."""
    day = date(year, 12, 31)
    there = [
        council
        for council in councils().values()
        if council.name in tiles.places() and council.started <= day and (council.ended is None or council.ended > day)
    ]
    return {council.name: held_grades.on(grades.get(council.name, ()), day) for council in there}


def _key(grades: Grades, year: int) -> Html:
    """What the colours mean, and how many hold each grade: the map in words."""
    counts = Counter(held.grade if held else None for held in _on(grades, year).values())
    parts = [
        element("span", [cards.grade_badge(grade, letter=True), f" {counts[grade]}"], class_="ct-one")
        for grade in Grade
    ]
    parts.append(element("span", f"Not known here {counts[None]}", class_="ct-soft"))
    return element("div", [element("b", f"End of {year}"), *parts], class_="ct-key", role="status")


def _tiles(grades: Grades, year: int) -> Html:
    taken: set[str] = set()
    codes = {name: tiles.code(councils()[name], taken) for name in sorted(tiles.places())}
    held = _on(grades, year)
    drawn = [_tile(name, codes[name], held[name]) for name in sorted(held, key=lambda name: tiles.places()[name][::-1])]
    columns, _ = tiles.size()
    return element(
        "nav", drawn, class_="ct-map", style=f"--ct-columns: {columns}", aria_label=f"Authorities, end of {year}"
    )


def _tile(name: str, code: str, held: Held | None) -> Html:
    column, row = tiles.places()[name]
    grade = held.grade if held else None
    told = (
        f"{name}: {wording.GRADES[grade]}, {wording.when(held.when)}" if grade and held else f"{name}: not known here"
    )
    letters = [
        element("span", code, class_="ct-code", aria_hidden="true"),
        element("span", colours.GRADE_LETTERS[grade] if grade else "", aria_hidden="true"),
    ]
    kind = grade.replace(" ", "-") if grade else "unknown"
    return internal(
        joined(letters),
        "council",
        {"name": name},
        class_=f"ct-tile ct-g-{kind}",
        title=told,
        aria_label=told,
        style=f"grid-area: {row + 1} / {column + 1}",
    )


def _table(grades: Grades, year: int) -> None:
    """The same as a table, best grade first, to read and to download."""
    held = {name: one for name, one in _on(grades, year).items() if one}
    order = list(Grade)
    names = sorted(held, key=lambda name: (order.index(held[name].grade), name))
    rows = [
        (
            internal(name, "council", {"name": name}),
            cards.grade_badge(one.grade),
            internal(wording.when(one.when), "timeline", {"entry": one.entry}),
        )
        for name, one in ((name, held[name]) for name in names)
    ]
    note = (
        "A tile stands near its authority’s place, not on it. The grade is the last overall one that a document held "
        "here tells of by then; a later judgement may be missing."
    )
    st.html(element("p", note, class_="ct-soft"))
    with st.expander(
        f"As a table: {wording.counted(len(rows), 'authority', 'authorities')} with a grade at the end of {year}"
    ):
        st.html(table(("Authority", "Overall", "Judged"), rows, f"Grades held at the end of {year}"))

    def plain() -> list[dict[str, object]]:
        return [{"council": n, "grade": held[n].grade, "judged": held[n].when, "entry": held[n].entry} for n in names]

    downloads.downloads(None, "map", *downloads.records(f"map-{year}", plain))
