"""Measure reading and answering on the annotated documents; `python -m tests.quality.floors` prints the figures."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from types import ModuleType
from typing import Any

from crawler.article import Article
from nlp.contract import as_contract
from nlp.pipeline import read

FLOORS = Path(__file__).parent / "floors.json"
SHARED = Path(__file__).parent.parent.parent.parent / "shared"


def scorer(folder: Path, name: str = "score") -> ModuleType:
    """The scorer kept with the annotations, loaded from its file."""
    sys.path.insert(0, str(folder / "gold"))
    try:
        spec = importlib.util.spec_from_file_location(name, folder / "gold" / f"{name}.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder / "gold"))
    return module


def article(document: dict[str, Any]) -> Article:
    """A gold document as an article."""
    published = datetime.combine(datetime.fromisoformat(document["published"]).date(), time(12), UTC)
    return Article(
        url=document["url"],
        source=document["source"],
        title=document["title"],
        text=document["text"],
        published=published,
    )


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def measure_reading(folder: Path) -> dict[str, float]:
    """F1 (and precision, for core events) of reading the gold documents, by the scorer's names."""
    documents = lines(folder / "gold" / "dev.jsonl")
    readings = read(article(document) for document in documents)
    predictions = {
        document["id"]: as_contract(reading, document["id"])
        for document, reading in zip(documents, readings, strict=True)
    }
    report = scorer(folder).score(documents, predictions)
    figures = {name: row["f1"] for name, row in report.items() if "f1" in row}
    return figures | {"people.role": report["people.role"]["accuracy"], "events.core.p": report["events.core"]["p"]}


if __name__ == "__main__":
    for name, figure in measure_reading(SHARED).items():
        sys.stdout.write(f"{name:32}{figure:.3f}\n")
