"""Leavers: people whose leaving a post is told as a thing, by where they go or come from, or by who came after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import When, day
from nlp.events.cues import cue, ending, opening
from nlp.events.posts.offices import Told, made, plain_after, post_dates, without_office, without_title
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Status

DEPARTURE, APPOINTMENT = EventType.DEPARTURE, EventType.APPOINTMENT
# How far a date may stand behind the name, and in how many paragraphs an article opens.
_DATE, _LEAD = 40, 2
# How far behind "from" the council may stand that somebody comes from.
_FROM = 90
# How far behind "to join" or "for a role at" the body may stand that somebody goes to.
_TO = 30
_BODIES = (MentionKind.COUNCIL, MentionKind.ORGANISATION)


def left(story: Story, hit: Hit, name: str) -> Iterator[Event]:
    """The leaving told around a person's name: "the resignation of X", "X's resignation", "replacing X"."""
    yield from _moved(story, hit, name)
    for before in (hit.before, without_title(hit.before), without_office(hit)):
        noun = ending("post.leaving").search(before)
        if noun or opening("post.leaving_after").match(hit.after):
            yield _told_as_thing(story, hit, name, before[: noun.start()] if noun else hit.before)
            return
        if ending("post.predecessor").search(before):
            yield from _followed(story, hit, name)
            return


def _moved(story: Story, hit: Hit, name: str) -> Iterator[Event]:
    """The leaving told by where somebody comes from: "X will join Kent from her post at Essex"."""
    others = [m.start for m in hit.sentence.of(MentionKind.PERSON) if m.start >= hit.end]
    reach = hit.after[: others[0] - hit.end] if others else hit.after
    within = opening("post.from_to").match(plain_after(hit))
    source = cue("post.moves_from").search(reach)
    if source is None or ";" in reach[: source.start()]:
        return
    when = next((m.value for m in post_dates(hit) if m.start >= hit.end), None)
    planned = cue("post.will").search(reach[: source.end()]) or (when and _to_come(story, when))
    what = (Status.PLANNED if planned else Status.HAPPENED, when)
    at = hit.end + source.end()
    councils = [m for m in hit.sentence.of(MentionKind.COUNCIL) if 0 <= m.start - at <= _FROM]
    if within:
        yield made(story, hit, name, Told(APPOINTMENT), what)
        yield made(story, hit, name, Told(DEPARTURE), what)
    elif councils and "," not in _between(hit, councils[0].start)[source.end() :]:
        yield replace(made(story, hit, name, Told(DEPARTURE), what), councils=(councils[0].value,), organisation=None)


def goes_to(story: Story, hit: Hit, event: Event, told: Told) -> Iterator[Event]:
    """The post that somebody leaves for, when the leaving names it: "left Kent for a similar role in Essex"."""
    reach = hit.sentence.text[told.start - hit.sentence.start :]
    found = cue("post.goes_to_post").search(reach)
    if found is None or re.search(r"[.;]|, who\b|\bwhile\b", reach[: found.start()]):
        return
    at = told.start + found.end()
    bodies = [m for m in hit.sentence.mentions if m.kind in _BODIES and 0 <= m.start - at <= _TO and not m.anaphor]
    if bodies and not set(event.councils) & {m.value for m in bodies[:1]}:
        own = [m.value for m in bodies[:1]]
        is_council = bodies[0].kind is MentionKind.COUNCIL
        yield replace(
            event,
            type=APPOINTMENT,
            rule="appointment: told of where somebody goes",
            councils=tuple(own) if is_council else (),
            organisation=None if is_council else own[0],
        )


def _to_come(story: Story, when: str) -> bool:
    return story.published is not None and When.parse(when).earliest > story.published


def _told_as_thing(story: Story, hit: Hit, name: str, said: str) -> Event:
    """The leaving as a noun; ``said`` is what stands before it."""
    near = said[-40:]
    status = Status.HAPPENED
    if cue("post.proposed").search(near):
        status = Status.PROPOSED
    elif cue("post.to_leave").search(near):
        status = Status.PLANNED
    behind = [m for m in post_dates(hit) if 0 <= m.start - hit.end <= _DATE and "," not in _between(hit, m.start)]
    within = [m for m in post_dates(hit) if hit.sentence.start + len(said) <= m.start < hit.start]
    when = (behind or within)[0].value if behind or within else None
    background = cue("post.left_before").search(near)
    if when is None and not background:
        opens = [m for m in post_dates(hit) if m.start - hit.sentence.start <= 5]
        when = opens[0].value if opens else None
    fresh = cue("post.recent").search(near) or (hit.sentence.paragraph < _LEAD and not background)
    if when is None and fresh and status is Status.HAPPENED and story.published:
        when = f"{day(story.published)}~"
    if when and background and story.published and When.parse(when).earliest > story.published:
        when = None
    return made(story, hit, name, Told(DEPARTURE), (status, when))


def _between(hit: Hit, start: int) -> str:
    return hit.sentence.text[hit.end - hit.sentence.start : start - hit.sentence.start]


def _followed(story: Story, hit: Hit, name: str) -> Iterator[Event]:
    """ "She takes over from X, who left in May": X leaves; about when the other one comes, where no more is told."""
    gone = opening("post.left").match(plain_after(hit))
    dates = post_dates(hit)
    behind = [m for m in dates if 0 <= m.start - hit.end <= _DATE]
    if gone:
        status = Status.PLANNED if opening("post.planned").match(gone[0]) else Status.HAPPENED
        yield made(story, hit, name, Told(DEPARTURE), (status, behind[0].value if behind else None))
        return
    if cue("post.proposed").search(hit.before[-60:]) or cue("post.post_of").search(hit.sentence.text) is None:
        return
    near = behind or [m for m in dates if m.end <= hit.start][-1:]
    when = near[0].value if near else None
    about = f"{when.rstrip('~')}~" if when and "/" not in when else None
    planned = cue("post.will").search(hit.before) is not None
    status = Status.PLANNED if planned else Status.HAPPENED
    if about is None and not planned and story.published and hit.sentence.paragraph < _LEAD:
        about = f"{day(story.published)}~"
    yield made(story, hit, name, Told(DEPARTURE, start=hit.end), (status, about))


def stands_for(story: Story, sentence: Sentence) -> Iterator[tuple[Hit, str]]:
    """Where "he", "she" or "the former minister" stands for the one person named before it, and for whom.

    At a sentence's opening that is the one of the sentences before; within it, the only one it has named so far.
    """
    found = cue("post.stands_for").match(sentence.text)
    for earlier in story.back(sentence, reach=2) if found else ():
        names = {m.value for m in earlier.of(MentionKind.PERSON)}
        if found and names:
            hit = Hit(sentence, sentence.start, sentence.start + found.end(), found[0], "post.stands_for")
            if len(names) == 1:
                yield hit, names.pop()
            break
    for hit in story.hits_of(sentence, "post.pronoun"):
        named = [m for m in sentence.of(MentionKind.PERSON) if m.end <= hit.start]
        beside = named and hit.before[named[-1].end - sentence.start :].strip() in ("since", "after", "before", "when")
        if beside or len({m.value for m in named}) == 1:
            yield hit, named[-1].value
