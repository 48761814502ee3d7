"""The fields of the query language, and what a value written for one means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from index.facts import canonical_council, canonical_organisation
from index.query import Query
from nlp.edtf import When
from nlp.reading import EventType, Grade, Judgement, Status

_E = TypeVar("_E", bound=StrEnum)

# Field -> the condition of a query that it sets.
FIELDS = {
    "council": "councils",
    "type": "types",
    "grade": "grades",
    "judgement": "judgements",
    "status": "statuses",
    "person": "people",
    "organisation": "organisations",
    "source": "sources",
    "language": "languages",
    "date": "after",
    "after": "after",
    "before": "before",
}


class FieldError(ValueError):
    """A value that its field does not have; says which it has."""


def condition(name: str, value: str) -> Query:
    """The query that ``name:value`` stands for.

    Raises:
        FieldError: the value is none of the field's.
    """
    match name:
        case "council":
            return Query(councils=(canonical_council(value),))
        case "type":
            return Query(types=(_member(EventType, value, name),))
        case "grade":
            return Query(grades=(_member(Grade, value, name),))
        case "judgement":
            return Query(judgements=(_member(Judgement, value, name),))
        case "status":
            return Query(statuses=(_member(Status, value, name),))
        case "person":
            return Query(people=(value,))
        case "organisation":
            return Query(organisations=(canonical_organisation(value),))
        case "source":
            return Query(sources=(value.casefold(),))
        case "language":
            return Query(languages=(value.casefold(),))
        case "after":
            return Query(after=_when(value).earliest)
        case "before":
            return Query(before=_when(value).latest)
    first, last = value.split("..", 1) if ".." in value else (value, value)
    return Query(after=_when(first).earliest if first else None, before=_when(last).latest if last else None)


def member(kind: type[_E], value: str) -> _E | None:
    """The value of an enum written in any case, with spaces, hyphens or underscores; None when there is none."""
    plain = _plain(value)
    return next((item for item in kind if _plain(item) == plain), None)


def _member(kind: type[_E], value: str, name: str) -> _E:
    found = member(kind, value)
    if found is None:
        raise FieldError(f"{name}:{value} is not known; {_near(value, [str(item) for item in kind])}")
    return found


def _near(value: str, known: Iterable[str]) -> str:
    known = list(known)
    close = get_close_matches(_plain(value), [_plain(item) for item in known], 1)
    if close:
        return f"did you mean {next(item for item in known if _plain(item) == close[0])}?"
    return f"one of {', '.join(known)}"


def _plain(value: str) -> str:
    return " ".join(value.casefold().replace("_", " ").replace("-", " ").split())


def _when(value: str) -> When:
    try:
        found = When.parse(value)
    except ValueError as error:
        raise FieldError(f"{value} is not a date; write 2024, 2024-10 or 2024-10-01") from error
    if found.earliest == date.min or found.latest == date.max:
        raise FieldError(f"{value} is not a date; write 2024, 2024-10 or 2024-10-01")
    return found
