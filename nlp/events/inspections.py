"""Inspections: which grade was given to which council's services, for what, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from operator import itemgetter

from nlp import ratings
from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.areas import across_the_board, judgements_of
from nlp.events.cues import cue, opening
from nlp.events.graded import Told, councils_of_grade, one_before, told
from nlp.events.graded_dates import again, given_with
from nlp.events.inspected import Frames
from nlp.events.listed import areas_under, is_bulleted, is_row
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.events.ungraded import not_a_rating, rating_at
from nlp.reading import Event, EventType, Grade, Judgement, MentionKind, Skipped, Status

RATING = EventType.INSPECTION_RATING
# Two grades joined by "and" no further apart than this, in characters, share a date told after the second.
_COORDINATED = 50
# How far to the left of a grade "three years after …" may stand, in characters.
_YEARS = 80
_COUNTS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Three sentences give no more grades than this.
_MOST_NEAR = 100
# Two dates so close are of one inspection: its own, and its report's.
_SAME_INSPECTION = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Claim:
    """One grade that a sentence gives: to whom, for what, when, and whether it is told as the one before.

    ``own`` tells whether the date is the sentence's own, and not that of the inspection the article is about.
    """

    hit: Hit
    grade: Grade
    judgement: Judgement
    councils: tuple[str, ...]
    date: str | None
    earlier: bool
    sure: float
    rule: str
    own: bool = True


def find(story: Story) -> Iterator[Event | Skipped]:
    """The ratings an article tells of, each with its date and what it was before."""
    frames = Frames(story)
    claims: list[Claim] = []
    for sentence in story.sentences:
        if sentence.heading and not (is_bulleted(sentence) or is_row(sentence)):
            continue
        for rating in sentence.of(MentionKind.RATING):
            hit = Hit(sentence, rating.start, rating.end, rating.text, "rating")
            reason = not_a_rating(story, hit)
            if reason:
                yield story.skip(RATING, hit, reason)
                continue
            found = [given for claim in _claims(story, hit, frames) for given in _of_lines(story, claim)]
            claims.extend(found)
            if not found:
                yield story.skip(RATING, hit, "no council it could be of")
    claims.extend(_unchanged(story, claims))
    yield from _events(story, _of_one_grade(claims))


def _of_one_grade(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, those without a date that an inspection's was lent to though it gave another grade."""
    given: dict[tuple[tuple[str, ...], Judgement, str], Grade] = {}
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (not claim.own, claim.hit.start)):
        if claim.date and not claim.earlier:
            grade = given.setdefault((claim.councils, claim.judgement, claim.date), claim.grade)
            claim = claim if claim.own or grade is claim.grade else replace(claim, date=None)
        kept.append(claim)
    return sorted(kept, key=lambda claim: claim.hit.start)


def _claims(story: Story, hit: Hit, frames: Frames) -> Iterator[Claim]:
    councils, sure = councils_of_grade(story, hit)
    rating = rating_at(hit)
    judgements = judgements_of(hit.sentence, rating)
    how = told(hit)
    if how is Told.RUN_ON:
        how, rating = told(one_before(hit)), rating_at(one_before(hit))
    earlier = how in (Told.EARLIER, Told.KEPT_FROM)
    hyphened = opening("rating.hyphened").match(hit.after) is not None
    own = None if hyphened else given_with(rating, hit.sentence, earlier) or _recently(story, hit)
    own = own or args.date_then(story, hit.sentence)
    for council, judgement in product(councils, judgements):
        made = Claim(hit, ratings.grade(hit.text), judgement, (council,), own, earlier, sure, how.value)
        for further in again(rating, hit.sentence):
            yield replace(made, date=further, rule="again")
        if how is Told.KEPT_FROM:
            yield made
            yield replace(made, earlier=False, date=frames.recent(council), rule=Told.KEPT.value)
        else:
            ago = _years_before(hit, frames.recent(council)) if earlier else None
            other = ago or frames.past(council) if earlier else _new(story, hit, frames, council)
            yield replace(made, date=own or other, own=own is not None)
        if across_the_board(hit.sentence, rating):
            yield from _each_area(made, own or frames.recent(council), hit.sentence)
        if own and how is Told.GIVEN:
            frames.note(council, own)


def _of_lines(story: Story, claim: Claim) -> Iterator[Claim]:
    """The claim, or where the areas it is of are listed in the lines under it, one for each of these."""
    lines = list(areas_under(story, claim.hit.sentence))
    if not lines:
        yield claim
    for line, judgement in lines:
        hit = Hit(line, line.start, line.end, line.text, claim.hit.cue)
        yield replace(claim, hit=hit, judgement=judgement, rule="listed under its grade")


