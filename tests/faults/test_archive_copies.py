"""Archives of an older format, copies and the way back: nothing held is lost on the way."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from crawler.archive.archive import Archive, ArchiveError
from crawler.archive.check import check_archive
from crawler.archive.schema import STEPS
from crawler.article import Outcome
from crawler.commands.backup import backup, restore
from crawler.console import archive_path, index_path
from crawler.lock import exclusive
from tests.faults.holding import archived as holding_of
from tests.index.factory import archived, indexed, told

# What the first format wrote: one document in two versions, the first read; its duplicate, a refusal, a run.
OLD = """
INSERT INTO document VALUES ('0123456789abcdef', 'https://example.org/a', 'site', 2, '2024-01-01T05:00:00+00:00',
    '2024-01-02T05:00:00+00:00');
INSERT INTO version VALUES (1, '0123456789abcdef', 'h1', '2024-01-01T00:00:00+00:00', 0, '2024-01-01T05:00:00+00:00',
    '{"url": "https://example.org/a", "source": "site", "title": "Old", "text": "Old text."}');
INSERT INTO version VALUES (2, '0123456789abcdef', 'h2', '2024-01-01T00:00:00+00:00', 0, '2024-01-02T05:00:00+00:00',
    '{"url": "https://example.org/a", "source": "site", "title": "New", "text": "New text."}');
