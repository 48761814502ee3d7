"""Sources are data: the shipped rows hold, and every mistake in a row is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.sources import SourcesError, load_sources

ROW = '[site]\nkind = "feed"\nstart = "https://example.org/feed"\nwhat = "x"\nwhy = "y"\n'


def test_every_shipped_row_loads_and_says_what_and_why() -> None:
    sources = load_sources()
    assert len(sources) >= 20
    assert {source.kind for source in sources.values()} == {
        "feed",
        "wordpress",
        "sitemap",
        "govuk",
        "inspections",
        "pages",
    }
    assert all(source.what and source.why and source.delay >= 1 and not source.private for source in sources.values())


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        (ROW + "colour = 1\n", 6, "colour is not a key"),
        (ROW.replace('kind = "feed"', 'kind = "fead"'), 2, "unknown; the kinds are feed"),
        (ROW.replace("https://", "ftp://"), 3, "not a web address"),
        (ROW.replace("https://example.org", "https://exam[ple"), 3, "not a web address"),
        (ROW.replace("example.org", "example.org:99999"), 3, "not a web address"),
        (ROW.replace("example.org", ""), 3, "not a web address"),
        (ROW.replace('why = "y"\n', ""), 1, "lacks the key why"),
        (ROW + 'include = "("\n', 6, "not a regular expression"),
        (ROW + 'drop = ["p["]\n', 6, "not a CSS selector"),
        (ROW + "delay = -1\n", 6, "from 0 to 3600"),
        (ROW + "delay = nan\n", 6, "from 0 to 3600"),
        (ROW + "delay = inf\n", 6, "from 0 to 3600"),
        (ROW + "filters = {year = nan}\n", 6, "neither a text nor a list of texts"),
        (ROW + "most_pages = 0\n", 6, "more than nothing"),
        (ROW + "private = 1\n", 6, "wrong type"),
        (ROW + "most_pages = true\n", 6, "wrong type"),
        ('title = "x"\n' + ROW, 1, "outside a table"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, written: str, line: int, told: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(SourcesError) as caught:
        load_sources(path)
    assert f"sources.toml:{line}: " in str(caught.value)
    assert told in str(caught.value)


def test_a_file_that_is_no_toml_or_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_bytes(b"[site\n\xff")
    for name in ("broken.toml", "missing.toml"):
        with pytest.raises(SourcesError, match=name):
            load_sources(tmp_path / name)
