"""How long something lasted: from the event that began it to the one that ended it, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.answer import Understood
from index.telling.clauses import parts_of
from index.telling.filling import full_stop
from index.telling.joining import together
from index.telling.spoken_dates import alone
from index.timeline import Entry
from index.words import surname_of
from nlp.reading import EventType

ENDS = (EventType.TRUST_ENDED, EventType.DEPARTURE)
# What is known to go on unless it is told to have ended; people leave unnoticed.
_STANDING = {EventType.INSPECTION_RATING: "no later rating is held", EventType.TRUST_CREATED: "no end is told"}
_MONTH, _YEAR = 30.44, 365.25
# Two dates told by their months leave as much open.
_EXACT = timedelta(days=62)
_MOST = 4


@dataclass(frozen=True, slots=True)
class Spell:
    """What began and what ended it; None where no end is told. Where only the end is told, it stands first."""

    begin: Entry
    end: Entry | None


def spells(asked: Understood, entries: Sequence[Entry]) -> list[Spell]:
    """The spells that a question after a length of time is about, among entries in order of time, the undated last."""
    if asked.query.types == (EventType.INSPECTION_RATING,):
        return [spell for council in _councils(entries) for spell in _of_grades(asked, _told_of(council, entries))]
    begun = [entry for entry in entries if entry.type not in ENDS]
    ended = [entry for entry in entries if entry.type in ENDS]
    told = [Spell(entry, next((end for end in ended if ends(end, entry)), None)) for entry in begun]
    return told or [Spell(entry, None) for entry in ended]


def ends(end: Entry, begin: Entry) -> bool:
    """Whether an end is that of what began: of the same person, at the same council or of the same body, no earlier."""
    together_at = set(begin.councils) & set(end.councils)
    everywhere = begin.councils and end.councils
    if begin.people or end.people:
        one, other = ({surname_of(name) for name in entry.people} for entry in (begin, end))
        same = bool(one & other) and bool(together_at or not everywhere)
    else:
        same = bool(together_at) if everywhere else begin.organisation == end.organisation
    return same and (not begin.earliest or not end.latest or end.latest >= begin.earliest)


def rows_of(found: Sequence[Spell]) -> list[Entry]:
    """Their entries, each once, in their order."""
    every = (entry for spell in found for entry in (spell.begin, spell.end) if entry)
    return list({entry.id: entry for entry in every}.values())


def told_long(asked: Understood, entries: Sequence[Entry]) -> str:
    """How long each spell lasted, with what began and what ended it."""
    found = spells(asked, entries)
    lines = [f"{together([parts_of(entry) for entry in rows_of([spell])])}{_length(spell, asked)}" for spell in found]
    more = f"; and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
    return full_stop("; ".join(lines[:_MOST]) + more)


def _councils(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(entry.councils for entry in entries))


def _told_of(councils: tuple[str, ...], entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.councils == councils and entry.earliest]


def _of_grades(asked: Understood, ratings: Sequence[Entry]) -> Iterator[Spell]:
    """Runs of the grades asked for up to the next other one; of a change, from the grade before to the one after."""
    wanted = (asked.previous,) if asked.previous else asked.query.grades
    until = asked.query.grades if asked.previous else ()
    begin: Entry | None = None
    for rating in ratings:
        if begin is None:
            begin = rating if rating.grade in wanted else None
        elif rating.grade in until or (not until and rating.grade not in wanted):
            yield Spell(begin, rating)
            begin = None
    if begin and not until:
        yield Spell(begin, None)


def _length(spell: Spell, asked: Understood) -> str:
    """The time from one to the other in words; up to the day of the question where no end is told."""
    begin, end = spell.begin, spell.end
    if not begin.earliest or not begin.latest or (end and not (end.earliest and end.latest)):
        return ": how long that was is not told"
    if end and end.earliest and end.latest:
        return f": {_between(begin.earliest, begin.latest, end.earliest, end.latest)}"
    if begin.type in ENDS:
        return "; when it began is not told"
    if begin.type not in _STANDING:
        return ", and no end is told"
    told = _between(begin.earliest, begin.latest, asked.as_of, asked.as_of)
    return f", and {_STANDING[begin.type]}: {told} up to {alone(asked.as_of.isoformat())}"


def _between(first: date, first_at_latest: date, last: date, last_at_latest: date) -> str:
    """The time between two dates, each known to lie between two days: one length, or the shortest and the longest."""
    least, most = max(last - first_at_latest, timedelta(0)), last_at_latest - first
    if most - least <= _EXACT:
        return _in_words((least + most) / 2, exact=first == first_at_latest and last == last_at_latest)
    low, high = int(least.days // _YEAR), -int(-most.days // _YEAR)
    return f"between {low} and {high} years" if low else f"up to {high} year{'' if high == 1 else 's'}"


def _in_words(length: timedelta, exact: bool) -> str:
    months = round(length.days / _MONTH)
    years, rest = divmod(months, 12)
    if not months:
        return "less than a month"
    parts = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in ((years, "year"), (rest, "month"))]
    told = " and ".join(part for part in parts if not part.startswith("0 "))
    return told if exact else f"about {told}"
