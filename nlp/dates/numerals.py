"""Figures that look like years and are none: in a statute's name, a title, a count, an address, a telephone number."""

from __future__ import annotations

import re

from nlp.dates.grammar import Shape
from nlp.dates.neighbours import after, before, capital, closes, opens_sentence, possessive
from nlp.dates.words import fence

_LOOK = 40
_MEASURE = re.compile(
    r"(?:\s?%|\s?per ?cent\b|k\b|m\b|bn\b|p\b|\s(?:million|billion|pounds|words|characters|hours|hrs)\b)"
)
_STATUTE = re.compile(r"\b(?:Acts?|Regulations|Bill|Order|Rules)(?: of)?(?:,? \d{4} and|,)? \(?$")
_CITATION = re.compile(r"[\])]\s*(?:\d+\s+)?([A-Z]{2,6})\b")
_GLUE_BEFORE = "-_@#/\\.=&+~%:$£€"
_PRE = re.compile(r"(?<!\w)(?:pre|post|mid|early|late|since|from)-$", re.IGNORECASE)
_FIGURE_BEFORE = re.compile(r"\d[ \u00a0-]$")


def glued(text: str, shape: Shape) -> bool:
    """Whether a shape is stuck to what makes it part of an address, a code or a longer number."""
    prior, following = text[shape.start - 1 : shape.start], text[shape.end : shape.end + 2]
    if text[shape.end - 1].isdigit():
        if following[:1] in ("%", "_", "@") or (
            len(following) == 2 and following[0] in ".,:/-" and following[1].isdigit()
        ):
            return True
    elif following[:1] in ("_", "@", "="):
        return True
    if not prior or prior not in _GLUE_BEFORE:
        return False
    if text[shape.start].isdigit():
        return not _PRE.search(text, max(0, shape.start - 8), shape.start) and not _range_dash(text, shape)
    return prior in "_@#/\\=" and not text[shape.start].isupper()


def _range_dash(text: str, shape: Shape) -> bool:
    return text[shape.start - 1] == "-" and text[shape.start - 2 : shape.start - 1].isspace()


def no_year(text: str, shape: Shape) -> str | None:
    """Why figures shaped like a year, or a pair of years, are none; or None if they may be."""
    prior, following = before(text, shape.start), after(text, shape.end)
    low = prior.lower()
    if text[shape.end : shape.end + 1] not in ",.;" and following in fence("statutes"):
        return "the name of a statute"
    if _STATUTE.search(text, max(0, shape.start - _LOOK), shape.start):
        return "the name of a statute"
    if _in_title(text, shape, prior):
        return "a year within a title"
    if low.rstrip(".:") in fence("numbering"):
        return "a number of something"
    citation = _CITATION.match(text, shape.end)
    if citation and citation[1] in fence("courts"):
        return "a case's citation"
    if _MEASURE.match(text, shape.end):
        return "an amount"
    return _numbers(text, shape, low, following)


def _numbers(text: str, shape: Shape, prior: str, following: str) -> str | None:
    if shape.core.name not in ("year", "pair"):
        return None
    if _FIGURE_BEFORE.search(text, max(0, shape.start - 2), shape.start) and re.match(
        r"[ -]?\d|[ -]\d", text[shape.end : shape.end + 2]
    ):
        return "a telephone number"
    if re.search(r"(?<!\d)0\d{2,4}[ -](?:\d{3,4}[ -])?$", text[max(0, shape.start - 11) : shape.start]):
        return "a telephone number"
    if re.match(r"[ -]\d{3}[ -]\d{3,4}\b", text[shape.end : shape.end + 9]):
        return "a telephone number"
    touching = text[shape.end : shape.end + 1] in (" ", "\u00a0")
    if touching and following.lower() in fence("counted") and shape.core.name == "year":
        if prior in fence("quantifiers") or prior in fence("counted_after"):
            return "a count"
        if prior not in fence("prepositions") and prior not in fence("determiners"):
            return "a count"
    if touching and prior in ("nearly", "almost", "about", "over") and following.islower() and following.endswith("s"):
        return "a count"
    return None


def _in_title(text: str, shape: Shape, prior: str) -> bool:
    if not prior or not capital(prior) or possessive(prior) or closes(prior):
        return False
    low = prior.lower()
    if low in fence("openers"):
        return False
    start = text.rfind(prior, 0, shape.start)
    return not opens_sentence(text, start) or not low.endswith(("ed", "ing", "ly"))
