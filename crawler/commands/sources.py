"""The sources command: what is crawled and why, and a live check that fetches each row once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from crawler.archive.archive import Archive
from crawler.commands.crawl import chosen
from crawler.console import Unusable, finish, say, warn
from crawler.running.health import moves
from crawler.settings import ContactMissingError, user_agent
from crawler.sources import SHIPPED, Source, SourcesError, load_sources

if TYPE_CHECKING:
    from crawler.run import Ended

# robots.txt, the listing (of an index, one or two below it), one document, and a redirect or two; paging stops here.
_RESPONSES = 7


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--sources-file", type=click.Path(path_type=Path), default=SHIPPED, help="Another sources.toml.")
@click.option("--check", is_flag=True, help="Fetch each listing and one document; store nothing.")
def sources(names: tuple[str, ...], sources_file: Path, check: bool) -> None:
    """List the SOURCEs, what each brings and why; with --check, try each."""
    try:
        rows = chosen(load_sources(sources_file), names)
        if not check:
            listed(rows)
            return
        agent = user_agent()
    except (SourcesError, ContactMissingError) as error:
        raise Unusable(str(error)) from error
    finish(checked(rows, agent))


def listed(rows: Sequence[Source]) -> None:
    """Print the sources as a table."""
    table = Table(box=None, pad_edge=False)
    for heading in ("source", "kind", "what is crawled", "why"):
        table.add_column(heading, overflow="fold")
    for source in rows:
        table.add_row(source.name, source.kind, source.what, source.why)
    Console().print(table)


def checked(rows: Sequence[Source], agent: str) -> int:
    """Fetch each source's listing and one document, print a verdict per row, and return how many are not well."""
    from crawler.run import Manner, crawl_sources, settings_for
    from crawler.spiders.listed import Plan

    ill, answered = 0, False
    manner = Manner(settings_for(agent, CLOSESPIDER_PAGECOUNT=_RESPONSES, RETRY_TIMES=1))
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "check.sqlite") as archive:
        run = archive.start_run("check")
        plans = {source.name: Plan(dry_run=True, sample=1) for source in rows}
        for end in crawl_sources(rows, archive, plans.__getitem__, manner):
            number = len(plans[end.source.name].would_fetch)
            told, trouble = tried(end.source, archive, run)
            told, trouble = f"{number} documents listed; {told}", verdict(end, number) or trouble
            ill, answered = ill + bool(trouble), answered or bool(end.responses)
            outcome = f"fails  {end.source.name}: {trouble}" if trouble else f"works  {end.source.name}: {told}"
            say(outcome)
            for move in moves(archive, end.source.name):
                say(f"       {move}")
    say(f"{len(rows)} sources: {len(rows) - ill} work, {ill} fail")
    if rows and not answered:
        warn("no source has answered at all: is this machine online, and is its proxy set?")
    return ill


def verdict(end: Ended, documents: int) -> str:
    """What is wrong with the listing of a source that was tried, or nothing."""
    if end.problem:
        return end.problem
    return "" if documents else "its listing was fetched and names no document; it may have moved or changed"


def tried(source: Source, archive: Archive, run: int) -> tuple[str, str]:
    """What the one document that was fetched of a source gave, and what is wrong with it, or nothing."""
    for article in archive.articles():
        if article.source == source.name:
            words = len(article.text.split())
            if article.published is None:
                return "", f"{article.url} gave {words} words and no date: has its layout changed?"
            return f"one gave {words} words, dated {article.published_on} ({article.published_from})", ""
    for refused in archive.rejected():
        if refused.source == source.name:
            return "", f"{refused.url}: {refused.reason}: {refused.detail}"
    failed = [f"{url}: {why}" for name, url, why in archive.failures(run) if name == source.name]
    return "no document was reached within the few requests of a check", "; ".join(failed)
