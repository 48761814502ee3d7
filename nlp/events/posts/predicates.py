"""Predicates: the words from each verb on that tells of a person, however long an aside parts it from the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.events.sentences import LONGEST
from nlp.events.story import Hit

_SUBJECTS = ("nsubj", "nsubjpass")
_CLAUSES = ("relcl", "acl")
# How many words up a name's clause is looked for.
_DEEPEST = 8
_WITHIN_WHO = re.compile(r"\b(?:who|which|whose)\b[^,;–—]*$")
# What may stand between a subject and its verb and belongs to the verb.
_BEFORE_VERB = ("aux", "auxpass", "advmod", "neg")


def predicates(hit: Hit) -> Iterator[str]:
    """The ends of the hit's sentence that begin with a verb of which the hit's person is the subject, nearest first."""
    for start in said_of(_head(hit), hit.end):
        yield hit.sentence.text[start - hit.sentence.start :].replace("\u00a0", " ")


def said_of(subject: Token, after: int) -> list[int]:
    """Where behind an offset each verb begins, its auxiliaries included, of which a word is the subject; in order."""
    return sorted({start for verb in _verbs(subject) if (start := _start(verb, after)) is not None})


def closes_a_clause(hit: Hit) -> bool:
    """Whether the hit's words end a clause on something else, so that what follows them is not said of them.

    "The director who was blamed for the death of X has left": it is not X who left.
    """
    if _WITHIN_WHO.search(hit.before):
        return True
    token = _head(hit)
    for _ in range(_DEEPEST):
        if token.dep_ in _CLAUSES:
            return token.left_edge.idx < hit.start and token.right_edge.idx < hit.end
        token = token.head
    return False


def _head(hit: Hit) -> Token:
    """The word of the name on which its others hang; that of the post it explains ("its director, X, …")."""
    token = hit.sentence.token_at(hit.end - 1)
    while token.dep_ == "compound" and hit.start <= token.head.idx < hit.end:
        token = token.head
    return token.head if token.dep_ == "appos" else token


def _verbs(subject: Token) -> Iterator[Token]:
    """The verbs a word is subject of: its own, those joined to that by "and", and those of a clause with "who"."""
    for child in subject.children:
        if child.dep_ == "relcl" and any(c.dep_ in _SUBJECTS and c.tag_ == "WP" for c in child.children):
            yield child
    if subject.dep_ not in _SUBJECTS:
        return
    yield subject.head
    for verb in subject.head.conjuncts:
        near = 0 < verb.idx - subject.head.idx < LONGEST
        if near and not any(c.dep_ in _SUBJECTS for c in verb.children):
            yield verb


def _start(verb: Token, after: int) -> int | None:
    """Where a verb's own words begin behind an offset; None for one in front of it."""
    if not verb.tag_.startswith(("VB", "MD")) or verb.idx < after:
        return None
    first = [c.idx for c in verb.children if c.dep_ in _BEFORE_VERB and after <= c.idx < verb.idx]
    return min([verb.idx, *first])
