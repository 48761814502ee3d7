"""The cron job: crawl, read, build and alert, one after the other, one line a stage and one exit code."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import click

from crawler.console import IN_PART, NOT_USABLE, Minutes, data_option, warn
from crawler.lock import exclusive

STAGES = ("crawl", "read", "build", "alerts")
# A first walk back through all the archives takes nights: what has come by then is to be read the same morning.
CRAWL_MINUTES = 120.0


@click.command()
@click.argument("sources", nargs=-1)
@data_option
@click.option("--sources-file", type=click.Path(path_type=Path), default=None, help="Another sources.toml.")
@click.option(
    "--minutes",
    type=Minutes(),
    default=CRAWL_MINUTES,
    show_default=True,
    help="Time the crawl may take; the next run goes on.",
)
def update(sources: tuple[str, ...], data: Path, sources_file: Path | None, minutes: float) -> None:
    """Crawl the SOURCES (all when none is named), read, build and alert.

    A stage that fails does not stop the ones after it: what is held is still read and built. Exit code 0 when every
    stage was done, 1 when some was done in part or not at all (it is named), 2 when none could be done.
    """
    with exclusive(data, "update"):
        crawl = ["--minutes", str(minutes), *(["--sources-file", str(sources_file)] if sources_file else []), *sources]
        codes = [run_stage(stage, data, crawl if stage == "crawl" else ()) for stage in STAGES]
    if all(code == NOT_USABLE for code in codes):
        raise SystemExit(NOT_USABLE)
    if any(codes):
        raise SystemExit(IN_PART)


def run_stage(stage: str, data: Path, arguments: Iterable[str] = ()) -> int:
    """Run one stage in a process of its own, with further arguments, and return its exit code.

    Scrapy's reactor starts once a process, spaCy's memory is given back at the end, and a stage that dies takes
    nothing with it.
    """
    command = [sys.executable, "-m", "app.cli", stage, "--data", str(data), *arguments]
    began = time.monotonic()
    code = subprocess.run(command, check=False).returncode  # noqa: S603 - our own command, no shell
    if code:
        took = round(time.monotonic() - began, 1)
        how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
        warn(f"{stage}: {how} after {took:.0f} s; the line above says why", stage=stage, code=code, seconds=took)
    return NOT_USABLE if code < 0 else code
