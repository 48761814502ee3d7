"""The answer in a sentence of plain English: what is certain and what is only planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby, product

from index.answer import Post, QuestionKind, Understood
from index.measures import called
from index.telling.causes import cause, quoted
from index.telling.clauses import clause, parts_of, when
from index.telling.filling import full_stop, noun, plurals, quotes, the
from index.telling.joining import together
from index.telling.labels import area, body, in_brackets, label, listed, subject
from index.telling.renamed import told_renamed
from index.telling.spells import ends, told_long
from index.telling.verdict import yes_or_no
from index.timeline import Entry
from nlp.edtf import When
from nlp.reading import EventType, Judgement, Status

_FEW = 3
_SHOWN = 6
_MOST_TYPES = 2
# Bare names are short: more of them can be read.
_MOST_NAMES = 12
_MIN, _MAX = date(1900, 1, 1), date(2100, 1, 1)
_LONGEST_QUOTE = 300
_TOLD_IN_WORDS = (EventType.RECOMMENDATION, EventType.RULING, EventType.CASE_REVIEW)
_ADVISES = {"commissioner": "for", "adviser": "for", "member": "at"}
_SAID = {
    Status.HAPPENED: "",
    Status.PLANNED: "Planned, not yet told as done",
    Status.PROPOSED: "Only proposed",
    Status.REJECTED: "Considered and rejected",
}


def sentence(asked: Understood, rows: Sequence[Entry | Post]) -> str:
    """What the rows come to, for the kind of question asked, and the cause where one is asked for.

    The rows are not empty.
    """
    entries = [row for row in rows if isinstance(row, Entry)]
    return f"{_sentence(asked, rows)} {cause(entries)}" if asked.why and entries else _sentence(asked, rows)


def _sentence(asked: Understood, rows: Sequence[Entry | Post]) -> str:
    posts = [row for row in rows if isinstance(row, Post)]
    entries = [row for row in rows if isinstance(row, Entry)]
    if asked.renamed:
        return told_renamed(asked, rows=True)
    if posts:
        return _of_posts(posts, entries)
    if asked.kind is QuestionKind.DURATION:
        return told_long(asked, entries)
    if asked.kind is QuestionKind.YES_NO:
        return yes_or_no(asked, entries)
    if asked.standing:
        return _of_standing(asked, entries)
    if asked.kind is QuestionKind.COUNT:
        return _count(asked, entries)
    if {entry.type for entry in entries} == {EventType.INSPECTION_RATING} and asked.query.councils and not asked.region:
        bare = asked.kind is QuestionKind.HISTORY and asked.query.judgements == (Judgement.OVERALL,)
        return _latest_first(entries) if bare and len(entries) > 1 else _ratings(entries)
    told = full_stop(_told(asked, entries)) if len(entries) <= _FEW else _listed(asked, entries)
    return f"Who holds the post now is not told. {told}" if _left(asked, entries) else told


def _left(asked: Understood, entries: Sequence[Entry]) -> bool:
    """Whether everybody told to have taken up a post that is asked about as it is now has left it."""
    if asked.kind is not QuestionKind.WHO or not asked.role or asked.only != "latest":
        return False
    gone = [entry for entry in entries if entry.type is EventType.DEPARTURE and entry.status is Status.HAPPENED]
    begun = [entry for entry in entries if entry.type is not EventType.DEPARTURE]
    return bool(gone) and all(any(ends(end, entry) for end in gone) for entry in begun)


def _told(asked: Understood, entries: Sequence[Entry]) -> str:
    """The entries in their clauses, or each with its sentence where its own fields say too little."""
    quotes = [_quoted(entry, asked) for entry in entries]
    if any(quotes):
        return "; ".join(clause(entry, asked.as_of) + quote for entry, quote in zip(entries, quotes, strict=True))
    return together([parts_of(entry, asked.as_of) for entry in entries])


def _of_standing(asked: Understood, entries: Sequence[Entry]) -> str:
    """What stands now, as far as is told, each named once; the councils it is told of, where these are asked for."""
    kind, told = entries[0].type, "not told to have ended"
    trusts = kind is EventType.TRUST_CREATED
    if "council" in asked.subjects and (councils := _served(entries)):
        many = noun(kind, _FEW)
        seldom = "" if trusts else ", though an end is seldom told"
        return full_stop(f"{_counted_councils(councils)} ({many} {told}{seldom})")
    names = list(dict.fromkeys((entry.organisation if trusts else None) or subject(entry) for entry in entries))
    return full_stop(f"{len(names)} {noun(kind, len(names))} and {told}: {listed(names, _MOST_NAMES)}")


def _served(entries: Sequence[Entry]) -> list[str]:
    """The councils entries are told of, each once, without one that runs another's services."""
    return list(dict.fromkeys(name for entry in entries for name in entry.councils if name != entry.organisation))


def _counted_councils(councils: Sequence[str]) -> str:
    return f"{len(councils)} council{'' if len(councils) == 1 else 's'}: {listed(councils, _MOST_NAMES)}"


def _quoted(entry: Entry, asked: Understood) -> str:
    """What the evidence says, where an entry's own fields do not: what was recommended or ruled."""
    if asked.kind is not QuestionKind.LOOKUP or asked.why or entry.type not in _TOLD_IN_WORDS:
        return ""
    quote = " ".join(entry.evidence[0].quote.split()) if entry.evidence else ""
    return f": {quoted(quote)}" if 0 < len(quote) <= _LONGEST_QUOTE else ""


