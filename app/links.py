"""Where a name leads: a council, a trust, another body, a person, an entry, a document."""

from __future__ import annotations

from collections.abc import Iterable

from app.markup import Html, internal, joined
from index.timeline import Entry, Evidence
from nlp.gazetteer import councils
from nlp.organisations import trusts


def council(name: str) -> str | Html:
    """A council's name, leading to its page where it is one of those known."""
    return internal(name, "council", {"name": name}) if name in councils() else name


def body(name: str) -> Html:
    """A trust's name, leading to its register entry; any other body's to what is told of it."""
    if name in trusts():
        return internal(name, "trusts", {"name": name})
    return internal(name, "timeline", {"organisation": name})


def person(name: str) -> Html:
    """A person's name, leading to the posts held."""
    return internal(name, "people", {"name": name})


def entry(label: str, told: Entry) -> Html:
    """A label that leads to one line of the timeline and its evidence."""
    return internal(label, "timeline", {"entry": told.id})


def document(label: str, identifier: str, at: Evidence | None = None) -> Html:
    """A label that leads to a stored document, at the place of an evidence."""
    place = {"at": f"{at.start}-{at.end}"} if at else {}
    return internal(label, "document", {"id": identifier, **place})


def listed(parts: Iterable[str | Html]) -> Html:
    """Names one after the other, with commas."""
    return joined(item for number, part in enumerate(parts) for item in ((", ", part) if number else (part,)))
