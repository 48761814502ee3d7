"""Finding the authorities a text speaks of: names out of the gazetteer, kept where the words around them say so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from nlp.focus import council_in_focus, resolve_councils
from nlp.gazetteer import Council, council_named, councils, nearest
from nlp.places import Judge, Place, Verdict
from nlp.reading import Mention, MentionKind
from nlp.words import plain

__all__ = [
    "Council",
    "council_in_focus",
    "council_named",
    "councils",
    "find_councils",
    "nearest",
    "resolve_councils",
]

_GAP = r"(?:[ \t]*\n[ \t]*|[ \t]+|[ \t]*-[ \t]*)"
_JOINED = re.compile(
    r"(?:'s)?(?:\s*\([^()\n]{1,60}\))?"
    r"(?:(?:,\s+|\s+)(?:and|or|&|with|versus|vs\.?|v|to|as well as|along with|alongside|plus)\s+|,\s+|\s*/\s*)?"
    r"(?:in\s+)?(?:the\s+)?"
)
_ELIDED = re.compile(r"\b((?:North|South|East|West|Mid)(?: (?:East|West))?)(,| and| &| or) (?:(?:and|or) )?$")
_SMALL_WORDS = frozenset({"and", "of", "on", "the", "upon", "with", "nan", "ar", "y", "h"})


def find_councils(text: str, *, lower_case: bool = False) -> list[Mention]:
    """The authorities that ``text`` names as authorities, or as the places whose services are meant, in order.

    ``value`` is the canonical short name; the span is the name alone, without "council". No two spans overlap.
    ``lower_case`` finds names in small letters too, as questions have them. Needs no language model.
    """
    line = plain(text)
    judge = Judge(line, small=lower_case)
    found: list[tuple[Place, Verdict]] = []
    for group in _groups(line, list(_places(line, lower_case))):
        found.extend(_decided(group, [judge.verdict(place) for place in group]))
    kept = sorted(_supported(line, found), key=lambda place: place.start)
    return [Mention(MentionKind.COUNCIL, p.start, p.end, text[p.start : p.end], p.value) for p in kept]


def _groups(line: str, places: list[Place]) -> Iterator[list[Place]]:
    """Places listed together ("A, B and C", "ABC" run together by a feed) in one group each."""
    group: list[Place] = []
    for place in places:
        if group and not _JOINED.fullmatch(line, group[-1].end, place.start):
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _decided(group: list[Place], verdicts: list[Verdict]) -> Iterator[tuple[Place, Verdict]]:
    """The places with what their neighbours in the list say of them.

    "Kent and Medway NHS" names a body throughout; "Kent, Medway and Bath councils" names authorities throughout;
    "born in Kent or Essex" names two places. An ambiguous name among plain ones is meant as they are.
    """
    last = verdicts[-1]
    for index, (place, verdict) in enumerate(zip(group, verdicts, strict=True)):
        if verdict in (Verdict.PLAIN, Verdict.WEAK):
            if last is Verdict.BODY:
                verdict = Verdict.BODY
            elif Verdict.SPOT in verdicts[:index]:
                verdict = Verdict.SPOT
            elif last is Verdict.STRONG or max(verdicts) >= Verdict.PLAIN:
                verdict = max(verdicts)
        yield place, verdict


def _supported(line: str, found: list[tuple[Place, Verdict]]) -> list[Place]:
    """What is kept in the light of the whole text: weak names elsewhere strong; no surname of a person named."""
    strong = {place.value for place, verdict in found if verdict is Verdict.STRONG}
    names = {line[p.start : p.end] for p, verdict in found if verdict is Verdict.NAME and _after_a_forename(line, p)}
    kept = []
    for place, verdict in found:
        surname = line[place.start : place.end] in names and place.value not in strong
        enough = verdict >= Verdict.PLAIN or (verdict is Verdict.WEAK and place.value in strong)
        if enough and not (surname and verdict is not Verdict.STRONG):
            kept.append(place)
    return kept


def _after_a_forename(line: str, place: Place) -> bool:
    return re.search(r"[A-Z][a-z]+\.? $", line[max(0, place.start - 30) : place.start]) is not None


def _places(line: str, lower_case: bool) -> Iterator[Place]:
    """Every name of the gazetteer in the text, longest first at each point, whatever is meant by it."""
    names = _names()
    words = re.compile(r"[A-Za-z&]+" if lower_case else r"[A-Z][a-z]+|[A-Z&]{2,}")
    end = 0
    for word in words.finditer(line):
        pattern = names.get(word[0].lower())
        if pattern is None or word.start() < end:
            continue
        match = pattern.match(line, word.start())
        if match is None or not _whole(line, match, end) or not (lower_case or _capitalised(match[0])):
            continue
        council, guarded = _by_written()[_written(match[0])]
        place = Place(match.start(), match.end(), council.name, guarded, council.ended is not None)
        yield from _elided(line, place)
        yield place
        end = match.end()


def _whole(line: str, match: re.Match[str], end: int) -> bool:
    """Whether the name is not the middle of a word, unless a feed ran two names together there."""
    before = line[match.start() - 1 : match.start()]
    after = line[match.end() : match.end() + 1]
    if before.isalnum() and match.start() != end:
        return False
    if not after.isalnum():
        return True
    following = re.compile(r"[A-Z][a-z]+").match(line, match.end())
    return match[0][-1].islower() and following is not None and following[0].lower() in _names()


def _capitalised(name: str) -> bool:
    words = re.findall(r"[^\W\d_]+", name.replace("'s", ""))
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words)


def _elided(line: str, place: Place) -> Iterator[Place]:
    """West Northamptonshire in "West and North Northamptonshire"."""
    left = _ELIDED.search(line, max(0, place.start - 30), place.start)
    rest = re.sub(r"^(?:(?:North|South|East|West|Mid) )+", "", place.value)
    whole = councils().get(f"{left[1]} {rest}") if left and rest != place.value else None
    if left and whole:
        yield Place(left.start(1), left.end(1), whole.name, False, whole.ended is not None)


@functools.cache
def _by_written() -> dict[str, tuple[Council, bool]]:
    written: dict[str, tuple[Council, bool]] = {}
    for council in councils().values():
        for name in council.names():
            written.setdefault(_written(name), (council, name in council.guarded))
    for council in councils().values():
        written[_written(council.name)] = (council, council.name in council.guarded)
    return written


def _written(name: str) -> str:
    """A name as its words alone, so that "Stockton on Tees" and "Stockton-upon-Tees" are one."""
    name = plain(name).lower().replace("upon", "on").replace("&", " and ")
    return " ".join(re.findall(r"\w+", name))


@functools.cache
def _names() -> dict[str, re.Pattern[str]]:
    """First word of a name -> a pattern of all names that begin with it."""
    by_first: dict[str, list[str]] = {}
    for council in councils().values():
        for name in council.names():
            first = re.match(r"[A-Za-z&]+", name)
            if first:
                by_first.setdefault(first[0].lower(), []).append(name)
    return {
        first: re.compile("(?:" + "|".join(map(_pattern, sorted(names, key=lambda n: -len(n)))) + ")", re.IGNORECASE)
        for first, names in by_first.items()
    }


def _pattern(name: str) -> str:
    parts = []
    for word in re.findall(r"[\w&'.]+", plain(name).replace(".", "")):
        if word in ("and", "&"):
            parts.append("(?:and|&)")
        elif word in ("upon", "on"):
            parts.append("(?:up)?on")
        else:
            parts.append(re.escape(word) + (r"\.?" if word == "St" else ""))
    return f"(?:,?{_GAP})".join(parts)
