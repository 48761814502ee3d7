"""Commissioners: commissioners, improvement advisers and partner councils put beside a council."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.events import arguments as args
from nlp.events.cues import cue, ending
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

COMMISSIONER = EventType.COMMISSIONER


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each commissioner, adviser or improvement partner a named council was given."""
    for hit in story.hits("commissioner.noun"):
        if _is_other(hit):
            continue
        if not ending("commissioner.appointed").search(hit.before.rstrip()) and not _named_behind(hit):
            yield story.skip(COMMISSIONER, hit, "nobody is said to be appointed")
            continue
        council, partner = _council(story, hit)
        if council is None:
            yield story.skip(COMMISSIONER, hit, "no council it could be of")
            continue
        yield from _event(story, hit, council, partner)


def _is_other(hit: Hit) -> bool:
    """A commissioner of another kind: for children in England, of police, of health."""
    around = hit.sentence.text[max(0, hit.start - hit.sentence.start - 25) : hit.end - hit.sentence.start + 30]
    return cue("commissioner.not_of_councils").search(around) is not None


def _named_behind(hit: Hit) -> Mention | None:
    """The person or council whose name follows the title: "commissioner Andy X", "improvement partner Telford"."""
    kinds = (MentionKind.PERSON, MentionKind.COUNCIL)
    following = [m for m in hit.sentence.mentions if m.kind in kinds and 0 <= m.start - hit.end <= 3 and not m.anaphor]
    return following[0] if following else None


def _council(story: Story, hit: Hit) -> tuple[str | None, str | None]:
    """The council that is helped, and the council that helps where it is one."""
    named = hit.sentence.of(MentionKind.COUNCIL)
    partner = None
    if cue("commissioner.partner").search(hit.text):
        behind = _named_behind(hit)
        partner = behind.value if behind and behind.kind is MentionKind.COUNCIL else None
        if partner is None and named and named[0].end <= hit.start and len(named) > 1:
            partner = named[0].value
        if partner is None:
            return None, None
    others = [m for m in named if m.value != partner and not _is_partner(hit, m)]
    if others:
        return args.nearest(hit, others).value, partner
    focus = [name for name in story.focus(hit.sentence) if name != partner] or list(story.main_councils)
    return (focus[0], partner) if focus and focus[0] != partner else (None, partner)


def _is_partner(hit: Hit, council: Mention) -> bool:
    """Whether a council stands right behind the word partner."""
    left = hit.sentence.text[: council.start - hit.sentence.start]
    return ending("commissioner.partner").search(left) is not None


def _date(story: Story, hit: Hit, appointing: bool) -> str | None:
    """When: only of an appointment, or of one that gave the advice the sentence dates."""
    if appointing or cue("recommendation.on_advice").search(hit.before[-60:]):
        return args.date_of(story, hit).first
    return None


def _event(story: Story, hit: Hit, council: str, partner: str | None) -> Iterator[Event | Skipped]:
    said = verdict(hit)
    appointing = cue("commissioner.appointing").search(hit.before) is not None
    if said.doubt is not None:
        yield story.skip(COMMISSIONER, hit, said.doubt.value)
        return
    status = said.status or Status.HAPPENED
    existing = not appointing or status is Status.REJECTED
    if existing and status is not Status.HAPPENED and not cue("commissioner.to_come").search(hit.before[-40:]):
        status = Status.HAPPENED
    if cue("commissioner.to_come").search(hit.before[-40:]):
        status = Status.PLANNED
    when = None if status is Status.PLANNED and not appointing else _date(story, hit, appointing)
    person = _named_behind(hit)
    people: tuple[str, ...] = (person.value,) if person and person.kind is MentionKind.PERSON else ()
    people = people or (() if partner else _appointee(hit))
    yield story.event(
        COMMISSIONER,
        hit,
        settled(status, when, story.published),
        "commissioner: " + ("partner" if partner else "appointed" if appointing else "named"),
        date=when,
        councils=(council,),
        organisation=partner or (None if people else args.government_of(hit)),
        people=people,
        confidence=0.75 if when else 0.6,
    )


def _appointee(hit: Hit) -> tuple[str, ...]:
    """Who was appointed, named shortly before: "appointed Andy X as commissioner"."""
    near = [m for m in hit.sentence.of(MentionKind.PERSON) if 0 <= hit.start - m.end <= 40]
    return (near[-1].value,) if near else ()
