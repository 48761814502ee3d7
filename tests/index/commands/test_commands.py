"""The commands: tables for people, JSON for tools, exit codes and what they say when something is wrong."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from crawler.archive.archive import Archive
from crawler.article import Article, Flag, Reason, Rejected
from crawler.console import archive_path
from crawler.running.health import report
from index import holdings as holdings_module
from index.commands.search import search
from nlp.reading import EventType, Grade, Status
from tests.index.factory import archived, event, indexed, rating, told

WOUND_UP = told(
    "wound-up",
    "2024-10-24",
    event(EventType.TRUST_ENDED, "2024-10-01", "Kent", evidence="The Kent trust was wound up on 1 October."),
    rating(Grade.GOOD, "2023-05", "Kent", evidence="Ofsted rated Kent good in May 2023."),
    title="Trust wound up [bold]\x1b[31m",
)
PLANNED = told(
    "planned",
    "2025-01-29",
    event(
        EventType.TRUST_ENDED, "2025-23", "Reading", status=Status.PLANNED, evidence="Reading will wind up its trust."
    ),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    indexed(folder, WOUND_UP, PLANNED)
    return folder


def run(name: str, *arguments: str, data: Path, width: int = 100) -> Result:
    return CliRunner().invoke(main, [name, *arguments, "--data", str(data)], env={"COLUMNS": str(width)})


def test_build_says_how_it_went_in_a_line(tmp_path: Path) -> None:
    archived(tmp_path, WOUND_UP)
    first, second = run("build", data=tmp_path), run("build", data=tmp_path)
    assert re.fullmatch(r"build: 1 articles taken in, all anew; 2 entries from 2 claims \(\d\.\d s\)\n", first.output)
    assert second.output == "build: nothing new; 2 entries from 2 claims\n"
    assert (first.exit_code, second.exit_code) == (0, 0)


@pytest.mark.parametrize("name", ["build", "status"])
def test_without_an_archive_there_is_nothing_to_do(name: str, tmp_path: Path) -> None:
    result = run(name, data=tmp_path)
    assert result.exit_code == 2
    assert "caretrail crawl or caretrail add" in result.output


@pytest.mark.parametrize("arguments", [("timeline",), ("search", "trust"), ("council", "Kent")])
def test_without_an_index_they_say_to_build(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*arguments, data=tmp_path)
    assert result.exit_code == 2
    assert "run caretrail build" in result.output


def test_timeline_as_a_table(data: Path) -> None:
    result = run("timeline", "--council", "kent council", "--type", "Trust ended", data=data)
    assert result.exit_code == 0
    assert "1 October 2024" in result.output
    assert "Reading" not in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize("width", [60, 80, 200])
def test_tables_fit_the_width(data: Path, width: int) -> None:
    for arguments in (("timeline", "--quotes"), ("council", "Kent"), ("search", "trust"), ("status",)):
        result = run(*arguments, data=data, width=width)
        longest = max((line for line in result.output.splitlines() if "http" not in line), key=len)
        assert len(longest.rstrip()) <= width, longest


def test_timeline_as_json(data: Path) -> None:
    lines = run("timeline", "--from", "2024-01-01", "--json", data=data).output.splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(row["type"], row["status"], row["date"]) for row in rows] == [
        ("trust_ended", "happened", "2024-10-01"),
        ("trust_ended", "planned", "2025-23"),
    ]
    assert rows[0]["evidence"][0]["quote"] == "The Kent trust was wound up on 1 October."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("timeline", "--council", "Doncastor"), "did you mean Doncaster?"),
        (("council", "Doncastor"), "did you mean Doncaster?"),
        (("council", "Atlantis"), "no council is called Atlantis"),
        (("timeline", "--type", "trust_endd"), "is none of"),
        (("timeline", "--from", "yesterday"), "write it as 2025-04-10"),
        (("timeline", "--from", "2025-01-01", "--to", "2024-01-01"), "nothing can lie between"),
    ],
)
def test_what_cannot_be_meant_exits_with_2(arguments: tuple[str, ...], said: str, data: Path) -> None:
    result = run(*arguments, data=data)
    assert result.exit_code == 2
    assert said in result.output


def test_search_marks_words_and_escapes_nothing_into_the_terminal(data: Path) -> None:
    result = run("search", "wound", "trust", data=data)
    assert "1 article\n" in result.output
    assert "Trust wound up [bold]" in result.output
    assert "\x1b" not in result.output
    found = json.loads(run("search", "wound trust", "--json", data=data).output)
    (article,) = found["articles"]
    assert [article["snippet"][a:b] for a, b in article["highlights"]] == ["trust", "wound"]
    assert found["entry_count"] == 1


def test_search_says_what_it_could_not_follow(data: Path) -> None:
    assert "a bracket is not closed; searched as plain words" in run("search", "(wound up", data=data).output
    assert "did you mean trust_ended?" in run("search", "type:trust_endd", data=data).output
    assert "did you mean “october”?" in run("search", "Octobr", data=data).output


def test_search_by_fields_alone(data: Path) -> None:
    found = json.loads(run("search", "council:Reading type:trust_ended", "--json", data=data).output)
    assert [entry["status"] for entry in found["entries"]] == ["planned"]
    assert [article["url"] for article in found["articles"]] == [PLANNED[0].url]


def test_council_as_text_and_as_json(data: Path) -> None:
    shown = run("council", "Kent", data=data).output
    assert "Kent County Council" in shown
    assert "Ratings" in shown
    assert (
        "Followed by: North Northamptonshire, West Northamptonshire"
        in run("council", "Northamptonshire", data=data).output
    )
    told_of = json.loads(run("council", "Kent", "--json", data=data).output)
    assert told_of["council"]["name"] == "Kent"
    assert list(told_of["ratings"]) == ["overall"]
    assert told_of["documents"] == 1


def test_status_is_quiet_when_all_is_well(data: Path) -> None:
    result = run("status", data=data)
    assert (result.exit_code, "Nothing needs attention." in result.output) == (0, True)
    assert "2 articles, 3 entries" in result.output


def test_status_names_what_needs_attention(tmp_path: Path) -> None:
    indexed(tmp_path, WOUND_UP)
    archived(tmp_path, PLANNED)
    spam = Article("https://example.org/spam", "example.org", "Spam", "Spam.", flags=(Flag.QUARANTINED,))
    with Archive(archive_path(tmp_path)) as archive:
        number = archive.start_run("crawl")
        archive.take(Article("https://example.org/unread", "example.org", "Unread", "Nobody has read this."))
        archive.take(spam)
        for name in ("a", "b", "c"):
            archive.reject(Rejected(f"https://example.org/{name}", "layout.example", Reason.EMPTY))
        archive.fail("https://example.org/gone", "example.org", "HTTP 500")
        archive.finish_run(number)
    result = run("status", "--json", data=tmp_path)
    assert result.exit_code == 1
    problems, settled = ("\n".join(json.loads(result.output)[name]) for name in ("problems", "settled"))
    assert "1 readings are not in the index: run caretrail build" in problems
    assert "1 articles are not read: run caretrail read" in problems
    assert "1 page of nothing but spam kept apart: https://example.org/spam" in settled
    assert "layout.example: 3 documents refused: https://example.org/a (no text found)" in settled
    assert "1 item of the last run failed: https://example.org/gone (HTTP 500)" in problems


def test_status_passes_on_what_the_crawler_says_of_its_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed(tmp_path, WOUND_UP)
    with Archive(archive_path(tmp_path)) as archive:
        health = report(archive, datetime.now(UTC))
    (source,) = health.sources
    ill = replace(health, sources=(replace(source, warnings=("brings nothing any more",)),))
    monkeypatch.setattr(holdings_module, "report", lambda *_: ill)
    result = run("status", "--json", data=tmp_path)
    assert result.exit_code == 1
    assert json.loads(result.output)["problems"] == ["example.org: brings nothing any more"]


def test_the_query_language_stands_line_by_line_in_the_help() -> None:
    shown = CliRunner().invoke(search, ["--help"]).output
    assert '\n    "wound up"            a phrase\n' in shown
    assert "\\b" not in shown
