"""Heads: what stands before a colon at the beginning of a paragraph and holds for all of it, as a date does."""

from __future__ import annotations

from nlp.events.sentences import Sentence
from nlp.events.story import Story
from nlp.reading import MentionKind

# How far into its paragraph, in characters, the head's date may begin, behind a bullet.
_FIRST = 4


def dated_by(story: Story, sentence: Sentence) -> str | None:
    """The date that heads a sentence's paragraph ("May 2022: …", "• 3 June – …"), as EDTF; None where none does."""
    for earlier in (sentence, *story.back(sentence, reach=sentence.index)):
        if earlier.paragraph != sentence.paragraph:
            return None
        for mention in earlier.of(MentionKind.DATE):
            opens = mention.start - earlier.start <= _FIRST
            if opens and story.text[mention.end : mention.end + 2].strip(" ")[:1] in (":", "–", "—"):
                return mention.value
    return None
