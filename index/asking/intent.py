"""What follows from the parts of a question together: what holds now, the headline grade, who leads."""

from __future__ import annotations

from collections.abc import Sequence

from index.answer import QuestionKind
from index.asking.meaning import Meant
from index.asking.vocabulary import vocabulary
from index.facts import councils_of
from index.query import Query
from nlp.reading import EventType, Judgement

LEADER = "chief executive"
_OF_TRUSTS = (EventType.TRUST_CREATED, EventType.TRUST_ENDED)
_OF_PEOPLE = (EventType.COMMISSIONER, EventType.APPOINTMENT, EventType.DEPARTURE)
# Nothing tells their end as a rule, so that "now" is all that are not told to have ended.
_LASTING = {EventType.COMMISSIONER, EventType.INTERVENTION}
_GRADED = (QuestionKind.WHEN, QuestionKind.YES_NO, QuestionKind.COUNT)


def of_state(query: Query, kind: QuestionKind, words: Sequence[str]) -> tuple[EventType, ...]:
    """The types; where it is asked whether there is a trust now, its end as well as its beginning."""
    if kind is not QuestionKind.YES_NO or words[0] not in vocabulary().holds:
        return query.types
    named = not query.types and any(councils_of(name) for name in query.organisations)
    stands = query.types == (EventType.TRUST_CREATED,) and words[0] in vocabulary().states
    return _OF_TRUSTS if named or stands else query.types


def of_now(query: Query, kind: QuestionKind, words: Sequence[str]) -> str | None:
    """ "latest" where a grade is asked about in the present tense and without a time: "is Kirklees good"."""
    lexicon = vocabulary()
    timeless = not (query.after or query.before) and query.upgraded is None
    rated = kind is QuestionKind.LOOKUP and query.types == (EventType.INSPECTION_RATING,) and query.councils
    if not timeless or not (query.grades or (rated and set(words) & lexicon.single)):
        return None
    if kind is QuestionKind.YES_NO:
        return "latest" if words[0] in lexicon.states else None
    return "latest" if set(words) & lexicon.states and not set(words) & lexicon.past else None


def of_holder(query: Query, kind: QuestionKind, role: str | None, words: Sequence[str]) -> str | None:
    """ "latest" where it is asked in the present tense who holds a role: the holder last told of."""
    if kind is not QuestionKind.WHO or not role or query.people or query.after or query.before:
        return None
    return "latest" if words[0] == "who" and set(words) & vocabulary().states else None


def of_standing(query: Query, kind: QuestionKind, only: str | None, words: Sequence[str]) -> bool:
    """Whether what stands now is asked for: "which trusts are there", "councils with commissioners now"."""
    now = only == "latest" or (kind is QuestionKind.COUNT and set(words) & vocabulary().states)
    kinds = set(query.types)
    stands = kinds == set(_OF_TRUSTS) or (len(kinds) == 1 and kinds <= _LASTING and set(words) & vocabulary().present)
    everywhere = not (query.councils or query.organisations or query.people or query.statuses)
    lists = kind in (QuestionKind.LIST, QuestionKind.COUNT)
    timeless = not (query.after or query.before)
    return bool(now and everywhere and lists and timeless and stands)


def of_lasting(query: Query, kind: QuestionKind, found: Meant) -> tuple[QuestionKind, tuple[EventType, ...]]:
    """The kind and the types where a length of time is asked for: of what begins and ends, both; of others, when."""
    types = query.types
    if kind is not QuestionKind.DURATION:
        return kind, types
    if not types and any(councils_of(name) for name in query.organisations):
        types = _OF_TRUSTS
    if set(types) & set(_OF_TRUSTS):
        return kind, _OF_TRUSTS
    if set(types) & set(_OF_PEOPLE) or (query.people and not types):
        return kind, tuple(dict.fromkeys((*(types or _OF_PEOPLE), EventType.DEPARTURE)))
    lasts = types == (EventType.INSPECTION_RATING,) and (found.grades or found.previous)
    return kind if lasts or not types else QuestionKind.WHEN, types


def headline(query: Query, kind: QuestionKind, only: str | None, words: Sequence[str]) -> tuple[Judgement, ...]:
    """The judgements asked about: the overall one where a council's one grade is, as in "current rating of Kent"."""
    if EventType.INSPECTION_RATING not in query.types or query.judgements or not query.councils:
        return query.judgements
    changed = bool(query.grades) or query.upgraded is not None
    dated = kind is QuestionKind.WHEN or (changed and kind in _GRADED)
    asks_past = any(match.meaning.kind == QuestionKind.HISTORY for match in vocabulary().kinds.find(words))
    ranked = kind is QuestionKind.COMPARE and set(words) & vocabulary().comparatives
    bare = kind is QuestionKind.HISTORY and not asks_past
    single = (only or bare or kind is QuestionKind.LOOKUP) and set(words) & vocabulary().single
    return (Judgement.OVERALL,) if dated or single or ranked else ()


def leads(impersonal: bool, subjects: Sequence[str], organisations: Sequence[str]) -> bool:
    """Whether "who runs" asks for the head of a trust, and not for the trust that runs a council's services."""
    return impersonal and (subjects == ("trust",) or any(councils_of(name) for name in organisations))
