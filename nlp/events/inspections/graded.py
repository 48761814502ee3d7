"""Graded: how a sentence tells of a grade (given, the one before, kept, or none), and whose it is."""

from __future__ import annotations

from enum import Enum

from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.inspections.ungraded import QUOTES
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind


class Told(Enum):
    """How a grade is told; the value names the rule."""

    GIVEN = "given"
    EARLIER = "told as the one before"
    KEPT = "kept"
    KEPT_FROM = "kept from before"
    RUN_ON = "with the one before it"


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
    if not named and story.main_councils and ending("rating.of_us").search(hit.before.rstrip(QUOTES)):
        return story.main_councils, args.IN_PASSAGE
    served = story.served(hit.sentence, hit.start)
    if served:
        return served, args.IN_SENTENCE
    found = args.councils_of(story, hit, [m for m in named if not _of_next(hit, m)] or None)
    return found.values, found.sure


def _of_next(hit: Hit, council: Mention) -> bool:
    """Whether a council behind a grade has another grade right behind itself: "… and Merton inadequate"."""
    behind = next((m for m in hit.sentence.of(MentionKind.RATING) if m.start > council.end), None)
    if council.start < hit.end or behind is None:
        return False
    between = hit.sentence.text[council.end - hit.sentence.start : behind.start - hit.sentence.start]
    return cue("rating.gapped").fullmatch(between.strip(QUOTES)) is not None or not between.strip(QUOTES)


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
