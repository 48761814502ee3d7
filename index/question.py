"""Reading a question in English, without a language model: what it asks, of whom, when, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.answer import QuestionKind, Understood
from index.kinds import kind_of
from index.meaning import Meant, meant
from index.names import Bodies, People, find_bodies, find_people, find_surnames, mend_councils
from index.periods import Period, find_period
from index.query import Order, Query
from index.vocabulary import COUNCIL, Match, vocabulary
from index.words import Sheet


def understand(question: str, as_of: date, people: People | None = None) -> Understood:
    """Read a question asked on a day.

    In: the question as typed, and the people the index knows (none: names of people remain words). Out: the kind of
    answer wanted, the query, the words that remain to be searched as text, and what could not be understood.
    """
    sheet = Sheet(question)
    period = find_period(sheet, as_of)
    bodies = find_bodies(sheet)
    ignored = _beyond(sheet)
    persons = find_people(sheet, people)
    matches = _phrases(sheet)
    sheet.take(bodies.places)
    corrections = mend_councils(sheet)
    persons += find_surnames(sheet, people)
    said = vocabulary().kinds.find([word.folded for word in sheet.words])
    found = meant(_with_council(matches, bodies))
    unread = [_text(sheet, match.places) for match in found.unused if not match.meaning.weak]
    query = _query(found, bodies, tuple(corrections.values()), persons, period)
    kind = kind_of([word.folded for word in sheet.words], said, query)
    return Understood(
        kind=QuestionKind.LIST if kind is QuestionKind.WHO and found.impersonal else kind,
        query=query,
        as_of=as_of,
        words=_words(sheet, said, found, bodies),
        ignored=(*ignored, *unread),
        corrections=corrections,
        subjects=found.subjects,
        role=_role(sheet, matches),
        cues=found.cues,
        only=found.only,
        by_area=found.by_area,
    )


def _phrases(sheet: Sheet) -> list[Match]:
    matches = vocabulary().meanings.find(
        [word.folded if sheet.free(at) else None for at, word in enumerate(sheet.words)]
    )
    for match in matches:
        sheet.take(match.places)
    return matches


def _with_council(matches: Sequence[Match], bodies: Bodies) -> list[Match]:
    """The phrases, with "council" as what is spoken of where one is named and nothing else is."""
    if not bodies.councils or any(match.meaning.subject for match in matches):
        return list(matches)
    return [*matches, Match(COUNCIL, ())]


def _query(
    found: Meant, bodies: Bodies, mended: tuple[str, ...], people: tuple[str, ...], period: Period | None
) -> Query:
    return Query(
        types=found.types,
        councils=tuple(dict.fromkeys((*bodies.councils, *mended))),
        organisations=bodies.organisations,
        people=people,
        grades=found.grades,
        judgements=found.judgements,
        statuses=found.statuses,
        after=period.after if period else None,
        before=period.before if period else None,
        upgraded=found.upgraded,
        order=Order.NEWEST if found.only == "latest" else Order.OLDEST,
    )


def _beyond(sheet: Sheet) -> tuple[str, ...]:
    """A time told by a reign or an event ("under Cameron", "since the election"): marked as read, and not understood.

    What is in the lexicon after the preposition ("after a trust was set up") is left to be read as such.
    """
    lexicon = vocabulary()
    words = [word.folded if sheet.free(at) else None for at, word in enumerate(sheet.words)]
    told = {place for match in lexicon.meanings.find(words) for place in match.places}
    ignored = []
    for at, word in enumerate(words):
        if word not in lexicon.before_clause or (at and words[at - 1] == "looked") or at in told:
            continue
        end = at + 1
        while end < len(words) and words[end] in ("the", "a", "an"):
            end += 1
        begin = end
        while (
            end < len(words)
            and words[end]
            and end not in told
            and words[end] not in lexicon.filler
            and not (words[end] or "").isdigit()
        ):
            end += 1
        if end > begin:
            sheet.take(range(at, end))
            ignored.append(_text(sheet, range(at, end)))
    return tuple(ignored)


def _words(sheet: Sheet, said: Sequence[Match], found: Meant, bodies: Bodies) -> tuple[str, ...]:
    """The words that remain: neither understood, nor part of asking, nor filler; and weak words not needed."""
    asking = {place for match in said for place in match.places}
    spare = {place for match in found.unused if match.meaning.weak for place in match.places} - set(bodies.places)
    left = [at for at in range(len(sheet.words)) if (sheet.free(at) and at not in asking) or at in spare]
    return tuple(sheet.words[at].folded for at in left if sheet.words[at].folded not in vocabulary().filler)


def _role(sheet: Sheet, matches: Sequence[Match]) -> str | None:
    return next(
        (_text(sheet, match.places) for match in matches if match.meaning.subject in ("post", "commissioner")), None
    )


def _text(sheet: Sheet, places: Sequence[int]) -> str:
    """The question's own words from the first of some places to the last."""
    return sheet.question[sheet.words[places[0]].start : sheet.words[places[-1]].end]
