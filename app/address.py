"""The state of a view in its address: widgets show what the address says, and a change of one is written there.

The address is the truth. Each widget is set from it before it is drawn and writes to it when changed, so that a link,
a reload and the browser's back all give the same view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

_PAGE = "page"


def held(name: str) -> str:
    """The value the address has for a name; empty when it has none."""
    return str(st.query_params.get(name, "")).strip()


def all_held(name: str) -> list[str]:
    """Every value the address has for a name, each once."""
    return list(dict.fromkeys(value for value in st.query_params.get_all(name) if value))


def held_day(name: str) -> date | None:
    """The day of a name in the address, None when there is none or it is no day."""
    try:
        return date.fromisoformat(held(name))
    except ValueError:
        return None


def put(changes: Mapping[str, Sequence[str]]) -> None:
    """Write the values of some names, as one step to go back from; what was paged through begins anew."""
    if all(list(values) == all_held(name) for name, values in changes.items()):
        return
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key != _PAGE}
    state = kept | {name: list(values) for name, values in changes.items()}
    st.query_params.from_dict({name: values for name, values in state.items() if values})


def text(label: str, name: str, **options: Any) -> str:
    """A line of text; what was typed."""
    _show(name, held(name))
    st.text_input(label, key=name, on_change=_keep, args=(name, _line), **options)
    return held(name)


def choices(
    label: str, name: str, values: Sequence[str], shown: Callable[[str], str] = str, **options: Any
) -> list[str]:
    """Any number of values, of which those in the address that are not offered are offered too; the ones chosen."""
    chosen = all_held(name)[: options.get("max_selections")]
    offered = [*values, *(value for value in chosen if value not in values)]
    _show(name, chosen)
    options.setdefault("placeholder", "Any")
    st.multiselect(label, offered, key=name, format_func=shown, on_change=_keep, args=(name, _several), **options)
    return chosen


def choice(label: str, name: str, values: Mapping[str, str], **options: Any) -> str:
    """One of some values, shown in words; the first unless the address names another."""
    chosen = held(name) if held(name) in values else next(iter(values))
    _show(name, chosen)
    options.setdefault("label_visibility", "collapsed")
    st.segmented_control(
        label,
        list(values),
        key=name,
        format_func=values.__getitem__,
        required=True,
        on_change=_keep,
        args=(name, _unless(next(iter(values)))),
        **options,
    )
    return chosen


def select(label: str, name: str, values: Sequence[str], **options: Any) -> str | None:
    """One of many values, none unless the address names one."""
    chosen = held(name) if held(name) in values else None
    _show(name, chosen)
    st.selectbox(label, values, index=None, key=name, on_change=_keep, args=(name, _line), **options)
    return chosen


def day(label: str, name: str, **options: Any) -> date | None:
    """A day, none unless the address names one."""
    chosen = held_day(name)
    _show(name, chosen)
    st.date_input(label, value=None, key=name, format="DD/MM/YYYY", on_change=_keep, args=(name, _line), **options)
    return chosen


def years(label: str, bounds: tuple[int, int], names: tuple[str, str] = ("from", "to")) -> tuple[int, int]:
    """A span of years within bounds; the address holds only the ends that were moved."""
    first, last = _year(names[0], bounds[0], bounds), _year(names[1], bounds[1], bounds)
    span = (min(first, last), max(first, last))
    key = "-".join(names)
    _show(key, span)
    st.slider(label, *bounds, key=key, on_change=_keep_years, args=(key, names, bounds))
    return span


def page(pages: int) -> int:
    """Which of several pages to show, from 1; nothing is drawn when there is one."""
    asked = held(_PAGE)
    number = min(max(int(asked) if asked.isascii() and asked.isdigit() else 1, 1), max(pages, 1))
    if pages > 1:
        key = f"{_PAGE}-{number}-{pages}"
        st.pagination(pages, default=number, key=key, on_change=_keep_page, args=(key,))
    return number


def _year(name: str, default: int, bounds: tuple[int, int]) -> int:
    value = held(name)[:4]
    return min(max(int(value), bounds[0]), bounds[1]) if value.isascii() and value.isdigit() else default


def _show(key: str, value: object) -> None:
    if st.session_state.get(key, _show) != value:
        st.session_state[key] = value


def _keep(name: str, written: Callable[[Any], list[str]]) -> None:
    put({name: written(st.session_state.get(name))})


def _keep_years(key: str, names: tuple[str, str], bounds: tuple[int, int]) -> None:
    ends = zip(names, st.session_state[key], bounds, strict=True)
    put({name: [] if chosen == bound else [str(chosen)] for name, chosen, bound in ends})


def _keep_page(key: str) -> None:
    state = {name: st.query_params.get_all(name) for name in st.query_params if name != _PAGE}
    number = st.session_state[key]
    st.query_params.from_dict(state | ({} if number == 1 else {_PAGE: [str(number)]}))


def _line(value: object) -> list[str]:
    return [str(value).strip()] if value is not None and str(value).strip() else []


def _several(value: Sequence[object] | None) -> list[str]:
    return [str(one) for one in value or ()]


def _unless(default: str) -> Callable[[object], list[str]]:
    return lambda value: [] if value in (None, default) else [str(value)]
