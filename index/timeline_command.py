"""The command ``caretrail timeline``: events by council, type, date and more, as a table or as JSON Lines."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from crawler.console import Unusable, data_option, say
from index.answer_json import entry_json
from index.ask_command import Day
from index.choosing import council_named, opened
from index.fields import member
from index.query import Order, Query
from index.tables import plain, show_entries, terminal
from nlp.reading import EventType, Grade, Judgement, Status

_SHOWN = 50


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


@click.command()
@click.option("--council", "councils", multiple=True, help="A council; may be given again.")
@click.option("--type", "types", multiple=True, type=Member(EventType), help="A type of event; may be given again.")
@click.option("--from", "after", type=Day(), help="The first day.")
@click.option("--to", "before", type=Day(), help="The last day.")
@click.option("--status", "statuses", multiple=True, type=Member(Status), help="happened, planned, proposed, rejected.")
@click.option("--person", "people", multiple=True, help="A person, by full name or surname.")
@click.option("--organisation", "organisations", multiple=True, help="A trust or other body.")
@click.option("--grade", "grades", multiple=True, type=Member(Grade), help="A grade.")
@click.option("--area", "judgements", multiple=True, type=Member(Judgement), help="What a grade is of.")
@click.option("--source", "sources", multiple=True, help="A source, as communitycare.co.uk.")
@click.option("--text", default="", help="Words the sentences must have, as for caretrail search.")
@click.option("--newest", is_flag=True, help="The newest first.")
@click.option("--limit", type=click.IntRange(1), default=None, help=f"At most so many (default: {_SHOWN} in a table).")
@click.option("--quotes/--no-quotes", default=False, help="Print the sentences that prove each line.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@data_option
def timeline(data: Path, as_json: bool, quotes: bool, newest: bool, **conditions: Any) -> None:
    """List events by council, type, date and more, the oldest first."""
    conditions["councils"] = tuple(council_named(name) for name in conditions["councils"])
    query = Query(**conditions, order=Order.NEWEST if newest else Order.OLDEST)
    if query.after and query.before and query.after > query.before:
        raise Unusable("--from is later than --to: nothing can lie between")
    index = opened(data)
    if as_json:
        for entry in index.entries(query):
            say(json.dumps(entry_json(entry), ensure_ascii=False))
        return
    console = terminal()
    entries = index.entries(replace(query, limit=query.limit or _SHOWN))
    count = index.count(query)
    if not entries:
        console.print("Nothing is known that meets these conditions.")
        return
    show_entries(console, entries, quotes)
    if count > len(entries):
        console.print(plain(f"{len(entries)} of {count}; --limit {count} lists all", "dim"))
