"""Building: additions equal a build from nothing, a killed build changes nothing, a broken index is made again."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from crawler.archive.archive import Archive
from crawler.console import archive_path, index_path
from index import build as building
from index.build import build
from index.query import Query
from index.search import Index, open_index
from index.store import generations
from index.store.document import IndexUnusable
from index.timeline import Entry
from nlp.reading import EventType, Grade, Status
from tests.index.factory import Told, archived, event, indexed, rating, told

# Whoosh leaves its table of contents open when it cannot be read.
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in.*toc:pytest.PytestUnraisableExceptionWarning")

COUNCILS = ("Kent", "Essex", "Leeds", "Bury")


def story(number: int, seed: random.Random) -> Told:
    """An article with a few events that others tell of too."""
    year, month = seed.randint(2015, 2023), seed.randint(1, 12)
    events = []
    for _ in range(seed.randint(0, 3)):
        council = seed.choice(COUNCILS)
        on = seed.choice([f"{year}", f"{year}-{month:02d}", None])
        kind = seed.choice([EventType.TRUST_ENDED, EventType.RULING, EventType.INTERVENTION])
        events.append(event(kind, on, council, status=seed.choice([Status.HAPPENED, Status.PLANNED])))
        events.append(rating(seed.choice(list(Grade)), on, council))
    return told(f"story-{number}", f"{year + 1}-{month:02d}-15", *events, text=f"Story number {number} of the year.")


def stories(count: int, seed: int = 1) -> list[Told]:
    chance = random.Random(seed)
    return [story(number, chance) for number in range(count)]


def test_additions_equal_a_build_from_nothing(tmp_path: Path) -> None:
    found = stories(60)
    for start in range(0, 60, 12):
        index = indexed(tmp_path / "grown", *found[start : start + 12])
    whole = indexed(tmp_path / "whole", *found)
    assert index.generation == 5
    assert index.entries(Query()) == whole.entries(Query())
    assert index.facets(Query()) == whole.facets(Query())
    assert index.article_facets(Query()) == whole.article_facets(Query())
    assert index.count(Query(text="ruling")) == whole.count(Query(text="ruling")) > 0


def test_a_changed_article_takes_its_old_claims_back(tmp_path: Path) -> None:
    kept = told("kept", "2020-01-01", rating(Grade.GOOD, "2019", "Kent"))
    first = told("other", "2020-01-01", rating(Grade.GOOD, "2019-05", "Kent"))
    filler = stories(20)
    (before,) = indexed(tmp_path, kept, first, *filler).entries(Query(text='"kent good 2019"', councils=("Kent",)))[:1]
    assert len(before.evidence) >= 1
    changed = told("other", "2020-01-01", text="It was all a mistake, the paper says now.")
    index = indexed(tmp_path, changed)
    assert index.generation == 2
    assert not [e for entry in index.entries(Query()) for e in entry.evidence if e.url == changed[0].url]
    assert index.count(Query()) == indexed(tmp_path, anew=True).count(Query())


def test_nothing_new_builds_nothing(tmp_path: Path) -> None:
    index = indexed(tmp_path, *stories(5))
    built = build(archive_path(tmp_path), index_path(tmp_path))
    assert (built.articles, built.written, built.generation) == (0, 0, index.generation)
    assert open_index(tmp_path) is index


def test_a_killed_build_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = stories(30)
    before = indexed(tmp_path, *found[:24])
    held = before.entries(Query())
    archived(tmp_path, *found[24:])
    for step in ("_write_columns", "_catch_up_posts"):
        monkeypatch.setattr(building, step, _killed)
        with pytest.raises(KeyboardInterrupt):
            build(archive_path(tmp_path), index_path(tmp_path))
        monkeypatch.undo()
        assert open_index(tmp_path).entries(Query()) == held
    build(archive_path(tmp_path), index_path(tmp_path))
    assert open_index(tmp_path).entries(Query()) == indexed(tmp_path / "other", *found).entries(Query())


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_readers_keep_what_they_opened(tmp_path: Path) -> None:
    found = stories(30)
    old = indexed(tmp_path, *found[:24])
    entries, texts = old.entries(Query()), old.count(Query(text="story"))
    for part in (found[24:27], found[27:]):
        indexed(tmp_path, *part)
    old._read.cache_clear()
    assert old.entries(Query()) == entries
    assert old.count(Query(text="story")) == texts
    assert open_index(tmp_path).generation == old.generation + 2


@pytest.mark.parametrize("spoilt", ["ledger.sqlite", "generation-1/entries", "generation-1/entries.columns"])
def test_a_damaged_index_says_so_and_is_built_again(tmp_path: Path, spoilt: str) -> None:
    found = stories(8)
    held = indexed(tmp_path / "sound", *found).entries(Query())
    archived(tmp_path, *found)
    build(archive_path(tmp_path), index_path(tmp_path))
    _spoil(index_path(tmp_path) / spoilt)
    with pytest.raises(IndexUnusable, match="caretrail build"):
        open_index(tmp_path)
    assert build(archive_path(tmp_path), index_path(tmp_path)).anew
    assert open_index(tmp_path).entries(Query()) == held


def _spoil(path: Path) -> None:
    for file in [path] if path.is_file() else sorted(path.glob("*")):
        file.write_bytes(b"\x00not this" * 20)
    for wal in path.parent.glob("ledger.sqlite-*"):
        wal.unlink()


def test_an_addition_to_a_damaged_index_builds_it_anew(tmp_path: Path) -> None:
    found = stories(30)
    indexed(tmp_path, *found[:25])
    _spoil(generations.folder_of(index_path(tmp_path), 1) / "entries")
    archived(tmp_path, *found[25:])
    assert build(archive_path(tmp_path), index_path(tmp_path)).anew
    assert open_index(tmp_path).entries(Query()) == indexed(tmp_path / "other", *found).entries(Query())


def test_no_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="run caretrail build"):
        open_index(tmp_path)


def test_a_reading_that_cannot_be_read_is_named_and_the_rest_built(tmp_path: Path) -> None:
    good, bad = stories(2)
    archived(tmp_path, good)
    article, _ = bad
    with Archive(archive_path(tmp_path)) as archive:
        archive.take(article)
        archive.store_readings([(article, "test", '{"people": [], "events": []}')])
    built = build(archive_path(tmp_path), index_path(tmp_path))
    assert built.articles == 1
    assert article.url in built.unreadable[0]


def test_an_old_id_leads_to_the_entry(tmp_path: Path) -> None:
    later = told("later", "2024-10-24", event(EventType.TRUST_ENDED, "2024-10-01", "Kent"))
    former = _only(indexed(tmp_path, later, *stories(10)), "Kent").id
    earlier = told("earlier", "2024-01-22", event(EventType.TRUST_ENDED, "2024", "Kent", status=Status.PLANNED))
    index = indexed(tmp_path, earlier)
    entry = _only(index, "Kent")
    assert entry.id != former
    assert index.entry(former) == index.entry(entry.id) == entry
    assert index.entry("0123456789abcdef") is None


def _only(index: Index, council: str) -> Entry:
    (found,) = index.entries(Query(types=(EventType.TRUST_ENDED,), councils=(council,), after=date(2024, 6, 1)))
    return found


def test_generations_that_nobody_needs_are_removed(tmp_path: Path) -> None:
    found = stories(40)
    for start in range(0, 40, 10):
        index = indexed(tmp_path, *found[start : start + 10])
    left = sorted(path.name for path in index_path(tmp_path).glob("generation-*"))
    assert left == [f"generation-{index.generation - 1}", f"generation-{index.generation}"]
    shutil.rmtree(index_path(tmp_path) / left[0])
    assert open_index(tmp_path).count(Query()) == index.count(Query())
