"""Inspections: which grade was given to which council's services, for what, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from nlp import ratings
from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.cues import cue, opening
from nlp.events.inspections.areas import across_the_board, judgements_of
from nlp.events.inspections.claims import Claim, Past, of_one_grade
from nlp.events.inspections.graded import Told, councils_of_grade, one_before, told
from nlp.events.inspections.graded_dates import again, given_with
from nlp.events.inspections.inspected import Frames
from nlp.events.inspections.listed import areas_under, is_bulleted, is_row
from nlp.events.inspections.respective import partner_of
from nlp.events.inspections.ungraded import not_a_rating, rating_at
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Judgement, MentionKind, Skipped, Status

RATING = EventType.INSPECTION_RATING
# Two grades joined by "and" no further apart than this, in characters, share a date told after the second.
_COORDINATED = 50
# How far to the left of a grade "three years after …" may stand, in characters.
_YEARS = 80
_COUNTS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Three sentences give no more grades than this.
_MOST_NEAR = 100


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
    yield from _events(story, of_one_grade(claims))


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
    own = own or _then(story, hit.sentence)
    for council, judgement in product(councils, judgements):
        if partner_of(hit.sentence, council, MentionKind.RATING) not in (None, ratings.grade(hit.text).value):
            continue
        when = partner_of(hit.sentence, council, MentionKind.DATE)
        if when:
            yield Claim(hit, ratings.grade(hit.text), judgement, (council,), when, earlier, sure, "respectively")
            continue
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


def _then(story: Story, sentence: Sentence) -> str | None:
    """The last date of the sentence before, for one that begins "At the time …"."""
    if sentence.index == 0 or not cue("date.that_time").match(sentence.text):
        return None
    before = args.dates_of_events(story.sentences[sentence.index - 1])
    return before[-1].value if before else None


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
    past = {key: Past(told) for key, told in alike.items()}
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
