"""One entry as a clause of plain English: what was done, to whom, when, and whether it is done, planned or dropped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from crawler.article import Kind
from index.facts import fold, is_public_body
from index.measures import called
from index.spoken_dates import alone, on
from index.timeline import Entry
from nlp.gazetteer import councils
from nlp.reading import EventType, Judgement, Status

_FIELD = re.compile(r"\{([^{}]+)\}")
_OF_TRUSTS = (EventType.TRUST_CREATED, EventType.TRUST_ENDED)
_BY_STATUS = {
    Status.HAPPENED: "{was} {done}",
    Status.PLANNED: "{is_} planned to be {done}",
    Status.PROPOSED: "{was} proposed to be {done}",
    Status.REJECTED: "{was} considered but rejected",
}
_BARE = {
    Status.HAPPENED: "",
    Status.PLANNED: ", planned or forecast",
    Status.PROPOSED: ", proposed",
    Status.REJECTED: ", rejected",
}
_ACTIVE = {
    Status.HAPPENED: "{active}",
    Status.PLANNED: "{is_} to {future}",
    Status.PROPOSED: "may {future}",
    Status.REJECTED: "did not {future}",
}


@cache
def wording() -> dict[str, dict[str, str]]:
    """The sentences' words by event type (lexicon/sentences.toml)."""
    return tomllib.loads(files("index.lexicon").joinpath("sentences.toml").read_text("utf-8"))


def noun(kind: EventType | None, number: int) -> str:
    """What entries of a type are called, one or many; of no or several types, events."""
    if kind is None:
        return "event" if number == 1 else "events"
    return wording()[kind]["one" if number == 1 else "many"]


def clause(entry: Entry, as_of: date | None = None) -> str:
    """The entry as a clause without a full stop: "Kirklees was rated good overall in 2019".

    ``as_of`` is the day it is told: a plan for before that day was one.
    """
    words = wording()[_variant(entry)]
    who = _filled(words["who"], entry)
    overdue = bool(as_of and entry.latest and entry.latest < as_of)
    plural = (
        len(
            entry.councils
            if words["who"].startswith("{councils")
            else entry.people
            if "{people" in words["who"]
            else ()
        )
        > 1
    )
    if "bare" in words:
        said = f"{_said(entry) or 'a sum of'} " if entry.amount else ""
        return f"{said}{who}{on(entry.date)}{_BARE[entry.status]}"
    pattern = (_ACTIVE if "active" in words else _BY_STATUS)[entry.status]
    parts = {name: _filled(words.get(name, ""), entry) for name in ("done", "active", "future")}
    parts["done"] = _said(entry) or parts["done"]
    was, is_ = ("were", "are") if plural else ("was", "is")
    told = pattern.format(was=was, is_=was if overdue else is_, **parts)
    return f"{who} {told}{when(entry)}"


def _said(entry: Entry) -> str:
    """What the evidence calls it, where it calls it one thing."""
    return called(entry.type, " ".join(item.quote for item in entry.evidence))


def when(entry: Entry) -> str:
    """The date with its preposition; of a rating told by its report, that it is the inspection's."""
    said = on(entry.date)
    from_report = any(item.kind == Kind.INSPECTION_REPORT for item in entry.evidence)
    if entry.type is EventType.INSPECTION_RATING and from_report and said.startswith(" between "):
        return f" (inspected {said.removeprefix(' between ').replace(' and ', ' to ')})"
    return said


def _variant(entry: Entry) -> str:
    """The words a type is told in: other ones where a council ran another's services, or one replaced another."""
    if entry.type in _OF_TRUSTS and entry.organisation in councils():
        return f"{entry.type}_by_council"
    if entry.type is EventType.REORGANISATION and all(_replaced(entry)):
        return f"{entry.type}_replaced"
    if entry.type is EventType.REORGANISATION and all(_is_new(name, entry) for name in entry.councils):
        return f"{entry.type}_created"
    return entry.type


def _is_new(council: str, entry: Entry) -> bool:
    """Whether a council began in the time of an entry."""
    known = councils().get(council)
    began = known.started if known else None
    return bool(began and (entry.earliest or date.max) <= began <= (entry.latest or date.min))


def _replaced(entry: Entry) -> tuple[list[str], list[str]]:
    """The councils of a reorganisation that ended with it, and the others."""
    known = councils()
    ended = [name for name in entry.councils if name in known and known[name].ended]
    return ended, [name for name in entry.councils if name not in ended]


