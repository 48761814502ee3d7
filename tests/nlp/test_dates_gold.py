"""How well dates are found and placed in the annotated documents: the floors of the quality gate."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from nlp.dates import find_dates


@pytest.mark.shared
def test_dates_of_the_annotated_documents(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "dev.jsonl"
    with (tmp_path / "read.jsonl").open("w", encoding="utf-8") as lines:
        for document in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            found = find_dates(document["text"], date.fromisoformat(document["published"]))
            dates = [{"text": m.text, "start": m.start, "end": m.end, "value": m.value} for m in found]
            lines.write(json.dumps({"id": document["id"], "dates": dates}) + "\n")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(tmp_path / "read.jsonl"), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert scores["dates.found"]["f1"] >= 0.98
    assert scores["dates.value"]["f1"] >= 0.98
