"""The answer in a sentence of plain English: what is certain, what is only planned, and why there is nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from index.answer import Post, QuestionKind, Understood
from index.clauses import area, body, clause, in_brackets, label, listed, noun, subject, when
from index.timeline import Entry
from nlp.edtf import When
from nlp.reading import EventType, Status

_FEW = 3
_SHOWN = 6
_LISTED = 12
_MOST_TYPES = 2
_MIN, _MAX = date(1900, 1, 1), date(2100, 1, 1)
_LONGEST_QUOTE = 300
_TOLD_IN_WORDS = (EventType.RECOMMENDATION, EventType.RULING, EventType.CASE_REVIEW)
_SAID = {
    Status.HAPPENED: "",
    Status.PLANNED: "Planned, not yet told as done",
    Status.PROPOSED: "Only proposed",
    Status.REJECTED: "Considered and rejected",
}


def sentence(asked: Understood, rows: Sequence[Entry | Post]) -> str:
    """What the rows come to, for the kind of question asked; the rows are not empty."""
    posts = [row for row in rows if isinstance(row, Post)]
    entries = [row for row in rows if isinstance(row, Entry)]
    if posts:
        return _of_posts(posts, entries)
    if asked.kind is QuestionKind.YES_NO:
        return yes_or_no(asked, entries)
    if asked.standing:
        return _of_standing(entries)
    if asked.kind is QuestionKind.COUNT:
        return _count(asked, entries)
    if {entry.type for entry in entries} == {EventType.INSPECTION_RATING} and asked.query.councils and not asked.region:
        return _ratings(entries)
    if len(entries) <= _FEW:
        return _full_stop("; ".join(clause(entry, asked.as_of) + _quoted(entry, asked) for entry in entries))
    return _listed(entries)


def _of_standing(entries: Sequence[Entry]) -> str:
    """The trusts that stand now, as far as is told, each named once."""
    names = list(dict.fromkeys(entry.organisation or subject(entry) for entry in entries))
    return _full_stop(f"{len(names)} set up and not told to have ended: {listed(names, 40)}")


def _quoted(entry: Entry, asked: Understood) -> str:
    """What the evidence says, where an entry's own fields do not: what was recommended or ruled."""
    if asked.kind is not QuestionKind.LOOKUP or entry.type not in _TOLD_IN_WORDS:
        return ""
    quote = " ".join(entry.evidence[0].quote.split()) if entry.evidence else ""
    inner = quote.replace("“", "‘").replace("”", "’")
    return f": “{inner}”" if 0 < len(quote) <= _LONGEST_QUOTE else ""


def yes_or_no(asked: Understood, entries: Sequence[Entry]) -> str:
    """Yes, no or not yet, with the entry that proves it; neither where the evidence does not say."""
    done = [entry for entry in entries if entry.status is Status.HAPPENED]
    if done and asked.query.grades and not any(entry.grade in asked.query.grades for entry in done):
        return _full_stop(f"No: {clause(done[-1])}, the latest rating held")
    if done:
        return _state(asked, done)
    planned = [entry for entry in entries if entry.status is Status.PLANNED]
    if planned:
        late = [entry for entry in planned if entry.latest and entry.latest < asked.as_of]
        if late:
            return _full_stop(
                f"Not so far as is told: {clause(late[-1], asked.as_of)}, and nothing held says that it has happened"
            )
        return _full_stop(f"Not yet: {clause(planned[-1])}")
    if any(entry.status is Status.PROPOSED for entry in entries):
        proposed = [entry for entry in entries if entry.status is Status.PROPOSED]
        return _full_stop(f"Not so far as is told: {clause(proposed[-1])}")
    considered = Status.REJECTED in asked.query.statuses or Status.PROPOSED in asked.query.statuses
    return _full_stop(f"{'Yes' if considered else 'No'}: {clause(entries[-1])}")


def _state(asked: Understood, done: Sequence[Entry]) -> str:
    """Yes; but where what was set up has been wound up since, and only that it stands was asked, no."""
    last = max(done, key=lambda entry: entry.earliest or date.min)
    if last.type is EventType.LEGISLATION:
        # A bill's stages are not told apart: that it was introduced does not prove that it was passed.
        return _full_stop(f"What is told: {clause(last)}")
    if (
        set(asked.query.types) >= {EventType.TRUST_CREATED, EventType.TRUST_ENDED}
        and last.type is EventType.TRUST_ENDED
    ):
        return _full_stop(f"No longer: {clause(last)}")
    wanted = asked.query.statuses
    if wanted and Status.HAPPENED not in wanted:
        return _full_stop(f"It has happened: {clause(last)}")
    return _full_stop(f"Yes: {clause(last)}")


