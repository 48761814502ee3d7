"""The bundled sample: its articles and papers load, read well and are in date."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from crawler.sample import loader
from crawler.sample import papers as made
from crawler.sample.loader import BYLINE, HERE, SampleError, articles, documents, papers


def test_articles_cover_the_decade_newest_first() -> None:
    published = [article.published for article in articles()]
    assert len(published) >= 45
    assert published == sorted(published, reverse=True)
    assert {moment.year for moment in published} == set(range(2014, 2026))
    assert all(moment.tzinfo for moment in published)


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.slug)
def test_article_is_a_news_article(article: loader.SampleArticle) -> None:
    words = len(" ".join(article.body).split())
    assert 140 <= words <= 350
    assert article.tags and article.source_url.startswith("http")
    assert not article.excerpt.startswith(("#", "-"))
    assert not article.title.endswith(".")
    straight = re.findall(r"""["']""", " ".join((article.title, *article.body)))
    assert not straight, "typographic quotes throughout, as newsrooms write them"


def test_addresses_are_unique() -> None:
    paths = [item.path for item in documents()]
    assert len(paths) == len(set(paths))


def test_no_article_is_dated_before_the_news_it_tells() -> None:
    told = re.compile(r"\((?:\w+ )?(\d{1,2} [A-Z][a-z]+ \d{4})\)")
    for article in articles():
        for day in told.findall(" ".join(article.body)):
            year = int(day[-4:])
            assert year <= article.published.year, article.slug


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.slug)
def test_paper_in_the_tree_is_made_from_its_text(paper: loader.SamplePaper) -> None:
    stored = (HERE / "papers" / f"{paper.slug}.pdf").read_bytes()
    assert _pages(stored) == _pages(made.pdf(paper)), "run make sample and commit the papers"


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.slug)
def test_paper_reads_as_a_paper(paper: loader.SamplePaper) -> None:
    cover, *rest = _pages(made.pdf(paper))
    assert 2 <= 1 + len(rest) <= 3
    assert f"{paper.published:%-d %B %Y}" in cover
    assert " ".join(cover.split()).startswith(paper.title)
    for number, page in enumerate(rest, start=2):
        assert page.startswith(f"{BYLINE} | {paper.title}")
        assert page.rstrip().endswith(f"Page {number}")
    text = " ".join(" ".join(rest).split())
    assert all(heading in text for heading, _ in paper.sections)


def test_a_paper_has_an_overview_table() -> None:
    tables = [block for paper in papers() for _, blocks in paper.sections for block in blocks if block.startswith("|")]
    assert tables
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_papers_are_written_where_asked(tmp_path: Path) -> None:
    assert [path.name for path in made.write(tmp_path)] == [f"{paper.slug}.pdf" for paper in papers()]
    first, second = (made.pdf(papers()[0]) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no front matter", "TOML between two lines"),
        ("+++\ntitle = \n+++\ntext", "TOML between two lines"),
        ("+++\npublished = 2024-01-02\n+++\ntext", "a zone"),
        ("+++\npublished = 2024-05-02T09:00:00Z\n+++\ntext", "named otherwise"),
    ],
)
def test_broken_article_is_named_with_what_to_mend(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "2024-01-02-broken.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SampleError, match=rf"2024-01-02-broken\.md.*{told}"):
        loader._read(path)


def _pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
