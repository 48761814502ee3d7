"""Fixtures every test may use: the annotated documents kept beside the checkout, where they exist."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated documents beside the checkout; skips the test where there is none."""
    folder = Path(__file__).parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the annotated documents (../shared) are not beside this checkout")
    return folder
