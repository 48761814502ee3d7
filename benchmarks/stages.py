"""One stage of work on a data folder, in a process of its own: `python -m benchmarks.stages STAGE FOLDER [ARTICLES]`.

Prints one JSON object. Seconds are by the clock, ``processor`` those of all its processes while it wrote; memory is
the most that the process held, ``writers`` the most that one it forked did, in MB; disk is in MB.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.originals import originals
from benchmarks.resampled import PLAIN, resample
from benchmarks.text_peers import Fts5, Tantivy, queries
from crawler.console import archive_path, index_path
from index.asking.ask import ask
from index.build import build
from index.query import Order, Query
from index.search import Index, open_index

QUESTIONS = (
    "which trusts were wound up in {council} and when",
    "{council} Ofsted rating history",
    "which councils were downgraded since 2024",
    "trusts planned to be wound up in {council}",
    "commissioners appointed in {council} between 2017 and 2020",
)
ON = date(2025, 6, 1)
ADDED = 50
_QUERIES = 60
Figures = dict[str, float]


def archive(data: Path, articles: int) -> Figures:
    """Articles taken in, and their readings stored; what making them up takes is left out."""
    began = time.perf_counter()
    made = resample(archive_path(data), articles, shape=PLAIN)
    whole = time.perf_counter() - began
    return {
        "processor": made.seconds,
        "with making them up": whole,
        "events": made.events,
        "words": made.words,
        **size(data),
    }


def index(data: Path, _: int) -> Figures:
    """The index built from stored readings."""
    before = processor()
    built = build(archive_path(data), index_path(data), anew=True)
    taken = {"seconds": built.seconds, "processor": processor() - before}
    return {**taken, "entries": built.entries, **size(index_path(data))}


def add(data: Path, _: int) -> Figures:
    """Fifty articles more."""
    before = open_index(data).generation
    resample(archive_path(data), ADDED, before + 1, 10_000_000 + ADDED * before, PLAIN)
    spent = processor()
    built = build(archive_path(data), index_path(data))
    return {"seconds": built.seconds, "processor": processor() - spent}


def asking(data: Path, _: int) -> Figures:
    """The index opened, its first question, then questions and full text with ten stretches marked."""
    began = time.perf_counter()
    opened = open_index(data)
    at_once = time.perf_counter()
    ask(opened, "which trusts were wound up in Kent since 2023", ON)
    first = time.perf_counter()
    questions = [QUESTIONS[at % len(QUESTIONS)].format(council=name) for at, name in enumerate(_councils(opened))]
    return {
        "open": at_once - began,
        "first": first - at_once,
        **timed([lambda q=q: ask(opened, q, ON) for q in questions], "question"),
        **timed([lambda t=t: opened.articles(full_text(t)) for t in queries(_QUERIES)], "text"),
    }


def fts5(data: Path, _: int) -> Figures:
    """The same articles in FTS5."""
    return _peer(data / "fts5.sqlite", lambda path: Fts5(path, archive_path(data)))


def tantivy(data: Path, _: int) -> Figures:
    """The same articles in tantivy."""
    return _peer(data / "tantivy", lambda path: Tantivy(path, archive_path(data)))


def _peer(path: Path, fill: Callable[[Path], Fts5 | Tantivy]) -> Figures:
    before = processor()
    peer = fill(path)
    return {
        "processor": processor() - before,
        **size(path),
        **timed([lambda t=t: peer.articles(t) for t in queries(_QUERIES)], "text"),
    }


def full_text(text: str) -> Query:
    """The ten best articles for a text."""
    return Query(text=text, order=Order.RELEVANCE, limit=10)


def _councils(opened: Index) -> Sequence[str]:
    return list(opened.facets(Query())["council"])[:_QUERIES]


def timed(calls: Sequence[Callable[[], object]], what: str) -> Figures:
    """The median and the 95th percentile of how long the calls take, and of the processor's share, in milliseconds."""
    taken, spent = [], []
    for call in calls:
        began, before = time.perf_counter(), time.process_time()
        call()
        spent.append((time.process_time() - before) * 1000)
        taken.append((time.perf_counter() - began) * 1000)
    return {
        f"{what} p50": statistics.median(taken),
        f"{what} p95": statistics.quantiles(taken, n=20, method="inclusive")[-1],
        f"{what} processor p95": statistics.quantiles(spent, n=20, method="inclusive")[-1],
    }


def size(path: Path) -> Figures:
    """What a file or a folder takes of the disk; the articles at hand, kept beside the archive, left out."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {"disk": sum(file.stat().st_size for file in files if file.suffix != ".jsonl") / 1e6}


def processor() -> float:
    """Seconds of processor that this process and those it waited for have taken."""
    times = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in times)


def memory() -> Figures:
    """The most memory this process held since it began, and the most of any it forked, in MB."""
    # Not getrusage of oneself: that counts what the parent held when it started this.
    status = Path("/proc/self/status")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if status.is_file():
        own = int(status.read_text().partition("VmHWM:")[2].split()[0])
    return {"memory": own / 1024, "writers": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


STAGES = {"archive": archive, "build": index, "ask": asking, "add": add, "fts5": fts5, "tantivy": tantivy}


def main() -> None:
    """Run the stage and print its figures."""
    stage, data, articles = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    originals(data)
    print(json.dumps({**STAGES[stage](data, articles), **memory()}))


if __name__ == "__main__":
    main()
