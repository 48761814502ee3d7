"""The record of an answer: what was understood, a sentence, the rows with their evidence, or the reason for none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.query import Query
from index.sums import Sums
from index.timeline import Entry
from nlp.reading import Grade


class QuestionKind(StrEnum):
    """What kind of answer a question asks for."""

    LIST = "list"
    WHEN = "when"
    WHO = "who"
    HISTORY = "history"
    COMPARE = "compare"
    COUNT = "count"
    YES_NO = "yes_no"
    DURATION = "duration"
    LOOKUP = "lookup"


@dataclass(frozen=True, slots=True)
class Post:
    """A row that says who held a role: "X is R of O as of the article".

    ``as_of`` is the day of the latest article that says so, ``since`` of the first; ``entry`` holds their sentences.
    """

    name: str
    role: str | None
    organisation: str | None
    councils: tuple[str, ...]
    as_of: date | None
    entry: Entry
    since: date | None = None


@dataclass(frozen=True, slots=True)
class TimeClause:
    """A time told by another event: "since", "after" or "before" it, the clause without that word, and all of it.

    ``date`` is the event's (EDTF), once an index has told it.
    """

    side: str
    text: str
    whole: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was read, so that a user can correct it.

    ``words`` are what remained and was searched as text; ``ignored`` what could not be understood, said to the user;
    ``corrections`` maps a misspelt name to the one taken ("doncastor" -> "Doncaster"). ``subjects`` are what is spoken
    of (trust, council, post, …: see lexicon/questions.toml) and ``role`` the post's words; of ``cues`` one must stand
    in the evidence; ``previous`` is the grade before a change; the councils of a ``region`` are those of the query;
    ``only`` is "latest" or "first" where just that is asked for; ``by_area``: every judgement area is wanted.
    ``unmet``: what is asked is an event of no kind that is kept; ``published``: the
    period is that of the reports and not of the inspections; ``beside``: people whose predecessors and successors are
    asked for; ``standing``: the trusts that are there now; ``sums`` bounds the money; ``why``: a cause is
    asked for; ``renamed``: what took another name;
    ``time``: a time told by another event, of which only an index knows the date; then the query has its period.
    """

    kind: QuestionKind
    query: Query
    as_of: date
    words: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    corrections: dict[str, str] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    role: str | None = None
    cues: tuple[str, ...] = ()
    previous: Grade | None = None
    region: str | None = None
    only: str | None = None
    by_area: bool = False
    unmet: bool = False
    published: bool = False
    beside: tuple[str, ...] = ()
    standing: bool = False
    sums: Sums | None = None
    why: bool = False
    time: TimeClause | None = None
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article found by full text: where it is and the stretch that matched, with highlights as offsets into it."""

    article_id: str
    url: str
    title: str
    source: str
    published: date | None
    snippet: str
    highlights: tuple[tuple[int, int], ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a sentence, the rows, and when there are none the reason and the nearest articles."""

    question: str
    understood: Understood
    sentence: str
    rows: tuple[Entry | Post, ...] = ()
    reason: str | None = None
    articles: tuple[ArticleHit, ...] = ()
