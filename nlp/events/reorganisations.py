"""Reorganisations: councils that are merged, split, abolished or replaced by others."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events.cues import cue
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

REORGANISATION = EventType.REORGANISATION


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each change of councils themselves, not of their services, that names the councils."""
    for hit in story.hits("reorganisation.done"):
        named = tuple(dict.fromkeys(m.value for m in hit.sentence.of(MentionKind.COUNCIL)))
        if not named or cue("reorganisation.kind").search(hit.sentence.text) is None:
            continue
        if hit.text.lower().startswith(("replac", "merg", "split", "succeed")) and len(named) < 2:
            continue
        reason = _reason(hit)
        if reason:
            yield story.skip(REORGANISATION, hit, reason)
        else:
            yield _event(story, hit, named)


def _reason(hit: Hit) -> str | None:
    near = hit.before[-25:], hit.after[:30]
    if any(cue("reorganisation.services").search(text) for text in near):
        return "services or posts change, not the council"
    said = verdict(hit)
    return said.doubt.value if said.doubt else None


def _date(story: Story, hit: Hit) -> args.Found:
    """The date told with the change: in its clause, after its verb, or framing the passage."""
    found = args.date_of(story, hit)
    if found.sure != args.IN_SENTENCE:
        return found
    after = [m for m in args.dates_of_events(hit.sentence) if m.start >= hit.end]
    return args.Found((after[0].value,), args.IN_SENTENCE) if after else args.Found()


def _event(story: Story, hit: Hit, named: tuple[str, ...]) -> Event:
    when = _date(story, hit)
    left = hit.before[-50:]
    status = verdict(hit).status or Status.HAPPENED
    if cue("reorganisation.proposed").search(left) and status is not Status.REJECTED:
        status = Status.PROPOSED
    return story.event(
        REORGANISATION,
        hit,
        settled(status, when.first, story.published),
        "reorganisation: council replaced",
        date=when.first,
        councils=named,
        confidence=round(0.8 * when.sure, 2),
    )
