"""Reading a question in English, without a language model: what it asks, of whom, when, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.answer import QuestionKind, TimeClause, Understood
from index.asking.beyond import compared, denied, set_aside
from index.asking.intent import LEADER, headline, leads, of_holder, of_lasting, of_now, of_standing, of_state
from index.asking.kinds import kind_of
from index.asking.meaning import TITLED, Meant, meant
from index.asking.misspelt import mend_councils, mend_words
from index.asking.names import (
    Bodies,
    People,
    councils_in,
    find_bodies,
    find_people,
    find_region,
    find_surnames,
)
from index.asking.periods import Period, find_period
from index.asking.roles import role_words
from index.asking.time_clauses import find_time_clause
from index.asking.vocabulary import COUNCIL, PERSON, TRUST, Match, vocabulary
from index.facts import councils_of, fold, is_public_body, successors
from index.query import Order, Query
from index.sums import Sums, find_bounds, find_extreme
from index.words import Sheet
from nlp.reading import EventType

# No question is as long, in characters; of what stands behind that so much is told as not understood.
_LONGEST, _TOLD = 2_000, 60
_OF_POSTS = (EventType.APPOINTMENT, EventType.DEPARTURE)
_OF_AUTHORS = (EventType.PUBLICATION, EventType.CASE_REVIEW, *_OF_POSTS)


def understand(question: str, as_of: date, people: People | None = None) -> Understood:
    """Read a question asked on a day.

    In: the question as typed, and the people the index knows (none: names of people remain words). Out: the kind of
    answer wanted, the query, the words that remain to be searched as text, and what could not be understood.
    """
    sheet = Sheet(question[:_LONGEST])
    bounds, period, time = _bounds(sheet, as_of)
    bodies = find_bodies(sheet)
    ignored = (*((time.whole,) if time else ()), *set_aside(sheet), *_unread(question))
    persons = find_people(sheet, people)
    corrections = mend_words(sheet)
    matches = _phrases(sheet)
    region = None if bodies.councils else find_region(sheet)
    sheet.take(bodies.places)
    misspelt = mend_councils(sheet)
    persons += find_surnames(sheet, people)
    folded = [word.folded for word in sheet.words]
    found = meant(_with_subject(matches, bodies, persons), folded)
    named = (*bodies.councils, *misspelt.values(), *(councils_in(region) if region else ()))
    councils = _with_successors(named, found.types)
    replaced = persons if found.succession else ()
    query = _query(found, councils, bodies.organisations, () if replaced else persons, period)
    kind, role, query = _asking(sheet, matches, found, query, bounds)
    not_held = denied(sheet, matches, kind) + compared(sheet, kind)
    only = found.only or of_now(query, kind, folded) or of_holder(query, kind, role, folded)
    judgements = query.judgements if region or found.by_area else headline(query, kind, only, folded)
    return Understood(
        kind=kind,
        query=replace(query, types=of_state(query, kind, folded), judgements=judgements),
        as_of=as_of,
        words=_words(sheet, found, bodies),
        ignored=(*ignored, *not_held, *(sheet.text(match.places) for match in found.unused)),
        corrections=misspelt | corrections,
        subjects=found.subjects + (("place",) if set(folded) & vocabulary().asks_where else ()),
        role=role,
        cues=found.cues,
        previous=found.previous,
        region=region,
        only=only,
        by_area=found.by_area,
        unmet=(found.unmet and not councils) or bool(not_held),
        published=found.published,
        beside=replaced,
        sums=bounds or (find_extreme(sheet) if EventType.FINANCE in query.types else None),
        why="why" in folded,
        renamed=found.renamed,
        time=time,
        standing=of_standing(query, kind, only, folded),
    )


def _unread(question: str) -> tuple[str, ...]:
    """How what is too long to be read of a question begins."""
    return (f"{question[_LONGEST : _LONGEST + _TOLD].strip()}…",) if len(question) > _LONGEST else ()


def _bounds(sheet: Sheet, as_of: date) -> tuple[Sums | None, Period | None, TimeClause | None]:
    """The bounds set to sums and to time, the latter by dates or else by another event."""
    bounds, period = find_bounds(sheet), find_period(sheet, as_of)
    return bounds, period, None if period else find_time_clause(sheet)


def _with_successors(councils: Sequence[str], types: Sequence[EventType]) -> tuple[str, ...]:
    """The councils, each once; of a reorganisation also those that took their places."""
    after = (
        [name for council in councils for name in successors(council)] if types == (EventType.REORGANISATION,) else []
    )
    return tuple(dict.fromkeys((*councils, *after)))


def _asking(
    sheet: Sheet, matches: Sequence[Match], found: Meant, query: Query, bounds: Sums | None
) -> tuple[QuestionKind, str | None, Query]:
    """The kind of answer, the role that is asked about and the query; who runs a trust asks for its head.

    Where only sums are bounded, sums are asked for.
    """
    query = replace(query, types=query.types or ((EventType.FINANCE,) if bounds else ()))
    kind, role = _kind(sheet, matches, found, query), _role(sheet, matches)
    if leads(found.impersonal, found.subjects, query.organisations):
        return QuestionKind.WHO, LEADER, replace(query, types=_OF_POSTS)
    if kind is QuestionKind.LIST and not found.verbs and _of_people(found, query, role):
        kind = QuestionKind.WHO
    kind, types = of_lasting(query, kind, found)
    return kind, role, replace(query, types=types)


def _kind(sheet: Sheet, matches: Sequence[Match], found: Meant, query: Query) -> QuestionKind:
    """The kind of answer; a body is listed where "who" is one, and a "who" that follows what it is of asks nothing."""
    of_subjects = {place for match in matches if match.meaning.subject for place in match.places}
    words = [word.folded for word in sheet.words]
    said = vocabulary().kinds.find(words)
    asked = [m for m in said if m.meaning.kind != QuestionKind.WHO or m.places[0] - 1 not in of_subjects]
    kind = kind_of(words, asked, query)
    return QuestionKind.LIST if kind is QuestionKind.WHO and found.impersonal else kind


def _phrases(sheet: Sheet) -> list[Match]:
    words = [word.folded if sheet.free(at) else None for at, word in enumerate(sheet.words)]
    matches = vocabulary().meanings.find(words)
    for match in matches:
        sheet.take(match.places)
    return matches


def _with_subject(matches: Sequence[Match], bodies: Bodies, people: Sequence[str]) -> list[Match]:
    """The phrases, with the person, the trust or the council that is named as what is spoken of, where nothing else is.

    A trust's name alone asks for all that is told of it, and not for its beginning and end.
    """
    done = any(match.meaning.verb or match.meaning.renamed for match in matches)
    replaced = any(match.meaning.verb == "replace" for match in matches)
    if done and people and (replaced or not any(match.meaning.subject for match in matches)):
        return [*matches, Match(PERSON, ())]
    if done and any(councils_of(name) for name in bodies.organisations):
        return [*matches, Match(TRUST, ())]
    if not bodies.councils or any(match.meaning.subject for match in matches):
        return list(matches)
    return [*matches, Match(COUNCIL, ())]


def _query(
    found: Meant,
    councils: tuple[str, ...],
    organisations: tuple[str, ...],
    people: tuple[str, ...],
    period: Period | None,
) -> Query:
    return Query(
        types=found.types or _of_trust(organisations, found.subjects),
        councils=councils,
        organisations=_acting(organisations, found.types),
        people=people,
        grades=found.grades,
        judgements=found.judgements,
        statuses=found.statuses,
        # Who ran something at a time had begun before it.
        after=period.after if period and not found.impersonal else None,
        before=period.before if period else None,
        upgraded=found.upgraded,
        order=Order.NEWEST if found.only == "latest" else Order.OLDEST,
    )


def _of_trust(organisations: Sequence[str], subjects: Sequence[str]) -> tuple[EventType, ...]:
    """Which councils a trust serves is told by its beginning and its end."""
    serves = "council" in subjects and any(councils_of(name) for name in organisations)
    return (EventType.TRUST_CREATED, EventType.TRUST_ENDED) if serves else ()


def _acting(organisations: Sequence[str], types: Sequence[EventType]) -> tuple[str, ...]:
    """The organisations that narrow a question: a department orders what is told of councils, and is named in passing.

    Only of what it publishes, of its own people, and where nothing else is said, is it what is asked about.
    """
    authored = not types or set(types) & set(_OF_AUTHORS)
    other = EventType.INSPECTION_RATING in types
    kept = (name for name in organisations if authored or not is_public_body(name) or (other and not _inspects(name)))
    return tuple(kept)


def _inspects(organisation: str) -> bool:
    """Whether a public body can be named with ratings without narrowing them: children's inspectorates, departments."""
    return fold(organisation) in vocabulary().inspectorates


