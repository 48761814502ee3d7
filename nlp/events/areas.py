"""Areas: which judgement a grade is of, the whole service or one part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.events.cues import cue
from nlp.events.sentences import Sentence
from nlp.reading import Judgement, Mention, MentionKind

# Longer phrases first, so that "children in care and care leavers" is not read as either alone.
_ORDER = (
    Judgement.CHILDREN_IN_CARE_AND_CARE_LEAVERS,
    Judgement.CARE_LEAVERS,
    Judgement.CHILDREN_IN_CARE,
    Judgement.HELP_AND_PROTECTION,
    Judgement.LEADERSHIP,
    Judgement.ADOPTION,
)
_QUOTES = " '‘’“”\""


def judgement_of(sentence: Sentence, rating: Mention) -> Judgement:
    """The judgement a grade is bound to in its sentence: "good for leadership", "leadership was good"; else overall."""
    ratings = sentence.of(MentionKind.RATING)
    at = ratings.index(rating)
    before = ratings[at - 1].end if at else sentence.start
    after = ratings[at + 1].start if at + 1 < len(ratings) else sentence.end
    areas = list(_areas(sentence))
    if _overall_follows(sentence, rating, after):
        return Judgement.OVERALL
    for judgement, start, _ in areas:
        if rating.end <= start < after and _links("area.after", _text(sentence, rating.end, start)):
            return judgement
    for judgement, start, end in reversed(areas):
        if start >= before and end <= rating.start and _links("area.before", _text(sentence, end, rating.start)):
            return judgement
    return _shared(sentence, ratings, at, areas)


def _shared(sentence: Sentence, ratings: list[Mention], at: int, areas: list[tuple[Judgement, int, int]]) -> Judgement:
    """The area that two grades of one comparison share: "which were good in 2017 but are outstanding now"."""
    if at and cue("rating.compared").fullmatch(
        _text(sentence, ratings[at - 1].end, ratings[at].start).strip(" ’”'\"‘“")
    ):
        return judgement_of(sentence, ratings[at - 1])
    if at + 1 < len(ratings):
        between = _text(sentence, ratings[at].end, ratings[at + 1].start)
        last = ratings[at + 1].end
        if cue("rating.not_but").fullmatch(between.strip(_QUOTES + ",")):
            for judgement, start, _ in areas:
                if start >= last and _links("area.after", _text(sentence, last, start)):
                    return judgement
    return Judgement.OVERALL


def across_the_board(sentence: Sentence, rating: Mention) -> bool:
    """Whether the grade is said to be the same in every area."""
    later = [m.start for m in sentence.of(MentionKind.RATING) if m.start > rating.end]
    follows = _text(sentence, rating.end, min([*later, rating.end + 60, sentence.end]))
    return cue("area.board").search(follows) is not None


def _overall_follows(sentence: Sentence, rating: Mention, limit: int) -> bool:
    follows = _text(sentence, rating.end, min(limit, rating.end + 25))
    return re.match(r"^['’”\"]? (?:overall|across the board)\b", follows) is not None


def _areas(sentence: Sentence) -> Iterator[tuple[Judgement, int, int]]:
    """The judgement areas a sentence names, in order, with offsets into the article."""
    taken: list[tuple[Judgement, int, int]] = []
    for judgement in _ORDER:
        for found in _pattern(judgement).finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            if not any(start < other and first < end for _, first, other in taken):
                taken.append((judgement, start, end))
    return iter(sorted(taken, key=lambda area: area[1]))


def _links(name: str, between: str) -> bool:
    """Whether the words between a grade and an area, whole, are such as bind the two."""
    return cue(name).fullmatch(between.strip(_QUOTES + ",")) is not None


@cache
def _pattern(judgement: Judgement) -> re.Pattern[str]:
    return cue(f"area.{judgement.value}")


def _text(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]
