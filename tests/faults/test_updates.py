"""Night's runs that are killed, doubled, cut off from their server, out of room or under another clock."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.archive.check import check_archive
from crawler.console import archive_path
from index.commands.alerts import alerts
from index.commands.build import build
from nlp.commands import read
from nlp.reading import EventType
from tests.crawler.replica import Replica, Reply
from tests.faults.holding import archived
from tests.faults.holding import indexed as indexed_holding
from tests.faults.rounds import Case, case, one_round
from tests.faults.runs import run, start
from tests.faults.site import ALERTS, World, mailbox, publish, world
from tests.index.factory import Told, event, indexed, told

ARTICLES = 14


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as made:
        publish(made.site, ARTICLES)
        yield made


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Case]]:
    """A night's run from nothing that nothing disturbs, its log in lines of JSON."""
    folder = tmp_path_factory.mktemp("night")
    with world(folder) as made:
        yield made, case("from nothing", folder, made, (0, ARTICLES), CARETRAIL_LOG_JSON="1")


def test_runs_killed_at_random_moments_lose_and_double_nothing(night: tuple[World, Case], tmp_path: Path) -> None:
    outside, one = night
    assert len(one.wanted["documents"]) == ARTICLES + 3
    done = one_round(one, tmp_path, outside, random.Random(8), kills=2)
    assert done.wrong == []
    assert len(done.stages) == 2


def test_a_server_that_goes_away_in_the_middle_costs_only_what_it_kept(outside: World, tmp_path: Path) -> None:
    data, whole = tmp_path / "data", dict(outside.site.routes)
    served = 0

    def gone(site: Replica) -> Reply:
        return Reply(status=503, headers={"Retry-After": "3600"})

    for path in whole:
        served += path.startswith("/20")
        if path.startswith("/20") and served > ARTICLES / 2:
            outside.site.routes[path] = gone
    ran = run(data, "crawl", "--sources-file", str(outside.sources))
    assert ran.code == 1 and "503" in ran.err and "Traceback" not in ran.err
    held = archived(data)["documents"]
    assert 0 < len(held) < ARTICLES + 3
    outside.site.routes = whole
    assert run(data, "crawl", "--sources-file", str(outside.sources)).code == 0
    after = archived(data)["documents"]
    assert len(after) == ARTICLES + 3
    assert all(after[url] == versions for url, versions in held.items())
    assert all(len(versions) == 1 for versions in after.values())


