"""Terms: how long a person held a post, told with its beginning and its end, and the posts of a career one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.offices import Told, made, plain_after
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Status

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How far behind the verb the post's own words may reach, and its date stand, in characters.
_DATE, _STEP = 80, 40


def term(story: Story, hit: Hit, name: str) -> list[Event]:
    """ "X was chief executive from 2018 until last year": taking up and leaving the post, each with its date."""
    held = opening("post.term").match(plain_after(hit))
    rest = hit.after[:200]
    if held is None or not (cue("post.role").search(rest) or held[0].split()[-1] in ("in", "at", "for")):
        return []
    dates = [m for m in hit.sentence.of(MentionKind.DATE) if 0 <= m.start - hit.end <= 160]
    out: list[Event] = []
    for at, mention in enumerate(dates[:2]):
        left = hit.sentence.text[hit.end - hit.sentence.start : mention.start - hit.sentence.start]
        value = _halves(mention, at)
        if at == 0 and ending("post.from").search(left):
            first, last = value
            out.append(made(story, hit, name, Told(APPOINTMENT), (Status.HAPPENED, first)))
            if last:
                out.append(made(story, hit, name, Told(DEPARTURE), (Status.HAPPENED, last)))
        elif at == 0 and cue("post.post_ended").search(left):
            out.append(made(story, hit, name, Told(DEPARTURE), (Status.HAPPENED, value[0])))
        elif at == 1 and len(out) == 1 and ending("post.until").search(left):
            out.append(made(story, hit, name, Told(DEPARTURE), (Status.HAPPENED, value[0])))
            if re.match(r",? when (?:he|she|they) became", hit.sentence.text[mention.end - hit.sentence.start :]):
                out.append(made(story, hit, name, Told(APPOINTMENT), (Status.HAPPENED, value[0])))
    return out


def _halves(mention: Mention, at: int) -> tuple[str, str | None]:
    """The two ends of an interval that was read as one date; else the date and None."""
    first, slash, last = mention.value.partition("/")
    if slash and at == 0 and first not in ("", "..") and last not in ("", ".."):
        days = When.parse(mention.value).days
        return (
            (first, last)
            if days > 31 and re.search(r"\b(?:to|until|and)\b|[–-]", mention.text)
            else (mention.value, None)
        )
    return (first if slash and first not in ("", "..") and last in ("", "..") else mention.value), None


def steps(story: Story, hit: Hit, name: str) -> Iterator[Event]:
    """The further posts of a career, each with its date: "before being promoted in 2019, leaving in May"."""
    others = [m.start for m in hit.sentence.of(MentionKind.PERSON) if m.start >= hit.end]
    reach = hit.after[: others[0] - hit.end] if others else hit.after
    for rule, kind in (("post.next_up", APPOINTMENT), ("post.next_left", DEPARTURE)):
        for found in cue(rule).finditer(reach):
            at = hit.end + found.end()
            dates = [m for m in args.dates_of_events(hit.sentence) if 0 <= m.start - at <= _STEP]
            if dates:
                step = Hit(hit.sentence, hit.end + found.start(), at, found[0], rule)
                what = (Status.HAPPENED, dates[0].value)
                yield made(story, step, name, Told(kind, step.after[:_DATE], at), what)
                if kind is APPOINTMENT and _moves(step, dates[0]):
                    yield made(story, replace(step, end=step.start), name, Told(DEPARTURE), what)


def _moves(step: Hit, date: Mention) -> bool:
    """Whether a step leads from one council to another: both are named on either side of it."""
    councils = step.sentence.of(MentionKind.COUNCIL)
    last = [m.value for m in councils if m.end <= step.start][-1:]
    return bool(last) and any(m.value not in last for m in councils if step.end <= m.start < date.start)
