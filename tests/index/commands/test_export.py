"""Exports: every format whole, dates no more precise than told, and nothing in them that runs."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.downloads import csv_text
from index.commands.export import FORMATS, export
from index.exports import calendar, csv_rows, followthemoney, json_lines, sqlite_file, timeline_js
from index.query import Query
from index.timeline import Entry
from nlp.reading import EventType as T
from nlp.reading import Status
from tests.index.factory import event, indexed, told

NASTY = '=HYPERLINK("http://x","y") <script>alert(1)</script>'


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    indexed(
        folder,
        told(
            "one",
            "2024-02-01",
            event(T.TRUST_ENDED, "2023-10-01", "Slough", organisation="Slough Children First"),
            event(T.TRUST_CREATED, "2025-23", "Leeds", status=Status.PLANNED),
            event(T.PUBLICATION, None, title=NASTY, organisation="-1+1", evidence=NASTY),
            event(T.APPOINTMENT, "2019/2020", "Leeds", people=("Jo Example",)),
        ),
    )
    return folder


@pytest.fixture(scope="module")
def entries(data: Path) -> list[Entry]:
    from index.search import open_index

    return open_index(data).entries(Query())


def test_csv_holds_every_entry_and_no_formula(entries: list[Entry]) -> None:
    out = io.StringIO()
    assert csv_rows.write(entries, out) == len(entries)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert {row["id"] for row in rows} == {entry.id for entry in entries}
    assert not [cell for row in rows for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@"))]
    nasty = next(row for row in rows if row["type"] == "publication")
    assert (nasty["title"], nasty["organisation"]) == (f"'{NASTY}", "'-1+1")


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "|", "%", "＝", "\x00="])
def test_no_cell_of_a_table_taken_from_a_page_is_a_formula(begins: str) -> None:
    cell = f"{begins}cmd|' /C calc'!A0"
    text = csv_text([{"name": cell, "told": [cell, "b"], "number": -1.5}])
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["name"].startswith("'") and row["told"].startswith("'")
    assert row["number"] == "-1.5"


def test_no_text_ends_its_event_in_a_calendar_or_its_paragraph_in_a_timeline(tmp_path: Path) -> None:
    from index.search import open_index

    hostile = "Plan\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:file:///x </p><img src=x onerror=alert(1)>"
    indexed(tmp_path, told("one", "2024-02-01", event(T.PUBLICATION, "2024", title=hostile, evidence=hostile)))
    (entry,) = open_index(tmp_path).entries(Query())
    out = io.StringIO()
    calendar.write([entry], out)
    lines = out.getvalue().split("\r\n")
    assert lines.count("END:VEVENT") == lines.count("BEGIN:VEVENT") == 1
    assert not [line for line in lines if line.startswith("ATTACH") or "\n" in line]
    out = io.StringIO()
    timeline_js.write([entry], out)
    assert "<img" not in out.getvalue()


def test_json_lines_are_the_rows_of_answers(entries: list[Entry]) -> None:
    out = io.StringIO()
    json_lines.write(entries, out)
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [entry.id for entry in entries]


def test_timeline_js_is_as_precise_as_the_sources_and_escapes_html(entries: list[Entry]) -> None:
    out = io.StringIO()
    assert timeline_js.write(entries, out) == len(entries) - 1
    slides = {slide["group"]: slide for slide in json.loads(out.getvalue())["events"]}
    assert slides["trust ended"]["start_date"] == {"year": 2023, "month": 10, "day": 1}
    assert slides["trust created"]["start_date"] == {"year": 2025, "month": 9}
    assert slides["trust created"]["display_date"] == "autumn 2025 (planned)"
    assert slides["appointment"]["end_date"] == {"year": 2020, "month": 12, "day": 31}
    assert "<script" not in out.getvalue()


def test_a_calendar_keeps_to_its_standard(entries: list[Entry]) -> None:
    out = io.StringIO()
    calendar.write(entries, out)
    lines = out.getvalue().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20231001" in lines
    assert "DTEND;VALUE=DATE:20231002" in lines
    assert "STATUS:TENTATIVE" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(entries) - 1


def test_follow_the_money_links_events_to_bodies_and_people(entries: list[Entry]) -> None:
    out = io.StringIO()
    followthemoney.write(entries, out)
    entities = [json.loads(line) for line in out.getvalue().splitlines()]
    known = {entity["id"] for entity in entities}
    assert len(known) == len(entities)
    events = [entity for entity in entities if entity["schema"] == "Event"]
    assert len(events) == len(entries)
    assert all(party in known for entity in events for party in entity["properties"].get("involved", []))
    assert {entity["schema"] for entity in entities} == {"Event", "PublicBody", "Organization", "Person"}


def test_sqlite_tables_are_linked(entries: list[Entry], tmp_path: Path) -> None:
    path = tmp_path / "timeline.db"
    assert sqlite_file.write(entries, path) == sqlite_file.write(entries, path) == len(entries)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    ask = "SELECT council FROM entry_councils JOIN entries ON id = entry WHERE type = 'trust_ended'"
    assert connection.execute(ask).fetchall() == [("Slough",)]
    connection.close()


def test_the_command_writes_every_format(data: Path, tmp_path: Path) -> None:
    for kind in FORMATS:
        path = tmp_path / kind
        ran = CliRunner().invoke(export, ["--format", kind, "--output", str(path), "--data", str(data)])
        assert ran.exit_code == 0, ran.output
        assert path.stat().st_size > 100
    assert (tmp_path / "csv").read_bytes().startswith(b"\xef\xbb\xbfid,type")
    assert not list(tmp_path.glob("*.partial"))


def test_the_command_takes_the_filters_of_the_timeline(data: Path) -> None:
    ran = CliRunner().invoke(export, ["--format", "jsonl", "--council", "leeds", "--data", str(data)])
    assert {tuple(json.loads(line)["councils"]) for line in ran.stdout.splitlines()} == {("Leeds",)}
    assert CliRunner().invoke(export, ["--format", "sqlite", "--data", str(data)]).exit_code == 2
