"""What the colours of a chart mean, in HTML above it: it wraps on a phone, and is read out."""

from __future__ import annotations

from app import cards, council_charts
from app.markup import Html, element
from nlp.reading import Grade, Status


def statuses() -> Html:
    """The signs of the statuses as the timeline's picture has them."""
    told = element("span", "a bar lasts as long as the date is wide; hollow is not told as done", class_="ct-soft")
    return element("div", [*(cards.status_mark(status) for status in Status), told], class_="ct-key ct-meta")


def lanes() -> Html:
    """The grades, and the colours of what is no grade."""
    others = [
        element("span", name, class_="ct-swatch", style=f"--ct-swatch: {colour}")
        for name, colour in council_charts.OTHERS.items()
    ]
    return element("div", [*(cards.grade_badge(grade) for grade in Grade), *others], class_="ct-key")
