"""Graded: how a sentence tells of a grade (given, the one before, kept, or none), and whose it is."""

from __future__ import annotations

from enum import Enum

from nlp import ratings
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.listed import areas_under
from nlp.events.several import several
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind

QUOTES = " '‘’“”\"("
# The grades of a list that names the whole scale stand within this of one another, in characters.
_SCALE = 60


class Told(Enum):
    """How a grade is told; the value names the rule."""

    GIVEN = "given"
    EARLIER = "told as the one before"
    KEPT = "kept"
    KEPT_FROM = "kept from before"
    RUN_ON = "with the one before it"


def rating_at(hit: Hit) -> Mention:
    """The mention of the grade that a hit marks."""
    return next(m for m in hit.sentence.of(MentionKind.RATING) if m.start == hit.start)


def not_a_rating(story: Story, hit: Hit) -> str | None:
    """Why a grade is not one that a named council was given, or None."""
    left = hit.before.rstrip(QUOTES)
    right = hit.after.lstrip(QUOTES)
    if ending("rating.unmet").search(left):
        return "an aim, a denial or a comparison, not a grade given"
    named = any(hit.sentence.same_clause(m.start, hit.start) for m in hit.sentence.of(MentionKind.COUNCIL))
    clause_left = hit.sentence.text[hit.clause.start - hit.sentence.start : hit.start - hit.sentence.start]
    if cue("rating.not_council").search(clause_left) or opening("rating.not_council").match(right):
        return "of a home, school or agency, not of a council's services"
    if opening("rating.features").match(right):
        return "praise of parts of the services"
    if opening("rating.not_services").match(right) or ending("rating.of_no_services").search(left):
        return "what somebody did or said, not services"
    if ending("rating.others_before").search(left):
        return "another council's, which is not named"
    if ending("rating.parts_before").search(left) or opening("rating.parts_after").match(right):
        return "parts that are counted and not named"
    if _is_scale(hit):
        return "the scale of grades, not one given"
    if not named and opening("rating.general_after_unnamed").match(right.lstrip("-")):
        return "a class of councils, not one"
    if opening("rating.general_after").match(right.lstrip("-")):
        return "a class of councils, not one"
    if cue("rating.usually").search(clause_left) or cue("rating.usually").match(hit.sentence.text):
        return "what is usual, not one rating"
    if not named and ending("rating.general_before").search(left) and not _named_elsewhere(story, hit):
        return "a count or class of councils, not one"
    return None


def _named_elsewhere(story: Story, hit: Hit) -> bool:
    """Whether what a sentence counts is named: "both councils", "X is one of three", or areas listed in lines below."""
    if hit.sentence.councils and cue("rating.one_of").search(hit.before):
        return True
    return bool(several(story, hit.sentence)) or any(areas_under(story, hit.sentence))


def _is_scale(hit: Hit) -> bool:
    """Whether three or more grades stand in one list: "outstanding, good, requires improvement or inadequate"."""
    near = [r for r in hit.sentence.of(MentionKind.RATING) if abs(r.start - hit.start) < _SCALE]
    whole_scale = cue("rating.scale").search(hit.sentence.text) is not None
    return whole_scale and len({ratings.grade(r.text) for r in near}) > 2


def told(hit: Hit) -> Told:
    """How a sentence tells of a grade: as the one before, kept from before, or as the one given."""
    left, right = hit.before.rstrip(QUOTES), hit.after.lstrip(QUOTES)
    kept = ending("rating.kept").search(left) is not None
    told_after = opening("rating.earlier.after").match(right) is not None
    if kept:
        return Told.KEPT_FROM if told_after else Told.KEPT
    if told_after or ending("rating.earlier.before").search(left):
        return Told.EARLIER
    first = one_before(hit)
    if first is not hit:
        between = hit.sentence.text[first.end - hit.sentence.start : hit.start - hit.sentence.start]
        if cue("rating.run_on").fullmatch(between.strip(QUOTES)) and told(first) is Told.EARLIER:
            return Told.RUN_ON if " from " not in first.before[-20:] else Told.GIVEN
    return Told.GIVEN


def one_before(hit: Hit) -> Hit:
    """The grade before one in its sentence, or itself where it is the first."""
    before = [m for m in hit.sentence.of(MentionKind.RATING) if m.start < hit.start]
    return Hit(hit.sentence, before[-1].start, before[-1].end, before[-1].text, "rating") if before else hit


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
        following = [m for m in named if 0 <= m.start - (hit.end + hyphened.end()) < 3]
        if following:
            listed = args.together(hit.sentence, following[0], named)
            return tuple(dict.fromkeys(m.value for m in listed if m.start >= hit.end)), args.IN_CLAUSE
    own = _of_pair(hit)
    if own:
        return (own,), args.IN_CLAUSE
    turn = _former_or_latter(hit, [m for m in named if m.end <= hit.start and not m.anaphor])
    if turn:
        return (turn,), args.IN_CLAUSE
    served = story.served(hit.sentence, hit.start)
    if served:
        return served, args.IN_SENTENCE
    found = args.councils_of(story, hit)
    return found.values, found.sure


def _of_pair(hit: Hit) -> str | None:
    """Of several "X went from one grade to another, Y from … to …", the council that the grade's own pair follows."""
    sentence = hit.sentence
    pairs = list(cue("rating.pair").finditer(sentence.text))
    if len(pairs) < 2:
        return None
    at = hit.start - sentence.start
    ends = [0, *(found.end() for found in pairs)]
    for last, found in zip(ends, pairs, strict=False):
        named = [m for m in sentence.councils if last <= m.start - sentence.start < found.start()]
        if found.start() <= at < found.end() and named:
            return named[-1].value
    return None


def _former_or_latter(hit: Hit, named: list[Mention]) -> str | None:
    said = list(cue("rating.former_latter").finditer(hit.before))
    if not said or len(named) < 2:
        return None
    return named[-2].value if said[-1][0].lower() == "former" else named[-1].value
