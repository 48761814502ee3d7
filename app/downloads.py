"""Downloads of what a view shows, in the formats of ``caretrail export``."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
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
# More than anybody reads in a spreadsheet; `caretrail export` has no bound.
MOST = 5000


def downloads(
    entries: Callable[[], Sequence[Entry]] | None, name: str, *extra: tuple[str, str, Callable[[], str]]
) -> None:
    """Buttons that write entries to files, and one that copies the view's address.

    ``entries`` are found only when a button is pressed, None where there are none; ``extra`` are further files: label,
    file name, and what gives its JSON.
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
                "application/json",
                key=f"download-{file}",
                on_click="ignore",
                icon=":material/download:",
            )
        st.html(copier("Copy a link to this view", "", ""), width="content")


def plain_json(value: Any) -> str:
    """Plain values as JSON to be read by people too."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def _writer(module: ModuleType, entries: Callable[[], Sequence[Entry]]) -> Callable[[], bytes]:
    def written() -> bytes:
        out = io.StringIO()
        module.write(entries(), out)
        return out.getvalue().encode("utf-8")

    return written


def _bytes(content: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: content().encode("utf-8")
