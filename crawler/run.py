"""One crawl: a spider for each source, sources of one host one after another, and an account of how each ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from scrapy.crawler import Crawler
from scrapy.utils.reactor import install_reactor

from crawler.archive.archive import Archive
from crawler.running.budget import Budget
from crawler.running.watching import Watch
from crawler.settings import scrapy_settings
from crawler.sources import Source, SourceKind
from crawler.spiders.feed import FeedSpider
from crawler.spiders.govuk import GovUkSpider
from crawler.spiders.inspections import InspectionsSpider
from crawler.spiders.listed import Plan
from crawler.spiders.pages import PagesSpider
from crawler.spiders.sitemap import SitemapSpider
from crawler.spiders.wordpress import WordPressSpider

_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
_SPIDERS = {
    SourceKind.FEED: FeedSpider,
    SourceKind.WORDPRESS: WordPressSpider,
    SourceKind.SITEMAP: SitemapSpider,
    SourceKind.GOVUK: GovUkSpider,
    SourceKind.INSPECTIONS: InspectionsSpider,
    SourceKind.PAGES: PagesSpider,
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How the crawl of one source ended.

    ``stopped`` says why it was stopped before its end; ``broken`` names listings that could not be read, and why;
    ``error`` is set when the spider itself failed; ``responses`` is how often its hosts answered.
    """

    source: Source
    stopped: str = ""
    broken: tuple[tuple[str, str], ...] = ()
    responses: int = 0
    error: str = ""

    @property
    def problem(self) -> str:
        """What was wrong, in words; empty when all went well. Listings that fail for one reason are named together."""
        if self.error:
            return self.error
        by_reason: dict[str, list[str]] = {}
        for url, why in self.broken:
            by_reason.setdefault(why, []).append(url)
        return "; ".join(f"{' and '.join(urls)}: {why}" for why, urls in by_reason.items())


Settings = Callable[[Source], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run crawls: the settings of each source, what all of them may take together, and who watches."""

    settings: Settings
    budget: Budget = field(default_factory=Budget)
    watch: Watch | None = None


def settings_for(agent: str, **extra: Any) -> Settings:
    """The settings of each source's crawl: the project's, the source's own delay, and overrides.

    A replica on this machine (``private = true`` and no delay) has no other readers to be spared.
    """
    common = scrapy_settings(agent)

    def settings(source: Source) -> dict[str, Any]:
        own: dict[str, Any] = {"DOWNLOAD_DELAY": source.delay}
        if source.private and not source.delay:
            own |= {"AUTOTHROTTLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "CONCURRENT_REQUESTS": 8}
        return {**common, **own, **extra}

    return settings


def crawl_sources(
    sources: Iterable[Source],
    archive: Archive,
    plan: Callable[[str], Plan],
    manner: Manner,
) -> list[Ended]:
    """Crawl the sources, each by the plan for its name, and say how each ended, in their order.

    Every item is committed as it ends, and so is how each source ended. Of the sources of one host, the one that has
    waited longest for its turn comes first, so that a run cut short by its budget always neglects another.
    Works once a process: Twisted's reactor can't be started again.
    """
    chosen = list(sources)
    ends: dict[str, Ended] = {}

    async def one_after_another(group: list[Source]) -> None:
        for source in sorted(group, key=lambda source: _last_turn(archive, source)):
            if spent := manner.budget.spent:
                ends[source.name] = Ended(source, f"{spent} before its turn")
                continue
            if manner.watch:
                manner.watch.began(source.name)
            ends[source.name] = await _crawl(source, archive, plan(source.name), manner)
            archive.end_source(source.name, ends[source.name].problem)
            if manner.watch:
                manner.watch.ended(source.name)

    async def everything() -> None:
        by_host = sorted(chosen, key=lambda source: min(source.origins))
        groups = [list(group) for _, group in groupby(by_host, key=lambda source: min(source.origins))]
        await asyncio.gather(*(one_after_another(group) for group in groups))

    _run(everything)
    stopped = "stopped before its turn"
    for source in chosen:
        if source.name not in ends:
            ends[source.name] = Ended(source, error=stopped)
            archive.end_source(source.name, stopped)
    return [ends[source.name] for source in chosen]


def _last_turn(archive: Archive, source: Source) -> str:
    visits = archive.visits(source.name, most=1)
    return visits[0].ended.isoformat() if visits else ""


async def _crawl(source: Source, archive: Archive, plan: Plan, manner: Manner) -> Ended:
    crawler = Crawler(_SPIDERS[source.kind], manner.settings(source))
    manner.budget.begin(crawler)
    try:
        await crawler.crawl_async(source=source, archive=archive, plan=plan)
    except Exception as error:  # noqa: BLE001 - one source's fault, whatever it is, must not end the others
        return Ended(source, error=f"{type(error).__name__}: {error}")
    finally:
        manner.budget.end(crawler)
    spider: Any = crawler.spider
    stats = crawler.stats.get_stats() if crawler.stats else {}
    reason = str(stats.get("finish_reason", "unknown"))
    return Ended(
        source,
        "" if reason == "finished" else reason,
        tuple(spider.broken_listings),
        int(stats.get("downloader/response_count", 0)),
        "; ".join(filter(None, (*spider.errors, spider.left_alone))),
    )


def _run(everything: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run Twisted's reactor on asyncio until the coroutine ends; its error is raised here."""
    install_reactor(_REACTOR)
    from twisted.internet import reactor as installed  # importing it earlier would install another

    reactor: Any = installed
    tasks: list[asyncio.Task[None]] = []

    def stop(_: object) -> None:
        if reactor.running:
            reactor.stop()

    def begin() -> None:
        task = asyncio.get_event_loop().create_task(everything())
        task.add_done_callback(stop)
        tasks.append(task)

    reactor.callWhenRunning(begin)
    reactor.run()
    for task in tasks:
        if task.done() and not task.cancelled():
            task.result()
