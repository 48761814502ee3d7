"""The command ``caretrail status``: what is held, how fresh each source is, and what needs attention."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table

from crawler.archive.archive import Archive, ArchiveError
from crawler.console import Unusable, archive_path, data_option, finish, say
from index.commands.tables import plain, terminal
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
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        table.add_column("Source", overflow="fold")
        table.add_column("Articles", justify="right")
        table.add_column("Newest", no_wrap=True)
        table.add_column("Last new", no_wrap=True)
        table.add_column("Last fetched (UTC)", no_wrap=True)
        table.add_column("Last run")
        for source in held.sources:
            fetched = (source.fetched or "")[: len("2026-11-22T05:36")].replace("T", " ")
            taken = (source.taken or "")[: len("2026-11-22")]
            cells = (source.name, f"{source.articles:,}", source.newest or "", taken, fetched, source.outcomes)
            table.add_row(*map(plain, cells))
        console.print()
        console.print(table)
    console.print()
    for problem in held.problems:
        console.print(plain(f"! {problem}", "yellow"))
    for line in held.settled:
        console.print(plain(f"· {line}", "dim"))
    if not held.problems:
        console.print("Nothing needs attention.")
