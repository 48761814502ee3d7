"""Answering a question: understood, looked up, chosen, put in a sentence; or the reason why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from index.answer import Answer, ArticleHit, Post, QuestionKind, Understood
from index.asking.choice import choose
from index.asking.lookup import MOST, near_misses, put, queries
from index.asking.question import understand
from index.asking.roles import Posts, alike, holders, role_words
from index.asking.time_clauses import in_its_time
from index.asking.vocabulary import vocabulary
from index.coverage import covered, phrased, titled
from index.merging.changes import grade_before
from index.query import Order, Query
from index.telling.labels import listed
from index.telling.sentence import sentence
from index.telling.spells import rows_of, spells
from index.telling.verdict import nothing
from index.timeline import Entry
from index.words import split, surname_of
from nlp.reading import EventType, Judgement, Status

_NEAREST = 5
_MOST_WORDS = 6
_HALF = 0.5
_COUNT = QuestionKind.COUNT
_OF_EVENTS = (_COUNT, QuestionKind.DURATION, QuestionKind.YES_NO)


class Held(Protocol):
    """What an answer needs of an index."""

    @property
    def posts(self) -> Posts:
        """Who held which role."""
        ...

    def latest(self) -> date | None:
        """The day the newest article was published."""
        ...

    def article_count(self, query: Query) -> int:
        """How many articles meet a query."""
        ...

    def entries(self, query: Query) -> list[Entry]:
        """The entries that meet a query."""
        ...

    def articles(self, query: Query) -> list[ArticleHit]:
        """The articles that meet a query."""
        ...


def ask(index: Held, question: str, as_of: date) -> Answer:
    """Answer a question in English asked on a day.

    Rows are entries and, of people, posts; without rows, ``reason`` says why and ``articles`` are the nearest. Never
    raises for a question, whatever it holds.
    """
    return answered(index, question, understood(index, question, as_of))


def understood(index: Held, question: str, as_of: date) -> Understood:
    """How a question is read: by its words, and by what the index knows of the people and the times it names."""
    asked = understand(question, as_of, index.posts)
    if asked.time is None:
        return asked
    clause = understand(asked.time.text, as_of, index.posts)
    return in_its_time(asked, clause, lambda when: _rows(index, when))


def answered(index: Held, question: str, asked: Understood) -> Answer:
    """The answer to a question that was understood so, be it by ``understood`` or as a reader corrected it."""
    if not _says_something(asked):
        reason = (
            "The question was not understood: it names no council, trust, person, kind of event or period known here."
        )
        return Answer(question, asked, reason, reason=reason, articles=_nearest(index, asked, question))
    rows = tuple(_rows(index, asked))
    if rows:
        cut = f" Only the newest {len(rows)} are shown." if len(rows) >= MOST and asked.kind is not _COUNT else ""
        return Answer(question, asked, _aside(asked) + sentence(asked, rows) + cut, rows)
    reason = nothing(asked, index.article_count(Query()), index.latest(), near_misses(index.entries, asked))
    return Answer(question, asked, reason, reason=reason, articles=_nearest(index, asked, question))


def _aside(asked: Understood) -> str:
    """What the answer takes no account of, said before it."""
    parts = listed([f"“{part}”" for part in asked.ignored])
    return f"Not understood and left out: {parts}. " if parts else ""


def _says_something(asked: Understood) -> bool:
    query = asked.query
    named = query.types or query.councils or query.organisations or query.people or query.grades
    return bool(named or asked.words or query.after or query.before or asked.role)


def _rows(index: Held, asked: Understood) -> Sequence[Entry | Post]:
    if asked.unmet or (asked.kind in _OF_EVENTS and not asked.query.types):
        # What is asked for, to be counted, measured or said yes or no to is none of the kinds of event that are kept.
        return ()
    query = asked.query
    if asked.kind is QuestionKind.DURATION:
        return rows_of(spells(asked, _through_time(index, asked)))
    if asked.kind is QuestionKind.WHO and not (
        query.types or query.people or query.organisations or asked.role or asked.words
    ):
        # Who did something that is not understood: all that is told of the place is no answer.
        return ()
    posts = _still_held(index, holders(index.posts, asked), asked)
    if query.types == (EventType.DEPARTURE,):
        # That somebody held a post does not say that they left it.
        posts = []
    for put_query in queries(asked):
        found = _from_grade(index, choose(index.entries(put_query), put(asked, put_query)), asked)
        told = [entry for entry in found if _about(entry, asked, index.posts) and _of_grade(entry, asked)]
        entries = _titled(told, asked)
        if entries or posts:
            return (*posts, *_told(entries, asked, posts))
    if asked.kind is QuestionKind.WHO and asked.role and query.after and (query.councils or query.organisations):
        return _in_post(index, asked)
    if not asked.published and query.types == (EventType.INSPECTION_RATING,) and query.councils and query.after:
        # News tells a rating weeks after the inspection.
        return _rows(index, replace(asked, published=True))
    return ()


def _through_time(index: Held, asked: Understood) -> list[Entry]:
    """All that happened, of every grade, in order of time: what lasted is told by what came before and after."""
    query = replace(asked.query, grades=(), upgraded=None, statuses=(Status.HAPPENED,))
    if query.types == (EventType.INSPECTION_RATING,):
        query = replace(query, judgements=query.judgements or (Judgement.OVERALL,))
    history = replace(asked, kind=QuestionKind.HISTORY, query=query, previous=None, only=None)
    return [row for row in _rows(index, history) if isinstance(row, Entry)]


def _in_post(index: Held, asked: Understood) -> Sequence[Entry | Post]:
    """The last to be appointed to a role by a time, unless told to have left before it."""
    begun = replace(asked.query, types=(EventType.APPOINTMENT,), after=None, people=())
    told = [row for row in _rows(index, replace(asked, query=begun, only="latest")) if isinstance(row, Entry)]
    gone = index.entries(replace(begun, types=(EventType.DEPARTURE,), before=asked.query.after))
    left = {surname_of(name) for entry in gone for name in entry.people}
    return tuple(entry for entry in told if not left & {surname_of(name) for name in entry.people})


def _still_held(index: Held, posts: list[Post], asked: Understood) -> list[Post]:
    """Where the present holder of a role is asked for, the posts without those whose holder is told to have left."""
    if asked.only != "latest" or not posts:
        return posts
    asks = Query(types=(EventType.DEPARTURE,), statuses=(Status.HAPPENED,))
    query = replace(asks, councils=asked.query.councils, organisations=asked.query.organisations)
    gone = {surname_of(name) for entry in index.entries(query) for name in entry.people}
    return [post for post in posts if surname_of(post.name) not in gone]


def _from_grade(index: Held, entries: list[Entry], asked: Understood) -> list[Entry]:
    """The ratings whose grade before is the one a change "from" is asked for, as far as one is known."""
    if not asked.previous or not entries:
        return entries
    councils = tuple(dict.fromkeys(council for entry in entries for council in entry.councils))
    ratings = index.entries(Query(types=(EventType.INSPECTION_RATING,), councils=councils))
    kept = asked.previous in asked.query.grades
    wanted = (asked.previous,) if kept else (None, asked.previous)
    return [entry for entry in entries if grade_before(entry, ratings) in wanted]


def _titled(entries: list[Entry], asked: Understood) -> list[Entry]:
    """Of entries that all have the words, those whose own title has them, if any does."""
    named = [entry for entry in entries if entry.title and titled(asked.words, entry)]
    return named if asked.words and named else entries


def _of_grade(entry: Entry, asked: Understood) -> bool:
    """Whether the latest grade is one asked for; for yes or no it is an answer whatever it is."""
    grades = asked.query.grades
    return not grades or asked.kind is QuestionKind.YES_NO or entry.grade in grades


def _told(entries: Sequence[Entry], asked: Understood, posts: Sequence[Post]) -> Sequence[Entry]:
    """The entries to show beside posts: all, but where a role is asked for those that name it or its holder."""
    if not posts or asked.query.people or not asked.role:
        return entries
    names = {surname_of(post.name) for post in posts}
    return [entry for entry in entries if names & {surname_of(name) for name in entry.people}]


def _in_role(entry: Entry, role: str, posts: Posts) -> bool:
    """Whether an entry's sentences name a role, or somebody in it is told elsewhere to have held it there."""
    wanted = [role_words(role), *alike(role_words(role))]
    if any(covered(sorted(words), entry) == 1 for words in wanted):
        return True
    held = posts.of_people(entry.people) if entry.people else []
    roles = [role_words(post.role or "") for post in held if set(post.councils) & set(entry.councils)]
    return any(words <= told for words in wanted for told in roles)