def label(entry: Entry) -> str:
    """What an entry is told by in a list: the body, the title or the person, with the date in brackets."""
    told = in_brackets(entry)
    name = subject(entry)
    return f"{name[:-1]}, {told})" if name.endswith(")") else f"{name} ({told})"


def in_brackets(entry: Entry) -> str:
    """The date as it stands alone."""
    return alone(entry.date) if entry.date else "date not told"


def body(entry: Entry) -> str:
    """Whose services a grade is of."""
    return listed(entry.councils) or entry.organisation or "not named"


def subject(entry: Entry) -> str:
    """The body, title or person an entry is about."""
    councils = listed(entry.councils)
    if (
        entry.type in (EventType.PUBLICATION, EventType.LEGISLATION, EventType.CASE_REVIEW, EventType.PILOT)
        and entry.title
    ):
        return f"{entry.title} ({councils})" if councils else entry.title
    if entry.type in (EventType.APPOINTMENT, EventType.DEPARTURE, EventType.COMMISSIONER) and entry.people:
        place = councils or entry.organisation
        return f"{listed(entry.people)} ({place})" if place else listed(entry.people)
    if entry.type is EventType.INSPECTION_RATING:
        return f"{councils or entry.organisation or 'not named'} {entry.grade}{area(entry)}"
    if entry.type is EventType.FINANCE and entry.amount:
        return f"{_recipient(entry) or entry.title or 'not named'} {entry.amount}"
    if entry.type in (EventType.TRUST_CREATED, EventType.TRUST_ENDED) and entry.organisation and councils:
        return f"{entry.organisation} ({councils})" if councils not in entry.organisation else entry.organisation
    return councils or entry.organisation or listed(entry.people) or entry.title or "not named"


def area(entry: Entry) -> str:
    """The area a grade is of, " for leadership"; nothing for the overall grade."""
    return "" if entry.judgement in (None, Judgement.OVERALL) else f" for {entry.judgement}"


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names as English lists them: "A, B and C"."""
    shown = list(names[:most])
    if len(names) > most:
        shown = [*names[: most - 1], f"{len(names) - most + 1} more"]
    comma = "; " if any(", " in name for name in shown) else ", "
    return comma.join(shown[:-1]) + f" and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _recipient(entry: Entry) -> str:
    """Whom money is for: a department beside a council gives it."""
    named = listed(entry.councils)
    return named if named and is_public_body(entry.organisation or "") else entry.organisation or named


def _body(entry: Entry) -> str:
    """The body of an entry; a department that appoints a commissioner is not the commissioner."""
    body = entry.organisation or ""
    return "" if entry.type is EventType.COMMISSIONER and is_public_body(body) else body


def _place(entry: Entry) -> str:
    """Where a trust is, unless its name says it."""
    named = listed(entry.councils)
    if not entry.organisation:
        return f" for {named}" if named else ""
    return f" ({named})" if named and not any(name in entry.organisation for name in entry.councils) else ""


def _filled(pattern: str, entry: Entry) -> str:
    return _FIELD.sub(lambda found: _field(found[1], entry), pattern)


def _field(spec: str, entry: Entry) -> str:
    """One field of a pattern: "organisation|a trust" with a default, or "for councils", nothing where there is none."""
    ended, others = _replaced(entry)
    values = {
        "councils": listed(entry.councils),
        "ended": listed(ended),
        "others": listed(others),
        "people": listed(entry.people),
        "organisation": _body(entry),
        "body": _recipient(entry),
        "title": entry.title or "",
        "amount": entry.amount or "",
        "grade": entry.grade or "",
    }
    if spec == "area":
        return area(entry)
    if spec == "place":
        return _place(entry)
    if spec == "as":
        return (
            " commissioner or adviser"
            if entry.people
            else " improvement partner or adviser"
            if values["organisation"]
            else ""
        )
    if spec == "body":
        return f" {values['body']}" if values["body"] else ""
    if " " in spec and "|" not in spec:
        before, name = spec.split()
        if name == "organisation" and fold(values[name]) in fold(values["title"]):
            return ""
        return f" {before} {values[name]}" if values[name] else ""
    *names, default = spec.split("|") if "|" in spec else (spec, "")
    return next((values[name] for name in names if values.get(name)), default)
