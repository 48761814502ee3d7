"""The doctor names what is wrong and how to mend it, by exit code too, and changes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import doctor as module
from app.doctor import Finding, doctor
from crawler.console import archive_path, index_path
from index.store.generations import folder_of
from tests.faults.holding import archived as holding_of
from tests.index.factory import archived, indexed, told


@pytest.fixture(autouse=True)
def well_installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "environment", lambda: iter([Finding("environment", "as it should be")]))
    monkeypatch.setenv("CARETRAIL_CONTACT", "mailto:desk@example.org")
    yield


@pytest.fixture
def data(tmp_path: Path) -> Path:
    indexed(tmp_path, *(told(f"a-{n}", "2024-01-01") for n in range(5)))
    return tmp_path


def test_all_is_well(data: Path) -> None:
    code, findings = examined(data)
    assert code == 0
    assert [name for name, finding in findings.items() if finding["mend"]] == []
    assert {"archive", "index", "disk", "sources", "contact", "alerts"} <= set(findings)


def test_a_damaged_archive_is_grave(data: Path) -> None:
    content = bytearray(archive_path(data).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    archive_path(data).write_bytes(content)
    code, findings = examined(data)
    assert code == 2
    assert "caretrail restore" in findings["archive"]["mend"]


def test_an_archive_of_a_newer_format_is_grave(data: Path) -> None:
    with closing(sqlite3.connect(archive_path(data))) as connection:
        connection.execute("PRAGMA user_version = 99")
    code, findings = examined(data)
    assert code == 2 and "newer Caretrail" in findings["archive"]["found"]
    assert "restore" not in findings["archive"]["mend"]


def test_one_bit_turned_over_in_the_index_is_seen(data: Path) -> None:
    file = folder_of(index_path(data), 1) / "entries.columns"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    code, findings = examined(data)
    assert (code, findings["index"]["mend"]) == (1, "run caretrail build")


def test_an_index_behind_its_archive_is_seen(data: Path) -> None:
    archived(data, told("later", "2024-02-01"))
    code, findings = examined(data)
    assert (code, findings["index"]["mend"]) == (1, "run caretrail build")
    assert "built up to reading 5, the archive has 6" in findings["index"]["found"]


def test_wrong_settings_are_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARETRAIL_CONTACT")
    (data / "alerts.toml").write_text("nonsense", encoding="utf-8")
    (data / "sources.toml").write_text("[a]\nkind = 1", encoding="utf-8")
    code, findings = examined(data, "--sources-file", str(data / "sources.toml"))
    assert code == 1
    assert "CARETRAIL_CONTACT" in findings["contact"]["mend"]
    assert "alerts.toml" in findings["alerts"]["found"] and "sources.toml:2" in findings["sources"]["found"]


def test_looking_changes_nothing(data: Path) -> None:
    before = _held(data)
    examined(data)
    assert _held(data) == before


def _held(data: Path) -> object:
    # SQLite's own logs may be folded in by whoever closes last; what is held stays.
    files = [path for path in sorted(data.rglob("*")) if path.is_file() and ".sqlite" not in path.name]
    return holding_of(data), {path: path.read_bytes() for path in files}


def examined(data: Path, *arguments: str) -> tuple[int, dict[str, dict[str, str]]]:
    ran = CliRunner().invoke(doctor, ["--json", "--data", str(data), *arguments])
    return ran.exit_code, {finding["subject"]: finding for finding in json.loads(ran.output)}
