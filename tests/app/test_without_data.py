"""Without an index, or with one that cannot be used, every view says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.console import index_path
from tests.app.held import held
from tests.app.shown import run

VIEWS = ("ask", "timeline", "council", "map_view", "trusts", "people", "documents", "sources")


@pytest.mark.parametrize("view", VIEWS)
def test_no_data(view: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARETRAIL_DATA", str(tmp_path / "empty"))
    assert "caretrail " in run(view).text
    assert not (tmp_path / "empty").exists()


def test_a_broken_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = held(tmp_path)
    for file in index_path(folder).rglob("*"):
        if file.is_file() and "posts" not in file.name:
            file.write_bytes(b"broken")
    monkeypatch.setenv("CARETRAIL_DATA", str(folder))
    assert "run caretrail build" in run("timeline").text
