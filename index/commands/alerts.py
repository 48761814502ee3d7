"""The command ``caretrail alerts``: what is new for the saved questions, as Atom feeds and messages, each told once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import click

from crawler.console import Unusable, data_option, finish, say, warn
from index.alerts.config import Alert, AlertsUnusable, load_alerts
from index.alerts.feed import headline, write_feed
from index.alerts.told import Telling, Told
from index.asking.ask import Held, ask
from index.query import Query
from index.store.document import IndexUnusable
from index.timeline import Entry

_LONDON = ZoneInfo("Europe/London")
_IN_FEED = 100
_IN_MESSAGE = 20


class Send(Protocol):
    """Sends a title and a body to one address."""

    def __call__(self, address: str, title: str, body: str) -> bool:
        """Whether it was sent."""
        ...


@dataclass(frozen=True, slots=True)
class Ran:
    """How one alert went: what it told, whether it was its first run, and to how many addresses sending failed."""

    alert: Alert
    tellings: Sequence[Telling]
    first: bool
    failed: int = 0


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be told, and tell nothing.")
@click.option(
    "--file", "path", type=click.Path(path_type=Path, dir_okay=False), help="Default: alerts.toml in the data."
)
@data_option
def alerts(dry_run: bool, path: Path | None, data: Path) -> None:
    """Tell what is new for the questions and searches saved in alerts.toml.

    Feeds are written to the folder alerts of the data; messages go to the addresses an alert names.
    """
    from index.commands.choosing import opened

    try:
        saved = load_alerts(path or data / "alerts.toml")
    except AlertsUnusable as error:
        raise Unusable(str(error)) from error
    if not saved:
        say(f"alerts: none saved in {path or data / 'alerts.toml'}")
        return
    index, now = opened(data), datetime.now(_LONDON)
    try:
        with Told(data / "alerts.sqlite") as told:
            runs = [run(alert, index, told, Run(data / "alerts", now, dry_run)) for alert in saved]
    except (sqlite3.Error, OSError) as error:
        raise Unusable(f"what was told cannot be kept ({error}); is the disk full? run caretrail doctor") from error
    except IndexUnusable as error:
        raise Unusable(str(error)) from error
    for ran in runs:
        _report(ran, dry_run)
    new = sum(len(ran.tellings) for ran in runs if not ran.first)
    say(f"alerts: {len(runs)} run, {new} entries {'would be ' if dry_run else ''}told")
    finish(sum(ran.failed for ran in runs))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of all alerts: where feeds go, when it is, whether it only shows, and what sends messages."""

    folder: Path
    now: datetime
    dry: bool = False
    send: Send | None = None


def run(alert: Alert, index: Held, told: Told, this: Run) -> Ran:
    """Run one alert: find what it has not told, note it, write its feed, send it.

    What is held at an alert's first run is not news: it fills the feed and sends nothing. A telling is noted before it
    is sent, so that a run that is killed never sends twice; what could not be sent is told again with the next run.

    Raises:
        OSError: the feed cannot be written.
    """
    asked = alert.question or alert.search or ""
    first = not told.begun(alert.name, asked)
    tellings = told.fresh(alert.name, found(alert, index, this.now), this.now)
    if this.dry:
        return Ran(alert, tellings, first)
    # A feed that cannot be written, for the disk is full, leaves its tellings to the next run.
    with told.telling(alert.name, asked, tellings):
        write_feed(this.folder / f"{alert.name}.atom", alert, told.latest(alert.name, _IN_FEED), this.now)
    if first or not tellings or not alert.notify:
        return Ran(alert, tellings, first)
    send = this.send or by_apprise
    failed = sum(not send(address, alert.title, message(tellings)) for address in alert.notify)
    if failed == len(alert.notify):
        told.untell(alert.name, tellings)
    return Ran(alert, tellings, first, failed)


def found(alert: Alert, index: Held, now: datetime) -> list[Entry]:
    """The entries an alert asks for, as of a moment."""
    if alert.question:
        return [row for row in ask(index, alert.question, now.date()).rows if isinstance(row, Entry)]
    return index.entries(Query(text=alert.search or ""))


def message(tellings: Sequence[Telling]) -> str:
    """The body of a message: what is told, each with where it stands."""
    lines = [f"{headline(item)}.\n{_where(item)}" for item in tellings[:_IN_MESSAGE]]
    if len(tellings) > _IN_MESSAGE:
        lines.append(f"and {len(tellings) - _IN_MESSAGE} more, in the feed")
    return "\n\n".join(lines)


def _where(item: Telling) -> str:
    url = item.entry.history[-1].url
    return url if url.startswith(("http://", "https://", "file:")) else "its address is none that can be opened"


def by_apprise(address: str, title: str, body: str) -> bool:
    """Send a message through apprise; False when the address is not understood or the service refused it."""
    from apprise import Apprise, NotifyFormat

    service = Apprise()
    return bool(service.add(address)) and bool(service.notify(body=body, title=title, body_format=NotifyFormat.TEXT))


def _report(ran: Ran, dry: bool) -> None:
    name = ran.alert.name
    if ran.first:
        say(f"{name}: first run, {len(ran.tellings)} entries held count as told")
    elif dry:
        for item in ran.tellings:
            say(f"{name}: would tell ({item.change}): {headline(item)}")
    if ran.failed:
        # The address may hold a password: it is not printed.
        warn(f"{name}: {ran.failed} of {len(ran.alert.notify)} messages could not be sent; check its notify addresses")
