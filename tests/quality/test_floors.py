"""No figure falls below the floor it once reached; floors go down only by a deliberate, explained commit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.floors import FLOORS, measure_reading


@pytest.mark.shared
def test_reading_keeps_its_floors(shared: Path) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["reading"]
    figures = measure_reading(shared)
    below = {name: (figures.get(name, 0.0), floor) for name, floor in floors.items() if figures.get(name, 0.0) < floor}
    assert below == {}, "figure and floor of what fell"