def _about(entry: Entry, asked: Understood, posts: Posts) -> bool:
    """Whether the words that remain are told of an entry.

    All of them, as a rule; half, where what happened and to whom are known apart from them. Where nothing else is
    known, its own title must have them.
    """
    query = asked.query
    role = asked.role if not query.people and EventType.COMMISSIONER not in query.types else None
    if role and not _in_role(entry, role, posts):
        return False
    if not asked.words:
        return True
    if not (query.types or query.councils or query.organisations or query.people):
        return titled(asked.words, entry) or phrased(asked.words, entry, vocabulary().small_words)
    if query.types == (EventType.LEGISLATION,) and entry.title:
        # Laws are many and alike in their sentences; each is asked for by its name.
        return titled(asked.words, entry)
    if not (query.types and (query.councils or query.people)):
        return covered(asked.words, entry) == 1
    # What its article is headed with is told of it too, and the field's common words tell nothing apart.
    words = [word for word in asked.words if word not in vocabulary().domain]
    return max(covered(words, entry), covered(words, entry, headed=True)) >= _HALF


def _nearest(index: Held, asked: Understood, question: str) -> tuple[ArticleHit, ...]:
    """The nearest articles: of those told of who is named, those with the words; else what has most of either."""
    query = asked.query
    named = Query(councils=query.councils, organisations=query.organisations, people=query.people)
    words = asked.words or tuple(w.folded for w in split(question) if w.folded not in vocabulary().filler)
    quoted = [f'"{word}"' for word in words[:_MOST_WORDS]]
    every, any_of = " ".join(quoted), " OR ".join(quoted)
    tries = [replace(named, text=every)] if asked.words else []
    if named != Query():
        tries.append(replace(named, types=query.types))
        tries.append(named)
    elif query.types and not asked.words:
        tries.append(Query(types=query.types, grades=query.grades))
    else:
        tries += [Query(text=every), Query(text=any_of)]
    for near in tries:
        order = Order.RELEVANCE if near.text else Order.NEWEST
        found = index.articles(replace(near, order=order, limit=_NEAREST)) if near != Query() else []
        if found:
            return tuple(found)
    return ()
