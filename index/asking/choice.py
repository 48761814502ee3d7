"""Which of the entries found answer a question: those in its period, about its subject, with its words, told latest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from index.answer import QuestionKind, Understood
from index.facts import councils_of
from index.query import Query
from index.telling.renamed import renames_of
from index.telling.spells import ENDS, ends
from index.timeline import Entry
from index.words import name_words, stems, surname_of
from nlp.gazetteer import councils
from nlp.reading import EventType, Judgement, Status

_OPEN = (Status.PLANNED, Status.PROPOSED)
# Of these only one can come of a plan for the same body, so that a plan is told no more once it has happened.
_OF_TRUSTS = (EventType.TRUST_CREATED, EventType.TRUST_ENDED)
_OF_ANY_BODY = (EventType.FINANCE, EventType.INSPECTION_RATING)
_HALF = 0.5
_SOON = timedelta(days=180)
_TRUST_WORDS = stems("trust company companies")


def choose(entries: Iterable[Entry], asked: Understood) -> list[Entry]:
    """The entries that answer, what has happened before what is only planned, each in order of time."""
    if asked.renamed:
        return [entry for entry in entries if entry.organisation in {rename.now for rename in renames_of(asked)}]
    conditions = (_in_time, _has_cue, _of_subject, _after_grade, _beside)
    kept = [entry for entry in entries if all(holds(entry, asked) for holds in conditions)]
    kept = _advisers(_placed(_overall(kept, asked), asked), asked)
    kept = asked.sums.of(kept) if asked.sums else kept
    kept = _without_overtaken(kept)
    kept = _standing(kept, asked.as_of) if asked.standing else _only(kept, asked)
    if asked.kind in (QuestionKind.HISTORY, QuestionKind.COMPARE, QuestionKind.YES_NO):
        return sorted(kept, key=_by_time)
    return sorted(kept, key=lambda entry: (entry.status in _OPEN, _by_time(entry)))


def in_period(entry: Entry, query: Query) -> bool:
    """Whether an entry's date lies in the period asked for; where it can mean more, whether half of it does.

    An entry without a date lies in none.
    """
    if not query.after and not query.before:
        return True
    if entry.earliest is None or entry.latest is None:
        return False
    after, before = query.after or date.min, query.before or date.max
    first, last = max(entry.earliest, after), min(entry.latest, before)
    if first > last:
        return False
    return ((last - first).days + 1) / ((entry.latest - entry.earliest).days + 1) >= _HALF


def _in_time(entry: Entry, asked: Understood) -> bool:
    """Whether an entry is of the period: by its date, or where reports are asked for, by when it was first told."""
    out = [e.published for e in entry.evidence if e.published and e.published - (entry.latest or date.min) <= _SOON]
    if not asked.published or not out:
        return in_period(entry, asked.query)
    return (asked.query.after or date.min) <= min(out) <= (asked.query.before or date.max)


def _beside(entry: Entry, asked: Understood) -> bool:
    """Whether an entry is of somebody else than those it is asked who came before or after."""
    others = {surname_of(name) for name in asked.beside}
    return not others or any(surname_of(name) not in others for name in entry.people)


def _after_grade(entry: Entry, asked: Understood) -> bool:
    """Whether the grade before is the one a change "from" is asked for, as far as it is told."""
    return asked.previous is None or entry.previous_grade in (None, asked.previous)


def _has_cue(entry: Entry, asked: Understood) -> bool:
    if not asked.cues:
        return True
    said = " ".join(" ".join(name_words(evidence.quote)) for evidence in entry.evidence)
    said += " " + " ".join(name_words(f"{entry.organisation or ''} {entry.title or ''}"))
    return any(f" {cue.rstrip('*')}" in f" {said}" for cue in asked.cues)


def _of_subject(entry: Entry, asked: Understood) -> bool:
    """Whether money or a grade is a trust's where trusts are asked about; other events tell what they are of."""
    if "trust" not in asked.subjects or asked.query.organisations:
        return True
    if entry.type in _OF_TRUSTS:
        # A council that runs another's services is no trust.
        return entry.organisation not in councils()
    if entry.type not in _OF_ANY_BODY:
        return True
    body = entry.organisation or ""
    if councils_of(body) or stems(body) & _TRUST_WORDS:
        return True
    rated = entry.type is EventType.INSPECTION_RATING
    return rated and any(stems(evidence.quote) & _TRUST_WORDS for evidence in entry.evidence)


def _overall(entries: list[Entry], asked: Understood) -> list[Entry]:
    """Of ratings across councils the overall ones, unless areas are asked for or none is overall."""
    named = (
        (asked.query.councils and not asked.region)
        or asked.query.organisations
        or asked.query.judgements
        or asked.by_area
    )
    if named or asked.words:
        return entries
    overall = [
        e for e in entries if e.type is not EventType.INSPECTION_RATING or e.judgement in (None, Judgement.OVERALL)
    ]
    return overall or entries


