"""Respective: lists told side by side, "A and B in 2018 and 2019 respectively", put together again one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlp.events.cues import cue
from nlp.events.sentences import Sentence
from nlp.reading import Mention, MentionKind


def partner_of(sentence: Sentence, value: str, kind: MentionKind) -> str | None:
    """What stands at the same place of its list as a council does in its own, where a sentence says "respectively".

    Args:
        value: the council, by its canonical name.
        kind: what is wanted, a date or a grade.

    Returns:
        The mention's value; None where the sentence has no two such lists of one length.
    """
    said = cue("list.respectively").search(sentence.text)
    if said is None:
        return None
    lists = [_listed(sentence, k, sentence.start + said.start()) for k in (MentionKind.COUNCIL, kind)]
    councils, others = ([m.value for m in run] for run in lists)
    if value not in councils or len(councils) != len(others):
        return None
    return others[councils.index(value)]


def _listed(sentence: Sentence, kind: MentionKind, before: int) -> Sequence[Mention]:
    """The longest list of one kind before an offset: only commas and "and" between its members."""
    named = [m for m in sentence.of(kind) if m.end <= before and not m.anaphor]
    runs: list[list[Mention]] = [named[:1]]
    for left, right in pairwise(named):
        between = sentence.text[left.end - sentence.start : right.start - sentence.start].strip(" '‘’“”\"")
        if cue("list.between").fullmatch(between) or between in (",", ""):
            runs[-1].append(right)
        else:
            runs.append([right])
    return max(runs, key=len)
