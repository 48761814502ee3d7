"""Works: the role that what a person does implies, where no post of theirs is stated."""

from __future__ import annotations

import re

from nlp.roles import sentence_start

_REACH = 120
_LED = re.compile(r"\b(review|inquiry|panel|commission)\b[^.;\n]{0,60}\b(?:led|headed)\sby\s*$", re.IGNORECASE)
_CHAIRED = re.compile(r"\bchaired\sby\s*$")
_OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}?(review|inquiry)\b", re.IGNORECASE)
_LEADS = re.compile(r",?\s(?:who\s)?(?:leads|led|headed)\s(?:[\w-]+\s){0,5}?(review|inquiry)\b", re.IGNORECASE)
_CHAIRS = re.compile(r",?\s(?:who\s)?(?:has\s)?(?:chairs|chaired)\s")


def implied(text: str, start: int, end: int) -> str | None:
    """The role implied beside the name at these offsets: "the review led by X", "X, who chairs the board"."""
    left, right = text[sentence_start(text, start) : start], text[end : end + _REACH]
    if _CHAIRED.search(left) or _CHAIRS.match(right):
        return "chair"
    found = _LED.search(left) or _OWN.match(right) or _LEADS.match(right)
    return f"{found[1].lower()} lead" if found else None
