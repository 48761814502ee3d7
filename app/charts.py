"""Pictures of entries: points for days, bars for periods, hollow for planned, struck for rejected; years to brush."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from app import colours, wording
from index.timeline import Entry
from nlp.reading import Status

# What altair's calls return differs from version to version; the pages only hand it on.
Chart = Any

# Longer than this, a date is drawn as the period it is; shorter, as a point in its middle.
_POINT_DAYS = 31
# The sign ✕, as a path in the square from -1 to 1 that Vega scales.
_CROSS = "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8"
_SHAPES = {Status.HAPPENED: "circle", Status.PLANNED: "circle", Status.PROPOSED: "diamond", Status.REJECTED: _CROSS}
# A year takes one unit of its axis.
_HALF_BAR = 0.4
_ROW_PIXELS = 26
_FRAME_PIXELS = 60
MOST_ROWS = 30
# Shift with the wheel zooms, so that the wheel alone still scrolls the page.
_ZOOM = "wheel![event.shiftKey]"
# A year where one begins, else the month with its year; a council's long name in two lines.
_MONTHS = "timeFormat(datum.value, month(datum.value) == 0 ? '%Y' : '%b %Y')"
_WRAPPED = "length(datum.label) > 26 ? split(replace(datum.label, ', ', ',|'), '|') : datum.label"
_TIPS = (("what", "What"), ("when", "When"), ("status", "Status"), ("sources", "Sources"))


def timeline_chart(entries: Sequence[Entry]) -> Chart | None:
    """Dated entries along time, a row a council (or body); None when nothing is dated. See ``left_out``."""
    records = _drawn(entries)
    if not records:
        return None
    names = [wording.STATUSES[status] for status in Status]
    field, scale = _coloured(entries)
    colour = alt.Color(field, title=None, scale=scale, legend=None)
    axis = alt.Axis(
        labelLimit=170, labelExpr=_WRAPPED, labelOverlap=False, ticks=False, domain=False, grid=True, gridOpacity=0.4
    )
    rows = alt.Y("row:N", title=None, sort=alt.EncodingSortField("from", op="min"), axis=axis)
    time = alt.Axis(labelExpr=_MONTHS, labelOverlap=True, tickCount=8)
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in _TIPS]
    base = alt.Chart(alt.Data(values=records)).encode(y=rows, color=colour, tooltip=tips)
    bars = (
        base.transform_filter("datum.period")
        .mark_bar(height=9, cornerRadius=4, strokeWidth=2)
        .encode(
            x=alt.X("from:T", title=None, scale=alt.Scale(padding=10), axis=time),
            x2="to:T",
            stroke=colour,
            fillOpacity=_hollow(0.45),
        )
    )
    struck = (
        base.transform_filter(f"datum.period && datum.status == '{wording.STATUSES[Status.REJECTED]}'")
        .mark_rule(strokeWidth=2, aria=False)
        .encode(x=alt.X("from:T"), x2="to:T")
    )
    shapes = alt.Scale(domain=names, range=[_SHAPES[status] for status in Status])
    points = (
        base.transform_filter("!datum.period")
        .mark_point(size=90, strokeWidth=2, opacity=1)
        .encode(
            x=alt.X("middle:T", title=None, scale=alt.Scale(padding=10), axis=time),
            shape=alt.Shape("status:N", title=None, scale=shapes, legend=None),
            fill=alt.Fill(field, title=None, scale=scale, legend=None),
            fillOpacity=_hollow(0.8),
        )
    )
    # Streamlit fits the axis into the height it is given.
    height = len({record["row"] for record in records}) * _ROW_PIXELS + _FRAME_PIXELS
    zoom = alt.selection_interval(bind="scales", encodings=["x"], zoom=_ZOOM)
    return alt.layer(bars, struck, points).properties(height=height).add_params(zoom)


def graded(entries: Sequence[Entry]) -> bool:
    """Whether every entry drawn has a grade: then the colours are the grades', else the statuses'."""
    return all(entry.grade for entry in entries if _record(entry))


def described(entries: Sequence[Entry]) -> str:
    """The chart in words, for those who do not see it, and what it leaves out."""
    dated = [entry for entry in entries if _record(entry)]
    if not dated:
        return "None of these events has a date to draw."
    first = min(entry.earliest.year for entry in dated if entry.earliest)
    last = max(_bounded(entry.latest, entry).year for entry in dated if entry.latest)
    statuses = Counter(entry.status for entry in dated)
    told = ", ".join(f"{number} {wording.STATUSES[status].lower()}" for status, number in statuses.items())
    drawn = len(_drawn(entries))
    notes = []
    if len(dated) > drawn:
        notes.append(f"Only the {MOST_ROWS} councils with most events are drawn ({drawn} of {len(dated)} events).")
    if len(entries) > len(dated):
        without = wording.counted(len(entries) - len(dated), "event has", "events have")
        notes.append(f"{without} no date in the sources and can't be drawn; the list has all.")
    span = f"{first} to {last}" if first != last else f"{first}"
    return " ".join([f"{wording.counted(len(dated), 'dated event')}, {span}: {told}.", *notes])


def years_chart(years: Mapping[int, int], chosen: tuple[int, int] | None, brush: bool = True) -> Chart:
    """How many events each year holds, those outside the chosen span pale; drag over it to choose ("brush")."""
    first, last = chosen or (min(years), max(years))
    records = [
        {
            "from": year - _HALF_BAR,
            "to": year + _HALF_BAR,
            "year": str(year),
            "number": years.get(year, 0),
            "in": first <= year <= last,
        }
        for year in range(min(years), max(years) + 1)
    ]
    chart = (
        alt.Chart(alt.Data(values=records))
        .mark_bar(color=colours.STATUSES[Status.HAPPENED])
        .encode(
            # A number, not a date: the label of a year stands under the middle of its bar.
            x=alt.X(
                "from:Q",
                title=None,
                scale=alt.Scale(domain=[min(years) - 0.5, max(years) + 0.5], nice=False),
                axis=alt.Axis(grid=False, format="d", tickMinStep=1, labelOverlap=True),
            ),
            x2="to:Q",
            y=alt.Y("number:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=3)),
            y2=alt.Y2Datum(0),
            opacity=alt.condition("datum.in", alt.value(0.9), alt.value(0.3)),
            tooltip=[alt.Tooltip("year:N", title="Year"), alt.Tooltip("number:Q", title="Events")],
        )
        .properties(height=110)
    )
    return chart.add_params(alt.selection_interval(name="brush", encodings=["x"])) if brush else chart


def _drawn(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    records = [record for entry in entries if (record := _record(entry))]
    shown = {name for name, _ in Counter(record["row"] for record in records).most_common(MOST_ROWS)}
    return [record for record in records if record["row"] in shown]


def _coloured(entries: Sequence[Entry]) -> tuple[str, alt.Scale]:
    """The field that gives a mark its colour, and the colours."""
    if graded(entries):
        backs = [back for back, _ in colours.GRADES.values()]
        return "grade:N", alt.Scale(domain=[wording.GRADES[grade] for grade in colours.GRADES], range=backs)
    names = [wording.STATUSES[status] for status in Status]
    return "status:N", alt.Scale(domain=names, range=[colours.STATUSES[status] for status in Status])


def _hollow(filled: float) -> Any:
    happened = wording.STATUSES[Status.HAPPENED]
    return alt.condition(f"datum.status == '{happened}'", alt.value(filled), alt.value(0))


def _record(entry: Entry) -> dict[str, Any] | None:
    if entry.earliest is None or entry.latest is None or entry.earliest == date.min:
        return None
    last = _bounded(entry.latest, entry)
    more = f" and {len(entry.councils) - 1} more" if len(entry.councils) > 1 else ""
    return {
        "row": f"{entry.councils[0]}{more}" if entry.councils else entry.organisation or "National",
        "from": entry.earliest.isoformat(),
        "to": last.isoformat(),
        "middle": (entry.earliest + (last - entry.earliest) / 2).isoformat(),
        "period": (last - entry.earliest).days > _POINT_DAYS,
        "status": wording.STATUSES[entry.status],
        "grade": wording.GRADES[entry.grade] if entry.grade else None,
        "what": wording.sentence(entry),
        "when": wording.when(entry.date),
        "sources": str(len(entry.articles)),
    }


def _bounded(latest: date, entry: Entry) -> date:
    """The end to draw: an open end reaches to the last day it was reported on."""
    if latest != date.max:
        return latest
    reported = [item.published for item in entry.evidence if item.published]
    return max([*reported, entry.earliest or date.min])
