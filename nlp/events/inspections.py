"""Inspections: which grade was given to which council's services, for what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from itertools import product

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.areas import across_the_board, judgements_of
from nlp.events.cues import cue, ending, opening
from nlp.events.inspected import Frames
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.ratings import grade
from nlp.reading import Event, EventType, Grade, Judgement, Mention, MentionKind, Skipped, Status

RATING = EventType.INSPECTION_RATING
_QUOTES = " '‘’“”\"("
# Two grades joined by "and" no further apart than this, in characters, share a date told after the second.
_COORDINATED = 50
# The grades of a list that names the whole scale stand within this of one another, in characters.
_SCALE = 60
# How far to the left of a grade "three years after …" may stand, in characters.
_YEARS = 80
_COUNTS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Two dates so close are of one inspection: its own, and its report's.
_SAME_INSPECTION = timedelta(days=120)


class Told(Enum):
    """How a grade is told; the value names the rule."""

    GIVEN = "given"
    EARLIER = "told as the one before"
    KEPT = "kept"
    KEPT_FROM = "kept from before"
    RUN_ON = "with the one before it"


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
        ratings = sentence.of(MentionKind.RATING)
        if not ratings or sentence.heading:
            continue
        for rating in ratings:
            hit = Hit(sentence, rating.start, rating.end, rating.text, "rating")
            reason = _not_a_rating(hit)
            if reason:
                yield story.skip(RATING, hit, reason)
                continue
            found = list(_claims(story, hit, frames))
            claims.extend(found)
            if not found:
                yield story.skip(RATING, hit, "no council it could be of")
    claims.extend(_unchanged(story, claims))
    yield from _events(story, claims)


def _not_a_rating(hit: Hit) -> str | None:
    """Why a grade is not one that a named council was given, or None."""
    left = hit.before.rstrip(_QUOTES)
    right = hit.after.lstrip(_QUOTES)
    if ending("rating.unmet").search(left):
        return "an aim, a denial or a comparison, not a grade given"
    named = any(hit.sentence.same_clause(m.start, hit.start) for m in hit.sentence.of(MentionKind.COUNCIL))
    clause_left = hit.sentence.text[hit.clause.start - hit.sentence.start : hit.start - hit.sentence.start]
    if cue("rating.not_council").search(clause_left) or opening("rating.not_council").match(right):
        return "of a home, school or agency, not of a council's services"
    if _is_scale(hit):
        return "the scale of grades, not one given"
    if opening("rating.general_after").match(right.lstrip("-")):
        return "a class of councils, not one"
    if cue("rating.usually").search(clause_left) or cue("rating.usually").match(hit.sentence.text):
        return "what is usual, not one rating"
    if not named and ending("rating.general_before").search(left):
        return "a count or class of councils, not one"
    return None


def _is_scale(hit: Hit) -> bool:
    """Whether three or more grades stand in one list: "outstanding, good, requires improvement or inadequate"."""
    ratings = hit.sentence.of(MentionKind.RATING)
    near = [r for r in ratings if abs(r.start - hit.start) < _SCALE]
    return len({grade(r.text) for r in near}) > 2 and cue("rating.scale").search(hit.sentence.text) is not None


def _claims(story: Story, hit: Hit, frames: Frames) -> Iterator[Claim]:
    councils, sure = councils_of_grade(story, hit)
    rating = next(m for m in hit.sentence.of(MentionKind.RATING) if m.start == hit.start)
    judgements = judgements_of(hit.sentence, rating)
    told = _told(hit)
    if told is Told.RUN_ON:
        first = _one_before(hit)
        told, rating = _told(first), next(m for m in hit.sentence.of(MentionKind.RATING) if m.start == first.start)
    earlier = told in (Told.EARLIER, Told.KEPT_FROM)
    hyphened = opening("rating.hyphened").match(hit.after) is not None
    own = None if hyphened else frames.explicit(rating, hit.sentence, earlier) or _recently(story, hit)
    for council, judgement in product(councils, judgements):
        made = Claim(hit, grade(hit.text), judgement, (council,), own, earlier, sure, told.value)
        for again in frames.again(rating, hit.sentence):
            yield replace(made, date=again, rule="again")
        if told is Told.KEPT_FROM:
            yield made
            yield replace(made, earlier=False, date=frames.recent(council), rule=Told.KEPT.value)
        else:
            ago = _years_before(hit, frames.recent(council)) if earlier else None
            other = ago or frames.past(council) if earlier else _new(story, hit, frames, council)
            yield replace(made, date=own or other)
        if across_the_board(hit.sentence, rating):
            yield from _each_area(made, own or frames.recent(council), hit.sentence)
        if own and told is Told.GIVEN:
            frames.note(council, own)


def _told(hit: Hit) -> Told:
    """How a sentence tells of a grade: as the one before, kept from before, or as the one given."""
    left, right = hit.before.rstrip(_QUOTES), hit.after.lstrip(_QUOTES)
    kept = ending("rating.kept").search(left) is not None
    told_after = opening("rating.earlier.after").match(right) is not None
    if kept:
        return Told.KEPT_FROM if told_after else Told.KEPT
    if told_after or ending("rating.earlier.before").search(left):
        return Told.EARLIER
    one_before = _one_before(hit)
    if one_before is not hit:
        between = hit.sentence.text[one_before.end - hit.sentence.start : hit.start - hit.sentence.start]
        if cue("rating.run_on").fullmatch(between.strip(_QUOTES)) and _told(one_before) is Told.EARLIER:
            return Told.RUN_ON if " from " not in one_before.before[-20:] else Told.GIVEN
    return Told.GIVEN


def _years_before(hit: Hit, recent: str | None) -> str | None:
    """ "Three years after it was found inadequate": the year so long before the inspection the article tells of."""
    said = cue("rating.years_after").search(hit.before[-_YEARS:])
    if said is None or recent is None:
        return None
    count = cue("rating.count").search(said[0])
    number = _COUNTS.index(count[0].lower()) if count and count[0].lower() in _COUNTS else 0
    return f"{When.parse(recent).earliest.year - number}~" if number else None


def _one_before(hit: Hit) -> Hit:
    """The grade before one in its sentence, or itself where it is the first."""
    before = [m for m in hit.sentence.of(MentionKind.RATING) if m.start < hit.start]
    return Hit(hit.sentence, before[-1].start, before[-1].end, before[-1].text, "rating") if before else hit


def _recently(story: Story, hit: Hit) -> str | None:
    """ "Recently received": the year of publication, approximately."""
    if story.published and cue("rating.recently").search(hit.before[-60:]):
        return f"{story.published.year}~"
    return None


def _new(story: Story, hit: Hit, frames: Frames, council: str) -> str | None:
    """The date of a grade given with none beside it: of the article's inspection, or shared with the next grade."""
    beside = _one_before(hit)
    between = hit.sentence.text[beside.end - hit.sentence.start : hit.start - hit.sentence.start]
    contrast = cue("rating.at_another_time").search(between + hit.after[:30])
    if beside is not hit and len(between) < _COORDINATED and not contrast and _told(beside) is Told.GIVEN:
        rating = next(m for m in hit.sentence.of(MentionKind.RATING) if m.start == beside.start)
        shared = frames.explicit(rating, hit.sentence, earlier=False)
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


