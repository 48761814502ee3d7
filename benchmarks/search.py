"""Building and searching a large index, beside SQLite FTS5 on the same entries in the same run.

`python -m benchmarks.search [--small] [--keep FOLDER]`: 20,000 articles and 200,000 events made by resampling, or
1,000 and 10,000; the folder, if kept, is used again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.peer import Peer
from benchmarks.resampled import resample
from crawler.console import archive_path, index_path
from index.ask import ask
from index.build import build
from index.query import Order, Query
from index.search import Index, open_index
from nlp.reading import EventType

ROUNDS = 200
WORDS = (
    "trust",
    "ofsted",
    "inadequate",
    "commissioner",
    "workers",
    "improvement",
    "review",
    "wound up",
    "care",
    "bill",
)
QUESTIONS = (
    "which trusts were wound up in {council} and when",
    "{council} Ofsted rating history",
    "which councils were downgraded since 2024",
    "trusts planned to be wound up in {council}",
    "commissioners appointed in {council} between 2017 and 2020",
)
COLD = "which trusts were wound up in Kent since 2023"
LIMITS = {"timeline": 25, "facets": 25, "full text": 100, "question": 50}


def main() -> None:
    """Print one line a figure: ours, the peer's, and the limit where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(given.keep or Path(temporary), 1_000 if given.small else 20_000)


def measure(data: Path, articles: int) -> None:
    """Make what is missing in a data folder, then measure."""
    if not archive_path(data).is_file():
        data.mkdir(parents=True, exist_ok=True)
        made = resample(archive_path(data), articles)
        print(f"resampled: {articles:,} articles, {made.events:,} events")
    if not index_path(data).is_dir():
        built = build(archive_path(data), index_path(data))
        size = sum(path.stat().st_size for path in index_path(data).rglob("*") if path.is_file())
        print(
            f"build: {built.seconds:.0f} s, {built.articles / built.seconds:,.0f} articles/s,"
            f" {built.claims / built.seconds:,.0f} events/s, {built.entries:,} entries, index {size / 1e6:,.0f} MB"
        )
    index = open_index(data)
    peer_path = data / "peer.sqlite"
    peer_path.unlink(missing_ok=True)
    began = time.perf_counter()
    peer = Peer(peer_path, index, archive_path(data))
    print(f"peer filled: {time.perf_counter() - began:.0f} s, {peer_path.stat().st_size / 1e6:,.0f} MB")
    compare(index, peer)
    add(data)
    cold(data)


def compare(index: Index, peer: Peer) -> None:
    """Questions answered warm, ours beside the peer's."""
    chance = random.Random(3)
    councils = list(index.facets(Query())["council"])
    timelines = [_timeline(chance, councils) for _ in range(ROUNDS)]
    ranges = [Query(after=q.after, before=q.before, order=Order.NEWEST, limit=50) for q in timelines]
    report(
        "timeline", [lambda q=q: index.entries(q) for q in timelines], [lambda q=q: peer.entries(q) for q in timelines]
    )
    report("timeline", [lambda q=q: index.entries(q) for q in ranges], [lambda q=q: peer.entries(q) for q in ranges])
    wide = [Query(), *ranges[:40], *timelines[:40]]
    report("facets", [lambda q=q: index.facets(q) for q in wide], [lambda q=q: peer.facets(q) for q in wide])
    texts = [_text(chance) for _ in range(ROUNDS)]
    report(
        "full text",
        [lambda t=t: index.articles(Query(text=t, order=Order.RELEVANCE, limit=10)) for t, _ in texts],
        [lambda t=t: peer.articles(t) for _, t in texts],
    )
    asked = [chance.choice(QUESTIONS).format(council=chance.choice(councils)) for _ in range(60)]
    report("question", [lambda q=q: ask(index, q, date(2025, 6, 1)) for q in asked])


def _timeline(chance: random.Random, councils: Sequence[str]) -> Query:
    year = chance.randint(2014, 2023)
    return Query(
        types=(chance.choice([EventType.INSPECTION_RATING, EventType.TRUST_CREATED, EventType.FINANCE]),),
        councils=(chance.choice(councils),),
        after=date(year, 1, 1),
        before=date(year + 1, 12, 31),
    )


def _text(chance: random.Random) -> tuple[str, str]:
    """A query in our language and in FTS5's: two words, any of two, or a phrase and a word."""
    one, two = (f'"{word}"' for word in chance.sample(WORDS, 2))
    shape = chance.choice([f"{one} AND {two}", f"{one} OR {two}", f'"children\'s services" AND {one}'])
    return shape, shape.replace("'", " ")


def report(what: str, ours: Sequence[Callable[[], object]], theirs: Sequence[Callable[[], object]] = ()) -> None:
    """Print the median and the 95th percentile of each, in milliseconds."""
    mine = _times(ours)
    line = f"{what}: p50 {mine[0]:.1f} ms, p95 {mine[1]:.1f} ms (limit {LIMITS[what]})"
    if theirs:
        peer = _times(theirs)
        line += f"; FTS5 p50 {peer[0]:.1f} ms, p95 {peer[1]:.1f} ms"
    print(line)


def _times(calls: Sequence[Callable[[], object]]) -> tuple[float, float]:
    taken = []
    for call in calls:
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def add(data: Path) -> None:
    """Time the addition of fifty articles to the index."""
    before = open_index(data).generation
    resample(archive_path(data), 50, seed=before + 1, first=10_000_000 + 50 * before)
    built = build(archive_path(data), index_path(data))
    print(f"50 articles added: {built.seconds:.1f} s (limit 5), {built.written} entries written, anew: {built.anew}")


def cold(data: Path) -> None:
    """Time a question from a cold start of the command."""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        command = [sys.executable, "-m", "app.cli", "ask", COLD, "--json", "--data", str(data)]
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    print(f"ask from a cold start: {statistics.median(taken):.2f} s (limit 1.5)")


if __name__ == "__main__":
    main()
