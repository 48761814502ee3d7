"""Considered: trusts weighed for councils and turned down, and the advice against them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.cues import cue
from nlp.events.news import just_now
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story, hits_in
from nlp.events.trusts.trusts import bodies
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

CREATED, ADVICE = EventType.TRUST_CREATED, EventType.RECOMMENDATION
# How far behind "in other areas" the text may go on to name them, in sentences.
_AHEAD = 3


def find(story: Story) -> Iterator[Event | Skipped]:
    """Trusts rejected for councils, each with the recommendation against it where an adviser made it."""
    found: list[Event] = []
    for hit in story.hits("trust.considered.verb"):
        if not bodies(hit.sentence) or not cue("trust.considered.refused").search(hit.sentence.text):
            continue
        councils, when = _councils(story, hit), args.date_of(story, hit)
        if not councils:
            yield story.skip(CREATED, hit, "rejected for no council that is named")
            continue
        told = _rejected(story, hit, councils, when.first or args.report_date(story, hit) or _now(story, hit))
        found.extend(told)
        yield from told
    for hit in story.hits("trust.considered.again"):
        yield from _again(story, hit, found)


def _now(story: Story, hit: Hit) -> str | None:
    """About the day of publication, for what the article opens with or tells in the present perfect near its top."""
    if hit.sentence.index == 0 and story.published:
        return f"{day(story.published)}~"
    return just_now(story, hit)


def _councils(story: Story, hit: Hit) -> tuple[str, ...]:
    """Those of the sentence; of "other areas" those that the text goes on to name; else the passage's one."""
    named = args.councils_of(story, hit)
    if named.sure > args.IN_PASSAGE:
        return _listed(hit)
    if cue("trust.considered.areas").search(hit.sentence.text):
        for sentence in story.sentences[hit.sentence.index + 1 : hit.sentence.index + 1 + _AHEAD]:
            opening = sentence.text[: _opening(sentence)]
            if cue("trust.considered.these_areas").search(opening) and sentence.of(MentionKind.COUNCIL):
                return tuple(dict.fromkeys(m.value for m in sentence.of(MentionKind.COUNCIL) if not m.anaphor))
        return ()
    return named.values if not cue("trust.plural").search(hit.sentence.text) else ()


def _listed(hit: Hit) -> tuple[str, ...]:
    named = [m for m in hit.sentence.councils if not m.anaphor]
    if not named:
        named = hit.sentence.councils
    run = args.together(hit.sentence, args.nearest(hit, named), named) if named else []
    return tuple(dict.fromkeys(m.value for m in run))


def _opening(sentence: Sentence) -> int:
    """Where the sentence's first council begins, counted from the sentence's start."""
    named = sentence.of(MentionKind.COUNCIL)
    return named[0].start - sentence.start if named else 0


def _rejected(story: Story, hit: Hit, councils: tuple[str, ...], when: str | None) -> list[Event]:
    by_adviser = cue("trust.considered.by_adviser").search(hit.sentence.text) is not None
    people = args.people_of(story, hit)
    out = []
    for name in councils:
        event = story.event(
            CREATED, hit, Status.REJECTED, "trust_created: considered", date=when, councils=(name,), confidence=0.75
        )
        out.append(event)
        if by_adviser or people:
            advice = replace(event, type=ADVICE, status=Status.HAPPENED, rule="recommendation: against a trust")
            out.append(replace(advice, people=people))
    return out


def _again(story: Story, hit: Hit, found: list[Event]) -> Iterator[Event]:
    """ "The same was true of a report on Tameside": what was told just before, of another council."""
    before = [e for e in found if hit.sentence.start - e.end >= 0 and _sentences_between(story, e, hit) <= _AHEAD]
    named = [m for m in hit.sentence.of(MentionKind.COUNCIL) if m.start >= hit.end]
    if not before or not named:
        return
    again = next(hits_in(hit.sentence, cue("trust.considered.again"), "again"))
    when = args.date_of(story, again).first
    last = [e for e in before if e.start == before[-1].start and e.councils == before[-1].councils]
    for event in last:
        people = args.people_of(story, again) if event.type is ADVICE else ()
        yield replace(
            event,
            councils=(named[0].value,),
            date=when or event.date,
            people=people,
            evidence=hit.sentence.text,
            start=hit.sentence.start,
            end=hit.sentence.end,
            confidence=0.6,
        )


def _sentences_between(story: Story, event: Event, hit: Hit) -> int:
    behind = bisect_left(story.sentences, event.end, key=lambda sentence: sentence.start)
    return max(0, hit.sentence.index - behind)
