"""A text cut into pieces for the language model, so that none costs it more time or memory than prose does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

# The model needs about three megabytes for each thousand characters of prose it sees at once; most articles fit many
# times.
PIECE = 100_000
# Prose has a token for every five or six characters, so that no piece of it has so many; rows of brackets have one for
# each, and would need five times the memory.
_TOKENS = 25_000
# The longest text accepted (crawler.limits) has a million tokens when it is prose: nothing is read for longer.
MOST_TOKENS = 1_000_000
_GAPS = ("\n\n", "\n", ". ", " ")
# A word longer than any, and a row of marks longer than any rule or dotted line: the tokenizer looks at all of what is
# left of the first for each character, and makes a token of each character of the second.
_ENDLESS = re.compile(r"(?<![^\w\s])(?<![^\w\s]\s)(?:[^\w\s]\s?){500,}+|\S{1000}(?=\S)")
_MARKS = re.compile(r"[^\w\s]\W{499,}")


def documents(nlp: Language, text: str) -> Iterator[Doc]:
    """The text as documents of tokens, one after another without gaps, up to about MOST_TOKENS in all; then no more.

    A row of marks (brackets, quotes, pictures) longer than prose has any is one token.
    """
    told = 0
    for piece in pieces(text):
        doc = Doc(nlp.vocab, [piece], [False]) if _MARKS.fullmatch(piece) else nlp.make_doc(piece)
        for part in _parts(doc):
            yield part
            told += len(part)
            if told >= MOST_TOKENS:
                return


def _parts(doc: Doc) -> Iterator[Doc]:
    if len(doc) <= _TOKENS:
        yield doc
    else:
        yield from (doc[first : first + _TOKENS].as_doc() for first in range(0, len(doc), _TOKENS))


def pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most PIECE characters, cut between paragraphs, else lines, sentences or words.

    A word or a row of marks longer than any of prose is cut off too.
    """
    for run in _between_endless(text):
        start = 0
        while len(run) - start > PIECE:
            last = ((run.rfind(gap, start, start + PIECE), gap) for gap in _GAPS)
            cut = next((at + len(gap) for at, gap in last if at > start), start + PIECE)
            yield run[start:cut]
            start = cut
        yield run[start:]


def _between_endless(text: str) -> Iterator[str]:
    cuts = {0, *(at for found in _ENDLESS.finditer(text) for at in found.span()), len(text)}
    return (text[start:end] for start, end in pairwise(sorted(cuts))) if text else iter([text])
