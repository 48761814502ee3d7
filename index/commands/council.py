"""The command ``caretrail council``: one council's history, area by area, trust by trust and post by post."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from crawler.console import data_option, say
from index.answer_json import entry_json
from index.commands.choosing import council_named, opened
from index.commands.tables import article_lines, plain, show_entries, terminal, when
from index.history import Bound, History, Period, history
from index.query import Order, Query
from index.search import Index
from nlp.edtf import When
from nlp.gazetteer import Council

_DOCUMENTS = 10


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--quotes", is_flag=True, help="Print the sentences that prove each line.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@data_option
def council(name: tuple[str, ...], quotes: bool, as_json: bool, data: Path) -> None:
    """Show the history of the council called NAME: ratings, interventions, trusts, people in post, all events."""
    chosen = council_named(" ".join(name))
    index = opened(data)
    told = history(index, chosen, index.posts.of_bodies([chosen], []))
    if as_json:
        say(json.dumps(history_json(told, index), ensure_ascii=False))
    else:
        _show(terminal(), told, index, quotes)


def history_json(told: History, index: Index) -> dict[str, Any]:
    """A history as plain values; entries are those of ``timeline --json``, elsewhere named by their ids."""
    return {
        "council": _council(told.council),
        "joined": [_council(other) for other in told.joined],
        "ratings": {area: [entry.id for entry in entries] for area, entries in told.ratings.items()},
        "interventions": [entry.id for entry in told.interventions],
        "trusts": [_period(period) for period in told.trusts],
        "people": [_period(period) for period in told.people],
        "entries": [entry_json(entry) for entry in told.entries],
        "documents": index.article_count(Query(councils=(told.council.name,))),
    }


def _council(council: Council) -> dict[str, Any]:
    ended = council.ended.isoformat() if council.ended else None
    return {"name": council.name, "official": council.official, "gss": council.gss, "ended": ended}


def _period(period: Period) -> dict[str, Any]:
    bounds = {"begun": period.begun, "ended": period.ended}
    told = {
        name: {"date": bound.date, "certain": bound.certain, "entry": bound.entry.id if bound.entry else None}
        for name, bound in bounds.items()
    }
    return {"name": period.name, "role": period.role, "organisation": period.organisation, **told}


def _show(console: Console, told: History, index: Index, quotes: bool) -> None:
    console.print(plain(told.council.official, "bold"))
    for line in _neighbours(told):
        console.print(plain(line, "dim"))
    if not told.entries and not told.people:
        console.print("Nothing is known of it yet.")
        return
    _section(console, "Ratings", _ratings(told))
    _section(console, "Trusts in charge", _periods(told.trusts, "Trust"))
    _section(console, "People in post", _periods(told.people, "Name"))
    if told.entries:
        console.print(plain("\nEverything told", "bold"))
        show_entries(console, told.entries, quotes)
    documents = Query(councils=(told.council.name,), order=Order.NEWEST, limit=_DOCUMENTS)
    count = index.article_count(documents)
    console.print(plain(f"\nDocuments: {count}" + (", the newest" if count > _DOCUMENTS else ""), "bold"))
    for text in article_lines(index.articles(documents)):
        console.print(text)


def _neighbours(told: History) -> list[str]:
    council, lines = told.council, []
    if council.ended:
        lines.append(f"Ended on {When.parse(council.ended.isoformat()).in_words()}")
    if council.predecessors:
        lines.append(f"Came from: {', '.join(council.predecessors)}")
    if council.successors:
        lines.append(f"Followed by: {', '.join(council.successors)}")
    theirs = {name for entry in told.entries for name in entry.councils} & {other.name for other in told.joined}
    if theirs:
        lines.append(f"Events of {', '.join(sorted(theirs))} are listed too")
    return lines


def _section(console: Console, title: str, table: Table) -> None:
    if table.row_count:
        console.print(plain(f"\n{title}", "bold"))
        console.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column)
    return table


def _ratings(told: History) -> Table:
    table = _table("Area", "Date", "Grade", "Change")
    for area, entries in told.ratings.items():
        for number, entry in enumerate(entries):
            cells = ("" if number else area, when(entry), entry.grade or "", entry.change or "")
            table.add_row(*map(plain, cells))
    return table


def _periods(periods: tuple[Period, ...], title: str) -> Table:
    table = _table(title, "Role", "From", "Until") if any(p.role for p in periods) else _table(title, "From", "Until")
    for period in periods:
        bounds = (_begun(period.begun), _ended(period.ended))
        role = (period.role or "",) if len(table.columns) == 4 else ()
        table.add_row(*map(plain, (period.name, *role, *bounds)))
    return table


def _begun(bound: Bound) -> str:
    if bound.entry is None:
        return "not told"
    if bound.date is None:
        return "told without a date"
    words = When.parse(bound.date).in_words()
    if bound.certain:
        return words
    return f"{words} (planned)" if bound.entry.status != "happened" else f"by {words}"


def _ended(bound: Bound) -> str:
    if bound.entry is None:
        return "no end told"
    if bound.certain or bound.date is None or bound.entry.status != "happened":
        return _begun(bound)
    return f"still {When.parse(bound.date).in_words()}"
