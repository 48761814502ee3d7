"""Export as JSON Lines: one entry a line, with the fields of ``ask --json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from index.answer_json import entry_json
from index.timeline import Entry


def write(entries: Iterable[Entry], out: TextIO) -> int:
    """Write the entries; returns how many."""
    count = 0
    for entry in entries:
        out.write(json.dumps(entry_json(entry), ensure_ascii=False) + "\n")
        count += 1
    return count
