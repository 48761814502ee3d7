"""Narrowing by facets: the choices beside a list, their counts, and the query that the address holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from app import address, wording
from index.query import Query
from nlp.reading import EventType, Grade, Judgement, Status

_E = TypeVar("_E", bound=StrEnum)
Counts = dict[str, dict[str, int]]

# Name in the address -> (label, condition of the query); the name is the facet's too.
_FACETS = {
    "type": ("Type of event", "types"),
    "council": ("Council", "councils"),
    "organisation": ("Organisation", "organisations"),
    "grade": ("Grade", "grades"),
    "judgement": ("Judgement area", "judgements"),
    "status": ("Status", "statuses"),
    "person": ("Person", "people"),
    "source": ("Source", "sources"),
}
_WORDS: dict[str, Mapping[str, str]] = {
    "type": {kind.value: word for kind, word in wording.TYPES.items()},
    "grade": {kind.value: word for kind, word in wording.GRADES.items()},
    "judgement": {kind.value: word for kind, word in wording.JUDGEMENTS.items()},
    "status": {kind.value: word for kind, word in wording.STATUSES.items()},
}


def query_held() -> Query:
    """The query of the address; values that are none of their kind are left out."""
    first, last = address.held("from")[:4], address.held("to")[:4]
    return Query(
        text=address.held("q"),
        types=_members(EventType, "type"),
        councils=tuple(address.all_held("council")),
        organisations=tuple(address.all_held("organisation")),
        people=tuple(address.all_held("person")),
        grades=_members(Grade, "grade"),
        judgements=_members(Judgement, "judgement"),
        statuses=_members(Status, "status"),
        sources=tuple(address.all_held("source")),
        after=date(int(first), 1, 1) if _is_year(first) else None,
        before=date(int(last), 12, 31) if _is_year(last) else None,
    )


def state_of(query: Query) -> dict[str, list[str]]:
    """The address that holds a query's conditions: what ``query_held`` reads."""
    state = {name: [str(value) for value in getattr(query, field)] for name, (_, field) in _FACETS.items()}
    state["from"] = [str(query.after.year)] if query.after else []
    state["to"] = [str(query.before.year)] if query.before else []
    return {name: values for name, values in state.items() if values}


def facets(query: Query, names: tuple[str, ...], count: Callable[[Query, Sequence[str]], Counts]) -> None:
    """Draw a choice for each facet, counting in each what the other conditions leave."""
    counted = count(query, names)
    for name in names:
        label, field = _FACETS[name]
        chosen = getattr(query, field)
        without: dict[str, Any] = {field: ()}
        counts = (count(replace(query, **without), (name,)) if chosen else counted)[name]
        _facet(label, name, counts)


def years(held: Mapping[str, int]) -> None:
    """Draw a slider over the years that are held."""
    known = sorted(int(year) for year in held if _is_year(year))
    if len(known) > 1:
        address.years("Years", (known[0], known[-1]))


def clear() -> None:
    """Draw a button that takes every condition away, when there is one."""
    if any(name in st.query_params for name in (*_FACETS, "from", "to", "q")):
        st.button("Clear all filters", on_click=st.query_params.clear, width="stretch")


def _facet(label: str, name: str, counts: dict[str, int]) -> None:
    words = _WORDS.get(name, {})

    def shown(value: str) -> str:
        return f"{words.get(value, value)} ({counts.get(value, 0):,})"

    values = sorted(counts, key=lambda value: (-counts[value], value))
    address.choices(label, name, values, shown)


def _members(kind: type[_E], name: str) -> tuple[_E, ...]:
    known = {member.value for member in kind}
    return tuple(kind(value) for value in address.all_held(name) if value in known)


def _is_year(value: str) -> bool:
    return value.isascii() and value.isdigit() and 1000 <= int(value) <= 9998
