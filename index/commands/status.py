"""The command ``caretrail status``: what is held, how fresh each source is, and what needs attention."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from crawler.archive.archive import Archive, ArchiveError
from crawler.console import Unusable, archive_path, data_option, finish, say
from index.commands.tables import NARROW, plain, terminal
from index.holdings import Holdings, holdings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@data_option
def status(as_json: bool, data: Path) -> None:
    """Say what is held, how fresh it is and what needs attention; exit 1 when something does."""
    if not archive_path(data).is_file():
        raise Unusable(f"there is no archive in {data}: run caretrail crawl or caretrail add first")
    try:
        with Archive(archive_path(data)) as archive:
            held = holdings(archive, data, datetime.now(UTC))
    except ArchiveError as error:
        raise Unusable(str(error)) from error
    if as_json:
        say(json.dumps(held.as_json(), ensure_ascii=False))
    else:
        _show(held)
    finish(len(held.problems))


def _show(held: Holdings) -> None:
    console = terminal()
    counts = ", ".join(f"{count} {name}" for name, count in held.counts.items())
    console.print(plain(f"Archive: {counts}"))
    console.print(plain(f"Index: {held.index}"))
    if held.sources:
        console.print()
        console.print(_table(held) if console.width >= NARROW else _lines(held))
    console.print()
    for problem in held.problems:
        console.print(plain(f"! {problem}", "yellow"))
    for line in held.settled:
        console.print(plain(f"· {line}", "dim"))
    if not held.problems:
        console.print("Nothing needs attention.")


def _lines(held: Holdings) -> Text:
    """The sources one under the other, for a terminal too narrow for their table."""
    told = [
        f"{one.name}: {one.articles:,} articles, newest {one.newest or 'undated'}, last new {_day(one.taken)}, "
        f"last fetched {_minute(one.fetched)}; last run: {one.outcomes}"
        for one in held.sources
    ]
    return plain("\n".join(told))


def _table(held: Holdings) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Source", overflow="fold")
    table.add_column("Articles", justify="right", no_wrap=True)
    for name in ("Newest", "Last new", "Last fetched (UTC)"):
        table.add_column(name, no_wrap=True)
    table.add_column("Last run")
    for one in held.sources:
        cells = (one.name, f"{one.articles:,}", one.newest or "", _day(one.taken), _minute(one.fetched), one.outcomes)
        table.add_row(*map(plain, cells))
    return table


def _day(moment: str | None) -> str:
    return (moment or "never")[: len("2026-11-22")]


def _minute(moment: str | None) -> str:
    return (moment or "never")[: len("2026-11-22T05:36")].replace("T", " ")
