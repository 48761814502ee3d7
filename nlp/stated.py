"""Stated roles: what a text says a person is, with the words that say it and the body they name."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A role as the text states it, in the singular; ``start`` and ``end`` are offsets that enclose its words.

    ``body`` is the span of the words that name the organisation inside the role's phrase, or None; ``shared`` marks
    one stated in the plural, of several people: "academics X and Y"; ``former`` one told as past: "formerly director".
    """

    start: int
    end: int
    text: str
    body: tuple[int, int] | None = None
    shared: bool = False
    former: bool = False


def both(first: Stated, second: Stated) -> Stated:
    """Two roles of one person as one statement, the organisation that of the first that names one."""
    text = f"{first.text}; {second.text}"
    return Stated(min(first.start, second.start), max(first.end, second.end), text, first.body or second.body)


def is_former(role: Stated) -> bool:
    """Whether a role is one the person has left."""
    return role.former or re.match(r"(?:former|ex|previous|one-time)\b", role.text, re.IGNORECASE) is not None
