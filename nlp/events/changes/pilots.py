"""Pilots: the councils and regions that are chosen for, start or end a pathfinder, pilot or trial of a scheme."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.changes import rollouts
from nlp.events.changes.schemes import scheme
from nlp.events.cues import cue, ending
from nlp.events.news import just_now
from nlp.events.sentences import Sentence
from nlp.events.several import several
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Skipped, Status

PILOT = EventType.PILOT
# How far from the verb a date of it may stand, in characters.
_REACH = 130


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each group of councils that a sentence says tests a scheme, or the scheme alone where none is named."""
    title = _first_named(story)
    for sentence in story.sentences:
        if sentence.heading:
            continue
        rolled = [*rollouts.spread(story, sentence), *rollouts.launched(story, sentence)]
        yield from rolled
        if rolled:
            continue
        hits = [*story.hits_of(sentence, "pilot.noun"), *story.hits_of(sentence, "pilot.test")]
        if not hits and sentence.of(MentionKind.COUNCIL) and cue("pilot.joined").search(sentence.text):
            hits = [hit for hit in story.hits_of(sentence, "pilot.named") if scheme(story, hit)]
        if not hits:
            continue
        reason = _reason(sentence)
        if reason:
            yield story.skip(PILOT, hits[0], reason)
            continue
        named = next((name for hit in hits if (name := scheme(story, hit))), None)
        action = next(iter(story.hits_of(sentence, "pilot.chosen")), None)
        if action is None or not _has_part(hits[0]):
            continue
        title = named or title
        if title is None:
            yield story.skip(PILOT, action, "no scheme that is named")
        else:
            yield from _events(story, action, title)


def _reason(sentence: Sentence) -> str | None:
    if cue("pilot.not_scheme").search(sentence.text):
        return "a trial or test of another kind"
    if cue("pilot.general").search(sentence.text) or sentence.text.rstrip("’”'\" ").endswith("?"):
        return Doubt.GENERAL.value
    return None


def _first_named(story: Story) -> str | None:
    """The first scheme the article names, for a lead that tells of it before it is named."""
    hits = [*story.hits("pilot.noun", "pilot.test"), *story.hits("pilot.named")]
    names = (scheme(story, hit) for hit in hits if not (hit.sentence.heading or _reason(hit.sentence)))
    return next((name for name in names if name), None)


def _has_part(hit: Hit) -> bool:
    """Whether the sentence says who takes part: a council, areas and regions, or the pilots themselves."""
    sentence = hit.sentence
    if sentence.of(MentionKind.COUNCIL) or cue("pilot.several").search(hit.text):
        return True
    return cue("pilot.who").search(sentence.text) is not None


def _events(story: Story, action: Hit, title: str) -> Iterator[Event | Skipped]:
    said = verdict(action)
    if said.doubt in (Doubt.CONDITIONAL, Doubt.QUESTION):
        yield story.skip(PILOT, action, said.doubt.value)
        return
    for councils, when in _groups(story, action):
        when = when or _just_now(story, action)
        yield story.event(
            PILOT,
            action,
            settled(_status(action, said.status, when), when, story.published),
            "pilot: councils chosen" if councils else "pilot: scheme",
            date=when,
            councils=councils,
            organisation=args.government_of(action),
            title=title,
            confidence=round((0.8 if councils else 0.6) * (1.0 if when else 0.85), 2),
        )


def _groups(story: Story, action: Hit) -> list[tuple[tuple[str, ...], str | None]]:
    """The lists of councils of a sentence, each with its own date where there are several of both."""
    sentence = action.sentence
    dates = [m for m in args.dates_of_events(sentence) if _places(action, m)]
    runs = _runs(sentence)
    if not runs:
        near = args.nearest(action, dates).value if dates else None
        return [(several(story, sentence) or _itself(story, action), near)]
    if len(runs) == 1 or len(dates) < len(runs):
        joined = tuple(dict.fromkeys(m.value for run in runs for m in run))
        return [(joined, args.nearest(action, dates).value if dates else None)]
    out = []
    for at, run in enumerate(runs):
        stop = runs[at + 1][0].start if at + 1 < len(runs) else sentence.end
        own = [m.value for m in dates if run[-1].end <= m.start < stop]
        out.append((tuple(dict.fromkeys(m.value for m in run)), own[0] if own else None))
    return out


def _itself(story: Story, action: Hit) -> tuple[str, ...]:
    """The council that was chosen "as a pathfinder authority", where the sentence only says "the council"."""
    alone = cue("pilot.alone").search(action.sentence.text)
    return args.councils_of(story, action).values[:1] if alone else ()


def _places(action: Hit, date: Mention) -> bool:
    """Whether a date says when the pilot starts: not how long it lasts, nor when a paper on it came out."""
    left = action.sentence.text[max(0, date.start - action.sentence.start - 25) : date.start - action.sentence.start]
    if ending("pilot.lasting").search(left) or cue("pilot.of_document").search(left):
        return False
    return min(abs(date.start - action.end), abs(action.start - date.end)) <= _REACH


def _runs(sentence: Sentence) -> list[list[Mention]]:
    named = [m for m in sentence.of(MentionKind.COUNCIL) if not m.anaphor]
    runs: list[list[Mention]] = []
    for mention in named:
        if not runs or mention not in runs[-1]:
            runs.append(args.together(sentence, mention, named))
    return runs


def _status(action: Hit, said: Status | None, when: str | None) -> Status:
    text = action.sentence.text
    at = action.start - action.sentence.start
    if cue("pilot.planned").search(text[max(0, at - 40) : at + 40]):
        return Status.PLANNED
    return Status.HAPPENED if said in (None, Status.PROPOSED) else said


def _just_now(story: Story, action: Hit) -> str | None:
    if story.published and cue("pilot.has_chosen").search(action.sentence.text):
        return f"{day(story.published)}~"
    return just_now(story, action) if "test" not in action.text else None
