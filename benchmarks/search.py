"""Building and searching a large index of dense articles, beside SQLite, its FTS5 and tantivy in the same run.

`python -m benchmarks.search [--small] [--keep FOLDER]`: 20,000 articles and 200,000 events made by resampling, or
1,000 and 10,000; the folder, if kept, is used again.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.curve import cold
from benchmarks.peer import Peer
from benchmarks.resampled import resample
from benchmarks.stages import ON, QUESTIONS, full_text, processor, size, timed
from benchmarks.text_peers import Fts5, Tantivy, queries
from crawler.archive.archive import Archive
from crawler.console import archive_path, index_path
from index.asking.ask import ask
from index.build import build
from index.query import Order, Query
from index.search import Index, open_index
from nlp.reading import EventType

ROUNDS = 200
ADDITIONS = 3
LIMITS = {"timeline": 25, "newest fifty": 25, "facets": 25, "full text": 100, "question": 50}
Calls = Sequence[Callable[[], object]]


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
    if held(data) < articles:
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        made = resample(archive_path(data), articles)
        print(f"resampled: {articles:,} articles, {made.events:,} events", flush=True)
    if not (data / "fts5").exists():
        built = build(archive_path(data), index_path(data), anew=True)
        print(
            f"build: {built.seconds:.0f} s, {built.articles / built.seconds:,.0f} articles/s,"
            f" {built.claims / built.seconds:,.0f} events/s, {built.entries:,} entries,"
            f" index {size(index_path(data))['disk']:,.0f} MB",
            flush=True,
        )
    index = open_index(data)
    structured(index, data)
    texts = queries(ROUNDS)
    fts5, tantivy = fill("FTS5", Fts5, data), fill("tantivy", Tantivy, data)
    report(
        "full text",
        [lambda t=t: index.articles(full_text(t)) for t in texts],
        FTS5=[lambda t=t: fts5.articles(t) for t in texts],
        tantivy=[lambda t=t: tantivy.articles(t) for t in texts],
    )
    add(data)
    print(f"ask from a cold start: {cold(data):.2f} s (limit 1.5)")


def held(data: Path) -> int:
    """How many articles a data folder holds."""
    if not archive_path(data).is_file():
        return 0
    with Archive(archive_path(data)) as archive:
        return archive.counts()["readings"]


def structured(index: Index, data: Path) -> None:
    """Timelines, facets and questions, ours beside SQLite's."""
    path = data / "peer.sqlite"
    path.unlink(missing_ok=True)
    peer, chance = Peer(path, index), random.Random(3)
    councils = list(index.facets(Query())["council"])
    lines = [_timeline(chance, councils) for _ in range(ROUNDS)]
    newest = [Query(after=q.after, before=q.before, order=Order.NEWEST, limit=50) for q in lines]
    for what, asked in (("timeline", lines), ("newest fifty", newest)):
        ours = [lambda q=q: index.entries(q) for q in asked]
        report(what, ours, SQLite=[lambda q=q: peer.entries(q) for q in asked])
    wide = [Query(), *newest[:20], *lines[:20]]
    ours = [lambda q=q: index.facets(q) for q in wide]
    report("facets", ours, SQLite=[lambda q=q: peer.facets(q) for q in wide])
    asked = [chance.choice(QUESTIONS).format(council=chance.choice(councils)) for _ in range(60)]
    report("question", [lambda q=q: ask(index, q, ON) for q in asked])


def _timeline(chance: random.Random, councils: Sequence[str]) -> Query:
    year = chance.randint(2014, 2023)
    return Query(
        types=(chance.choice([EventType.INSPECTION_RATING, EventType.TRUST_CREATED, EventType.FINANCE]),),
        councils=(chance.choice(councils),),
        after=date(year, 1, 1),
        before=date(year + 1, 12, 31),
    )


def fill(name: str, peer: type[Fts5] | type[Tantivy], data: Path) -> Fts5 | Tantivy:
    """A peer with the articles of a data folder; says how long filling it took, unless it was kept filled."""
    began, path = time.perf_counter(), data / name.lower()
    filled = peer(path, archive_path(data))
    print(f"{name}: filled in {time.perf_counter() - began:.1f} s, {size(path)['disk']:,.0f} MB", flush=True)
    return filled


def report(what: str, ours: Calls, **peers: Calls) -> None:
    """Print the median and the 95th percentile of each, in milliseconds, and the medians' ratio to each peer's."""
    mine = timed(ours, what)
    told = [
        f"p50 {mine[f'{what} p50']:.1f} ms, p95 {mine[f'{what} p95']:.1f} ms (limit {LIMITS[what]}),"
        f" of the processor {mine[f'{what} processor p95']:.1f} ms"
    ]
    for name, calls in peers.items():
        theirs = timed(calls, what)
        ratio = mine[f"{what} p50"] / theirs[f"{what} p50"]
        told.append(
            f"{name} p50 {theirs[f'{what} p50']:.1f} ms, p95 {theirs[f'{what} p95']:.1f} ms, ours {ratio:.2f} times"
        )
    print(f"{what}: {'; '.join(told)}", flush=True)


def add(data: Path) -> None:
    """Time additions of fifty articles to the index, one after another: the middle one, and the slowest."""
    taken, spent, written = [], [], []
    for _ in range(ADDITIONS):
        before = open_index(data).generation
        resample(archive_path(data), 50, seed=before + 1, first=10_000_000 + 50 * before)
        began = processor()
        built = build(archive_path(data), index_path(data))
        taken.append(built.seconds)
        spent.append(processor() - began)
        written.append(built.written)
    print(
        f"50 articles added, {ADDITIONS} times: {median(taken):.1f} s (limit 5), at most {max(taken):.1f} s,"
        f" {median(spent):.1f} s of the processor, {median(written)} entries written"
    )


if __name__ == "__main__":
    main()
