"""Organisations no list has: known by the shape of their names, or by the acronym the text gives them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.bodies import OrganisationKind
from nlp.gazetteer import council_named
from nlp.words import lexicon, phrases, plain

# A capitalised word that may be part of a name, and the small words that join such words.
_WORD = r"[A-Z][\w&'-]*"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation found in a text: its span, its name and its kind."""

    start: int
    end: int
    name: str
    kind: OrganisationKind


def shaped(line: str, text: str) -> Iterator[Body]:
    """Organisations by the last words of a capitalised name: "X Children's Trust", "Y Ltd", "Z Crown Court".

    ``line`` is ``text`` made plain (nlp.words.plain); names are given as ``text`` writes them, apostrophes curly.
    """
    for match in _shapes().finditer(line):
        kind = OrganisationKind(str(match.lastgroup))
        start = _without_openers(line, match.start(), match.start(kind.value))
        front = line[start : match.start(kind.value)].strip()
        # "Putting Children First" is a title; only a council's name makes the words a company's.
        named = front if match[kind.value] != "Children First" else council_named(front)
        if named or kind is OrganisationKind.BODY:
            yield Body(start, match.end(), spelt(text[start : match.end()]), kind)


def defined(line: str, text: str) -> Iterator[Body]:
    """Organisations by their definition: a capitalised name with its acronym in brackets after it."""
    for match in _definition().finditer(line):
        start = _without_openers(line, match.start(), match.end("name"))
        name = line[start : match.end("name")]
        if is_acronym_of(match["acronym"], name) and council_named(name) is None:
            end = match.end("name") - (2 if name.endswith("'s") and not name.endswith("Children's") else 0)
            yield Body(start, end, spelt(text[start:end]), OrganisationKind.BODY)


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the acronym's capitals are initials of the name's words, in order: "ADCS", "BFfC", "HMI"."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", plain(name).replace("'s", ""))).lower()
    capitals = [letter.lower() for letter in acronym if letter.isupper()]
    at = iter(initials)
    return len(capitals) > 1 and all(letter in at for letter in capitals)


def spelt(name: str) -> str:
    """A name with curly apostrophes and single spaces, however the text had them."""
    return " ".join(name.replace("'", "’").split())


def _without_openers(line: str, start: int, stop: int) -> int:
    """Where the name begins once a sentence's first word ("In", "The", "When") is left off."""
    while True:
        word = re.compile(r"([A-Z][\w&'-]*)\s+").match(line, start, stop)
        if word is None or word[1] not in lexicon("councils")["openers"]:
            return start
        start = word.end()


@functools.cache
def _shapes() -> re.Pattern[str]:
    words = lexicon("organisations")["shapes"]
    ends = "|".join(f"(?P<{kind}>{phrases(map(plain, names))})" for kind, names in words.items())
    front = rf"(?:{_WORD}\s(?:(?:of|upon)\s(?:the\s)?|(?:and|with|&)\s)?){{1,6}}?"
    # Universities are bodies here: only those named "X University" are of the shapes' own kind.
    university = rf"(?:University|University College) of (?:the )?{_WORD}(?:\s(?!and\b){_WORD})*"
    return re.compile(
        rf"\b(?:{front}(?:{ends})\b(?!\s(?:{_WORD}))|(?P<body>{university}))".replace("university_", "body")
    )


@functools.cache
def _definition() -> re.Pattern[str]:
    words = lexicon("organisations")["defined"]
    joining = phrases(words["joining"])
    heads = phrases(map(plain, words["heads"]))
    return re.compile(
        rf"\b(?P<name>(?:{_WORD},?\s(?:{joining}\s){{0,2}}){{1,9}}?{heads}(?:'s)?)\s\((?:the\s)?(?P<acronym>[A-Z][A-Za-z&]{{1,9}})(?:'s)?\)"
    )
