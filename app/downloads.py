"""Downloads of what a view shows, in the formats of ``caretrail export``."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import streamlit as st

from app.citations import copier
from index.exports import calendar, csv_rows, json_lines, timeline_js
from index.timeline import Entry

_FORMATS: tuple[tuple[str, ModuleType, str, str], ...] = (
    ("CSV", csv_rows, "csv", "text/csv"),
    ("JSON lines", json_lines, "jsonl", "application/jsonl"),
    ("TimelineJS", timeline_js, "json", "application/json"),
    ("Calendar", calendar, "ics", "text/calendar"),
)
Extra = tuple[str, str, Callable[[], str]]
# More than anybody reads in a spreadsheet; `caretrail export` has no bound.
MOST = 5000


def downloads(entries: Callable[[], Sequence[Entry]] | None, name: str, *extra: Extra) -> None:
    """Buttons that write entries to files, and one that copies the view's address.

    ``entries`` are found only when a button is pressed, None where there are none; ``extra`` are further files: label,
    file name, and what gives its text.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for label, module, ending, kind in _FORMATS:
            if entries is None:
                break
            st.download_button(
                label,
                _writer(module, entries),
                f"caretrail-{name}.{ending}",
                kind,
                key=f"download-{ending}-{label}",
                on_click="ignore",
                icon=":material/download:",
            )
        for label, file, content in extra:
            st.download_button(
                label,
                _bytes(content),
                file,
                "text/csv" if file.endswith(".csv") else "application/json",
                key=f"download-{file}",
                on_click="ignore",
                icon=":material/download:",
            )
        st.html(copier("Copy a link to this view", "", ""), width="content")


def records(name: str, found: Callable[[], Sequence[Mapping[str, object]]]) -> tuple[Extra, Extra]:
    """The two files of a table: what it holds, a record a row, as CSV and as JSON."""
    table = ("CSV", f"caretrail-{name}.csv", lambda: csv_text(found()))
    return table, ("JSON", f"caretrail-{name}.json", lambda: plain_json(found()))


def plain_json(value: Any) -> str:
    """Plain values as JSON to be read by people too."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def _writer(module: ModuleType, entries: Callable[[], Sequence[Entry]]) -> Callable[[], bytes]:
    def written() -> bytes:
        out = io.StringIO()
        module.write(entries(), out)
        return out.getvalue().encode("utf-8")

    return written


def csv_text(found: Sequence[Mapping[str, object]]) -> str:
    """Records as CSV that is safe to open in a spreadsheet."""
    out = io.StringIO()
    csv_rows.write_records(found, out)
    return out.getvalue()


def _bytes(content: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: content().encode("utf-8")
