"""The parts of a question that are not followed, and said so: times told by reigns, denials, comparisons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answer import QuestionKind
from index.asking.vocabulary import Match, vocabulary
from index.words import Sheet

# More than a sum is a bound.
_NUMBER = re.compile(r"£?\d")
_ARTICLES = ("the", "a", "an", "its", "their")


def set_aside(sheet: Sheet) -> tuple[str, ...]:
    """Mark such parts as read, and return them as the question has them.

    "under Cameron", "since the election": the preposition and what follows up to the next word that is understood.
    """
    lexicon = vocabulary()
    words = [word.folded if sheet.free(at) else None for at, word in enumerate(sheet.words)]
    told = {place for match in lexicon.meanings.find(words) for place in match.places}
    aside = []
    for at, word in enumerate(words):
        if (
            word not in lexicon.before_clause
            or (at and words[at - 1] in lexicon.adverbial)
            or at in told
            or not sheet.free(at)
        ):
            continue
        begin = at + 1
        while begin < len(words) and words[begin] in _ARTICLES:
            begin += 1
        end = _unknown_until(words, begin, told)
        if end > begin:
            sheet.take(range(at, end))
            aside.append(sheet.text(range(at, end)))
    return tuple(aside)


def _unknown_until(words: Sequence[str | None], at: int, told: set[int]) -> int:
    """Where the words that mean nothing here end."""
    while at < len(words) and at not in told:
        word = words[at]
        if not word or word in vocabulary().filler or word.isdigit():
            break
        at += 1
    return at


def denied(sheet: Sheet, matches: Sequence[Match], kind: QuestionKind) -> tuple[str, ...]:
    """What is asked not to have happened, which no entry tells of: "did not improve"; a grade is denied by others."""
    if kind is QuestionKind.YES_NO:
        return ()
    said = {match.places[0]: match for match in matches if match.places}
    parts = []
    for at in sheet.left():
        if sheet.words[at].folded not in vocabulary().denials or at == 0:
            continue
        after = next((said[place] for place in range(at + 1, at + 4) if place in said), None)
        meaning = after.meaning if after else None
        never = sheet.words[at].folded == "never"
        if after and meaning and (never or not (meaning.grades or meaning.subject or meaning.only)):
            parts.append(sheet.text((at, *after.places)))
    return tuple(parts)


def compared(sheet: Sheet, kind: QuestionKind) -> tuple[str, ...]:
    """What is compared with something that is no council: "more than twice", "better than councils"."""
    words = [word.folded for word in sheet.words]
    if kind is QuestionKind.COMPARE:
        return ()
    pairs = [(at - 1, at) for at in range(1, len(words)) if words[at] == "than"]
    compares = [pair for pair in pairs if words[pair[0]] in vocabulary().comparatives]
    return tuple(sheet.text(pair) for pair in compares if not _NUMBER.match(" ".join(words[pair[1] + 1 :])))
