"""Moves: services that go into a trust or company, a new one that is to run them, and the same told of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp.events.cues import cue, ending, opening
from nlp.events.status import verdict
from nlp.events.story import Hit, Story
from nlp.events.trusts.trusts import bodies, things, told
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

CREATED = EventType.TRUST_CREATED
# How far behind "will run" its services may be told, and how far before it the trust's noun phrase begins.
_SERVICES, _PHRASE = 70, 60
# What each way of telling the same of another council makes of it; None where the verb's surroundings say.
_LIKEWISE = {
    "trust.likewise.planned": Status.PLANNED,
    "trust.likewise.proposed": Status.PROPOSED,
    "trust.likewise.done": None,
}
# What a comparison may take up: a beginning or an end.
_TOLD = (
    "trust.moved.verb",
    "trust.created.verb",
    "trust.created.hand_over",
    "trust.ended.take_back",
    "trust.ended.wind_up",
)


def find(story: Story) -> Iterator[Event | Skipped]:
    """Every trust told by what goes into it, by what it is to do, or by another council's that it is like."""
    if not story.tells("trust.relevant"):
        return
    for sentence in story.sentences:
        for hit in story.hits_of(sentence, "trust.moved.verb", "trust.moved.noun"):
            if (whole := _goes_in(hit)) and (act := _act(whole)):
                yield from told(story, act, CREATED)
        for hit in story.hits_of(sentence, "trust.will_run.verb"):
            if _is_newcomers(hit):
                yield from told(story, replace(hit, start=hit.end - len(hit.text.split()[-1])), CREATED)
        for hit in story.hits_of(sentence, *_LIKEWISE):
            if _is_told_before(story, hit):
                yield from _likewise(story, hit)
        for hit in story.hits_of(sentence, "trust.likewise.the_one", "trust.likewise.follows"):
            yield from _compared(story, hit)


def _goes_in(hit: Hit) -> Hit | None:
    """The cue with the trust that stands right behind "into"; None without one, or when a person goes there."""
    spans = bodies(hit.sentence)
    for start, end in spans:
        between = hit.sentence.text[hit.end - hit.sentence.start : max(0, start - hit.sentence.start)].strip()
        if start >= hit.end and (not between or cue("trust.moved.into").fullmatch(between)) and not _is_persons(hit):
            last = max(e for s, e in spans if s <= end)
            words = hit.sentence.text[hit.start - hit.sentence.start : last - hit.sentence.start]
            return replace(hit, end=last, text=words)
    return None


def _is_persons(hit: Hit) -> bool:
    """ "The director moved to the trust": somebody's move, not the services'."""
    subjects = [c for c in hit.sentence.token_at(hit.start).children if c.dep_ == "nsubj"]
    people = hit.sentence.of(MentionKind.PERSON)
    named = any(m.start <= token.idx < m.end for m in people for token in subjects)
    return named or any(cue("trust.moved.person").fullmatch(token.text) for token in subjects)


def _act(hit: Hit) -> Hit | None:
    """The verb that tells of the move: the cue's own, or the one behind or before "the transfer into …"; else None."""
    if hit.cue == "trust.moved.verb":
        return hit
    done = cue("trust.moved.done").search(hit.after[: _SERVICES + _PHRASE])
    if done:
        start = hit.end + done.start()
        return replace(hit, start=start + len(done[0]) - len(done[0].split()[-1]), end=hit.end + done.end())
    return hit if ending("trust.moved.since").search(hit.before) else None


def _is_newcomers(hit: Hit) -> bool:
    """Whether a new trust, or one not told of before, stands right before "will run", and services behind."""
    if not cue("trust.ended.services").search(hit.after[:_SERVICES]):
        return False
    before = [end for _, end in things(hit) if end <= hit.start and len(hit.before) - (end - hit.sentence.start) <= 8]
    phrase = hit.before[-_PHRASE:].replace(",", ";").split(";")[-1]
    return bool(before) and cue("trust.will_run.newcomer").search(phrase) is not None


def _is_told_before(story: Story, hit: Hit) -> bool:
    """Whether a trust's beginning is the last told before the cue, and no end, in its sentence or the one before."""
    for sentence in (hit.sentence, *story.back(hit.sentence, reach=1)):
        told_of = [other for other in story.hits_of(sentence, *_TOLD) if other.end <= hit.start and things(other)]
        if told_of:
            return not max(told_of, key=lambda other: other.start).cue.startswith("trust.ended")
    return False


def _likewise(story: Story, hit: Hit) -> Iterator[Event | Skipped]:
    """ "Sandwell is planning a similar move": the subject's council."""
    before = [m for m in hit.sentence.of(MentionKind.COUNCIL) if m.end <= hit.start]
    said = verdict(hit)
    if said.doubt is not None:
        yield story.skip(CREATED, hit, said.doubt.value)
    elif before:
        yield _of(story, hit, before[-1], _LIKEWISE[hit.cue] if said.plain else said.status)


def _compared(story: Story, hit: Hit) -> Iterator[Event]:
    """ "Like the one being set up in Doncaster", "Slough follows Doncaster into a trust": of the other council."""
    behind = [m for m in hit.sentence.of(MentionKind.COUNCIL) if 0 <= m.start - hit.end <= len(" in the city of ")]
    if not behind or not things(hit):
        return
    if hit.cue == "trust.likewise.the_one":
        going_on = cue("trust.likewise.going_on").search(hit.text)
        yield _of(story, hit, behind[0], Status.PLANNED if going_on else Status.HAPPENED)
    elif opening("trust.likewise.into").match(hit.sentence.text[behind[0].end - hit.sentence.start :].lstrip()):
        yield _of(story, hit, behind[0], Status.HAPPENED)


def _of(story: Story, hit: Hit, council: Mention, status: Status | None) -> Event:
    return story.event(
        CREATED,
        hit,
        status or Status.HAPPENED,
        f"trust_created: {hit.cue.rsplit('.', 1)[-1]}",
        councils=(council.value,),
        confidence=0.6,
    )
