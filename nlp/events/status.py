"""Status: whether a statement tells what happened, is decided, is proposed or was turned down, by cues in scope."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from nlp.edtf import When
from nlp.events.cues import cue
from nlp.events.story import Hit
from nlp.reading import Event, Status

_LONG_PAST = timedelta(days=365)
# Quotation marks, which may part a cue ("is ‘minded’ to"), but no apostrophes.
_QUOTES = re.compile(r"[“”\"‘]|(?<!\w)'|[’'](?!\w)")


class Doubt(Enum):
    """Why a statement asserts no event at all."""

    DENIED = "the text denies it"
    CONDITIONAL = "only under a condition"
    GENERAL = "general talk, not one event"
    QUESTION = "a question"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the cues say: a status, or the doubt that stands against any; ``plain`` when no cue spoke."""

    status: Status | None
    doubt: Doubt | None = None
    plain: bool = False


def scope(hit: Hit) -> tuple[str, str]:
    """The text before and after the cue that can govern it: its own clause and what that completes."""
    sentence, clause = hit.sentence, hit.clause
    start, end = min(clause.start, clause.governor), clause.end
    for other in sentence.clauses.values():
        if other is clause or (other.depth < clause.depth and other.start <= clause.start):
            continue
        if other.end <= hit.start:
            start = max(start, other.end) if other.start > clause.start else start
        elif other.start >= hit.end:
            end = min(end, other.start)
    left = sentence.text[start - sentence.start : hit.start - sentence.start]
    right = sentence.text[hit.end - sentence.start : max(hit.end, end) - sentence.start]
    return left, right


def verdict(hit: Hit) -> Verdict:
    """What the cues in the scope of a hit say of it; the nearest on the left rules, a rejection anywhere wins."""
    left, right = (_QUOTES.sub("", text) for text in scope(hit))
    if hit.sentence.text.rstrip("’”'\" ").endswith("?"):
        return Verdict(None, Doubt.QUESTION)
    if cue("status.rejected_after").search(right) or cue("status.rejected_before").search(left):
        return Verdict(Status.REJECTED)
    if cue("status.general").search(left) or cue("status.general").match(hit.sentence.text):
        return Verdict(None, Doubt.GENERAL)
    if cue("status.if_approved").search(hit.before):
        return Verdict(Status.PROPOSED)
    if cue("status.conditional").search(left) or _hangs_on_condition(hit):
        return Verdict(None, Doubt.CONDITIONAL)
    if cue("status.denied").search(left) and not cue("status.until").match(right):
        return Verdict(None, Doubt.DENIED)
    planned = _last(cue("status.planned").finditer(left))
    proposed = _last(cue("status.proposed").finditer(left))
    if planned < 0 and proposed < 0:
        if cue("status.proposed_after").search(right):
            return Verdict(Status.PROPOSED)
        return Verdict(Status.HAPPENED, plain=True)
    ordered = cue("status.ordered").search(left) is not None
    return Verdict(Status.PLANNED if planned > proposed or ordered else Status.PROPOSED)


def _hangs_on_condition(hit: Hit) -> bool:
    """Whether the sentence opens with a condition in a clause before the hit's: "If …, a trust may be set up"."""
    opened = cue("status.conditional").match(hit.sentence.text)
    return opened is not None and "," in hit.before and not hit.sentence.same_clause(hit.sentence.start, hit.start)


def settled(status: Status, when: str | None, published: date | None) -> Status:
    """The status once the date is known: what lies wholly after publication cannot have happened yet."""
    if status is Status.HAPPENED and when and published and When.parse(when).earliest > published:
        return Status.PLANNED
    return status


def long_done(event: Event, published: date | None) -> Event:
    """A decision told as more than a year past was carried out, unless the text says otherwise."""
    if event.status is not Status.PLANNED or event.date is None or published is None:
        return event
    if When.parse(event.date).latest < published - _LONG_PAST:
        return replace(event, status=Status.HAPPENED)
    return event


def _last(found: object) -> int:
    return max((match.end() for match in found), default=-1)  # type: ignore[attr-defined]
