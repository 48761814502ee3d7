"""How a question was understood, as chips: each can be taken away and brought back, and the address keeps which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from app import address, wording
from app.markup import Html, element, internal, joined
from index.answer import Understood

_WITHOUT = "without"
_STATUSES = "status"
_EVERY = "any"


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
    words = tuple(word for word in asked.words if f"words:{word}" not in gone)
    if "cues:" in gone:
        asked = replace(asked, cues=())
    if address.held(_STATUSES) == _EVERY:
        kept["statuses"] = tuple(wording.STATUSES)
    return replace(asked, query=replace(query, **kept, **spans), words=words)  # type: ignore[arg-type]


def chips(asked: Understood) -> Html:
    """What was taken from the question, what was corrected, and what was not understood."""
    gone = address.all_held(_WITHOUT)
    label = element("span", "Understood as", class_="ct-soft")
    shown = [_chip(key, words, gone) for key, words in _parts(asked)]
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


def _parts(asked: Understood) -> Iterator[tuple[str, str]]:
    """Each part that was understood: what the address calls it, and its words."""
    query = asked.query
    for kind in query.types:
        yield f"types:{kind}", wording.TYPES[kind]
    if asked.region and len(query.councils) > 3:
        yield "region", f"councils of {asked.region}"
    else:
        yield from ((f"councils:{name}", name) for name in query.councils)
    yield from ((f"organisations:{name}", name) for name in query.organisations)
    yield from ((f"people:{name}", name) for name in query.people)
    yield from ((f"grades:{grade}", wording.GRADES[grade]) for grade in query.grades)
    yield from ((f"judgements:{area}", wording.JUDGEMENTS[area]) for area in query.judgements)
    yield from ((f"statuses:{status}", wording.STATUSES[status].lower()) for status in query.statuses)
    if query.after:
        yield "after:", f"from {wording.day(query.after)}"
    if query.before:
        yield "before:", f"until {wording.day(query.before)}"
    if query.upgraded is not None:
        yield "upgraded:", ("better" if query.upgraded else "worse") + " than before"
    if asked.cues:
        yield "cues:", "told with such words as " + ", ".join(f"“{cue.rstrip('*')}”" for cue in asked.cues[:2])
    yield from ((f"words:{word}", f"“{word}”") for word in asked.words)


def _chip(key: str, words: str, gone: list[str]) -> Html:
    """A part with a cross that asks again without it; struck out, it can be brought back."""
    if key == "region":
        return element("span", words, class_="ct-chip")
    if key in gone:
        kept = [other for other in gone if other != key]
        return internal(words, "", _state(without=kept), class_="ct-chip ct-chip-off", title="Bring it back")
    cross = internal("×", "", _state(without=[*gone, key]), aria_label=f"Ask again without {words}")
    return element("span", [words, cross], class_="ct-chip")


def _state(**values: list[str]) -> dict[str, list[str]]:
    state = {name: st.query_params.get_all(name) for name in st.query_params if name != "page"}
    return {name: found for name, found in (state | values).items() if found}
