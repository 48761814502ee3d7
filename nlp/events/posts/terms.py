"""Terms: since when a post is held, how long one was, and the posts of a career one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.posts.offices import Told, made, without_honours
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Status

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How far behind the name the dates may stand, how long what is said of the post may be, and how far behind a step
# its own words may reach and its date stand, in characters.
_REACH, _SAID, _WORDS, _STEP = 200, 130, 80, 40
# Years joined as one date are a term when they span more than this many days.
_LONG = 400
_VERB = re.compile(r", [a-z]+ed\b")
_RANGE = re.compile(r"\b(?:to|until|and)\b|[–-]")


def terms(story: Story, hit: Hit, name: str) -> Iterator[Event]:
    """ "X was director from 2018 until last year", "X, director since May": each post with its start and its end."""
    others = [m.start for m in hit.sentence.of(MentionKind.PERSON) if m.start >= hit.end]
    limit = min([hit.end + _REACH, *others])
    start, begun = hit.end, False
    for date in hit.sentence.of(MentionKind.DATE):
        if not hit.end <= date.start <= limit:
            continue
        between = hit.sentence.text[start - hit.sentence.start : date.start - hit.sentence.start]
        ends = begun and ending("post.held_until").fullmatch(between.strip())
        told = Told(DEPARTURE if ends else APPOINTMENT, between.strip(" ,:("), start + 1)
        values = (date.value,) if ends else _ends_of(date, between)
        kinds = (DEPARTURE,) if ends or cue("post.post_ended").search(between) else (APPOINTMENT, DEPARTURE)
        for kind, value in zip(kinds, values, strict=False):
            yield made(story, hit, name, replace(told, kind=kind), (Status.HAPPENED, value))
        if ends and re.match(r",? when (?:he|she|they) became", hit.sentence.text[date.end - hit.sentence.start :]):
            yield made(story, hit, name, Told(APPOINTMENT), (Status.HAPPENED, date.value))
        start, begun = date.end, bool(values)


def _ends_of(date: Mention, between: str) -> tuple[str, ...]:
    """When a post was taken up and, if told, left, by a date and what parts it from the name; empty for no post."""
    words = re.sub(r"^(?:, who [^,.;]{3,140}, )?[\s,:(–—]*(?:and )?", "", without_honours(between))
    held = opening("post.held").match(words)
    tail = ending("post.held_from").search(words) or cue("post.post_ended").search(words)
    listed = tail is None and words.rstrip().endswith((",", "(")) and _is_range(date)
    rest = words[held.end() : tail.start() if tail else len(words)] if held and (tail or listed) else None
    if held is None or rest is None or len(rest) > _SAID or cue("post.held_breaks").search(rest) or _VERB.search(rest):
        return ()
    if not cue("post.role").search(words) and not opening("post.held_at").match(words):
        return ()
    if cue("post.post_ended").search(words):
        return (date.value,)
    first, slash, last = date.value.partition("/")
    if slash and first not in ("", "..") and last in ("", ".."):
        return (first,)
    return (first, last) if _is_range(date) else (date.value,)


def _is_range(date: Mention) -> bool:
    """Whether a date is two: the beginning and the end of a term."""
    first, slash, last = date.value.partition("/")
    whole = bool(slash) and first not in ("", "..") and last not in ("", "..")
    return whole and _RANGE.search(date.text) is not None and When.parse(date.value).days > _LONG


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
                yield made(story, step, name, Told(kind, step.after[:_WORDS], at), what)
                if kind is APPOINTMENT and _moves(step, dates[0]):
                    yield made(story, replace(step, end=step.start), name, Told(DEPARTURE), what)


def _moves(step: Hit, date: Mention) -> bool:
    """Whether a step leads from one council to another: both are named on either side of it."""
    councils = step.sentence.of(MentionKind.COUNCIL)
    last = [m.value for m in councils if m.end <= step.start][-1:]
    return bool(last) and any(m.value not in last for m in councils if step.end <= m.start < date.start)
