"""Finding the authorities a text speaks of: names out of the gazetteer, kept where the words around them say so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from nlp.focus import council_in_focus, resolve_councils
from nlp.gazetteer import Council, council_named, councils, nearest
from nlp.matcher import NameMatcher
from nlp.places import Judge, Place, Verdict
from nlp.reading import Mention, MentionKind
from nlp.words import lexicon, plain

__all__ = [
    "Council",
    "council_in_focus",
    "council_named",
    "councils",
    "find_councils",
    "nearest",
    "resolve_councils",
]

_JOINED = re.compile(
    r"(?:'s)?(?:\s*\([^()\n]{1,60}\))?"
    r"(?:(?:,\s+|\s+)(?:and|or|&|with|versus|vs\.?|v|to|as well as|along with|alongside|plus)\s+|,\s+|\s*/\s*"
    r"|[ ]?\n(?!\s*\n)(?:[•–-]\s*)?)?"
    r"(?:in\s+)?(?:the\s+)?"
)
_ELIDED = re.compile(r"\b((?:North|South|East|West|Mid)(?: (?:East|West))?)(,| and| &| or) (?:(?:and|or) )?$")


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
    "born in Kent or Essex" and "Richmond, North Yorkshire" name places. An ambiguous name is meant as the plain ones
    beside it.
    """
    last, most = verdicts[-1], max(verdicts)
    spot = False
    previous: Verdict = Verdict.PLAIN
    meant: Verdict
    for place, verdict in zip(group, verdicts, strict=True):
        spot = spot or Verdict.SPOT in (previous, verdict)
        if verdict not in (Verdict.PLAIN, Verdict.WEAK):
            meant = verdict
        elif last is Verdict.BODY:
            meant = Verdict.BODY
        elif spot or previous is Verdict.NAME:
            meant = Verdict.SPOT
        else:
            meant = most if most >= Verdict.PLAIN else verdict
        previous = verdict
        yield place, meant


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
    before = re.search(r"([A-Z][a-z]+)\.? $", line[max(0, place.start - 30) : place.start])
    after = re.match(r" [A-Z]", line[place.end : place.end + 2])
    return before is not None and after is None and before[1] not in lexicon("councils")["openers"]


def _places(line: str, lower_case: bool) -> Iterator[Place]:
    """Every name of the gazetteer in the text, whatever is meant by it."""
    matcher, owners = _names()
    end = 0
    for match in matcher.find(line, lower_case=lower_case):
        council = owners[match.name]
        place = Place(match.start, match.end, council.name, match.name in council.guarded, council.ended is not None)
        yield from (elided for elided in _elided(line, place) if elided.start >= end)
        yield place
        end = place.end


def _elided(line: str, place: Place) -> Iterator[Place]:
    """West Northamptonshire in "West and North Northamptonshire"."""
    left = _ELIDED.search(line, max(0, place.start - 30), place.start)
    rest = re.sub(r"^(?:(?:North|South|East|West|Mid) )+", "", place.value)
    whole = councils().get(f"{left[1]} {rest}") if left and rest != place.value else None
    if left and whole:
        yield Place(left.start(1), left.end(1), whole.name, False, whole.ended is not None)


@functools.cache
def _names() -> tuple[NameMatcher, dict[str, Council]]:
    """All names, and whose each is; a canonical name before another authority's alias."""
    owners = {name: council for council in councils().values() for name in council.names()}
    owners |= councils()
    return NameMatcher((*councils(), *owners)), owners
