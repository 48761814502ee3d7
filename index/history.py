"""One council over time: ratings by area, interventions, trusts in charge, people in post, its neighbours in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from index.answer import Post
from index.merging.identity import same_body, same_person
from index.query import Query
from index.search import Index
from index.standing import post_stood, stood
from index.timeline import Entry
from nlp.gazetteer import Council, councils
from nlp.reading import EventType, Judgement, Status

_CONTROL = (EventType.INTERVENTION, EventType.COMMISSIONER)
_TRUSTS = (EventType.TRUST_CREATED, EventType.TRUST_ENDED)
_POSTS = (EventType.APPOINTMENT, EventType.DEPARTURE, EventType.COMMISSIONER)


@dataclass(frozen=True, slots=True)
class Bound:
    """When something began or ended, and the entry that tells it.

    ``date`` is EDTF, None where no date is told; ``entry`` None when nothing tells of it. ``certain`` is False for a
    plan, and for "in post by then", which an article stated without telling since when.
    """

    date: str | None = None
    entry: Entry | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """Someone or something in charge for a time: a trust, or a person with a role."""

    name: str
    role: str | None
    organisation: str | None
    begun: Bound
    ended: Bound


@dataclass(frozen=True, slots=True)
class History:
    """A council's history as the sources tell it.

    ``ratings`` are by area, the overall grade first, each in order of date; ``entries`` is everything in order of
    date, that of ``joined`` authorities (predecessors and successors) included.
    """

    council: Council
    joined: tuple[Council, ...]
    ratings: dict[Judgement, tuple[Entry, ...]]
    interventions: tuple[Entry, ...]
    trusts: tuple[Period, ...]
    people: tuple[Period, ...]
    entries: tuple[Entry, ...]


def history(index: Index, name: str, posts: Iterable[Post] = (), day: date | None = None) -> History:
    """The history of the council with this canonical name; ``posts`` are statements of who held which role there.

    With a ``day`` it is as it stood at the end of that day: see ``standing``.

    Raises:
        KeyError: no council has this name.
    """
    council = councils()[name]
    joined = tuple(councils()[other] for other in related(council))
    entries = list(index.entries(Query(councils=(name, *(other.name for other in joined)))))
    if day is not None:
        entries = [known for entry in entries if (known := stood(entry, day))]
        entries.sort(key=lambda entry: (entry.earliest or date.max, entry.id))
        posts = [held for post in posts if (held := post_stood(post, day))]
    own = [entry for entry in entries if name in entry.councils]
    return History(
        council=council,
        joined=joined,
        ratings=_ratings(own),
        interventions=tuple(entry for entry in own if entry.type in _CONTROL),
        trusts=_trusts(own),
        people=_people(own, posts),
        entries=tuple(entries),
    )


def related(council: Council) -> tuple[str, ...]:
    """The authorities it came from and those that followed it, near and far, in alphabetical order."""
    found: set[str] = set()
    for step in ("predecessors", "successors"):
        waiting = [council.name]
        while waiting:
            known = councils().get(waiting.pop())
            for other in getattr(known, step, ()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
    return tuple(sorted(found & councils().keys() - {council.name}))


def _ratings(entries: Sequence[Entry]) -> dict[Judgement, tuple[Entry, ...]]:
    by_area: dict[Judgement, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.type == EventType.INSPECTION_RATING:
            by_area[entry.judgement or Judgement.OVERALL].append(entry)
    return {area: tuple(by_area[area]) for area in Judgement if area in by_area}


def _trusts(entries: Sequence[Entry]) -> tuple[Period, ...]:
    """Trusts that ran the services, each from its beginning to its end as far as told; those turned down are none."""
    told = [e for e in entries if e.type in _TRUSTS and e.status in (Status.HAPPENED, Status.PLANNED)]
    groups: list[list[Entry]] = []
    for entry in told:
        group = next((g for g in groups if _same_trust(g[0], entry) and entry.type not in {e.type for e in g}), None)
        if group is None:
            groups.append([entry])
        else:
            group.append(entry)
    periods = []
    for group in groups:
        by_type = {entry.type: entry for entry in group}
        name = next((entry.organisation for entry in group if entry.organisation), "a trust")
        begun, ended = (_bound(by_type.get(kind)) for kind in _TRUSTS)
        periods.append(Period(name, None, name, begun, ended))
    return tuple(periods)


def _same_trust(one: Entry, other: Entry) -> bool:
    return not (one.organisation and other.organisation) or same_body(one.organisation, other.organisation)


def _bound(entry: Entry | None) -> Bound:
    return Bound(entry.date, entry, entry.status == Status.HAPPENED) if entry else Bound()


def _people(entries: Sequence[Entry], posts: Iterable[Post]) -> tuple[Period, ...]:
    """People in post: from appointments and departures, else from when and until when articles name them in it."""
    periods: list[Period] = []
    stated = list(posts)
    for entry in entries:
        if entry.type not in _POSTS or entry.status != Status.HAPPENED:
            continue
        for name in entry.people:
            post = next((p for p in stated if same_person(p.name, name)), None)
            role = (post.role if post else None) or (entry.type if entry.type == EventType.COMMISSIONER else None)
            period = Period(name, role, entry.organisation, Bound(), Bound())
            open_one = _open_period(periods, name) if entry.type == EventType.DEPARTURE else None
            if open_one is not None:
                period = periods.pop(open_one)
            begun, ended = period.begun, period.ended
            if entry.type == EventType.DEPARTURE:
                ended = _bound(entry)
            else:
                begun = _bound(entry)
            periods.append(Period(period.name, period.role, period.organisation, begun, ended))
    for post in stated:
        if not any(same_person(post.name, period.name) for period in periods):
            periods.append(_stated(post))
    return tuple(sorted(periods, key=_since))


def _open_period(periods: Sequence[Period], name: str) -> int | None:
    """The latest period of a person that has no end yet."""
    open_ones = [n for n, p in enumerate(periods) if same_person(p.name, name) and p.ended.entry is None]
    return open_ones[-1] if open_ones else None


def _stated(post: Post) -> Period:
    days = [evidence.published for evidence in post.entry.evidence if evidence.published]
    first, last = (f(days).isoformat() if days else None for f in (min, max))
    begun, ended = Bound(first, post.entry, certain=False), Bound(last, post.entry, certain=False)
    return Period(post.name, post.role, post.organisation, begun, ended)


def _since(period: Period) -> tuple[str, str]:
    entry = period.begun.entry or period.ended.entry
    earliest = entry.earliest if entry else None
    return (str(earliest or period.begun.date or date.max), period.name)
