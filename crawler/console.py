"""What every command shares: the data folder, one line a stage, progress when a person watches, exit codes."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from crawler.discretion import discreet, harmless

IN_PART = 1
NOT_USABLE = 2
LOG_SETTING = "CARETRAIL_LOG_JSON"

_F = TypeVar("_F", bound=Callable[..., Any])
_T = TypeVar("_T")


class Unusable(click.ClickException):
    """The command can do nothing with what it was given: says the cause and what to do, and exits with 2."""

    exit_code = NOT_USABLE

    def __init__(self, message: str) -> None:
        super().__init__(harmless(discreet(message)))
        self._command = _command()

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message to standard error, as an event where events are asked for."""
        if _logs():
            _log("error", self.format_message(), {"command": self._command})
        else:
            super().show(file)


def data_option(command: _F) -> _F:
    """Give a command its ``data`` argument: the folder of the archive and the index."""
    option = click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="CARETRAIL_DATA",
        default=Path("data"),
        show_default=True,
        help="Folder of the archive and the index (or CARETRAIL_DATA).",
    )
    return option(command)


class Minutes(click.FloatRange):
    """A time in minutes: some, and not without end, which numbers such as ``nan`` and ``inf`` would be."""

    name = "minutes"

    def __init__(self) -> None:
        super().__init__(min=0.01)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or click's own error."""
        minutes: float = super().convert(value, param, ctx)
        if not math.isfinite(minutes):
            self.fail(f"{value} is no number of minutes.", param, ctx)
        return minutes


def archive_path(data: Path) -> Path:
    """Where the archive of a data folder lies."""
    return data / "archive.sqlite"


def index_path(data: Path) -> Path:
    """Where the derived index of a data folder lies."""
    return data / "index"


def say(line: str, **facts: str | int | float) -> None:
    """Print one line of how it went; ``facts`` are the same in figures, for `--log-json`.

    A line that is JSON is a result that was asked for, not an event, and is printed as what it is.
    """
    if _logs() and not line.startswith("{"):
        _log("info", line, facts)
    else:
        click.echo(harmless(line))


def warn(line: str, **facts: str | int | float) -> None:
    """Print one line of what is wrong, to standard error; ``facts`` as in `say`."""
    if _logs():
        _log("warning", line, facts)
    else:
        click.echo(harmless(discreet(line)), err=True)


def _logs() -> bool:
    return os.environ.get(LOG_SETTING, "") not in ("", "0")


def _command() -> str:
    context = click.get_current_context(silent=True)
    return (context.info_name or "") if context else ""


def _log(level: str, line: str, facts: dict[str, str | int | float]) -> None:
    """Write an event to standard error: one line of JSON with the moment (UTC), level, command, process and message."""
    event = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": level,
        "command": _command(),
        "process": os.getpid(),
        "message": line.strip(),
    }
    told = {name: discreet(value) if isinstance(value, str) else value for name, value in (event | facts).items()}
    click.echo(harmless(json.dumps(told, ensure_ascii=False)), err=True)


def finish(failures: int) -> None:
    """End a command: exit 0 when all was done, 1 when part of it failed (and was named)."""
    if failures:
        raise SystemExit(IN_PART)


def track(items: Iterable[_T], description: str, total: int | None = None) -> Iterator[_T]:
    """Yield the items, with a progress bar when standard error is a terminal and silently when it is not."""
    if not sys.stderr.isatty():
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(description, total=total)
        for item in items:
            yield item
            progress.advance(task)
