"""The timeline's filters as options of a command, and the query they come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from crawler.console import Unusable
from index.commands.ask import Day
from index.commands.choosing import council_named
from index.fields import member
from index.query import Order, Query
from nlp.reading import EventType, Grade, Judgement, Status

_F = TypeVar("_F", bound=Callable[..., Any])


class Member(click.ParamType[Any]):
    """A value of one of the project's vocabularies, in any case, with spaces, hyphens or underscores."""

    name = "word"

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value, or a usage error that lists those there are."""
        found = member(self._kind, str(value))
        if found is None:
            self.fail(f"{value} is none of: {', '.join(self._kind)}", param, ctx)
        return found


_OPTIONS = (
    click.option("--council", "councils", multiple=True, help="A council; may be given again."),
    click.option("--type", "types", multiple=True, type=Member(EventType), help="A type of event; may be given again."),
    click.option("--from", "after", type=Day(), help="The first day."),
    click.option("--to", "before", type=Day(), help="The last day."),
    click.option(
        "--status", "statuses", multiple=True, type=Member(Status), help="happened, planned, proposed, rejected."
    ),
    click.option("--person", "people", multiple=True, help="A person, by full name or surname."),
    click.option("--organisation", "organisations", multiple=True, help="A trust or other body."),
    click.option("--grade", "grades", multiple=True, type=Member(Grade), help="A grade."),
    click.option("--area", "judgements", multiple=True, type=Member(Judgement), help="What a grade is of."),
    click.option("--source", "sources", multiple=True, help="A source, as communitycare.co.uk."),
    click.option("--text", default="", help="Words the sentences must have, as for caretrail search."),
    click.option("--newest", is_flag=True, help="The newest first."),
    click.option("--limit", type=click.IntRange(1), default=None, help="At most so many."),
)


def filters(command: _F) -> _F:
    """Give a command the timeline's filters as options; ``query_of`` takes what they are given."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def query_of(newest: bool, councils: tuple[str, ...], **conditions: Any) -> Query:
    """The query that the options come to.

    Raises:
        Unusable: no council has a name given, or the period runs backwards.
    """
    order = Order.NEWEST if newest else Order.OLDEST
    query = Query(councils=tuple(council_named(name) for name in councils), order=order, **conditions)
    if query.after and query.before and query.after > query.before:
        raise Unusable("--from is later than --to: nothing can lie between")
    return query
