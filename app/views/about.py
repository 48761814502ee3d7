"""About: how a line comes to stand here, how often it is right, and what this does not know."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from app import wording
from app.markup import Html, element, joined
from app.tables import table
from nlp.reading import EventType, Status

_FLOORS = Path(__file__).parents[2] / "tests" / "quality" / "floors.json"
_STEPS = (
    "Fetched: news, policy papers and inspection reports, from the sources listed, as often as the crawler runs.",
    "Read: councils, organisations, people, dates and grades are found in each text, and fifteen kinds of event, "
    "by rules on the language; nothing is written by a language model.",
    "Merged: what several documents tell of one event becomes one line, with the most precise date they agree on, "
    "the latest status, every source, and their disagreements.",
    "Shown: each line with the sentence it was read from, marked in the stored document, and a link to the original.",
)
_LIMITS = (
    "It knows only what the documents held here tell. A year or a council without lines may be one without documents.",
    "A date is never more precise than the text: “in 2022” stays 2022, drawn as a bar over the year.",
    "A plan is shown as planned (○), a proposal as proposed (◌), one turned down as rejected (✕); none as done.",
    "People are listed as documents named them in a post, on the day of the document; when a post began or ended is "
    "known only where a document says so.",
    "Reading makes mistakes: it misses events told over several sentences, and now and then takes one council for "
    "another. The sentence is there to be checked before anything is published.",
)
_KEYS = (
    "Press / to go to the search box. Every view’s address can be kept and sent; the browser’s back undoes a filter."
)

_PARTS = {"reading": "Reading", "answers": "Answers", "reports": "Inspection reports"}
# What the figures of tests/quality/floors.json are called.
_FIGURES = {
    "people.role": "people’s roles",
    "dates.found": "dates found",
    "dates.value": "what dates mean",
    "events": "events, every field",
    "events.core": "events: type, status, councils, date",
    "events.core.p": "the same, precision: of what is read, so much is right",
    "published": "day of publication",
    "overall": "overall grade",
    "leaders": "grade for leadership",
    "help_and_protection": "grade for help and protection",
    "in_care": "grade for children in care",
    "answers.right": "questions answered rightly",
    "answers.unanswerable": "questions rightly left unanswered",
}


def show() -> None:
    """The page."""
    parts = [
        element("h1", "About Caretrail", class_="ct-title"),
        element(
            "p", "News and papers on children’s social care, read into a dated, sourced timeline.", class_="ct-lead"
        ),
        element("h2", "How a line comes to stand here"),
        element("ol", [element("li", step) for step in _STEPS]),
        element("h2", "What it does not know"),
        element("ul", [element("li", limit) for limit in _LIMITS]),
        element("h2", "How often it is right"),
        _accuracy(),
        element("h2", "The kinds of event"),
        element("p", ", ".join(wording.TYPES[kind].lower() for kind in EventType) + "."),
        element("h2", "The signs"),
        element(
            "ul", [element("li", f"{wording.STATUS_SIGNS[s]} {wording.STATUSES[s]}: {_MEANINGS[s]}") for s in Status]
        ),
        element("h2", "Keys and links"),
        element("p", _KEYS),
    ]
    st.html(element("div", joined(parts), class_="ct-prose"))


_MEANINGS = {
    Status.HAPPENED: "a document tells it as done",
    Status.PLANNED: "decided or announced, not yet told as done",
    Status.PROPOSED: "suggested, recommended or considered",
    Status.REJECTED: "considered and turned down",
}


def _accuracy() -> Html:
    """The figures last measured on documents annotated by hand, or that there are none."""
    figures = _figures()
    if not figures:
        return element("p", "It has not been measured in this installation; the project’s README says how to.")
    rows = [(name, f"{figure:.2f}") for name, figure in figures.items()]
    note = (
        "F1 (1 is perfect) on documents annotated by hand; the project’s tests fail when a figure falls below these. "
        "The documents were at hand while the rules were written: expect less on others."
    )
    return joined([element("p", note), table(("What", "At least"), rows, "Measured accuracy", numbers=(1,))])


def _figures() -> dict[str, float]:
    try:
        read = json.loads(_FLOORS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    found = {}
    for part, figures in read.items():
        for name, figure in figures.items() if isinstance(figures, dict) else ():
            if isinstance(figure, (int, float)):
                words = name.removeprefix(f"{part}.").replace("_", " ").replace(".", ", ")
                named = _FIGURES.get(name, words.replace("events, ", ""))
                found[f"{_PARTS.get(part, part)}: {named}"] = float(figure)
    return found
