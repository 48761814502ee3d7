"""A council over time: the overall grade in steps, and beneath, on the same axis, areas, control, trusts and people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import altair as alt

from app import colours, held_grades, wording
from index.history import Bound, History, Period
from nlp.edtf import When
from nlp.reading import EventType, Judgement, Status

Chart = Any
Bar = dict[str, Any]
Span = tuple[date, date]
_GRADES = [wording.GRADES[grade] for grade in colours.GRADES]
_GRADE_SCALE = alt.Scale(domain=_GRADES, range=[back for back, _ in colours.GRADES.values()])
_LANE = 36
# Streamlit fits the axis into the height it is given.
_FRAME = 50
_STEPS = 190
_IN_POST = "In post"
_MOST_PEOPLE = 14
_MOST_TICKS = 12
# Lanes that are no grade.
OTHERS = {"Intervention": "#8a5fb0", "Trust": "#4f8a5b", _IN_POST: "#8a929b"}


def span(histories: Sequence[History], until: date) -> Span | None:
    """The first and last day to draw, the same for all of them: from the first thing dated to ``until``."""
    days = [
        entry.earliest
        for told in histories
        for entry in told.entries
        if entry.earliest and entry.earliest != date.min and entry.status is not Status.REJECTED
    ]
    if not days:
        return None
    return min(days).replace(month=1, day=1), max([until, *(day for day in days)])


def steps(told: History, across: Span) -> Chart | None:
    """The overall grade in steps, best at the top; None when no overall grade is dated."""
    grades = held_grades.held(told.ratings.get(Judgement.OVERALL, ()))
    if not grades:
        return None
    records = [
        {"day": one.middle.isoformat(), "grade": wording.GRADES[one.grade], "when": wording.when(one.when)}
        for one in grades
    ]
    end = {**records[-1], "day": across[1].isoformat()}
    x = alt.X("day:T", title=None, scale=_time(across), axis=_years(across, grid=False))
    y = alt.Y(
        "grade:N",
        title=None,
        scale=alt.Scale(domain=_GRADES),
        axis=alt.Axis(ticks=False, domain=False, labels=False, grid=True),
    )
    tips = [alt.Tooltip("grade:N", title="Overall"), alt.Tooltip("when:N", title="When")]
    line = (
        alt.Chart(alt.Data(values=[*records, end]))
        .mark_line(interpolate="step-after", strokeWidth=2.5, color="#8a929b")
        .encode(x=x, y=y)
    )
    points = (
        alt.Chart(alt.Data(values=records))
        .mark_point(filled=True, size=170, opacity=1, stroke="#8a929b", strokeWidth=1)
        .encode(x=x, y=y, color=alt.Color("grade:N", scale=_GRADE_SCALE, legend=None), tooltip=tips)
    )
    names = (
        alt.Chart(alt.Data(values=[{"grade": name, "day": across[0].isoformat()} for name in _GRADES]))
        .mark_text(align="left", dx=2, dy=-15, fontSize=11, color="#8a929b")
        .encode(x=x, y=y, text="grade:N")
    )
    return alt.layer(line, points, names).properties(height=_STEPS)


def lanes(told: History, across: Span) -> Chart | None:
    """A lane for each judgement area, intervention, trust and person; None when there is nothing to draw."""
    return _bands([*_areas(told, across), *_controls(told, across), *_periods(told, across)], across)


def beside(told: Sequence[History], across: Span) -> Chart | None:
    """The overall grades of several councils, a lane each; None when none is dated."""
    bars = []
    for one in told:
        overall = replace(one, ratings={k: v for k, v in one.ratings.items() if k is Judgement.OVERALL})
        bars += [{**bar, "lane": one.council.name} for bar in _areas(overall, across)]
    return _bands(bars, across)


def _bands(bars: Sequence[Bar], across: Span) -> Chart | None:
    """Bars in lanes, in the order they come."""
    if not bars:
        return None
    order = list(dict.fromkeys(bar["lane"] for bar in bars))
    kinds = [*_GRADES, *OTHERS]
    scale = alt.Scale(domain=kinds, range=[*(back for back, _ in colours.GRADES.values()), *OTHERS.values()])
    x = alt.X("from:T", title=None, scale=_time(across), axis=_years(across, grid=True))
    y = alt.Y("lane:N", title=None, sort=order, axis=None)
    tips = [alt.Tooltip(f"{name}:N", title=name.capitalize()) for name in ("what", "begun", "ended")]
    drawn = (
        alt.Chart(alt.Data(values=bars))
        .mark_bar(height=10, yOffset=7, cornerRadius=2, strokeWidth=1.5)
        .encode(
            x=x,
            x2="to:T",
            y=y,
            tooltip=tips,
            color=alt.Color("kind:N", scale=scale, title=None, legend=None),
            stroke=alt.Stroke("kind:N", scale=scale, legend=None),
            fillOpacity=alt.condition("datum.certain", alt.value(1), alt.value(0.25)),
        )
    )
    heads = [{"lane": lane, "from": across[0].isoformat()} for lane in order]
    names = (
        alt.Chart(alt.Data(values=heads))
        .mark_text(align="left", dx=2, dy=-8, fontSize=11.5, color="#8a929b", limit=330)
        .encode(x=x, y=y, text="lane:N")
    )
    return alt.layer(drawn, names).properties(height=len(order) * _LANE + _FRAME)


def _time(across: Span) -> alt.Scale:
    return alt.Scale(domain=[day.isoformat() for day in across], nice=False)


def _years(across: Span, grid: bool) -> alt.Axis:
    """A tick a year, or every few where there are many."""
    step = max(1, round((across[1].year - across[0].year) / _MOST_TICKS))
    return alt.Axis(
        grid=grid, gridOpacity=0.5, format="%Y", tickCount={"interval": "year", "step": step}, labelOverlap=True
    )


def _areas(told: History, across: Span) -> Iterator[Bar]:
    for area in told.ratings:
        for one, until in held_grades.spells(told.ratings, area):
            end = until or across[1]
            name = wording.GRADES[one.grade]
            what = f"{wording.JUDGEMENTS[area]}: {name}"
            yield _bar(
                (f"Grade: {wording.JUDGEMENTS[area].lower()}", name, what),
                (one.middle, max(one.middle, end)),
                (one.when, None),
            )


def _controls(told: History, across: Span) -> Iterator[Bar]:
    for entry in told.interventions:
        if entry.status is Status.REJECTED or not entry.earliest or not entry.latest or entry.earliest == date.min:
            continue
        named = f"Commissioner: {', '.join(entry.people)}" if entry.people else wording.TYPES[EventType.COMMISSIONER]
        lane = "Intervention" if entry.type is EventType.INTERVENTION else named
        last = min(max(entry.latest, entry.earliest), across[1])
        yield _bar(
            (lane, "Intervention", wording.sentence(entry)),
            _wide((entry.earliest, last), across),
            (entry.date, None),
            entry.status is Status.HAPPENED,
        )


def _periods(told: History, across: Span) -> Iterator[Bar]:
    groups = (("Trust", told.trusts), (_IN_POST, told.people[:_MOST_PEOPLE]))
    for kind, periods in groups:
        for period in periods:
            days = _days(period, across, kind == _IN_POST)
            if days:
                role = f", {period.role}" if period.role else ""
                certain = period.begun.certain and (period.ended.entry is None or period.ended.certain)
                what = f"{period.name}{role}"
                yield _bar(
                    (f"{kind}: {what}", kind, what),
                    _wide(days, across),
                    (period.begun.date, period.ended.date),
                    certain,
                )


def _bar(told: tuple[str, str, str], days: Span, when: tuple[str | None, str | None], certain: bool = True) -> Bar:
    lane, kind, what = told
    return {
        "lane": lane,
        "kind": kind,
        "what": what,
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "begun": wording.when(when[0]) if when[0] else "not told",
        "ended": wording.when(when[1]) if when[1] else "not told",
        "certain": certain,
    }


def _days(period: Period, across: Span, person: bool) -> Span | None:
    begun, ended = _day(period.begun, False), _day(period.ended, True)
    if begun is None and ended is None:
        return None
    # People leave unnoticed: without an end that is told, only the beginning is drawn.
    last = begun if person and begun else across[1]
    return begun or across[0], ended or last


def _day(bound: Bound, last: bool) -> date | None:
    if not bound.date:
        return None
    when = When.parse(bound.date)
    day = when.latest if last else when.earliest
    return None if day in (date.min, date.max) else day


def _wide(days: Span, across: Span) -> Span:
    """At least wide enough to be seen: a hundredth of what is drawn."""
    least = (across[1] - across[0]) / 100
    first = max(min(days[0], across[1]), across[0])
    return first, max(min(days[1], across[1]), first + least)
