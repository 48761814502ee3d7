"""Loads the bundled sample site's articles and papers from the text files that hold them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BYLINE = "Caretrail sample desk"
_FENCE = "+++\n"
_DATE_IN_NAME = len("2024-10-24-")


class SampleError(ValueError):
    """A file of the sample is not what the loader expects: names the file and says what to mend."""


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One news article of the sample.

    ``published`` carries a zone; ``source_url`` is the public document the facts are from; ``body`` is the text as
    blocks in order: a paragraph, a subheading (begins with "## ") or a list (its lines begin with "- ").
    """

    slug: str
    title: str
    published: datetime
    tags: tuple[str, ...]
    source_url: str
    body: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where the site serves it: ``/2024/10/24/slug/``."""
        return f"/{self.published:%Y/%m/%d}/{self.slug}/"

    @property
    def excerpt(self) -> str:
        """The first paragraph, which lists and the feed show."""
        return self.body[0]


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """One policy paper of the sample.

    ``sections`` holds heading and blocks in order, a block being a paragraph or a table (its lines begin with "|").
    """

    slug: str
    title: str
    published: datetime
    source_url: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def path(self) -> str:
        """Where the site serves the PDF."""
        return f"/papers/{self.slug}.pdf"


def documents() -> tuple[SampleArticle | SamplePaper, ...]:
    """All that the site publishes: the articles, then the papers, each newest first."""
    return (*articles(), *papers())


@functools.cache
def articles() -> tuple[SampleArticle, ...]:
    """Every article of the sample, newest first.

    Raises:
        SampleError: a file's front matter is broken or its name is not its date and slug.
    """
    loaded = [_article(path) for path in sorted((HERE / "articles").glob("*.md"))]
    return tuple(sorted(loaded, key=lambda article: (article.published, article.slug), reverse=True))


@functools.cache
def papers() -> tuple[SamplePaper, ...]:
    """Every policy paper of the sample, newest first.

    Raises:
        SampleError: a file's front matter is broken or its name is not its date and slug.
    """
    loaded = [_paper(path) for path in sorted((HERE / "papers").glob("*.txt"))]
    return tuple(sorted(loaded, key=lambda paper: (paper.published, paper.slug), reverse=True))


def _article(path: Path) -> SampleArticle:
    front, blocks = _read(path)
    return SampleArticle(
        slug=path.stem[_DATE_IN_NAME:],
        title=front["title"],
        published=front["published"],
        tags=tuple(front["tags"]),
        source_url=front["source_url"],
        body=blocks,
    )


def _paper(path: Path) -> SamplePaper:
    front, blocks = _read(path)
    sections: list[tuple[str, list[str]]] = []
    for block in blocks:
        if block.startswith("## "):
            sections.append((block.removeprefix("## "), []))
        elif sections:
            sections[-1][1].append(block)
        else:
            raise SampleError(f"{path.name}: a paper begins with a heading, a line that starts with '## '")
    return SamplePaper(
        slug=path.stem[_DATE_IN_NAME:],
        title=front["title"],
        published=front["published"],
        source_url=front["source_url"],
        sections=tuple((heading, tuple(texts)) for heading, texts in sections),
    )


def _read(path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Front matter (TOML between two lines of +++) and the blocks of text, which blank lines separate."""
    try:
        _, front, text = path.read_text(encoding="utf-8").split(_FENCE, 2)
        read = tomllib.loads(front)
    except ValueError as error:
        raise SampleError(f"{path.name}: wants TOML between two lines of +++ ({error})") from error
    published = read.get("published")
    if not isinstance(published, datetime) or published.tzinfo is None:
        raise SampleError(f"{path.name}: published wants a date, a time and a zone")
    if not path.stem.startswith(f"{published:%Y-%m-%d}-"):
        raise SampleError(f"{path.name}: is named otherwise than its date of publication, {published:%Y-%m-%d}")
    blocks = (block.strip() for block in text.split("\n\n"))
    return read, tuple(_unwrapped(block) for block in blocks if block)


def _unwrapped(block: str) -> str:
    """A paragraph's wrapped lines as one; lists and tables keep their lines."""
    return block if block.startswith(("- ", "|")) else " ".join(block.split())
