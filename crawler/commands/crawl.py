"""The crawl command: fetch what is new, one line a source, and an exit code that tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.archive.archive import Archive, ArchiveError
from crawler.archive.runs import Run
from crawler.article import Outcome
from crawler.console import Minutes, Unusable, archive_path, data_option, finish, say, warn
from crawler.lock import exclusive
from crawler.running.health import layout, moves
from crawler.running.watching import watched
from crawler.settings import ContactMissingError, user_agent
from crawler.sources import SHIPPED, Source, SourcesError, load_sources

if TYPE_CHECKING:
    from crawler.run import Ended
    from crawler.spiders.listed import Plan

# How many failures, and how many refusals, are told on the console; all of them are kept.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Job:
    """What the command line asks for."""

    sources: tuple[Source, ...]
    since: datetime | None
    minutes: float | None
    pages: int | None
    dry_run: bool


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@data_option
@click.option("--sources-file", type=click.Path(path_type=Path), default=SHIPPED, help="Another sources.toml.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Walk archives back to this day (backfill).")
@click.option("--minutes", type=Minutes(), help="Time the run may take; the next run goes on.")
@click.option("--pages", type=click.IntRange(min=1), help="Responses the run may take; the next run goes on.")
@click.option("--dry-run", is_flag=True, help="Show what would be fetched; store nothing.")
def crawl(names: tuple[str, ...], data: Path, sources_file: Path, **asked: Any) -> None:
    """Fetch what is new from the SOURCEs (from every enabled one when none is named)."""
    try:
        job = Job(sources=chosen(load_sources(sources_file), names), **asked)
        agent = user_agent()
    except (SourcesError, ContactMissingError) as error:
        raise Unusable(str(error)) from error
    with exclusive(data, "crawl"):
        try:
            with Archive(archive_path(data)) as archive:
                failures = run(job, archive, agent)
        except ArchiveError as error:
            raise Unusable(str(error)) from error
    finish(failures)


def chosen(sources: dict[str, Source], names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these names, or every enabled one when there are none.

    Raises:
        SourcesError: a name is not one of a source.
    """
    unknown = [name for name in names if name not in sources]
    if unknown:
        raise SourcesError(f"no source is named {', '.join(unknown)}; the sources are {', '.join(sources)}")
    if names:
        return tuple(sources[name] for name in names)
    return tuple(source for source in sources.values() if source.enabled)


def run(job: Job, archive: Archive, agent: str) -> int:
    """Crawl, tell how each source ended, and return the number of items and sources that did not end well."""
    from crawler.run import Manner, crawl_sources, settings_for
    from crawler.running.budget import Budget  # Scrapy takes a second to load; a wrong name need not wait
    from crawler.spiders.listed import Plan

    since = job.since.date() if job.since else None
    plans = {source.name: Plan(since=since, dry_run=job.dry_run) for source in job.sources}
    number = None if job.dry_run else archive.start_run("crawl")
    with watched(archive, list(plans)) as watch:
        manner = Manner(settings_for(agent), Budget(job.minutes, job.pages), watch)
        ends = crawl_sources(job.sources, archive, plans.__getitem__, manner)
    if number is None:
        return _tell_plans(ends, plans)
    ailing = {end.source.name: layout(archive, end.source.name) for end in ends}
    failures = archive.failures(number)
    failed = any(end.problem or ailing[end.source.name] for end in ends) or bool(failures)
    finished = archive.finish_run(number, "done in part" if failed else "done")
    for end in ends:
        _tell_end(end, finished.outcomes.get(end.source.name, {}))
    _tell(archive.failures(number, listings=False), "failures; caretrail status names them")
    _tell(_refused(archive, finished), "refused; the page of sources names them")
    for end in ends:
        name = end.source.name
        for problem in filter(None, (end.problem, *ailing[name], *moves(archive, name))):
            warn(f"  {name}: {problem}", source=name)
    _tell_silence(ends)
    return len(failures) + sum(bool(end.problem) + len(ailing[end.source.name]) for end in ends)


def _tell_end(end: Ended, counts: dict[Outcome, int]) -> None:
    """The one line of a source."""
    figures = {str(outcome): items for outcome, items in counts.items()}
    stopped = f"; stopped: {end.stopped}, goes on next time" if end.stopped and not end.error else ""
    line = f"{told(counts)}{stopped}" if counts or end.responses else stopped.removeprefix("; ") or told(counts)
    say(f"crawl {end.source.name}: {line}", source=end.source.name, **figures)


def _refused(archive: Archive, run: Run) -> list[tuple[str, str, str]]:
    """(source, address, reason) of what this run refused for the first time: it is told once, for it is settled."""
    new = (one for one in archive.rejected(run.started) if one.source in run.outcomes)
    return [(one.source, one.url, f"refused: {one.reason}: {one.detail}".removesuffix(": ")) for one in new]


def _tell(items: list[tuple[str, str, str]], more: str) -> None:
    for name, url, reason in items[:_TOLD]:
        warn(f"  {name}: {url}: {reason}", source=name, url=url)
    if len(items) > _TOLD:
        warn(f"  and {len(items) - _TOLD} more {more}")


def _tell_silence(ends: Sequence[Ended]) -> None:
    """What it most likely means when no host at all has answered."""
    if ends and not any(end.responses or end.stopped for end in ends):
        warn("  no source has answered at all: is this machine online, and is its proxy set?")


def _tell_plans(ends: Sequence[Ended], plans: Mapping[str, Plan]) -> int:
    """What a dry run found to be due of each source, and what was wrong; gives the number of sources that ail."""
    for end in ends:
        name, due = end.source.name, plans[end.source.name].would_fetch
        say(f"crawl {name}: {len(due)} would be fetched{f'; stopped: {end.stopped}' if end.stopped else ''}")
        for url in due:
            say(f"  {url}")
    for end in ends:
        if end.problem:
            warn(f"  {end.source.name}: {end.problem}", source=end.source.name)
    _tell_silence(ends)
    say(f"crawl: {sum(len(plan.would_fetch) for plan in plans.values())} would be fetched; nothing was stored")
    return sum(bool(end.problem) for end in ends)


def told(counts: dict[Outcome, int]) -> str:
    """The outcomes of a source's items in words, which add up to their number: "57 items: 50 new, 7 unchanged"."""
    total = sum(counts.values())
    parts = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts.get(outcome))
    return f"{total} item{'s' if total > 1 else ''}: {parts}" if parts else "nothing new"
