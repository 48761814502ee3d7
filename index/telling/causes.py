"""What the evidence says in its own words: the sentence that gives a cause, or has the words of a question, quoted."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from index.timeline import Entry
from index.words import name_words, stem, stems

_LONGEST = 400


@cache
def _cues() -> tuple[tuple[str, str], ...]:
    """What comes before the quotation, and the words that give a cause so: the plainest first (lexicon/causes.toml)."""
    told = tomllib.loads(files("index.lexicon").joinpath("causes.toml").read_text("utf-8"))
    return tuple((way["before"], f" {cue} ") for way in told["way"] for cue in way["cues"])


def cause(entries: Sequence[Entry]) -> str:
    """A sentence that quotes the plainest cause told of some entries; that none is told, where none is.

    The rows' own evidence is all that is looked at, so that the quotation stands under one of them.
    """
    quotes = [" ".join(item.quote.split()) for entry in entries for item in entry.evidence]
    for before, cue in _cues():
        for quote in quotes:
            if cue in f" {' '.join(name_words(quote))} " and len(quote) <= _LONGEST:
                return f"{before} {quoted(quote)}"
    said = next((quote for quote in quotes if len(quote) <= _LONGEST), "")
    return "The sentences held do not say why" + (f"; what they say: {quoted(said)}" if said else ".")


def said_with(words: Sequence[str], entry: Entry) -> str:
    """The sentence of an entry's evidence that has the most of some words, quoted; empty where each is too long."""
    short = [" ".join(item.quote.split()) for item in entry.evidence if len(item.quote) <= _LONGEST]
    wanted = {stem(word) for word in words}
    return quoted(max(short, key=lambda quote: len(wanted & stems(quote)))) if short else ""


def quoted(text: str) -> str:
    """A stretch of text in double quotation marks, those within it single."""
    inner = text.replace("“", "‘").replace("”", "’").replace('"', "’")
    return f"“{inner}”"
