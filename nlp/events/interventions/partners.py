"""Partners: councils that share children's services, or one that runs another's, begun and ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.cues import cue, opening
from nlp.events.several import several
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story, hits_in
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

CREATED, ENDED = EventType.TRUST_CREATED, EventType.TRUST_ENDED
# How many sentences after a plan to share may say from when.
_AHEAD = 2
RUN, SHARED = "one council runs another's services", "councils share their services"


@dataclass(frozen=True, slots=True)
class Parties:
    """The councils of an arrangement, and the one of them that runs the services where one does."""

    councils: tuple[str, ...]
    lead: str | None = None


def find(story: Story) -> Iterator[Event | Skipped]:
    """Where councils are said to share, run, take over or give back children's services, one another's."""
    last: Parties | None = None
    for sentence in story.sentences:
        for hit in story.hits_of(sentence, *_FINDERS):
            found = _FINDERS[hit.cue](story, hit) or (last if hit.cue == "partner.contract_ends" else None)
            if found is None:
                continue
            said = verdict(hit)
            if said.doubt is not None:
                yield story.skip(CREATED, hit, said.doubt.value)
                continue
            kind = ENDED if hit.cue in ("partner.ends", "partner.unpicked", "partner.contract_ends") else CREATED
            last = found
            yield from _events(story, hit, found, (kind, _status(hit, said.status), _date(story, hit, said.status)))


def _status(hit: Hit, status: Status | None) -> Status:
    """The verb of an arrangement that ends is within the cue itself."""
    if hit.cue == "partner.contract_ends" and cue("partner.to_end").search(hit.text):
        return Status.PLANNED
    return status or Status.HAPPENED


def _date(story: Story, hit: Hit, status: Status | None) -> str | None:
    """The date told; of a plan without one, the first to come that the next sentences tell."""
    when = args.date_of(story, hit).first
    if when or status is not Status.PLANNED or story.published is None or hit.cue != "partner.shares":
        return when
    ahead = story.sentences[hit.sentence.index + 1 : hit.sentence.index + 1 + _AHEAD]
    dates = [m.value for sentence in ahead for m in args.dates_of_events(sentence)]
    return next((value for value in dates if When.parse(value).latest >= story.published), None)


def _named(hit: Hit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.value for m in hit.sentence.of(MentionKind.COUNCIL) if not m.anaphor))


def _sharing(story: Story, hit: Hit) -> Parties | None:
    """The councils that share services or a director: those of the sentence, or meant by their number."""
    councils = _named(hit)
    councils = councils if len(councils) > 1 else several(story, hit.sentence)
    return Parties(councils) if len(councils) > 1 else None


def _ending(story: Story, hit: Hit) -> Parties | None:
    """The councils of an arrangement that ends: the one whose services are run first, the one that runs them last."""
    named = _named(hit)
    if len(named) < 2 or not cue("partner.services").search(hit.sentence.text):
        return None
    if len(named) > 2:
        return Parties(named)
    served, lead = named if cue("partner.with_other").search(hit.text) else named[::-1]
    return Parties((served, lead), lead)


def _passing(story: Story, hit: Hit) -> Parties | None:
    """ "Services in A pass to B": A's, run by B."""
    named = hit.sentence.of(MentionKind.COUNCIL)
    left = [m.value for m in named if m.end <= hit.start]
    right = [m.value for m in named if 0 <= m.start - hit.end <= 1]
    if not left or not right or left[-1] == right[0] or not cue("partner.services").search(hit.before):
        return None
    return Parties((left[-1], right[0]), right[0])


def _running(story: Story, hit: Hit) -> Parties | None:
    """The council that runs and the one whose services it runs, on either side of the cue, in one sentence."""
    named = hit.sentence.of(MentionKind.COUNCIL)
    left = [m for m in named if m.end <= hit.start]
    right = [m for m in named if m.start >= hit.end]
    if left and not right:
        return _running_its(story, hit, left)
    if not left or not right or left[-1].value == right[0].value:
        return None
    between = hit.sentence.text[hit.end - hit.sentence.start : right[0].start - hit.sentence.start]
    behind = hit.sentence.text[right[0].end - hit.sentence.start :]
    general = next(hits_in(hit.sentence, cue("partner.one_council")), None)
    of_services = cue("partner.services").search(behind[:50]) or cue("partner.services").search(between)
    if general is None and not of_services:
        return None
    return Parties((right[0].value, left[-1].value), left[-1].value)


def _running_its(story: Story, hit: Hit, left: list[Mention]) -> Parties | None:
    """ "A runs the island's services", "B's services, which A has run": the other council is told before."""
    owned = hit.sentence.text[left[-1].end - hit.sentence.start : hit.start - hit.sentence.start]
    before = [m.value for m in left if m.value != left[-1].value]
    if before and cue("partner.which_it").fullmatch(owned.strip()):
        return Parties((left[-1].value, before[-1]), before[-1])
    if not opening("partner.its").match(hit.after.lstrip()) or not cue("partner.services").search(hit.after[:40]):
        return None
    other = [name for name in story.main_councils if name != left[-1].value]
    return Parties((other[0], left[-1].value), left[-1].value) if other else None


# How each way of telling names its councils.
_FINDERS: dict[str, Callable[[Story, Hit], Parties | None]] = {
    "partner.runs": _running,
    "partner.passes": _passing,
    "partner.shares": _sharing,
    "partner.ends": _running,
    "partner.unpicked": _ending,
    "partner.contract_ends": _ending,
}


def _events(story: Story, hit: Hit, parties: Parties, what: tuple[EventType, Status, str | None]) -> Iterator[Event]:
    kind, status, when = what
    stretch = When.parse(when) if when else None
    closed = stretch is not None and when is not None and "/" in when and not stretch.open_ended
    if closed and stretch is not None and kind is CREATED and stretch.days > 400:
        yield _event(story, hit, (CREATED, status, str(stretch.earliest.year)), parties)
        yield _event(story, hit, (ENDED, status, str(stretch.latest.year)), parties)
        return
    yield _event(story, hit, (kind, status, when.removesuffix("/..") if when else None), parties)


def _event(story: Story, hit: Hit, what: tuple[EventType, Status, str | None], parties: Parties) -> Event:
    kind, status, when = what
    return story.event(
        kind,
        hit,
        settled(status, when, story.published),
        f"{kind.value}: {RUN if parties.lead else SHARED}",
        date=when,
        councils=parties.councils,
        organisation=parties.lead,
        confidence=0.8 if when else 0.6,
    )
