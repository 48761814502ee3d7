"""Interventions: directions, improvement notices and orders by which the government takes a hand in a council."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events.arguments import Found
from nlp.events.cues import cue, opening
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Skipped, Status

INTERVENTION = EventType.INTERVENTION
_LISTS = ("intervention.given", "intervention.directed", "intervention.by_direction", "intervention.taken")


def find(story: Story) -> Iterator[Event | Skipped]:
    """Every statutory direction, notice or removal of control that a named council was put under."""
    for hit in story.hits(*_LISTS):
        if hit.cue == "intervention.directed" and not _is_direction(hit):
            continue
        if hit.cue in ("intervention.given", "intervention.taken") and not _is_governments(hit):
            continue
        reason = _reason(story, hit)
        if reason:
            yield story.skip(INTERVENTION, hit, reason)
        else:
            yield from _events(story, hit)


def _is_direction(hit: Hit) -> bool:
    """The government on the left of the verb, on its right what it ordered: "ministers ordered the transfer of …"."""
    right = hit.after.lstrip()
    ordered = opening("intervention.what").match(right) or cue("intervention.what").search(right[:90])
    return bool(ordered and cue("intervention.authority").search(hit.before))


def _is_governments(hit: Hit) -> bool:
    return cue("intervention.sure").search(hit.text) is not None or (
        cue("intervention.authority").search(hit.sentence.text) is not None
    )


def _reason(story: Story, hit: Hit) -> str | None:
    around = hit.sentence.text[max(0, hit.start - hit.sentence.start - 40) : hit.end - hit.sentence.start + 10]
    if cue("intervention.general").search(around):
        return "councils in general"
    said = verdict(hit)
    if said.doubt is not None and (hit.cue != "intervention.by_direction" or said.doubt is Doubt.GENERAL):
        return said.doubt.value
    councils = _councils(story, hit)
    if not councils.values:
        return "no council it could be of"
    if councils.sure <= args.IN_PASSAGE and _date(story, hit) is None:
        return "neither a date nor a name in the sentence"
    return None


def _date(story: Story, hit: Hit) -> str | None:
    """When: told, or for a new or revised direction that answers a report, about when that was published."""
    when = args.date_of(story, hit).first
    if when is None and cue("intervention.revised").search(hit.text):
        when = args.report_date(story, hit)
    if when or hit.cue == "intervention.by_direction" or not hit.sentence.councils:
        return when
    return args.just_now(story, hit)


def _councils(story: Story, hit: Hit) -> Found:
    """Who was put under it: behind "to" or "on", else the first council of the clause, else as for any cue."""
    named = hit.sentence.councils
    behind = [m for m in named if m.start >= hit.end]
    if behind and cue("intervention.to").fullmatch(hit.after[: behind[0].start - hit.end].strip()):
        return Found((behind[0].value,), args.IN_CLAUSE)
    if hit.cue != "intervention.directed":
        before = [m for m in named if m.end <= hit.start and hit.sentence.same_clause(m.start, hit.start)]
        if before:
            run = args.together(hit.sentence, before[0], before)
            return Found(tuple(dict.fromkeys(m.value for m in run)), args.IN_CLAUSE)
    return args.councils_of(story, hit)


def _events(story: Story, hit: Hit) -> Iterator[Event]:
    councils = _councils(story, hit)
    when = _date(story, hit)
    status = verdict(hit).status or Status.HAPPENED
    if hit.cue == "intervention.by_direction" or opening("intervention.issued").match(hit.after.lstrip()):
        status = Status.HAPPENED
    for name in councils.values:
        yield story.event(
            INTERVENTION,
            hit,
            settled(status, when, story.published),
            f"intervention: {hit.cue.rsplit('.', 1)[-1]}",
            date=when,
            councils=(name,),
            organisation=args.government_of(hit),
            confidence=round(0.85 * councils.sure * (1.0 if when else 0.7), 2),
        )
