"""Roles: what a text says a person is, in the words before the name or after it, and of which organisation."""

from __future__ import annotations

import re
from functools import cache

from nlp.becoming import ASIDE, MOVES, NEWER, any_of, becomes
from nlp.names import words
from nlp.stated import Stated, both
from nlp.words import lexicon

_REACH = 240
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "our", "my", "one", "of", "two"))
# A role by itself only as somebody's: "her deputy X", but "deputy director X".
_DEPUTY = re.compile(r"\b(?:his|her|its|their)\s(deputy),?\s$", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w'’&.-]*")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bMrs)[.!?;][\"”’)]*\s+")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(lexicon('people')['roles']['heads'])})(?![\w-])", re.IGNORECASE)


@cache
def _complement() -> re.Pattern[str]:
    """What of: "of people services", "for children, young people and education", "at the University of X"."""
    word = rf"(?!(?:{any_of(words('verbs', 'clause') | words('verbs', 'said'))})\b)[\w'’&/.-]*[\w'’]"
    part = rf"{word}(?:\s{word}){{0,7}}"
    low = rf"(?=[a-z]){word}(?:\s(?!and\b){word}){{0,3}}"
    phrase = rf"(?:{part}(?:,\s{low}){{0,3}},?\s(?:and|&)\s{part}|{part})"
    return re.compile(rf"\s(?:{any_of(lexicon('people')['roles']['joins'])})\s{phrase}(?:\s\([A-Z][\w&]+\))?")


# "WCF chief executive and Worcestershire's director": two roles of one person, the second with an owner of its own.
_AND = re.compile(r"\s(?:and|as well as)\s(?:[A-ZÀ-Þ][\w.&-]*(?:['’]s?)?\s){0,4}$")
_LOOSE_END = re.compile(r"(?:[\s,]+(?:and|or|the|a|an|of|for|at|in|to|with|on))+$")
_TIME = re.compile(
    r"\s(?:in|on|since|from|until|at|for|by)\s(?:(?:the|about|almost|nearly|over|more than|early|late|mid)[\s-])*"
    r"(?:time|past|last|next|same (?:day|week|month|year)|\d+"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten)\s(?:years|months)"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|winter)\b.*$"
)
# Tells when something was done, not what a post is of: "appointed the commissioner on the same day".
_SAME = re.compile(r"\ssame (?:day|week|month|year)$")
# Before a role: it is one the person has left.
_FORMER = re.compile(
    r"(?:\b(?:formerly|previously|once)\s(?:an?\s|the\s)?|\b[Ff]ormer\s(?:[A-ZÀ-Þ][\w&-]*(?:['’]s?)?\s){1,5})$"
)
# After a role that opens its sentence: the name that follows holds it.
_COPULA = re.compile(r"\s(?:is|was|will be|remains)$")
_IN_PLACE = re.compile(r"\s(?:to|who will|will)\s(?:replace|succeed|take over from)$")


@cache
def _second() -> re.Pattern[str]:
    """A further role after "and": "former head of X and former chief executive of Y"."""
    roles = lexicon("people")["roles"]
    later = "(?:now|later|then|currently|previously|formerly|since)"
    mods = f"(?:(?:{any_of(roles['modifiers'])})\\s){{0,4}}"
    return re.compile(
        rf",?\sand\s(?:the\s|{later}\s)?{mods}({any_of(roles['heads'])})(?=\s(?:of|for|at)\s|[\s,.]|$)", re.IGNORECASE
    )


def before(text: str, start: int) -> Stated | None:
    """The role that leads up to a name at an offset: "Ofsted's national director for social care, Yvette Stanley"."""
    line = sentence_start(text, start)
    if own := _DEPUTY.search(text, max(line, start - len("their deputy, ") - 1), start):
        return _stated(text, own.start(1), own.end(1), own.end(1))
    window = re.sub(r"[,–—-]\s(?:currently|now|at present)$", "", text[line:start].rstrip())
    last = _ending(text, line, line + len(_IN_PLACE.sub("", window.rstrip(" ,–—-:\u00a0"))))
    copula = _COPULA.search(window)
    if copula and (held := _ending(text, line, line + copula.start())) and _opens(text, line, held.start):
        last = held
    if last is None or last.shared:
        return last
    joined = _AND.search(text, line, last.start)
    first = _ending(text, line, joined.start()) if joined else None
    return both(first, last) if first else last


def _opens(text: str, line: int, start: int) -> bool:
    """Whether a role's phrase opens its sentence: "The current chief executive of X is …"."""
    return all(_may_lead(word) for word in text[line:start].split())


def sentence_start(text: str, start: int) -> int:
    """Where the sentence before an offset begins, no further back than a role reaches."""
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    return max([line, *(found.end() for found in _SENTENCE_END.finditer(text, line, start))])


def _ending(text: str, line: int, end: int) -> Stated | None:
    """The role whose phrase ends at an offset."""
    for head in reversed(list(_heads().finditer(text, line, end))):
        rest = text[head.end() : end]
        if not rest or _ends_well(rest):
            return _stated(text, head.start(), head.end(), end)
    return None


def _ends_well(rest: str) -> bool:
    """Whether what follows a role's noun is of it to the last word, not the beginning of something else."""
    last = rest.split()[-1].lower() if rest.split() else ""
    loose = last in _DETERMINERS or last in words("roles", "joins") or last in ("and", "or", "&")
    return not loose and _SAME.search(rest) is None and _complement().fullmatch(rest) is not None


