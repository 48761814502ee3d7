"""The parts of a question that are not understood, and said to be so: times told by a reign or by another event."""

from __future__ import annotations

from collections.abc import Sequence

from index.vocabulary import vocabulary
from index.words import Sheet

_ARTICLES = ("the", "a", "an", "its", "their")


def set_aside(sheet: Sheet) -> tuple[str, ...]:
    """Mark such parts as read, and return them as the question has them.

    "under Cameron", "since the election": the preposition and what follows up to the next word that is understood.
    "before the trust was set up": the whole clause, where something was asked for before it; alone it is the question.
    """
    lexicon = vocabulary()
    words = [word.folded if sheet.free(at) else None for at, word in enumerate(sheet.words)]
    told = {place for match in lexicon.meanings.find(words) for place in match.places}
    aside = []
    for at, word in enumerate(words):
        if word not in lexicon.before_clause or (at and words[at - 1] == "looked") or at in told or not sheet.free(at):
            continue
        begin = at + 1
        while begin < len(words) and words[begin] in _ARTICLES:
            begin += 1
        of_event = begin in told and min(told) < at
        end = _clause_end(sheet, at) if of_event else _unknown_until(words, begin, told)
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


def _clause_end(sheet: Sheet, at: int) -> int:
    """Where a clause ends: at the next comma, or with the question."""
    for place in range(at, len(sheet.words) - 1):
        if "," in sheet.question[sheet.words[place].end : sheet.words[place + 1].start]:
            return place + 1
    return len(sheet.words)
