"""Several: which councils "both councils", "the three authorities" or "two London boroughs" stand for."""

from __future__ import annotations

from nlp.events.cues import cue, opening
from nlp.events.sentences import Sentence
from nlp.events.story import Story

_COUNTS = {"two": 2, "both": 2, "pair": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
# News first says how many and then names them; what is told of them goes on for some sentences.
_AHEAD, _BACK = 2, 6


def several(story: Story, sentence: Sentence) -> tuple[str, ...]:
    """The councils that a sentence means by their number: named together shortly before it, or right after it.

    Returns:
        Canonical names in order; empty where the sentence speaks of no number of councils, or none fits it.
    """
    found = cue("several.councils").search(sentence.text)
    if found is None or opening("several.class").match(sentence.text[found.end() :].lstrip()):
        return ()
    count = next((_COUNTS[word] for word in found[0].lower().split() if word in _COUNTS), 0)
    before = list(story.back(sentence, reach=_BACK))
    after = story.sentences[sentence.index + 1 : sentence.index + 1 + _AHEAD]
    announces = not cue("several.told").match(found[0])
    for other in after if announces else before:
        names = tuple(dict.fromkeys(m.value for m in other.councils if not m.anaphor))
        if len(names) == count or (not count and len(names) > 1):
            return names
    return ()
