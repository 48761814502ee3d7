"""Victims: case reviews told of together, one for each child or victim the passage names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.cues import cue
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Status

_LEAD, _NEAR = 4, 60
_NUMBERS = ("two", "three", "four", "five", "six")
_HIDDEN = re.compile(r"\b(?:Baby|Child|Girl|Boy) [A-Z]{1,2}\b")


def one_each(story: Story, hit: Hit) -> Iterator[Event]:
    """The reviews of a plural ("three serious case reviews made public today"), one for each child of the passage.

    Nothing where they are no news of the day, or the children named near by are not as many as the reviews.
    """
    sentence = hit.sentence
    told = cue("case_review.several").fullmatch(hit.text) and cue("case_review.found").search(hit.after[:_NEAR])
    fresh = cue("case_review.fresh").search(hit.after[:_NEAR])
    if not (told or fresh) or not hit.text.endswith("s") or sentence.paragraph >= _LEAD or story.published is None:
        return
    if cue("case_review.general").search(hit.before[-15:] + "reviews"):
        return
    count = next((number for number, word in enumerate(_NUMBERS, 2) if re.search(rf"\b{word} $", hit.before)), 0)
    children = _children(story, sentence)
    councils = args.councils_of(story, hit).values[:1]
    if len(children) < 2 or (count and len(children) != count) or not councils:
        return
    dates = [m.value for m in args.dates_of_events(sentence) if 0 <= m.start - hit.end <= _NEAR]
    named = {m.value for s in story.sentences for m in s.of(MentionKind.PERSON)}
    for child in children:
        yield story.event(
            EventType.CASE_REVIEW,
            hit,
            Status.HAPPENED,
            "case review: one of several",
            date=dates[0] if dates else f"{day(story.published)}~",
            councils=councils,
            people=(child,) if child in named else (),
            title=f"{hit.text.strip().removesuffix('s')} on {child}",
            confidence=0.65,
        )


def _children(story: Story, sentence: Sentence) -> list[str]:
    """The children or victims of the passage: "Baby O and Baby W", "the killings of X and Y"."""
    near = [sentence, *story.back(sentence, reach=2), *story.sentences[sentence.index + 1 : sentence.index + 3]]
    hidden = [found[0] for one in sorted(near, key=lambda s: s.index) for found in _HIDDEN.finditer(one.text)]
    if hidden:
        return list(dict.fromkeys(hidden))
    for one in near:
        people = one.of(MentionKind.PERSON)
        for found in cue("case_review.victims").finditer(one.text):
            first = next((m for m in people if 0 <= m.start - one.start - found.end() <= 2), None)
            if first is not None:
                return list(dict.fromkeys(m.value for m in args.together(one, first, people)))
    return []