def nothing(asked: Understood, documents: int, latest: date | None, near: Sequence[Entry] = ()) -> str:
    """Why there are no rows: what was looked for and in how much; and what comes near, if anything does."""
    until = f" up to {When.parse(latest.isoformat()).in_words()}" if latest else ""
    many = f"{documents:,} document{'' if documents == 1 else 's'}"
    text = f"Nothing found in {many}{until}"
    if asked.words:
        text += f" for {listed([f'“{word}”' for word in asked.words])}"
    text += "."
    if asked.unmet and asked.ignored:
        parts = listed([f"“{part}”" for part in asked.ignored])
        text = f"What did not happen, or how things compare, is not held: {parts} was not followed."
    if near:
        text += f" What comes nearest: {_full_stop('; '.join(map(clause, near[:_FEW])))}"
    return text


def _of_posts(posts: Sequence[Post], entries: Sequence[Entry]) -> str:
    lines = []
    for name, group in groupby(sorted(posts, key=lambda post: post.name), key=lambda post: post.name):
        roles = [", ".join(filter(None, (post.role, post.organisation))) + _as_of(post) for post in group if post.role]
        lines.append(f"{name}: {'; '.join(roles[:_FEW])}" if roles else f"{name} is named, without a role")
    told = [clause(entry) for entry in entries[:_FEW]]
    return _full_stop(". ".join([*lines[:_SHOWN], *told]))


def _as_of(post: Post) -> str:
    return f" (as of {When.parse(post.as_of.isoformat()).in_words()})" if post.as_of else ""


def _count(asked: Understood, entries: Sequence[Entry]) -> str:
    councils = list(dict.fromkeys(council for entry in entries for council in entry.councils))
    kind = entries[0].type if len({entry.type for entry in entries}) == 1 else None
    if "council" in asked.subjects and councils:
        return _full_stop(f"{len(councils)} council{'' if len(councils) == 1 else 's'}: {listed(councils, 40)}")
    return _full_stop(
        f"{len(entries)} {noun(kind, len(entries))}: {'; '.join(map(label, entries[:_SHOWN]))}{_more(entries)}"
    )


def _ratings(entries: Sequence[Entry]) -> str:
    """Each council's overall grades in order; where there are none, the areas'."""
    parts = []
    for council in dict.fromkeys(council for entry in entries for council in entry.councils):
        own = [entry for entry in entries if council in entry.councils]
        overall = [entry for entry in own if entry.judgement in (None, "overall")]
        grades = [
            f"{entry.grade}{'' if overall else f' for {entry.judgement}'}{when(entry)}" for entry in overall or own
        ]
        parts.append(f"{council}: {', then '.join(grades[:_SHOWN])}{_more(grades)}")
    return _full_stop("; ".join(parts[:_SHOWN]))


def _listed(entries: Sequence[Entry]) -> str:
    """How many have happened and the first of them; then what is planned, proposed and rejected, each said to be so."""
    types = {entry.type for entry in entries}
    if len(types) > _MOST_TYPES:
        return _of_many_types(entries)
    if types == {EventType.INSPECTION_RATING} and all(entry.status is Status.HAPPENED for entry in entries):
        return _by_grade(entries)
    parts = []
    for status, said in _SAID.items():
        group = [entry for entry in entries if entry.status is status]
        kind = group[0].type if len({entry.type for entry in group}) == 1 else None
        names = list(dict.fromkeys(label(entry) if len(group) <= _SHOWN else subject(entry) for entry in group))
        if group:
            parts.append(f"{said or f'{len(group)} {noun(kind, len(group))}'}: {listed(names)}")
    return _full_stop(". ".join(parts))


def _by_grade(entries: Sequence[Entry]) -> str:
    """The councils rated so, grade by grade, each with its dates."""
    parts = []
    for grade, group in groupby(sorted(entries, key=lambda e: (e.grade or "", e.judgement or "")), key=_graded):
        rated = list(group)
        bodies = list(dict.fromkeys(body(entry) for entry in rated))
        dates = {name: [in_brackets(e) for e in rated if body(e) == name] for name in bodies}
        names = [f"{name} ({', '.join(dict.fromkeys(dates[name]))})" for name in bodies[:_LISTED]]
        more = f" and {len(bodies) - _LISTED} more" if len(bodies) > _LISTED else ""
        parts.append(f"{len(bodies)} rated {grade}: {', '.join(names)}{more}")
    return _full_stop(". ".join(parts))


def _graded(entry: Entry) -> str:
    return f"{entry.grade}{area(entry)}"


def _of_many_types(entries: Sequence[Entry]) -> str:
    """How many of each type there are, and between which years; what is not done is counted apart."""
    days = sorted(day for entry in entries for day in (entry.earliest, entry.latest) if day and _MIN < day < _MAX)
    span = f" from {days[0].year} to {days[-1].year}" if days and days[0].year < days[-1].year else ""
    kinds = Counter((entry.type, entry.status is Status.HAPPENED) for entry in entries)
    told = [
        f"{n} {noun(kind, n)}{'' if done else ' (planned, proposed or rejected)'}" for (kind, done), n in kinds.items()
    ]
    return _full_stop(f"{len(entries)} events{span}: {listed(told, len(told))}")


def _more(items: Sequence[object]) -> str:
    return f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""


def _full_stop(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”", "?”", "!”")) else f"{text}."
