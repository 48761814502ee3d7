"""The words beside a stretch of text, by which a date is told from its look-alikes."""

from __future__ import annotations

import re

_LOOK = 40
_BEFORE = re.compile(r"([^\s]+)[ \t\u00a0]+$")
_AFTER = re.compile(r"[ \t\u00a0]+([^\s]+)")
QUOTES = "‘’“”'\"([{*_–—-•"
CLOSING = ".,;:!?)]}’”'\""


def before(text: str, start: int) -> str:
    """The word before an offset on the same line, without quotes around it, or an empty string."""
    match = _BEFORE.search(text, max(0, start - _LOOK), start)
    return match[1].lstrip(QUOTES) if match else ""


def after(text: str, end: int) -> str:
    """The word after an offset on the same line, without the marks that close it, or an empty string."""
    match = _AFTER.match(text, end)
    return match[1].rstrip(CLOSING).lstrip(QUOTES) if match else ""


def capital(word: str) -> bool:
    """Whether a word begins with a capital and is a word, not a mark or a bracketed acronym."""
    letters = word[:-1].replace("’", "").replace("-", "").replace("'", "")
    return word[:1].isupper() and (not letters or letters.isalnum())


def possessive(word: str) -> bool:
    """Whether a word ends as a possessive does."""
    return word.endswith(("’s", "'s", "s’", "s'"))


def closes(word: str) -> bool:
    """Whether a clause or bracket ends with the word."""
    return word.endswith(tuple(".,;:!?)]"))


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence, line or bullet begins at an offset."""
    ahead = text[max(0, start - 3) : start].rstrip(" \u00a0‘“'\"")
    return not ahead or ahead[-1] in ".!?\n•:"
