"""Run every benchmark in turn and write docs/performance.md: `make bench`, or `python -m benchmarks --small`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "performance.md"
# What each measures, its module, and the arguments of a small run.
PARTS = (
    ("Crawling beside bare Scrapy", "benchmarks.crawl", ["--articles", "1000"]),
    ("Reading beside bare spaCy", "benchmarks.read", []),
    ("Building and asking beside SQLite FTS5", "benchmarks.search", ["--small"]),
)
PACKAGES = ("scrapy", "spacy", "whoosh3", "streamlit", "trafilatura", "dateparser")


def machine() -> str:
    """The machine and the versions the figures belong to."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite by the standard library; {versions}."
    )


def main() -> None:
    """Run the parts, each in a process of its own, and write what they print."""
    small = "--small" in sys.argv
    size = "small sizes" if small else "full sizes"
    page = [
        "# Performance",
        "",
        f"Written by `make bench`{' (`--small`)' if small else ''}: {size}. {machine()}",
        "Each figure stands beside its peer's from the same run; the ratio is what to compare between machines.",
    ]
    for title, module, arguments in PARTS:
        command = [sys.executable, "-m", module, *(arguments if small else [])]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        text = ended.stdout.strip() if ended.returncode == 0 else f"failed: {ended.stderr.strip()[-500:]}"
        print(f"\n{title}\n{text}", flush=True)
        page += ["", f"## {title}", "", "```", text, "```"]
    TARGET.write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
