"""Fixtures every test may use: the annotated documents kept beside the checkout, where they exist."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are busy: no example has a deadline. In CI the same examples come every time, so that a change is judged by
# what it changed; at a desk new ones are looked for.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated documents beside the checkout; skips the test where there is none."""
    folder = Path(__file__).parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the annotated documents (../shared) are not beside this checkout")
    return folder