INSERT INTO alias VALUES ('https://example.org/a?again', '0123456789abcdef');
INSERT INTO rejected VALUES ('https://example.org/b', 'site', 'encrypted', '', '2024-01-01T05:00:00+00:00');
INSERT INTO reading VALUES (7, 1, '1', '{}');
INSERT INTO run VALUES (1, 'crawl', '2024-01-01T05:00:00+00:00', '2024-01-01T05:10:00+00:00', 'done');
INSERT INTO run_outcome VALUES (1, 'site', 'new', 1);
INSERT INTO fetch VALUES ('https://example.org/a', 'site', '"e"', NULL, '2024-01-02T05:00:00+00:00', NULL);
INSERT INTO cursor VALUES ('site', 'page', '3');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder with an archive of the first format."""
    with closing(sqlite3.connect(archive_path(tmp_path))) as connection:
        connection.executescript(f"{STEPS[0]} PRAGMA user_version = 1; {OLD}")
    return tmp_path


def test_an_archive_of_the_first_format_is_upgraded_with_all_it_holds(old: Path) -> None:
    before = holding_of(old)
    assert check_archive(archive_path(old)).outdated
    with Archive(archive_path(old)) as archive:
        assert [article.title for article in archive.versions("0123456789abcdef")] == ["Old", "New"]
        assert archive.latest_sequence() == 7
        assert archive.cursor("site", "page") == "3"
        archive.start_run("crawl")
        archive.end_source("site", "")
        assert len(archive.visits("site")) == 1
    assert holding_of(old) == before
    assert check_archive(archive_path(old)) == check_archive(archive_path(old))
    assert check_archive(archive_path(old)).version == len(STEPS)


def test_what_the_second_format_held_is_still_known_from_its_copies(tmp_path: Path) -> None:
    words = " ".join(f"word{number % 97}x{number * number % 89}" for number in range(600))
    dated, undated = told("dated", "2024-01-01", text=words)[0], told("undated", "2024-01-01", text=words[::-1])[0]
    with Archive(archive_path(tmp_path)) as archive:
        archive.take(dated)
        archive.take(replace(undated, published=None))
    with closing(sqlite3.connect(archive_path(tmp_path))) as connection:
        connection.executescript(
            "DROP INDEX likeness_mark; ALTER TABLE likeness DROP COLUMN day; PRAGMA user_version = 2;"
            "CREATE INDEX likeness_mark ON likeness (mark);"
            "DROP INDEX rejected_source; ALTER TABLE rejected DROP COLUMN rules; ALTER TABLE rejected DROP COLUMN told;"
            "DROP INDEX failure_source; ALTER TABLE failure DROP COLUMN listing;"
        )
    with Archive(archive_path(tmp_path)) as archive:
        for original in (dated, undated):
            copy = replace(original, url=f"https://syndicate.example/{original.id}", text=f"{original.text} Elsewhere.")
            assert archive.take(copy) == Outcome.DUPLICATE


def test_an_upgrade_killed_midway_has_changed_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = holding_of(old)
    broken = (*STEPS, "CREATE TABLE more (a INTEGER); CREATE TABLE document (a INTEGER)")
    monkeypatch.setattr("crawler.archive.schema.STEPS", broken)
    with pytest.raises(ArchiveError, match="check the --data folder"):
        Archive(archive_path(old))
    monkeypatch.undo()
    with Archive(archive_path(old)):
        assert holding_of(old) == before
    assert check_archive(archive_path(old)).problems == ()


def test_many_may_upgrade_at_once(old: Path) -> None:
    wrong: list[Exception] = []

    def opened() -> None:
        try:
            Archive(archive_path(old)).close()
        except ArchiveError as error:
            wrong.append(error)

    threads = [threading.Thread(target=opened) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert check_archive(archive_path(old)).version == len(STEPS)


def test_a_backup_made_while_the_archive_is_written_to_is_whole(tmp_path: Path) -> None:
    data = archived(tmp_path / "data", *(told(f"a-{n}", "2024-01-01") for n in range(20)))
    with Archive(archive_path(data)) as archive, archive.transaction():
        archive.take(told("uncommitted", "2024-01-02")[0])
        said = _command(backup, tmp_path / "copy.sqlite", "--data", data)
    assert said == (0, f"backup: 20 documents in {tmp_path / 'copy.sqlite'}, {_size(tmp_path)} bytes, checked\n")
    assert check_archive(tmp_path / "copy.sqlite").documents == 20
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite", "data"]


def test_a_backup_restored_is_the_archive_again_and_the_index_is_of_it(tmp_path: Path) -> None:
    articles = [told(f"a-{n}", "2024-01-01") for n in range(6)]
    archived(tmp_path / "data", *articles[:4])
    _command(backup, tmp_path / "copy.sqlite", "--data", tmp_path / "data")
    held = holding_of(tmp_path / "data")
    indexed(tmp_path / "data", *articles[4:])
    code, said = _command(restore, tmp_path / "copy.sqlite", "--data", tmp_path / "data")
    assert code == 2 and "--replace" in said
    code, said = _command(restore, tmp_path / "copy.sqlite", "--replace", "--data", tmp_path / "data")
    assert (code, holding_of(tmp_path / "data")) == (0, held)
    assert "caretrail build" in said and not index_path(tmp_path / "data").exists()
    assert check_archive(tmp_path / "data" / "archive.sqlite.replaced").documents == 6


@pytest.mark.parametrize("work", ["update", "crawl"])
def test_nothing_is_restored_while_a_run_is_under_way(tmp_path: Path, work: str) -> None:
    data = archived(tmp_path / "data", told("a", "2024-01-01"))
    _command(backup, tmp_path / "copy.sqlite", "--data", data)
    with exclusive(data, work):
        code, said = _command(restore, tmp_path / "copy.sqlite", "--replace", "--data", data)
    assert code == 2 and f"another {work} is under way" in said and f"process {os.getpid()}" in said
    assert sorted(path.name for path in data.iterdir() if ".sqlite" in path.name) == ["archive.sqlite"]


def test_nothing_is_restored_under_a_command_that_has_the_archive_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.commands.backup._PATIENCE", 0.05)
    data = archived(tmp_path / "data", told("a", "2024-01-01"))
    _command(backup, tmp_path / "copy.sqlite", "--data", data)
    with Archive(archive_path(data)) as archive:
        archive.take(told("b", "2024-01-02")[0])
        code, said = _command(restore, tmp_path / "copy.sqlite", "--replace", "--data", data)
        archive.take(told("c", "2024-01-03")[0])
    assert code == 2 and "is in use" in said
    assert check_archive(archive_path(data)).documents == 3
    assert _command(restore, tmp_path / "copy.sqlite", "--replace", "--data", data)[0] == 0
    assert check_archive(archive_path(data)).documents == 1
    assert check_archive(data / "archive.sqlite.replaced").documents == 3


def test_a_damaged_archive_goes_aside_as_it_is(tmp_path: Path) -> None:
    data = archived(tmp_path / "data", told("a", "2024-01-01"))
    _command(backup, tmp_path / "copy.sqlite", "--data", data)
    archive_path(data).write_bytes(b"damaged" * 1000)
    (data / "archive.sqlite.replaced-shm").write_bytes(b"of an earlier one")
    assert _command(restore, tmp_path / "copy.sqlite", "--replace", "--data", data)[0] == 0
    assert check_archive(archive_path(data)).documents == 1
    assert (data / "archive.sqlite.replaced").read_bytes() == b"damaged" * 1000
    assert not (data / "archive.sqlite.replaced-shm").exists()


NEWER = ["status", "build", "search essex", "add {file}", "backup {file}.copy", "restore {copy} --replace"]


@pytest.mark.parametrize("command", NEWER)
def test_an_older_version_leaves_a_newer_archive_alone_and_says_what_to_do(tmp_path: Path, command: str) -> None:
    data, file, copy = tmp_path / "data", tmp_path / "a.txt", tmp_path / "copy.sqlite"
    indexed(data, told("a", "2024-01-01"))
    file.write_text("Essex is good.", encoding="utf-8")
    with closing(sqlite3.connect(archive_path(data))) as connection:
        connection.execute("PRAGMA user_version = 99")
    copy.write_bytes(archive_path(data).read_bytes())
    before = copy.read_bytes()
    asked = command.format(file=file, copy=copy).split()
    code, said = _command(main, *asked, "--data", data)
    assert (code, said.count("\n")) == (2, 1)
    assert "written by a newer Caretrail (format 99); upgrade Caretrail" in said and "older backup" not in said
    assert archive_path(data).read_bytes() == before


def test_a_damaged_backup_is_refused_and_the_archive_left_alone(tmp_path: Path) -> None:
    data = archived(tmp_path / "data", *(told(f"a-{n}", "2024-01-01") for n in range(20)))
    _command(backup, tmp_path / "copy.sqlite", "--data", data)
    content = (tmp_path / "copy.sqlite").read_bytes()
    for spoilt in (content[: len(content) // 2], b"not a database" * 100, b""):
        (tmp_path / "copy.sqlite").write_bytes(spoilt)
        code, said = _command(restore, tmp_path / "copy.sqlite", "--replace", "--data", data)
        assert code == 2 and "older backup" in said
        assert check_archive(archive_path(data)).documents == 20


def test_a_backup_is_not_overwritten_unless_said(tmp_path: Path) -> None:
    data = archived(tmp_path / "data", told("a", "2024-01-01"))
    assert _command(backup, tmp_path / "copy.sqlite", "--data", data)[0] == 0
    assert _command(backup, tmp_path / "copy.sqlite", "--data", data)[0] == 2
    assert _command(backup, tmp_path / "copy.sqlite", "--overwrite", "--data", data)[0] == 0


def _command(command: object, *arguments: object) -> tuple[int, str]:
    ran = CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]
    return ran.exit_code, ran.output


def _size(folder: Path) -> str:
    return f"{(folder / 'copy.sqlite').stat().st_size:,}"


@pytest.fixture(autouse=True)
def without_events(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("CARETRAIL_LOG_JSON", raising=False)
    yield
