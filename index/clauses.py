"""One entry as a clause of plain English: what was done, to whom, when, and whether it is done, planned or dropped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from index.facts import is_public_body
from index.timeline import Entry
from nlp.edtf import When
from nlp.reading import EventType, Judgement, Status

_FIELD = re.compile(r"\{([^{}]+)\}")
_DAY = 3
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


def clause(entry: Entry) -> str:
    """The entry as a clause without a full stop: "Kirklees was rated good overall in 2019"."""
    words = wording()[entry.type]
    who = _filled(words["who"], entry)
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
        return f"{who}{on(entry.date)}{_BARE[entry.status]}"
    pattern = (_ACTIVE if "active" in words else _BY_STATUS)[entry.status]
    parts = {name: _filled(words.get(name, ""), entry) for name in ("done", "active", "future")}
    told = pattern.format(was="were" if plural else "was", is_="are" if plural else "is", **parts)
    return f"{who} {told}{on(entry.date)}"


def label(entry: Entry) -> str:
    """What an entry is told by in a list: the body, the title or the person, with the date in brackets."""
    when = When.parse(entry.date).in_words() if entry.date else "date not told"
    return f"{subject(entry)} ({when})"


def subject(entry: Entry) -> str:
    """The body, title or person an entry is about."""
    councils = listed(entry.councils)
    if (
        entry.type in (EventType.PUBLICATION, EventType.LEGISLATION, EventType.CASE_REVIEW, EventType.PILOT)
        and entry.title
    ):
        return f"{entry.title}: {councils}" if councils else entry.title
    if entry.type in (EventType.APPOINTMENT, EventType.DEPARTURE, EventType.COMMISSIONER) and entry.people:
        return (
            f"{listed(entry.people)}, {councils or entry.organisation}"
            if councils or entry.organisation
            else listed(entry.people)
        )
    if entry.type is EventType.INSPECTION_RATING:
        return f"{councils or entry.organisation or 'not named'} {entry.grade}{area(entry)}"
    if entry.type is EventType.FINANCE and entry.amount:
        return f"{entry.organisation or councils or entry.title or 'not named'} {entry.amount}"
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
    return ", ".join(shown[:-1]) + f" and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def on(date: str | None) -> str:
    """A date with its preposition: " in 2022", " on 1 October 2024", " since 2020"; nothing for none."""
    if not date:
        return ""
    words = When.parse(date).in_words()
    if words.startswith(("since", "until", "at ", "about")):
        return f" {words}"
    last = date.partition("/")[2]
    if last and re.fullmatch(r"\d+-\d+ \w+ \d+", words):
        return f" between {words.replace('-', ' and ', 1)}"
    span = "/" in date and " to " in words
    exact = not last and len(date.rstrip("~?%").split("-")) == _DAY
    return f" between {words.replace(' to ', ' and ')}" if span else f" {'on' if exact else 'in'} {words}"


def _body(entry: Entry) -> str:
    """The body of an entry; a department that appoints a commissioner is not the commissioner."""
    body = entry.organisation or ""
    return "" if entry.type is EventType.COMMISSIONER and is_public_body(body) else body


def _filled(pattern: str, entry: Entry) -> str:
    return _FIELD.sub(lambda found: _field(found[1], entry), pattern)


def _field(spec: str, entry: Entry) -> str:
    """One field of a pattern: "organisation|a trust" with a default, or "for councils", nothing where there is none."""
    values = {
        "councils": listed(entry.councils),
        "people": listed(entry.people),
        "organisation": _body(entry),
        "body": entry.organisation or listed(entry.councils),
        "title": entry.title or "",
        "amount": entry.amount or "",
        "grade": entry.grade or "",
    }
    if spec == "area":
        return area(entry)
    if spec == "body":
        return f" {values['body']}" if values["body"] else ""
    if " " in spec and "|" not in spec:
        before, name = spec.split()
        return f" {before} {values[name]}" if values[name] else ""
    *names, default = spec.split("|") if "|" in spec else (spec, "")
    return next((values[name] for name in names if values.get(name)), default)
