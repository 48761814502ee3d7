"""The frame around the views: it opens on the first, and tells in plain words when one fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.views import ask
from tests.app.shown import Shown

MAIN = Path(ask.__file__).parents[1] / "main.py"


def opened() -> Any:
    app = AppTest.from_file(str(MAIN), default_timeout=20).run()
    assert not app.exception, app.exception
    return app


def test_it_opens_on_ask(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARETRAIL_DATA", str(data))
    assert "who says so" in Shown(opened()).text


def test_a_view_that_fails_says_so_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(ask, "show", fails)
    shown = Shown(opened())
    assert "This view could not be shown" in shown.text
    assert "secret" not in shown.text
