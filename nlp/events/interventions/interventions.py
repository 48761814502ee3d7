"""Interventions: directions, improvement notices and orders by which the government takes a hand in a council."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events import dating
from nlp.events.arguments import Found
from nlp.events.cues import cue, ending, opening
from nlp.events.news import just_now
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

INTERVENTION = EventType.INTERVENTION
_ORDERS = ("intervention.directed", "intervention.told")
# The same statement may match several lists; what is found first gives its rule.
_LISTS = (
    "intervention.led_to",
    "intervention.left",
    "intervention.over",
    "intervention.given",
    "intervention.was_given",
    "intervention.directed",
    "intervention.told",
    "intervention.ordered_by",
    "intervention.by_direction",
    "intervention.taken",
)
# Statements that take a measure as given, whatever they say happens next.
_TAKEN_AS_GIVEN = ("intervention.by_direction", "intervention.left", "intervention.over")
# How far behind a verb of saying what a council loses may be told, in characters.
_REACH = 170
# How far to the left of a measure the class of councils that it is for may stand, in characters.
_CLASS = 60
# How far back the cause of a measure may be dated, in sentences.
_CAUSE = 3


def find(story: Story) -> Iterator[Event | Skipped]:
    """Every statutory direction, notice or removal of control that a named council was put under."""
    for hit in story.hits(*_LISTS):
        if not _is_measure(story, hit):
            continue
        reason = _reason(story, hit)
        if reason:
            yield story.skip(INTERVENTION, hit, reason)
        else:
            yield from _events(story, hit)


def _is_measure(story: Story, hit: Hit) -> bool:
    """Whether the government is who acts, and what it does is a measure against a council."""
    if hit.cue in _TAKEN_AS_GIVEN:
        return hit.cue != "intervention.over" or _own_date(story, hit) is not None
    if ending("intervention.undone").search(hit.before.rstrip()) or cue("intervention.undone").search(hit.text):
        return False
    if hit.cue == "intervention.directed":
        return _is_direction(hit) or _is_loss_told(hit)
    if hit.cue == "intervention.told":
        return _is_loss_told(hit)
    if hit.cue == "intervention.ordered_by":
        return cue("intervention.ordered").search(hit.before) is not None
    return _is_governments(story, hit)


def _is_direction(hit: Hit) -> bool:
    """The government on the left of the verb, on its right what it ordered: "ministers ordered the transfer of …"."""
    right = hit.after.lstrip()
    passive = opening("intervention.by_authority").match(right)
    right = right[passive.end() :].lstrip() if passive else right
    ordered = opening("intervention.what").match(right) or cue("intervention.what").search(right[:90])
    return bool(ordered and (passive or cue("intervention.authority").search(hit.before)))


def _is_loss_told(hit: Hit) -> bool:
    """ "The council was told that its services would be run by a trust", "ministers ruled that a trust would run …"."""
    told = hit.after[:_REACH]
    if hit.cue == "intervention.told" and opening("intervention.to_authority").match(told.lstrip()):
        return False
    loss = cue("intervention.loss").search(told)
    if loss is None:
        return bool(cue("intervention.authority").search(hit.before) and opening("intervention.improve").match(told))
    if cue("intervention.denied").search(told[: loss.start()]) or not cue("intervention.lost").search(told):
        return False
    if cue("intervention.authority").search(hit.before) or cue("intervention.authority").search(told[: loss.start()]):
        return True
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in hit.sentence.token_at(hit.start).children)
    return passive and not cue("intervention.by_other").search(told[: loss.start()])


def _is_governments(story: Story, hit: Hit) -> bool:
    """The government is named, or it alone takes such a measure, or "a second notice" follows one told just before."""
    if cue("intervention.sure").search(hit.text) or cue("intervention.authority").search(hit.sentence.text):
        return True
    before = story.back(hit.sentence, reach=_CAUSE)
    return hit.cue == "intervention.was_given" and any(cue("intervention.sure").search(s.text) for s in before)


def _reason(story: Story, hit: Hit) -> str | None:
    around = hit.sentence.text[max(0, hit.start - hit.sentence.start - _CLASS) : hit.end - hit.sentence.start + 10]
    to_all = opening("intervention.to_all").match(hit.after.lstrip())
    if (to_all or cue("intervention.general").search(around)) and not _several_at_once(story, hit):
        return "councils in general"
    said = verdict(hit)
    if said.doubt is not None and (hit.cue not in _TAKEN_AS_GIVEN or said.doubt is Doubt.GENERAL):
        return said.doubt.value
    councils = _councils(story, hit)
    if not councils.values:
        return "no council it could be of"
    if councils.sure <= args.IN_PASSAGE and _date(story, hit) is None:
        return "neither a date nor a name in the sentence"
    return None


def _several_at_once(story: Story, hit: Hit) -> bool:
    """Whether directions in the plural are of councils that the text names: one each."""
    plural = cue("intervention.together").match(hit.sentence.text[hit.start - hit.sentence.start :])
    return plural is not None and len(_councils(story, hit).values) > 1


def _date(story: Story, hit: Hit) -> str | None:
    """When: told, or for a new or revised direction that answers a report, about when that was published."""
    if hit.cue in ("intervention.left", "intervention.over"):
        return _own_date(story, hit)
    if hit.cue == "intervention.led_to" and not any(m.start >= hit.end for m in hit.sentence.of(MentionKind.DATE)):
        return _about_its_cause(story, hit)
    when = _told_date(story, hit)
    if when is None and cue("intervention.revised").search(hit.text):
        when = args.report_date(story, hit)
    if when or hit.cue == "intervention.by_direction" or not hit.sentence.councils:
        return when.removesuffix("/..") if when else None
    if hit.cue == "intervention.taken" and _is_announced(hit):
        return just_now(story, replace(hit, end=hit.sentence.end))
    return just_now(story, hit)


def _own_date(story: Story, hit: Hit) -> str | None:
    """The date behind the measure's own participle: "the notice issued in 2014 has been lifted"."""
    for mention in dating.in_past(hit.sentence.of(MentionKind.DATE), story.published):
        between = hit.sentence.text[hit.end - hit.sentence.start : max(0, mention.start - hit.sentence.start)]
        if mention.start >= hit.end and cue("intervention.own").fullmatch(between.strip(" ,(–—-")):
            return mention.value
    return None


