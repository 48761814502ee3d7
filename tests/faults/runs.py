"""Runs of the command in processes of their own, and their killing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.crawler.replica import ROOT
from tests.faults.site import ALERTS, World

STAGES = ("crawl", "read", "build", "alerts")
LONGEST = 240.0
_LOOK = 0.02


@dataclass(frozen=True)
class Ran:
    """How a run ended: its exit code, seconds, what it said; ``stage`` is the one it was killed in."""

    code: int
    seconds: float
    out: str
    err: str
    stage: str = ""


def start(data: Path, command: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Begin a command in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", command, "--data", str(data), *arguments],
        env={**os.environ, "CARETRAIL_CONTACT": "mailto:test@example.org", "PYTHONWARNINGS": "ignore", **environment},
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def run(data: Path, command: str, *arguments: str, **environment: str) -> Ran:
    """A command to its end."""
    began = time.monotonic()
    process = start(data, command, *arguments, **environment)
    out, err = process.communicate(timeout=LONGEST)
    return Ran(process.returncode, time.monotonic() - began, out, err)


def update(data: Path, world: World, **environment: str) -> Ran:
    """A night's run to its end."""
    prepare(data, world)
    return run(data, "update", "--sources-file", str(world.sources), **environment)


def update_watched(data: Path, world: World, **environment: str) -> tuple[Ran, dict[str, float]]:
    """A night's run to its end, and how many seconds each stage took."""
    prepare(data, world)
    began = time.monotonic()
    process = start(data, "update", "--sources-file", str(world.sources), **environment)
    seconds = dict.fromkeys(STAGES, 0.0)
    while process.poll() is None:
        stage = stage_of(process.pid)
        time.sleep(_LOOK)
        if stage in seconds:
            seconds[stage] += _LOOK
    out, err = process.communicate(timeout=LONGEST)
    return Ran(process.returncode, time.monotonic() - began, out, err), seconds


def update_killed(data: Path, world: World, stage: str, after: float) -> Ran:
    """A night's run, all its processes killed some seconds after a stage began (or done before)."""
    prepare(data, world)
    began = time.monotonic()
    process = start(data, "update", "--sources-file", str(world.sources))
    while process.poll() is None and stage_of(process.pid) != stage:
        time.sleep(_LOOK)
    try:
        out, err = process.communicate(timeout=after)
        return Ran(process.returncode, time.monotonic() - began, out, err, "done before")
    except subprocess.TimeoutExpired:
        found = stage_of(process.pid)
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate(timeout=LONGEST)
        return Ran(process.returncode, time.monotonic() - began, out, err, found)


def prepare(data: Path, world: World) -> None:
    """Make the data folder with an alert saved in it."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "alerts.toml").write_text(ALERTS.format(port=world.mail.port), encoding="utf-8")


def stage_of(process: int) -> str:
    """The stage that a run's child process is in, "between" when there is none."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        words = Path(f"/proc/{children[0]}/cmdline").read_bytes().split(b"\0")
        return words[words.index(b"app.cli") + 1].decode()
    except (OSError, IndexError, ValueError):
        return "between"
