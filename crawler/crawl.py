"""The crawl command: fetch what is new, one line a source, and an exit code that tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.archive import Archive, ArchiveError
from crawler.article import Outcome
from crawler.console import Unusable, archive_path, data_option, finish, say, warn
from crawler.lock import exclusive
from crawler.settings import ContactMissingError, user_agent
from crawler.sources import SHIPPED, Source, SourcesError, load_sources
from crawler.watching import watched

if TYPE_CHECKING:
    from crawler.run import Ended

# How many of a source's failures are told on the console; all of them are kept, and `status` names them.
_TOLD = 5
_LIMITS = {"closespider_timeout": "its time is used up", "closespider_pagecount": "its number of pages is reached"}


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
@click.option("--minutes", type=click.FloatRange(min=0.01), help="Time one source may take; the next run goes on.")
@click.option("--pages", type=click.IntRange(min=1), help="Responses one source may take; the next run goes on.")
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
    """Crawl, tell how each source ended, and return the number of sources that did not end well."""
    from crawler.run import crawl_sources, settings_for  # Scrapy takes a second to load; a wrong name need not wait
    from crawler.spiders.listed import Plan

    plan = Plan(since=job.since.date() if job.since else None, dry_run=job.dry_run)
    number = None if job.dry_run else archive.start_run("crawl")
    settings = settings_for(agent, job.minutes, job.pages)
    with watched(archive, [source.name for source in job.sources]) as watch:
        ends = crawl_sources(job.sources, archive, lambda _: plan, settings, watch)
    if job.dry_run or number is None:
        for url in plan.would_fetch:
            say(url)
        say(f"crawl: {len(plan.would_fetch)} would be fetched; nothing was stored")
        return sum(bool(end.broken or end.error) for end in ends)
    failures = archive.failures(number)
    ill = [end for end in ends if end.problem]
    finished = archive.finish_run(number, "done in part" if ill or failures else "done")
    for end in ends:
        _tell(end, finished.outcomes.get(end.source.name, {}))
    for name, url, reason in failures[:_TOLD]:
        warn(f"  {name}: {url}: {reason}", source=name, url=url)
    if len(failures) > _TOLD:
        warn(f"  and {len(failures) - _TOLD} more failures; caretrail status names them")
    for end in ill:
        warn(f"  {end.source.name}: {end.error or 'its listing could not be read whole'}", source=end.source.name)
    return len(failures) + len(ill)


def _tell(end: Ended, counts: dict[Outcome, int]) -> None:
    """The one line of a source."""
    limit = f"; stopped: {_LIMITS.get(end.reason, end.reason)}, goes on next time"
    figures = {str(outcome): items for outcome, items in counts.items()}
    line = f"crawl {end.source.name}: {told(counts)}{'' if end.reason == 'finished' or end.error else limit}"
    say(line, source=end.source.name, **figures)


def told(counts: dict[Outcome, int]) -> str:
    """The outcomes of a source's items in words, which add up to their number: "57 items: 50 new, 7 unchanged"."""
    total = sum(counts.values())
    parts = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts.get(outcome))
    return f"{total} items: {parts}" if parts else "nothing new"
