from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.archive.archive import Archive, ArchiveError
from crawler.archive.runs import Fetch
from crawler.article import Article, DateOrigin, Flag, Outcome, Reason, Rejected

PUBLISHED = datetime(2021, 3, 4, 9, 30, tzinfo=UTC)
ARTICLE = Article(
    url="https://news.example/2021/03/04/first/",
    source="news",
    title="A first title",
    text="One paragraph.\n\nAnother paragraph.",
    published=PUBLISHED,
    published_from=DateOrigin.FEED,
    authors=("A. Writer",),
    tags=("fostering",),
    flags=(Flag.SPAM_REMOVED,),
    pages=(0, 16),
)


def _other(url: str, **changes: object) -> Article:
    return replace(ARTICLE, url=url, **changes)  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "data" / "archive.sqlite") as opened:
        yield opened


def test_what_is_taken_comes_back_whole(archive: Archive) -> None:
    assert archive.take(ARTICLE) == Outcome.NEW
    assert archive.article(ARTICLE.id) == ARTICLE
    assert archive.article_by_url(ARTICLE.url) == ARTICLE
    assert archive.article("0" * 16) is None


def test_taking_again_changes_nothing(archive: Archive) -> None:
    archive.take(ARTICLE)
    assert archive.take(ARTICLE) == Outcome.UNCHANGED
    assert archive.versions(ARTICLE.id) == [ARTICLE]


def test_a_changed_article_is_a_new_version_and_the_old_stays(archive: Archive) -> None:
    corrected = replace(ARTICLE, text="One paragraph, corrected.")
    archive.take(ARTICLE)
    assert archive.take(corrected) == Outcome.CHANGED
    assert archive.versions(ARTICLE.id) == [ARTICLE, corrected]
    assert list(archive.articles()) == [corrected]


def test_a_date_learnt_later_is_kept_but_a_date_lost_is_not(archive: Archive) -> None:
    undated = replace(ARTICLE, published=None, published_from=None)
    archive.take(undated)
    assert archive.take(ARTICLE) == Outcome.CHANGED
    assert archive.take(undated) == Outcome.UNCHANGED
    held = archive.article(ARTICLE.id)
    assert held is not None and held.published == PUBLISHED


def test_the_same_text_on_the_same_site_is_one_article_with_two_addresses(archive: Archive) -> None:
    mirror = _other("https://news.example/print/first/")
    archive.take(ARTICLE)
    assert archive.take(mirror) == Outcome.DUPLICATE
    assert archive.take(mirror) == Outcome.DUPLICATE
    assert archive.article_by_url(mirror.url) == ARTICLE
    assert archive.counts()["documents"] == 1


def test_a_notice_repeated_a_year_later_is_its_own_article(archive: Archive) -> None:
    archive.take(ARTICLE)
    later = _other("https://news.example/2022/03/04/first/", published=PUBLISHED.replace(year=2022))
    assert archive.take(later) == Outcome.NEW


def _long_text(changed: str = "") -> str:
    words = [f"word{number % 97}x{number * number % 89}" for number in range(600)]
    return " ".join([*words, changed])


def test_a_syndicated_copy_is_kept_and_names_its_original(archive: Archive) -> None:
    original = replace(ARTICLE, text=_long_text())
    copy = _other("https://syndicate.example/a/", text=_long_text("First published elsewhere."), title="Retitled")
    archive.take(original)
    assert archive.take(copy) == Outcome.DUPLICATE
    held = archive.article(copy.id)
    assert held is not None
    assert held.duplicate_of == original.url
    assert Flag.NEAR_DUPLICATE in held.flags
    assert archive.take(copy) == Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("days", "outcome"), [(0, Outcome.DUPLICATE), (31, Outcome.DUPLICATE), (32, Outcome.NEW), (None, Outcome.DUPLICATE)]
)
@pytest.mark.parametrize("late_first", [False, True])
def test_a_copy_appears_within_a_month_or_is_undated(
    archive: Archive, days: int | None, outcome: Outcome, late_first: bool
) -> None:
    original = replace(ARTICLE, text=_long_text())
    published = None if days is None else PUBLISHED + timedelta(days=days)
    copy = _other("https://syndicate.example/a/", text=_long_text("Elsewhere."), published=published)
    first, second = (copy, original) if late_first else (original, copy)
    archive.take(first)
    assert archive.take(second) == outcome


def test_two_texts_of_one_site_made_from_one_template_are_two_articles(archive: Archive) -> None:
    archive.take(replace(ARTICLE, text=_long_text("Good")))
    assert archive.take(_other("https://news.example/b/", text=_long_text("Inadequate"))) == Outcome.NEW


def test_quarantined_pages_are_kept_and_shown_but_not_read(archive: Archive) -> None:
    spam = replace(ARTICLE, flags=(Flag.QUARANTINED,))
    archive.take(spam)
    assert archive.quarantined() == [spam]
    assert list(archive.unread("1")) == []
    assert list(archive.articles()) == []


def test_articles_come_oldest_first_and_undated_ones_last(archive: Archive) -> None:
    undated = _other("https://news.example/u/", text="u", published=None)
    older = _other("https://news.example/o/", text="o", published=PUBLISHED.replace(year=2015))
    for article in (undated, ARTICLE, older):
        archive.take(article)
    assert list(archive.articles()) == [older, ARTICLE, undated]


