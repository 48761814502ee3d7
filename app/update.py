"""The cron job: crawl, read, build and alert, one after the other, one line a stage and one exit code."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import click

from crawler.console import IN_PART, NOT_USABLE, data_option, warn
from crawler.lock import exclusive

STAGES = ("crawl", "read", "build", "alerts")


@click.command()
@click.argument("sources", nargs=-1)
@data_option
@click.option("--sources-file", type=click.Path(path_type=Path), default=None, help="Another sources.toml.")
def update(sources: tuple[str, ...], data: Path, sources_file: Path | None) -> None:
    """Crawl the SOURCES (all when none is named), read, build and alert.

    A stage that fails does not stop the ones after it: what is held is still read and built. Exit code 0 when every
    stage was done, 1 when some was done in part or not at all (it is named), 2 when none could be done.
    """
    with exclusive(data, "update"):
        codes = [run_stage(stage, data, sources, sources_file) for stage in STAGES]
    if all(code == NOT_USABLE for code in codes):
        raise SystemExit(NOT_USABLE)
    if any(codes):
        raise SystemExit(IN_PART)


def run_stage(stage: str, data: Path, sources: tuple[str, ...] = (), sources_file: Path | None = None) -> int:
    """Run one stage in a process of its own and return its exit code.

    Scrapy's reactor starts once a process, spaCy's memory is given back at the end, and a stage that dies takes
    nothing with it.
    """
    command = [sys.executable, "-m", "app.cli", stage, "--data", str(data)]
    if stage == "crawl":
        command += ["--sources-file", str(sources_file)] if sources_file else []
        command += sources
    began = time.monotonic()
    code = subprocess.run(command, check=False).returncode  # noqa: S603 - our own command, no shell
    if code:
        took = round(time.monotonic() - began, 1)
        how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
        warn(f"{stage}: {how} after {took:.0f} s; the line above says why", stage=stage, code=code, seconds=took)
    return NOT_USABLE if code < 0 else code
