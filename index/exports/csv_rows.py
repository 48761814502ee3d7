"""Export as CSV (RFC 4180): one row an entry, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from index.exports.columns import COLUMNS, flat
from index.timeline import Entry

# A cell that begins so is run as a formula by spreadsheets, also after spaces (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def write(entries: Iterable[Entry], out: TextIO) -> int:
    """Write the entries with a head line; returns how many."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for entry in entries:
        row = flat(entry)
        writer.writerow([_safe(row[name]) for name in COLUMNS])
        count += 1
    return count


def write_records(records: Sequence[Mapping[str, object]], out: TextIO) -> int:
    """Write plain records, whose names are the head line; lists in a cell are parted by "; ". Returns how many."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(records[0] if records else ())
    writer.writerows([_safe(_plain(value)) for value in record.values()] for record in records)
    return len(records)


def _plain(value: object) -> str | float | int:
    if isinstance(value, (list, tuple)):
        return "; ".join(str(one) for one in value)
    return value if isinstance(value, (float, int)) else str(value if value is not None else "")


def _safe(value: str | float | int) -> str:
    """A cell that no spreadsheet runs: text that looks like a formula has an apostrophe before it."""
    if not isinstance(value, str):
        return str(value)
    text = value.replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