def test_readings_follow_versions_and_pipelines(archive: Archive) -> None:
    archive.take(ARTICLE)
    assert archive.unread_count("1") == 1
    archive.store_readings([(ARTICLE, "1", "{}")])
    assert list(archive.unread("1")) == []
    assert archive.unread_count("2") == 1
    assert list(archive.readings()) == [(1, ARTICLE, "{}")]
    corrected = replace(ARTICLE, text="Corrected.")
    archive.take(corrected)
    assert list(archive.unread("1")) == [corrected]
    assert list(archive.readings()) == [(1, ARTICLE, "{}")], "the offsets of the old reading fit the old text only"
    archive.store_readings([(corrected, "1", '{"b": 1}')])
    assert list(archive.readings()) == [(2, corrected, '{"b": 1}')]
    assert list(archive.readings_since(1)) == [(2, corrected, '{"b": 1}')]
    assert list(archive.readings_since(2)) == []
    assert archive.latest_sequence() == 2


def test_a_reading_of_an_unknown_article_stores_nothing(archive: Archive) -> None:
    archive.take(ARTICLE)
    with pytest.raises(ArchiveError, match="take it first"):
        archive.store_readings([(ARTICLE, "1", "{}"), (_other("https://news.example/none/"), "1", "{}")])
    assert archive.latest_sequence() == 0


def test_a_rejection_is_kept_until_the_document_is_taken(archive: Archive) -> None:
    refused = Rejected(ARTICLE.url, "news", Reason.EMPTY, "no paragraph")
    assert archive.reject(refused) == Outcome.REJECTED
    assert archive.rejected() == [refused]
    archive.take(ARTICLE)
    assert archive.rejected() == []


def test_a_run_counts_every_item_once_and_keeps_why_one_failed(archive: Archive) -> None:
    number = archive.start_run("crawl")
    archive.take(ARTICLE)
    archive.take(ARTICLE)
    archive.reject(Rejected("https://news.example/x", "news", Reason.EMPTY))
    archive.fail("https://other.example/y", "other", "timed out")
    assert archive.runs()[0].finished is None
    run = archive.finish_run(number)
    assert run.outcomes == {
        "news": {Outcome.NEW: 1, Outcome.UNCHANGED: 1, Outcome.REJECTED: 1},
        "other": {Outcome.FAILED: 1},
    }
    assert run.finished is not None
    assert archive.failures(number) == [("other", "https://other.example/y", "timed out")]
    archive.take(ARTICLE)
    assert archive.runs() == [run]


def test_fetch_state_keeps_the_last_full_look_through_a_304(archive: Archive) -> None:
    archive.store_fetch(Fetch("https://news.example/feed", "news", etag='"a"', fetched=PUBLISHED, full_look=PUBLISHED))
    later = PUBLISHED.replace(day=5)
    archive.store_fetch(Fetch("https://news.example/feed", "news", etag='"a"', fetched=later))
    state = archive.fetch_state("https://news.example/feed")
    assert state is not None
    assert (state.fetched, state.full_look, state.etag) == (later, PUBLISHED, '"a"')
    assert archive.fetch_state("https://news.example/") is None


def test_a_position_is_kept_and_forgotten(archive: Archive) -> None:
    archive.store_cursor("news", "page", "7")
    archive.store_cursor("news", "page", "8")
    assert archive.cursor("news", "page") == "8"
    archive.store_cursor("news", "page", None)
    assert archive.cursor("news", "page") is None


def test_a_transaction_is_all_or_nothing(archive: Archive) -> None:
    with pytest.raises(ValueError, match="half-way"), archive.transaction():
        archive.take(ARTICLE)
        raise ValueError("half-way")
    assert archive.counts()["documents"] == 0
    assert archive.take(ARTICLE) == Outcome.NEW


def test_a_reader_is_not_blocked_by_a_writer(archive: Archive) -> None:
    archive.take(ARTICLE)
    with archive.transaction():
        archive.take(_other("https://news.example/second/", text="b"))
        with Archive(archive.path) as reader:
            assert reader.counts()["documents"] == 1
            assert list(reader.articles()) == [ARTICLE]


def test_a_file_that_is_no_archive_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_text("plain words, and not a database, for more than a hundred bytes " * 40)
    with pytest.raises(ArchiveError, match="check the --data folder"):
        Archive(path)
    assert path.read_text().startswith("plain words")


def test_an_archive_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    Archive(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ArchiveError, match="newer Caretrail"):
        Archive(path)


WRITER = """
import sys
from pathlib import Path
from crawler.archive.archive import Archive
from crawler.article import Article
with Archive(Path(sys.argv[1])) as archive:
    for number in range(100_000):
        archive.take(Article(f"https://news.example/{number}/", "news", f"Title {number}", f"Text {number}."))
        print(number, flush=True)
"""


def test_what_was_taken_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    # The child finds the packages as this process does; nothing it runs comes from outside this file.
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    with writer.stdout as lines:
        reported = [next(lines) for _ in range(40)]
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        reported += list(lines)
    taken = sum(line.endswith("\n") for line in reported)
    with Archive(path) as archive:
        held = {article.title for article in archive.articles()}
        assert {f"Title {number}" for number in range(taken)} <= held
        assert archive.counts()["documents"] == archive.counts()["versions"] == len(held) <= taken + 1
        assert archive.take(Article("https://news.example/after/", "news", "After", "After.")) == Outcome.NEW
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
