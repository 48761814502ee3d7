"""What a data folder holds, as plain values to compare: everything but the moments at which things were done."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from crawler.archive.check import check_archive
from crawler.console import archive_path
from index.query import Query
from index.search import open_index

Holding = dict[str, Any]


def archived(data: Path) -> Holding:
    """Documents with all their versions, readings, duplicates and refusals; empty when there is no archive."""
    if not archive_path(data).is_file():
        return {"documents": {}, "readings": {}, "aliases": [], "rejected": []}
    with closing(sqlite3.connect(archive_path(data), timeout=30)) as archive:
        documents: dict[str, list[Any]] = {}
        for url, record in archive.execute("SELECT url, record FROM version JOIN document ON id = document"):
            documents.setdefault(url, []).append(json.loads(record))
        read = archive.execute(
            "SELECT url, reading FROM reading JOIN version ON number = version JOIN document ON id = document"
        )
        return {
            "documents": documents,
            "readings": {url: json.loads(reading) for url, reading in read},
            "aliases": sorted(archive.execute("SELECT url, document FROM alias").fetchall()),
            "rejected": sorted(archive.execute("SELECT url, source, reason FROM rejected").fetchall()),
        }


def indexed(data: Path) -> Holding:
    """Entries, articles and posts of the index as it is now.

    Raises:
        IndexUnusable: it cannot be used.
    """
    index = open_index(data)
    return {
        "entries": {entry.id: entry.to_json() for entry in index.entries(Query())},
        "found": sorted(entry.id for entry in index.entries(Query(text="council trust"))),
        "articles": sorted(hit.article_id for hit in index.articles(Query())),
        "posts": sorted(str(post) for post in index.posts.of_role("director")),
    }


def told(data: Path) -> Holding:
    """What alerts have told, and what their feeds hold."""
    with closing(sqlite3.connect(data / "alerts.sqlite")) as record:
        rows = record.execute("SELECT alert, entry, digest FROM told").fetchall()
    feed = (data / "alerts" / "everything.atom").read_text(encoding="utf-8")
    return {"told": sorted(rows), "in feed": feed.count("<entry>")}


def everything(data: Path) -> Holding:
    """All of it, after a run that completed."""
    return {**archived(data), **indexed(data), **told(data)}


def faults_of(before: Holding, after: Holding, data: Path) -> list[str]:
    """What is wrong after a kill, given what was committed when it began: damage, losses, doubles."""
    wrong = list(check_archive(archive_path(data)).problems) if archive_path(data).is_file() else []
    for kind in ("documents", "readings"):
        wrong += [f"lost: {kind} {url}" for url in before[kind] if url not in after[kind]]
    wrong += [f"altered: {url}" for url, versions in before["documents"].items() if after["documents"][url] != versions]
    return wrong + [f"doubled: {url}" for url, versions in after["documents"].items() if len(versions) > 1]


def differences(one: Holding, other: Holding) -> list[str]:
    """The parts in which two holdings differ, each with an example."""
    return [f"{part} differ: {_example(one[part], other[part])}" for part in one if one[part] != other[part]]


def _example(one: Any, other: Any) -> str:
    if isinstance(one, dict):
        key = next(key for key in {**one, **other} if one.get(key) != other.get(key))
        return f"{key}: {str(one.get(key))[:300]} / {str(other.get(key))[:300]}"
    if isinstance(one, list):
        alone = [[item for item in mine if item not in theirs][:2] for mine, theirs in ((one, other), (other, one))]
        return f"{len(one)} / {len(other)}: {alone[0]} / {alone[1]}"
    return f"{one} / {other}"