def after(text: str, end: int, limit: int | None = None) -> Stated | None:
    """The role that follows a name that ends at an offset: "X, chief executive of Y", "X was appointed director".

    ``limit`` is where the next name begins: no role runs into it.
    """
    newline = text.find("\n", end)
    line = min(len(text) if newline < 0 else newline, end + _REACH)
    aside = ASIDE.match(text, end, line)
    if aside and (told := becomes().match(text, aside.end(), line)) and told["verb"]:
        return _led_by(text, told.end(), line)
    moved = MOVES.match(text, end, line)
    if moved:
        return _led_by(text, moved.end(), line)
    limit = line if limit is None else min(line, limit)
    lead = becomes().match(text, end, limit)
    if lead is None or (not lead["mark"].strip() and not lead["verb"]):
        return None
    stated = _led_by(text, lead.end(), limit)
    newer = NEWER.match(text, stated.end, limit) if stated else None
    if newer:
        return _led_by(text, newer.end(), limit) or stated
    next_ones = stated is not None and limit < line and not text[stated.end : limit].strip()
    return None if next_ones else stated


def _led_by(text: str, at: int, limit: int) -> Stated | None:
    """The role whose phrase begins at an offset: only determiners, names and role words may stand before its noun."""
    head = _heads().search(text, at, limit)
    if head is None:
        return None
    lead = text[at : head.start()].split()
    if lead[:1] == ["and"] or not all(_may_lead(word) for word in lead):
        return None
    end = _end(text, head.end(), limit)
    if _is_plural(head[0]):
        shared = re.search(r"\bas $", text[max(0, at - 4) : at]) is not None
        return _stated(text, head.start(), head.end(), end) if shared else None
    second = _second().search(text, head.end(), end)
    if second is None:
        return _stated(text, head.start(), head.end(), end)
    first = _stated(text, head.start(), head.end(), second.start())
    if second.end(1) == end and not text[end:limit].strip():
        return first  # the next name's role
    return both(first, _stated(text, second.start(1), second.end(1), end))


def _end(text: str, start: int, limit: int) -> int:
    """Where a role's phrase ends whose noun ends at an offset: after what it is of, before a time or a loose word."""
    complement = _complement().match(text, start, limit)
    if complement is None:
        return start
    timed = _TIME.search(complement[0])
    words_ = complement[0][: timed.start()] if timed else complement[0]
    return start + len(_LOOSE_END.sub("", words_))


def _may_lead(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    if plain in _DETERMINERS or plain in words("roles", "modifiers") or plain in ("and", "&", "for"):
        return True
    if plain.endswith(("'s", "s'")):
        return True
    return _CAPITALISED.fullmatch(word) is not None and not word.endswith(".")


def _stated(text: str, head_start: int, head_end: int, end: int) -> Stated:
    start = _first_modifier(text, head_start)
    body = _body(text, head_end, end)
    noun = text[head_start:head_end]
    shared = _is_plural(noun)
    rest = text[head_end : body[0] if body else end]
    if body:
        rest = re.sub(rf"\s+(?:{any_of(lexicon('people')['roles']['joins'])})(?:\s+the)?\s*$", "", rest)
    role = f"{text[start:head_start]}{noun.removesuffix('s') if shared else noun}{rest}"
    kept = re.sub(r"\s+", " ", role).strip(" ,").split(" ")
    while len(kept) > 1 and kept[0].lower() in words("roles", "not_kept"):
        kept.pop(0)
    return Stated(
        start, end, " ".join(kept), body, shared, _FORMER.search(text[max(0, start - 60) : start]) is not None
    )


def _is_plural(noun: str) -> bool:
    return noun.lower().endswith("s") and noun.lower().removesuffix("s") in words("roles", "heads")


def _first_modifier(text: str, noun: int) -> int:
    """Where the role's own words begin, left of its noun."""
    start = noun
    while found := re.search(r"([\w'’-]+) $", text[max(0, start - 40) : start]):
        at = start - len(found[0])
        joined = found[1] in ("and", "&") and _is_modifier(text, at, noun)
        if not joined and not _is_modifier(text, start, noun):
            return start
        start = at
    return start


def _is_modifier(text: str, end: int, noun: int) -> bool:
    """Whether the word before an offset belongs to the role.

    A capital inside a sentence before a small noun is the end of a body's name ("Children's Services president").
    """
    found = re.search(r"([\w'’-]+) $", text[max(0, end - 40) : end])
    if found is None or found[1].lower().replace("’", "'") not in words("roles", "modifiers"):
        return False
    at = end - len(found[0])
    opens = at == 0 or text[at - 1] == "\n" or text[max(0, at - 2) : at] in (". ", "“", "? ")
    return opens or found[1][0].islower() or text[noun].isupper() or found[1].lower() in words("roles", "parties")


def _body(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of a complement that name a body: capitalised, and more than the subjects that departments share."""
    for join in re.finditer(r"\s(?:of|for|at|in|with|to)\s(?:the\s)?(?=[A-ZÀ-Þ])", text[start:end]):
        words_ = re.split(r"[\s,]+", text[start + join.end() : end])
        if not all(word.lower().replace("’", "'") in words("roles", "subjects") for word in words_ if word):
            return start + join.end(), end
    return None
