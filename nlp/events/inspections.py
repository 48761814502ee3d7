"""Inspections: which grade was given to which council's services, for what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

from nlp import ratings
from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.areas import across_the_board, judgements_of
from nlp.events.cues import cue, opening
from nlp.events.graded import Told, councils_of_grade, not_a_rating, one_before, rating_at, told
from nlp.events.inspected import Frames
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Grade, Judgement, MentionKind, Skipped, Status

RATING = EventType.INSPECTION_RATING
# Two grades joined by "and" no further apart than this, in characters, share a date told after the second.
_COORDINATED = 50
# How far to the left of a grade "three years after …" may stand, in characters.
_YEARS = 80
_COUNTS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Two dates so close are of one inspection: its own, and its report's.
_SAME_INSPECTION = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Claim:
    """One grade that a sentence gives: to whom, for what, when, and whether it is told as the one before."""

    hit: Hit
    grade: Grade
    judgement: Judgement
    councils: tuple[str, ...]
    date: str | None
    earlier: bool
    sure: float
    rule: str


def find(story: Story) -> Iterator[Event | Skipped]:
    """The ratings an article tells of, each with its date and what it was before."""
    frames = Frames(story)
    claims: list[Claim] = []
    for sentence in story.sentences:
        if sentence.heading:
            continue
        for rating in sentence.of(MentionKind.RATING):
            hit = Hit(sentence, rating.start, rating.end, rating.text, "rating")
            reason = not_a_rating(story, hit)
            if reason:
                yield story.skip(RATING, hit, reason)
                continue
            found = list(_claims(story, hit, frames))
            claims.extend(found)
            if not found:
                yield story.skip(RATING, hit, "no council it could be of")
    claims.extend(_unchanged(story, claims))
    yield from _events(story, claims)


def _claims(story: Story, hit: Hit, frames: Frames) -> Iterator[Claim]:
    councils, sure = councils_of_grade(story, hit)
    rating = rating_at(hit)
    judgements = judgements_of(hit.sentence, rating)
    how = told(hit)
    if how is Told.RUN_ON:
        how, rating = told(one_before(hit)), rating_at(one_before(hit))
    earlier = how in (Told.EARLIER, Told.KEPT_FROM)
    hyphened = opening("rating.hyphened").match(hit.after) is not None
    own = None if hyphened else frames.explicit(rating, hit.sentence, earlier) or _recently(story, hit)
    for council, judgement in product(councils, judgements):
        made = Claim(hit, ratings.grade(hit.text), judgement, (council,), own, earlier, sure, how.value)
        for again in frames.again(rating, hit.sentence):
            yield replace(made, date=again, rule="again")
        if how is Told.KEPT_FROM:
            yield made
            yield replace(made, earlier=False, date=frames.recent(council), rule=Told.KEPT.value)
        else:
            ago = _years_before(hit, frames.recent(council)) if earlier else None
            other = ago or frames.past(council) if earlier else _new(story, hit, frames, council)
            yield replace(made, date=own or other)
        if across_the_board(hit.sentence, rating):
            yield from _each_area(made, own or frames.recent(council), hit.sentence)
        if own and how is Told.GIVEN:
            frames.note(council, own)


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
        shared = frames.explicit(rating_at(beside), hit.sentence, earlier=False)
        if shared:
            return shared
    following = [m for m in hit.sentence.of(MentionKind.RATING) if m.start > hit.end]
    if following:
        between = hit.sentence.text[hit.end - hit.sentence.start : following[0].start - hit.sentence.start]
        if re.search(r"\band\b", between) and len(between) < _COORDINATED:
            shared = frames.explicit(following[0], hit.sentence, earlier=False)
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
        before = [c for c in claims if c.hit.start < hit.start and c.judgement is Judgement.OVERALL and not c.earlier]
        behind = [m.value for m in hit.sentence.of(MentionKind.DATE) if m.start >= hit.end]
        when = args.Found(tuple(behind)) if behind else args.date_of(story, hit)
        if before and when.first and hit.sentence.index - before[-1].hit.sentence.index <= 2:
            yield replace(before[-1], hit=hit, date=when.first, rule="unchanged", sure=args.IN_PASSAGE)


def _events(story: Story, claims: list[Claim]) -> Iterator[Event | Skipped]:
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
            previous_grade=_previous(claim, claims),
            judgement=claim.judgement,
            confidence=round(0.9 * claim.sure * (1.0 if claim.date else 0.7), 2),
        )


def _previous(claim: Claim, claims: list[Claim]) -> Grade | None:
    """The grade told as held before: beside it in the sentence, else the latest that the article dates before it."""
    same = [c for c in claims if c.councils == claim.councils and c.judgement is claim.judgement and c is not claim]
    if not claim.earlier:
        beside = [c for c in same if c.earlier and c.hit.sentence is claim.hit.sentence]
        if beside:
            return beside[-1].grade
    if claim.date is None:
        return None
    own = When.parse(claim.date)
    dated = [(When.parse(c.date), c.grade) for c in same if c.date]
    before = [(when.latest, grade) for when, grade in dated if when.latest < own.earliest - _SAME_INSPECTION]
    return max(before, key=lambda pair: pair[0])[1] if before else None
