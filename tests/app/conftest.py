"""A small index to look at, and the views run on it without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.held import held
from tests.app.shown import Shown, run


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of a few councils, trusts and people, and of hostile titles."""
    return held(tmp_path_factory.mktemp("held"))


@pytest.fixture
def show(data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Shown]:
    """Runs a view by its name with the state of its address; several values of a name as a list."""
    monkeypatch.setenv("CARETRAIL_DATA", str(data))
    return run