def _placed(entries: list[Entry], asked: Understood) -> list[Entry]:
    """The entries that name a council where places are asked for, unless none does."""
    placed = [entry for entry in entries if entry.councils] if "place" in asked.subjects else []
    return placed or entries


def _advisers(entries: list[Entry], asked: Understood) -> list[Entry]:
    """Of those who advise, the councils that are partners or the people, where one of both is asked for and told."""
    if asked.query.types != (EventType.COMMISSIONER,) or {"partner", "commissioner"} <= set(asked.subjects):
        return entries
    partners = "partner" in asked.subjects
    kept = [entry for entry in entries if bool(entry.people) is not partners]
    kept = [entry for entry in kept if not partners or entry.organisation in councils()] or kept
    return kept if kept and (partners or asked.kind is QuestionKind.WHO) else entries


def _without_overtaken(entries: list[Entry]) -> list[Entry]:
    """The entries without plans that have happened: something of their type, for the same body or title, has."""
    happened: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.status is Status.HAPPENED:
            for key in _keys(entry):
                happened[key].append(entry)
    return [
        entry
        for entry in entries
        if entry.status not in _OPEN
        or not any(_same_matter(entry, other) for key in _keys(entry) for other in happened[key])
    ]


def _keys(entry: Entry) -> Iterator[tuple[object, ...]]:
    """What an entry shares with others of the same matter: a council, a surname or a title."""
    for council in entry.councils:
        yield entry.type, council
    for name in entry.people:
        yield entry.type, surname_of(name)
    if entry.title:
        yield entry.type, stems(entry.title)


def _same_matter(entry: Entry, other: Entry) -> bool:
    if entry.amount or other.amount:
        return entry.amount == other.amount and bool(set(entry.councils) & set(other.councils))
    if entry.title and other.title:
        one, two = stems(entry.title), stems(other.title)
        return one <= two or two <= one
    if entry.people or other.people:
        return bool({surname_of(name) for name in entry.people} & {surname_of(name) for name in other.people})
    return bool(set(entry.councils) & set(other.councils)) and (
        not entry.earliest or not other.latest or other.latest >= entry.earliest
    )


def _standing(entries: Sequence[Entry], as_of: date) -> list[Entry]:
    """What was set up, appointed or put in place and has not ended since, nor was due to."""
    ended = [entry for entry in entries if entry.type in ENDS and (entry.latest or as_of) <= as_of]
    ended = [entry for entry in ended if entry.status is Status.HAPPENED or (entry.date and entry.status in _OPEN)]
    made = [entry for entry in entries if entry.status is Status.HAPPENED and entry.type not in ENDS]
    return [entry for entry in made if not any(ends(end, entry) for end in ended)]


def _only(entries: list[Entry], asked: Understood) -> list[Entry]:
    """The latest (or first) alone where just that is asked for: of ratings, all of that inspection per council."""
    if asked.only is None or not entries:
        return entries
    if asked.only == "previous":
        return _before_last(entries)
    happened = [entry for entry in entries if entry.status is Status.HAPPENED and entry.earliest] or entries
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in happened:
        key = (entry.type, entry.councils) if asked.query.councils or entry.type is EventType.INSPECTION_RATING else ()
        groups.setdefault(key, []).append(entry)
    pick = max if asked.only == "latest" else min
    kept = []
    for group in groups.values():
        # Of two spans that begin together the one that ends later is the later.
        edge = pick(group, key=_span)
        kept += [entry for entry in group if entry.type is edge.type and _span(entry) == _span(edge)]
    return kept


def _before_last(entries: Sequence[Entry]) -> list[Entry]:
    """The ratings of each council that the latest took the place of."""
    kept = []
    for council in dict.fromkeys(entry.councils for entry in entries):
        dated = [e for e in entries if e.councils == council and e.earliest]
        dates = sorted({_span(entry) for entry in dated if entry.judgement in (None, Judgement.OVERALL)})
        kept += [entry for entry in dated if dates[1:] and _span(entry) == dates[-2]]
    return kept


def _span(entry: Entry) -> tuple[date, date]:
    """When it ends, then when it begins."""
    return entry.latest or date.max, entry.earliest or date.min


def _by_time(entry: Entry) -> tuple[bool, date, date, bool, str]:
    """Sorts by time, the undated last; of one inspection's ratings the overall one first."""
    part = entry.judgement not in (None, Judgement.OVERALL)
    return (entry.earliest is None, entry.earliest or date.min, entry.latest or date.max, part, entry.id)
