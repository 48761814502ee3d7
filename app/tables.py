"""Tables as HTML: heads, rows of texts and links, wide ones scrolling in themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.markup import Content, Html, element


def table(heads: Sequence[str], rows: Iterable[Sequence[Content]], caption: str, numbers: Sequence[int] = ()) -> Html:
    """A table whose first column heads its rows; ``numbers`` are the columns set to the right."""
    head = element("tr", [element("th", name, scope="col") for name in heads])
    body = [element("tr", [_cell(place, cell, numbers) for place, cell in enumerate(row)]) for row in rows]
    whole = element("table", [element("thead", head), element("tbody", body)], class_="ct-table", aria_label=caption)
    return element("div", whole, class_="ct-scroll", tabindex="0", role="region", aria_label=caption)


def _cell(place: int, cell: Content, numbers: Sequence[int]) -> Html:
    if place == 0:
        return element("th", cell, scope="row")
    return element("td", cell, class_="ct-number" if place in numbers else None)
