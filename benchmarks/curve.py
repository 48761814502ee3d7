"""Cost curves: every stage at growing numbers of articles, with the exponent by which its cost grows.

`python -m benchmarks.curve --keep FOLDER SIZE…`: what a stage measured is kept in the folder and not measured again;
the table holds every size up to the largest named.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.originals import ROOT, originals
from benchmarks.stages import STAGES, Figures

COLD = "which trusts were wound up in Kent since 2023"
ORDER = ("archive", "build", "ask", "cold", "fts5", "tantivy", "add")
Measured = dict[str, Figures]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what it says, how it is got of the figures of a size, and whether its growth is told."""

    title: str
    of: Callable[[Measured, int], float]
    digits: int = 1
    grows: bool = True


def _each(stage: str, figure: str, scale: float) -> Callable[[Measured, int], float]:
    return lambda measured, size: measured[stage][figure] * scale / size


def _plain(stage: str, figure: str, scale: float = 1) -> Callable[[Measured, int], float]:
    return lambda measured, _: measured[stage][figure] * scale


def _ratio(figure: str, stage: str, peer: str) -> Callable[[Measured, int], float]:
    return lambda measured, _: measured[stage][figure] / measured[peer][figure]


LINES = (
    Line("archive and readings: ms of processor an article", _each("archive", "processor", 1000), 2),
    Line("archive, memory, MB", _plain("archive", "memory"), 0),
    Line("archive, KB of disk an article", _each("archive", "disk", 1000), 1),
    Line("build, s", _plain("build", "seconds")),
    Line("build: ms of processor an article", _each("build", "processor", 1000), 2),
    Line("build: the same as times FTS5's", _ratio("processor", "build", "fts5"), 1, False),
    Line("build: the same as times tantivy's", _ratio("processor", "build", "tantivy"), 1, False),
    Line("build, memory, MB", _plain("build", "memory"), 0),
    Line("build, memory of the larger writer, MB", _plain("build", "writers"), 0),
    Line("index, KB of disk an article", _each("build", "disk", 1000), 1),
    Line("index: the same as times FTS5's", _ratio("disk", "build", "fts5"), 1, False),
    Line("50 articles added, s (limit 5)", _plain("add", "seconds")),
    Line("the same, s of processor", _plain("add", "processor")),
    Line("opened, s", _plain("ask", "open"), 3),
    Line("first question, s", _plain("ask", "first"), 3),
    Line("`caretrail ask` from a cold start, s (limit 1.5)", _plain("cold", "seconds"), 2),
    Line("question p50, ms", _plain("ask", "question p50")),
    Line("question p95, ms (limit 50)", _plain("ask", "question p95")),
    Line("question p95, ms of processor", _plain("ask", "question processor p95")),
    Line("asking, memory, MB", _plain("ask", "memory"), 0),
    Line("full text, ten marked, p50, ms", _plain("ask", "text p50")),
    Line("the same, FTS5", _plain("fts5", "text p50")),
    Line("the same, tantivy", _plain("tantivy", "text p50")),
    Line("ours as times FTS5's", _ratio("text p50", "ask", "fts5"), 1, False),
    Line("ours as times tantivy's", _ratio("text p50", "ask", "tantivy"), 1, False),
    Line("full text p95, ms (limit 100)", _plain("ask", "text p95")),
)


def main() -> None:
    """Measure what is missing, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--keep", type=Path, required=True)
    given = parser.parse_args()
    originals(given.keep)
    found = {size: measure(given.keep / str(size), size) for size in sorted(given.sizes)}
    words = statistics.mean(measured["archive"]["words"] / size for size, measured in found.items())
    events = sum(measured["archive"]["events"] for measured in found.values()) / sum(found)
    print(
        f"An article has {words:.0f} words and tells {events:.0f} events. Growth is the exponent e of cost ~ n^e, of"
        " the whole where a line tells the cost of one article: 1 is flat an article, 0 does not grow. Memory is the"
        " most that the process of a stage held.\n"
    )
    print("\n".join(table(found)))


def measure(data: Path, size: int) -> Measured:
    """Every figure of one size, measured unless kept from before."""
    kept = data.with_suffix(".json")
    measured: Measured = json.loads(kept.read_text()) if kept.is_file() else {}
    for stage in ORDER:
        if stage in measured:
            continue
        began = time.perf_counter()
        if stage == "archive":
            shutil.rmtree(data, ignore_errors=True)
            data.mkdir(parents=True)
            shutil.copy(data.parent / "originals.jsonl", data)
        measured[stage] = _cold(data) if stage == "cold" else _run(stage, data, size)
        kept.write_text(json.dumps(measured, indent=1))
        print(f"{size:,} articles, {stage}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return measured


def _run(stage: str, data: Path, size: int) -> Figures:
    assert stage in STAGES
    command = [sys.executable, "-m", "benchmarks.stages", stage, str(data), str(size)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    figures: Figures = json.loads(ended.stdout.splitlines()[-1])
    return figures


def _cold(data: Path) -> Figures:
    return {"seconds": cold(data)}


def cold(data: Path) -> float:
    """Seconds for a question from a cold start of the command: the median of three."""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        command = [sys.executable, "-m", "app.cli", "ask", COLD, "--json", "--data", str(data)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def table(found: dict[int, Measured]) -> list[str]:
    """The lines of the table in Markdown, a column a size, the exponent last."""
    rows = [f"| articles | {' | '.join(f'{size:,}' for size in found)} | growth |", "|---" * (len(found) + 2) + "|"]
    for line in LINES:
        values = [line.of(measured, size) for size, measured in found.items()]
        shown = " | ".join(f"{value:,.{line.digits}f}" for value in values)
        each = "an article" in line.title
        costs = [value * size if each else value for value, size in zip(values, found, strict=True)]
        told = [(size, cost) for size, cost in zip(found, costs, strict=True) if cost > 0]
        growth = f"{exponent(*zip(*told, strict=True)):.2f}" if line.grows and len(told) > 1 else ""
        rows.append(f"| {line.title} | {shown} | {growth} |")
    return rows


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The slope of the straight line fitted to the logarithms of sizes and costs by least squares."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(cost) for cost in costs]).slope


if __name__ == "__main__":
    main()
