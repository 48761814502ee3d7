"""Purposes: what a sum of money is for, where the sentence names it or says it behind the sum."""

from __future__ import annotations

import re

from nlp.events.cues import cue, opening
from nlp.events.story import Hit
from nlp.reading import MentionKind

_LONGEST = 90
_OWNER = re.compile(r"^(?:(?:a|an|the|its|their|[Gg]overnment[’']s) )+")


def purpose(hit: Hit) -> str | None:
    """What the money is for: "for X", "will go into X", "spent on X", "£80m X scheme"; None where nothing says."""
    after = hit.after.lstrip()
    found = opening("finance.purpose").match(after)
    if found is None:
        scheme = re.match(
            rf"(?!(?:to|from|for|in|by|of|and) )((?:[\w’'-]+ ){{1,6}}?{cue('finance.scheme').pattern})",
            after,
            re.IGNORECASE,
        )
        return scheme[1] if scheme else None
    start = len(hit.after) - len(after) + found.end()
    words = re.split(r"[,.;:()–]| - ", _before_date(hit, start))[0]
    stop = cue("finance.stop").search(words, 4)
    if opening("finance.theirs").match(words.lstrip()):
        return None
    title = _OWNER.sub("", (words[: stop.start()] if stop else words).strip())
    return title if 1 < len(title) < _LONGEST else None


def _before_date(hit: Hit, start: int) -> str:
    """What follows the sum from an offset behind it on, up to the next date."""
    starts = [m.start - hit.end for m in hit.sentence.of(MentionKind.DATE) if m.start - hit.end >= start]
    return hit.after[start : min(starts, default=len(hit.after))]


def names_scheme(title: str) -> bool:
    """Whether the words for what money is for name a scheme, not merely "the programme" spoken of."""
    return bool(cue("finance.scheme").search(title)) and not opening("finance.scheme").match(title)
