"""The councils, organisations and people a question names, also in lower case and by their short names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from index.asking.vocabulary import vocabulary
from index.facts import is_public_body, judges
from index.words import Sheet, name_words, stretches
from nlp.bodies import organisations
from nlp.councils import find_councils
from nlp.gazetteer import council_named, councils
from nlp.organisations import find_organisations

LONGEST_NAME = 6
_LONGEST_BODY = 8


class People(Protocol):
    """The people an index knows."""

    def with_surname(self, surname: str) -> Sequence[str]:
        """The full names, as written, whose last word folds to this one."""
        ...


@dataclass(frozen=True, slots=True)
class Bodies:
    """The councils and organisations a question names, in order, and the places of the organisations' words."""

    councils: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[int, ...] = ()


def find_bodies(sheet: Sheet) -> Bodies:
    """The councils and organisations of a question as they are spelt, in any case; their words are marked.

    The words of public bodies (Ofsted, the High Court) stay unmarked: they can also say what is asked about.
    """
    named = _organisations(sheet)
    for places, name in named.items():
        if not is_public_body(name) and not judges(name):
            sheet.take(places)
    found = _short(sheet)
    for mention in find_councils(sheet.question, lower_case=True):
        places = sheet.places(mention.start, mention.end)
        if places and all(sheet.free(place) for place in places):
            sheet.take(places)
            found[places[0]] = mention.value
    found |= _in_any_case(sheet)
    return Bodies(
        tuple(dict.fromkeys(found[at] for at in sorted(found))),
        tuple(dict.fromkeys(named.values())),
        tuple(place for places in named for place in places),
    )


def _organisations(sheet: Sheet) -> dict[tuple[int, ...], str]:
    """The organisations a question names, by the places of their words; acronyms too, and without apostrophes."""
    mentions = find_organisations(sheet.question, lower_case=True)
    found = {sheet.places(m.start, m.end): m.value for m in mentions if not m.anaphor}
    taken = {place for places in found for place in places}
    for places in stretches((tuple(range(len(sheet.words))),), _LONGEST_BODY):
        name = _spelt_plainly().get(tuple(sheet.words[place].folded for place in places))
        if name and taken.isdisjoint(places):
            taken.update(places)
            found[places] = name
    return dict(sorted(found.items()))


@cache
def _spelt_plainly() -> dict[tuple[str, ...], str]:
    """Folded words -> organisation: names of several words, and acronyms that are no ordinary word."""
    found: dict[tuple[str, ...], str] = {}
    for name, body in organisations().items():
        for other in (name, *body.aliases):
            words = tuple(name_words(other))
            if len(words) > 1:
                found.setdefault(words, name)
        for short in (body.acronym, *body.aliases):
            if short and _is_initials(short) and short not in body.guarded:
                found.setdefault((short.lower(),), name)
    return found


def _is_initials(name: str) -> bool:
    """Whether a name is mostly capitals, and too long to be an ordinary word or two letters of one."""
    capitals = sum(letter.isupper() for letter in name)
    folded = name.lower()
    return len(name) > 2 and capitals > len(name) / 2 and not {folded} & (vocabulary().filler | vocabulary().ordinary)


def _short(sheet: Sheet) -> dict[int, str]:
    """Councils by what they are called for short ("ne lincs"), part of which can be another's name."""
    found: dict[int, str] = {}
    for places in stretches(sheet.runs(), 3):
        name = vocabulary().councils.get(" ".join(sheet.words[place].folded for place in places))
        if name and all(sheet.free(place) for place in places):
            sheet.take(places)
            found[places[0]] = name
    return found


def _in_any_case(sheet: Sheet) -> dict[int, str]:
    """Councils written in small letters ("west sussex"), which a question is likelier to mean than a news text."""
    found: dict[int, str] = {}
    lexicon = vocabulary()
    for places in stretches(sheet.runs(), LONGEST_NAME):
        words = [sheet.words[place].folded for place in places]
        follower = sheet.words[places[-1] + 1].folded if places[-1] + 1 < len(sheet.words) else ""
        if words[-1] in lexicon.ranks or words[0] in lexicon.filler or follower in lexicon.not_councils:
            continue
        name = council_named(" ".join(words))
        if name and all(sheet.free(place) for place in places):
            sheet.take(places)
            found[places[0]] = name
    return found


def find_region(sheet: Sheet) -> str | None:
    """The region (or nation) of the register that the words left name; they are marked. None when there is none."""
    for places in stretches(sheet.runs(), 4):
        region = vocabulary().regions.get(" ".join(sheet.words[place].folded for place in places))
        if region:
            sheet.take(places)
            return region
    return None


def councils_in(region: str) -> tuple[str, ...]:
    """The councils of a region or nation."""
    return tuple(name for name, council in councils().items() if council.region == region)


def find_people(sheet: Sheet, known: People | None) -> tuple[str, ...]:
    """The people of the index whose full names stand among the words left, in either case; their words are marked."""
    if known is None:
        return ()
    found: list[str] = []
    for at in sheet.left():
        if at == 0 or not sheet.free(at):
            continue
        for name in known.with_surname(sheet.words[at].folded):
            places = _name_ends(sheet, at, name_words(name))
            if places:
                sheet.take(places)
                found += _forms(name, known)
                break
    return tuple(dict.fromkeys(found))


def find_surnames(sheet: Sheet, known: People | None) -> tuple[str, ...]:
    """The people whose surname alone is left in the question ("Mr Justice Keehan"); their words are marked."""
    if known is None:
        return ()
    found: list[str] = []
    for at in sheet.left():
        names = () if sheet.words[at].folded in vocabulary().filler else known.with_surname(sheet.words[at].folded)
        if names and all(_alone(sheet, at)):
            sheet.take((at,))
            found += names
    return tuple(dict.fromkeys(found))


def _alone(sheet: Sheet, at: int) -> Iterable[bool]:
    """Whether a word stands alone: a first name before it that the index does not know means another person."""
    before = at - 1
    filler = vocabulary().filler
    yield before < 0 or not sheet.free(before) or sheet.words[before].folded in filler
    yield sheet.words[at].text[:1].isupper() or sheet.question.islower()


def _name_ends(sheet: Sheet, at: int, name: Sequence[str]) -> tuple[int, ...]:
    """The places of a full name that ends at a place: all its words, or its first and its last."""
    for wanted in (name, (name[0], name[-1])):
        start = at - len(wanted) + 1
        places = tuple(range(start, at + 1))
        told = [sheet.words[place].folded for place in places if place >= 0 and sheet.free(place)]
        if len(wanted) > 1 and told == list(wanted):
            return places
    return ()


def _forms(name: str, known: People) -> list[str]:
    """Every form in which the index holds a person: with or without middle names."""
    words = name_words(name)
    same = [other for other in known.with_surname(words[-1]) if name_words(other)[:1] == words[:1]]
    return [name, *same]
