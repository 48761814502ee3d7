"""Whether two claims can be told of one event: body, people, amount and title agree, and their dates can."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from crawler.article import Kind
from index.facts import fold, is_public_body
from index.measures import called
from index.merging.claims import Claim, amount_key
from index.merging.policies import POLICIES
from index.merging.titles import comes_once
from nlp.edtf import When
from nlp.reading import EventType, Status

_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
# How far about may be off: a day given as about is the article's own; a year given as about, the one next to it.
_OPPOSITES = {Status.HAPPENED, Status.REJECTED}
_EXACT = 31
# Money without a figure is the same money only in much the same words.
_SAME_MONEY = 0.5
_ABOUT_DAY, _ABOUT_MONTH, _ABOUT_YEAR = 45, 92, 366


def span(claim: Claim) -> tuple[int, int]:
    """First and last day it can mean, as ordinals, widened where approximate.

    What an article tells as done was done by its publication; what it tells as planned was not.
    """
    return _span(claim.date, claim.published, claim.status in _OPEN, POLICIES[claim.type].slips)


@lru_cache(maxsize=65536)
def _span(value: str | None, on: date | None, is_open: bool, slips: int) -> tuple[int, int]:
    published = on.toordinal() if on else None
    if value is None:
        if published is None:
            return date.min.toordinal(), date.max.toordinal()
        return (published, published + slips) if is_open else (date.min.toordinal(), published)
    when = When.parse(value)
    first, last = when.earliest.toordinal(), when.latest.toordinal()
    if when.approximate:
        margin = _ABOUT_DAY if when.days == 1 else _ABOUT_MONTH if when.days <= _ABOUT_MONTH else _ABOUT_YEAR
        first, last = max(1, first - margin), min(date.max.toordinal(), last + margin)
    if published and not is_open and first <= published < last:
        last = published
    return first, last


def gap(claim: Claim, other: Claim) -> int:
    """Days between the nearest days the two can mean; 0 when they overlap."""
    first, last = span(claim)
    other_first, other_last = span(other)
    return max(0, first - other_last, other_first - last)


def vagueness(claim: Claim) -> tuple[bool, int]:
    """Sorts the undated after the dated, and long spans (of what is about, the widened) after short."""
    return (claim.date is None, span(claim)[1] - span(claim)[0])


def precedence(claim: Claim) -> str:
    """Its place, as text that sorts, in the order in which claims are gathered: the most precise before the vaguer."""
    undated, days = vagueness(claim)
    first, last = span(claim)
    published = claim.published.toordinal() if claim.published else 0
    hearsay = claim.kind != Kind.INSPECTION_REPORT
    return f"{undated:d}{days:07d}{first:07d}{last:07d}{hearsay:d}{published:07d}{claim.id}"


def compatible(claim: Claim, other: Claim, dated: bool = True) -> bool:
    """Whether both can be told of one event, in all but the date or (``dated``) in that too; symmetric."""
    policy = POLICIES[claim.type]
    if policy.alone and claim.article_id == other.article_id:
        return False
    if claim.status != other.status and {claim.status, other.status} == _OPPOSITES:
        return False
    if (claim.grade, claim.judgement) != (other.grade, other.judgement):
        return False
    if claim.councils != other.councils and _apart(claim.councils, other.councils):
        return False
    if policy.by_person and claim.people and other.people and not same_people(claim.people, other.people):
        return False
    if policy.by_body and not _bodies_agree(claim, other):
        return False
    if policy.by_body and policy.by_person and {_agent(claim), _agent(other)} == {"person", "body"}:
        return False
    return _particulars_agree(claim, other) and not (dated and gap(claim, other) > _allowed(claim, other))


def _apart(councils: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return bool(councils and others) and set(councils).isdisjoint(others)


def same_rating_told_otherwise(hearsay: Claim, report: Claim) -> bool:
    """Whether an article gives the inspection of a report another grade: its date is exact and falls within months."""
    when = hearsay.when
    if hearsay.grade == report.grade or when is None or report.when is None or when.approximate:
        return False
    return when.days <= _EXACT and gap(hearsay, report) <= POLICIES[EventType.INSPECTION_RATING].apart


def same_person(name: str, other: str) -> bool:
    """Whether two names can be of one person: the same surname, and first names that do not contradict."""
    words, others = _name(name), _name(other)
    if not words or not others or words[-1] != others[-1]:
        return False
    if len(words) == 1 or len(others) == 1:
        return True
    first, second = words[0], others[0]
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


@lru_cache(maxsize=65536)
def _name(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


@lru_cache(maxsize=262144)
def same_people(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether somebody is in both."""
    return any(same_person(name, other) for name in names for other in others)


def same_body(name: str, other: str) -> bool:
    """Whether two names can be of one body: one says no more than the other."""
    words, others = set(fold(name).split()), set(fold(other).split())
    return words <= others or others <= words


def alike(quote: str, other: str) -> float:
    """The share of words two sentences have in common, 0 to 1."""
    words, others = _words(quote), _words(other)
    return len(words & others) / max(1, len(words | others))


@lru_cache(maxsize=16384)
def _words(quote: str) -> frozenset[str]:
    return frozenset(fold(quote).split())


def _body(claim: Claim) -> str | None:
    """The body an event is of; the department that orders it is not that."""
    return claim.organisation if claim.organisation and not is_public_body(claim.organisation) else None


def _bodies_agree(claim: Claim, other: Claim) -> bool:
    one, two = _body(claim), _body(other)
    return not (one and two) or same_body(one, two)


def _agent(claim: Claim) -> str:
    """Who was appointed: a person, or else a body; nothing where nobody is named."""
    return "person" if claim.people else "body" if _body(claim) else ""


def _particulars_agree(claim: Claim, other: Claim) -> bool:
    if claim.type == EventType.INTERVENTION:
        one, two = called(claim.type, claim.quote), called(other.type, other.quote)
        return not (one and two) or one == two
    if claim.type == EventType.FINANCE:
        if amount_key(claim) != amount_key(other):
            return False
        return bool(claim.amount) or alike(claim.quote, other.quote) > _SAME_MONEY
    return True


def farthest(of: EventType) -> int:
    """The most days that may lie between two claims of one event of a type."""
    policy = POLICIES[of]
    return max(policy.apart, policy.apart_once, policy.slips)


def _allowed(claim: Claim, other: Claim) -> int:
    policy = POLICIES[claim.type]
    days = policy.apart_once if policy.apart_once and _once(claim, other) else policy.apart
    if (claim.status in _OPEN) != (other.status in _OPEN):
        days = max(days, policy.slips)
    return days


def _once(claim: Claim, other: Claim) -> bool:
    """Whether both name the one thing that can happen to it only once."""
    if POLICIES[claim.type].by_body:
        one, two = _body(claim), _body(other)
        return bool(one and two and same_body(one, two))
    if POLICIES[claim.type].by_person:
        return bool(claim.people and other.people)
    return bool(claim.title and other.title and comes_once(claim.title) and comes_once(other.title))


def bounds(when: When | None, claims: Iterable[Claim]) -> tuple[date | None, date | None]:
    """First and last day an entry can mean: open ends are closed by the first article that tells it as done."""
    if when is None:
        return None, None
    told = [claim.published for claim in claims if claim.published and claim.status not in _OPEN]
    latest = when.latest
    if when.open_ended and told:
        latest = max(when.earliest, min(latest, min(told)))
    return when.earliest, latest
