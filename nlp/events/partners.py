"""Partners: one council that runs another's children's services, begun and ended."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.cues import cue, opening
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story, hits_in
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

CREATED, ENDED = EventType.TRUST_CREATED, EventType.TRUST_ENDED


def find(story: Story) -> Iterator[Event | Skipped]:
    """Where one council is said to run, take over or give back another's services."""
    for hit in story.hits("partner.runs", "partner.ends", "partner.contract_ends"):
        pair = _pair(story, hit) if hit.cue != "partner.contract_ends" else _parties(story, hit)
        if pair is None:
            continue
        said = verdict(hit)
        if said.doubt is not None:
            yield story.skip(CREATED, hit, said.doubt.value)
            continue
        when = args.date_of(story, hit).first
        kind = CREATED if hit.cue == "partner.runs" else ENDED
        yield from _events(story, hit, pair, (kind, _status(hit, said.status), when))


def _status(hit: Hit, status: Status | None) -> Status:
    """The verb of an arrangement that ends is within the cue itself."""
    if hit.cue == "partner.contract_ends" and cue("partner.to_end").search(hit.text):
        return Status.PLANNED
    return status or Status.HAPPENED


def _parties(story: Story, hit: Hit) -> tuple[str, str] | None:
    """The two councils of an arrangement that ends: the one that runs and the one whose services it runs."""
    named = list(dict.fromkeys(m.value for m in hit.sentence.of(MentionKind.COUNCIL)))
    if len(named) != 2 or not cue("partner.services").search(hit.sentence.text):
        return None
    with_other = cue("partner.with_other").search(hit.text)
    return (named[1], named[0]) if with_other else (named[0], named[1])


def _pair(story: Story, hit: Hit) -> tuple[str, str] | None:
    """The council that runs and the one whose services it runs, on either side of the cue, in one sentence."""
    named = hit.sentence.of(MentionKind.COUNCIL)
    left = [m for m in named if m.end <= hit.start]
    right = [m for m in named if m.start >= hit.end]
    if left and not right and opening("partner.its").match(hit.after.lstrip()):
        other = [name for name in story.main_councils if name != left[-1].value]
        return (left[-1].value, other[0]) if other and cue("partner.services").search(hit.after[:40]) else None
    if not left or not right or left[-1].value == right[0].value:
        return None
    between = hit.sentence.text[hit.end - hit.sentence.start : right[0].start - hit.sentence.start]
    behind = hit.sentence.text[right[0].end - hit.sentence.start :]
    general = next(hits_in(hit.sentence, cue("partner.one_council")), None)
    of_services = cue("partner.services").search(behind[:50]) or cue("partner.services").search(between)
    if general is None and not of_services:
        return None
    return left[-1].value, right[0].value


def _events(
    story: Story, hit: Hit, pair: tuple[str, str], what: tuple[EventType, Status, str | None]
) -> Iterator[Event]:
    kind, status, when = what
    lead, served = pair
    stretch = When.parse(when) if when else None
    closed = stretch is not None and when is not None and "/" in when and not stretch.open_ended
    if closed and stretch is not None and kind is CREATED and stretch.days > 400:
        yield _event(story, hit, (CREATED, status, str(stretch.earliest.year)), (served, lead))
        yield _event(story, hit, (ENDED, status, str(stretch.latest.year)), (served, lead))
        return
    yield _event(story, hit, (kind, status, when), (served, lead))


def _event(story: Story, hit: Hit, what: tuple[EventType, Status, str | None], councils: tuple[str, str]) -> Event:
    kind, status, when = what
    return story.event(
        kind,
        hit,
        settled(status, when, story.published),
        f"{kind.value}: one council runs another's services",
        date=when,
        councils=councils,
        organisation=councils[1],
        confidence=0.8 if when else 0.6,
    )
