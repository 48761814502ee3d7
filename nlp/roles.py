"""Roles: what a text says a person is, in the words before the name or after it, and of which organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from nlp.names import lexicon, words

_REACH = 240
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "our", "my", "one", "of", "two"))
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w'’&.-]*")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bMrs)[.!?;][\"”’)]*\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A role as the text states it; ``start`` and ``end`` enclose it, ``owner`` ends where its owner's name would.

    ``body`` is the span of the words that name the organisation inside the role's phrase, or None.
    """

    start: int
    end: int
    text: str
    owner: int
    body: tuple[int, int] | None = None


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(lexicon()['roles']['heads'])})(?![\w-])", re.IGNORECASE)


@cache
def _complement() -> re.Pattern[str]:
    """What of: "of people services", "for children, young people and education", "at the University of X"."""
    word = rf"(?!(?:{_any(words('verbs', 'clause') | words('verbs', 'said'))})\b)[\w'’&/.-]*[\w'’]"
    part = rf"{word}(?:\s{word}){{0,7}}"
    low = rf"(?=[a-z]){word}(?:\s(?!and\b){word}){{0,3}}"
    phrase = rf"(?:{part}(?:,\s{low}){{0,3}},?\s(?:and|&)\s{part}|{part})"
    return re.compile(rf"\s(?:{_any(lexicon()['roles']['joins'])})\s{phrase}(?:\s\([A-Z][\w&]+\))?")


@cache
def _becomes() -> re.Pattern[str]:
    post = r"(?:(?:to\s)?(?:the|a)\s(?:new\s)?(?:role|post|position|job)\sof\s)?"
    sep = r"(?:\s*[,(–—]\s*|\s+-\s+|\s+)"
    return re.compile(rf"(?P<mark>{sep})(?P<verb>(?:{_any(lexicon()['verbs']['becomes'])})\s)?{post}", re.IGNORECASE)


_MOVES = re.compile(
    r",?\s+(?:who\s+)?(?:(?:has|had|will|is|to)\s+)?(?:replac|succe|join|return|resign|step|retir|appoint|name|take|took)"
    r"\w*\b[^.;\n]{0,80}?\bas\s"
)
_LED = re.compile(
    r"\b(review|inquiry|panel|commission|taskforce)\b[^.;\n]{0,60}\b(?:led|headed)\s+by\s*$", re.IGNORECASE
)
_OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}?(review|inquiry)\b", re.IGNORECASE)
_LOOSE_END = re.compile(r"(?:[\s,]+(?:and|or|the|a|an|of|for|at|in|to|with|on))+$")
_IN_PLACE = re.compile(r"\s(?:to|who will|will)\s(?:replace|succeed|take over from)$")


def _any(entries: Iterable[str]) -> str:
    ordered = sorted(entries, key=len, reverse=True)
    return "|".join(re.escape(e).replace(r"\ ", r"\s").replace("'", "['’]") for e in ordered)


def before(text: str, start: int) -> Stated | None:
    """The role that leads up to a name at an offset: "Ofsted's national director for social care, Yvette Stanley"."""
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    cut = [found.end() for found in _SENTENCE_END.finditer(text, line, start)]
    line = cut[-1] if cut else line
    window = text[line:start].rstrip()
    led = _LED.search(window)
    if led:
        return Stated(line + led.start(1), line + led.end(1), f"{led[1].lower()} lead", start)
    stripped = _IN_PLACE.sub("", window.rstrip(" ,–—-:\u00a0"))
    for head in reversed(list(_heads().finditer(stripped))):
        rest = stripped[head.end() :]
        if not rest or _ends_well(rest):
            return _stated(text, line + head.start(), line + head.end(), line + len(stripped))
    return None


def _ends_well(rest: str) -> bool:
    last = rest.split()[-1].lower() if rest.split() else ""
    return (
        _complement().fullmatch(rest) is not None and last not in _DETERMINERS and last not in words("roles", "joins")
    )


def after(text: str, end: int, limit: int | None = None) -> Stated | None:
    """The role that follows a name that ends at an offset: "X, chief executive of Y", "X was appointed director".

    ``limit`` is where the next name begins: no role runs into it.
    """
    line = text.find("\n", end)
    limit = min(len(text) if line < 0 else line, end + _REACH, len(text) if limit is None else limit)
    own = _OWN.match(text, end, limit)
    if own:
        return Stated(own.start(1), own.end(1), f"{own[1].lower()} lead", end)
    moved = _MOVES.match(text, end, limit)
    if moved:
        return _led_by(text, moved.end(), limit)
    lead = _becomes().match(text, end, limit)
    if lead is None or (not lead["mark"].strip() and not lead["verb"]):
        return None
    return _led_by(text, lead.end(), limit)


def _led_by(text: str, at: int, limit: int) -> Stated | None:
    """The role whose phrase begins at an offset: only determiners, names and role words may stand before its noun."""
    head = _heads().search(text, at, limit)
    if head is None or not all(_may_lead(word) for word in text[at : head.start()].split()):
        return None
    complement = _complement().match(text, head.end(), limit)
    end = head.end() + len(_LOOSE_END.sub("", complement[0])) if complement else head.end()
    return _stated(text, head.start(), head.end(), end)


def _may_lead(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    if plain in _DETERMINERS or plain in words("roles", "modifiers") or plain in ("and", "&", "for"):
        return True
    return _CAPITALISED.fullmatch(word) is not None and not word.endswith(".")


def _stated(text: str, head_start: int, head_end: int, end: int) -> Stated:
    start = _first_modifier(text, head_start)
    body = _body(text, head_end, end)
    role = text[start : body[0] if body else end]
    if body:
        role = re.sub(rf"\s+(?:{_any(lexicon()['roles']['joins'])})(?:\s+the)?\s*$", "", role)
    kept = re.sub(r"\s+", " ", role).strip(" ,").split(" ")
    while len(kept) > 1 and kept[0].lower() in words("roles", "not_kept"):
        kept.pop(0)
    return Stated(start, end, " ".join(kept), start, body)


def _first_modifier(text: str, start: int) -> int:
    """Where the role's own words begin, left of its noun."""
    while True:
        found = re.search(r"([\w'’-]+) $", text[max(0, start - 40) : start])
        if found is None:
            return start
        word = found[1].lower().replace("’", "'")
        joined = word == "and" and _is_modifier_before(text, start - 4)
        if word not in words("roles", "modifiers") and not joined:
            return start
        start -= len(found[0])


def _is_modifier_before(text: str, end: int) -> bool:
    found = re.search(r"([\w'’-]+) $", text[max(0, end - 40) : end])
    return found is not None and found[1].lower().replace("’", "'") in words("roles", "modifiers")


def _body(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of a complement that name a body: capitalised, and more than the subjects that departments share."""
    for join in re.finditer(r"\s(?:of|for|at|in|with|to)\s(?:the\s)?(?=[A-ZÀ-Þ])", text[start:end]):
        words_ = re.split(r"[\s,]+", text[start + join.end() : end])
        if not all(word.lower().replace("’", "'") in words("roles", "subjects") for word in words_ if word):
            return start + join.end(), end
    return None
