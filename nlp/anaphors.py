"""Which organisation "the trust", "the company", "the regulator" or "the department" stands for."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping, Sequence

from nlp.bodies import OrganisationKind
from nlp.reading import Mention, MentionKind
from nlp.words import lexicon, phrases, plain

# No sentence is longer, and none names more: what looks so is a list or a table.
_LONGEST_SENTENCE = 5000
_MOST_RIVALS = 100


def resolve_organisations(text: str, named: Sequence[Mention], kinds: Mapping[str, OrganisationKind]) -> list[Mention]:
    """Mentions (anaphor=True) for "the trust" and its like, each with the organisation it stands for.

    The last organisation of a fitting kind before it, or, before any is named, the only one of the text. Where
    several trusts are spoken of, one named paragraphs ago is no longer meant.
    """
    found = []
    nouns, described = lexicon("organisations")["anaphors"], lexicon("organisations")["described"]
    paragraphs = [match.start() for match in re.finditer("\n\n", text)]
    fitting = {noun: _Named([m for m in named if kinds[m.value] in wanted]) for noun, wanted in nouns.items()}
    for match in _anaphors().finditer(plain(text)):
        noun, (start, end) = match["noun"].lower(), match.span()
        value = fitting[noun].meant(text, start, noun in described["named_first"], paragraphs)
        if value:
            found.append(Mention(MentionKind.ORGANISATION, start, end, text[start:end], value, True))
    taken = sorted((m.start, m.end) for m in named)
    return [m for m in found if not _overlaps(m, taken)]


def _overlaps(mention: Mention, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention overlaps one of the stretches, which are in order and apart."""
    before = bisect.bisect_left(taken, (mention.end, 0)) - 1
    return before >= 0 and mention.start < taken[before][1]


class _Named:
    """The named organisations of the kinds that a noun may mean, in order of place."""

    def __init__(self, fitting: Sequence[Mention]) -> None:
        self._fitting = fitting
        self._ends = [mention.end for mention in fitting]
        # How many different ones none, the first, the first two … are.
        self._different, seen = [0], set[str]()
        for mention in fitting:
            seen.add(mention.value)
            self._different.append(len(seen))

    def meant(self, text: str, offset: int, named_first: bool, paragraphs: Sequence[int]) -> str | None:
        """The one meant at an offset; ``paragraphs`` are the offsets at which paragraphs end."""
        count = bisect.bisect_right(self._ends, offset)
        if self._different[count if named_first else -1] == 1:
            return self._fitting[0].value
        if not count:
            return None
        last = self._fitting[count - 1]
        near = max(0, last.start - _LONGEST_SENTENCE)
        sentence = max(text.rfind(mark, near, last.start) for mark in (". ", "? ", "! ", "\n"))
        for rival in reversed(self._fitting[max(0, count - _MOST_RIVALS) : count]):
            if rival.start > sentence and rival.value != last.value:
                return None
        between = bisect.bisect_left(paragraphs, offset - 1) - bisect.bisect_left(paragraphs, last.end)
        return last.value if between <= 1 else None


@functools.cache
def _anaphors() -> re.Pattern[str]:
    words = lexicon("organisations")
    nouns = phrases(words["anaphors"])
    after = phrases(words["not_anaphors"]["after"])
    described = phrases(words["described"]["words"])
    return re.compile(
        rf"\b(?:the|this)\s(?:{described}\s){{0,2}}(?P<noun>{nouns})\b(?!\s{after}\b)(?!-)", re.IGNORECASE
    )