def test_the_second_of_two_updates_is_refused_and_says_why(outside: World, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = start(data, "update", "--sources-file", str(outside.sources))
    lock = data / "update.lock"
    while not (lock.is_file() and lock.read_text(encoding="ascii")):
        time.sleep(0.05)
    second = run(data, "update", "--sources-file", str(outside.sources))
    first.kill()
    first.communicate()
    assert second.code == 2
    assert "another update is under way" in second.err and str(first.pid) in second.err


def test_a_clock_set_back_neither_loses_nor_doubles(outside: World, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, "crawl", "--sources-file", str(outside.sources)).code == 0
    held = archived(data)
    _written_later(data)
    again = run(data, "crawl", "--sources-file", str(outside.sources))
    assert again.code == 0
    # A look under the wrong clock is no reason to believe that what is listed is as it was.
    assert again.out.count("unchanged") == 2 and len([at for at in outside.site.asked if at.startswith("/20")]) == 24
    publish(outside.site, ARTICLES + 1)
    assert run(data, "crawl", "--sources-file", str(outside.sources)).code == 0
    after = archived(data)
    assert len(after["documents"]) == len(held["documents"]) + 1
    assert all(after["documents"][url] == versions for url, versions in held["documents"].items())
    checked = run(data, "doctor", "--sources-file", str(outside.sources))
    assert "clock" in checked.out and checked.code == 1


@pytest.mark.parametrize("room", [60_000, 150_000])
def test_a_full_disk_is_named_and_nothing_is_lost(outside: World, tmp_path: Path, room: int) -> None:
    data = tmp_path / "small"
    publish(outside.site, 30)
    with _small_disk(data):
        assert run(data, "crawl", "--sources-file", str(outside.sources)).code == 0
        (data / "junk").write_bytes(b"x" * (shutil.disk_usage(data).free - room))
        publish(outside.site, 57)
        ran = run(data, "crawl", "--sources-file", str(outside.sources))
        assert ran.code == 2
        assert ("full" in ran.err or "I/O" in ran.err) and "Traceback" not in ran.err, ran.err
        (data / "junk").unlink()
        held = archived(data)["documents"]
        assert 33 <= len(held) < 60
        assert check_archive(archive_path(data)).problems == ()
        assert run(data, "crawl", "--sources-file", str(outside.sources)).code == 0
        after = archived(data)["documents"]
        assert len(after) == 60
        assert all(after[url] == versions for url, versions in held.items())


def _done(data: Path, stage: str) -> None:
    """A stage in this process, which has the model at hand for other tests too."""
    ran = CliRunner().invoke({"read": read, "build": build}[stage], ["--data", str(data)])
    assert ran.exit_code == 0, ran.output


@pytest.mark.parametrize("command", ["read", "build"])
def test_a_disk_full_while_reading_or_building_leaves_what_there_was(
    night: tuple[World, Case], tmp_path: Path, command: str
) -> None:
    (outside, one), data = night, tmp_path / "small"
    with _small_disk(data):
        assert run(data, "crawl", "--sources-file", str(outside.sources)).code == 0
        if command == "build":
            _done(data, "read")
        before = archived(data)["documents"]
        (data / "junk").write_bytes(b"x" * (shutil.disk_usage(data).free - 20_000))
        ran = run(data, command)
        assert ran.code in (1, 2) and "Traceback" not in ran.err, ran.err
        (data / "junk").unlink()
        assert archived(data)["documents"] == before
        for stage in ("read", "build"):
            _done(data, stage)
        assert archived(data) == archived(one.undisturbed)
        assert indexed_holding(data) == indexed_holding(one.undisturbed)


# Full before the record is written, while it is, and while the feed is.
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
@pytest.mark.parametrize("room", [0, 40_960, 65_536])
def test_a_disk_full_while_alerts_are_told_costs_no_telling(tmp_path: Path, room: int) -> None:
    data = tmp_path / "small"
    with _small_disk(data), mailbox() as mail:
        (data / "alerts.toml").write_text(ALERTS.format(port=mail.port), encoding="utf-8")
        indexed(data, _ended("Essex"))
        assert CliRunner().invoke(alerts, ["--data", str(data)]).exit_code == 0
        indexed(data, *(_ended(council) for council in ("Bury", "Derby", "Kent", "Leeds", "Slough")))
        before = (data / "alerts" / "everything.atom").read_bytes()
        (data / "junk").write_bytes(b"x" * (shutil.disk_usage(data).free - room))
        ran = CliRunner().invoke(alerts, ["--data", str(data)])
        assert (ran.exit_code, mail.sent) == (2, [])
        assert "is the disk full?" in ran.output
        assert [path.read_bytes() for path in (data / "alerts").iterdir()] == [before]
        (data / "junk").unlink()
        for _ in range(2):
            assert CliRunner().invoke(alerts, ["--data", str(data)]).exit_code == 0
            assert len(mail.sent) == 5


def _ended(council: str) -> Told:
    evidence = f"{council} council’s trust closed. {'It had been discussed. ' * 400}"
    return told(council.lower(), "2024-01-01", event(EventType.TRUST_ENDED, "2023", council, evidence=evidence))


def test_events_are_lines_of_json_and_results_stay_what_they_are(night: tuple[World, Case], tmp_path: Path) -> None:
    ran, data = night[1].ran, night[1].undisturbed
    events = [json.loads(line) for line in ran.err.splitlines()]
    assert {event["command"] for event in events} == {"crawl", "read", "build", "alerts"}
    assert {"at", "level", "command", "process", "message"} <= set.intersection(*map(set, events))
    (crawled,) = [event for event in events if event.get("source") == "sample"]
    assert crawled["new"] == ARTICLES
    assert ran.out == ""
    asked = run(data, "ask", "--json", "which trusts were wound up", CARETRAIL_LOG_JSON="1")
    assert asked.err == "" and "rows" in json.loads(asked.out)
    refused = run(tmp_path / "none", "build", CARETRAIL_LOG_JSON="1")
    assert json.loads(refused.err)["level"] == "error"


def _written_later(data: Path) -> None:
    """Make everything that was stamped look written ten years from now."""
    stamped = {"document": ("taken", "seen"), "version": ("taken",), "run": ("started", "finished")}
    stamped |= {"fetch": ("fetched", "full_look"), "run_source": ("ended",)}
    with closing(sqlite3.connect(archive_path(data))) as connection, connection:
        for table, columns in stamped.items():
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column} = '2' || '036' || substr({column}, 5)")


@contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    """A disk of six megabytes; skips the test where none can be made."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk of little room can be mounted by root alone")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
