"""From the phrases found in a question to what it asks about: event types, subjects, statuses, grades and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.asking.vocabulary import Match, vocabulary
from index.merging.changes import compare
from index.timeline import Change
from nlp.reading import EventType, Grade, Judgement, Status

_COUNCIL = "council"
_POST = "post"
_TRUST = "trust"
_PERSON = "person"
_REPLACE = "replace"
_SAME = "same"
_NEAR = 3
# Who is not good is neither better than good.
_COUNTED_IN = {
    Grade.INADEQUATE: (Grade.INADEQUATE,),
    Grade.REQUIRES_IMPROVEMENT: (Grade.REQUIRES_IMPROVEMENT,),
    Grade.GOOD: (Grade.GOOD, Grade.OUTSTANDING),
    Grade.OUTSTANDING: (Grade.OUTSTANDING,),
}
_FROM = "from"
# What is known by a title of its own.
TITLED = ("law", "pilot")
_UPGRADED = {"better": True, "worse": False}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Meant:
    """What the phrases of a question come to.

    ``unmet``: what was done is told by a verb that comes to no type of event. ``unused`` are those to be told to the
    user, ``spare`` those whose words are searched as text; ``titled`` what
    is called by a title. ``previous`` is the grade before, where a change "from" one
    is asked for.
    """

    types: tuple[EventType, ...]
    subjects: tuple[str, ...]
    statuses: tuple[Status, ...]
    grades: tuple[Grade, ...]
    previous: Grade | None
    judgements: tuple[Judgement, ...]
    cues: tuple[str, ...]
    upgraded: bool | None
    only: str | None
    by_area: bool
    impersonal: bool
    verbs: bool
    unused: tuple[Match, ...]
    spare: tuple[Match, ...]
    titled: tuple[Match, ...]
    unmet: bool
    published: bool
    succession: bool
    renamed: bool


def meant(matches: Sequence[Match], words: Sequence[str] = ()) -> Meant:
    """Combine the phrases.

    What was done ("wound up", "set up" of a trust) outweighs what is spoken of ("rating", "report"), and that the
    subjects that say nothing alone; grades without ratings are returned as unused, to be told to the user. ``words``
    are the question's, folded, that the matches have their places in.
    """
    firm = _strong(matches)
    strong = _afterwards(firm, words)
    subjects = _unique(match.meaning.subject for match in matches)
    done = _unique(
        t for match in strong if not match.meaning.subject and not _of_ratings(match) for t in match.meaning.types
    )
    graded = any(_of_ratings(match) and match.meaning.types for match in strong)
    told = [subject for subject in subjects if subject != _COUNCIL] if graded else subjects
    verbs = [match for match in strong if match.meaning.verb and not (graded and not told)]
    done = _unique((*done, *(t for match in verbs for t in _of_verb(match, subjects))))
    weak = _unique(t for match in matches if match.meaning.weak for t in match.meaning.types)
    unmet = [match for match in verbs if not _of_verb(match, subjects)]
    # What was done to an inspectorate ("when was it founded") is none of the events that are kept.
    types = done or _spoken_of(strong, subjects, () if unmet and not subjects else weak)
    rated = not types or EventType.INSPECTION_RATING in types
    used = strong if rated else [match for match in strong if not _of_ratings(match)]
    unused = [match for match in strong if match not in used]
    spare = [match for match in matches if match not in firm and (types != weak or not match.meaning.types)]
    spare += unmet
    previous, grades, upgraded = _change(used, words)
    renamed = any(match.meaning.renamed for match in strong)
    return Meant(
        types=types,
        subjects=subjects,
        statuses=_unique(s for match in used for s in match.meaning.statuses),
        grades=grades,
        previous=previous,
        judgements=_unique(j for match in used for j in match.meaning.judgements),
        cues=_unique(c for match in used for c in match.meaning.cues),
        upgraded=upgraded,
        only=next((match.meaning.only for match in used if match.meaning.only), None),
        by_area=any(match.meaning.areas for match in used),
        verbs=bool(done),
        impersonal=any(match.meaning.impersonal for match in used),
        unused=tuple(unused),
        spare=tuple(spare),
        titled=tuple(match for match in matches if match.meaning.subject in TITLED and match.places),
        unmet=(bool(unmet) and not types) or (renamed and _TRUST not in subjects),
        published=EventType.INSPECTION_RATING in types and any(match.meaning.published for match in strong),
        renamed=renamed and _TRUST in subjects,
        succession=_PERSON in subjects and any(match.meaning.verb == _REPLACE for match in strong),
    )


def _strong(matches: Sequence[Match]) -> list[Match]:
    """The phrases that count: a weak area of judgement ("leadership") only where ratings are spoken of."""
    strong = [match for match in matches if not match.meaning.weak]
    rated = any(EventType.INSPECTION_RATING in match.meaning.types for match in matches)
    return [match for match in matches if match in strong or (rated and match.meaning.judgements)]


def _afterwards(matches: Sequence[Match], words: Sequence[str]) -> Sequence[Match]:
    """The phrases, without what was done before what is asked about: "set up but later closed" asks for the closing."""
    does = [match for match in matches if match.places and _does(match)]
    lexicon = vocabulary().afterwards
    last = next((m for m in does[1:] if lexicon & set(words[m.places[0] - 1 : m.places[0]])), None)
    return [match for match in matches if match not in does or match.places >= last.places] if last else matches


def _does(match: Match) -> bool:
    """Whether a phrase tells of something done."""
    return bool(match.meaning.verb or match.meaning.types) and not match.meaning.subject and not _of_ratings(match)


def _spoken_of(matches: Sequence[Match], subjects: Sequence[str], weak: tuple[EventType, ...]) -> tuple[EventType, ...]:
    """The types where nothing is said to have been done: of subjects with types, a role, weak words, subjects alone."""
    spoken = _unique(t for match in matches if match.meaning.subject or _of_ratings(match) for t in match.meaning.types)
    alone = _unique(t for subject in _alone(subjects) for t in vocabulary().alone.get(subject, ()))
    of_post = alone if _POST in subjects and any(match.meaning.role for match in matches) else ()
    return spoken or of_post or weak or alone


def _change(matches: Sequence[Match], words: Sequence[str]) -> tuple[Grade | None, tuple[Grade, ...], bool | None]:
    """The grade before, the grades asked for, and whether a change is for the better; one that is kept is both."""
    directions = {match.meaning.direction for match in matches} - {None}
    previous, grades = _from_to(matches, words)
    if _SAME in directions:
        return grades[0] if len(grades) == 1 else previous, grades, None
    told = _UPGRADED[directions.pop() or ""] if len(directions) == 1 else _upgraded(previous, grades)
    return previous, grades, told


def _alone(subjects: Sequence[str]) -> Sequence[str]:
    """The subjects no verb speaks of: of a post at a trust, the post."""
    return (_POST,) if _POST in subjects else subjects


def _from_to(matches: Iterable[Match], words: Sequence[str]) -> tuple[Grade | None, tuple[Grade, ...]]:
    """The grade before, when one stands after "from" or is said to be lost, and the grades asked for."""
    previous: Grade | None = None
    grades: list[Grade] = []
    denied: set[Grade] = set()
    for match in matches:
        told = match.meaning.grades
        before = words[match.places[0] - 1] if match.places and match.places[0] <= len(words) else ""
        if len(told) == 1 and ((before == _FROM and match.places[0]) or match.meaning.direction):
            previous = told[0]
        elif told and match.places and _denied(match.places[0], words):
            denied |= {other for grade in told for other in _COUNTED_IN[grade]}
        else:
            grades += told
    return previous, _unique([*grades, *(grade for grade in Grade if denied and grade not in denied)])


def _denied(place: int, words: Sequence[str]) -> bool:
    """Whether a grade is denied: "not good", "not rated good", "neither good"."""
    return bool(vocabulary().denies_grade & set(words[max(0, place - _NEAR) : place]))


def _upgraded(previous: Grade | None, grades: tuple[Grade, ...]) -> bool | None:
    """Whether a change from one grade to another is for the better; None where the two are not told."""
    if previous is None or len(grades) != 1 or grades[0] is previous:
        return None
    return compare(previous, grades[0]) is Change.UPGRADED


def _of_ratings(match: Match) -> bool:
    """Whether a phrase is a grade, an area or a change of grade: a quality of ratings, which another event lacks."""
    meaning = match.meaning
    return not meaning.subject and bool(meaning.grades or meaning.judgements or meaning.direction)


def _of_verb(match: Match, subjects: Sequence[str]) -> tuple[EventType, ...]:
    """The types a verb comes to with the subjects spoken of; a council counts only where nothing else does."""
    table = vocabulary().verbs.get(match.meaning.verb or "", {})
    if _PERSON in subjects and _PERSON in table:
        return table[_PERSON]
    types = [t for subject in subjects if subject != _COUNCIL for t in table.get(subject, ())]
    if not types and _COUNCIL in subjects:
        types = list(table.get(_COUNCIL, ()))
    return _unique(types or table.get("none", ()))


def _unique(items: Iterable[_T | None]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(item for item in items if item is not None))