def _told_date(story: Story, hit: Hit) -> str | None:
    """The date of the order, not of what is ordered: no later than publication unless the order itself is to come."""
    when = args.date_of(story, hit).first
    to_come = when is not None and story.published is not None and When.parse(when).earliest > story.published
    if not to_come or verdict(hit).status is Status.PLANNED:
        return when
    past = dating.in_past(hit.sentence.of(MentionKind.DATE), story.published)
    return args.nearest_date(hit, past).value if past else None


def _about_its_cause(story: Story, hit: Hit) -> str | None:
    """The year of the ruling or report that led to the measure, approximately: here or in a sentence just before."""
    before = [m for m in hit.sentence.of(MentionKind.DATE) if m.end <= hit.start]
    for earlier in story.back(hit.sentence, reach=_CAUSE):
        before = before or dating.in_past(earlier.of(MentionKind.DATE), story.published)
    return f"{When.parse(before[-1].value).earliest.year}~" if before else None


def _councils(story: Story, hit: Hit) -> Found:
    """Who was put under it: behind "to" or "on", else the first council of the clause, else as for any cue."""
    named = hit.sentence.councils
    behind = [m for m in named if m.start >= hit.end]
    if behind and cue("intervention.to").fullmatch(hit.after[: behind[0].start - hit.end].strip()):
        return Found((behind[0].value,), args.IN_CLAUSE)
    if hit.cue not in _ORDERS:
        before = [m for m in named if m.end <= hit.start and hit.sentence.same_clause(m.start, hit.start)]
        if before:
            run = args.together(hit.sentence, before[0], before)
            return Found(tuple(dict.fromkeys(m.value for m in run)), args.IN_CLAUSE)
    return args.councils_of(story, hit)


def _status(hit: Hit) -> Status:
    """What the government has ordered is an intervention already, though what it ordered is to come."""
    said = verdict(hit).status or Status.HAPPENED
    issued = opening("intervention.issued").match(hit.after.lstrip()) is not None
    if hit.cue in _TAKEN_AS_GIVEN or issued:
        return Status.HAPPENED
    if hit.cue == "intervention.taken" and (_is_announced(hit) or cue("intervention.ordered_by").search(hit.after)):
        return Status.HAPPENED
    return said


def _is_announced(hit: Hit) -> bool:
    return cue("intervention.announced").search(hit.after) is not None


def _events(story: Story, hit: Hit) -> Iterator[Event]:
    councils = _councils(story, hit)
    when = _date(story, hit)
    for name in councils.values:
        yield story.event(
            INTERVENTION,
            hit,
            settled(_status(hit), when, story.published),
            f"intervention: {hit.cue.rsplit('.', 1)[-1]}",
            date=when,
            councils=(name,),
            organisation=args.government_of(hit),
            confidence=round(0.85 * councils.sure * (1.0 if when else 0.7), 2),
        )
