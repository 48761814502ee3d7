"""What the colours of a chart mean, in HTML above it: it wraps on a phone, and is read out."""

from __future__ import annotations

from collections.abc import Sequence

from app import cards, charts, council_charts
from app.markup import Html, element
from index.timeline import Entry
from nlp.reading import Grade, Status

_DONE = {Status.HAPPENED}


def timeline(entries: Sequence[Entry]) -> Html:
    """The colours and signs that the timeline's picture of these entries has."""
    statuses = {entry.status for entry in entries}
    marks = [cards.status_mark(status) for status in Status if status in statuses]
    if charts.graded(entries):
        marks = [cards.grade_badge(grade) for grade in Grade if any(entry.grade is grade for entry in entries)]
    told = "A bar spans a date known only roughly" + ("; hollow is not told as done." if statuses - _DONE else ".")
    return element("div", [*marks, element("span", told, class_="ct-soft")], class_="ct-key ct-meta")


def lanes() -> Html:
    """The grades, and the colours of what is no grade."""
    others = [
        element("span", name, class_="ct-swatch", style=f"--ct-swatch: {colour}")
        for name, colour in council_charts.OTHERS.items()
    ]
    return element("div", [*(cards.grade_badge(grade) for grade in Grade), *others], class_="ct-key")
