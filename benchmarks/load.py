"""Twenty readers at once while an update runs: `python -m benchmarks.load FOLDER`, a data folder with an index.

Readers are threads of one process, as the pages have them (Streamlit runs a thread a session); the update is the cron
job's own command with its stages in processes of their own: a site of some pages is crawled, read and built, with
fifty dense articles that were read before. Then as many questions at once by the command line, a process each.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crawl import site, source
from benchmarks.originals import ROOT
from benchmarks.readers import READERS, Ask, Readers
from benchmarks.resampled import resample
from benchmarks.stages import ON, QUESTIONS, full_text
from benchmarks.text_peers import queries
from crawler.console import archive_path
from index.asking.ask import ask
from index.query import Order, Query
from index.search import open_index

LIMIT = 1.0
COMMAND = [sys.executable, "-m", "app.cli"]
_ASKS = 200


def asks(councils: list[str]) -> list[Ask]:
    """What is asked: four in ten questions, the rest timelines, facets and full text in equal parts."""
    chance = random.Random(5)
    made: list[Ask] = []
    for text in queries(_ASKS // 5):
        council, after = chance.choice(councils), chance.randint(2014, 2023)
        timeline = Query(councils=(council,), after=ON.replace(year=after), order=Order.NEWEST, limit=50)
        for question in [one.format(council=council) for one in chance.sample(QUESTIONS, 2)]:
            made.append(lambda index, q=question: ask(index, q, ON))
        made.append(lambda index, q=timeline: index.entries(q))
        made.append(lambda index, q=timeline: index.facets(q))
        made.append(lambda index, t=text: index.articles(full_text(t)))
    return made


def main() -> None:
    """Print the figures of twenty readers at rest, during an update, and by the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    index = open_index(given.data)
    made = asks(list(index.facets(Query())["council"]))
    with Readers(given.data, made, 1) as readers:
        time.sleep(given.seconds / 4)
    report("one reader, nothing else", readers)
    with Readers(given.data, made) as readers:
        time.sleep(given.seconds)
    report(f"{READERS} readers, nothing else", readers)
    resample(archive_path(given.data), 50, index.generation + 1, 10_000_000 + 50 * index.generation)
    began = time.perf_counter()
    with Readers(given.data, made) as readers:
        update(given.data, given.pages)
    report(f"{READERS} readers during an update of {time.perf_counter() - began:.0f} s", readers)
    by_command(given.data)


def update(data: Path, pages: int) -> None:
    """Run the cron job's command against a site of so many pages."""
    environment = os.environ | {"CARETRAIL_CONTACT": "mailto:benchmark@example.org"}
    with site(pages) as base, tempfile.TemporaryDirectory() as folder:
        file = source(Path(folder), base, pages)
        command = [*COMMAND, "update", "--data", str(data), "--sources-file", str(file)]
        subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=sys.stderr)


def report(what: str, readers: Readers) -> None:
    """Print a line: how many answers, how fast, and whether anything was wrong."""
    p50, p95 = statistics.median(readers.seconds), statistics.quantiles(readers.seconds, n=20, method="inclusive")[-1]
    torn = sum(len(seen) != 1 for seen in readers.held.values())
    print(
        f"{what}: {len(readers.seconds):,} answers, p50 {p50:.2f} s, p95 {p95:.2f} s (limit {LIMIT:.0f}),"
        f" slowest {max(readers.seconds):.2f} s; errors {len(readers.errors)}, generations seen {len(readers.held)},"
        f" seen half-built {torn}{', led back' if readers.backward else ''}",
        flush=True,
    )
    for error in sorted(set(readers.errors))[:3]:
        print(f"  {error}")


def by_command(data: Path) -> None:
    """As many questions at once by the command line, each a process that opens the index for itself."""
    began = time.perf_counter()
    command = [*COMMAND, "ask", QUESTIONS[0].format(council="Kent"), "--json", "--data", str(data)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(READERS)]
    failed = sum(process.wait() != 0 for process in running)
    print(f"{READERS} commands at once: all answered in {time.perf_counter() - began:.1f} s, failed {failed}")


if __name__ == "__main__":
    main()
