"""No figure falls below the floor it once reached; floors go down only by a deliberate, explained commit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality import reports
from tests.quality.answers import measure_answers
from tests.quality.floors import FLOORS, measure_reading


def fallen(part: str, figures: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Each figure of a part that is below its floor, with the floor."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[part]
    return {name: (figures.get(name, 0.0), floor) for name, floor in floors.items() if figures.get(name, 0.0) < floor}


@pytest.mark.shared
def test_reading_keeps_its_floors(shared: Path) -> None:
    assert fallen("reading", measure_reading(shared)) == {}, "figure and floor of what fell"


@pytest.mark.shared
def test_answers_keep_their_floors(shared: Path, tmp_path: Path) -> None:
    assert fallen("answers", measure_answers(shared, tmp_path)) == {}, "figure and floor of what fell"


@pytest.mark.shared
def test_inspection_reports_keep_their_floors(shared: Path) -> None:
    measured = reports.measure(shared / "inspections")
    figures = {column: round(right / stated, 3) for column, (right, stated) in measured.items()}
    assert fallen("reports", figures) == {}, "figure and floor of what fell"
