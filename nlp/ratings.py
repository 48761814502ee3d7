"""Ratings: the inspectorate's grades where the text uses them as grades, told from mere praise or blame."""

from __future__ import annotations

import re

from nlp.events.cues import cue, ending, opening
from nlp.reading import Grade, Mention, MentionKind

_QUOTES = "'‘’“”\""
# How far a phrase such as "rated its services for care leavers as" may reach to the left of its grade, in characters.
_REACH = 110
# How far from a grade that is said outright the talk of inspection may be, in characters.
_NEAR = 250
# What a comma parts from its subject, up to the verb.
_ASIDE = re.compile(r", [^,.;]*$")
# A name right before its verb, not behind a word that makes it a mere place.
_NAME = re.compile(
    r"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bto )(?<!\bfrom )(?<!\bfor )"
    r"\b[A-Z][\w'’-]+(?: (?:upon|on|of|and|the) [A-Z][\w'’-]+)?$"
)


def find_ratings(text: str) -> list[Mention]:
    """Every grade in a text that is used as a grade: quoted, "rated good", "a good rating", "from good to outstanding".

    Returns:
        Mentions of kind RATING in order, offsets into the text without quotation marks; ``value`` is the grade's.
        The "adequate" of frameworks before 2013 is no grade of today's scale and is left out.
    """
    words = [(found.start(), found.end()) for found in cue("grade.any").finditer(text)]
    sure = [_shown(text, start, end) for start, end in words]
    for at, (start, end) in enumerate(words):
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(words)]
        sure[at] = sure[at] or any(sure[i] and _joined(text, (start, end), words[i]) for i in beside)
    return [_mention(text, *span) for span, known in zip(words, sure, strict=True) if known]


def grade(words: str) -> Grade:
    """The grade that words mean ("requiring improvement" too)."""
    for value in Grade:
        if cue(f"grade.{value.value}").fullmatch(words):
            return value
    raise ValueError(f"{words!r} is no grade")


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(MentionKind.RATING, start, end, text[start:end], grade(text[start:end]).value)


def _shown(text: str, start: int, end: int) -> bool:
    """Whether the words beside a grade show that it is one."""
    if cue("grade.telling").fullmatch(text[start:end]):
        return True
    if start and text[start - 1] in _QUOTES and text[end : end + 1] in tuple(_QUOTES):
        return True
    left = _same_line(text[max(0, start - _REACH) : start], last=True).rstrip(_QUOTES)
    right = _same_line(text[end : end + 60]).lstrip(_QUOTES)
    if opening("rating.after").match(right.lstrip(" ")) and not right.startswith("."):
        return True
    left = left.rstrip(_QUOTES + " ")
    if ending("rating.before").search(left):
        return True
    if text[start : start + 6].lower() == "requir" and ending("rating.before_verb").search(left):
        return True
    if _predicated(text, start, left, right):
        return True
    closed = (not right[:1].isalpha() and right[:1] not in " -") or opening("rating.after_weakly").match(right.lstrip())
    return bool(closed) and ending("rating.before_weakly").search(left) is not None


def _predicated(text: str, start: int, left: str, right: str) -> bool:
    """Whether a grade is said outright of a council or its services in talk of inspection: "was inadequate in 2015"."""
    dated = opening("rating.predicated").match(right.lstrip())
    verb = ending("rating.predicates").search(left)
    apposed = left.endswith(",") and dated is not None and any(c.isdigit() for c in dated[0])
    if not (verb or apposed) or not (dated or right[:1] in (".", ",", ";", "")):
        return False
    subject = (left[: verb.start()] if verb else left).rstrip(" ,")
    return any(_is_graded(words) for words in (subject, _ASIDE.sub("", subject))) and _is_of_inspection(text, start)


def _is_graded(subject: str) -> bool:
    return (_NAME.search(subject) or ending("rating.subjects").search(subject)) is not None


def _is_of_inspection(text: str, start: int) -> bool:
    """Whether the words around an offset speak of inspectors or grades, or use more than one grade."""
    around = text[max(0, start - _NEAR) : start + _NEAR]
    if cue("rating.of_inspection").search(around):
        return True
    return len({found[0].lower() for found in cue("grade.any").finditer(around)}) > 1


def _joined(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    between = text[first[1] : second[0]]
    return "\n" not in between and re.fullmatch(cue("rating.joined").pattern, between, re.IGNORECASE) is not None


def _same_line(text: str, last: bool = False) -> str:
    lines = text.split("\n")
    return lines[-1] if last else lines[0]
