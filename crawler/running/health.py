"""How each source fares: last success, last new article, outcomes, and what has gone quiet or broken."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from crawler.archive.archive import Archive
from crawler.archive.runs import Run, Visit
from crawler.article import Article, Outcome, Reason, Rejected

# A source is quiet when it has brought nothing for this many times the usual gap between its articles, but holidays
# and elections silence even a daily for two weeks.
_GAPS = 6
_LEAST_QUIET = timedelta(days=14)
# A layout has changed when this share of the documents last looked at, of at least this many, gives no text (or date).
_BROKEN_SHARE = 0.5
_ENOUGH = 4
# Runs come daily; a week of them is enough to see that a source brings nothing, or is not visited any more. What has
# not been visited for two months was taken out on purpose.
_VISITS = 7
_MISSED, _TAKEN_OUT = timedelta(days=7), timedelta(days=60)
# The name under which the archive keeps, for each source, where its listings have moved to.
MOVED = "moved"
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
            *layout(archive, name),
            *moves(archive, name),
        ]
    return SourceHealth(
        name=name,
        documents=documents,
        last_success=max(successes, default=None),
        last_new=newest[0][0] if newest else None,
        outcomes=outcomes,
        warnings=tuple(warnings),
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


def layout(archive: Archive, source: str) -> list[str]:
    """What tells that a source's pages have changed: those last looked at give no text, or no date."""
    newest = archive.newest(source)
    return [*_lost(archive.looked_at(source, 2 * _ENOUGH)), *_undated(newest)]


def moves(archive: Archive, source: str) -> list[str]:
    """The listings of a source that have moved for good, and where to."""
    known = json.loads(archive.cursor(source, MOVED) or "{}")
    return [f"{old} has moved for good to {new}: write that in sources.toml" for old, new in known.items()]


def _lost(looked_at: list[str]) -> list[str]:
    """A warning when the documents last looked at could not be taken; what is held already says nothing of it."""
    reasons = Counter(filter(None, looked_at))
    lost = reasons.total()
    if lost < max(_ENOUGH, _BROKEN_SHARE * len(looked_at)):
        return []
    why = reasons.most_common(1)[0][0]
    guess = "has its layout changed" if why == Reason.EMPTY else "does it refuse the crawler, or has it changed"
    return [f"{lost} of the last {len(looked_at)} documents looked at could not be taken ({why}): {guess}?"]


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
