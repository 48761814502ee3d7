"""Which kind of answer a question asks for: a list, a time, a person, a history, a number, a yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from index.answer import QuestionKind
from index.asking.vocabulary import Match, vocabulary
from index.query import Query
from nlp.reading import EventType

# The first of these that is said decides, where the first word of the question did not.
_BY_WEIGHT = (
    *(QuestionKind.DURATION, QuestionKind.COUNT, QuestionKind.HISTORY),
    *(QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.LOOKUP),
)


def kind_of(words: Sequence[str], said: Sequence[Match], query: Query) -> QuestionKind:
    """The kind of a question from its folded words, the kind phrases found in it and what it asks about."""
    kinds = {QuestionKind(match.meaning.kind): match.places[0] for match in reversed(said) if match.meaning.kind}
    first = words[0] if words else ""
    lexicon = vocabulary()
    if QuestionKind.COMPARE in kinds and len(query.councils) + len(query.organisations) > 1:
        return QuestionKind.COMPARE
    if first in lexicon.asks_yes_or_no and not any(place == 0 for place in kinds.values()):
        return QuestionKind.YES_NO
    opening = [kind for kind, place in kinds.items() if place == 0 and kind is not QuestionKind.COMPARE]
    if opening and not (opening[0] is QuestionKind.LOOKUP and QuestionKind.HISTORY in kinds):
        return opening[0]
    if first in lexicon.asks_which and QuestionKind.COUNT not in kinds and QuestionKind.HISTORY not in kinds:
        return QuestionKind.LIST
    for kind in _BY_WEIGHT:
        if kind in kinds:
            return kind
    return _unsaid(query)


def _unsaid(query: Query) -> QuestionKind:
    """The kind where no word says it: one council's ratings or a bare name are a history, a bare person a who."""
    if query.people and not query.types:
        return QuestionKind.WHO
    named = query.councils or query.organisations
    if named and (not query.types or query.types == (EventType.INSPECTION_RATING,)):
        return QuestionKind.HISTORY
    return QuestionKind.LIST
