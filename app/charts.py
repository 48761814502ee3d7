"""Pictures of entries: points for days, bars for periods, hollow for planned, struck for rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import altair as alt

from app import wording
from index.timeline import Entry
from nlp.reading import Status

# What altair's calls return differs from version to version; the pages only hand it on.
Chart = Any

# Longer than this, a date is drawn as the period it is; shorter, as a point in its middle.
_POINT_DAYS = 31
_STATUS_COLOURS = {
    Status.HAPPENED: "#0072b2",
    Status.PLANNED: "#e69f00",
    Status.PROPOSED: "#cc79a7",
    Status.REJECTED: "#7a7a7a",
}
_SHAPES = {Status.HAPPENED: "circle", Status.PLANNED: "circle", Status.PROPOSED: "diamond", Status.REJECTED: "cross"}
_ROW_PIXELS = 26
_FRAME_PIXELS = 110
_MOST_ROWS = 40


def timeline_chart(entries: Sequence[Entry]) -> Chart | None:
    """Dated entries along time, a row a council (or body); None when nothing is dated. At most 40 rows are drawn."""
    records = [record for entry in entries if (record := _record(entry))]
    shown = {name for name, _ in Counter(r["row"] for r in records).most_common(_MOST_ROWS)}
    records = [r for r in records if r["row"] in shown]
    if not records:
        return None
    names = [wording.STATUSES[status] for status in Status]
    colour = alt.Color(
        "status:N",
        title="Status",
        scale=alt.Scale(domain=names, range=[_STATUS_COLOURS[status] for status in Status]),
        legend=alt.Legend(orient="top"),
    )
    rows = alt.Y("row:N", title=None, sort=alt.EncodingSortField("from", op="min"), axis=alt.Axis(labelLimit=220))
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in _TIPS]
    base = alt.Chart(alt.Data(values=records)).encode(y=rows, color=colour, tooltip=tips)
    bars = (
        base.transform_filter("datum.period")
        .mark_bar(height=8, cornerRadius=3, opacity=0.75)
        .encode(x=alt.X("from:T", title=None), x2="to:T", fillOpacity=_hollow())
    )
    points = (
        base.transform_filter("!datum.period")
        .mark_point(size=110, strokeWidth=2)
        .encode(
            x=alt.X("middle:T", title=None),
            shape=alt.Shape(
                "status:N",
                scale=alt.Scale(domain=names, range=[_SHAPES[status] for status in Status]),
                legend=None,
            ),
            fill=colour,
            fillOpacity=_hollow(),
        )
    )
    # Streamlit fits axis and legend into the height it is given.
    height = len(shown) * _ROW_PIXELS + _FRAME_PIXELS
    return alt.layer(bars, points).properties(height=height).interactive(bind_y=False)


_TIPS = (("what", "What"), ("when", "When"), ("status", "Status"), ("who", "Who"), ("sources", "Sources"))


def _hollow() -> Any:
    happened = wording.STATUSES[Status.HAPPENED]
    return alt.condition(f"datum.status == '{happened}'", alt.value(0.85), alt.value(0))


def years_chart(years: Iterable[tuple[int, int]]) -> Chart:
    """How many entries each year holds, from pairs of year and number."""
    records = [{"year": year, "number": number} for year, number in years]
    return (
        alt.Chart(alt.Data(values=records))
        .mark_bar(color=_STATUS_COLOURS[Status.HAPPENED], opacity=0.8)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("number:Q", title="Events", axis=alt.Axis(tickMinStep=1, tickCount=4)),
            tooltip=[alt.Tooltip("year:O", title="Year"), alt.Tooltip("number:Q", title="Events")],
        )
        .properties(height=120)
    )


def described(entries: Sequence[Entry]) -> str:
    """The chart in words, for those who do not see it."""
    dated = [entry for entry in entries if entry.earliest and entry.latest]
    if not dated:
        return "No entry has a date."
    first = min(entry.earliest for entry in dated if entry.earliest)
    last = max(_bounded(entry.latest, entry) for entry in dated if entry.latest)
    statuses = Counter(entry.status for entry in dated)
    told = ", ".join(f"{number} {wording.STATUSES[status].lower()}" for status, number in statuses.items())
    return (
        f"{wording.counted(len(dated), 'dated event')} from {max(first, date(1900, 1, 1)).year} to {last.year}: {told}."
    )


def _record(entry: Entry) -> dict[str, Any] | None:
    if entry.earliest is None or entry.latest is None or entry.earliest == date.min:
        return None
    last = _bounded(entry.latest, entry)
    middle = entry.earliest + (last - entry.earliest) / 2
    return {
        "row": ", ".join(entry.councils) or entry.organisation or "National",
        "from": entry.earliest.isoformat(),
        "to": last.isoformat(),
        "middle": middle.isoformat(),
        "period": (last - entry.earliest).days > _POINT_DAYS,
        "status": wording.STATUSES[entry.status],
        "what": f"{wording.TYPES[entry.type]}: {wording.what(entry)}".rstrip(": "),
        "when": wording.when(entry.date),
        "who": ", ".join(entry.councils),
        "sources": str(len(entry.evidence)),
    }


def _bounded(latest: date, entry: Entry) -> date:
    """The end to draw: an open end reaches to the last day it was reported on."""
    if latest != date.max:
        return latest
    reported = [item.published for item in entry.evidence if item.published]
    return max([*reported, entry.earliest or date.min])
