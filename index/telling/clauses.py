"""One entry as a clause of plain English: what was done, to whom, when, and whether it is done, planned or dropped."""

from __future__ import annotations

from datetime import date

from crawler.article import Kind
from index.measures import called
from index.telling.filling import filled, names_several, quotes, replaced, wording
from index.telling.joining import Clause
from index.telling.spoken_dates import on
from index.timeline import Entry
from nlp.gazetteer import councils
from nlp.reading import EventType, Status

_OF_TRUSTS = (EventType.TRUST_CREATED, EventType.TRUST_ENDED)
# What was done is told by what the evidence calls it.
_TOLD_BY_EVIDENCE = (EventType.TRUST_ENDED, EventType.INTERVENTION, EventType.LEGISLATION)
_OVERDUE = "overdue"
_PASSIVE = {
    Status.HAPPENED: "{was} {done}",
    Status.PLANNED: "{is_} planned to be {done}",
    Status.PROPOSED: "{was} proposed to be {done}",
    Status.REJECTED: "{was} considered but rejected",
    _OVERDUE: "{was} due to be {done}",
}
_ACTIVE = {
    Status.HAPPENED: "{active}",
    Status.PLANNED: "{is_} to {future}",
    Status.PROPOSED: "may {future}",
    Status.REJECTED: "did not {future}",
    _OVERDUE: "{was} due to {future}",
}
_BARE = {
    Status.HAPPENED: "",
    Status.PLANNED: ", planned",
    Status.PROPOSED: ", proposed",
    Status.REJECTED: ", rejected",
}


def clause(entry: Entry, as_of: date | None = None) -> str:
    """The entry as a clause without a full stop: "Kirklees was rated good overall in 2019".

    ``as_of`` is the day it is told: a plan for before that day was one.
    """
    return str(parts_of(entry, as_of))


def parts_of(entry: Entry, as_of: date | None = None) -> Clause:
    """The same in its parts."""
    words = wording()[_variant(entry)]
    who = filled(words["who"], entry)
    if "bare" in words:
        return Clause(who, "", f"{on(entry.date)}{_open_sum(entry)}")
    overdue = entry.status is Status.PLANNED and as_of and entry.latest and entry.latest < as_of
    pattern = (_ACTIVE if "active" in words else _PASSIVE)[_OVERDUE if overdue else entry.status]
    parts = {name: filled(words.get(name, ""), entry) for name in ("done", "active", "future")}
    if entry.type in _TOLD_BY_EVIDENCE:
        parts["done"] = called(entry.type, quotes(entry)) or parts["done"]
    was, is_ = ("were", "are") if _plural(words["who"], entry) else ("was", "is")
    return Clause(who, f" {pattern.format(was=was, is_=is_, **parts)}", when(entry))


def _open_sum(entry: Entry) -> str:
    """That a sum is not spent yet: what is overspent is forecast, what is given is planned."""
    lost = called(entry.type, quotes(entry), entry.amount) in wording()[entry.type]["lost"].split(", ")
    return ", forecast" if lost and entry.status is Status.PLANNED else _BARE[entry.status]


def _plural(who: str, entry: Entry) -> bool:
    """Whether what a clause begins with is several things."""
    begins = who.strip("{").partition("}")[0].partition("|")[0]
    if begins == "title":
        return names_several(entry.title or "")
    several = {"councils": entry.councils, "ended": replaced(entry)[0], "people": entry.people}
    return len(several.get(begins, ())) > 1


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
    if entry.type is EventType.TRUST_ENDED and not called(entry.type, quotes(entry)):
        return f"{entry.type}_returned"
    if entry.type is EventType.REORGANISATION and all(replaced(entry)):
        return f"{entry.type}_replaced"
    if entry.type is EventType.REORGANISATION and all(_is_new(name, entry) for name in entry.councils):
        return f"{entry.type}_created"
    authored = f"{entry.type}_by"
    author = entry.organisation if entry.type is EventType.PUBLICATION else entry.people or entry.organisation
    return authored if authored in wording() and author else entry.type


def _is_new(council: str, entry: Entry) -> bool:
    """Whether a council began in the time of an entry."""
    known = councils().get(council)
    began = known.started if known else None
    return bool(began and (entry.earliest or date.max) <= began <= (entry.latest or date.min))
