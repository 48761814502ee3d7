"""Questions to begin with: those of a list that what is held can answer, each with the beginning of its answer."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from index.asking.ask import ask
from index.query import Query
from index.search import Index

_QUESTIONS = (
    "Which trusts were wound up and when?",
    "Which councils improved to outstanding?",
    "Which trusts were considered and rejected?",
    "Which councils were rated inadequate since 2018?",
    "Who was appointed as commissioner and where?",
    "Which councils are run by a children’s trust?",
    "Ofsted rating history of {council}",
    "Which councils had an intervention in the last five years?",
    "Which trusts overspent and by how much?",
)
_MOST = 6
_SHOWN = 150

# Page, title and what it shows.
WAYS = (
    ("map", "Map", "The grade every authority in England held, year by year"),
    ("trusts", "Trusts", "Every children’s trust: made, ended, grades before and after"),
    ("timeline", "Timeline", "Everything, narrowed by type, council, grade and year"),
)


@lru_cache(maxsize=8)
def working(index: Index, as_of: date) -> tuple[tuple[str, str], ...]:
    """Questions that get rows from this index, and the beginning of what is answered; once for each index and day."""
    found: list[tuple[str, str]] = []
    for question in _named(index):
        if len(found) == _MOST:
            break
        answer = ask(index, question, as_of)
        if answer.rows:
            found.append((question, _beginning(answer.sentence)))
    return tuple(found)


def _named(index: Index) -> list[str]:
    """The questions, with the council most is told of in its place."""
    council = next(iter(index.facets(Query(), ("council",))["council"]), None)
    return [question.format(council=council) for question in _QUESTIONS if council or "{" not in question]


def _beginning(sentence: str) -> str:
    if len(sentence) <= _SHOWN:
        return sentence
    return sentence[:_SHOWN].rsplit(" ", 1)[0].rstrip(",;:") + " …"
