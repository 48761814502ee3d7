"""Tables as HTML: heads, rows of texts and links, wide ones scrolling in themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.markup import Content, Html, element


def table(heads: Sequence[str], rows: Iterable[Sequence[Content]], caption: str, numbers: Sequence[int] = ()) -> Html:
    """A table whose first column heads its rows; ``numbers`` are the columns set to the right."""
    head = element("tr", [element("th", name, scope="col", role="columnheader") for name in heads], role="row")
    body = [
        element("tr", [_cell(place, name, cell, numbers) for place, (name, cell) in cells], role="row")
        for cells in (enumerate(zip(heads, row, strict=True)) for row in rows)
    ]
    parts = [element("thead", head, role="rowgroup"), element("tbody", body, role="rowgroup")]
    whole = element("table", parts, class_="ct-table", role="table", aria_label=caption)
    return element("div", whole, class_="ct-scroll", tabindex="0", role="region", aria_label=caption)


def _cell(place: int, head: str, cell: Content, numbers: Sequence[int]) -> Html:
    """A cell with its roles said, for on a phone a row is laid out as a block, and its column's name at hand there."""
    if place == 0:
        return element("th", cell, scope="row", role="rowheader")
    number = "ct-number" if place in numbers else None
    return element("td", element("div", cell), role="cell", class_=number, data_head=head)
