"""News: the day of what an article tells as just happened."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.edtf import When, day
from nlp.events.arguments import dates_of_events
from nlp.events.cues import cue, ending
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story

# The last paragraph that still tells the news, from 0.
_TOP = 3
# How many sentences on, and how long before publication, the day of the news may be told.
_SOON, _FRESH = 4, timedelta(days=31)


def just_now(story: Story, hit: Hit) -> str | None:
    """The day of a present or present-perfect statement near the top of the article.

    The day on which "the move was announced", where a sentence soon after tells it, else the publication day,
    approximate.
    """
    if story.published is None or hit.sentence.paragraph > _TOP:
        return None
    if not cue("status.just_now").search(hit.sentence.text[: hit.end - hit.sentence.start]):
        return None
    return _announced(story, hit.sentence, story.published) or f"{day(story.published)}~"


def _announced(story: Story, sentence: Sentence, published: date) -> str | None:
    for later in story.sentences[sentence.index + 1 : sentence.index + 1 + _SOON]:
        for mention in dates_of_events(later):
            told = ending("date.announcement").search(later.text[: mention.start - later.start])
            when = When.parse(mention.value)
            if told and when.days == 1 and timedelta(0) <= published - when.earliest <= _FRESH:
                return mention.value
    return None
