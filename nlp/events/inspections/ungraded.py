"""Ungraded: why the word of a grade is none that an inspectorate gave to a named council."""

from __future__ import annotations

from nlp import ratings
from nlp.events.cues import cue, ending, opening
from nlp.events.inspections.areas import named_parts
from nlp.events.inspections.listed import areas_under
from nlp.events.several import several
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind

QUOTES = " '‘’“”\"("
# The grades of a list that names the whole scale stand within this of one another, in characters.
_SCALE = 60


def rating_at(hit: Hit) -> Mention:
    """The mention of the grade that a hit marks."""
    return next(m for m in hit.sentence.of(MentionKind.RATING) if m.start == hit.start)


def not_a_rating(story: Story, hit: Hit) -> str | None:
    """Why a grade is not one that a named council was given, or None."""
    if ending("rating.unmet").search(hit.before.rstrip(QUOTES)):
        return "an aim, a denial or a comparison, not a grade given"
    if _by_others(story, hit):
        return "by others than inspectors"
    return _of_other_things(hit) or _of_a_class(story, hit)


def _of_other_things(hit: Hit) -> str | None:
    """Why what is graded is no council's service as a whole, nor one of its judgements."""
    left, right = hit.before.rstrip(QUOTES), hit.after.lstrip(QUOTES)
    if _is_of(hit, "rating.not_council") or opening("rating.not_council").match(right):
        return "of a home, school or agency, not of a council's services"
    if opening("rating.features").match(right):
        return "praise of parts of the services"
    if opening("rating.not_services").match(right) or ending("rating.of_no_services").search(left):
        return "what somebody did or said, not services"
    if ending("rating.others_before").search(left):
        return "another council's, which is not named"
    parts = ending("rating.parts_before").search(left) or opening("rating.parts_after").match(right)
    if parts and not named_parts(hit.sentence, rating_at(hit)):
        return "parts that are counted and not named"
    return None


def _of_a_class(story: Story, hit: Hit) -> str | None:
    """Why a grade is of councils in general, or none at all."""
    right, named = hit.after.lstrip(QUOTES).lstrip("-"), _is_named(hit)
    if _is_scale(hit):
        return "the scale of grades, not one given"
    if opening("rating.general_after").match(right):
        return "a class of councils, not one"
    if not named and opening("rating.general_after_unnamed").match(right):
        return "a class of councils, not one"
    if cue("rating.usually").search(_clause_before(hit)) or cue("rating.usually").match(hit.sentence.text):
        return "what is usual, not one rating"
    general = not named and ending("rating.general_before").search(hit.before.rstrip(QUOTES))
    return "a count or class of councils, not one" if general and not _named_elsewhere(story, hit) else None


def _clause_before(hit: Hit) -> str:
    return hit.sentence.text[hit.clause.start - hit.sentence.start : hit.start - hit.sentence.start]


def _is_named(hit: Hit) -> bool:
    return any(hit.sentence.same_clause(m.start, hit.start) for m in hit.sentence.of(MentionKind.COUNCIL))


def _is_of(hit: Hit, name: str) -> bool:
    """Whether what is graded is of a list: in the grade's clause, or what a clause with "which" hangs on."""
    clause = _clause_before(hit)
    governing = hit.sentence.text[: hit.clause.start - hit.sentence.start].rstrip(" ,")
    relative = opening("date.relative").match(clause) and ending(name).search(governing)
    return bool(relative or cue(name).search(clause))


def _by_others(story: Story, hit: Hit) -> bool:
    """Whether the grade's verb has staff, parents or others for who judges, or "they" where no inspector is told of."""
    if opening("rating.by_others").match(hit.after.lstrip(QUOTES)):
        return True
    if cue("rating.inspectorate").search(hit.before):
        return False
    verb = hit.sentence.token_at(hit.start)
    while verb.head.i != verb.i and not cue("rating.judging").fullmatch(verb.text):
        verb = verb.head
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if not subjects or not cue("rating.judging").fullmatch(verb.text):
        return False
    if cue("person.pronoun").fullmatch(subjects[0].text):
        return not any(cue("rating.inspectorate").search(s.text) for s in story.back(hit.sentence, reach=2))
    return cue("rating.other_judges").fullmatch(subjects[0].text) is not None


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
