"""The command ``caretrail timeline``: events by council, type, date and more, as a table or as JSON Lines."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from crawler.console import data_option, say
from index.answer_json import entry_json
from index.commands.choosing import opened
from index.commands.filters import filters, query_of
from index.commands.tables import plain, show_entries, terminal

_SHOWN = 50


@click.command()
@filters
@click.option("--quotes/--no-quotes", default=False, help="Print the sentences that prove each line.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@data_option
def timeline(data: Path, as_json: bool, quotes: bool, **conditions: Any) -> None:
    """List events by council, type, date and more, the oldest first."""
    query = query_of(**conditions)
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
