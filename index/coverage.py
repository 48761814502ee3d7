"""Which of a question's words an entry has: in its own fields, in its evidence, or together in one sentence of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from index.timeline import Entry
from index.words import name_words, stem, stems


def covered(words: Sequence[str], entry: Entry, headed: bool = False) -> float:
    """The share of words, 0 to 1, that an entry's own fields or its evidence have in any form; 1 for no words.

    ``headed``: the titles of its articles count too.
    """
    if not words:
        return 1.0
    told = stems(
        " ".join(filter(None, (*entry.councils, entry.organisation, *entry.people, entry.title, entry.amount)))
    )
    for evidence in entry.evidence:
        told |= stems(f"{evidence.quote} {evidence.title}" if headed else evidence.quote)
    return sum(stem(word) in told for word in words) / len(words)


def titled(words: Sequence[str], entry: Entry) -> bool:
    """Whether an entry's own fields have all the words, so that none is only said beside it."""
    return covered(words, replace(entry, evidence=())) == 1


def phrased(words: Sequence[str], entry: Entry, small: Collection[str]) -> bool:
    """Whether several words stand together, in their order, in a sentence of the evidence; small ones do not count."""
    wanted = " ".join(stem(word) for word in words if word not in small)
    told = (stem(word) for item in entry.evidence for word in (*name_words(item.quote), "."))
    return len(words) > 1 and f" {wanted} " in f" {' '.join(w for w in told if w not in small)} "
