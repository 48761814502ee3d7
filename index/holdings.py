"""What is held: counts, the index against the archive, each source's last runs, and what needs attention."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.archive.archive import Archive
from crawler.archive.runs import Run
from crawler.discretion import discreet
from crawler.running.health import Health, report
from index.query import Query
from index.search import Index, open_index
from index.store.document import IndexUnusable
from nlp.reading import PIPELINE

_STALE = timedelta(days=3)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source: articles held, day of the newest, when one was last new, when last fetched well, its last items."""

    name: str
    articles: int
    newest: str | None
    taken: str | None
    fetched: str | None
    outcomes: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held, and in words what needs attention; ``settled`` is what was refused, and asks for nothing."""

    counts: dict[str, int]
    index: str
    sources: tuple[SourceState, ...]
    problems: tuple[str, ...]
    settled: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return dataclasses.asdict(self)


def holdings(archive: Archive, data: Path, now: datetime) -> Holdings:
    """What the archive and the index of a data folder hold at an instant."""
    index, problem = _index(data)
    runs = [run for run in archive.runs() if run.command != "add"]
    problems = [*([problem] if problem else []), *_unbuilt(archive, index), *_unread(archive)]
    health = report(archive, now)
    problems += [*_runs(archive, runs, now), *_ill(health)]
    if index is None:
        said = "none"
    else:
        said = f"generation {index.generation}, {index.article_count(Query())} articles, {index.count(Query())} entries"
    told = (tuple(map(discreet, lines)) for lines in (problems, _refused(archive)))
    return Holdings(archive.counts(), said, tuple(_sources(index, health)), *told)


def _index(data: Path) -> tuple[Index | None, str | None]:
    try:
        return open_index(data), None
    except IndexUnusable as error:
        return None, str(error)


def _unbuilt(archive: Archive, index: Index | None) -> Iterator[str]:
    if index is not None:
        waiting = archive.latest_sequence() - index.sequence
        if waiting > 0:
            yield f"{waiting} readings are not in the index: run caretrail build"
        elif waiting < 0:
            yield "the index is of another archive: run caretrail build"


def _unread(archive: Archive) -> Iterator[str]:
    unread = archive.unread_count(PIPELINE)
    if unread:
        yield f"{unread} articles are not read: run caretrail read"


def _refused(archive: Archive) -> Iterator[str]:
    quarantined = [article.url for article in archive.quarantined()]
    if quarantined:
        yield f"{_number(len(quarantined), 'page')} of nothing but spam kept apart: {_some(quarantined)}"
    refused: dict[str, list[str]] = {}
    for one in archive.rejected():
        refused.setdefault(one.source, []).append(f"{one.url} ({one.reason})")
    for source, named in refused.items():
        yield f"{source}: {_number(len(named), 'document')} refused: {_some(named)}"


def _runs(archive: Archive, runs: Sequence[Run], now: datetime) -> Iterator[str]:
    if not runs:
        return
    last = runs[0]
    if last.finished is None and now - last.started > timedelta(days=1):
        yield f"the run of {last.started:%d %B %Y %H:%M} was killed or hangs"
    if now - last.started > _STALE:
        yield f"nothing was crawled since {last.started:%d %B %Y}: is the cron job running?"
    # Listings that could not be read are told of each source.
    failed = archive.failures(last.number, listings=False)
    if failed:
        told = _some([f"{url} ({why})" for _, url, why in failed])
        yield f"{_number(len(failed), 'item')} of the last run failed: {told}"


def _ill(health: Health) -> Iterator[str]:
    """What is wrong with each source, by the crawler's own account."""
    for source in health.sources:
        for warning in source.warnings:
            yield f"{source.name}: {warning}"


def _sources(index: Index | None, health: Health) -> Iterator[SourceState]:
    for source in health.sources:
        newest = index.latest((source.name,)) if index else None
        yield SourceState(
            source.name,
            source.documents,
            newest.isoformat() if newest else None,
            source.last_new.isoformat(timespec="minutes") if source.last_new else None,
            source.last_success.isoformat(timespec="minutes") if source.last_success else None,
            ", ".join(f"{items} {outcome}" for outcome, items in source.outcomes.items()),
        )


def _number(items: int, of: str) -> str:
    return f"{items:,} {of}{'s' if items != 1 else ''}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
