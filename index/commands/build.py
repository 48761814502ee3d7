"""The command ``caretrail build``: readings in, timeline and index out, one line on how it went."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.archive.archive import ArchiveError
from crawler.console import Unusable, archive_path, data_option, finish, index_path, say, warn
from index.build import Built
from index.build import build as build_index
from index.store.document import IndexUnusable


@click.command()
@data_option
@click.option("--anew", is_flag=True, help="Build everything from the readings, whatever is there.")
def build(data: Path, anew: bool) -> None:
    """Build the timeline and the index from what was read; people may go on searching meanwhile."""
    if not archive_path(data).is_file():
        raise Unusable(f"there is no archive in {data}: run caretrail crawl or caretrail add first")
    try:
        built = build_index(archive_path(data), index_path(data), anew)
    except (ArchiveError, IndexUnusable) as error:
        raise Unusable(str(error)) from error
    except OSError as error:
        raise Unusable(f"the index could not be written ({error}): the old one is still in use") from error
    say(summary(built))
    for problem in built.unreadable:
        warn(f"not built: {problem}; read it again with caretrail read")
    finish(len(built.unreadable))


def summary(built: Built) -> str:
    """How a build went, in a line."""
    if not built.articles and not built.anew:
        return f"build: nothing new; {built.entries} entries from {built.claims} claims"
    how = "all anew" if built.anew else f"{built.written} entries written"
    return (
        f"build: {built.articles} articles taken in, {how}; {built.entries} entries from {built.claims} claims"
        f" ({built.seconds:.1f} s)"
    )
