"""Trusts that took another name and went on: one body each, by the list kept here."""

from __future__ import annotations

from index.answer import Understood
from index.facts import Rename, councils_of, renames
from index.telling.spoken_dates import on


def renames_of(asked: Understood) -> list[Rename]:
    """The changes of name among the trusts and councils a question names, or all; within its period, if it has one."""
    query = asked.query
    named = [
        rename
        for rename in renames()
        if (not query.organisations or rename.now in query.organisations)
        and (not query.councils or set(query.councils) & set(councils_of(rename.now)))
    ]
    since = [one for one in named if not query.after or one.on >= query.after]
    return [one for one in since if not query.before or one.on <= query.before]


def told_renamed(asked: Understood, rows: bool) -> str:
    """Which took another name and when, where that is known from, and what rows there are beside it."""
    told = [f"{one.before} took the name {one.now}{on(one.on.isoformat())}" for one in renames_of(asked)]
    if not told:
        return "No such change of name is in the list of trusts kept here."
    beside = "; the rows tell how it was set up" if rows else ""
    return f"{'; '.join(told)} (by the list of trusts kept here{beside})."
