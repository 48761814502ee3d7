"""Reorganisations: councils that are merged, split, abolished or replaced by others."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events.cues import cue, ending
from nlp.events.news import just_now
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

REORGANISATION = EventType.REORGANISATION


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each change of councils themselves, not of their services, that names the councils."""
    for hit in story.hits("reorganisation.done"):
        named = tuple(dict.fromkeys(m.value for m in hit.sentence.of(MentionKind.COUNCIL)))
        unitary = cue("reorganisation.unitary").search(hit.sentence.text)
        if not named and unitary and cue("reorganisation.whole").search(hit.sentence.text):
            named = story.focus(hit.sentence)
        if not named or cue("reorganisation.kind").search(hit.sentence.text) is None:
            continue
        if cue("reorganisation.two_sided").match(hit.text) and len(named) < 2 and not unitary:
            continue
        reason = _reason(hit)
        if reason:
            yield story.skip(REORGANISATION, hit, reason)
        else:
            yield _event(story, hit, named)


def _reason(hit: Hit) -> str | None:
    near = ("" if cue("reorganisation.unitary").search(hit.text) else hit.before[-25:]), hit.after[:30]
    if any(cue("reorganisation.services").search(text) for text in near):
        return "services or posts change, not the council"
    if cue("reorganisation.as_noun").fullmatch(hit.text) and ending("reorganisation.potential").search(hit.before):
        return "one that may come"
    said = verdict(hit)
    return said.doubt.value if said.doubt else None


def _date(story: Story, hit: Hit) -> args.Found:
    """The date told with the change: in its clause, after its verb, or framing the passage."""
    found = args.date_of(story, hit)
    if found.first is None and (now := just_now(story, hit)):
        return args.Found((now,), args.IN_PASSAGE)
    if found.sure != args.IN_SENTENCE:
        return found
    after = [m for m in args.dates_of_events(hit.sentence) if m.start >= hit.end]
    if not after:
        # "From May 2030, two new councils that will replace …".
        after = [m for m in args.dates_of_events(hit.sentence) if _frames(hit, m)]
    return args.Found((after[0].value,), args.IN_SENTENCE) if after else args.Found()


def _frames(hit: Hit, date: Mention) -> bool:
    """Whether a date told as the beginning stands before the new councils and their verb."""
    between = hit.sentence.text[date.end - hit.sentence.start : max(0, hit.start - hit.sentence.start)]
    left = hit.sentence.text[: date.start - hit.sentence.start]
    return date.end <= hit.start and bool(
        ending("reorganisation.begins").search(left) and cue("reorganisation.newcomers").fullmatch(between.strip(" ,"))
    )


def _event(story: Story, hit: Hit, named: tuple[str, ...]) -> Event:
    when = _date(story, hit)
    left = hit.before[-50:]
    status = verdict(hit).status or Status.HAPPENED
    if status is Status.HAPPENED and cue("reorganisation.planned").match(hit.text):
        status = Status.PLANNED
    if cue("reorganisation.proposed").search(f"{left} {hit.text}") and status is not Status.REJECTED:
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