def councils_of_grade(story: Story, hit: Hit) -> tuple[tuple[str, ...], float]:
    """Who was given a grade: in brackets behind it, hyphenated before it, former or latter, else as for any cue."""
    named = hit.sentence.councils
    right = hit.sentence.text[hit.end - hit.sentence.start :]
    if right.lstrip("'’”\"").startswith(" ("):
        close = hit.end + right.find(")")
        inside = tuple(m.value for m in named if hit.end <= m.start < close)
        if inside:
            return inside, args.IN_CLAUSE
    hyphened = opening("rating.hyphened").match(right)
    if hyphened:
        following = [m.value for m in named if 0 <= m.start - (hit.end + hyphened.end()) < 3]
        if following:
            return (following[0],), args.IN_CLAUSE
    turn = _former_or_latter(hit, [m for m in named if m.end <= hit.start and not m.anaphor])
    if turn:
        return (turn,), args.IN_CLAUSE
    found = args.councils_of(story, hit)
    return found.values, found.sure


def _former_or_latter(hit: Hit, named: list[Mention]) -> str | None:
    said = list(cue("rating.former_latter").finditer(hit.before))
    if not said or len(named) < 2:
        return None
    return named[-2].value if said[-1][0].lower() == "former" else named[-1].value


def _unchanged(story: Story, claims: list[Claim]) -> Iterator[Claim]:
    """ "No progress on this grade after the latest inspection, in September": the last grade again, newly dated."""
    for hit in story.hits("rating.unchanged"):
        before = [c for c in claims if c.hit.start < hit.start and c.judgement is Judgement.OVERALL and not c.earlier]
        when = args.date_of(story, hit)
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
