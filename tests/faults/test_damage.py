"""Index files cut short, zeroed or with a bit turned over: whoever asks is told what to do, and a build mends it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from crawler.console import archive_path, index_path
from index.build import build
from index.store.document import IndexUnusable
from index.store.generations import current, ledger_path
from nlp.reading import EventType, Grade, Person
from tests.faults.holding import Holding, indexed
from tests.index.factory import Told, archived, event, rating, told

SPOILS = 30


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Holding]:
    data = archived(tmp_path_factory.mktemp("sound"), *(_article(number) for number in range(16)))
    build(archive_path(data), index_path(data))
    return data, indexed(data)


# Whoosh leaves the file open when it stumbles over its content.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("seed", range(3))
def test_damage_is_named_and_a_build_mends_it(sound: tuple[Path, Holding], tmp_path: Path, seed: int) -> None:
    (began, wanted), chance, named = sound, random.Random(seed), 0
    for number in range(SPOILS // 3):
        data = tmp_path / str(number)
        shutil.copytree(began, data)
        spoilt = _spoil(index_path(data), chance)
        try:
            assert indexed(data) == wanted, spoilt
        except IndexUnusable as error:
            assert "run caretrail build" in str(error), spoilt
            named += 1
        build(archive_path(data), index_path(data))
        assert indexed(data) == wanted, spoilt
        shutil.rmtree(data)
    assert named > SPOILS / 3 / 4


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.9])
def test_posts_cut_short_are_made_again(sound: tuple[Path, Holding], tmp_path: Path, kept: float) -> None:
    began, wanted = sound
    data = tmp_path / "data"
    shutil.copytree(began, data)
    (file,) = index_path(data).glob("posts-*.sqlite")
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * kept)])
    build(archive_path(data), index_path(data))
    assert indexed(data) == wanted


def test_a_first_build_killed_before_its_first_step_leaves_no_index_rather_than_a_damaged_one(tmp_path: Path) -> None:
    ledger_path(tmp_path).write_bytes(b"")
    with pytest.raises(IndexUnusable, match="there is no index"):
        current(tmp_path)


def test_an_index_thrown_away_is_made_again_from_the_archive(sound: tuple[Path, Holding], tmp_path: Path) -> None:
    began, wanted = sound
    data = tmp_path / "data"
    shutil.copytree(began, data)
    shutil.rmtree(index_path(data))
    build(archive_path(data), index_path(data))
    assert indexed(data) == wanted


def _article(number: int) -> Told:
    council, year = ("Essex", "Derby", "Kent", "Slough")[number % 4], 2010 + number % 14
    return told(
        f"article-{number}",
        f"{year}-03-0{1 + number % 9}",
        rating(list(Grade)[number % 4], f"{year}-02-01", council),
        event(EventType.TRUST_CREATED, str(year), council, organisation=f"{council} Children’s Trust"),
        people=[Person(f"Mary Alder{number}", "director of children’s services", f"{council} council")],
    )


def _spoil(index: Path, chance: random.Random) -> str:
    """Damage one file: a generation's, or the ledger whose pages SQLite checks when they are cut."""
    files = [file for file in sorted(index.rglob("*")) if file.is_file() and file.stat().st_size]
    # A bit turned over within a value of an SQLite file is seen by nobody; `build --anew` makes all of it again.
    file = chance.choice([file for file in files if ".sqlite" not in file.name])
    content = bytearray(file.read_bytes())
    at, how = chance.randrange(len(content)), chance.choice(("cut", "bit", "zeros"))
    if how == "cut":
        content = content[:at]
    elif how == "bit":
        content[at] ^= 1 << chance.randrange(8)
    else:
        content[at : at + 512] = bytes(len(content[at : at + 512]))
    # The files of a generation may be linked into others: what is damaged is this one's copy.
    file.unlink()
    file.write_bytes(content)
    return f"{file.name}: {how} at {at}"
