"""Opening the pages, and the demonstration on the bundled sample."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from app.update import run_stage
from crawler.console import Unusable, archive_path, data_option, index_path, say
from crawler.settings import CONTACT_SETTING

PORT = 8501
SAMPLE_PORT = 8502
SAMPLE_QUESTION = "which trusts were wound up and when"


@click.command()
@data_option
@click.option("--port", default=PORT, show_default=True, help="Port of the pages.")
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on; loopback unless said.")
def app(data: Path, port: int, address: str) -> None:
    """Open the pages on the data held, until interrupted."""
    raise SystemExit(serve_pages(data, port, address))


@click.command()
@data_option
@click.option("--port", default=PORT, show_default=True, help="Port of the pages.")
@click.option("--pages/--no-pages", default=True, help="Whether to open the pages at the end.")
def demo(data: Path, port: int, pages: bool) -> None:
    """Crawl the bundled sample over loopback if nothing is held, answer a question, open the pages."""
    from crawler.sample.server import serve as serve_sample

    # The sample is this machine's own: nobody needs to be written to about it.
    os.environ.setdefault(CONTACT_SETTING, "mailto:sample@caretrail.invalid")
    with ExitStack() as stack:
        try:
            sample = stack.enter_context(serve_sample(SAMPLE_PORT))
        except OSError as error:
            raise Unusable(
                f"port {SAMPLE_PORT}, where the sample site is served, is taken: {error.strerror}"
            ) from error
        if not archive_path(data).exists() or not index_path(data).exists():
            say(f"The sample news site is served at {sample}; fetching it as any site is fetched.")
            # An earlier run may have been stopped at any point: each stage does what is left to do.
            for stage in ("crawl", "read", "build"):
                run_or_stop(stage, data)
        for line in ("", f"Question: {SAMPLE_QUESTION}", ""):
            say(line)
        ask = [sys.executable, "-m", "app.cli", "ask", SAMPLE_QUESTION, "--data", str(data)]
        subprocess.run(ask, check=False)  # noqa: S603 - our own command, no shell
        if pages:
            say("")
            say(f"The pages open at http://localhost:{port} (end with Ctrl-C).")
            raise SystemExit(serve_pages(data, port, "127.0.0.1"))


def run_or_stop(stage: str, data: Path) -> None:
    """Run a stage of the demonstration and end it when the stage can do nothing."""
    sources = Path(__file__).parent.parent / "crawler" / "sample" / "sources.toml"
    code = run_stage(stage, data, ("--sources-file", str(sources)) if stage == "crawl" else ())
    if code > 1:
        raise Unusable(f"the sample could not be shown: {stage} failed; its message is above")


def serve_pages(data: Path, port: int, address: str) -> int:
    """Run Streamlit on the pages until it ends; returns its exit code.

    Streamlit's own telemetry is off and nothing is opened by itself, so that it works on a server too.
    """
    settings = {
        "server.port": str(port),
        "server.address": address,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [f"--{name}={value}" for name, value in settings.items()]
    main = Path(__file__).parent / "main.py"
    command = [sys.executable, "-m", "streamlit", "run", str(main), *flags]
    try:
        return subprocess.run(command, check=False, env=os.environ | {"CARETRAIL_DATA": str(data)}).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0
