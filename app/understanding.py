"""How a question was understood, as chips: each can be taken away and brought back, and the address keeps which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from app import address, wording
from app.markup import Html, element, internal, joined
from index.answer import Understood
from index.telling.understood import Part, parts

_WITHOUT = "without"
_STATUSES = "status"
_EVERY = "any"
# What a part that is taken away is then.
_UNSAID: dict[str, Any] = {
    **dict.fromkeys(("cues", "beside"), ()),
    **dict.fromkeys(("by_area", "standing", "why", "renamed"), False),
    **dict.fromkeys(("role", "previous", "only", "sums", "time"), None),
}


def changed(asked: Understood) -> Understood:
    """What was understood, without the parts that the address takes away."""
    gone = set(address.all_held(_WITHOUT))
    query = asked.query
    kept = {
        field: tuple(value for value in getattr(query, field) if f"{field}:{value}" not in gone)
        for field in ("types", "councils", "organisations", "people", "grades", "judgements", "statuses")
    }
    if not kept["councils"]:
        asked = replace(asked, region=None)
    spans = {field: None for field in ("after", "before", "upgraded") if f"{field}:" in gone}
    if "time:" in gone:
        spans |= {"after": None, "before": None}
    words = tuple(word for word in asked.words if f"words:{word}" not in gone)
    asked = replace(asked, **{field: unsaid for field, unsaid in _UNSAID.items() if f"{field}:" in gone})
    if address.held(_STATUSES) == _EVERY:
        kept["statuses"] = tuple(wording.STATUSES)
    return replace(asked, query=replace(query, **kept, **spans), words=words)  # type: ignore[arg-type]


def chips(asked: Understood) -> Html:
    """What was taken from the question, what was corrected, and what was not understood."""
    gone = address.all_held(_WITHOUT)
    label = element("span", "Understood as", class_="ct-soft")
    shown = [_chip(part, gone) for part in parts(asked)]
    fixed = [
        element("span", f"{wrong} read as {right}", class_="ct-chip ct-chip-lost")
        for wrong, right in asked.corrections.items()
    ]
    lost = [element("span", f"not understood: {words}", class_="ct-chip ct-chip-lost") for words in asked.ignored]
    every = address.held(_STATUSES) == _EVERY
    more = internal(
        "not also what was proposed or rejected" if every else "+ also what was proposed or rejected",
        "",
        _state(status=[] if every else [_EVERY]),
        class_="ct-chip",
    )
    as_of = (
        [element("span", f"asked as of {wording.day(asked.as_of)}", class_="ct-chip")] if address.held("as_of") else []
    )
    return element("div", joined([label, *shown, *fixed, *lost, *as_of, more]), class_="ct-chips", role="group")


def _chip(part: Part, gone: list[str]) -> Html:
    """A part with a cross that asks again without it; struck out, it can be brought back."""
    key, words = part.key, part.words
    if part.field == "region":
        return element("span", words, class_="ct-chip")
    if key in gone:
        kept = [other for other in gone if other != key]
        return internal(words, "", _state(without=kept), class_="ct-chip ct-chip-off", title="Bring it back")
    cross = internal("×", "", _state(without=[*gone, key]), aria_label=f"Ask again without {words}")
    return element("span", [words, cross], class_="ct-chip")


def _state(**values: list[str]) -> dict[str, list[str]]:
    state = {name: st.query_params.get_all(name) for name in st.query_params if name != "page"}
    return {name: found for name, found in (state | values).items() if found}
