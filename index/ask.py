"""Answering a question: understood, looked up, chosen, put in a sentence; or the reason why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from index.answer import Answer, ArticleHit, Post, QuestionKind, Understood
from index.choice import choose, covered
from index.lookup import near_misses, queries
from index.query import Order, Query
from index.question import understand
from index.roles import Posts, holders, role_words
from index.sentence import nothing, sentence
from index.timeline import Entry
from index.words import surname_of
from nlp.reading import EventType

_NEAREST = 5
_HALF = 0.5


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
    asked = understand(question, as_of, index.posts)
    if not _says_something(asked):
        reason = (
            "The question was not understood: it names no council, trust, person, kind of event or period known here."
        )
        return Answer(question, asked, reason, reason=reason, articles=_nearest(index, asked, question))
    rows = _rows(index, asked)
    if rows:
        return Answer(question, asked, sentence(asked, rows), rows)
    reason = nothing(asked, index.article_count(Query()), index.latest(), near_misses(index.entries, asked))
    return Answer(question, asked, reason, reason=reason, articles=_nearest(index, asked, question))


def _says_something(asked: Understood) -> bool:
    query = asked.query
    named = query.types or query.councils or query.organisations or query.people or query.grades
    return bool(named or asked.words or query.after or query.before or asked.role)


def _rows(index: Held, asked: Understood) -> tuple[Entry | Post, ...]:
    if asked.kind is QuestionKind.COUNT and not asked.query.types:
        # What is to be counted is none of the kinds of event that are kept.
        return ()
    posts = holders(index.posts, asked)
    for query in queries(asked):
        found = choose(index.entries(query), replace(asked, query=query))
        entries = [entry for entry in found if _about(entry, asked)]
        if entries or posts:
            return (*posts, *_told(entries, asked, posts))
    return ()


def _told(entries: Sequence[Entry], asked: Understood, posts: Sequence[Post]) -> Sequence[Entry]:
    """The entries to show beside posts: all, but where a role is asked for those that name it or its holder."""
    if not posts or asked.query.people or not asked.role:
        return entries
    names = {surname_of(post.name) for post in posts}
    return [entry for entry in entries if names & {surname_of(name) for name in entry.people}]


def _about(entry: Entry, asked: Understood) -> bool:
    """Whether the words that remain are told of an entry.

    All of them, as a rule; half, where what happened and to whom are known apart from them. Where nothing else is
    known, its own title must have them.
    """
    query = asked.query
    role = asked.role if not query.people and EventType.COMMISSIONER not in query.types else None
    if role and covered(sorted(role_words(role)), entry) < 1:
        return False
    if not asked.words:
        return True
    if not (query.types or query.councils or query.organisations or query.people):
        return covered(asked.words, replace(entry, evidence=())) == 1
    known = query.types and (query.councils or query.people)
    return covered(asked.words, entry) >= (_HALF if known else 1)


def _nearest(index: Held, asked: Understood, question: str) -> tuple[ArticleHit, ...]:
    """Articles by full text: those with the most of what was asked about."""
    query = asked.query
    words = [*asked.words, *(f'"{name}"' for name in (*query.councils, *query.organisations, *query.people))]
    words = [word for word in words if word.strip('"')] or [word for word in question.split() if word.isalnum()]
    if not words:
        return ()
    text = " OR ".join(word if word.startswith('"') else f'"{word}"' for word in words)
    return tuple(index.articles(Query(text=text, order=Order.RELEVANCE, limit=_NEAREST)))
