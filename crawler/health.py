"""How each source fares: last success, last new article, outcomes, and what has gone quiet or broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from crawler.archive import Archive
from crawler.archive_runs import Run, Visit
from crawler.article import Article, Outcome, Rejected

# A source is quiet when it has brought nothing for this many times the usual gap between its articles, but holidays
# and elections silence even a daily for two weeks.
_GAPS = 6
_LEAST_QUIET = timedelta(days=14)
# A layout has changed when this share of the items of a run, of at least this many, gives no text (or no date).
_BROKEN_SHARE = 0.5
_ENOUGH = 4
# Runs come daily; a week of them is enough to see that a source brings nothing, or is not visited any more. What has
# not been visited for two months was taken out on purpose.
_VISITS = 7
_MISSED, _TAKEN_OUT = timedelta(days=7), timedelta(days=60)
_TAKEN = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.DUPLICATE)


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source: ``outcomes`` are those of the last run that had items of it; ``warnings`` say what to look at."""

    name: str
    documents: int
    last_success: datetime | None
    last_new: datetime | None
    outcomes: dict[Outcome, int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """What the archive holds and how it came: ``failures`` are (source, address, reason) of the last run."""

    sources: tuple[SourceHealth, ...]
    counts: dict[str, int]
    last_run: Run | None
    failures: tuple[tuple[str, str, str], ...]
    rejected: tuple[Rejected, ...]
    quarantined: tuple[Article, ...]


def report(archive: Archive, now: datetime | None = None) -> Health:
    """The health of an archive's sources; ``now`` (default: this moment) is what silence is measured to."""
    now = now or datetime.now(UTC)
    runs = archive.runs()
    held = archive.sources_held()
    names = sorted({*held, *archive.visited(), *(name for run in runs for name in run.outcomes)})
    return Health(
        sources=tuple(_source(name, held.get(name, 0), archive, runs, now) for name in names),
        counts=archive.counts(),
        last_run=runs[0] if runs else None,
        failures=tuple(archive.failures(runs[0].number)) if runs else (),
        rejected=tuple(archive.rejected()),
        quarantined=tuple(archive.quarantined()),
    )


def _source(name: str, documents: int, archive: Archive, runs: list[Run], now: datetime) -> SourceHealth:
    with_items = [run for run in runs if name in run.outcomes]
    visits = archive.visits(name)
    newest = archive.newest(name)
    successes = [run.finished or run.started for run in with_items if any(o in run.outcomes[name] for o in _TAKEN)]
    successes += [visit.ended for visit in visits if not visit.problem]
    outcomes = with_items[0].outcomes[name] if with_items else {}
    warnings = [visits[0].problem] if visits and visits[0].problem else []
    # What was only ever added by hand is not expected to go on.
    if any(run.command != "add" for run in with_items) or visits:
        warnings += [
            *_quiet(archive.publications(name), archive.first_taken(name), now),
            *_missed(visits, documents, runs),
        ]
    return SourceHealth(
        name=name,
        documents=documents,
        last_success=max(successes, default=None),
        last_new=newest[0][0] if newest else None,
        outcomes=outcomes,
        warnings=(*warnings, *_broken(outcomes), *_undated(newest)),
    )


def _quiet(published: list[datetime], first: datetime | None, now: datetime) -> list[str]:
    """A warning when a source has fallen silent, much longer than it usually is between two articles.

    One that was as silent already when it was ``first`` crawled is an archive.
    """
    if len(published) < _ENOUGH:
        return []
    usual = timedelta(seconds=median((later - earlier).total_seconds() for later, earlier in pairwise(published)))
    silent = now - published[0]
    longest = max(_LEAST_QUIET, usual * _GAPS)
    if silent <= longest or (first and first - published[0] > longest):
        return []
    gap = max(1, usual.days)
    return [f"no article for {silent.days} days, where one every {gap} was usual: has its listing moved?"]


def _missed(visits: list[Visit], documents: int, runs: list[Run]) -> list[str]:
    """A warning when a source that runs used to visit is not visited any more, or never brought anything."""
    if not documents and len(visits) >= _VISITS:
        return [f"{len(visits)} runs or more have visited it and none brought an article: does its address still hold?"]
    last_run = max((run.started for run in runs if run.command == "crawl"), default=None)
    if not visits or last_run is None or not _MISSED < last_run - visits[0].ended < _TAKEN_OUT:
        return []
    return [f"no run has been done with it since {visits[0].ended:%d %B %Y}, though others were: is it never its turn?"]


def _broken(outcomes: dict[Outcome, int]) -> list[str]:
    total = sum(outcomes.values())
    lost = outcomes.get(Outcome.REJECTED, 0) + outcomes.get(Outcome.FAILED, 0)
    if total < _ENOUGH or lost < _BROKEN_SHARE * total:
        return []
    return [f"{lost} of the last {total} items gave no text: has its layout changed, or does it refuse the crawler?"]


def _undated(newest: list[tuple[datetime, datetime | None]]) -> list[str]:
    """A warning when the newest articles have no date, though those before had."""
    if len(newest) < 2 * _ENOUGH:
        return []
    recent, before = newest[:_ENOUGH], newest[_ENOUGH:]
    without = sum(published is None for _, published in recent)
    usually = sum(published is None for _, published in before) / len(before)
    if without <= _BROKEN_SHARE * len(recent) or usually > _BROKEN_SHARE / 2:
        return []
    return [f"{without} of its last {len(recent)} articles have no date: has its layout changed?"]
