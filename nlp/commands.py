"""The commands read (articles of the archive to stored readings) and extract (JSON Lines through, nothing stored)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from crawler.archive.archive import Archive, ArchiveError
from crawler.article import Article
from crawler.console import Unusable, archive_path, data_option, finish, say, track, warn
from nlp import pipeline
from nlp.contract import BadLine, as_contract, as_line, document
from nlp.reading import PIPELINE, Reading

# A kill loses at most this many readings' work; a commit waits for the disk, so each one alone would be slow.
COMMIT_EVERY = 32


class _Failures:
    """Names each thing that failed, as it fails, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, name: object, error: Exception) -> None:
        self.count += 1
        warn(f"{name}: {error or type(error).__name__}")


@click.command()
@data_option
def read(data: Path) -> None:
    """Read the articles not yet read by this version of the pipeline, and store what was found."""
    path = archive_path(data)
    if not path.exists():
        raise Unusable(f"no archive in {data}: take documents in first (caretrail crawl, caretrail add)")
    _need_model()
    try:
        finish(_read(path))
    except ArchiveError as error:
        raise Unusable(str(error)) from error


def _read(path: Path) -> int:
    """Read what is unread in an archive, say how it went, and return how many articles could not be read."""
    failures, done, events, foreign = _Failures(), 0, 0, 0
    with Archive(path) as archive:
        articles = track(archive.unread(PIPELINE), "Reading", archive.unread_count(PIPELINE))
        for some in _batches(_readings(articles, failures)):
            archive.store_readings((article, PIPELINE, reading.to_json()) for article, reading in some)
            done += len(some)
            events += sum(len(reading.events) for _, reading in some)
            foreign += sum(pipeline.is_foreign(article) for article, _ in some)
    beside = f"; {foreign} not in English, kept and not read" if foreign else ""
    say(f"read: {done} articles, {events} events, {failures.count} failed{beside}")
    return failures.count


def _batches(readings: Iterator[tuple[Article, Reading]]) -> Iterator[list[tuple[Article, Reading]]]:
    while some := list(islice(readings, COMMIT_EVERY)):
        yield some


@click.command()
@click.option("--explain", is_flag=True, help="Add what was skipped and why, and each event's rule and confidence.")
def extract(explain: bool) -> None:
    """Read JSON Lines from standard input and write what is found as JSON Lines; nothing is stored."""
    _need_model()
    failures = _Failures()
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            given = document(line)
        except BadLine as error:
            failures.add(f"line {number}", error)
            continue
        for _, reading in _readings([given.article], failures, f"line {number} (id {given.id})"):
            say(as_line(as_contract(reading, given.id, explain)))
    finish(failures.count)


def _need_model() -> None:
    try:
        pipeline.load()
    except pipeline.ModelMissing as error:
        raise Unusable(str(error)) from error


def _readings(
    articles: Iterable[Article], failures: _Failures, name: str | None = None
) -> Iterator[tuple[Article, Reading]]:
    """Each article with its reading; one that cannot be read is named (by its address unless a name is given)."""

    def failed(article: Article, error: Exception) -> None:
        failures.add(name or article.url, error)

    for article in articles:
        for reading in pipeline.read([article], failed=failed):
            yield article, reading
