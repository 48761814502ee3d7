"""Roll-outs: a named scheme that is launched, and a model or scheme that is brought to councils named behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.changes.schemes import before_noun, scheme
from nlp.events.cues import cue, ending, opening
from nlp.events.sentences import Sentence
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Status

# How far from the scheme's noun its verb may stand, and from the verb its date, in characters.
_NEAR, _DATE = 30, 90
_LEAD = 3


def launched(story: Story, sentence: Sentence) -> Iterator[Event]:
    """ "The department has launched its Families Together programme": the scheme with the day of its launch.

    Pilots that begin in councils named beside them are told as those councils'.
    """
    for hit in story.hits_of(sentence, "pilot.named", "pilot.noun"):
        councils = tuple(dict.fromkeys(m.value for m in sentence.of(MentionKind.COUNCIL) if not m.anaphor))
        title = None if councils and hit.cue == "pilot.noun" else scheme(story, hit)
        said = verdict(hit)
        if title is None or not _is_name(hit, title) or said.doubt or not _is_launched(hit, title):
            continue
        dates = [m.value for m in args.dates_of_events(sentence) if abs(m.start - hit.end) <= _DATE]
        news = story.published and sentence.paragraph < _LEAD
        when = dates[0] if dates else f"{day(story.published)}~" if news and story.published else None
        if when:
            status = settled(said.status or Status.HAPPENED, when, story.published)
            yield _event(story, hit, title, (status, when), councils)


def _is_name(hit: Hit, title: str) -> bool:
    """Whether a scheme is called something: capitals in its name, or quotation marks around it."""
    return any(c.isupper() for c in title) or hit.after[:1] in ("”", "’")


def _is_launched(hit: Hit, title: str) -> bool:
    """Whether a verb of launching stands right before the scheme's name or right behind its noun."""
    at = hit.before.find(title.split()[0])
    left = re.sub(r"(?:(?:the|its|a|an|their|new|national|own|£\S+|[“‘\"'])\s?)+$", "", hit.before[: max(at, 0)])
    return bool(ending("pilot.launches").search(left) or opening("pilot.launched").match(hit.after.lstrip(" ,”’\"'")))


def spread(story: Story, sentence: Sentence) -> Iterator[Event]:
    """ "The family safeguarding model will be extended to Luton and Peterborough": the councils it is brought to."""
    for hit in story.hits_of(sentence, "pilot.spread"):
        named = [m for m in sentence.of(MentionKind.COUNCIL) if m.start >= hit.end and not m.anaphor]
        if not named or verdict(hit).doubt in (Doubt.CONDITIONAL, Doubt.QUESTION, Doubt.DENIED):
            continue
        run = args.together(sentence, named[0], named)
        title = before_noun(hit)
        to_come = cue("pilot.planned").search(hit.text)
        dates = [m.value for m in args.dates_of_events(sentence) if 0 <= m.start - run[-1].end <= _DATE / 3]
        when = dates[0] if dates else None
        status = Status.PLANNED if to_come else settled(Status.HAPPENED, when, story.published)
        if title:
            yield _event(story, hit, title, (status, when), tuple(dict.fromkeys(m.value for m in run)))


def _event(story: Story, hit: Hit, title: str, what: tuple[Status, str | None], councils: tuple[str, ...]) -> Event:
    return story.event(
        EventType.PILOT,
        hit,
        what[0],
        "pilot: brought to councils" if councils else "pilot: scheme launched",
        date=what[1],
        councils=councils,
        organisation=args.government_of(hit),
        title=title,
        confidence=0.7 if what[1] else 0.6,
    )
