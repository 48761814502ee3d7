from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.archive.archive import Archive
from crawler.article import Article, Flag, Outcome
from crawler.commands.add import add
from crawler.console import archive_path
from crawler.documents import saved
from crawler.running.health import report


def _add(data: Path, *places: Path | str) -> Result:
    return CliRunner().invoke(add, [*map(str, places), "--data", str(data)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "a.txt").write_text("First title\n\nIts text.\n\nMore text.", "utf-8")
    (saved / "b.html").write_text("<html><article><h1>Second</h1><p>Its text is longer than that.</p></article></html>")
    return saved


def test_adding_twice_adds_once(tmp_path: Path, folder: Path) -> None:
    first, second = _add(tmp_path / "data", folder), _add(tmp_path / "data", folder)
    assert (first.exit_code, first.output) == (0, "add: 2 files, 2 items: 2 new\n")
    assert (second.exit_code, second.output) == (0, "add: 2 files, 2 items: 2 unchanged\n")


def test_a_moved_file_is_no_new_document(tmp_path: Path, folder: Path) -> None:
    _add(tmp_path / "data", folder)
    (folder / "a.txt").rename(folder / "moved.txt")
    assert _add(tmp_path / "data", folder).output == "add: 2 files, 2 items: 1 unchanged, 1 duplicate\n"


def test_a_changed_file_is_a_new_version(tmp_path: Path, folder: Path) -> None:
    _add(tmp_path / "data", folder)
    (folder / "a.txt").write_text("First title\n\nIts text, corrected.", "utf-8")
    assert _add(tmp_path / "data", folder).output == "add: 2 files, 2 items: 1 changed, 1 unchanged\n"


def test_what_cannot_be_taken_is_named_and_the_rest_is_taken(tmp_path: Path, folder: Path) -> None:
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (folder / "old.doc").write_bytes(b"\xd0\xcf")
    result = _add(tmp_path / "data", folder, folder / "none.txt")
    assert result.exit_code == 1
    assert "4 items: 2 new, 2 rejected" in result.output
    lines = result.output.splitlines()
    assert any(f"{folder / 'cut.pdf'}: truncated or damaged: " in line and "fetch it again" in line for line in lines)
    assert any(f"{folder / 'old.doc'}: unsupported kind of file: " in line for line in lines)
    assert f"{folder / 'none.txt'}: no such file or folder" in lines


def test_nothing_to_take_is_not_usable(tmp_path: Path) -> None:
    result = _add(tmp_path / "data", tmp_path / "none")
    assert result.exit_code == 2
    assert "there is no" in result.output


def test_an_archive_that_is_none_is_not_usable(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "data").mkdir()
    archive_path(tmp_path / "data").write_text("not a database, " * 500)
    result = _add(tmp_path / "data", folder)
    assert result.exit_code == 2
    assert "cannot be opened as an archive" in result.output


def test_a_reader_that_breaks_on_one_file_does_not_stop_the_others(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = saved.documents_of_file

    def breaks(file: Path) -> object:
        if file.name == "a.txt":
            raise RecursionError("too deep")
        return real(file)

    monkeypatch.setattr("crawler.commands.add.documents_of_file", breaks)
    result = _add(tmp_path / "data", folder)
    assert result.exit_code == 1
    assert "2 items: 1 new, 1 failed" in result.output
    assert "RecursionError: too deep" in result.output


def test_a_page_of_spam_is_kept_named_and_never_read(tmp_path: Path, folder: Path) -> None:
    (folder / "spam.txt").write_text(
        "Buy viagra online\n\nCheap viagra, generic cialis, canadian pharmacy, kamagra.", "utf-8"
    )
    result = _add(tmp_path / "data", folder)
    assert "spam.txt: quarantined" in result.output
    with Archive(archive_path(tmp_path / "data")) as archive:
        assert archive.unread_count("1") == 2
        assert [article.title for article in report(archive).quarantined] == ["Buy viagra online"]


NOW = datetime(2025, 6, 1, tzinfo=UTC)


def _article(number: int, published: datetime | None, source: str = "news") -> Article:
    return Article(
        f"https://{source}.example/{number}/", source, f"Title {number}", f"Text {number}.", published=published
    )


def _crawled(archive: Archive, *articles: Article) -> None:
    number = archive.start_run("crawl")
    for article in articles:
        archive.take(article)
        archive.end_source(article.source)
    archive.finish_run(number)


@pytest.mark.parametrize(
    ("days", "first", "warned"),
    [
        (10, 9, False),
        (20, 19, True),
        (20, 1, False),  # as silent when it was first crawled: an archive, which nobody expects to go on
    ],
)
def test_a_source_that_falls_silent_is_warned_of(tmp_path: Path, days: int, first: int, warned: bool) -> None:
    with Archive(tmp_path / "archive.sqlite", lambda: NOW - timedelta(days=first)) as archive:
        _crawled(archive, *(_article(n, NOW - timedelta(days=days + n)) for n in range(10)))
        (source,) = report(archive, NOW).sources
    assert bool(source.warnings) == warned
    assert source.documents == 10
    assert source.outcomes == {Outcome.NEW: 10}
    assert source.last_success is not None


def test_a_source_that_always_was_slow_is_not_warned_of(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive:
        _crawled(archive, *(_article(n, NOW - timedelta(days=90 * (n + 1))) for n in range(10)))
        assert report(archive, NOW).sources[0].warnings == ()


def test_a_backfill_that_ends_with_the_oldest_is_not_silence(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive:
        _crawled(archive, *(_article(n, NOW - timedelta(days=n)) for n in range(100)))
        assert report(archive, NOW).sources[0].warnings == ()


def test_a_source_that_answers_and_never_brings_anything_is_warned_of(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive:
        for _ in range(7):
            number = archive.start_run("crawl")
            archive.end_source("dull")
            archive.finish_run(number)
        (source,) = report(archive, NOW).sources
    assert source.last_success is not None
    assert "none brought an article" in source.warnings[0]


def test_saved_files_are_not_expected_to_go_on(tmp_path: Path, folder: Path) -> None:
    old = [{"text": f"Text {n}.", "published": f"2015-01-{n:02d}"} for n in range(1, 9)]
    (folder / "old.jsonl").write_text("\n".join(map(json.dumps, old)))
    _add(tmp_path / "data", folder)
    with Archive(archive_path(tmp_path / "data")) as archive:
        assert [source.warnings for source in report(archive).sources] == [()]


def test_a_layout_that_changed_is_warned_of(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.sqlite") as archive:
        _crawled(archive, *(_article(n, NOW - timedelta(days=9 - n)) for n in range(8)))
        _crawled(archive, *(_article(n, None) for n in range(8, 12)))
        assert any("have no date" in warning for warning in report(archive, NOW).sources[0].warnings)
        number = archive.start_run("crawl")
        for n in range(5):
            archive.fail(f"https://news.example/x{n}", "news", "HTTP 403")
        archive.end_source("news", "its feed could not be read")
        archive.finish_run(number)
        health = report(archive, NOW)
    assert health.sources[0].warnings[0] == "its feed could not be read"
    assert any(
        "5 of the last 8 documents looked at could not be taken (HTTP 403)" in warning
        for warning in health.sources[0].warnings
    )
    assert len(health.failures) == 5


@pytest.mark.shared
def test_the_seeds_are_taken_as_they_are(tmp_path: Path, shared: Path) -> None:
    result = _add(tmp_path / "data", shared / "seeds")
    assert (result.exit_code, result.output) == (0, "add: 5 files, 26 items: 26 new; injected spam removed from 24\n")
    gold = [json.loads(line) for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()]
    with Archive(archive_path(tmp_path / "data")) as archive:
        held = {article.title: article for article in archive.articles()}
    for document in gold:
        article = held[document["title"]]
        assert article.text == document["text"]
        assert str(article.published_on) == document["published"]
        assert article.url == document["url"] or article.url.startswith("file:")
        assert Flag.SPAM_REMOVED in article.flags or article.url.startswith("file:")


@pytest.mark.shared
def test_a_sample_of_the_inspection_reports_is_taken(tmp_path: Path, shared: Path) -> None:
    reports = sorted((shared / "inspections" / "pdf").glob("*.pdf"))
    smallest = sorted(reports, key=lambda report: report.stat().st_size)[:4]
    result = _add(tmp_path / "data", *smallest)
    assert (result.exit_code, result.output) == (0, "add: 4 files, 4 items: 4 new\n")
    with Archive(archive_path(tmp_path / "data")) as archive:
        for article in archive.articles():
            assert article.kind == "inspection report"
            assert str(article.published_on) in article.url
            assert "\n\nInspection date" in article.text
