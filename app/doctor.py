"""The command doctor: what may be wrong with environment, archive, index and sources, and how to mend it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

import click

from crawler.archive.check import Checked, check_archive
from crawler.console import IN_PART, NOT_USABLE, archive_path, data_option, index_path
from crawler.discretion import harmless
from crawler.settings import ContactMissingError, user_agent
from crawler.sources import SHIPPED, SourcesError, load_sources
from index.alerts.config import AlertsUnusable, load_alerts
from index.store import generations
from index.store.distribution import check_distribution, installed
from index.store.document import IndexUnusable
from index.store.soundness import check_pages

# A build writes the whole index again beside the old one, and SQLite's log may grow meanwhile.
_ROOM_BESIDES = 200_000_000
_MEGABYTE = 1_000_000
# Clocks differ by minutes; what is stamped later than this was written under another clock.
_CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found and, where it is not well, how to mend it; ``grave``: nothing works so."""

    subject: str
    found: str
    mend: str = ""
    grave: bool = False


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--sources-file", type=click.Path(path_type=Path), default=SHIPPED, help="Another sources.toml.")
@data_option
def doctor(as_json: bool, sources_file: Path, data: Path) -> None:
    """Check everything a night's run needs, and change nothing.

    Exit code 0 when all is well, 1 when something wants mending, 2 when nothing works as it is.
    """
    findings = [*environment(), *disk(data), *held(data), *settings(data, sources_file)]
    if as_json:
        click.echo(harmless(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False)))
    else:
        for finding in findings:
            mark = "GRAVE" if finding.grave else "mend" if finding.mend else "well"
            line = f"{mark:5}  {finding.subject}: {finding.found}" + (f"; {finding.mend}" if finding.mend else "")
            click.echo(harmless(line))
    ill = [finding for finding in findings if finding.mend]
    raise SystemExit(NOT_USABLE if any(finding.grave for finding in ill) else IN_PART if ill else 0)


def environment() -> Iterator[Finding]:
    """Whether what Caretrail is built on is installed, and reads."""
    lacking = sorted(name for name in _required() if not installed(name))
    python = ".".join(map(str, sys.version_info[:3]))
    if lacking:
        yield Finding("environment", f"{', '.join(lacking)} not installed", "run make env", grave=True)
    else:
        yield Finding("environment", f"Python {python}, every package installed")
    try:
        check_distribution()
        yield Finding("search engine", "one distribution of Whoosh")
    except IndexUnusable as error:
        yield Finding("search engine", str(error), "run make env", grave=True)
    # The model is loaded where it is used: in a process of its own, by the command that reads.
    tried = subprocess.run(
        [sys.executable, "-m", "app.cli", "extract"],
        input="",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CARETRAIL_LOG_JSON": ""},
    )
    if tried.returncode:
        said = tried.stderr.strip().splitlines()[-1:] or [f"exit code {tried.returncode}"]
        yield Finding("language model", said[0].removeprefix("Error: "), "run make env", grave=True)
    else:
        yield Finding("language model", "loads")


def disk(data: Path) -> Iterator[Finding]:
    """Whether there is room for the next build, and the right to write."""
    there = next(folder for folder in (data.absolute(), *data.absolute().parents) if folder.exists())
    if not os.access(there, os.W_OK):
        yield Finding("disk", f"{there} cannot be written to", "give the user of caretrail the right to", grave=True)
        return
    free, wanted = shutil.disk_usage(there).free, _size(archive_path(data)) + _size(index_path(data)) + _ROOM_BESIDES
    found = f"{free // _MEGABYTE:,} MB free, {wanted // _MEGABYTE:,} MB wanted at most by the next run"
    yield Finding("disk", found, "" if free >= wanted else "make room")


def held(data: Path) -> Iterator[Finding]:
    """Whether archive, index and the record of alerts are sound and belong together."""
    path = archive_path(data)
    if not path.is_file():
        yield Finding("archive", f"there is none in {data}", "run caretrail crawl or caretrail add")
        return
    checked = check_archive(path)
    if checked.problems:
        mend = "put the last backup in its place: caretrail restore FILE --replace"
        mend = "install the Caretrail that wrote it, or a later one" if checked.newer else mend
        yield Finding("archive", "; ".join(checked.problems), mend, grave=True)
        return
    old = ", of an older format: the next command that opens it upgrades it" if checked.outdated else ""
    yield Finding("archive", f"sound, format {checked.version}, {checked.documents} documents{old}")
    now = datetime.now(UTC)
    if checked.newest and checked.newest - now > _CLOCKS_DIFFER:
        yield Finding(
            "clock", f"the last run is of {checked.newest:%d %B %Y}, in the future", "set this machine's clock"
        )
    yield Finding("index", *_try(lambda: _index(index_path(data), checked)))
    told = data / "alerts.sqlite"
    if told.is_file():
        yield Finding("told alerts", *_try(lambda: _sound(told, f"remove {told}: what is held then counts as told")))


def settings(data: Path, sources_file: Path) -> Iterator[Finding]:
    """Whether the sources, the alerts and the contact are as they must be."""
    try:
        rows = load_sources(sources_file).values()
        yield Finding("sources", f"{sum(source.enabled for source in rows)} of {len(rows)} enabled")
    except SourcesError as error:
        yield Finding("sources", str(error), "correct that line")
    try:
        yield Finding("contact", user_agent())
    except ContactMissingError as error:
        yield Finding("contact", "none is set, nothing will be fetched", str(error))
    try:
        yield Finding("alerts", f"{len(load_alerts(data / 'alerts.toml'))} saved")
    except AlertsUnusable as error:
        yield Finding("alerts", str(error), "correct it")


def _try(look: Callable[[], tuple[str, str]]) -> tuple[str, str]:
    try:
        return look()
    except IndexUnusable as error:
        said, _, mend = str(error).rpartition(": ")
        return said, mend
    except (sqlite3.Error, OSError, ValueError) as error:
        return f"cannot be read ({error})", "run caretrail build"


def _index(index: Path, archive: Checked) -> tuple[str, str]:
    """What is found of an index, and how to mend it."""
    generation, sequence = generations.current(index)
    generations.check(generations.folder_of(index, generation), thoroughly=True)
    said, mend = _sound(generations.ledger_path(index), "run caretrail build --anew")
    if mend:
        return said, mend
    if sequence != archive.sequence:
        return f"built up to reading {sequence}, the archive has {archive.sequence}", "run caretrail build"
    return f"sound, generation {generation}, of this archive", ""


def _sound(path: Path, mend: str) -> tuple[str, str]:
    try:
        check_pages(path)
    except sqlite3.DatabaseError as error:
        return f"{path} is damaged ({error})", mend
    return "sound", ""


def _required() -> set[str]:
    """The distributions that Caretrail's own metadata require, whatever the platform."""
    lines = metadata.requires("caretrail") or []
    return {name[0] for line in lines if (name := re.match(r"[\w.-]+", line))}


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else 0
