"""From what was understood to the queries put to the index, wider ones after narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from index.answer import QuestionKind, Understood
from index.asking.choice import choose
from index.facts import councils_of
from index.query import Order, Query
from index.timeline import Entry
from index.words import surname_of
from nlp.reading import EventType, Judgement, Status

# More rows than anybody reads, the newest; the timeline pages through all of them. What is counted is counted whole.
MOST = 500
_EVERY = ()
_STATUSES: dict[QuestionKind, tuple[Status, ...]] = {
    QuestionKind.LIST: (Status.HAPPENED, Status.PLANNED),
    QuestionKind.WHEN: (Status.HAPPENED, Status.PLANNED),
    QuestionKind.WHO: (Status.HAPPENED, Status.PLANNED),
    QuestionKind.COUNT: (Status.HAPPENED,),
    QuestionKind.LOOKUP: (Status.HAPPENED,),
}
_OF_ROLES = (EventType.APPOINTMENT, EventType.DEPARTURE, EventType.COMMISSIONER)
_PREFIXES = ("co", "re", "non", "anti", "multi")
# A report comes out at most so long after its inspection.
_UNTIL_PUBLISHED = timedelta(days=180)


def queries(asked: Understood) -> Iterator[Query]:
    """The queries to try, one after another until one brings rows."""
    query = replace(asked.query, statuses=_statuses(asked), order=Order.NEWEST)
    query = replace(query, limit=None if asked.kind is QuestionKind.COUNT else MOST)
    if asked.kind is QuestionKind.WHO and query.people and not query.types:
        query = replace(query, types=_OF_ROLES)
    if asked.standing and EventType.COMMISSIONER in query.types:
        query = replace(query, types=(*query.types, EventType.DEPARTURE))
    if asked.published and query.after:
        query = replace(query, after=query.after - _UNTIL_PUBLISHED)
    if query.grades and ((asked.only == "latest" and asked.kind is not QuestionKind.WHEN) or _of_then(asked)):
        # What holds now is found among the latest of all grades, and what held then among those of that time.
        query = replace(query, grades=(), judgements=query.judgements or (Judgement.OVERALL,))
    text = _text(asked)
    yield replace(query, text=text)
    if asked.kind is QuestionKind.LOOKUP and not asked.query.statuses:
        yield replace(query, text=text, statuses=(Status.PLANNED, Status.PROPOSED))
    if query.organisations:
        yield from _by_other_names(query, text)
    if query.people and asked.kind is not QuestionKind.WHO:
        yield replace(query, people=(), text=" ".join([text, *(f'"{surname_of(name)}"' for name in query.people)]))
    if asked.region:
        yield replace(query, councils=(), text=f'{text} "{asked.region}"')


def _of_then(asked: Understood) -> bool:
    """Whether it is asked for yes or no what grade was given at a time."""
    return asked.kind is QuestionKind.YES_NO and bool(asked.query.after or asked.query.before)


def near_misses(entries: Callable[[Query], list[Entry]], asked: Understood) -> list[Entry]:
    """What is told of the same, but only proposed or rejected, or with another grade: no answer, and worth saying."""
    if asked.query.statuses or not asked.query.types or not (asked.query.councils or asked.query.organisations):
        return []
    if asked.query.grades:
        asked = replace(asked, query=replace(asked.query, grades=(), upgraded=None), previous=None)
        query = replace(next(queries(asked)), judgements=asked.query.judgements or (Judgement.OVERALL,))
        return choose(entries(query), put(asked, query))
    query = replace(next(queries(asked)), statuses=(Status.PROPOSED, Status.REJECTED, Status.PLANNED))
    return choose(entries(query), put(asked, query))


def put(asked: Understood, query: Query) -> Understood:
    """What was asked, as the query put to the index asks it, of the period that was asked about."""
    return replace(asked, query=replace(query, after=asked.query.after, before=asked.query.before))


def _by_other_names(query: Query, text: str) -> Iterator[Query]:
    """A trust's events told of its councils; a body's, where its name only stands in the text."""
    councils = tuple(council for organisation in query.organisations for council in councils_of(organisation))
    if councils:
        narrowed = tuple(c for c in councils if c in query.councils) or councils
        yield replace(query, organisations=(), councils=narrowed, text=text)
    named = " ".join(f'"{organisation}"' for organisation in query.organisations)
    yield replace(query, organisations=(), text=f"{text} {named}".strip())


def _statuses(asked: Understood) -> tuple[Status, ...]:
    if asked.query.statuses:
        return asked.query.statuses if asked.kind is not QuestionKind.YES_NO else _EVERY
    return _STATUSES.get(asked.kind, _EVERY)


def _text(asked: Understood) -> str:
    """The words as a text query, where no name narrows the search: any way of writing each, and one of the cues."""
    query = asked.query
    if query.councils or query.people or query.organisations:
        return " ".join(f'"{surname_of(name)}"' for name in asked.beside)
    parts = [_written(word) for word in asked.words]
    parts += [f'"{surname_of(name)}"' for name in asked.beside]
    if asked.cues:
        parts.append("(" + " OR ".join(cue if " " not in cue else f'"{cue.rstrip("*")}"' for cue in asked.cues) + ")")
    return " ".join(parts)


def _written(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            return f'("{word}" OR "{prefix} {word[len(prefix) :]}")'
    return f'"{word}"'
