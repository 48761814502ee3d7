"""Areas: which judgement a grade is of, the whole service or one part of it."""

from __future__ import annotations

import re
from functools import cache

from nlp.events.cues import cue, ending, opening
from nlp.events.sentences import Sentence
from nlp.reading import Judgement, Mention, MentionKind

# A judgement and where the text names its area: offsets into the article.
Area = tuple[Judgement, int, int]
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
_QUOTE = re.compile(r"[‘“”\"]|(?<!\w)['’]|['’](?!\w)")


def judgements_of(sentence: Sentence, rating: Mention) -> tuple[Judgement, ...]:
    """What a grade is of in its sentence: "good for leadership and adoption", "leadership was good"; else overall.

    Overall and areas together are told by "good overall, for leadership and for …" and "… , with the same grade for …".
    """
    ratings = sentence.of(MentionKind.RATING)
    at = ratings.index(rating)
    before = ratings[at - 1].end if at else sentence.start
    after = ratings[at + 1].start if at + 1 < len(ratings) else sentence.end
    areas = areas_of(sentence)
    behind = [a for a in areas if rating.end <= a[1] < after]
    listed = _listed_behind(sentence, rating, behind)
    if _overall_follows(sentence, rating, after):
        return (Judgement.OVERALL, *listed)
    if cue("area.same").search(_text(sentence, rating.end, after)):
        return (Judgement.OVERALL, *(judgement for judgement, _, _ in behind))
    if listed:
        return listed
    parts = _parts(sentence, rating, behind)
    if parts:
        return parts
    ahead = [a for a in areas if a[1] >= before and a[2] <= rating.start]
    run = _listed_ahead(sentence, rating, ahead)
    if run and _overall_among(sentence, (before, rating.start), ahead[-len(run) :]):
        return (Judgement.OVERALL, *run)
    return run or (_shared(sentence, ratings, at, areas),)


def named_parts(sentence: Sentence, rating: Mention) -> tuple[Judgement, ...]:
    """The areas that a grade counts and then names: "good in two areas: A and B"; empty for none."""
    return _parts(sentence, rating, [area for area in areas_of(sentence) if area[1] >= rating.end])


def _parts(sentence: Sentence, rating: Mention, behind: list[Area]) -> tuple[Judgement, ...]:
    """The areas told as parts of what was graded: "inadequate in many services, including A and B"; and the whole."""
    if not behind or not _links("area.including", _text(sentence, rating.end, behind[0][1])):
        return ()
    listed = _listed_behind(sentence, rating, behind, "area.including")
    counted = cue("area.counted").search(_text(sentence, rating.end, behind[0][1]))
    return listed if counted else (Judgement.OVERALL, *listed)


def _listed_behind(
    sentence: Sentence, rating: Mention, areas: list[Area], first: str = "area.after"
) -> tuple[Judgement, ...]:
    """The run of areas that begins right behind a grade: "good for A, for B and for its C"."""
    out: list[Judgement] = []
    end, name = rating.end, first
    for judgement, start, stop in areas:
        if not _links(name, _text(sentence, end, start)):
            break
        out.append(judgement)
        end, name = stop, "area.list"
    return tuple(out)


def _listed_ahead(sentence: Sentence, rating: Mention, areas: list[Area]) -> tuple[Judgement, ...]:
    """The run of areas that ends right before a grade: "A, B and C were all good", "with A inadequate"."""
    if not areas:
        return ()
    judgement, start, end = areas[-1]
    between = _text(sentence, end, rating.start)
    if between.strip(_QUOTES) and not _links("area.before", between):
        return ()
    out = [judgement]
    for judgement, other, stop in reversed(areas[:-1]):
        if not _links("area.list", _text(sentence, stop, start)):
            break
        out.append(judgement)
        start = other
    return tuple(reversed(out))


def _overall_among(sentence: Sentence, span: tuple[int, int], run: list[Area]) -> bool:
    """Whether the whole is told with some areas: "overall, and for A and B, …", "A, B and overall effectiveness"."""
    left, right = _text(sentence, span[0], run[0][1]), _text(sentence, run[-1][2], span[1])
    return bool(ending("area.overall_and").search(left.rstrip()) or opening("area.and_overall").match(right.lstrip()))


def _shared(sentence: Sentence, ratings: list[Mention], at: int, areas: list[Area]) -> Judgement:
    """The area that two grades of one comparison share: "which were good in 2017 but are outstanding now"."""
    if at and _links("rating.compared", _text(sentence, ratings[at - 1].end, ratings[at].start)):
        return judgements_of(sentence, ratings[at - 1])[0]
    if at + 1 < len(ratings) and _links("rating.not_but", _text(sentence, ratings[at].end, ratings[at + 1].start)):
        behind = [a for a in areas if a[1] >= ratings[at + 1].end]
        return (*_listed_behind(sentence, ratings[at + 1], behind), Judgement.OVERALL)[0]
    return Judgement.OVERALL


def across_the_board(sentence: Sentence, rating: Mention) -> bool:
    """Whether the grade is said to be the same in every area."""
    later = [m.start for m in sentence.of(MentionKind.RATING) if m.start > rating.end]
    follows = _text(sentence, rating.end, min([*later, rating.end + 60, sentence.end]))
    return cue("area.board").search(follows) is not None


def _overall_follows(sentence: Sentence, rating: Mention, limit: int) -> bool:
    follows = _text(sentence, rating.end, min(limit, rating.end + 25))
    return re.match(r"^['’”\"]? (?:overall|across the board)\b", follows) is not None


def areas_of(sentence: Sentence) -> list[Area]:
    """The judgement areas a sentence names, in order, with offsets into the article."""
    taken: list[Area] = []
    for judgement in _ORDER:
        for found in _pattern(judgement).finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            if not any(start < other and first < end for _, first, other in taken):
                taken.append((judgement, start, end))
    return sorted(taken, key=lambda area: area[1])


def _links(name: str, between: str) -> bool:
    """Whether the words between a grade and an area, whole, are such as bind the two."""
    return cue(name).fullmatch(_QUOTE.sub("", between).strip(" ,")) is not None


@cache
def _pattern(judgement: Judgement) -> re.Pattern[str]:
    return cue(f"area.{judgement.value}")


def _text(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]
