"""Run every benchmark in turn and write docs/performance.md: `make bench`, or `python -m benchmarks --quick`.

Each part's lines are kept in .benchmarks as soon as it ends, and the page is written anew after each; after a stop
`--resume` goes on with the parts (and within the curves, the stages) that are missing.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "performance.md"
KEPT = ROOT / ".benchmarks"
PACKAGES = ("scrapy", "spacy", "whoosh3", "tantivy", "streamlit", "trafilatura", "dateparser", "numpy")
# What each measures, its name, its module, and its arguments at full size and in a quick run. A part that comes
# twice replaces its own lines: the curves are told up to 20,000 articles before the largest is begun.
PARTS = (
    ("Crawling beside bare Scrapy", "crawl", "crawl", "--articles 3000", "--articles 300"),
    ("Reading beside bare spaCy", "read", "read", "--rounds 2", "--rounds 1"),
    ("Texts of the worst kinds", "worst", "worst", "--size 50000", "--size 20000"),
    ("The worst of them, a million characters long", "longest", "worst", "--size 1000000 'a letter a line'", ""),
    ("Dense articles: building and asking", "search", "search", "--keep {kept}/dense", "--small --keep {kept}/dense"),
    ("Twenty readers at once", "load", "load", "{kept}/dense", "{kept}/dense --pages 20 --seconds 5"),
    ("What a view of the pages takes and sends", "pages", "pages", "{kept}/dense", "{kept}/dense"),
    ("Cost curves", "curve", "curve", "--keep {kept}/curve 1000 5000 20000", "--keep {kept}/curve 250 500 1000"),
    ("Cost curves", "curve", "curve", "--keep {kept}/curve 1000 5000 20000 100000", ""),
)


def machine() -> str:
    """The machine and the versions the figures belong to."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; {versions}."
    )


def main() -> None:
    """Run the parts, each in a process of its own, and write what they print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: a few minutes")
    parser.add_argument("--resume", action="store_true", help="keep what an earlier run of this size has measured")
    given = parser.parse_args()
    kept = KEPT / ("quick" if given.quick else "full")
    if not given.resume:
        shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    for number, (title, name, module, *arguments) in enumerate(PARTS):
        chosen, done = arguments[given.quick].format(kept=shlex.quote(str(kept))), kept / f"{number}.done"
        if not chosen or done.is_file():
            continue
        print(f"\n{title} ({time.perf_counter() - began:.0f} s since the beginning)", flush=True)
        if run(module, shlex.split(chosen), kept / f"{name}.txt"):
            done.touch()
        write_page(kept, given.quick)
    print(f"\n{TARGET.relative_to(ROOT)} is written, after {time.perf_counter() - began:.0f} s")


def run(module: str, arguments: list[str], to: Path) -> bool:
    """Run a part, show its lines as they come, and keep them in a file; False, and said there, when it failed."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        lines.append(f"failed with exit code {process.returncode}\n")
    to.write_text("".join(lines), encoding="utf-8")
    return process.returncode == 0


def write_page(kept: Path, quick: bool) -> None:
    """Write the page from the lines of the parts that have run."""
    page = [
        "# Performance",
        "",
        f"Written by `make bench`: {'a quick run, small sizes' if quick else 'full sizes'}. {machine()}",
        "",
        "Each figure stands beside its peer's or its limit from the same run; a ratio is what to compare between"
        " machines. Seconds are by the clock where nothing else is said.",
    ]
    for title, name in dict.fromkeys((title, name) for title, name, *_ in PARTS):
        file = kept / f"{name}.txt"
        if file.is_file():
            text = file.read_text(encoding="utf-8").strip()
            page += ["", f"## {title}", "", *([text] if "|---" in text else ["```", text, "```"])]
    TARGET.write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
