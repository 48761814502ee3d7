"""Serves the pages of a data folder on a free port, and finds the browser to look at them with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_SECONDS = 60


def browser() -> dict[str, object]:
    """How playwright launches the system's Chromium.

    Raises:
        LookupError: none is installed.
    """
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise LookupError(f"no browser is installed: none of {', '.join(_BROWSERS)}")
    return {"executable_path": found, "args": list(_ARGUMENTS)}


@contextmanager
def pages(data: Path) -> Iterator[str]:
    """The pages of a data folder, served until the block ends; gives their address."""
    port = _free_port()
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "streamlit", "run", str(root / "app" / "main.py")]
    settings = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
    }
    flags = [f"--{name}={value}" for name, value in (settings | {"browser.gatherUsageStats": "false"}).items()]
    environment = os.environ | {"CARETRAIL_DATA": str(data), "PYTHONPATH": str(root)}
    process = subprocess.Popen(
        [*command, *flags], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://localhost:{port}"
        _wait(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str) -> None:
    end = time.monotonic() + _SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
