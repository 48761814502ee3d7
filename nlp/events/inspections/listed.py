"""Listed: judgements set out line by line, each with its grade, or the areas under a line that has the grade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.events.cues import cue, ending
from nlp.events.inspections.areas import areas_of
from nlp.events.sentences import Sentence
from nlp.events.story import Story
from nlp.reading import Judgement, MentionKind

_BULLET = re.compile(r"[•·*▪●–-]\s*|\d[.)]\s+")
# Between an area and its grade in a row, and behind the grade.
_COLON = re.compile(r"[:–—|-]\s*['‘“\"]?$")
_CLOSED = re.compile(r"['’”\"]?[.;,]?(?:\s*\|)?$")


def is_row(sentence: Sentence) -> bool:
    """Whether a line without a verb tells one grade of one area: "• Help and protection: good"."""
    ratings = sentence.of(MentionKind.RATING)
    if len(ratings) != 1 or not (areas_of(sentence) or cue("area.overall").search(sentence.text)):
        return False
    left = sentence.text[: ratings[0].start - sentence.start].rstrip()
    right = sentence.text[ratings[0].end - sentence.start :].rstrip()
    return _COLON.search(left) is not None and _CLOSED.match(right) is not None


def is_bulleted(sentence: Sentence) -> bool:
    """Whether a sentence is an entry of a list, which may tell a grade without a full stop."""
    return _BULLET.match(sentence.text) is not None


def areas_under(story: Story, sentence: Sentence) -> Iterator[tuple[Sentence, Judgement]]:
    """The lines listed under a sentence that ends "… were rated good:", each with the area it names."""
    if not ending("area.list_follows").search(sentence.text.rstrip()):
        return
    bulleted = False
    for line in story.sentences[sentence.index + 1 :]:
        if _BULLET.fullmatch(line.text):
            bulleted = True
            continue
        named = areas_of(line)
        if not named or not (bulleted or _BULLET.match(line.text)) or line.of(MentionKind.RATING):
            return
        bulleted = False
        yield line, named[0][0]