def _words(sheet: Sheet, found: Meant, bodies: Bodies) -> tuple[str, ...]:
    """The words that remain: neither understood, nor part of asking, nor filler; and weak words not needed."""
    said = vocabulary().kinds.find([word.folded for word in sheet.words])
    asking = {place for match in said for place in match.places}
    spare = {place for match in found.spare for place in match.places} - set(bodies.places)
    kinds = {place for match in found.spare if match.meaning.subject in TITLED for place in match.places}
    spare |= _named_by(sheet, found)
    asking |= set(bodies.places)
    left = [at for at in range(len(sheet.words)) if (sheet.free(at) and at not in asking) or at in spare]
    # What a scheme is ("programme") is seldom said beside what it is called.
    left = [at for at in left if at not in kinds] or left
    named = vocabulary().domain if spare else frozenset()
    filler = vocabulary().filler
    return tuple(
        w.folded for at in left if (w := sheet.words[at]).folded not in filler or (at in spare and w.folded in named)
    )


def _named_by(sheet: Sheet, found: Meant) -> set[int]:
    """The places of the field's common words that name a law or a scheme: those right before what it is called."""
    places: set[int] = set()
    for match in found.titled:
        for at in range(match.places[0] - 1, -1, -1):
            word = sheet.words[at].folded
            if word in vocabulary().domain:
                places.add(at)
            elif word not in vocabulary().small_words and not (sheet.free(at) and word not in vocabulary().filler):
                break
    return places


def _of_people(found: Meant, query: Query, role: str | None) -> bool:
    """Whether a post alone is named: a role at a body, a role that is held once in a country, or a person's posts."""
    if query.people:
        return not role and found.subjects == ("post",)
    return bool(role) and bool(query.councils or query.organisations or len(role_words(role or "")) > 1)


def _role(sheet: Sheet, matches: Sequence[Match]) -> str | None:
    """The words of the role a question names; "post" and "job" name none."""
    return next((sheet.text(match.places) for match in matches if match.meaning.role), None)
