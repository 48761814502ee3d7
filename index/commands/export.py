"""The command ``caretrail export``: entries, by the timeline's filters, in one of the formats of index.exports."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from crawler.console import Unusable, data_option, warn
from index.commands.filters import filters, query_of
from index.timeline import Entry

# Format -> its module; each has write(entries, out) -> how many were written.
FORMATS = {
    "csv": "csv_rows",
    "jsonl": "json_lines",
    "timelinejs": "timeline_js",
    "ics": "calendar",
    "ftm": "followthemoney",
    "sqlite": "sqlite_file",
}
# Spreadsheets take a CSV file for UTF-8 only with this mark at its head.
_ENCODINGS = {"csv": "utf-8-sig"}
_NEEDS_FILE = "sqlite"


@click.command()
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), required=True, help="The format.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write (default: print).")
@filters
@data_option
def export(kind: str, output: Path | None, data: Path, **conditions: Any) -> None:
    """Write entries as csv, jsonl, timelinejs, ics, ftm or sqlite; the fields are in docs/exports.md."""
    from index.commands.choosing import opened

    entries = opened(data).entries(query_of(**conditions))
    try:
        count = export_to(kind, entries, output)
    except OSError as error:
        raise Unusable(f"{output or 'standard output'} cannot be written: {error}") from error
    left_out = f"; {len(entries) - count} without a date left out" if count < len(entries) else ""
    warn(f"export: {count} entries as {kind}{f' in {output}' if output else ''}{left_out}")


def export_to(kind: str, entries: Iterable[Entry], output: Path | None) -> int:
    """Write entries in a format to a file, or to standard output where none is given; returns how many were written.

    Raises:
        Unusable: the format needs a file and none is given.
        OSError: the file cannot be written.
    """
    module = importlib.import_module(f"index.exports.{FORMATS[kind]}")
    if kind == _NEEDS_FILE:
        if output is None:
            raise Unusable("sqlite is written to a file: name it with --output")
        return int(module.write(entries, output))
    if output is None:
        return int(module.write(entries, sys.stdout))
    partial = output.with_name(f"{output.name}.partial")
    with partial.open("w", encoding=_ENCODINGS.get(kind, "utf-8"), newline="") as out:
        count = int(module.write(entries, out))
    partial.replace(output)
    return count
