"""Advised: the council that advice or a report is on, which is not the one it tells to turn to."""

from __future__ import annotations

from nlp.events import arguments as args
from nlp.events.cues import ending
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind


def advised(story: Story, hit: Hit) -> args.Found:
    """The councils that what a cue tells is on: of its statement, but for one named only as another's helper.

    "The commissioner's report recommends a partnership with Leeds" is on the council the passage is about.
    """
    found = args.councils_of(story, hit)
    behind = [m for m in hit.sentence.of(MentionKind.COUNCIL) if m.start >= hit.end and m.value in found.values]
    if behind and all(_helps(hit, m) for m in behind):
        before = [m.value for m in hit.sentence.councils if m.end <= hit.start]
        others = before or [name for name in story.focus(hit.sentence) if name not in found.values]
        return args.Found(tuple(others or story.main_councils), args.IN_PASSAGE)
    return found


def _helps(hit: Hit, council: Mention) -> bool:
    left = hit.sentence.text[hit.end - hit.sentence.start : council.start - hit.sentence.start]
    return ending("recommendation.helper").search(left) is not None
