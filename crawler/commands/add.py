"""The add command: saved documents, or addresses, into the archive, with one line for each that could not be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from crawler.addresses import BadAddressError, canonical, host_of
from crawler.archive.archive import Archive, ArchiveError
from crawler.article import Article, Flag, Outcome, Rejected
from crawler.commands.crawl import Job, run, told
from crawler.console import Unusable, archive_path, data_option, finish, say, track, warn
from crawler.documents.intake import admit
from crawler.documents.saved import address_of, documents_of_file, files
from crawler.lock import exclusive
from crawler.settings import ContactMissingError, user_agent
from crawler.sources import Source, SourceKind

# Documents of one file that go into one commit: few enough that a kill loses little, enough that disks keep up.
_COMMIT_EVERY = 100


class _Tally:
    """What went wrong and what was noticed, as it happens."""

    def __init__(self) -> None:
        self.failures = 0
        self.cleaned = 0

    def refused(self, refused: Rejected) -> None:
        self.failures += 1
        warn(f"{_place(refused.url)}: {refused.reason}: {refused.detail}".removesuffix(": "))

    def noticed(self, article: Article) -> None:
        self.cleaned += Flag.SPAM_REMOVED in article.flags
        if Flag.QUARANTINED in article.flags:
            warn(f"{_place(article.url)}: {Flag.QUARANTINED}; kept, not read, shown by caretrail status")


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PATH|URL...")
@data_option
def add(places: tuple[str, ...], data: Path) -> None:
    """Take saved documents into the archive: files, folders of them, or addresses (https://…).

    Files: plain text (flattened WordPress feeds are split), RSS and Atom, HTML, PDF, JSON Lines, WARC. What cannot be
    taken is named with the reason, the rest is taken, and the exit code is 1. Adding again adds nothing.
    """
    addresses = [place for place in places if place.startswith(("http://", "https://"))]
    paths = [Path(place) for place in places if place not in addresses]
    missing = [path for path in paths if not path.exists()]
    if len(missing) == len(places):
        raise Unusable(f"there is no {', '.join(map(str, missing))}; give a file, a folder or an https:// address")
    for path in missing:
        warn(f"{path}: no such file or folder")
    failures = len(missing)
    try:
        with Archive(archive_path(data)) as archive:
            if len(paths) > len(missing):
                failures += add_files([path for path in paths if path.exists()], archive)
            if addresses:
                with exclusive(data, "crawl"):
                    failures += _add_addresses(addresses, archive)
    except ArchiveError as error:
        raise Unusable(str(error)) from error
    finish(failures)


def add_files(paths: Iterable[Path], archive: Archive) -> int:
    """Take every document of the files and folders in, say how it went, and return how many could not be taken."""
    found = [file for path in paths for file in files(path)]
    tally = _Tally()
    number = archive.start_run("add")
    for file in track(found, "Adding", total=len(found)):
        _add_file(file, archive, tally)
    finished = archive.finish_run(number, "done in part" if tally.failures else "done")
    totals: dict[Outcome, int] = {}
    for counts in finished.outcomes.values():
        for outcome, items in counts.items():
            totals[outcome] = totals.get(outcome, 0) + items
    cleaned = f"; injected spam removed from {tally.cleaned}" if tally.cleaned else ""
    say(f"add: {len(found)} files, {told(totals)}{cleaned}")
    return tally.failures


def _add_file(file: Path, archive: Archive, tally: _Tally) -> None:
    try:
        documents = documents_of_file(file)
        while chunk := list(islice(documents, _COMMIT_EVERY)):
            _keep(chunk, archive, tally)
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings about must not stop the files after it
        reason = f"{type(error).__name__}: {error}"
        archive.fail(address_of(file), "files", reason)
        tally.failures += 1
        warn(f"{file}: could not be read ({reason}); leave it out or report it")


def _keep(chunk: list[Article | Rejected], archive: Archive, tally: _Tally) -> None:
    now = datetime.now(UTC)
    admitted = [admit(document, now) if isinstance(document, Article) else document for document in chunk]
    with archive.transaction():
        for document in admitted:
            if isinstance(document, Article):
                archive.take(document)
            else:
                archive.reject(document)
    for document in admitted:
        if isinstance(document, Article):
            tally.noticed(document)
        else:
            tally.refused(document)


def _add_addresses(addresses: list[str], archive: Archive) -> int:
    """Fetch pages and papers by address, as politely as a crawl does."""
    try:
        agent = user_agent()
        sources = tuple(_as_sources(canonical(address) for address in addresses))
    except (ContactMissingError, BadAddressError) as error:
        raise Unusable(str(error)) from error
    return run(Job(sources=sources, since=None, minutes=None, pages=None, dry_run=False), archive, agent)


def _as_sources(addresses: Iterable[str]) -> Iterator[Source]:
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(host_of(address), []).append(address)
    for host, starts in by_host.items():
        yield Source(host, SourceKind.PAGES, tuple(starts), what="addresses given by hand", why="asked for")


def _place(address: str) -> str:
    """An address as a person knows it: the path of a file, else the address."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        return address
    return unquote(parts.path) + (f" ({parts.fragment})" if parts.fragment else "")
