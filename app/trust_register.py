"""The register of children's trusts: what is known of each, merged from the list kept here and from what is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app import held_grades
from app.held_grades import Held
from index.merging.identity import same_body
from index.query import Query
from index.search import Index
from index.telling.labels import listed
from index.timeline import Entry
from nlp.gazetteer import councils
from nlp.organisations import Organisation, trusts
from nlp.reading import EventType, Status

_TYPES = (EventType.TRUST_CREATED, EventType.TRUST_ENDED)


@dataclass(frozen=True, slots=True)
class Trust:
    """One trust: ``created`` and ``ended`` are the lines that tell it, ``started`` and ``stopped`` the days drawn."""

    name: str
    councils: tuple[str, ...]
    created: Entry | None
    ended: Entry | None
    started: date | None
    stopped: date | None

    @property
    def planned_end(self) -> bool:
        """Whether its end is told only as a plan."""
        return self.ended is not None and self.ended.status is not Status.HAPPENED


@lru_cache(maxsize=4)
def register(index: Index) -> tuple[Trust, ...]:
    """Every trust known, in order of when it began; of councils' trusts without a name, one a council."""
    told = index.entries(Query(types=_TYPES, statuses=(Status.HAPPENED, Status.PLANNED)))
    known = trusts()
    listed = [_listed(body, [entry for entry in told if _is_of(entry, body)]) for body in known.values()]
    rest = [entry for entry in told if entry.councils and not any(_is_of(entry, body) for body in known.values())]
    return tuple(sorted([*listed, *_unlisted(rest)], key=lambda trust: (trust.started or date.max, trust.name)))


def running(trust: Trust, year: int) -> bool:
    """Whether it ran at some time in a year, as far as told."""
    if trust.started is None or trust.started.year > year:
        return False
    return trust.stopped is None or trust.stopped.year >= year


def grades(index: Index, trust: Trust) -> dict[str, dict[str, list[Held]]]:
    """For each of its councils the overall grades before, during and after it ran (of before, the last alone)."""
    found = {}
    for council in trust.councils:
        held = held_grades.overall(index).get(council, ())
        if trust.started is None:
            found[council] = {"before": [], "during": list(held), "after": []}
            continue
        end = trust.stopped or date.max
        before = [one for one in held if one.latest < trust.started]
        found[council] = {
            "before": before[-1:],
            "during": [one for one in held if trust.started <= one.latest < end],
            "after": [one for one in held if one.latest >= end],
        }
    return found


def _listed(body: Organisation, told: Sequence[Entry]) -> Trust:
    created, ended = (_latest(told, kind) for kind in _TYPES)
    started = body.started or (created.earliest if created else None)
    stopped = body.ended or (ended.latest if ended else None)
    return Trust(body.name, body.councils, created, ended, started, stopped)


def _unlisted(told: Sequence[Entry]) -> Iterable[Trust]:
    """Trusts that only documents tell of, by name, or by their councils where they have none."""
    groups: dict[str, list[Entry]] = {}
    called: dict[str, str] = {}
    for entry in told:
        name = _named(entry)
        if name not in called:
            called[name] = next((known for known in groups if same_body(known, name)), name)
        groups.setdefault(called[name], []).append(entry)
    for name, entries in groups.items():
        created, ended = (_latest(entries, kind) for kind in _TYPES)
        served = tuple(dict.fromkeys(council for entry in entries for council in entry.councils))
        started = created.earliest if created else None
        yield Trust(name, served, created, ended, started, ended.latest if ended else None)


def _named(entry: Entry) -> str:
    """What a trust that is not listed is called; one council that runs another's services is a partnership."""
    if entry.organisation and entry.organisation not in councils():
        return entry.organisation
    kind = "Partnership" if entry.organisation and len(entry.councils) > 1 else "Trust"
    return f"{kind} of {listed(sorted(entry.councils))}"


def _latest(entries: Sequence[Entry], kind: EventType) -> Entry | None:
    """What happened before what is only planned; of those the best told."""
    of_kind = [entry for entry in entries if entry.type is kind]
    return max(of_kind, key=lambda e: (e.status is Status.HAPPENED, e.date is not None, len(e.evidence)), default=None)


def _is_of(entry: Entry, body: Organisation) -> bool:
    if entry.organisation:
        return entry.organisation == body.name or same_body(entry.organisation, body.name)
    return bool(set(entry.councils) & set(body.councils))
