"""Affiliations: the organisation, and the councils behind it, that a stated role belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlp.names import words
from nlp.organisations import organisations, trusts
from nlp.reading import Mention, MentionKind
from nlp.stated import Stated

# How far back, in characters, the council of a role that only councils have may have been named last.
_NEAR = 600
# No paragraph whose beginning matters is longer, in characters.
_PARAGRAPH = 5000
# How far back the owner's name may begin, and how long a name may be.
_BESIDE = 200
_POSSESSIVE = re.compile(r"(?:['’]s?)?\s*$")
_OWN = re.compile(r"\b(?:its|their)\s*$", re.IGNORECASE)
_BODY = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’&-]*\s(?:(?:of|for|and|&)\s)?)*[A-ZÀ-Þ][\w&-]*(?:s['’])?"
    r"(?:\s(?:county\s|city\s|borough\s)?council)?$"
)
_TRAILING = re.compile(r",\s(?:the\s)?")


class Affiliations:
    """The councils and organisations of one text, asked for the one a role belongs to."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]

    def of(self, role: Stated) -> tuple[str | None, tuple[str, ...]]:
        """The organisation as stated, or None, and the names of the councils behind it."""
        owner = self._owner(role)
        if role.body and (owner is None or self._inside(*role.body)):
            return self._in_body(*role.body)
        if owner is not None:
            return owner
        trailing = _TRAILING.match(self._text, role.end)
        if trailing:
            for mention in self._between(trailing.end(), trailing.end() + 1):
                return _told(mention)
        return self._implied(role)

    def _between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch of the text."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _inside(self, start: int, end: int) -> list[Mention]:
        return [m for m in self._between(start - _BESIDE, end) if start < m.end]

    def _in_body(self, start: int, end: int) -> tuple[str, tuple[str, ...]]:
        inside = self._inside(start, end)
        councils = tuple(dict.fromkeys(m.value for m in inside if m.kind is MentionKind.COUNCIL))
        stated = re.sub(r"\s+", " ", self._text[start:end]).strip(" ,")
        if len(inside) == 1 and inside[0].anaphor:
            return _told(inside[0])
        return stated, councils

    def _owner(self, role: Stated) -> tuple[str | None, tuple[str, ...]] | None:
        offset = max(0, role.start - _BESIDE)
        left = self._text[offset : role.start]
        if _OWN.search(left):
            floor = self._text.rfind("\n\n", max(0, role.start - _PARAGRAPH), role.start)
            near = self._between(max(floor, role.start - _PARAGRAPH) + 1, role.start)
            earlier = [m for m in near if m.end < role.start and _fits(m, role)]
            return _told(earlier[-1]) if earlier else None
        end = offset + len(_POSSESSIVE.sub("", left))
        for mention in self._between(offset - _BESIDE, end):
            if end <= mention.end <= role.start:
                return _told(mention)
        found = _BODY.search(self._text[offset:end])
        return self._in_body(offset + found.start(), end) if found and _is_body(found[0]) else None

    def _implied(self, role: Stated) -> tuple[str | None, tuple[str, ...]]:
        """The council last named before, for a role that councils have."""
        if not _of_councils(role):
            return None, ()
        near = [m for m in self._between(role.start - _NEAR + 1, role.start) if _fits(m, role)]
        return _told(near[-1]) if near else (None, ())


def _of_councils(role: Stated) -> bool:
    return any(phrase in role.text.lower().replace("’", "'") for phrase in words("roles", "of_councils"))


def _fits(mention: Mention, role: Stated) -> bool:
    """Whether a role can belong to what a mention names: one that councils have, to a council or its trust."""
    return not _of_councils(role) or mention.kind is MentionKind.COUNCIL or mention.value in trusts()


def _told(mention: Mention) -> tuple[str, tuple[str, ...]]:
    if mention.kind is not MentionKind.COUNCIL:
        known = organisations().get(mention.value)
        return mention.value, tuple(known.councils) if known else ()
    name = mention.text if "council" in mention.text.lower() and not mention.anaphor else f"{mention.value} council"
    return name, (mention.value,)


def _is_body(name: str) -> bool:
    """Whether capitalised words before a role name a body: not the opening of a sentence, a month or a place."""
    if " " in name or (name.isupper() and len(name) > 1):
        return True
    return not any(name.lower() in words("names", kind) for kind in ("never", "openers", "doubtful"))
