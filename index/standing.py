"""How an entry or a post stood on a day: what had happened by then, and what was told of it by then as a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from index.answer import Post
from index.timeline import Entry, Evidence
from nlp.edtf import When
from nlp.reading import Status

_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})


def stood(entry: Entry, day: date) -> Entry | None:
    """The entry at the end of a day; None when it had not happened by then and nobody had told of it.

    What had happened stays as it is, whenever it was told. What lay ahead is restated from the claims published by
    then: their status, their date, and they alone as evidence; names, titles and sums are those known now.
    """
    begun = entry.earliest is not None and entry.earliest <= day
    if begun and entry.latest is not None and entry.latest <= day and entry.status is Status.HAPPENED:
        return entry
    known = _by(entry.history, day)
    if not known:
        return entry if begun else None
    status = _status(known)
    if status is entry.status and (begun or entry.earliest is None):
        return replace(entry, evidence=known)
    if status is Status.HAPPENED:  # told as done, of a day that its other sources put later
        return entry if begun else None
    said = next((item.date for item in reversed(known) if item.status is status and item.date), None)
    when = When.parse(said) if said else None
    return replace(
        entry,
        status=status,
        date=said,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        evidence=known,
        disagreements=(),
        change=None,
    )


def post_stood(post: Post, day: date) -> Post | None:
    """The post as articles had stated it by the end of a day; None when none had."""
    known = _by(post.entry.history, day)
    if not known:
        return None
    days = [item.published for item in known if item.published]
    return replace(post, since=min(days), as_of=max(days), entry=replace(post.entry, evidence=known))


def _by(items: Iterable[Evidence], day: date) -> tuple[Evidence, ...]:
    return tuple(item for item in items if item.published and item.published <= day)


def _status(known: tuple[Evidence, ...]) -> Status:
    """By the latest that is no plan any more, else by the latest plan; a plan after a rejection takes it up again."""
    done = [number for number, item in enumerate(known) if item.status not in _OPEN]
    if not done:
        return known[-1].status
    last = known[done[-1]]
    revived = last.status is Status.REJECTED and done[-1] < len(known) - 1
    return known[-1].status if revived else last.status
