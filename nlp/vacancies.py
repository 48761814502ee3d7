"""Vacancies: a post that one sentence fills or leaves without a name, whose holder the next one names."""

from __future__ import annotations

import re
from functools import cache

from nlp.words import lexicon

# How far before the holder's name the vacancy may be told, in characters.
_REACH = 330


def vacancy(text: str, start: int, end: int, floor: int) -> int | None:
    """Where the role ends of a post filled or left just before a name that takes it up, or None.

    Args:
        text: the whole text.
        start: where the name, its titles included, begins.
        end: where it ends.
        floor: where the person named before it ends, 0 for the first: a vacancy before that is another's.

    Returns:
        An offset at which the phrase of the role ends.
    """
    first = max(0, start - _REACH)
    sentence = max([first, *(found.end() for found in _SENTENCE.finditer(text, first, start + 1))])
    if _opener().fullmatch(text[sentence:start].strip()) is None or _holds().match(text, end) is None:
        return None
    told = list(_told().finditer(text, max(floor, sentence - _REACH), sentence))
    return told[-1].end(told[-1].lastgroup or "role") if told else None


_SENTENCE = re.compile(r"[.!?][”’\"']?\s+(?=[A-Z“‘])|\n+")


def _any(name: str) -> str:
    return "|".join(entry.replace(" ", r"\s") for entry in lexicon("people")["vacancies"][name])


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('opener')})?", re.IGNORECASE)


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(rf"(?:,\s[^.;\n]{{1,80}},)?\s(?:{_any('holds')})\b")


@cache
def _told() -> re.Pattern[str]:
    heads = "|".join(
        re.escape(head).replace(r"\ ", r"\s")
        for head in sorted(lexicon("people")["vacancies"]["posts"], key=len, reverse=True)
    )
    phrase = (
        rf"(?:[\w’'-]+\s){{0,5}}?(?:{heads})\b"
        r"(?:\s(?:of|for)\s(?:[\w’',-]+\s){0,4}?(?:services|families|education|children|people|care|learning|skills|"
        r"safeguarding)(?![’'\w]))?"
    )
    return re.compile(
        rf"\b(?:(?:{_any('fills')})\s(?:a|an|its|their|the)\s(?P<role>{phrase})"
        rf"|(?:a|an|its|the)\s(?P<passive>{phrase})\s(?:{_any('filled')}))\b",
        re.IGNORECASE,
    )
