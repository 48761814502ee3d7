"""Phrases: posts told without a verb of the person's own, by a phrase before the name or as a thing of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import When
from nlp.events.cues import cue, opening
from nlp.events.posts.offices import Told, made, post_dates, without_title
from nlp.events.sentences import Sentence
from nlp.events.status import settled
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, Mention, MentionKind, Status

APPOINTMENT, DEPARTURE = EventType.APPOINTMENT, EventType.DEPARTURE
# How far behind a name the dates may stand since when posts are held, how far behind the verb a phrase's date, and
# how far behind a term's end its day.
_REACH, _DATE, _JUST = 160, 90, 20


def told(story: Story, hit: Hit, name: str) -> Iterator[Event]:
    """The taking up, or leaving, of posts that is told around a name without a verb of the person's own."""
    thing = opening("post.appointment_of").match(hit.after)
    if thing:
        dates = [m for m in post_dates(hit) if 0 <= m.start - hit.end <= _REACH]
        when = dates[0].value if dates else None
        words = Told(APPOINTMENT, "was appointed" + hit.after[thing.end() : _DATE], hit.end + thing.end())
        yield made(story, hit, name, words, (settled(Status.HAPPENED, when, story.published), when))
    over = opening("post.time_over").match(hit.after)
    ends = [m for m in post_dates(hit) if over and 0 <= m.start - hit.end - over.end() <= _JUST]
    if over and ends:
        ahead = cue("post.will").search(over[0]) is not None
        status = Status.PLANNED if ahead else settled(Status.HAPPENED, ends[0].value, story.published)
        yield made(story, hit, name, Told(DEPARTURE), (status, ends[0].value))


def fronted(story: Story, sentence: Sentence) -> Iterator[Event]:
    """ "Since joining Kent in 2016, X has led …": what a sentence's opening tells of the person named behind it."""
    for rule, kind in (("post.fronted_up", APPOINTMENT), ("post.fronted_left", DEPARTURE)):
        verb = cue(rule).match(sentence.text)
        phrase = verb and _dated(sentence, sentence.start + verb.end())
        if verb and phrase:
            date, person = phrase
            start, end = sentence.start, sentence.start + verb.end()
            words = Told(kind, verb[0] + sentence.text[verb.end() : person.start - start], end)
            done = story.published is None or When.parse(date.value).earliest <= story.published
            what = (Status.HAPPENED if done else Status.PLANNED, date.value)
            yield made(story, Hit(sentence, start, end, verb[0], rule), person.value, words, what)


def _dated(sentence: Sentence, start: int) -> tuple[Mention, Mention] | None:
    """The date of a phrase that begins at an offset, and the person that a comma parts from it; None without both."""
    people = [m for m in sentence.of(MentionKind.PERSON) if m.start >= start]
    dates = [m for m in sentence.of(MentionKind.DATE) if 0 <= m.start - start <= _DATE]
    if not people or not dates or dates[0].start > people[0].start:
        return None
    between = sentence.text[dates[0].end - sentence.start : people[0].start - sentence.start]
    return (dates[0], people[0]) if re.fullmatch(r"[^.;,]{0,60}, ", without_title(between)) else None