def _of_posts(posts: Sequence[Post], entries: Sequence[Entry]) -> str:
    lines = []
    for name, group in groupby(sorted(posts, key=lambda post: post.name), key=lambda post: post.name):
        roles = [_office(post) + _as_of(post) for post in group if post.role]
        lines.append(f"{name}: {'; '.join(roles[:_FEW])}" if roles else f"{name} is named, without a role")
    told = together([parts_of(entry) for entry in entries[:_FEW]])
    return full_stop(". ".join(filter(None, [*lines[:_SHOWN], told[:1].upper() + told[1:]])))


def _office(post: Post) -> str:
    """A role with its body: "chair of Sandwell Children’s Trust", "director of children's services at Kent"."""
    role, where = post.role or "", the(post.organisation or "")
    if not where:
        return role
    return f"{role} {_ADVISES.get(role.split()[-1], 'at' if ' of ' in role or ' for ' in role else 'of')} {where}"


def _as_of(post: Post) -> str:
    return f" (as of {When.parse(post.as_of.isoformat()).in_words()})" if post.as_of else ""


def _count(asked: Understood, entries: Sequence[Entry]) -> str:
    councils = _served(entries)
    kind = entries[0].type if len({entry.type for entry in entries}) == 1 else None
    if "council" in asked.subjects and councils:
        return full_stop(_counted_councils(councils))
    return full_stop(f"{len(entries)} {noun(kind, len(entries))}: {listed(list(map(label, entries)))}")


def _ratings(entries: Sequence[Entry]) -> str:
    """Each council's overall grades in order; where there are none, the areas'."""
    if len(entries) == 1:
        return full_stop(clause(entries[0]))
    parts = []
    for council in dict.fromkeys(council for entry in entries for council in entry.councils):
        own = [entry for entry in entries if council in entry.councils]
        overall = [entry for entry in own if entry.judgement in (None, "overall")]
        grades = [
            f"{entry.grade}{'' if overall else f' for {entry.judgement}'}{when(entry)}" for entry in overall or own
        ]
        parts.append(f"{council}: {', then '.join(grades[:_SHOWN])}{_more(grades)}")
    return full_stop("; ".join(parts[:_SHOWN]))


def _latest_first(entries: Sequence[Entry]) -> str:
    """Each council's latest overall grade, and those before it, the last of these first."""
    parts = []
    for council in dict.fromkeys(council for entry in entries for council in entry.councils):
        own = sorted((e for e in entries if council in e.councils), key=lambda e: e.latest or _MIN, reverse=True)
        latest, *before = [f"{entry.grade}{when(entry)}" for entry in own]
        parts.append(f"{council}: {latest}, the latest held" + (f"; before that {listed(before)}" if before else ""))
    return full_stop(". ".join(parts))


def _listed(asked: Understood, entries: Sequence[Entry]) -> str:
    """How many have happened and the first of them; then what is planned, proposed and rejected, each said to be so."""
    types = {entry.type for entry in entries}
    if len(types) > _MOST_TYPES:
        return _of_many_types(asked, entries)
    if types == {EventType.INSPECTION_RATING} and all(entry.status is Status.HAPPENED for entry in entries):
        return _by_grade(entries)
    parts = []
    for kind, (status, said) in product(dict.fromkeys(entry.type for entry in entries), _SAID.items()):
        group = [entry for entry in entries if entry.status is status and entry.type is kind]
        times = Counter(label(entry) if len(group) <= _SHOWN else subject(entry) for entry in group)
        names = [f"{name[:-1]}, {n} times)" if n > 1 and name.endswith(")") else name for name, n in times.items()]
        if group:
            number = f"{len(group)} {_noun(kind, group)}"
            parts.append(f"{f'{said} ({number})' if said and len(types) > 1 else said or number}: {listed(names)}")
    return full_stop(". ".join(parts))


def _by_grade(entries: Sequence[Entry]) -> str:
    """The councils rated so, grade by grade, each with its dates."""
    parts = []
    for grade, group in groupby(sorted(entries, key=lambda e: (e.grade or "", e.judgement or "")), key=_graded):
        dates: dict[str, dict[str, None]] = {}
        for entry in group:
            dates.setdefault(body(entry), {})[in_brackets(entry)] = None
        names = [f"{name} ({' and '.join(told)})" for name, told in dates.items()]
        parts.append(f"{len(names)} rated {grade}: {listed(names)}")
    return full_stop(". ".join(parts))


def _graded(entry: Entry) -> str:
    return f"{entry.grade}{area(entry)}"


def _of_many_types(asked: Understood, entries: Sequence[Entry]) -> str:
    """A few told one by one; of many how many of each type there are, what is not done counted apart."""
    if len(entries) <= _SHOWN:
        return full_stop(_told(asked, entries))
    days = sorted(day for entry in entries for day in (entry.earliest, entry.latest) if day and _MIN < day < _MAX)
    span = f" from {days[0].year} to {days[-1].year}" if days and days[0].year < days[-1].year else ""
    kinds = Counter((entry.type, entry.status is Status.HAPPENED) for entry in entries)
    told = [
        f"{n} {noun(kind, n)}{'' if done else ' (planned, proposed or rejected)'}" for (kind, done), n in kinds.items()
    ]
    return full_stop(f"{len(entries)} events{span}: {listed(told, len(told))}")


def _noun(kind: EventType | None, group: Sequence[Entry]) -> str:
    """What entries are called: sums by what all of them are ("overspends")."""
    if kind is EventType.FINANCE:
        plural = {plurals().get(called(entry.type, quotes(entry), entry.amount)) for entry in group}
        if len(plural) == 1 and (name := plural.pop()) and len(group) > 1:
            return name
    return noun(kind, len(group))


def _more(items: Sequence[object]) -> str:
    return f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
