"""How claims of each event type are told apart: what they are filed under and how far their dates may lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nlp.reading import EventType


class Key(StrEnum):
    """What two claims of one event may have in common."""

    COUNCIL = "council"
    ORGANISATION = "organisation"
    PERSON = "person"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Policy:
    """How claims of one type are merged.

    ``keys`` are sets tried in turn: the first of which a claim has any serves, with all it has of that set. ``apart``
    is how many days may lie between two dates (beyond their own vagueness) for them to be told of one event;
    ``apart_once`` the same where the claims name the same body or title and the event can happen only once. ``slips``
    is how late a plan may come true. ``alone``: an article that tells two tells of two. ``by_date``: so does one that
    gives them different dates. ``per_council``: one told of several councils is one each. ``of_trusts``: a trust named
    alone stands for its councils. ``by_body`` and ``by_person``: two that name different bodies, or different people,
    are two; of a type with both, one that names a person and one that names a body.
    """

    keys: tuple[frozenset[Key], ...]
    apart: int
    apart_once: int = 0
    slips: int = 366
    alone: bool = True
    by_date: bool = False
    per_council: bool = False
    of_trusts: bool = False
    by_body: bool = False
    by_person: bool = False


def _in_turn(*keys: Key) -> tuple[frozenset[Key], ...]:
    return tuple(frozenset({key}) for key in keys)


_PLACE = _in_turn(Key.COUNCIL, Key.ORGANISATION, Key.TITLE, Key.PERSON)
_PAPER = _in_turn(Key.TITLE, Key.PERSON, Key.ORGANISATION, Key.COUNCIL)
_POST = _in_turn(Key.PERSON, Key.COUNCIL, Key.ORGANISATION)
_BODY = (frozenset({Key.COUNCIL, Key.ORGANISATION}), *_in_turn(Key.TITLE))
_CASE = (frozenset({Key.COUNCIL, Key.PERSON}), *_in_turn(Key.TITLE, Key.ORGANISATION))
_MONTHS = 31
_YEARS = 366


def _trust() -> Policy:
    return Policy(_BODY, 1 * _YEARS, 4 * _YEARS, 3 * _YEARS, alone=False, of_trusts=True, by_body=True)


POLICIES = {
    # The report of an inspection comes out up to four months after it; a second inspection never so soon.
    EventType.INSPECTION_RATING: Policy(_PLACE, 6 * _MONTHS, alone=False, per_council=True, of_trusts=True),
    EventType.TRUST_CREATED: _trust(),
    EventType.TRUST_ENDED: _trust(),
    EventType.REORGANISATION: Policy(_PLACE, 1 * _YEARS, slips=3 * _YEARS, alone=False),
    EventType.INTERVENTION: Policy(_PLACE, 4 * _MONTHS, alone=False, by_date=True, per_council=True),
    EventType.COMMISSIONER: Policy(_PLACE, 6 * _MONTHS, by_body=True, by_person=True),
    EventType.RECOMMENDATION: Policy(_PLACE, 4 * _MONTHS, by_person=True),
    EventType.APPOINTMENT: Policy(_POST, 3 * _MONTHS, by_person=True),
    EventType.DEPARTURE: Policy(_POST, 3 * _MONTHS, by_person=True),
    EventType.PUBLICATION: Policy(_PAPER, 3 * _MONTHS, 18 * _MONTHS, 2 * _YEARS),
    EventType.LEGISLATION: Policy(_PAPER, 2 * _MONTHS),
    EventType.PILOT: Policy(_PAPER, 3 * _MONTHS),
    EventType.RULING: Policy(_PLACE, 2 * _MONTHS, by_body=True),
    EventType.CASE_REVIEW: Policy(_CASE, 4 * _MONTHS, 18 * _MONTHS, 2 * _YEARS, by_person=True),
    EventType.FINANCE: Policy(_PLACE, 6 * _MONTHS),
}
