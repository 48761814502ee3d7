"""Times told by another event ("since the trust was set up"): the clause found, and the period that its date makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from index.answer import QuestionKind, TimeClause, Understood
from index.asking.vocabulary import Match, vocabulary
from index.timeline import Entry
from index.words import Sheet
from nlp.reading import Status

_DAY = timedelta(days=1)
# In fewer words before it nothing is asked.
_FEWEST = 2
_SIDES = {"since": "since", "after": "after", "following": "after", "before": "before", "until": "before"}


def find_time_clause(sheet: Sheet) -> TimeClause | None:
    """The clause of a question that tells a time by what happened, its words marked; None where there is none.

    Something must be asked for before it: alone it is the question. What is done in it is told by a verb or a grade.
    """
    words = [word.folded if sheet.free(at) else None for at, word in enumerate(sheet.words)]
    matches = vocabulary().meanings.find(words)
    told = {match.places[0] for match in matches}
    does = {match.places[0] for match in matches if _does(match)}
    for at, word in enumerate(words):
        if word not in _SIDES or at < _FEWEST or words[at - 1] in vocabulary().adverbial or at in told:
            continue
        end = _clause_end(sheet, at)
        if any(at < place < end for place in does):
            sheet.take(range(at, end))
            return TimeClause(_SIDES[word], sheet.text(range(at + 1, end)), sheet.text(range(at, end)))
    return None


def _does(match: Match) -> bool:
    meaning = match.meaning
    return bool(meaning.verb or meaning.grades or (meaning.types and not meaning.subject))


def in_its_time(asked: Understood, clause: Understood, find: Callable[[Understood], Sequence[object]]) -> Understood:
    """What was asked, of the time that its clause tells; as it was, where nothing or more than one time is found.

    ``clause`` is how the clause was understood; whom it does not name is whom the question names. ``find`` looks up.
    """
    query, named = asked.query, clause.query
    if not (named.councils or named.organisations or named.people):
        named = replace(named, councils=query.councils, organisations=query.organisations)
    if asked.time is None or not named.types or clause.words:
        return asked
    when = replace(clause, kind=QuestionKind.WHEN, query=replace(named, statuses=(Status.HAPPENED,)))
    found = [row for row in find(when) if isinstance(row, Entry) and row.earliest and row.latest]
    if len({(row.earliest, row.latest) for row in found}) != 1 or not found[0].earliest or not found[0].latest:
        return asked
    first, last = found[0].earliest, found[0].latest
    after = {"since": first, "after": last + _DAY}.get(asked.time.side)
    before = first - _DAY if asked.time.side == "before" else None
    ignored = tuple(part for part in asked.ignored if part != asked.time.whole)
    told = replace(asked.time, date=found[0].date)
    return replace(asked, query=replace(query, after=after, before=before), ignored=ignored, time=told)


def _clause_end(sheet: Sheet, at: int) -> int:
    """Where a clause ends: at the next comma, or with the question."""
    for place in range(at, len(sheet.words) - 1):
        if "," in sheet.question[sheet.words[place].end : sheet.words[place + 1].start]:
            return place + 1
    return len(sheet.words)