def _years_before(hit: Hit, recent: str | None) -> str | None:
    """ "Three years after it was found inadequate": the year so long before the inspection the article tells of."""
    said = cue("rating.years_after").search(hit.before[-_YEARS:])
    if said is None or recent is None:
        return None
    count = cue("rating.count").search(said[0])
    number = _COUNTS.index(count[0].lower()) if count and count[0].lower() in _COUNTS else 0
    return f"{When.parse(recent).earliest.year - number}~" if number else None


def _recently(story: Story, hit: Hit) -> str | None:
    """ "Recently received": the year of publication, approximately."""
    if story.published and cue("rating.recently").search(hit.before[-60:]):
        return f"{story.published.year}~"
    return None


def _new(story: Story, hit: Hit, frames: Frames, council: str) -> str | None:
    """The date of a grade given with none beside it: of the article's inspection, or shared with the next grade."""
    beside = one_before(hit)
    between = hit.sentence.text[beside.end - hit.sentence.start : hit.start - hit.sentence.start]
    contrast = cue("rating.at_another_time").search(between + hit.after[:30])
    if beside is not hit and len(between) < _COORDINATED and not contrast and told(beside) is Told.GIVEN:
        shared = given_with(rating_at(beside), hit.sentence, earlier=False)
        if shared:
            return shared
    following = [m for m in hit.sentence.of(MentionKind.RATING) if m.start > hit.end]
    if following:
        between = hit.sentence.text[hit.end - hit.sentence.start : following[0].start - hit.sentence.start]
        if re.search(r"\band\b", between) and len(between) < _COORDINATED:
            shared = given_with(following[0], hit.sentence, earlier=False)
            if shared:
                return shared
    return frames.recent(council) or args.date_followed(story, hit.sentence) or args.frame_date(story, hit.sentence)


def _each_area(made: Claim, date: str | None, sentence: Sentence) -> Iterator[Claim]:
    """ "Good across the board": the areas whose other grade the same sentence tells got this one too."""
    for rating in sentence.of(MentionKind.RATING):
        area = judgements_of(sentence, rating)[0]
        if rating.start > made.hit.end and area is not Judgement.OVERALL:
            yield replace(made, judgement=area, date=date, rule="across the board")


def _unchanged(story: Story, claims: list[Claim]) -> Iterator[Claim]:
    """ "No progress on this grade after the latest inspection, in September": the last grade again, newly dated."""
    for hit in story.hits("rating.unchanged"):
        at = bisect_left(claims, hit.start, key=lambda claim: claim.hit.start)
        near = (c for c in claims[max(0, at - _MOST_NEAR) : at] if hit.sentence.index - c.hit.sentence.index <= 2)
        told = [c for c in near if c.judgement is Judgement.OVERALL and not c.earlier]
        behind = [m.value for m in hit.sentence.of(MentionKind.DATE) if m.start >= hit.end]
        when = args.Found(tuple(behind)) if behind else args.date_of(story, hit)
        if told and when.first:
            yield replace(told[-1], hit=hit, date=when.first, rule="unchanged", sure=args.IN_PASSAGE)


def _events(story: Story, claims: list[Claim]) -> Iterator[Event | Skipped]:
    alike: dict[tuple[tuple[str, ...], Judgement], list[Claim]] = defaultdict(list)
    for claim in claims:
        alike[claim.councils, claim.judgement].append(claim)
    past = {key: _Past(told) for key, told in alike.items()}
    for claim in claims:
        yield story.event(
            RATING,
            claim.hit,
            Status.HAPPENED,
            f"inspection_rating: {claim.rule}",
            date=claim.date,
            councils=claim.councils,
            organisation=args.trust_of(story, claim.hit, claim.councils),
            grade=claim.grade,
            previous_grade=past[claim.councils, claim.judgement].before(claim),
            judgement=claim.judgement,
            confidence=round(0.9 * claim.sure * (1.0 if claim.date else 0.7), 2),
        )


class _Past:
    """What an article tells of one council and judgement, asked which grade was held before another."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._beside: dict[int, Grade] = {}
        dated: list[tuple[date, Grade]] = []
        for claim in claims:
            if claim.earlier:
                self._beside[claim.hit.sentence.index] = claim.grade
            if claim.date:
                dated.append((When.parse(claim.date).latest, claim.grade))
        self._dated = sorted(dated, key=itemgetter(0))

    def before(self, claim: Claim) -> Grade | None:
        """The grade told as held before: beside it in the sentence, else the latest that is dated before it."""
        beside = None if claim.earlier else self._beside.get(claim.hit.sentence.index)
        if beside or claim.date is None:
            return beside
        limit = When.parse(claim.date).earliest - _SAME_INSPECTION
        at = bisect_left(self._dated, limit, key=itemgetter(0))
        # Of several that end on one day, the first told.
        return self._dated[bisect_left(self._dated, self._dated[at - 1][0], key=itemgetter(0))][1] if at else None
