"""Misspelt words of a question: councils ("doncastor") and the words it is asked in ("comissioner"), put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from index.asking.names import LONGEST_NAME
from index.asking.vocabulary import vocabulary
from index.words import Sheet, stem, stretches
from nlp.gazetteer import nearest

_SHORTEST_COUNCIL = 5
# In a shorter word one letter more or less makes another word.
_SHORTEST_WORD = 6


def mend_councils(sheet: Sheet) -> dict[str, str]:
    """Misspelt councils among the words left ("doncastor"), as written -> the council taken; their words are marked."""
    corrections: dict[str, str] = {}
    lexicon = vocabulary()
    for places in stretches(sheet.runs(), LONGEST_NAME):
        words = [sheet.words[place] for place in places]
        known = {words[0].folded, words[-1].folded} & lexicon.filler
        if (
            known
            or not all(sheet.free(place) for place in places)
            or len(words[0].folded) + len(words) <= _SHORTEST_COUNCIL
        ):
            continue
        written = " ".join(word.folded for word in words)
        name = nearest(written)
        # A name is misspelt within, hardly ever in its first letter.
        if name and name[0].lower() == written[0]:
            sheet.take(places)
            corrections[written] = name
    return corrections


def mend_words(sheet: Sheet) -> dict[str, str]:
    """The words left that are one slip away from a word of the lexicon, as written -> the word taken.

    A slip is a letter too many, too few, wrong, or two changed about. The first letter is right as a rule; a word in
    another of its forms ("judging") is not misspelt.
    """
    corrections: dict[str, str] = {}
    for at in sheet.left():
        written = sheet.words[at].folded
        if len(written) < _SHORTEST_WORD or not written.isalpha() or vocabulary().knows(written):
            continue
        meant = _slip_of(written)
        if meant:
            sheet.mend(at, meant)
            corrections[written] = meant
    return corrections


def _slip_of(written: str) -> str | None:
    """The one word of the lexicon that it is a slip of."""
    near = {word for form in _shortened(written) for word in _by_shortened().get(form, ())}
    fitting = {word for word in near if word[0] == written[0] and _one_slip(written, word)}
    if any(stem(word) == stem(written) for word in fitting):
        return None
    return min(fitting, key=lambda word: (-len(word), word)) if fitting else None


@cache
def _by_shortened() -> Mapping[str, list[str]]:
    """The lexicon's longer words by themselves and by what is left of them without any one letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary().known:
        if len(word) >= _SHORTEST_WORD:
            for form in set(_shortened(word)):
                found[form].append(word)
    return found


def _shortened(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_slip(written: str, word: str) -> bool:
    """Whether at most one letter was added, left out, changed, or two neighbours put the wrong way about."""
    at = next((n for n, (one, other) in enumerate(zip(written, word, strict=False)) if one != other), None)
    if at is None:
        return abs(len(written) - len(word)) == 1
    rest, wanted = written[at:], word[at:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == wanted
    return rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:] or swapped
